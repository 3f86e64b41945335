//! Documents that use the same names in every position of the specification that becomes a name in
//! the generated code.

use super::names::Names;
use serde_json::{Map, Value, json};

/// How many names a document uses in each position. The time that the compiler takes grows faster
/// than the items of one kind in one place.
const TOGETHER: usize = 100;

/// The documents for these names, by their modules.
pub fn all(names: &Names) -> Vec<(String, Value)> {
    type Kind<'a> = (&'a str, fn(&[String]) -> Value, &'a [String]);
    let kinds: [Kind<'_>; 6] = [
        ("operations", operations, &names.all),
        ("arguments", arguments, &names.values),
        ("components", components, &names.types),
        ("properties", properties, &names.values),
        ("listed", listed, &names.types),
        ("places", servers, &names.values),
    ];
    let documents = kinds.into_iter().flat_map(|(kind, document, names)| {
        let chunks = names.chunks(TOGETHER).enumerate();
        chunks.map(move |(number, names)| (format!("{kind}_{number}"), document(names)))
    });
    documents.collect()
}

/// A document of one operation, for a module that is called in some way.
pub fn small() -> Value {
    document(json!({ "/a": { "get": operation("a", json!({ "responses": text() })) } }))
}

/// A document whose tags are the names.
pub fn tagged(names: &[String]) -> Value {
    let paths = names.iter().enumerate().map(|(index, name)| {
        let reference = json!({ "$ref": format!("#/components/schemas/{name}") });
        let operation = json!({
            "operationId": format!("operation{index}"),
            "tags": [name],
            "responses": { "200": { "description": "d", "content": {
                "application/json": { "schema": reference } } } },
        });
        (format!("/{index}"), json!({ "get": operation }))
    });
    let mut tree = document(paths.collect::<Map<_, _>>().into());
    tree["components"]["schemas"] = keyed(
        names,
        |_, _| json!({ "type": "object", "properties": { "a": { "type": "string" } } }),
    );
    tree
}

fn document(paths: Value) -> Value {
    json!({
        "openapi": "3.0.3",
        "info": { "title": "Names", "version": "1" },
        "servers": [{ "url": "https://names.example" }],
        "paths": paths,
    })
}

fn operation(id: &str, mut rest: Value) -> Value {
    rest["operationId"] = id.into();
    rest
}

/// An object with a key for each name.
fn keyed(names: &[String], value: impl Fn(usize, &str) -> Value) -> Value {
    let entries = names.iter().enumerate();
    let entries = entries.map(|(index, name)| (name.clone(), value(index, name)));
    entries.collect::<Map<_, _>>().into()
}

fn text() -> Value {
    json!({ "200": { "description": "d", "content": {
        "application/json": { "schema": { "type": "string" } } } } })
}

fn body(media_type: &str, schema: Value) -> Value {
    json!({ "required": true, "content": { (media_type): { "schema": schema } } })
}

/// Operations, parameters in the path, security schemes, headers of responses.
fn operations(names: &[String]) -> Value {
    let paths = names.iter().enumerate().map(|(index, name)| {
        let parameter =
            json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } });
        let mut responses = text();
        responses["200"]["headers"] = json!({ (name): { "schema": { "type": "string" } } });
        let operation = json!({
            "operationId": name,
            "parameters": [parameter],
            "security": [{ (name): [] }],
            "responses": responses,
        });
        (format!("/{index}/{{{name}}}"), json!({ "get": operation }))
    });
    let mut tree = document(paths.collect::<Map<_, _>>().into());
    tree["components"]["securitySchemes"] = keyed(names, |index, name| match index % 3 {
        0 => json!({ "type": "apiKey", "in": "header", "name": name }),
        1 => json!({ "type": "http", "scheme": "basic" }),
        _ => json!({ "type": "oauth2", "flows": { "clientCredentials": {
            "tokenUrl": "https://names.example/t", "scopes": {} } } }),
    });
    tree
}

/// Arguments of every kind of operation that has methods of its own.
fn arguments(names: &[String]) -> Value {
    let parameters = |location: &str, required: bool| -> Value {
        let parameters = names.iter().map(|name| {
            json!({ "name": name, "in": location, "required": required, "schema": { "type": "string" } })
        });
        parameters.collect()
    };
    let properties = keyed(names, |index, _| match index % 3 {
        0 => json!({ "type": "integer", "default": index }),
        1 => json!({ "type": "array", "items": { "type": "string" }, "default": ["a"] }),
        _ => json!({ "type": "string", "default": "a" }),
    });
    let form = json!({ "type": "object", "properties": properties });
    let parts = json!({ "type": "object", "required": names, "properties": keyed(names, |_, _| {
        json!({ "type": "string" })
    }) });
    let events = json!({ "200": { "description": "d", "content": {
        "text/event-stream": { "schema": { "type": "string" } } } } });
    let bytes = json!({ "200": { "description": "d", "content": {
        "application/octet-stream": { "schema": { "type": "string", "format": "binary" } } } } });
    let page = json!({ "200": { "description": "d", "headers": { "Link": { "schema": { "type": "string" } } },
        "content": { "application/json": { "schema": { "type": "array", "items": { "type": "string" } } } } } });
    let elsewhere = json!([{ "url": "https://{region}.example",
        "variables": { "region": { "default": "eu" } } }]);
    let media: Map<String, Value> = names
        .iter()
        .map(|name| {
            (
                format!("application/{name}"),
                json!({ "schema": { "type": "string" } }),
            )
        })
        .collect();
    document(json!({
        "/required": { "get": operation("listRequired", json!({
            "parameters": parameters("query", true), "responses": text() })) },
        "/paged": { "get": operation("listPages", json!({
            "parameters": parameters("query", false), "responses": page })) },
        "/events": { "get": operation("readEvents", json!({
            "servers": elsewhere, "parameters": parameters("header", false), "responses": events })) },
        "/bytes": { "get": operation("readBytes", json!({
            "parameters": parameters("cookie", false), "responses": bytes })) },
        "/form": { "post": operation("sendForm", json!({
            "requestBody": body("application/x-www-form-urlencoded", form), "responses": text() })) },
        "/parts": { "post": operation("sendParts", json!({
            "requestBody": body("multipart/form-data", parts), "responses": text() })) },
        "/media": { "post": operation("sendMedia", json!({
            "requestBody": { "content": media }, "responses": text() })) },
    }))
}

/// Components of every kind.
fn components(names: &[String]) -> Value {
    let reference = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
    let all: Vec<Value> = names.iter().map(|name| reference(name)).collect();
    let next = |index: usize| reference(&names[(index + 1) % names.len()]);
    let schemas = keyed(names, |index, name| match index % 5 {
        0 => json!({ "type": "object", "required": ["a"], "properties": {
            "a": { "type": "string" }, "b": next(index), "kind": { "type": "string" } } }),
        1 => json!({ "type": "string", "enum": [name, "b"] }),
        2 => json!({ "anyOf": [next(index), { "type": "integer" }] }),
        3 => json!({ "type": "string", "pattern": "^[a-z]{1,9}$" }),
        _ => json!({ "type": "array", "items": next(index) }),
    });
    let mut tree = document(json!({
        "/a": { "post": operation("sendAll", json!({
            "requestBody": body("application/json", json!({ "oneOf": all })),
            "responses": { "200": { "description": "d", "content": {
                "application/json": { "schema": { "oneOf": all } } } } },
        })) },
    }));
    tree["components"]["schemas"] = schemas;
    tree
}

/// Properties of objects that are sent, received or both; values of enums; variants of unions.
fn properties(names: &[String]) -> Value {
    let text = || json!({ "type": "string" });
    let plain = keyed(names, |_, _| text());
    let with_defaults = keyed(names, |index, _| match index % 3 {
        0 => json!({ "type": "integer", "default": index }),
        1 => json!({ "type": "array", "items": text(), "default": ["a"] }),
        _ => json!({ "type": "string", "nullable": true, "default": "a" }),
    });
    sent_and_received(json!({
        "Optional": { "type": "object", "properties": plain },
        "Required": { "type": "object", "required": names, "properties": plain },
        "Defaults": { "type": "object", "properties": with_defaults },
        "Open": { "type": "object", "required": ["id"], "properties": { "id": text() },
            "additionalProperties": { "type": "string" } },
    }))
}

/// Values of enums and variants of unions.
fn listed(names: &[String]) -> Value {
    let whole: Vec<usize> = (0..names.len()).collect();
    let kinds: Vec<Value> = names
        .iter()
        .map(|name| {
            json!({ "title": name, "type": "object", "required": ["kind"], "properties": {
            "kind": { "type": "string", "enum": [name] } } })
        })
        .collect();
    sent_and_received(json!({
        "Listed": { "type": "string", "enum": names },
        "Numbers": { "type": "integer", "enum": whole, "x-enum-varnames": names },
        "Kinds": { "oneOf": kinds },
    }))
}

/// A document with an operation for each component, whose request and response hold it.
fn sent_and_received(schemas: Value) -> Value {
    let mut paths = Map::new();
    for id in schemas.as_object().unwrap().keys() {
        let schema = json!({ "$ref": format!("#/components/schemas/{id}") });
        let operation = operation(
            &format!("send{id}"),
            json!({
                "requestBody": body("application/json", schema.clone()),
                "responses": { "200": { "description": "d", "content": {
                    "application/json": { "schema": schema } } } },
            }),
        );
        paths.insert(format!("/{id}"), json!({ "post": operation }));
    }
    let mut tree = document(paths.into());
    tree["components"]["schemas"] = schemas;
    tree
}

/// Variables of servers, and servers.
fn servers(names: &[String]) -> Value {
    let url: Vec<String> = names.iter().map(|name| format!("{{{name}}}")).collect();
    let variables = keyed(names, |_, _| json!({ "default": "a" }));
    let variable =
        json!({ "url": format!("https://a.example/{}", url.join("/")), "variables": variables });
    let described: Vec<Value> = names
        .iter()
        .enumerate()
        .map(|(index, name)| json!({ "url": format!("https://{index}.example"), "description": name }))
        .collect();
    let mut tree = document(json!({
        "/a": { "get": operation("a", json!({ "responses": text() })) },
        "/b": { "get": operation("b", json!({ "servers": described, "responses": text() })) },
        "/c": { "get": operation("c", json!({ "servers": [variable], "responses": text() })) },
    }));
    tree["servers"] = json!([variable]);
    tree
}
