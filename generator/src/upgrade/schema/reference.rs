//! What do keywords beside `$ref` mean? Section 4.8.24.1 of 3.1: the same as in an `allOf`.

use super::super::Version;
use super::super::walk::UpgradeVisitor;
use crate::diagnostic::Trail;
use serde_json::{Map, Value, json};

/// Keywords about the place where a schema is used. 3.0 ignores everything beside `$ref`, but
/// authors mean these, and they contradict nothing.
const OF_THE_PLACE: &[&str] = &[
    "description",
    "nullable",
    "x-nullable",
    "readOnly",
    "writeOnly",
    "deprecated",
    "default",
];

/// Keywords that are no reason to set a reference apart from its target.
const IDLE: &[&str] = &[
    "$ref",
    "$comment",
    "$id",
    "id",
    "$schema",
    "$anchor",
    "$dynamicAnchor",
    "summary",
    "title",
    "example",
    "examples",
    "xml",
    "externalDocs",
    "required",
];

/// Puts a `$ref` that has siblings with a meaning into an `allOf` beside them.
pub(super) fn siblings(walk: &mut UpgradeVisitor, map: &mut Map<String, Value>, trail: &Trail<'_>) {
    let schema = walk.version == Version::ThreeOne;
    let matters = |key: &str, value: &Value| {
        if IDLE.contains(&key) {
            return schema && key == "required" && value.is_array();
        }
        let place = OF_THE_PLACE.contains(&key) && !value.is_null() && *value != json!(false);
        place || key.starts_with("x-") || (schema && (!value.is_null() || key == "default"))
    };
    map.retain(|key, value| key == "$ref" || matters(key, value));
    // An extension alone changes nothing about the type.
    if map.keys().all(|key| key == "$ref" || key.starts_with("x-")) {
        return;
    }
    let Some(reference) = map.shift_remove("$ref") else {
        return;
    };
    let pointer = trail.pointer();
    let properties = pointer.child("allOf");
    let mut all = match map.shift_remove("allOf") {
        Some(Value::Array(list)) => list,
        _ => Vec::new(),
    };
    // The last one, so that the others stay where they are.
    let index = all.len();
    walk.moved.push(properties.index(index), pointer);
    all.push(json!({ "$ref": reference }));
    map.insert("allOf".to_owned(), Value::Array(all));
}
