//! What comes of a document that was made to do harm, from its text to the files of a crate?
//!
//! Counted is what is made and told, never a time.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

use bindery::diagnostic::{Code, Severity};
use bindery::emit::RelativePath;
use bindery::job::Request;
use bindery::pipeline::bind;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

type Files = BTreeMap<RelativePath, String>;

/// Binds a text; the files, or the codes of what is wrong.
fn bound(name: &str, text: &str) -> Result<Files, Vec<Code>> {
    let dir = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("hostile");
    fs::create_dir_all(&dir).unwrap();
    let path = dir.join(format!("{name}.yaml"));
    fs::write(&path, text).unwrap();
    let request = Request {
        documents: vec![path],
        crate_name: Some("made".to_owned()),
        ..Request::default()
    };
    let job = request.job().unwrap();
    match bind(&job) {
        Ok(bound) => Ok(bound.files),
        Err(failed) => {
            let all = failed.findings.iter().flat_map(|found| &found.diagnostics);
            let codes: Vec<Code> = all
                .filter(|fault| fault.severity == Severity::Error)
                .map(|fault| fault.code)
                .collect();
            assert!(!codes.is_empty(), "it fails and does not say why");
            assert!(!codes.contains(&Code::Internal), "{codes:?}");
            Err(codes)
        }
    }
}

/// Whether every file is what its name says, and stands where a crate has files.
fn is_sound(files: &Files) {
    for (path, text) in files {
        let path = path.as_str();
        let inside = path.starts_with("src/") || !path.contains('/');
        assert!(inside && !path.contains("..") && path.is_ascii(), "{path}");
        assert_ne!(path, "build.rs");
        for part in path.trim_end_matches(".rs").split('/') {
            let reserved = ["con", "prn", "aux", "nul", "com1", "lpt1"];
            assert!(!reserved.contains(&part.to_lowercase().as_str()), "{path}");
            assert!(part.len() <= 100, "{path}");
        }
        if path.ends_with(".rs") {
            if let Err(fault) = syn::parse_file(text) {
                panic!("{path} is not Rust: {fault}");
            }
            // Text that shows in another order than it is read in (CVE-2021-42574).
            let turned = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
            assert!(!text.contains(turned), "{path}");
            assert!(!text.contains('\0'), "{path}");
        }
    }
}

fn document(paths: Value, schemas: Value) -> Value {
    json!({
        "openapi": "3.0.3",
        "info": {"title": "t", "version": "1"},
        "servers": [{"url": "https://a.example"}],
        "paths": paths,
        "components": {"schemas": schemas},
    })
}

/// An operation that answers with this schema.
fn answering(id: &str, schema: Value) -> Value {
    json!({"get": {"operationId": id, "responses": {"200": {
        "description": "d", "content": {"application/json": {"schema": schema}}}}}})
}

const TEXTS: [&str; 22] = [
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

/// Every text in every place that a document has for text.
#[test]
fn no_text_leaves_its_place() {
    for (index, text) in TEXTS.iter().enumerate() {
        let mut schemas = Map::new();
        schemas.insert(
            format!("A{text}"),
            json!({"type": "object", "title": text, "description": text, "example": text,
                "required": [text], "properties": {
                    (*text): {"type": "string", "description": text, "default": text, "enum": [text, "b"]},
                    "p": {"type": "string", "pattern": text, "format": text},
                    "d": {"type": "string", "default": text},
                }}),
        );
        let mut tree = document(json!({}), Value::Object(schemas));
        tree["info"] = json!({"title": text, "version": text, "description": text,
            "termsOfService": text, "license": {"name": text, "url": text}});
        tree["tags"] = json!([{"name": text, "description": text}]);
        tree["components"]["securitySchemes"] = json!({
            "k": {"type": "apiKey", "in": "header", "name": text, "description": text}});
        let operation = json!({
            "operationId": text, "tags": [text], "summary": text, "description": text,
            "security": [{"k": []}],
            "externalDocs": {"url": text, "description": text},
            "parameters": [
                {"name": text, "in": "query", "description": text, "schema": {"type": "string", "default": text}},
                {"name": text, "in": "header", "schema": {"type": "string"}},
                {"name": text, "in": "cookie", "schema": {"type": "string"}},
            ],
            "requestBody": {"description": text, "content": {"multipart/form-data": {"schema": {
                "type": "object", "properties": {(*text): {"type": "string"}}},
                "encoding": {(*text): {"contentType": text}}}}},
            "responses": {"200": {"description": text, "headers": {(*text): {"schema": {"type": "string"}}},
                "content": {"application/json": {"schema": {"type": "array", "items": {
                    "type": "object", "properties": {(*text): {"type": "integer"}}}}}}}},
        });
        tree["paths"] =
            json!({ format!("/{}", text.replace(['{', '}'], "")): {"post": operation} });
        if let Ok(files) = bound(&format!("text-{index}"), &tree.to_string()) {
            is_sound(&files);
            for (path, file) in &files {
                let items = syn::parse_file(file)
                    .map(|file| file.items)
                    .unwrap_or_default();
                let evil = items.iter().any(|item| match item {
                    syn::Item::Fn(item) => item.sig.ident == "evil",
                    syn::Item::Mod(item) => item.ident == "evil",
                    _ => false,
                });
                assert!(!evil, "{text:?} became an item of {}", path.as_str());
            }
        }
    }
}

#[test]
fn a_long_name_is_cut() {
    let long = "n".repeat(1_000_000);
    let mut schemas = Map::new();
    schemas.insert(
        long.clone(),
        json!({"type": "object", "properties": {
            (long.as_str()): {"type": "object", "properties": {"x": {"type": "string", "enum": [long]}}}}}),
    );
    let schema = json!({"$ref": format!("#/components/schemas/{long}")});
    let tree = document(
        json!({ "/a": answering(&long, schema) }),
        Value::Object(schemas),
    );
    let files = bound("long", &tree.to_string()).unwrap();
    is_sound(&files);
    // Where a name has to be sent it is written out; nowhere is it multiplied.
    let size: usize = files.values().map(String::len).sum();
    assert!(size < 20_000_000, "{size}");
}

/// Thousands of schemas, each of which leads to the next, in every way that schemas do.
#[test]
fn chains_are_bound_or_refused() {
    let links: [fn(Value, usize) -> Value; 5] = [
        |next, _| json!({"type": "object", "required": ["n"], "properties": {"n": next}}),
        |next, _| next,
        |next, at| json!({"allOf": [next, {"type": "object", "properties": {format!("p{at}"): {}}}]}),
        |next, _| json!({"oneOf": [next, {"type": "string"}]}),
        |next, _| json!({"type": "array", "items": next}),
    ];
    for (index, link) in links.iter().enumerate() {
        let mut schemas = Map::new();
        // A chain of `allOf` costs the square of its length, up to a limit that this one is over.
        let length = if index < 2 { 10_000 } else { 2_000 };
        for at in 0..length {
            let next = json!({"$ref": format!("#/components/schemas/S{}", at + 1)});
            schemas.insert(format!("S{at}"), link(next, at));
        }
        schemas.insert(format!("S{length}"), json!({"type": "string"}));
        let first = json!({"$ref": "#/components/schemas/S0"});
        let tree = document(
            json!({ "/a": answering("a", first) }),
            Value::Object(schemas),
        );
        match bound(&format!("chain-{index}"), &tree.to_string()) {
            Ok(files) => assert!(!files.is_empty()),
            Err(codes) => assert!(codes.len() <= 1_001, "{}", codes.len()),
        }
    }
}

/// Each schema is twice the next one: written out it would be 2^60.
#[test]
fn a_maze_of_references_is_no_larger_than_its_text() {
    let forks: [fn(Value) -> Value; 3] = [
        |next| json!({"allOf": [next, next]}),
        |next| json!({"oneOf": [next, {"allOf": [next]}]}),
        |next| json!({"type": "object", "properties": {"a": {"allOf": [next, {"title": "x"}]}, "b": next}}),
    ];
    for (index, fork) in forks.iter().enumerate() {
        let mut schemas = Map::new();
        for at in 0..60 {
            let next = json!({"$ref": format!("#/components/schemas/S{}", at + 1)});
            schemas.insert(format!("S{at}"), fork(next));
        }
        schemas.insert("S60".to_owned(), json!({"type": "object"}));
        let first = json!({"$ref": "#/components/schemas/S0"});
        let tree = document(
            json!({ "/a": answering("a", first) }),
            Value::Object(schemas),
        );
        let files = bound(&format!("maze-{index}"), &tree.to_string()).unwrap();
        is_sound(&files);
        let size: usize = files.values().map(String::len).sum();
        assert!(size < 2_000_000, "{index}: {size}");
    }
}

/// Of many faults a thousand are told, and that there are more.
#[test]
fn faults_without_number_are_told_in_part() {
    let mut schemas = Map::new();
    for at in 0..2_000 {
        let nowhere = json!({"$ref": format!("#/components/schemas/X{at}")});
        schemas.insert(format!("S{at}"), nowhere);
    }
    let tree = document(json!({}), Value::Object(schemas));
    let codes = bound("dangling", &tree.to_string()).unwrap_err();
    assert_eq!(codes.len(), 1_001);
    assert_eq!(codes.last(), Some(&Code::LimitExceeded));
    assert_eq!(codes.first(), Some(&Code::DanglingRef));
}

#[test]
fn equal_names_without_number_become_different_ones() {
    let path = |at: usize| {
        (
            format!("/a{at}"),
            answering(&format!("sa-me{}", "_".repeat(at)), json!({})),
        )
    };
    let tree = document((0..300).map(path).collect::<Map<_, _>>().into(), json!({}));
    is_sound(&bound("equal", &tree.to_string()).unwrap());
    let values: Vec<String> = (0..3_000)
        .map(|at| format!("a{}", "-".repeat(at % 500)))
        .collect();
    let schema = json!({"type": "string", "enum": values});
    let tree = document(json!({ "/a": answering("a", schema) }), json!({}));
    is_sound(&bound("values", &tree.to_string()).unwrap());
}

/// The documents of this repository, as trees.
fn seeds() -> Vec<Value> {
    let pass = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pass");
    let folders = fs::read_dir(pass).unwrap().flatten();
    let mut paths: Vec<_> = folders
        .map(|folder| folder.path().join("document.yaml"))
        .collect();
    paths.sort();
    let read = |path: &PathBuf| serde_yaml::from_str(&fs::read_to_string(path).ok()?).ok();
    let seeds: Vec<Value> = paths.iter().filter_map(read).collect();
    assert!(seeds.len() >= 10, "{}", seeds.len());
    // Small ones, so that many can be tried.
    seeds
        .into_iter()
        .filter(|tree| tree.to_string().len() < 8_000)
        .collect()
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
type Change = (usize, u8, usize);

/// Changes a tree by parts of its own and of another one.
fn changed(mut tree: Value, other: &Value, changes: &[Change]) -> Value {
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

/// Changed documents are bound or refused; what is bound is Rust.
#[test]
fn changed_documents_are_bound_or_refused() {
    let cases = std::env::var("BINDERY_CASES").ok();
    let cases: u32 = cases.and_then(|cases| cases.parse().ok()).unwrap_or(60);
    let seeds = seeds();
    let mut runner = TestRunner::new(Config {
        cases,
        failure_persistence: None,
        max_shrink_iters: 200,
        ..Config::default()
    });
    let changes = proptest::collection::vec((any::<usize>(), any::<u8>(), any::<usize>()), 1..4);
    let inputs = (any::<usize>(), any::<usize>(), changes);
    let made = std::cell::Cell::new(0);
    let result = runner.run(&inputs, |(seed, other, changes)| {
        let (Some(tree), Some(other)) = (
            seeds.get(seed % seeds.len()),
            seeds.get(other % seeds.len()),
        ) else {
            return Ok(());
        };
        let tree = changed(tree.clone(), other, &changes);
        if let Ok(files) = bound("changed", &tree.to_string()) {
            is_sound(&files);
            made.set(made.get() + 1);
        }
        Ok(())
    });
    println!(
        "{cases} changed documents, {} of them made crates",
        made.get()
    );
    result.unwrap_or_else(|fault| panic!("{fault}"));
    assert!(made.get() > 0);
}

/// Bytes that are nearly a document.
#[test]
fn changed_texts_are_bound_or_refused() {
    let seeds: Vec<String> = seeds()
        .iter()
        .take(8)
        .map(|tree| format!("{tree:#}"))
        .collect();
    let mut runner = TestRunner::new(Config {
        cases: 60,
        failure_persistence: None,
        ..Config::default()
    });
    let edits = proptest::collection::vec((any::<usize>(), any::<u8>(), any::<char>()), 1..6);
    let result = runner.run(&(any::<usize>(), edits), |(seed, edits)| {
        let mut text: Vec<char> = seeds
            .get(seed % seeds.len())
            .map(|text| text.chars().collect())
            .unwrap_or_default();
        for (at, kind, with) in edits {
            let at = at % text.len().max(1);
            match kind % 4 {
                0 => drop(text.splice(at..at, [with])),
                1 => drop(text.drain(at..(at + 20).min(text.len()))),
                2 => text.truncate(at),
                _ => drop(text.splice(at..at, "\t{[\"&*!|:- #".chars())),
            }
        }
        let text: String = text.into_iter().collect();
        if let Ok(files) = bound("edited", &text) {
            is_sound(&files);
        }
        Ok(())
    });
    result.unwrap_or_else(|fault| panic!("{fault}"));
}
