//! How does a response of Swagger 2.0 read? Its schema became one for each media type.

use super::super::Moved;
use crate::diagnostic::Trail;
use serde_json::{Map, Value, json};

/// Brings a Response Object to 3.0.
pub(super) fn convert(
    response: &mut Map<String, Value>,
    produces: &[String],
    trail: &Trail<'_>,
    moved: &mut Moved,
) {
    if response.contains_key("$ref") || response.contains_key("content") {
        return;
    }
    if let Some(Value::Object(headers)) = response.get_mut("headers") {
        for (_, header) in headers {
            if let Value::Object(header) = header {
                header.shift_remove("collectionFormat");
            }
        }
    }
    let examples = match response.shift_remove("examples") {
        Some(Value::Object(examples)) => examples,
        _ => Map::new(),
    };
    let Some(schema) = response
        .shift_remove("schema")
        .filter(|schema| !schema.is_null())
    else {
        return;
    };
    let file = schema.get("type").is_some_and(|kind| kind == "file");
    let usual = if file {
        "application/octet-stream"
    } else {
        "application/json"
    };
    let usual = [usual.to_owned()];
    let pointer = trail.pointer();
    let mut content = Map::new();
    for media_type in if produces.is_empty() {
        &usual
    } else {
        produces
    } {
        let inside = pointer.child("content").child(media_type);
        moved.push(inside.child("schema"), pointer.child("schema"));
        let mut object = json!({ "schema": schema });
        if let (Value::Object(object), Some(example)) = (&mut object, examples.get(media_type)) {
            object.insert("example".to_owned(), example.clone());
        }
        content.insert(media_type.clone(), object);
    }
    response.insert("content".to_owned(), Value::Object(content));
}
