//! Which document of any size costs what real ones cost?

use serde_json::{Map, Value, json};

/// A description with `size` schemas and `size` operations, without chance: prose, references,
/// enums, unions, limits, parameters, pages and errors in about the mixture of public documents.
pub fn document(size: usize) -> Value {
    let schemas: Map<String, Value> = (0..size).map(schema).collect();
    let paths: Map<String, Value> = (0..size).map(path).collect();
    json!({
        "openapi": "3.0.3",
        "info": {"title": "Invented", "version": "1", "description": PROSE},
        "servers": [{"url": "https://api.example.com/v1"}],
        "security": [{"key": []}],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X-Key"}}
        }
    })
}

const PROSE: &str = "What a warehouse holds, and who asked for it.\n\n* `open` until it is **sent**\n\
                     * see [the guide](https://example.com/guide) for the rest";

fn schema(index: usize) -> (String, Value) {
    let other = format!("#/components/schemas/Thing{}", index / 2);
    let value = match index % 5 {
        3 => json!({
            "type": "string",
            "description": "How far a thing has come.",
            "enum": ["open", "sent", "lost", format!("state-{index}")]
        }),
        4 => json!({
            "description": PROSE,
            "oneOf": [
                {"$ref": other},
                {"type": "object", "required": ["code"], "properties": {"code": {"type": "integer"}}}
            ]
        }),
        _ => json!({
            "type": "object",
            "description": PROSE,
            "required": ["id", "name"],
            "properties": {
                "id": {"type": "string", "description": "The identifier.", "readOnly": true},
                "name": {"type": "string", "maxLength": 80, "description": "What people call it."},
                "count": {"type": "integer", "minimum": 0, "default": 1},
                "created_at": {"type": "string", "format": "date-time", "nullable": true},
                "tags": {"type": "array", "items": {"type": "string"}},
                "parent": {"$ref": other},
                "size": {
                    "type": "object",
                    "description": "In metres.",
                    "properties": {"width": {"type": "number"}, "height": {"type": "number"}}
                }
            }
        }),
    };
    (format!("Thing{index}"), value)
}

fn path(index: usize) -> (String, Value) {
    let thing = json!({"$ref": format!("#/components/schemas/Thing{index}")});
    let operation = json!({
        "operationId": format!("changeThing{index}"),
        "tags": [format!("group {}", index % 20)],
        "summary": "Changes a thing",
        "description": PROSE,
        "parameters": [
            {"name": "id", "in": "path", "required": true, "schema": {"type": "string"}},
            {"name": "limit", "in": "query", "description": "At most so many.",
             "schema": {"type": "integer", "maximum": 100}},
            {"name": "fields", "in": "query", "schema": {"type": "array", "items": {"type": "string"}}}
        ],
        "requestBody": {"required": true, "content": {"application/json": {"schema": thing}}},
        "responses": {
            "200": {"description": "Changed", "content": {"application/json": {"schema": thing}}},
            "404": {"description": "There is no such thing"}
        }
    });
    (format!("/things{index}/{{id}}"), json!({"post": operation}))
}
