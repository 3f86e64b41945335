//! What comes of a document that was made to do harm, from its text to the files of a crate?
//!
//! Counted is what is made and told, never a time.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test may panic"
)]

#[path = "hostile/bound.rs"]
pub(crate) mod bound;
#[path = "hostile/changes.rs"]
mod changes;
#[path = "hostile/doc_comments.rs"]
mod doc_comments;
#[path = "hostile/examples.rs"]
mod examples;
#[path = "hostile/injection.rs"]
mod injection;
#[path = "hostile/manifest.rs"]
mod manifest;
#[path = "hostile/markdown.rs"]
mod markdown;
#[path = "hostile/payloads.rs"]
mod payloads;
#[path = "hostile/positions.rs"]
mod positions;
#[path = "hostile/sound.rs"]
mod sound;
#[path = "hostile/table.rs"]
mod table;
#[path = "hostile/terminal.rs"]
mod terminal;

use bindery::diagnostic::Code;
use bound::{Files, is_sound, linted};
use changes::{changed, seeds};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Map, Value, json};
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile")
}

fn bound(name: &str, text: &str) -> Result<Files, Vec<Code>> {
    bound::bound(&folder(), name, text.as_bytes())
}

/// How many inputs a property is tried with: more where `BINDERY_CASES` says so.
fn cases() -> u32 {
    let cases = std::env::var("BINDERY_CASES").ok();
    cases.and_then(|cases| cases.parse().ok()).unwrap_or(60)
}

fn pass() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pass")
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

/// An operation that responds with this schema.
fn responding(id: &str, schema: Value) -> Value {
    json!({"get": {"operationId": id, "responses": {"200": {
        "description": "d", "content": {"application/json": {"schema": schema}}}}}})
}

#[test]
fn a_long_name_is_refused_as_a_key_and_cut_elsewhere() {
    let long = "n".repeat(1_000_000);
    let mut schemas = Map::new();
    schemas.insert(
        long.clone(),
        json!({"type": "object", "properties": {
            (long.as_str()): {"type": "object", "properties": {"x": {"type": "string", "enum": [long]}}}}}),
    );
    let schema = json!({"$ref": format!("#/components/schemas/{long}")});
    let tree = document(
        json!({ "/a": responding(&long, schema) }),
        Value::Object(schemas),
    );
    assert_eq!(
        bound("key", &tree.to_string()).unwrap_err(),
        [Code::LimitExceeded]
    );
    // As a value it may be as long as it likes.
    let schema = json!({"type": "string", "title": long, "enum": [long, "b"]});
    let tree = document(json!({"/a": responding(&long, schema)}), json!({}));
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
            json!({ "/a": responding("a", first) }),
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
            json!({ "/a": responding("a", first) }),
            Value::Object(schemas),
        );
        let files = bound(&format!("maze-{index}"), &tree.to_string()).unwrap();
        is_sound(&files);
        let size: usize = files.values().map(String::len).sum();
        assert!(size < 2_000_000, "{index}: {size}");
    }
}

/// What stands once in a document, and is part of every operation, is not repeated without end.
#[test]
fn what_all_operations_share_does_not_multiply_without_end() {
    let path = |at: usize| (format!("/p{at}"), responding(&format!("o{at}"), json!({})));
    let mut tree = document((0..200).map(path).collect::<Map<_, _>>().into(), json!({}));
    let scheme = |at: usize| {
        let key = json!({"type": "apiKey", "in": "header", "name": format!("x{at}")});
        (format!("s{at}"), key)
    };
    let schemes: Map<_, _> = (0..50).map(scheme).collect();
    let all: Map<_, _> = (0..50).map(|at| (format!("s{at}"), json!([]))).collect();
    tree["components"]["securitySchemes"] = schemes.into();
    tree["security"] = vec![Value::from(all); 500].into();
    let files = bound("shared", &tree.to_string()).unwrap();
    is_sound(&files);
    let size: usize = files.values().map(String::len).sum();
    assert!(size < 5_000_000, "{size}");
}

/// Of many errors a thousand are reported, and that there are more.
#[test]
fn numerous_problems_are_reported_in_part() {
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
            responding(&format!("sa-me{}", "_".repeat(at)), json!({})),
        )
    };
    let tree = document((0..300).map(path).collect::<Map<_, _>>().into(), json!({}));
    is_sound(&bound("equal", &tree.to_string()).unwrap());
    let values: Vec<String> = (0..3_000)
        .map(|at| format!("a{}", "-".repeat(at % 500)))
        .collect();
    let schema = json!({"type": "string", "enum": values});
    let tree = document(json!({ "/a": responding("a", schema) }), json!({}));
    is_sound(&bound("values", &tree.to_string()).unwrap());
}

/// Changed documents are bound or refused; what is bound is Rust.
#[test]
fn changed_documents_are_bound_or_refused() {
    let cases = cases();
    let seeds = seeds(&pass());
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
        let (Some((_, tree)), Some((_, other))) = (
            seeds.get(seed % seeds.len()),
            seeds.get(other % seeds.len()),
        ) else {
            return Ok(());
        };
        let text = changed(tree.clone(), other, &changes).to_string();
        linted(&folder(), "changed", text.as_bytes());
        if let Ok(files) = bound("changed", &text) {
            is_sound(&files);
            made.set(made.get() + 1);
        }
        Ok(())
    });
    println!(
        "{cases} changed documents, {} of them made crates",
        made.get()
    );
    result.unwrap_or_else(|problem| panic!("{problem}"));
    assert!(made.get() > 0);
}

/// Texts that are nearly a document, in YAML and in JSON.
#[test]
fn changed_texts_are_bound_or_refused() {
    let cases = cases();
    let seeds: Vec<String> = seeds(&pass())
        .into_iter()
        .flat_map(|(text, tree)| [text, format!("{tree:#}")])
        .collect();
    let mut runner = TestRunner::new(Config {
        cases,
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
        linted(&folder(), "edited", text.as_bytes());
        if let Ok(files) = bound("edited", &text) {
            is_sound(&files);
        }
        Ok(())
    });
    println!("{cases} changed texts");
    result.unwrap_or_else(|problem| panic!("{problem}"));
}
