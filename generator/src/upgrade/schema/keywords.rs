//! Which keywords of JSON Schema have another spelling in 3.0?

use super::super::walk::UpgradeVisitor;
use crate::diagnostic::Trail;
use crate::openapi::canonical;
use serde_json::{Map, Value};

/// Rewrites keywords that 3.0 spells otherwise.
pub(super) fn rewrite(walk: &mut UpgradeVisitor, map: &mut Map<String, Value>, trail: &Trail<'_>) {
    constant(walk, map, trail);
    super::super::part::example_of_list(map);
    content(map);
    patterns(walk, map, trail);
    unevaluated(walk, map, trail);
}

/// `oneOf: [{const: a, description: …}, …]` is an `enum` whose values have descriptions, kept as
/// `x-enum-descriptions`.
pub(super) fn annotated_enum(map: &mut Map<String, Value>) {
    for key in ["oneOf", "anyOf"] {
        let Some(Value::Array(properties)) = map.get(key) else {
            continue;
        };
        if map.contains_key("enum") || properties.len() < 2 || !properties.iter().all(is_value) {
            continue;
        }
        let property = |name: &str| -> Vec<Value> {
            let values = properties
                .iter()
                .map(|property| property.get(name).cloned());
            values
                .map(|value| value.unwrap_or_else(|| "".into()))
                .collect()
        };
        let (values, descriptions) = (property("const"), property("description"));
        map.shift_remove(key);
        map.insert("enum".to_owned(), Value::Array(values));
        if descriptions.iter().any(|text| *text != "") && !map.contains_key("x-enum-descriptions") {
            map.insert("x-enum-descriptions".to_owned(), Value::Array(descriptions));
        }
    }
}

/// Whether a schema is nothing but one string and words about it.
fn is_value(schema: &Value) -> bool {
    schema.get("const").is_some_and(Value::is_string)
        && schema.as_object().is_some_and(|map| {
            map.iter().all(|(key, value)| match key.as_str() {
                "const" | "title" | "description" | "deprecated" => true,
                "type" => value == "string",
                _ => key.starts_with("x-"),
            })
        })
}

/// `const` is an `enum` of one value.
fn constant(walk: &mut UpgradeVisitor, map: &mut Map<String, Value>, trail: &Trail<'_>) {
    let Some(value) = map.shift_remove("const") else {
        return;
    };
    if !map.contains_key("type") {
        let kind = match &value {
            Value::String(_) => Some("string"),
            Value::Bool(_) => Some("boolean"),
            Value::Number(number) if number.is_f64() => Some("number"),
            Value::Number(_) => Some("integer"),
            _ => None,
        };
        if let Some(kind) = kind {
            map.insert("type".to_owned(), kind.into());
        }
    }
    walk.moved
        .push(trail.key("enum").pointer(), trail.key("const").pointer());
    map.insert("enum".to_owned(), Value::Array(vec![value]));
}

/// Encoded and raw content are formats of a string in 3.0.
fn content(map: &mut Map<String, Value>) {
    let encoding = map.shift_remove("contentEncoding");
    let media = map.shift_remove("contentMediaType");
    if map.contains_key("format") {
        return;
    }
    let encoding = encoding
        .as_ref()
        .and_then(Value::as_str)
        .unwrap_or_default();
    let media = media.as_ref().and_then(Value::as_str).unwrap_or_default();
    let format = if encoding.eq_ignore_ascii_case("base64") {
        "byte"
    } else if encoding.eq_ignore_ascii_case("binary") || (encoding.is_empty() && is_binary(media)) {
        "binary"
    } else {
        return;
    };
    map.insert("format".to_owned(), format.into());
}

/// Whether content of a media type is no text.
fn is_binary(media: &str) -> bool {
    let kinds = ["image/", "audio/", "video/", "font/"];
    let types = [
        "application/octet-stream",
        "application/pdf",
        "application/zip",
    ];
    types.contains(&media)
        || (kinds.iter().any(|kind| media.starts_with(kind)) && !media.ends_with("xml"))
}

/// Properties by a pattern of their names are additional properties of one type, when there is one
/// pattern.
fn patterns(walk: &mut UpgradeVisitor, map: &mut Map<String, Value>, trail: &Trail<'_>) {
    let Some(Value::Object(mut patterns)) = map.shift_remove("patternProperties") else {
        return;
    };
    let pointer = trail.pointer();
    let open = match map.get("additionalProperties") {
        None | Some(Value::Bool(false)) => false,
        Some(_) => true,
    };
    let only = patterns
        .keys()
        .next()
        .cloned()
        .filter(|_| patterns.len() == 1);
    if !open && let Some(pattern) = only {
        if let Some(schema) = patterns.shift_remove(&pattern) {
            walk.moved.push(
                pointer.child("additionalProperties"),
                pointer.child("patternProperties").child(&pattern),
            );
            map.insert("additionalProperties".to_owned(), schema);
            map.insert(canonical::KEY_PATTERN.to_owned(), pattern.into());
        }
    } else if !patterns.is_empty() {
        map.insert("additionalProperties".to_owned(), true.into());
        map.insert(
            canonical::PATTERN_PROPERTIES.to_owned(),
            Value::Object(patterns),
        );
    }
}

/// A property that no other keyword mentions is additional; a client ignores what is forbidden.
fn unevaluated(walk: &mut UpgradeVisitor, map: &mut Map<String, Value>, trail: &Trail<'_>) {
    if let Some(schema @ Value::Object(_)) = map.shift_remove("unevaluatedProperties")
        && !map.contains_key("additionalProperties")
    {
        walk.moved.push(
            trail.key("additionalProperties").pointer(),
            trail.key("unevaluatedProperties").pointer(),
        );
        map.insert("additionalProperties".to_owned(), schema);
    }
}
