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

/// `defaultMapping` of a discriminator is kept as an extension.
pub(super) fn default_mapping(map: &mut Map<String, Value>) {
    if let Some(Value::Object(discriminator)) = map.get_mut("discriminator")
        && let Some(target) = discriminator.shift_remove("defaultMapping")
        && target.is_string()
    {
        discriminator.insert(canonical::DEFAULT_MAPPING.to_owned(), target);
    }
}

/// `oneOf: [{const: a, title: …, description: …}, …]` is an `enum` whose values have names and
/// descriptions, kept as `x-enum-varnames` and `x-enum-descriptions`.
pub(super) fn annotated_enum(map: &mut Map<String, Value>) {
    for key in ["oneOf", "anyOf"] {
        let Some(Value::Array(variants)) = map.get(key) else {
            continue;
        };
        if map.contains_key("enum") || variants.len() < 2 {
            continue;
        }
        let Some(values) = variants.iter().map(only_value).collect::<Option<Vec<_>>>() else {
            continue;
        };
        let values: Vec<Value> = values.into_iter().cloned().collect();
        let about = |keyword: &str| by_value(&values, variants, keyword);
        let mut found = vec![
            ("x-enum-varnames", about("title")),
            ("x-enum-descriptions", about("description")),
            (canonical::DEPRECATED_VALUES, about("deprecated")),
        ];
        found.retain(|(name, about)| !about.is_empty() && !map.contains_key(*name));
        map.shift_remove(key);
        map.insert("enum".to_owned(), Value::Array(values));
        for (name, about) in found {
            map.insert(name.to_owned(), Value::Object(about));
        }
    }
}

/// What a keyword says about each value.
fn by_value(values: &[Value], variants: &[Value], keyword: &str) -> Map<String, Value> {
    let mut about = Map::new();
    for (value, variant) in values.iter().zip(variants) {
        let said = variant.get(keyword).filter(|said| match said {
            // A sentence is no name.
            Value::String(text) if keyword == "title" => text.chars().count() <= 60,
            said => **said != Value::Bool(false),
        });
        let key = match value {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        if let Some(said) = said {
            about.entry(key).or_insert_with(|| said.clone());
        }
    }
    about
}

/// The value of a schema that is nothing but one value and words about it.
fn only_value(schema: &Value) -> Option<&Value> {
    let map = schema.as_object()?;
    let value = match (map.get("const"), map.get("enum")) {
        (Some(value), None) => value,
        (None, Some(Value::Array(values))) if values.len() == 1 => values.first()?,
        _ => return None,
    };
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => return None,
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) | Value::Object(_) => return None,
    };
    let is_plain = map.iter().all(|(key, value)| match key.as_str() {
        "const" | "enum" | "title" | "description" | "deprecated" => true,
        "type" => value == kind || kind == "integer" && value == "number",
        _ => key.starts_with("x-") && key != "x-rust-type",
    });
    is_plain.then_some(value)
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
