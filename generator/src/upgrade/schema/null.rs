//! In how many ways can a schema say that null is allowed?

use super::super::walk::Walk;
use crate::diagnostic::Trail;
use serde_json::{Map, Value};

/// Replaces every spelling of null by `nullable`.
pub(super) fn unions(walk: &mut Walk, map: &mut Map<String, Value>, trail: &Trail<'_>) {
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
fn is_null(member: &Value, beside_reference: bool) -> bool {
    let Value::Object(map) = member else {
        return member.is_null();
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
fn without_null(walk: &mut Walk, map: &mut Map<String, Value>, key: &str, trail: &Trail<'_>) {
    let Some(Value::Array(members)) = map.get_mut(key) else {
        return;
    };
    let reference = members.iter().any(|member| member.get("$ref").is_some());
    let nulls = members
        .iter()
        .filter(|member| is_null(member, reference))
        .count();
    // A union of nothing but null is not one of nothing.
    if nulls == 0 || nulls == members.len() {
        return;
    }
    let pointer = trail.key(key).pointer();
    let mut old = 0;
    let mut new = 0;
    members.retain(|member| {
        let keep = !is_null(member, reference);
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
fn single(walk: &mut Walk, map: &mut Map<String, Value>, key: &str, trail: &Trail<'_>) {
    let Some(Value::Array(members)) = map.get_mut(key) else {
        return;
    };
    if members.is_empty() {
        map.shift_remove(key);
        return;
    }
    let [Value::Object(_)] = members.as_slice() else {
        return;
    };
    let Some(Value::Array(members)) = map.shift_remove(key) else {
        return;
    };
    let Some(Value::Object(member)) = members.into_iter().next() else {
        return;
    };
    let old = trail.key(key).pointer().index(0);
    let pointer = trail.pointer();
    let clash = |key: &String| map.contains_key(key) && !ANNOTATIONS.contains(&key.as_str());
    if member.contains_key("$ref") || member.keys().any(clash) {
        let all = map
            .entry("allOf")
            .or_insert_with(|| Value::Array(Vec::new()));
        if let Value::Array(all) = all {
            walk.moved
                .push(pointer.child("allOf").index(all.len()), old);
            all.push(Value::Object(member));
        }
        return;
    }
    for (key, value) in member {
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
fn all_of(walk: &mut Walk, map: &mut Map<String, Value>, trail: &Trail<'_>) {
    let Some(Value::Array(members)) = map.get_mut("allOf") else {
        return;
    };
    if members.is_empty() {
        map.shift_remove("allOf");
        return;
    }
    if without_null_of_all(walk, members, trail) {
        map.insert("nullable".to_owned(), true.into());
    }
}

fn without_null_of_all(walk: &mut Walk, members: &mut Vec<Value>, trail: &Trail<'_>) -> bool {
    let only_null = |member: &Value| is_null(member, true) && member.is_object();
    let nulls = members.iter().filter(|member| only_null(member)).count();
    if nulls == 0 || nulls == members.len() {
        return false;
    }
    let pointer = trail.key("allOf").pointer();
    let mut old = 0;
    let mut new = 0;
    members.retain(|member| {
        let keep = !only_null(member);
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
