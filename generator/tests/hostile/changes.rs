//! Documents that were sound, and what may happen to them. Used by tests and by the fuzzer.

use bindery::diagnostic::Report;
use bindery::load::load_text;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

/// Texts that mean something where they do not belong.
pub const TEXTS: [&str; 22] = [
    "../../x",
    "/etc/passwd",
    "con",
    "con.rs",
    "build.rs",
    "mod",
    "lib",
    "self",
    "crate",
    "\0",
    "\u{202e}turned\u{2066}",
    "*/ fn evil() {} /*",
    "\"; fn evil() {} //",
    "\"#; evil!(); r#\"",
    "\n#![doc = include_str!(\"/etc/passwd\")]\nmod evil {}",
    "]\n#[path = \"/etc/passwd\"] mod evil;",
    "```\nfn main() { panic!() }\n```",
    "<script>alert(1)</script>",
    "{brace} {} {0}",
    "\u{feff}\u{200b}\u{2028}",
    "r#fn",
    "\\\\?\\C:\\x",
];

/// The small documents of `tests/pass`, so that many can be tried, and those of the folder that
/// `BINDERY_SEEDS` names: as they are written, and as trees.
pub fn seeds(pass: &Path) -> Vec<(String, Value)> {
    let folders = fs::read_dir(pass).unwrap().flatten();
    let mut paths: Vec<_> = folders
        .map(|folder| folder.path().join("document.yaml"))
        .collect();
    let more = std::env::var_os("BINDERY_SEEDS").map(|folder| fs::read_dir(folder).unwrap());
    paths.extend(more.into_iter().flatten().flatten().map(|file| file.path()));
    paths.sort();
    let texts = paths
        .iter()
        .filter_map(|path| fs::read_to_string(path).ok());
    let small = texts.filter(|text| text.len() < 30_000);
    let read = small.filter_map(|text| {
        let loaded = load_text("seed", text.clone(), &mut Report::new())?;
        (!loaded.tree.is_null()).then_some((text, loaded.tree))
    });
    let seeds: Vec<_> = read.collect();
    assert!(seeds.len() >= 5, "{}", seeds.len());
    seeds
}

/// Every value of a tree, to be changed.
fn values(tree: &mut Value, at: usize) -> Option<&mut Value> {
    fn walk<'a>(value: &'a mut Value, left: &mut usize) -> Option<&'a mut Value> {
        if *left == 0 {
            return Some(value);
        }
        *left -= 1;
        match value {
            Value::Object(map) => map.values_mut().find_map(|value| walk(value, left)),
            Value::Array(list) => list.iter_mut().find_map(|value| walk(value, left)),
            _ => None,
        }
    }
    walk(tree, &mut { at })
}

fn count(tree: &Value) -> usize {
    1 + match tree {
        Value::Object(map) => map.values().map(count).sum(),
        Value::Array(list) => list.iter().map(count).sum(),
        _ => 0,
    }
}

/// What happens to a document: a place, what is done there, and with what.
pub type Change = (usize, u8, usize);

/// Changes a tree by parts of its own and of another one.
pub fn changed(mut tree: Value, other: &Value, changes: &[Change]) -> Value {
    for &(at, kind, with) in changes {
        let (size, others) = (count(&tree), count(other));
        let mut own = tree.clone();
        let mut foreign = other.clone();
        let own = values(&mut own, with % size).cloned().unwrap_or_default();
        let foreign = values(&mut foreign, with % others)
            .cloned()
            .unwrap_or_default();
        let Some(value) = values(&mut tree, at % size) else {
            continue;
        };
        match kind % 8 {
            0 => *value = own,
            1 => *value = foreign,
            2 => *value = Value::Null,
            3 => {
                *value = TEXTS
                    .get(with % TEXTS.len())
                    .copied()
                    .unwrap_or_default()
                    .into()
            }
            4 => *value = json!([own, foreign]),
            5 => match value {
                Value::Object(map) => {
                    let keys: Vec<String> = map.keys().cloned().collect();
                    if let Some(key) = keys.get(with % keys.len().max(1)) {
                        map.shift_remove(key);
                    }
                }
                Value::Array(list) => list.clear(),
                other => *other = json!(with),
            },
            6 => {
                if let Value::Object(map) = value {
                    let key = TEXTS.get(with % TEXTS.len()).copied().unwrap_or_default();
                    map.insert(key.to_owned(), foreign);
                }
            }
            _ => *value = json!({"$ref": TEXTS.get(with % TEXTS.len())}),
        }
    }
    tree
}
