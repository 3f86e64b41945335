//! Is the output the same to the byte wherever, whenever and by whomever it is made?

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may panic"
)]

use bindery::diagnostic::Report;
use bindery::emit::RelativePath;
use bindery::job::Request;
use bindery::load::load_text;
use bindery::pipeline::generate_crate;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

type Tree = BTreeMap<PathBuf, Vec<u8>>;

fn folder(name: &str) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("same")
        .join(name);
    let _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(&dir).unwrap();
    dir
}

/// A document with something of everything.
fn document() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/names/obstacles.yaml")
}

/// Every file below a folder.
fn files(dir: &Path) -> Tree {
    let mut found = Tree::new();
    let mut open = vec![dir.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let content = fs::read(&path).unwrap();
                found.insert(path.strip_prefix(dir).unwrap().to_owned(), content);
            }
        }
    }
    found
}

#[test]
fn folders_locales_and_time_zones_leave_no_trace() {
    let runs = [
        ("one", "C", "UTC0"),
        ("an other/Käfer und Spaß (1)", "de_DE.UTF-8", "CET-1CEST"),
        ("выход\u{3000}'\"$HOME", "tr_TR.UTF-8", "<+14>-14"),
    ];
    let made = runs.map(|(name, locale, zone)| {
        let dir = folder(name);
        fs::create_dir_all(dir.join("specs")).unwrap();
        fs::copy(document(), dir.join("specs/obstacles.yaml")).unwrap();
        let output = Command::new(env!("CARGO_BIN_EXE_bindery"))
            .args(["generate", "--specs"])
            .arg(dir.join("specs"))
            .arg("--out")
            .arg(dir.join("out"))
            .envs([("LC_ALL", locale), ("LANG", locale), ("TZ", zone)])
            .current_dir(&dir)
            .output()
            .unwrap();
        assert!(output.status.success(), "{name}: {output:?}");
        files(&dir.join("out"))
    });
    for ((name, ..), tree) in runs.iter().zip(&made) {
        assert!(tree.len() > 20);
        assert!(*tree == made[0], "{name}");
    }
}

/// Fields of these hold what the author listed: their order is that of the output. So is that of
/// lists, and of the operations of a path.
const LISTED: [&str; 22] = [
    "additionalOperations",
    "callbacks",
    "content",
    "default",
    "definitions",
    "encoding",
    "enum",
    "example",
    "examples",
    "headers",
    "links",
    "mapping",
    "parameters",
    "paths",
    "properties",
    "requestBodies",
    "responses",
    "schemas",
    "scopes",
    "securityDefinitions",
    "securitySchemes",
    "variables",
];

const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// Reorders the fields of every object whose fields the specification names.
fn shuffled(value: &Value, parent: &str, seed: &mut u64) -> Value {
    match value {
        Value::Array(list) => {
            let list = list.iter().map(|value| shuffled(value, "", seed));
            Value::Array(list.collect())
        }
        Value::Object(map) => {
            let listed = LISTED.contains(&parent)
                || parent.starts_with("x-")
                || map.keys().any(|key| METHODS.contains(&key.as_str()));
            let properties = map.iter().map(|(key, value)| {
                let parent = if listed { "" } else { key.as_str() };
                // Examples are data.
                let value = match parent {
                    "default" | "enum" | "example" | "examples" => value.clone(),
                    _ => shuffled(value, parent, seed),
                };
                (key.clone(), value)
            });
            let mut properties: Vec<_> = properties.collect();
            if !listed {
                for last in (1..properties.len()).rev() {
                    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                    let other = usize::try_from(*seed >> 33).unwrap() % (last + 1);
                    properties.swap(last, other);
                }
            }
            Value::Object(Map::from_iter(properties))
        }
        other => other.clone(),
    }
}

fn bound(dir: &Path, tree: &Value) -> BTreeMap<RelativePath, String> {
    let path = dir.join("document.yaml");
    fs::write(&path, tree.to_string()).unwrap();
    let request = Request {
        documents: vec![path],
        ..Request::default()
    };
    match generate_crate(&request.job().unwrap()) {
        Ok(bound) => bound.files,
        Err(failed) => panic!("{:?}", failed.findings[0].diagnostics),
    }
}

#[test]
fn the_order_of_keywords_means_nothing() {
    let dir = folder("shuffled");
    let pass = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/pass");
    let mut documents: Vec<PathBuf> = fs::read_dir(&pass)
        .unwrap()
        .map(|entry| entry.unwrap().path().join("document.yaml"))
        .filter(|path| path.exists())
        .collect();
    documents.sort();
    assert!(documents.len() >= 8);
    let mut runner = TestRunner::new(Config {
        cases: 2,
        failure_persistence: None,
        ..Config::default()
    });
    // One of them is spread over two files.
    fs::copy(pass.join("killers/parts.yaml"), dir.join("parts.yaml")).unwrap();
    for path in documents {
        let text = fs::read_to_string(&path).unwrap();
        let tree = load_text("document", text, &mut Report::new())
            .unwrap()
            .tree;
        let first = bound(&dir, &tree);
        let result = runner.run(&any::<u64>(), |mut seed| {
            let other = shuffled(&tree, "", &mut seed);
            prop_assert_eq!(&other, &tree);
            prop_assert_ne!(other.to_string(), tree.to_string());
            for (file, text) in bound(&dir, &other) {
                let before = first.get(&file).map(String::as_str);
                prop_assert_eq!(before, Some(text.as_str()), "{}", file.as_str());
            }
            Ok(())
        });
        assert!(result.is_ok(), "{}: {result:?}", path.display());
    }
}
