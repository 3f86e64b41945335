//! Which ill-typed values of real documents can only mean one thing?

use crate::openapi::objects::{Expect, ObjectKind};
use crate::openapi::spelling::flag;
use serde_json::{Map, Number, Value};

/// Converts a value to the expected type if its meaning is unambiguous. The result tells how the
/// pointers of its parts change.
pub(super) fn coerce(expect: &Expect, value: &mut Value) -> Coerced {
    let better = match (expect, &mut *value) {
        (Expect::Text, value) => text(value),
        (Expect::Choice(choices), Value::String(text)) => {
            // `in: Query`, `type: String`.
            choices
                .iter()
                .find(|choice| **choice != text.as_str() && choice.eq_ignore_ascii_case(text))
                .map(|choice| (*choice).into())
        }
        (Expect::Flag | Expect::SchemaOrFlag, Value::String(text)) => flag(text).map(Value::Bool),
        (Expect::Number, Value::String(text)) => number(text).map(Value::Number),
        (Expect::Count, value) => count(value),
        (Expect::Referable(ObjectKind::Schema), Value::Bool(any)) => Some(boolean_schema(*any)),
        (Expect::Object(ObjectKind::Discriminator), Value::String(name)) => {
            let mut map = Map::new();
            map.insert("propertyName".to_owned(), std::mem::take(name).into());
            Some(Value::Object(map))
        }
        // PHP writes an empty map as an empty list.
        (
            Expect::Map(_) | Expect::Object(_) | Expect::Referable(_) | Expect::SchemaOrFlag,
            Value::Array(list),
        ) if list.is_empty() => Some(Value::Object(Map::new())),
        (
            Expect::List(Expect::Text | Expect::Anything),
            value @ (Value::String(_) | Value::Number(_)),
        )
        | (
            Expect::List(Expect::Object(_) | Expect::Referable(_) | Expect::Map(_)),
            value @ Value::Object(_),
        ) => {
            *value = Value::Array(vec![value.take()]);
            return Coerced::Listed;
        }
        _ => None,
    };
    match better {
        Some(better) => *value = better,
        None => return Coerced::Kept,
    }
    Coerced::Replaced
}

/// The conversion of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Coerced {
    /// Unchanged.
    Kept,
    /// It is another one now.
    Replaced,
    /// It is the only element of a list now.
    Listed,
}

/// The schema that a boolean stands for: anything, or nothing.
pub(super) fn boolean_schema(any: bool) -> Value {
    let mut map = Map::new();
    if !any {
        map.insert("not".to_owned(), Value::Object(Map::new()));
    }
    Value::Object(map)
}

fn text(value: &Value) -> Option<Value> {
    match value {
        Value::Number(number) => Some(number.to_string().into()),
        Value::Bool(flag) => Some(flag.to_string().into()),
        // A description as a list of its lines.
        Value::Array(lines) if lines.iter().all(Value::is_string) => {
            let lines: Vec<&str> = lines.iter().filter_map(Value::as_str).collect();
            Some(lines.join("\n").into())
        }
        _ => None,
    }
}

/// The number that a text spells.
pub(super) fn number(text: &str) -> Option<Number> {
    let text = text.trim();
    if let Ok(number) = text.parse::<i64>() {
        return Some(number.into());
    }
    if let Ok(number) = text.parse::<u64>() {
        return Some(number.into());
    }
    Number::from_f64(text.parse().ok()?)
}

fn count(value: &Value) -> Option<Value> {
    let whole = match value {
        Value::String(text) => whole(&number(text)?),
        Value::Number(number) if !number.is_u64() => whole(number),
        _ => None,
    }?;
    u64::try_from(whole).ok().map(Value::from)
}

/// The integer that a number equals, within 64 bits.
pub(super) fn whole(number: &Number) -> Option<i64> {
    if let Some(whole) = number.as_i64() {
        return Some(whole);
    }
    let float = number.as_f64()?;
    // Beyond 2^53 a float names no single integer; the range keeps the conversion exact.
    (float.fract() == 0.0 && float.abs() <= 9_007_199_254_740_992.0).then_some(float as i64)
}

/// The integer that a number means, however it is spelled. One beyond 128 bits is the widest there
/// is. 2^63 and 2^64 as floating point numbers are the nearest ones to the greatest integers of 64
/// bits, which is what documents mean by them.
pub(crate) fn integer(text: &str) -> Option<i128> {
    if let Ok(number) = text.parse::<i128>() {
        return Some(number);
    }
    let number = text.parse::<f64>().ok().filter(|number| !number.is_nan())?;
    #[allow(clippy::cast_possible_truncation, reason = "saturates")]
    let number = number as i128;
    Some(match number {
        0x8000_0000_0000_0000 => i64::MAX.into(),
        0x1_0000_0000_0000_0000 => u64::MAX.into(),
        other => other,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn coerced(expect: Expect, mut value: Value) -> Value {
        coerce(&expect, &mut value);
        value
    }

    #[test]
    fn scalars_take_the_type_expected() {
        assert_eq!(coerced(Expect::Text, json!(1.5)), json!("1.5"));
        assert_eq!(coerced(Expect::Text, json!(["a", "b"])), json!("a\nb"));
        assert_eq!(coerced(Expect::Text, json!({"a": 1})), json!({"a": 1}));
        assert_eq!(coerced(Expect::Count, json!(2.0)), json!(2));
        assert_eq!(coerced(Expect::Count, json!("12")), json!(12));
        assert_eq!(coerced(Expect::Count, json!(-1)), json!(-1));
        assert_eq!(coerced(Expect::Count, json!(1.5)), json!(1.5));
        assert_eq!(coerced(Expect::Flag, json!("True")), json!(true));
        assert_eq!(coerced(Expect::Number, json!("0.5")), json!(0.5));
        assert_eq!(
            coerced(Expect::Choice(&["query"]), json!("Query")),
            json!("query")
        );
    }

    #[test]
    fn single_values_become_lists() {
        assert_eq!(
            coerced(Expect::List(&Expect::Text), json!("a")),
            json!(["a"])
        );
        let maps = Expect::List(&Expect::Map(&Expect::Text));
        assert_eq!(coerced(maps, json!({"a": []})), json!([{"a": []}]));
    }

    #[test]
    fn booleans_are_schemas() {
        let schema = Expect::Referable(ObjectKind::Schema);
        assert_eq!(coerced(schema, json!(true)), json!({}));
        assert_eq!(coerced(schema, json!(false)), json!({"not": {}}));
        assert_eq!(coerced(Expect::SchemaOrFlag, json!(false)), json!(false));
    }
}
