//! What does the manifest of the generated crate say?

use super::Crate;
use super::runtime_files::File;
use crate::config::{DependencyValue, Member};
use crate::name::ALL_OPERATIONS;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// The oldest compiler that the output is written for.
const RUST_VERSION: &str = "1.88";

/// The crates that the runtime can need, as they stand in a manifest.
const DEPENDENCIES: &[(&str, &str)] = &[
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
    ("http", r#""1.5""#),
    ("http-body", r#"{ version = "1", optional = true }"#),
    (
        "jiff",
        r#"{ version = "0.2", default-features = false, features = ["std"], optional = true }"#,
    ),
    (
        "reqwest",
        r#"{ version = "0.13", default-features = false, features = ["rustls-no-provider"], optional = true }"#,
    ),
    (
        "rustls",
        r#"{ version = "0.23", default-features = false, features = ["ring", "std", "tls12"], optional = true }"#,
    ),
    (
        "rustls-platform-verifier",
        r#"{ version = "0.7", optional = true }"#,
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
        "time",
        r#"{ version = "0.3", default-features = false, features = ["formatting", "parsing", "std"], optional = true }"#,
    ),
    (
        "tokio",
        r#"{ version = "1", default-features = false, features = ["time"], optional = true }"#,
    ),
    (
        "tracing",
        r#"{ version = "0.1", default-features = false, features = ["std"], optional = true }"#,
    ),
];

/// The features, each with the crate that it is of no use without.
pub(super) const FEATURES: &[(&str, &str, &str, &str)] = &[
    (
        "reqwest",
        r#"["dep:http-body", "dep:reqwest", "dep:rustls", "dep:rustls-platform-verifier", "dep:tokio"]"#,
        "reqwest",
        "Requests are carried by reqwest, over HTTP/1.1 and TLS. Without it, a transport has to be given.",
    ),
    (
        "blocking",
        r#"["reqwest?/blocking"]"#,
        "reqwest",
        "Clients that block.",
    ),
    (
        "http2",
        r#"["reqwest?/http2"]"#,
        "reqwest",
        "HTTP/2 where the server has it.",
    ),
    (
        "jiff",
        r#"["dep:jiff"]"#,
        "jiff",
        "Conversions of dates to and from the library `jiff`.",
    ),
    (
        "chrono",
        r#"["dep:chrono"]"#,
        "chrono",
        "Conversions of dates to and from the library `chrono`.",
    ),
    (
        "time",
        r#"["dep:time"]"#,
        "time",
        "Conversions of dates to and from the library `time`.",
    ),
    (
        "tracing",
        r#"["dep:tracing"]"#,
        "tracing",
        "A span of `tracing` for each call, without arguments, headers and bodies.",
    ),
    (
        "mock",
        "[]",
        "http",
        "For tests: answers without a connection, and recordings of real ones.",
    ),
    (
        "server",
        r#"["dep:axum"]"#,
        "axum",
        "The other side: a trait and a router of axum.",
    ),
];

/// What says at <https://docs.rs> with which feature an item is there.
const DOCS: &str = "
[package.metadata.docs.rs]
all-features = true
rustdoc-args = [\"--cfg\", \"docsrs\"]
";

/// The text of `Cargo.toml`.
pub(super) fn emit(krate: &Crate<'_>, runtime: &[&File]) -> String {
    let needed = crates(krate, runtime);
    let tagged = !super::features::of_crate(krate).is_empty();
    let mut text = format!(
        "# Made by bindery; changes are overwritten.\n\n\
         [package]\n\
         name = {}\n\
         version = {}\n\
         edition = \"2024\"\n\
         rust-version = \"{RUST_VERSION}\"\n\
         description = {}\n{}\n\
         [features]\n\
         default = [{}]\n",
        string(krate.name),
        string(krate.version),
        string(&description(krate)),
        if tagged { DOCS } else { "" },
        defaults(krate, &needed).join(", "),
    );
    for (name, value, _, doc) in features(&needed) {
        let value = match *name {
            // A router leads to every operation.
            "server" if tagged => format!(r#"["dep:axum", "{ALL_OPERATIONS}"]"#),
            _ => (*value).to_owned(),
        };
        let _ = writeln!(text, "# {doc}\n{name} = {value}");
    }
    text.push_str(&of_tags(krate));
    text.push_str("\n[dependencies]\n");
    let runtime = DEPENDENCIES.iter().filter(|it| needed.contains(it.0));
    let mut lines: Vec<(&str, String)> = runtime
        .map(|(name, value)| (*name, (*value).to_owned()))
        .collect();
    let own = krate.package.dependencies.iter();
    lines.extend(own.map(|(name, dependency)| (name.as_str(), value(&dependency.value))));
    lines.sort();
    for (name, value) in lines {
        let _ = writeln!(text, "{name} = {value}");
    }
    text
}

/// Whether crates can have a feature.
pub(crate) fn has_feature(name: &str) -> bool {
    FEATURES.iter().any(|(known, ..)| *known == name)
}

/// The features that operations are behind.
fn of_tags(krate: &Crate<'_>) -> String {
    let features = super::features::of_crate(krate);
    if features.is_empty() {
        return String::new();
    }
    let modules = super::features::of_modules(krate);
    let list = |text: &mut String, feature: &str, names: &BTreeSet<&str>| {
        let _ = writeln!(text, "{feature} = [");
        for name in names {
            let _ = writeln!(text, "    {},", string(name));
        }
        text.push_str("]\n");
    };
    let mut text = String::from("# The operations of all tags.\n");
    if modules.is_empty() {
        list(&mut text, ALL_OPERATIONS, &features);
    } else {
        let names = modules.keys().map(String::as_str).collect();
        list(&mut text, ALL_OPERATIONS, &names);
        text.push_str("# The operations of an API.\n");
        for (name, features) in &modules {
            list(&mut text, name, features);
        }
    }
    text.push_str("# The operations of a tag, and what they need.\n");
    for name in &features {
        let _ = writeln!(text, "{name} = []");
    }
    text
}

/// The features that are on by default: those that were asked for and that the crate has, and the
/// operations of all tags.
fn defaults(krate: &Crate<'_>, needed: &BTreeSet<&str>) -> Vec<String> {
    let usual = [String::from("reqwest")];
    let wanted = krate.package.default_features.as_deref();
    let wanted = wanted.unwrap_or(&usual).iter().map(String::as_str);
    let has = |name: &&str| features(needed).any(|(known, ..)| known == name);
    let tagged = !super::features::of_crate(krate).is_empty();
    let all = tagged.then_some(ALL_OPERATIONS);
    all.into_iter()
        .chain(wanted.filter(has))
        .map(string)
        .collect()
}

/// Whether the runtime can need a crate, and says in which versions.
pub(crate) fn has_dependency(name: &str) -> bool {
    DEPENDENCIES.iter().any(|(known, _)| *known == name)
}

/// What the configuration says of a dependency, as a manifest does.
fn value(dependency: &DependencyValue) -> String {
    let members = match dependency {
        DependencyValue::Version(version) => return string(version),
        DependencyValue::Table(members) => members,
    };
    let members = members.iter().map(|(key, member)| match member {
        Member::Text(text) => format!("{key} = {}", string(text)),
        Member::Flag(flag) => format!("{key} = {flag}"),
        Member::List(list) => {
            let list: Vec<String> = list.iter().map(|text| string(text)).collect();
            format!("{key} = [{}]", list.join(", "))
        }
    });
    let members: Vec<String> = members.collect();
    format!("{{ {} }}", members.join(", "))
}

/// The features that the crate has.
pub(super) fn features<'a>(
    needed: &'a BTreeSet<&str>,
) -> impl Iterator<Item = &'static (&'static str, &'static str, &'static str, &'static str)> + 'a {
    FEATURES
        .iter()
        .filter(|(_, _, krate, _)| needed.contains(krate))
}

/// The crates that the runtime files need; `serde_json` is named by types, too.
pub(super) fn crates(krate: &Crate<'_>, runtime: &[&File]) -> BTreeSet<&'static str> {
    let all = runtime.iter().flat_map(|file| file.crates).copied();
    // Files that convert dates name the usual library; the crate may have another.
    let chosen = |name| match name {
        "jiff" => krate.package.dates.as_str(),
        other => other,
    };
    all.map(chosen).collect()
}

/// One sentence.
pub(super) fn description(krate: &Crate<'_>) -> String {
    let titles: Vec<String> = krate
        .modules
        .iter()
        .map(|module| title(&module.api.title))
        .collect();
    match titles.split_last() {
        None => "Clients of HTTP APIs".to_owned(),
        Some((last, [])) => format!("A client for {last}"),
        Some((last, others)) => format!("Clients for {} and {last}", others.join(", ")),
    }
}

/// A title on one line.
pub(in crate::emit) fn title(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.is_empty() {
        "an API without a title".to_owned()
    } else {
        words.join(" ")
    }
}

/// A TOML basic string.
fn string(text: &str) -> String {
    let mut written = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => written.push_str("\\\""),
            '\\' => written.push_str("\\\\"),
            c if c.is_control() || !super::docs::is_shown(c) => {
                let _ = write!(written, "\\U{:08X}", u32::from(c));
            }
            c => written.push(c),
        }
    }
    written.push('"');
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The runtime is tested with the very dependencies that generated crates get.
    #[test]
    fn dependencies_are_those_of_the_runtime() {
        let manifest = include_str!("../../../runtime/crate/Cargo.toml");
        for (name, value) in DEPENDENCIES {
            assert!(
                manifest.contains(&format!("\n{name} = {value}\n")),
                "{name}"
            );
        }
        for (name, value, _, _) in FEATURES {
            assert!(
                manifest.contains(&format!("\n{name} = {value}\n")),
                "{name}"
            );
        }
    }

    /// Otherwise a tag could be taken for one of them.
    #[test]
    fn no_tag_is_given_a_feature_of_the_crate() {
        for (name, ..) in FEATURES {
            assert!(crate::name::is_reserved_feature(name), "{name}");
        }
    }

    #[test]
    fn strings_are_escaped() {
        assert_eq!(string("a\"\\\n\u{202e}"), r#""a\"\\\U0000000A\U0000202E""#);
    }
}
