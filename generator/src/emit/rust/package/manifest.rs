//! What does the manifest of the generated crate say?

use crate::config::{DependencySetting, DependencyValue, Metadata};
use crate::crates::{DEPENDENCIES, FEATURES, Feature, REQUIRED, Required};
use crate::emit::header;
use crate::emit::rust::Crate;
use crate::emit::rust::package::runtime_files::{Cfg, File};
use crate::name::ALL_OPERATIONS;
use crate::text::{DocumentStr, DocumentText};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// The oldest compiler that the output is written for.
const RUST_VERSION: &str = "1.88";

/// The metadata by which <https://docs.rs> documents all features, and shows the feature of an item.
const DOCS: &str = "
[package.metadata.docs.rs]
all-features = true
rustdoc-args = [\"--cfg\", \"docsrs\"]
";

/// The text of `Cargo.toml`.
pub(in crate::emit::rust) fn emit(krate: &Crate<'_>, runtime: &[File]) -> String {
    let needed = crates(krate, runtime);
    let tagged = crate::emit::rust::has_features(krate);
    let mut text = format!(
        "{}\n\n\
         [package]\n\
         name = {}\n\
         version = {}\n\
         edition = \"2024\"\n\
         rust-version = \"{RUST_VERSION}\"\n\
         {}{DOCS}\n\
         [features]\n\
         default = [{}]\n",
        header::toml(),
        string(krate.name),
        string(krate.version),
        metadata(krate),
        defaults(krate, &needed).join(", "),
    );
    for Feature {
        name, value, about, ..
    } in features(&needed)
    {
        let value = match *name {
            // A router leads to every operation.
            "server" if tagged => format!(r#"["dep:axum", "{ALL_OPERATIONS}"]"#),
            _ => required(runtime, |it| it.feature == *name)
                .map_or(*value, |it| it.feature_value)
                .to_owned(),
        };
        let _ = writeln!(text, "# {about}\n{name} = {value}");
    }
    text.push_str(&of_tags(krate));
    text.push_str("\n[dependencies]\n");
    let known = DEPENDENCIES.iter().filter(|it| needed.contains(it.0));
    let mut lines: Vec<(&str, String)> = known
        .map(|(name, value)| {
            let required = required(runtime, |it| it.name == *name);
            (*name, required.map_or(*value, |it| it.value).to_owned())
        })
        .collect();
    let own = krate.package.dependencies.iter();
    lines.extend(own.map(|(name, dependency)| (name.as_str(), value(&dependency.value))));
    lines.sort();
    for (name, value) in lines {
        let _ = writeln!(text, "{name} = {value}");
    }
    text
}

/// The dependency that is otherwise optional, if one of the files needs it without its feature.
fn required(runtime: &[File], is_it: impl Fn(&Required) -> bool) -> Option<&'static Required> {
    let needs = |it: &&Required| {
        let mut files = runtime.iter().filter(|file| file.cfg == Cfg::Always);
        is_it(it) && files.any(|file| file.crates.contains(&it.name))
    };
    REQUIRED.iter().find(needs)
}

/// The description, the README and the configured metadata, one key a line.
fn metadata(krate: &Crate<'_>) -> String {
    let configured = krate.package.metadata.iter().map(|(key, value)| {
        let value = match value {
            Metadata::Text(text) => string(text),
            Metadata::List(list) => {
                let list: Vec<String> = list.iter().map(|text| string(text)).collect();
                format!("[{}]", list.join(", "))
            }
        };
        (key.as_str(), value)
    });
    let mut lines = BTreeMap::from([
        ("description", description(krate).toml()),
        ("readme", string("README.md")),
    ]);
    lines.extend(configured);
    let lines = lines
        .iter()
        .map(|(key, value)| format!("{key} = {value}\n"));
    lines.collect()
}

/// The features that operations are behind.
fn of_tags(krate: &Crate<'_>) -> String {
    let features = crate::emit::rust::package::features::of_crate(krate);
    if features.is_empty() {
        return String::new();
    }
    let modules = crate::emit::rust::package::features::of_modules(krate);
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
    text.push_str("# The operations of a tag, and the types that they use.\n");
    for name in &features {
        let _ = writeln!(text, "{name} = []");
    }
    text
}

/// The features that are on by default: those that were asked for and that the crate has, and the
/// operations of all tags.
fn defaults(krate: &Crate<'_>, needed: &BTreeSet<&str>) -> Vec<String> {
    let wanted = wanted_features(krate).into_iter();
    let has = |name: &&str| features(needed).any(|known| known.name == *name);
    let tagged = crate::emit::rust::has_features(krate);
    let all = tagged.then_some(ALL_OPERATIONS);
    all.into_iter()
        .chain(wanted.filter(has))
        .map(string)
        .collect()
}

/// The features that are to be on by default, whether the crate has them or not.
pub(in crate::emit::rust) fn wanted_features<'a>(krate: &'a Crate<'_>) -> Vec<&'a str> {
    match &krate.package.default_features {
        Some(names) => names.iter().map(String::as_str).collect(),
        None => vec!["hyper"],
    }
}

/// A configured dependency, as in a manifest.
fn value(dependency: &DependencyValue) -> String {
    let properties = match dependency {
        DependencyValue::Version(version) => return string(version),
        DependencyValue::Table(properties) => properties,
    };
    let properties = properties.iter().map(|(key, property)| match property {
        DependencySetting::Text(text) => format!("{key} = {}", string(text)),
        DependencySetting::Flag(flag) => format!("{key} = {flag}"),
        DependencySetting::List(list) => {
            let list: Vec<String> = list.iter().map(|text| string(text)).collect();
            format!("{key} = [{}]", list.join(", "))
        }
    });
    let properties: Vec<String> = properties.collect();
    format!("{{ {} }}", properties.join(", "))
}

/// The features that the crate has.
pub(in crate::emit::rust) fn features<'a>(
    needed: &'a BTreeSet<&str>,
) -> impl Iterator<Item = &'static Feature> + 'a {
    let features = FEATURES.iter();
    features.filter(|feature| needed.contains(feature.of))
}

/// The crates that the runtime files need; `serde_json` is named by types, too.
pub(in crate::emit::rust) fn crates(krate: &Crate<'_>, runtime: &[File]) -> BTreeSet<&'static str> {
    let all = runtime.iter().flat_map(|file| file.crates).copied();
    // Files that convert dates name the usual library; the crate may have another.
    let chosen = |name| match name {
        "jiff" => krate.package.dates.as_str(),
        other => other,
    };
    all.map(chosen).collect()
}

/// One sentence.
pub(in crate::emit::rust) fn description(krate: &Crate<'_>) -> DocumentText {
    let titles: Vec<DocumentText> = krate
        .modules
        .iter()
        .map(|module| title(&module.api.title))
        .collect();
    match titles.split_last() {
        None => "Clients of HTTP APIs".into(),
        Some((last, [])) => DocumentText::concat(["A client for ".into(), last.borrowed()]),
        Some((last, others)) => {
            let others = DocumentText::join(others.iter().map(DocumentText::borrowed), ", ");
            let (others, last) = (others.borrowed(), last.borrowed());
            DocumentText::concat(["Clients for ".into(), others, " and ".into(), last])
        }
    }
}

/// A title on one line.
pub(in crate::emit) fn title(text: &DocumentText) -> DocumentText {
    let title = DocumentText::join(text.words(), " ");
    match title.is_empty() {
        true => "an API without a title".into(),
        false => title,
    }
}

/// A string of ours, or of the configuration.
fn string(text: &str) -> String {
    DocumentStr::new(text).toml()
}
