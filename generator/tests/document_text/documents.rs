//! Documents with texts in places where a test wants them. Used by several tests.

use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

/// A document whose only operation has this path, and neither summary nor description.
pub fn with_path(path: &str) -> Value {
    json!({
        "openapi": "3.0.3",
        "info": {"title": "t", "version": "1"},
        "servers": [{"url": "https://a.example"}],
        "paths": {(path): {"get": {"operationId": "a", "responses": {"200": {
            "description": "d",
            "content": {"application/json": {"schema": {"type": "string"}}},
        }}}}},
    })
}

/// A document whose names are all made of this text.
pub fn named(text: &str) -> Value {
    let schema = json!({"type": "object", "required": [text], "properties": {
        (text): {"type": "string", "default": text, "enum": [text, "b"]},
        "b": {"oneOf": [{"type": "integer"}, {"type": "object", "title": text}]}}});
    let mut tree = with_path(&format!("/{}", text.replace(['{', '}'], "")));
    let operation = tree.pointer_mut("/paths").unwrap().as_object_mut().unwrap();
    let operation = operation.values_mut().next().unwrap();
    let get = &mut operation["get"];
    get["operationId"] = text.into();
    get["tags"] = json!([text]);
    get["parameters"] = json!([
        {"name": text, "in": "query", "required": true, "schema": {"type": "string", "example": text}}]);
    get["security"] = json!([{(text): [text]}]);
    get["responses"]["200"]["content"]["application/json"]["schema"] = schema;
    tree["info"]["title"] = text.into();
    tree["info"]["version"] = text.into();
    tree["servers"] =
        json!([{"url": "https://{v}.example", "variables": {"v": {"default": text}}}]);
    tree["components"]["securitySchemes"] =
        json!({(text): {"type": "apiKey", "in": "query", "name": text}});
    tree
}

/// Writes a document into a folder of the tests'.
pub fn written(name: &str, tree: &Value) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("document_text");
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join(format!("{name}.json"));
    fs::write(&path, tree.to_string()).unwrap();
    path
}

/// Control characters, and characters that hide or reorder others.
pub fn is_hidden(c: char) -> bool {
    c != '\n' && c.is_control()
        || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2028}' | '\u{2029}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}
