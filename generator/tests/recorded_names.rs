//! Names stay when a document changes.
//!
//! What the previous run named keeps its name, whatever comes, goes or moves beside it. An item loses
//! its name in two cases only: it shared a type with others and comes to differ from them, which
//! keep the name; or it comes to share a type with others, whose name it takes.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use bindery::config::ApiConfig;
use bindery::diagnostic::Report;
use bindery::name::{RecordedNames, name_keeping};
use bindery::{analyze, check, lower, upgrade};
use proptest::prelude::*;
use proptest::sample::subsequence;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Map, Value, json};

/// The names of a document after a run that knew these.
fn named(document: &Value, recorded: &RecordedNames) -> RecordedNames {
    let mut report = Report::new();
    let upgraded = upgrade::upgrade(document.clone(), &mut report).unwrap();
    let checked = check::check(upgraded.tree, &mut report).unwrap();
    let config = ApiConfig::default();
    let mut api = lower::lower(&checked, &config, &mut report);
    assert!(!report.has_errors(), "{:#?}", report.diagnostics());
    analyze::share(&mut api);
    analyze::split(&mut api, &config);
    let facts = analyze::analyze(&api);
    let names = name_keeping(&api, &facts, &config, recorded);
    RecordedNames::of(&api, &names)
}

/// A document with some of these operations and components, in their order.
fn document(operations: &[(String, Value)], components: &[(String, Value)]) -> Value {
    let paths = operations
        .iter()
        .enumerate()
        .map(|(index, (id, response))| {
            let parameters = json!([{ "name": "state", "in": "query", "schema": letters(index) }]);
            let content = json!({ "application/json": { "schema": response } });
            let operation = json!({
                "operationId": id,
                "parameters": parameters,
                "responses": { "200": { "description": "d", "content": content } },
            });
            (format!("/{id}"), json!({ "get": operation }))
        });
    let components: Map<String, Value> = components.iter().cloned().collect();
    json!({
        "openapi": "3.0.3",
        "info": { "title": "T", "version": "1" },
        "paths": paths.collect::<Map<String, Value>>(),
        "components": { "schemas": components },
    })
}

/// One of a few enums.
fn letters(index: usize) -> Value {
    let values: &[&str] = match index % 3 {
        0 => &["a", "b"],
        1 => &["A", "a", "c"],
        _ => &["d"],
    };
    json!({ "type": "string", "enum": values })
}

/// A schema whose inline schemas ask for few names.
fn schema() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        any::<usize>().prop_map(letters),
        Just(json!({ "type": "string" })),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        let keys = ["state", "State", "owner", "item", "type", "a-b", "a_b"];
        let keys = subsequence(keys.to_vec(), 1..=4).prop_shuffle();
        let object = (keys, proptest::collection::vec(inner.clone(), 4));
        let object = object.prop_map(|(keys, values)| {
            let keys = keys.into_iter().map(str::to_owned);
            let properties: Map<String, Value> = keys.zip(values).collect();
            json!({ "type": "object", "properties": properties })
        });
        let list = inner
            .clone()
            .prop_map(|it| json!({ "type": "array", "items": it }));
        let union = (inner.clone(), inner).prop_map(|(a, b)| json!({ "oneOf": [a, b] }));
        prop_oneof![4 => object, 1 => list, 1 => union]
    })
}

/// Components and operations with these names, and their schemas.
fn pool(keys: &'static [&'static str]) -> impl Strategy<Value = Vec<(String, Value)>> {
    let schemas = proptest::collection::vec(schema(), keys.len());
    schemas.prop_map(|schemas| {
        let keys = keys.iter().map(|key| (*key).to_owned());
        keys.zip(schemas).collect()
    })
}

/// Two versions of a document: of each pool, some in any order.
fn versions() -> impl Strategy<Value = (Value, Value)> {
    let operations = pool(&["list", "List", "getState", "get_state", "owners"]);
    let components = pool(&[
        "Owner",
        "State",
        "OwnerState",
        "List",
        "ListResponse",
        "Item",
    ]);
    (operations, components).prop_flat_map(|(operations, components)| {
        let some = |pool: Vec<(String, Value)>| {
            let count = pool.len();
            subsequence(pool, 1..=count).prop_shuffle()
        };
        let version = move || {
            let parts = (some(operations.clone()), some(components.clone()));
            parts.prop_map(|(operations, components)| document(&operations, &components))
        };
        (version(), version())
    })
}

#[test]
fn names_stay_when_other_items_come_and_go() {
    let config = Config {
        cases: 300,
        failure_persistence: None,
        ..Config::default()
    };
    let kept = std::cell::Cell::new(0);
    let result = TestRunner::new(config).run(&versions(), |(old, new)| {
        let before = named(&old, &RecordedNames::default());
        let after = named(&new, &before);
        for rename in before.renames(&after) {
            let has = |names: &RecordedNames, name: &str| {
                let end = format!(" {name}");
                names.entries().iter().any(|entry| entry.ends_with(&end))
            };
            let others_have_it = has(&after, rename.before.as_str());
            let others_had_it = has(&before, rename.after.as_str());
            prop_assert!(others_have_it || others_had_it, "{rename:?}");
        }
        let common = before.entries();
        let common = common
            .iter()
            .filter(|entry| after.entries().contains(entry));
        kept.set(kept.get() + common.count());
        // A further run changes nothing.
        prop_assert_eq!(&named(&new, &after), &after);
        Ok(())
    });
    if let Err(error) = result {
        panic!("{error}");
    }
    assert!(kept.get() > 1000, "hardly any name could have changed");
}

#[test]
fn rules_alone_would_rename() {
    let size = json!({ "type": "object", "properties": { "state": letters(0) } });
    let other = json!({ "type": "object", "properties": { "state": letters(1) } });
    let one = vec![("Small".to_owned(), size.clone())];
    let two = vec![("Big".to_owned(), other), ("Small".to_owned(), size)];
    let before = named(&document(&[], &one), &RecordedNames::default());
    let new = document(&[], &two);
    // Without operations no type is needed: each is the response of one.
    let respond = |keys: &[&str]| {
        let of = |key: &&str| {
            let schema = json!({ "$ref": format!("#/components/schemas/{key}") });
            (format!("get{key}"), schema)
        };
        keys.iter().map(of).collect::<Vec<_>>()
    };
    assert!(before.is_empty() && named(&new, &before).is_empty());
    let before = named(
        &document(&respond(&["Small"]), &one),
        &RecordedNames::default(),
    );
    let new = document(&respond(&["Big", "Small"]), &two);
    assert_eq!(before.renames(&named(&new, &before)), []);
    assert_ne!(before.renames(&named(&new, &RecordedNames::default())), []);
}
