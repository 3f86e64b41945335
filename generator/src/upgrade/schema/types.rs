//! Which one type does a schema have?

use super::super::Version;
use super::super::walk::UpgradeVisitor;
use super::relocate;
use crate::diagnostic::Trail;
use crate::openapi::canonical;
use crate::openapi::spelling::{TypeName, type_name};
use serde_json::{Map, Value};

/// Names that a `type` may list. There are seven, so of more the rest are as unknown as those that
/// are reported.
const MOST_TYPES: usize = 32;

/// Brings `type` to one of the six names of 3.0, or to a list of several.
pub(super) fn spelling(map: &mut Map<String, Value>, version: Version) {
    let Some(kind) = map.get("type") else { return };
    let (mut types, mut null) = (Vec::new(), false);
    if kind.is_null() && version != Version::ThreeOne {
        // A key without a value. From 3.1 on it is the type `null` without its quotes.
        map.shift_remove("type");
        return;
    }
    let entries = match kind {
        Value::Array(list) => list.as_slice(),
        one => std::slice::from_ref(one),
    };
    for entry in entries {
        match entry {
            Value::Null => null = true,
            Value::String(text) if text == "null" => null = true,
            Value::String(text) => types.push(text.clone()),
            // Something else is no type; it is reported as it stands.
            _ => return,
        }
    }
    let mut seen = Vec::new();
    for text in types {
        match type_name(&text) {
            Some(TypeName::Any) => {}
            Some(TypeName::Type(name, format)) => {
                if let Some(format) = format
                    && !map.contains_key("format")
                {
                    map.insert("format".to_owned(), format.into());
                }
                seen.push(Value::from(name));
            }
            None => seen.push(text.into()),
        }
    }
    let mut unique: Vec<Value> = Vec::new();
    for name in seen {
        if unique.len() < MOST_TYPES && !unique.contains(&name) {
            unique.push(name);
        }
    }
    // Every integer is a number.
    if unique.iter().any(|name| name == "number") {
        unique.retain(|name| name != "integer");
    }
    if null {
        map.insert("nullable".to_owned(), true.into());
    }
    match unique.len() {
        0 => {
            map.shift_remove("type");
            if null && !is_composite(map) && !map.contains_key("enum") {
                map.insert("enum".to_owned(), Value::Array(vec![Value::Null]));
            }
        }
        1 => {
            if let Some(name) = unique.pop() {
                map.insert("type".to_owned(), name);
            }
        }
        _ => {
            map.insert("type".to_owned(), Value::Array(unique));
        }
    }
}

fn is_composite(map: &Map<String, Value>) -> bool {
    ["allOf", "anyOf", "oneOf", "not", "$ref"]
        .iter()
        .any(|key| map.contains_key(*key))
}

/// Replaces a list of types by a union with one property for each.
pub(super) fn several(walk: &mut UpgradeVisitor, map: &mut Map<String, Value>, trail: &Trail<'_>) {
    let Some(Value::Array(types)) = map.get("type") else {
        return;
    };
    let types: Vec<String> = types
        .iter()
        .filter_map(|kind| kind.as_str().map(str::to_owned))
        .collect();
    let pointer = trail.pointer();
    if map.contains_key("anyOf") || map.contains_key("oneOf") {
        // The properties say more of the types than the list does.
        map.shift_remove("type");
        return;
    }
    let values = match map.shift_remove("enum") {
        Some(Value::Array(values)) => values,
        _ => Vec::new(),
    };
    map.shift_remove("type");
    let mut properties = Vec::new();
    for kind in types {
        let place = pointer.child("anyOf").index(properties.len());
        let mut property = Map::new();
        walk.moved.push(place.child("type"), pointer.child("type"));
        property.insert("type".to_owned(), kind.as_str().into());
        for key in relevant(&kind) {
            relocate(walk, map, &mut property, key, trail, &place);
        }
        if !values.is_empty() {
            let own = values.iter().filter(|value| is_of(value, &kind));
            let own: Vec<Value> = own.cloned().collect();
            if own.is_empty() {
                continue;
            }
            property.insert("enum".to_owned(), Value::Array(own));
        }
        properties.push(Value::Object(property));
    }
    if let Some(format) = map.shift_remove("format") {
        // It belongs to the one type that knows it.
        let wanted = match format.as_str() {
            Some("int32" | "int64") => "integer",
            Some("float" | "double") => "number",
            _ => "string",
        };
        for property in &mut properties {
            if let Value::Object(property) = property
                && property.get("type").is_some_and(|kind| kind == wanted)
            {
                property.insert("format".to_owned(), format.clone());
            }
        }
    }
    if !properties.is_empty() {
        map.insert("anyOf".to_owned(), Value::Array(properties));
    }
}

fn is_of(value: &Value, kind: &str) -> bool {
    match kind {
        "string" => value.is_string(),
        "number" => value.is_number(),
        "integer" => value.is_i64() || value.is_u64(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        _ => value.is_object(),
    }
}

/// Adds the type that the keywords of a schema imply.
pub(super) fn infer(map: &mut Map<String, Value>) {
    if map.contains_key("type") || is_composite(map) {
        return;
    }
    let has = |keys: &[&str]| keys.iter().any(|key| map.contains_key(*key));
    let kind = if has(&["properties", "additionalProperties"]) {
        "object"
    } else if has(&["items"]) {
        "array"
    } else if let Some(Value::Array(values)) = map.get("enum") {
        let mut values = values.iter().filter(|value| !value.is_null()).peekable();
        if values.peek().is_none() || !values.all(Value::is_string) {
            return;
        }
        "string"
    } else {
        return;
    };
    map.insert("type".to_owned(), kind.into());
}

/// Keywords that say something of one type only.
const TYPED: &[(&str, &[&str])] = &[
    ("string", &["pattern", "minLength", "maxLength"]),
    ("number", NUMERIC),
    ("integer", NUMERIC),
    ("boolean", &[]),
    (
        "array",
        &[
            "items",
            "minItems",
            "maxItems",
            "uniqueItems",
            canonical::PREFIX_ITEMS,
        ],
    ),
    (
        "object",
        &[
            "properties",
            "required",
            "additionalProperties",
            "minProperties",
            "maxProperties",
            "discriminator",
            canonical::PATTERN_PROPERTIES,
        ],
    ),
];

const NUMERIC: &[&str] = &[
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
];

fn relevant(kind: &str) -> &'static [&'static str] {
    TYPED
        .iter()
        .find(|(name, _)| *name == kind)
        .map_or(&[], |(_, keys)| keys)
}

/// Takes out keywords that say nothing of the type: JSON Schema has them apply to values of
/// other types only, and there are none.
pub(super) fn irrelevant(map: &mut Map<String, Value>) {
    if is_composite(map) {
        return;
    }
    let Some(Value::String(kind)) = map.get("type") else {
        return;
    };
    let Some((_, keep)) = TYPED.iter().find(|(name, _)| name == kind) else {
        return;
    };
    let formatted = matches!(kind.as_str(), "string" | "number" | "integer");
    map.retain(|key, _| {
        let key = key.as_str();
        let typed = TYPED.iter().any(|(_, keys)| keys.contains(&key));
        (!typed || keep.contains(&key)) && (formatted || key != "format")
    });
}
