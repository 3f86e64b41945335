//! Does a manifest say what the generator says, and nothing that a document put there?

use std::collections::BTreeSet;
use toml::de::{DeTable, DeValue};

/// The entries of manifests of documents without harm, but the features of their tags.
#[derive(Default)]
pub struct Known(BTreeSet<String>);

impl Known {
    /// Adds the entries of a manifest.
    pub fn learn(&mut self, manifest: &str) {
        self.0.extend(entries(manifest).unwrap());
    }

    /// The problems of a manifest.
    pub fn problems(&self, manifest: &str) -> Vec<String> {
        match entries(manifest) {
            Err(error) => vec![error],
            Ok(entries) => {
                let unknown = entries.difference(&self.0);
                unknown
                    .map(|entry| format!("unexpected: {entry}"))
                    .collect()
            }
        }
    }
}

/// The entries of a manifest: those of tables with their values, but of the description and of the
/// features of tags only what is the same whatever they are called.
fn entries(manifest: &str) -> Result<BTreeSet<String>, String> {
    let root = DeTable::parse(manifest).map_err(|error| error.to_string())?;
    let mut entries = BTreeSet::new();
    for (name, table) in root.get_ref() {
        let name = name.get_ref();
        let Some(table) = table.get_ref().as_table() else {
            entries.insert(name.to_string());
            continue;
        };
        for (key, value) in table {
            let key = key.get_ref();
            let plain = key
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_".contains(c));
            let entry = match (name.as_ref(), value.get_ref()) {
                ("package", DeValue::String(_)) if key == "description" => format!("{name}.{key}"),
                ("features", DeValue::Array(of)) if plain && of.is_empty() => {
                    "features.*".to_owned()
                }
                ("features", DeValue::Array(of))
                    if plain && (key == "default" || key == "all-operations") =>
                {
                    format!(
                        "{name}.{key}: {}",
                        of.iter().all(|item| item.get_ref().is_str())
                    )
                }
                (_, value) => format!("{name}.{key} = {value:?}"),
            };
            entries.insert(without_spans(&entry));
        }
    }
    Ok(entries)
}

/// Where a value stands is no part of it.
fn without_spans(text: &str) -> String {
    let mut written = String::new();
    let mut rest = text;
    while let Some((before, span)) = rest.split_once("span: ") {
        written.push_str(before);
        rest = span.split_once(',').map_or("", |(_, rest)| rest);
    }
    written + rest
}
