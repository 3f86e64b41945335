//! Whatever a document holds, reading it ends with diagnostics and without a panic.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use bindery::check::check;
use bindery::diagnostic::{Code, Level, Report, render};
use bindery::limits::{Limit, Limits};
use bindery::load::load_text;
use bindery::upgrade::upgrade;
use serde_json::{Value, json};

/// Reads a text as far as it goes, and shows what was found.
fn read(text: String) -> Vec<Code> {
    read_within(Limits::default(), text)
}

/// The same, where a document may ask for so much.
fn read_within(limits: Limits, text: String) -> Vec<Code> {
    let mut report = Report::within(limits);
    let loaded = load_text("a", text, &mut report).unwrap();
    // What is only lint is distinguished: the rest is what a document is judged by.
    let mut lint = Report::new();
    bindery::lint::written(&loaded.tree, &mut lint);
    if let Some(upgraded) = upgrade(loaded.tree, &mut report)
        && let Some(checked) = check(upgraded.tree, &mut report)
    {
        bindery::lint::meant(&checked.tree, &mut lint);
    }
    assert!(
        lint.diagnostics()
            .iter()
            .all(|problem| problem.code.level() == Level::Lint)
    );
    for problem in report.diagnostics().iter().take(20) {
        assert!(render(problem, &loaded.sources, false).contains(problem.code.name()));
    }
    report
        .diagnostics()
        .iter()
        .map(|problem| problem.code)
        .collect()
}

/// A document with something of everything.
fn everything(version: &str) -> Value {
    json!({
        "openapi": version,
        "info": {"title": "t", "version": "1", "license": {"name": "n"}, "contact": {"name": "c"}},
        "servers": [{"url": "https://{a}", "variables": {"a": {"default": "b", "enum": ["b"]}}}],
        "security": [{"k": []}],
        "tags": [{"name": "x", "externalDocs": {"url": "u"}}],
        "paths": {"/a/{id}": {
            "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}],
            "post": {
                "operationId": "o", "tags": ["x"], "deprecated": true, "security": [{"o": ["s"]}],
                "parameters": [
                    {"$ref": "#/components/parameters/P"},
                    {"name": "c", "in": "query", "content": {"application/json": {"schema": {}}}},
                    {"name": "s", "in": "query", "style": "deepObject", "explode": true, "schema": {"type": "object"}},
                ],
                "requestBody": {"required": true, "content": {
                    "multipart/form-data": {
                        "schema": {"$ref": "#/components/schemas/S"},
                        "encoding": {"a": {"contentType": "text/plain", "headers": {"h": {"schema": {}}}}},
                        "examples": {"e": {"value": 1}},
                    },
                }},
                "responses": {
                    "200": {"description": "d", "headers": {"h": {"schema": {"type": "integer"}}},
                        "content": {"application/json": {"schema": {"$ref": "#/paths/~1a~1{id}/parameters/0/schema"}}},
                        "links": {"l": {"operationId": "o"}}},
                    "default": {"$ref": "#/components/responses/R"},
                },
                "callbacks": {"c": {"$ref": "#/nowhere"}},
            },
        }, "/b": {"$ref": "#/paths/~1a~1{id}"}},
        "components": {
            "schemas": {
                "S": {"type": "object", "required": ["a"], "properties": {
                    "a": {"type": "string", "enum": ["x", "y"], "default": "x", "nullable": true},
                    "b": {"type": "array", "items": {"type": "integer", "format": "int64", "minimum": 0}, "maxItems": 2},
                    "c": {"oneOf": [{"$ref": "#/components/schemas/S"}, {"type": "number"}],
                        "discriminator": {"propertyName": "p", "mapping": {"m": "S"}}},
                    "d": {"not": {"type": "boolean"}},
                }, "additionalProperties": {"type": "string", "pattern": "^a$"}},
                "T": {"allOf": [{"$ref": "#/components/schemas/S"}, {"type": "object", "minProperties": 1}]},
            },
            "parameters": {"P": {"name": "p", "in": "header", "schema": {"type": "string", "maxLength": 3}}},
            "responses": {"R": {"description": "r"}},
            "requestBodies": {"B": {"content": {}}},
            "headers": {"H": {"schema": {"type": "string"}}},
            "securitySchemes": {
                "k": {"type": "apiKey", "in": "header", "name": "n"},
                "h": {"type": "http", "scheme": "bearer"},
                "o": {"type": "oauth2", "flows": {"clientCredentials": {"tokenUrl": "t", "scopes": {"s": "d"}}}},
                "i": {"type": "openIdConnect", "openIdConnectUrl": "u"},
            },
        },
    })
}

#[test]
fn a_sound_document_is_read_without_a_word() {
    for version in ["3.0.3", "3.1.0"] {
        assert_eq!(read(everything(version).to_string()), []);
    }
}

/// Every value of a document, in turn, gives way to values of every type. What conforms afterwards
/// must be readable: `invalid-object` from serde means that the table of objects has a hole.
#[test]
fn every_value_may_be_of_any_type() {
    let others = [
        json!(null),
        json!(true),
        json!(-1),
        json!(1.5),
        json!("x"),
        json!([]),
        json!([1]),
        json!({}),
        json!({"a": 1}),
        json!({"$ref": "#/a"}),
        json!({"$ref": 1}),
        json!([{}]),
        json!({"x-a": 1, "type": "object"}),
    ];
    // One version in full, the other by samples, since they share most of the way.
    for (version, step) in [("3.0.3", 5), ("3.1.0", 1)] {
        let tree = everything(version);
        let mut pointers = Vec::new();
        collect(&tree, String::new(), &mut pointers);
        for pointer in pointers.iter().step_by(step) {
            for other in &others {
                let mut tree = tree.clone();
                *tree.pointer_mut(pointer).unwrap() = other.clone();
                let mut report = Report::new();
                if let Some(upgraded) = upgrade(tree, &mut report) {
                    check(upgraded.tree, &mut report);
                }
                for problem in report.diagnostics() {
                    let serde = problem.message.contains("Object cannot be read");
                    assert!(!serde, "{pointer} = {other}: {}", problem.message);
                }
            }
        }
    }
}

fn collect(value: &Value, pointer: String, pointers: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                let key = key.replace('~', "~0").replace('/', "~1");
                collect(value, format!("{pointer}/{key}"), pointers);
            }
        }
        Value::Array(list) => {
            for (index, value) in list.iter().enumerate() {
                collect(value, format!("{pointer}/{index}"), pointers);
            }
        }
        _ => {}
    }
    pointers.push(pointer);
}

#[test]
fn the_deepest_schema_allowed_is_read_in_a_small_thread() {
    for wrapper in [
        ("{\"items\":", "}"),
        ("{\"allOf\":[", "]}"),
        ("{\"not\":", "}"),
    ] {
        let levels = (Limit::Depth.most() - 8) / if wrapper.1.len() > 1 { 2 } else { 1 };
        let schema = wrapper.0.repeat(levels) + "{\"type\":\"string\"}" + &wrapper.1.repeat(levels);
        let text = format!(
            "{{\"openapi\":\"3.1.0\",\"info\":{{\"title\":\"t\",\"version\":\"1\"}},\"components\":{{\"schemas\":{{\"A\":{schema}}}}}}}"
        );
        // Threads of tests have 2 MB of stack.
        let limits = Limits::default().with(Limit::Depth, Limit::Depth.most());
        assert_eq!(read_within(limits, text), []);
    }
}

#[test]
fn hostile_texts_exceed_limits() {
    let deep =
        |open: &str, close: &str| format!("{}{}", open.repeat(200_000), close.repeat(200_000));
    assert_eq!(read(deep("[", "]")), [Code::LimitExceeded]);
    assert_eq!(read(deep("{\"a\":", "}")), [Code::LimitExceeded]);
    assert_eq!(
        read(format!("a: {}", deep("[", "]"))),
        [Code::LimitExceeded]
    );
    let block: String = (0..300)
        .map(|level| format!("{}- a:\n", " ".repeat(level * 2)))
        .collect();
    assert_eq!(read(block), [Code::LimitExceeded]);
    // Each alias is used little more often than the reader of YAML allows by itself.
    let mut bomb = format!("a: &a ['{}']\n", "x".repeat(50_000));
    bomb += &format!("b: [{}]\n", "*a, ".repeat(2_000));
    assert_eq!(read(bomb), [Code::LimitExceeded]);
    assert_eq!(read("a: &a [*a]".to_owned()), [Code::LimitExceeded]);
}

#[test]
fn odd_texts_are_refused() {
    for text in [
        "",
        " \n",
        "\u{feff}",
        "null",
        "--- ",
        "hello",
        "[]",
        "%",
        "? {a: b}\n: c",
        "a: !!x b",
        "\0",
    ] {
        assert!(!read(text.to_owned()).is_empty(), "{text:?}");
    }
}

#[test]
fn yaml_and_json_make_the_same_tree() {
    let yaml = "\u{feff}a: &m {x: 1, y: ~}\nb:\n  <<: *m\n  y: 2\n200: yes\ntrue: 1.50\nbig: 123456789012345678901234567890\nnan: .nan\ntag: !Ref [a]\n";
    let json = r#"{"a": {"x": 1, "y": null}, "b": {"y": 2, "x": 1}, "200": "yes", "true": 1.5,
        "big": 123456789012345678901234567890, "nan": "NaN", "tag": ["a"]}"#;
    let mut report = Report::new();
    let mut tree = |text: &str| load_text("a", text.to_owned(), &mut report).unwrap().tree;
    assert_eq!(tree(yaml), tree(json));
    assert!(report.diagnostics().is_empty(), "{report:?}");
}
