//! Do the values of an `enum` have the type of the schema?

use super::super::coerce::{number, whole};
use serde_json::{Map, Value};

/// Gives the values the type of the schema where they can only mean one thing. Null among them
/// means that null is allowed.
pub(super) fn rewrite(map: &mut Map<String, Value>) {
    let kind = map.get("type").and_then(Value::as_str).unwrap_or_default();
    let convert: fn(&Value) -> Option<Value> = match kind {
        "string" => text,
        "integer" => integer,
        "number" => float,
        "boolean" => flag,
        _ => |_| None,
    };
    let Some(Value::Array(values)) = map.get_mut("enum") else {
        return;
    };
    let all = values.len();
    for value in values.iter_mut() {
        if let Some(better) = convert(value) {
            *value = better;
        }
    }
    let nulls = values.iter().filter(|value| value.is_null()).count();
    if nulls > 0 && nulls < all {
        values.retain(|value| !value.is_null());
    }
    let empty = all == 0;
    if nulls > 0 {
        map.insert("nullable".to_owned(), true.into());
    }
    if empty {
        map.shift_remove("enum");
    }
}

fn text(value: &Value) -> Option<Value> {
    match value {
        Value::Number(number) => Some(number.to_string().into()),
        Value::Bool(flag) => Some(flag.to_string().into()),
        _ => None,
    }
}

fn integer(value: &Value) -> Option<Value> {
    match value {
        Value::String(text) => number(text).as_ref().and_then(whole).map(Value::from),
        Value::Number(number) if !number.is_i64() => whole(number).map(Value::from),
        _ => None,
    }
}

fn float(value: &Value) -> Option<Value> {
    match value {
        Value::String(text) => number(text).map(Value::Number),
        _ => None,
    }
}

fn flag(value: &Value) -> Option<Value> {
    match value.as_str()? {
        "true" => Some(true.into()),
        "false" => Some(false.into()),
        _ => None,
    }
}
