//! How does a Swagger 2.0 document read as OpenAPI 3.0?
//!
//! Only what has another place in 3.0 is moved here; what has another spelling in its place, such
//! as the type of a parameter, is rewritten by the walk that all versions share.

mod operation;
mod parameter;
mod response;
mod security;

use super::{Moved, references};
use crate::diagnostic::{Pointer, Trail};
use operation::Context;
use serde_json::{Map, Value, json};

/// Moves everything to its place in 3.0.
pub(super) fn convert(tree: &mut Value, moved: &mut Moved) {
    let Value::Object(root) = tree else { return };
    let consumes = media_types(root.shift_remove("consumes"));
    let produces = media_types(root.shift_remove("produces"));
    if !root.contains_key("servers") {
        let servers = servers(root);
        root.insert("servers".to_owned(), servers);
    }
    for key in ["host", "basePath", "schemes", "swagger"] {
        root.shift_remove(key);
    }
    root.insert("openapi".to_owned(), "3.0.3".into());
    let mut paths = root.shift_remove("paths").unwrap_or_else(|| json!({}));
    let context = Context {
        tree,
        consumes: &consumes,
        produces: &produces,
    };
    let place = Trail::root();
    let place = place.key("paths");
    for (path, item) in paths.as_object_mut().into_iter().flatten() {
        if let Value::Object(item) = item {
            operation::of_item(&context, item, &place.key(path), moved);
        }
    }
    if let Value::Object(root) = tree {
        root.insert("paths".to_owned(), paths);
        components(root, &produces, moved);
    }
    references::rewrite(tree, &mut redirect);
}

/// Sections that became sections of `components`.
const SECTIONS: [(&str, &str); 4] = [
    ("definitions", "schemas"),
    ("parameters", "parameters"),
    ("responses", "responses"),
    ("securityDefinitions", "securitySchemes"),
];

fn components(root: &mut Map<String, Value>, produces: &[String], moved: &mut Moved) {
    let mut components = match root.shift_remove("components") {
        Some(Value::Object(components)) => components,
        _ => Map::new(),
    };
    for (old, new) in SECTIONS {
        let Some(Value::Object(mut section)) = root.shift_remove(old) else {
            continue;
        };
        let pointer = Pointer::root().child("components").child(new);
        moved.push(pointer.clone(), Pointer::root().child(old));
        let trail = Trail::from(&pointer);
        if old == "parameters" {
            // Bodies were put into the operations that refer to them.
            section.retain(|_, value| !parameter::is_body(value));
        }
        for (key, value) in &mut section {
            let Value::Object(value) = value else {
                continue;
            };
            let trail = trail.key(key);
            match old {
                "parameters" => parameter::style(value),
                "responses" => response::convert(value, produces, &trail, moved),
                "securityDefinitions" => security::convert(value, &trail, moved),
                _ => {}
            }
        }
        components.insert(new.to_owned(), Value::Object(section));
    }
    root.insert("components".to_owned(), Value::Object(components));
}

fn redirect(target: &str) -> Option<String> {
    SECTIONS.iter().find_map(|(old, new)| {
        let rest = target.strip_prefix("#/")?.strip_prefix(old)?;
        rest.starts_with('/')
            .then(|| format!("#/components/{new}{rest}"))
    })
}

/// `schemes`, `host` and `basePath` as server URLs, the safest first.
fn servers(root: &Map<String, Value>) -> Value {
    let text = |key: &str| root.get(key).and_then(Value::as_str).unwrap_or_default();
    let (host, base) = (text("host").trim_end_matches('/'), text("basePath"));
    let base = base.trim_end_matches('/');
    let separator = if base.is_empty() || base.starts_with('/') {
        ""
    } else {
        "/"
    };
    if host.is_empty() {
        return match base {
            "" => json!([]),
            base => json!([{ "url": format!("{separator}{base}") }]),
        };
    }
    let mut schemes = media_types(root.get("schemes").cloned());
    schemes.retain(|scheme| matches!(scheme.as_str(), "http" | "https"));
    schemes.sort_by_key(|scheme| scheme != "https");
    schemes.dedup();
    if schemes.is_empty() {
        schemes.push("https".to_owned());
    }
    let url = |scheme| json!({ "url": format!("{scheme}://{host}{separator}{base}") });
    Value::Array(schemes.iter().map(url).collect())
}

/// The strings of a list, or the only one.
fn media_types(value: Option<Value>) -> Vec<String> {
    match value {
        Some(Value::Array(list)) => list
            .iter()
            .filter_map(|entry| entry.as_str().map(str::to_owned))
            .collect(),
        Some(Value::String(one)) => vec![one],
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Report;

    fn converted(tree: Value) -> (Value, Moved) {
        let mut report = Report::new();
        let upgraded = super::super::upgrade(tree, &mut report).unwrap();
        (upgraded.tree, upgraded.moved)
    }

    #[test]
    fn servers_come_from_host_and_schemes() {
        let (tree, _) = converted(json!({
            "swagger": "2.0", "host": "a.b", "basePath": "/v1/", "schemes": ["http", "https"]
        }));
        assert_eq!(
            tree["servers"],
            json!([{"url": "https://a.b/v1"}, {"url": "http://a.b/v1"}])
        );
    }

    #[test]
    fn bodies_forms_and_responses_find_their_place() {
        let (tree, moved) = converted(json!({
            "swagger": "2.0",
            "consumes": ["application/json"],
            "definitions": {"Pet": {"type": "object", "discriminator": "kind"}},
            "parameters": {
                "pet": {"in": "body", "name": "pet", "required": true, "schema": {"$ref": "#/definitions/Pet"}},
                "ids": {"in": "query", "name": "ids", "type": "array", "items": {"type": "string"}, "collectionFormat": "multi"},
            },
            "responses": {"gone": {"description": "Gone", "schema": {"$ref": "#/definitions/Pet"}}},
            "securityDefinitions": {"b": {"type": "basic"}, "o": {"type": "oauth2", "flow": "application", "tokenUrl": "https://t", "scopes": {}}},
            "paths": {"/a": {
                "post": {
                    "parameters": [{"$ref": "#/parameters/pet"}, {"$ref": "#/parameters/ids"}],
                    "responses": {"200": {"$ref": "#/responses/gone"}}
                },
                "put": {
                    "parameters": [
                        {"in": "formData", "name": "f", "type": "file", "required": true},
                        {"in": "formData", "name": "n", "type": "integer", "maximum": 3},
                    ],
                    "responses": {"200": {"schema": {"type": "file"}}}
                },
            }},
        }));
        let at = |pointer: &str| tree.pointer(pointer).cloned().unwrap_or_default();
        let body = at("/paths/~1a/post/requestBody");
        assert_eq!(body["required"], true);
        assert_eq!(
            body["content"]["application/json"]["schema"]["$ref"],
            "#/components/schemas/Pet"
        );
        assert_eq!(
            at("/paths/~1a/post/parameters"),
            json!([{"$ref": "#/components/parameters/ids"}])
        );
        assert_eq!(at("/components/parameters/ids/explode"), true);
        assert_eq!(at("/components/parameters/ids/schema/items/type"), "string");
        assert_eq!(at("/components/parameters/pet"), Value::Null);
        assert_eq!(
            at("/paths/~1a/post/responses/200/$ref"),
            "#/components/responses/gone"
        );
        assert_eq!(
            at("/components/responses/gone/content/application~1json/schema/$ref"),
            "#/components/schemas/Pet"
        );
        let form = at("/paths/~1a/put/requestBody/content/multipart~1form-data/schema");
        assert_eq!(form["required"], json!(["f"]));
        assert_eq!(
            form["properties"]["f"],
            json!({"type": "string", "format": "binary"})
        );
        assert_eq!(form["properties"]["n"]["maximum"], 3);
        assert_eq!(
            at("/paths/~1a/put/responses/200/content/application~1octet-stream/schema"),
            json!({"type": "string", "format": "binary"})
        );
        assert_eq!(
            at("/components/schemas/Pet/discriminator"),
            json!({"propertyName": "kind"})
        );
        assert_eq!(
            at("/components/securitySchemes/b"),
            json!({"type": "http", "scheme": "basic"})
        );
        assert_eq!(
            at("/components/securitySchemes/o/flows/clientCredentials/tokenUrl"),
            "https://t"
        );
        let origin = |pointer: &str| moved.origin(&Pointer::from_escaped(pointer)).to_string();
        assert_eq!(
            origin("/components/schemas/Pet/type"),
            "#/definitions/Pet/type"
        );
        assert_eq!(
            origin(
                "/paths/~1a/put/requestBody/content/multipart~1form-data/schema/properties/n/maximum"
            ),
            "#/paths/~1a/put/parameters/1/maximum"
        );
    }
}
