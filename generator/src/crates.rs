//! Which crates can the files of the runtime need, and which features can a generated crate have?

/// The crates that the runtime can need, as in a manifest.
pub(crate) const DEPENDENCIES: &[(&str, &str)] = &[
    (
        "axum",
        r#"{ version = "0.8", default-features = false, optional = true }"#,
    ),
    ("bytes", r#""1.12""#),
    (
        "chrono",
        r#"{ version = "0.4", default-features = false, features = ["std"], optional = true }"#,
    ),
    (
        "futures-core",
        r#"{ version = "0.3", default-features = false }"#,
    ),
    ("hmac", r#"{ version = "0.13", default-features = false }"#),
    ("http", r#""1.5""#),
    ("http-body", r#"{ version = "1", optional = true }"#),
    (
        "hyper",
        r#"{ version = "1.12", default-features = false, features = ["client", "http1"], optional = true }"#,
    ),
    (
        "hyper-rustls",
        r#"{ version = "0.27.10", default-features = false, optional = true }"#,
    ),
    (
        "hyper-util",
        r#"{ version = "0.1.21", default-features = false, features = ["client-legacy", "client-proxy", "http1", "tokio"], optional = true }"#,
    ),
    (
        "jiff",
        r#"{ version = "0.2", default-features = false, features = ["std"], optional = true }"#,
    ),
    ("md-5", r#"{ version = "0.11", default-features = false }"#),
    (
        "reqwest",
        r#"{ version = "0.13", default-features = false, optional = true }"#,
    ),
    ("ring", r#"{ version = "0.17.14", optional = true }"#),
    (
        "rustls",
        r#"{ version = "0.23.31", default-features = false, features = ["std", "tls12"], optional = true }"#,
    ),
    (
        "rustls-platform-verifier",
        r#"{ version = "0.7", optional = true }"#,
    ),
    (
        "rustls-webpki",
        r#"{ version = "0.103", default-features = false, features = ["ring", "std"], optional = true }"#,
    ),
    (
        "serde",
        r#"{ version = "1.0", default-features = false, features = ["std"] }"#,
    ),
    (
        "serde_json",
        r#"{ version = "1.0", features = ["float_roundtrip", "raw_value"] }"#,
    ),
    ("serde_path_to_error", r#""0.1""#),
    (
        "sha2",
        r#"{ version = "0.11", default-features = false, optional = true }"#,
    ),
    (
        "time",
        r#"{ version = "0.3", default-features = false, features = ["formatting", "parsing", "std"], optional = true }"#,
    ),
    (
        "tokio",
        r#"{ version = "1", default-features = false, features = ["net", "rt", "sync", "time"], optional = true }"#,
    ),
    ("tower-service", r#"{ version = "0.3", optional = true }"#),
    (
        "tracing",
        r#"{ version = "0.1", default-features = false, features = ["std"], optional = true }"#,
    ),
];

/// A dependency that is optional unless a file needs it without the feature.
pub(crate) struct Required {
    pub(crate) name: &'static str,
    /// How a manifest has it then.
    pub(crate) value: &'static str,
    /// The feature that would turn it on otherwise.
    pub(crate) feature: &'static str,
    /// What the feature turns on then.
    pub(crate) feature_value: &'static str,
}

pub(crate) const REQUIRED: &[Required] = &[Required {
    name: "sha2",
    value: r#"{ version = "0.11", default-features = false }"#,
    feature: "mock",
    feature_value: "[]",
}];

/// A cargo feature that stands for no tag.
pub(crate) struct Feature {
    pub(crate) name: &'static str,
    /// The features and dependencies that it enables, as in a manifest.
    pub(crate) value: &'static str,
    /// The crate that it is of no use without.
    pub(crate) of: &'static str,
    /// Its purpose, in a sentence.
    pub(crate) about: &'static str,
}

/// All of them.
pub(crate) const FEATURES: &[Feature] = &[
    Feature {
        name: "hyper",
        value: r#"["dep:http-body", "dep:hyper", "dep:hyper-rustls", "dep:hyper-util", "dep:ring", "dep:rustls", "dep:rustls-platform-verifier", "dep:rustls-webpki", "dep:tokio", "dep:tower-service"]"#,
        of: "hyper",
        about: "The default transport: hyper with HTTP/1.1 and TLS. Without it, set a transport.",
    },
    Feature {
        name: "reqwest",
        value: r#"["dep:http-body", "dep:reqwest", "dep:tokio"]"#,
        of: "reqwest",
        about: "Transports that use the caller's `reqwest::Client`.",
    },
    Feature {
        name: "blocking",
        value: r#"["reqwest?/blocking"]"#,
        of: "reqwest",
        about: "Blocking clients.",
    },
    Feature {
        name: "http2",
        value: r#"["hyper?/http2", "hyper-util?/http2"]"#,
        of: "hyper",
        about: "HTTP/2, if the server supports it.",
    },
    Feature {
        name: "jiff",
        value: r#"["dep:jiff"]"#,
        of: "jiff",
        about: "Conversions of dates to and from the library `jiff`.",
    },
    Feature {
        name: "chrono",
        value: r#"["dep:chrono"]"#,
        of: "chrono",
        about: "Conversions of dates to and from the library `chrono`.",
    },
    Feature {
        name: "time",
        value: r#"["dep:time"]"#,
        of: "time",
        about: "Conversions of dates to and from the library `time`.",
    },
    Feature {
        name: "tracing",
        value: r#"["dep:tracing"]"#,
        of: "tracing",
        about: "A span of `tracing` for each call, without arguments, headers and bodies.",
    },
    Feature {
        name: "mock",
        value: r#"["dep:sha2"]"#,
        of: "http",
        about: "A mock transport for tests, and recordings of real exchanges.",
    },
    Feature {
        name: "server",
        value: r#"["dep:axum"]"#,
        of: "axum",
        about: "Servers: a trait and a router of axum.",
    },
];

/// The features that crates can have.
pub(crate) fn features() -> impl Iterator<Item = &'static str> {
    FEATURES.iter().map(|known| known.name)
}

/// Whether the runtime can need a crate, and says in which versions.
pub(crate) fn has_dependency(name: &str) -> bool {
    DEPENDENCIES.iter().any(|(known, _)| *known == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The runtime is tested with the very dependencies that generated crates get.
    #[test]
    fn dependencies_are_those_of_the_runtime() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/runtime/Cargo.toml");
        let manifest = std::fs::read_to_string(path).unwrap();
        for (name, value) in DEPENDENCIES {
            // The runtime has every file.
            let required = REQUIRED.iter().find(|it| it.name == *name);
            let value = required.map_or(*value, |it| it.value);
            // Its package can be used for the sources alone, without any dependency.
            let optional = match value.strip_suffix(" }") {
                Some(_) if value.contains("optional = true") => value.to_owned(),
                Some(start) => format!("{start}, optional = true }}"),
                None => format!("{{ version = {value}, optional = true }}"),
            };
            assert!(
                manifest.contains(&format!("\n{name} = {optional}\n")),
                "{name}"
            );
        }
        for Feature { name, value, .. } in FEATURES {
            let required = REQUIRED.iter().find(|it| it.feature == *name);
            let value = required.map_or(*value, |it| it.feature_value);
            assert!(
                manifest.contains(&format!("\n{name} = {value}\n")),
                "{name}"
            );
        }
    }

    /// Otherwise a tag could be taken for one of them.
    #[test]
    fn no_tag_is_given_a_feature_of_the_crate() {
        for feature in FEATURES {
            let name = feature.name;
            assert!(crate::name::is_reserved_feature(name), "{name}");
        }
    }
}
