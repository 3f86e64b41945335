//! Documents of which each kind asks for as much work as it can with few bytes.

use super::operations::{
    form, headers, left_out, media_types, parameters, scopes, security, server_variables,
};
use super::schemas::{
    checked_chain, conditions, default_enum, definitions, extending, inline_union, objects,
    spelled, tuples, tuples_of_constants, union_graph, union_of, union_of_formats, union_of_lists,
    union_ring,
};
use serde_json::{Map, Value, json};

/// A kind of document.
pub struct Kind {
    pub name: &'static str,
    /// The text of a document of this size.
    pub text: fn(usize) -> String,
    /// The size of the smaller document. The larger one has about four times its bytes.
    pub size: usize,
    /// How many times as large the size of the larger one is: 2 where bytes grow with the square.
    pub factor: usize,
}

/// The kinds.
pub fn all() -> Vec<Kind> {
    let of = |name, text, size| Kind {
        name,
        text,
        size,
        factor: 4,
    };
    let square = |name, text, size| Kind {
        name,
        text,
        size,
        factor: 2,
    };
    vec![
        of("tuples", tuples, 40),
        of("tuples of one type", tuples_of_constants, 150),
        of("URLs", |n| described(&"http://a.b ".repeat(n)), 800),
        of(
            "URLs with brackets",
            |n| described(&format!("http://a.b{}", "()".repeat(n) + &")".repeat(n))),
            3000,
        ),
        of("beginnings of tags", |n| described(&"<a".repeat(n)), 4000),
        of("comments", |n| described(&"<!-- ".repeat(n)), 2000),
        of(
            "tags",
            |n| described(&"<b><a href='http://b.c'>d</a>".repeat(n)),
            300,
        ),
        of(
            "attributes that do not end",
            |n| described(&"<a x=\"".repeat(n)),
            1500,
        ),
        of(
            "code spans that do not end",
            |n| described(&format!("<b>{}", runs(n))),
            8000,
        ),
        of(
            "images in images",
            |n| described(&format!("{}{}", "![".repeat(n), "](x)".repeat(n))),
            400,
        ),
        of(
            "quotations",
            |n| described(&format!("{}{}", "> ".repeat(n), "word ".repeat(n))),
            1500,
        ),
        of("unions of objects", |n| union_of(objects(n), None), 40),
        of(
            "unions with a mapping",
            |n| union_of(objects(n), Some(n)),
            40,
        ),
        of("unions in place", inline_union, 40),
        of("unions of lists", union_of_lists, 40),
        of("unions of formats", union_of_formats, 150),
        of(
            "unions of enums",
            |n| {
                responding(
                    &json!({"anyOf": values(n, |n| json!({"type": "string", "enum": [format!("v{n}")]}))}),
                    Map::new(),
                )
            },
            150,
        ),
        square("unions of one another", union_graph, 16),
        of("a ring of unions", union_ring, 100),
        of("variables of servers", server_variables, 100),
        of(
            "servers of operations",
            |n| {
                paths(
                    n,
                    |n| json!({"servers": [{"url": format!("https://o{n}.example/{{v}}"), "variables": {"v": {"default": "a"}}}]}),
                    &json!({}),
                )
            },
            20,
        ),
        of(
            "operations of one name",
            |n| paths(n, |_| json!({"operationId": "same"}), &json!({})),
            30,
        ),
        of("parameters", |n| parameters(n, false), 60),
        of("required parameters", |n| parameters(n, true), 60),
        of("properties of a form", form, 80),
        of("headers", headers, 60),
        of("media types", media_types, 200),
        of("security schemes", security, 20),
        of("scopes", scopes, 20),
        of(
            "values with similar names",
            |n| {
                responding(
                    &json!({"type": "string", "enum": values(n, |n| json!(spelled(n)))}),
                    Map::new(),
                )
            },
            100,
        ),
        of(
            "properties with similar names",
            |n| {
                responding(
                    &json!({"type": "object", "properties": map(n, |n| (spelled(n), json!({"type": "string"})))}),
                    Map::new(),
                )
            },
            60,
        ),
        of(
            "patterns of many names",
            |n| {
                responding(
                    &json!({"type": "object", "properties": map(n, |n| (format!("a{n} b{n} c"), json!({"type": "string", "pattern": "^[A-Z]{2}$"})))}),
                    Map::new(),
                )
            },
            60,
        ),
        of("defaults of an enum", default_enum, 80),
        of("conditions", conditions, 60),
        of(
            "several types",
            |n| {
                responding(
                    &json!({"type": "object", "properties": map(n, |n| (format!("p{n}"), json!({"type": ["string", "integer"], "format": 5})))}),
                    Map::new(),
                )
            },
            50,
        ),
        of("definitions", definitions, 60),
        of("a chain that a server checks", checked_chain, 40),
        of("operations that are left out", left_out, 30),
        square("objects that extend one another", extending, 12),
        of(
            "keys that occur twice",
            |n| {
                format!(
                    "{{\"openapi\": \"3.0.3\", \"paths\": {{}}, \"x-a\": {{{}}}}}",
                    vec!["\"a\": 1"; n].join(", ")
                )
            },
            2000,
        ),
        of("anchors", anchors, 400),
        of("merge keys", merge_keys, 200),
        of("directives", directives, 400),
        of(
            "errors in one line",
            |n| {
                responding(
                    &json!({"type": "object", "properties": map(n, |n| (format!("ä{n}"), json!({"type": "object", "required": ["x"], "properties": {"y": {"type": "string"}}})))}),
                    Map::new(),
                )
            },
            60,
        ),
    ]
}

pub fn values(count: usize, value: impl Fn(usize) -> Value) -> Vec<Value> {
    (0..count).map(value).collect()
}

pub fn map(count: usize, property: impl Fn(usize) -> (String, Value)) -> Map<String, Value> {
    (0..count).map(property).collect()
}

pub fn reference(name: &str) -> Value {
    json!({"$ref": format!("#/components/schemas/{name}")})
}

pub fn responses(schema: &Value) -> Value {
    json!({"200": {"description": "d", "content": {"application/json": {"schema": schema}}}})
}

pub fn whole(paths: &Value, components: &Value) -> String {
    json!({
        "openapi": "3.1.0", "info": {"title": "t", "version": "1"},
        "servers": [{"url": "https://a.example"}],
        "paths": paths, "components": components,
    })
    .to_string()
}

pub fn responding(schema: &Value, schemas: Map<String, Value>) -> String {
    let operation = json!({"operationId": "a", "responses": responses(schema)});
    whole(
        &json!({"/a": {"get": operation}}),
        &json!({"schemas": schemas}),
    )
}

fn described(text: &str) -> String {
    let operation = json!({"operationId": "a", "description": text, "responses": responses(&json!({"type": "string"}))});
    whole(&json!({"/a": {"get": operation}}), &json!({}))
}

pub fn paths(count: usize, more: impl Fn(usize) -> Value, components: &Value) -> String {
    let path = |number| {
        let mut operation = more(number);
        operation["responses"] = responses(&json!({"type": "string"}));
        (format!("/p{number}"), json!({"get": operation}))
    };
    whole(&Value::Object(map(count, path)), components)
}

/// Runs of backticks, each of another length.
fn runs(bytes: usize) -> String {
    let mut text = String::new();
    let mut length = 1;
    while text.len() < bytes {
        text.push_str(&"`".repeat(length));
        text.push(' ');
        length += 1;
    }
    text
}

const HEAD: &str = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths: {}\n";

fn anchors(count: usize) -> String {
    let anchors =
        (0..count).map(|number| format!("  a{number}: &a{number} 1\n  b{number}: *a{number}\n"));
    format!("{HEAD}x-a:\n{}", anchors.collect::<String>())
}

fn merge_keys(count: usize) -> String {
    let merged = (0..count).map(|number| format!("  a{number}: {{<<: [*a, *a]}}\n"));
    format!(
        "{HEAD}x-a: &a {{b: 1, c: 2}}\nx-b:\n{}",
        merged.collect::<String>()
    )
}

fn directives(count: usize) -> String {
    let directives = (0..count).map(|number| format!("%TAG !a{number}! tag:a,{number}:\n"));
    format!("{}---\n{HEAD}", directives.collect::<String>())
}
