//! Which bounds does a number have?

use super::super::coerce::{number, whole};
use serde_json::{Map, Number, Value};

/// Brings bounds to the form of 3.0: a number, and a flag that excludes it.
pub(super) fn rewrite(map: &mut Map<String, Value>) {
    exclusive(map, "minimum", "exclusiveMinimum", |new, old| new >= old);
    exclusive(map, "maximum", "exclusiveMaximum", |new, old| new <= old);
    if map.get("type").is_some_and(|kind| kind == "integer") {
        integer(map, "minimum", f64::ceil);
        integer(map, "maximum", f64::floor);
        integer(map, "multipleOf", |step| step);
    }
}

/// `exclusiveMinimum: 5` is `minimum: 5, exclusiveMinimum: true`, unless `minimum` is narrower.
fn exclusive(
    map: &mut Map<String, Value>,
    bound: &str,
    flag: &str,
    narrower: impl Fn(f64, f64) -> bool,
) {
    let limit = match map.get(flag) {
        Some(Value::Number(limit)) => limit.clone(),
        Some(Value::String(text)) => match number(text) {
            Some(limit) => limit,
            None => return,
        },
        _ => return,
    };
    let old = map.get(bound).and_then(Value::as_f64);
    let new = limit.as_f64().unwrap_or_default();
    if old.is_none_or(|old| narrower(new, old)) {
        map.insert(bound.to_owned(), Value::Number(limit));
        map.insert(flag.to_owned(), true.into());
    } else {
        map.shift_remove(flag);
    }
}

/// Bounds of an integer are integers; those beyond 64 bits bound nothing.
fn integer(map: &mut Map<String, Value>, key: &str, round: impl Fn(f64) -> f64) {
    let value = match map.get(key) {
        Some(Value::Number(value)) if !value.is_i64() => value.clone(),
        Some(Value::String(text)) => match number(text) {
            Some(value) => value,
            None => return,
        },
        _ => return,
    };
    let rounded = value.as_f64().map(&round).and_then(Number::from_f64);
    let rounded = match whole(&value) {
        Some(whole) => Some(whole),
        None => rounded.as_ref().and_then(whole),
    };
    match rounded {
        Some(whole) if key != "multipleOf" || whole != 0 => {
            map.insert(key.to_owned(), whole.into());
        }
        _ => {
            map.shift_remove(key);
        }
    }
}
