//! Which positions does a document have for text, and how is a text put there?

use super::payloads::LONE_SURROGATE;
use bindery::diagnostic::Report;
use bindery::load::load_text;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// A position: a row of `positions.yaml`.
pub struct Row {
    /// The version of the specification that introduced it.
    pub version: &'static str,
    pub name: String,
    /// Its number among all rows.
    pub number: usize,
    part: Value,
    /// Whether it has an operation of its own.
    is_cell: bool,
}

/// The rows, and the documents that they are parts of.
pub struct Table {
    pub rows: Vec<Row>,
    /// Names of rows whose text no generated file contains.
    pub without_output: BTreeSet<String>,
    /// Names of rows that are refused with any text.
    pub refused: BTreeSet<String>,
    versions: Vec<(&'static str, Value)>,
}

pub const VERSIONS: [&str; 4] = ["2.0", "3.0", "3.1", "3.2"];

impl Table {
    pub fn read() -> Self {
        // The references in it are those of the documents to come.
        let text = include_str!("positions.yaml").replace('$', "¤");
        let loaded = load_text("positions.yaml", text, &mut Report::new()).unwrap();
        let tree = loaded.tree;
        let names = |key: &str| {
            let names = tree[key].as_array().unwrap().iter();
            let names = names.map(|name| name.as_str().unwrap().replace('¤', "$"));
            names.collect()
        };
        let mut rows = Vec::new();
        for version in VERSIONS {
            for (name, part) in tree[version]["rows"].as_object().unwrap() {
                rows.push(Row {
                    version,
                    name: format!("{version} {}", name.replace('¤', "$")),
                    number: rows.len(),
                    is_cell: part.to_string().contains('@'),
                    part: part.clone(),
                });
            }
        }
        let versions = VERSIONS
            .iter()
            .map(|version| (*version, tree[*version].clone()));
        Self {
            rows,
            without_output: names("without_output"),
            refused: names("refused"),
            versions: versions.collect(),
        }
    }

    /// A document of a version with these rows, or the first row that has no place beside the others.
    /// `text` gives the text of a row. If they are `together`, all of them share one operation.
    pub fn document<'r>(
        &self,
        version: &str,
        rows: &[&'r Row],
        together: bool,
        text: &dyn Fn(&Row) -> String,
    ) -> Result<Value, &'r Row> {
        let (mut document, cell) = self.base(version);
        let mut parts = Vec::new();
        for row in rows {
            let number = match together {
                true => String::new(),
                false => row.number.to_string(),
            };
            let part = substituted(&row.part, &text(row), &number);
            if row.is_cell {
                overlay(&mut document, substituted(&cell, "", &number));
            }
            parts.push((row, part));
        }
        for (_, part) in &parts {
            overlay(&mut document, part.clone());
        }
        match parts.iter().find(|(_, part)| !holds(&document, part)) {
            Some((row, _)) => Err(row),
            None => Ok(document),
        }
    }

    /// What every document of a version has, and what every row with an operation of its own has.
    fn base(&self, version: &str) -> (Value, Value) {
        let (mut document, mut cell) = (Value::Null, Value::Null);
        for (name, part) in &self.versions {
            let inherits = *name <= version && (*name == "2.0") == (version == "2.0");
            if inherits {
                overlay(&mut document, part["document"].clone());
                overlay(&mut cell, part["cell"].clone());
            }
        }
        (document, cell)
    }
}

impl Row {
    /// Whether a document of this version can have it.
    pub fn is_of(&self, version: &str) -> bool {
        self.version <= version && (self.version == "2.0") == (version == "2.0")
    }

    pub fn is_cell(&self) -> bool {
        self.is_cell
    }

    /// Whether two rows of the document as a whole concern different sections of it.
    pub fn is_apart_from(&self, other: &Self) -> bool {
        let mut sections = self.part.as_object().into_iter().flat_map(Map::keys);
        sections.all(|section| other.part.get(section).is_none())
    }

    /// The paths of its own operations, in a document whose rows are apart.
    pub fn paths(&self, text: &str) -> Vec<String> {
        let number = self.number.to_string();
        let part = substituted(&self.part, text, &number);
        let paths = part["paths"].as_object().into_iter().flat_map(Map::keys);
        let own = self.is_cell.then(|| format!("/o{number}"));
        paths.cloned().chain(own).collect()
    }

    /// Whether a pointer leads to what only this row has, in a document whose rows are apart.
    pub fn owns(&self, pointer: &[String], text: &str) -> bool {
        let number = self.number.to_string();
        let part = substituted(&self.part, text, &number);
        match pointer {
            [section, key, ..] if section == "paths" => self.paths(text).contains(key),
            [section, ..] if !self.is_cell => part.get(section).is_some(),
            [section, kind, key, ..] if section == "components" => {
                *key == format!("S{number}") || part[section][kind].get(key).is_some()
            }
            [section, key, ..] => *key == format!("S{number}") || part[section].get(key).is_some(),
            _ => false,
        }
    }

    /// Whether a pointer leads to what this row alone put into a document in which all rows are
    /// together, or into it.
    pub fn put(&self, pointer: &[String], document: &Value, text: &str) -> bool {
        let part = substituted(&self.part, text, "");
        let (mut part, mut tree) = (&part, document);
        for step in pointer {
            match (part, tree) {
                (Value::Object(map), Value::Object(of)) => match (map.get(step), of.get(step)) {
                    (Some(inner), Some(of)) => (part, tree) = (inner, of),
                    _ => return part == tree,
                },
                (Value::Array(items), Value::Array(of)) => {
                    let item = step.parse::<usize>().ok().and_then(|index| of.get(index));
                    return item.is_some_and(|item| items.contains(item));
                }
                _ => return true,
            }
        }
        part == tree
    }
}

/// A document as JSON.
pub fn written(document: &Value) -> String {
    document.to_string().replace(LONE_SURROGATE, "\\ud800")
}

fn substituted(part: &Value, text: &str, number: &str) -> Value {
    let string = |template: &str| {
        let reference = text
            .replace('~', "~0")
            .replace('/', "~1")
            .replace('%', "%25");
        let whole = template.replace('¤', "$").replace('@', number);
        whole.replace("§ref", &reference).replace('§', text)
    };
    match part {
        Value::String(template) => string(template).into(),
        Value::Array(items) => items
            .iter()
            .map(|item| substituted(item, text, number))
            .collect(),
        Value::Object(map) => map
            .iter()
            .map(|(key, value)| (string(key), substituted(value, text, number)))
            .collect(),
        other => other.clone(),
    }
}

/// Lays a part over a tree. Lists are joined.
fn overlay(tree: &mut Value, part: Value) {
    match (tree, part) {
        (Value::Object(map), Value::Object(part)) => {
            for (key, value) in part {
                overlay(map.entry(key).or_insert(Value::Null), value);
            }
        }
        (Value::Array(items), Value::Array(part)) => {
            for item in part {
                if !items.contains(&item) {
                    items.push(item);
                }
            }
        }
        (_, Value::Null) => {}
        (tree, part) => *tree = part,
    }
}

/// Whether all of a part is in a tree.
fn holds(tree: &Value, part: &Value) -> bool {
    match (tree, part) {
        (Value::Object(map), Value::Object(part)) => part
            .iter()
            .all(|(key, value)| map.get(key).is_some_and(|tree| holds(tree, value))),
        (Value::Array(items), Value::Array(part)) => part.iter().all(|item| items.contains(item)),
        (tree, part) => tree == part,
    }
}
