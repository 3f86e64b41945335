//! In how many ways can a schema say that null is allowed?

use super::super::walk::UpgradeVisitor;
use crate::diagnostic::Trail;
use serde_json::{Map, Value};

/// Replaces every spelling of null by `nullable`.
pub(super) fn unions(walk: &mut UpgradeVisitor, map: &mut Map<String, Value>, trail: &Trail<'_>) {
    if let Some(flag) = map.shift_remove("x-nullable")
        && !map.contains_key("nullable")
    {
        map.insert("nullable".to_owned(), flag);
    }
    for key in ["anyOf", "oneOf"] {
        without_null(walk, map, key, trail);
        single(walk, map, key, trail);
    }
    all_of(walk, map, trail);
}

/// Whether a property of a union stands for null alone.
fn is_null(property: &Value, beside_reference: bool) -> bool {
    let Value::Object(map) = property else {
        return property.is_null();
    };
    let only_null = |value: &Value| match value {
        Value::Null => true,
        Value::String(text) => text == "null",
        Value::Array(list) => {
            !list.is_empty() && list.iter().all(|value| value.is_null() || value == "null")
        }
        _ => false,
    };
    if let Some(kind) = map.get("type") {
        if only_null(kind) {
            return true;
        }
        // OData writes `anyOf: [{$ref: …}, {type: object, nullable: true}]`.
        return beside_reference
            && map.len() == 2
            && kind == "object"
            && map.get("nullable") == Some(&Value::Bool(true));
    }
    match map.get("enum") {
        Some(Value::Array(list)) => !list.is_empty() && list.iter().all(Value::is_null),
        Some(_) => false,
        None if map.get("const").is_some_and(Value::is_null) => true,
        None => {
            beside_reference && map.len() == 1 && map.get("nullable") == Some(&Value::Bool(true))
        }
    }
}

/// Takes properties that stand for null out of a union.
fn without_null(
    walk: &mut UpgradeVisitor,
    map: &mut Map<String, Value>,
    key: &str,
    trail: &Trail<'_>,
) {
    let Some(Value::Array(properties)) = map.get_mut(key) else {
        return;
    };
    let reference = properties
        .iter()
        .any(|property| property.get("$ref").is_some());
    let nulls = properties
        .iter()
        .filter(|property| is_null(property, reference))
        .count();
    // A union of nothing but null is not one of nothing.
    if nulls == 0 || nulls == properties.len() {
        return;
    }
    let pointer = trail.key(key).pointer();
    let mut old = 0;
    let mut new = 0;
    properties.retain(|property| {
        let keep = !is_null(property, reference);
        if keep {
            if new != old {
                walk.moved.push(pointer.index(new), pointer.index(old));
            }
            new += 1;
        }
        old += 1;
        keep
    });
    map.insert("nullable".to_owned(), true.into());
}

/// Replaces a union of one property by that property.
fn single(walk: &mut UpgradeVisitor, map: &mut Map<String, Value>, key: &str, trail: &Trail<'_>) {
    let Some(Value::Array(properties)) = map.get_mut(key) else {
        return;
    };
    if properties.is_empty() {
        map.shift_remove(key);
        return;
    }
    let [Value::Object(_)] = properties.as_slice() else {
        return;
    };
    let Some(Value::Array(properties)) = map.shift_remove(key) else {
        return;
    };
    let Some(Value::Object(property)) = properties.into_iter().next() else {
        return;
    };
    let old = trail.key(key).pointer().index(0);
    let pointer = trail.pointer();
    let clash = |key: &String| map.contains_key(key) && !ANNOTATIONS.contains(&key.as_str());
    if property.contains_key("$ref") || property.keys().any(clash) {
        let all = map
            .entry("allOf")
            .or_insert_with(|| Value::Array(Vec::new()));
        if let Value::Array(all) = all {
            walk.moved
                .push(pointer.child("allOf").index(all.len()), old);
            all.push(Value::Object(property));
        }
        return;
    }
    for (key, value) in property {
        let inner_null = key == "nullable" && value == true;
        if inner_null || !map.contains_key(&key) {
            walk.moved.push(pointer.child(&key), old.child(&key));
            map.insert(key, value);
        }
    }
    super::types::spelling(map, walk.version);
}

/// Keywords of which the outer one counts when a union gives way to its only property.
const ANNOTATIONS: &[&str] = &[
    "title",
    "description",
    "default",
    "example",
    "examples",
    "nullable",
    "deprecated",
    "readOnly",
    "writeOnly",
    "externalDocs",
    "$comment",
];

/// `allOf: [{…}, {nullable: true}]` and `allOf: [{…}, {type: "null"}]`.
fn all_of(walk: &mut UpgradeVisitor, map: &mut Map<String, Value>, trail: &Trail<'_>) {
    let Some(Value::Array(properties)) = map.get_mut("allOf") else {
        return;
    };
    if properties.is_empty() {
        map.shift_remove("allOf");
        return;
    }
    if without_null_of_all(walk, properties, trail) {
        map.insert("nullable".to_owned(), true.into());
    }
}

fn without_null_of_all(
    walk: &mut UpgradeVisitor,
    properties: &mut Vec<Value>,
    trail: &Trail<'_>,
) -> bool {
    let only_null = |property: &Value| is_null(property, true) && property.is_object();
    let nulls = properties
        .iter()
        .filter(|property| only_null(property))
        .count();
    if nulls == 0 || nulls == properties.len() {
        return false;
    }
    let pointer = trail.key("allOf").pointer();
    let mut old = 0;
    let mut new = 0;
    properties.retain(|property| {
        let keep = !only_null(property);
        if keep {
            if new != old {
                walk.moved.push(pointer.index(new), pointer.index(old));
            }
            new += 1;
        }
        old += 1;
        keep
    });
    true
}
