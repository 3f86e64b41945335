//! Do the repository's package and the generated crate, which have one library, agree in what it needs?

use std::fs;
use toml::{Table, Value};

fn manifest(path: &str) -> Table {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"));
    text.parse()
        .unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// A key of `[package]`, with what the workspace says where the package refers to it.
fn package<'a>(manifest: &'a Table, key: &str) -> Option<&'a Value> {
    match manifest.get("package")?.get(key)? {
        Value::Table(table) if table.contains_key("workspace") => {
            manifest.get("workspace")?.get("package")?.get(key)
        }
        value => Some(value),
    }
}

/// A dependency as cargo understands it: `"1"` is `{ version = "1" }`.
fn spelled_out(dependencies: Option<&Value>) -> Table {
    let Some(Value::Table(dependencies)) = dependencies else {
        panic!("there are no dependencies");
    };
    let spell_out = |value: &Value| match value {
        Value::String(version) => Value::Table(Table::from_iter([(
            "version".to_owned(),
            Value::String(version.clone()),
        )])),
        value => value.clone(),
    };
    dependencies
        .iter()
        .map(|(name, value)| (name.clone(), spell_out(value)))
        .collect()
}

#[test]
fn the_two_manifests_agree() {
    let (ours, generated) = (manifest("Cargo.toml"), manifest("generated/Cargo.toml"));
    assert_eq!(
        spelled_out(ours.get("dependencies")),
        spelled_out(generated.get("dependencies")),
        "copy [dependencies] of generated/Cargo.toml into Cargo.toml"
    );
    assert_eq!(
        ours.get("features"),
        generated.get("features"),
        "copy [features] of generated/Cargo.toml into Cargo.toml"
    );
    for key in ["name", "version", "edition"] {
        assert_eq!(
            package(&ours, key),
            package(&generated, key),
            "[package] {key}"
        );
    }
    assert!(!generated.contains_key("build-dependencies"));
    assert!(package(&generated, "build").is_none());
}

/// Features are shared by all crates of a program: one that chooses the TLS of reqwest, or the
/// cryptography of rustls, would choose it for everybody. `.ci/beside` builds such programs.
#[test]
fn nothing_is_chosen_for_other_crates() {
    let dependencies = spelled_out(manifest("generated/Cargo.toml").get("dependencies"));
    let features = |name: &str| -> Vec<String> {
        let dependency = dependencies.get(name).and_then(Value::as_table);
        let dependency = dependency.unwrap_or_else(|| panic!("{name} is no dependency"));
        assert_eq!(
            dependency.get("default-features").and_then(Value::as_bool),
            Some(false),
            "{name}"
        );
        let features = dependency.get("features").and_then(Value::as_array);
        let features = features.into_iter().flatten().filter_map(Value::as_str);
        features.map(str::to_owned).collect()
    };
    assert_eq!(features("reqwest"), Vec::<String>::new());
    assert_eq!(features("hyper-rustls"), Vec::<String>::new());
    assert_eq!(features("rustls"), ["std", "tls12"]);
}
