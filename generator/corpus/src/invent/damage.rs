//! How does a value stop to fit?

use super::value::anything;
use proptest::prelude::*;
use serde_json::Value;

/// The value with one place in it replaced, removed or added to. It may fit all the same; whether it
/// does is judged by its schema.
pub fn of(value: Value) -> BoxedStrategy<Value> {
    (any::<proptest::sample::Index>(), anything(), 0..3_u8)
        .prop_map(move |(at, other, how)| {
            let mut damaged = value.clone();
            let at = at.index(count(&damaged));
            damage(&mut damaged, at, how, other);
            damaged
        })
        .boxed()
}

/// How many values there are in a value, itself included.
fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(count).sum(),
        Value::Object(properties) => properties.values().map(count).sum::<usize>(),
        _ => 0,
    }
}

/// Damages the value with number `at`, counted as [`count`] does.
fn damage(value: &mut Value, mut at: usize, how: u8, other: Value) {
    if at == 0 {
        match (how, &mut *value) {
            (0, Value::Object(properties)) => {
                let first = properties.keys().next().cloned();
                first.and_then(|name| properties.remove(&name));
            }
            (1, Value::Object(properties)) => {
                properties.insert("surplus".to_owned(), other);
            }
            (1, Value::Array(items)) => items.push(other),
            _ => *value = other,
        }
        return;
    }
    at -= 1;
    let parts: Box<dyn Iterator<Item = &mut Value>> = match value {
        Value::Array(items) => Box::new(items.iter_mut()),
        Value::Object(properties) => Box::new(properties.values_mut()),
        _ => return,
    };
    for part in parts {
        let size = count(part);
        if at < size {
            return damage(part, at, how, other);
        }
        at -= size;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_place_can_be_damaged() {
        let value = json!({"a": [1, {"b": 2}], "c": 3});
        assert_eq!(count(&value), 6);
        let damaged = |at, how| {
            let mut damaged = value.clone();
            damage(&mut damaged, at, how, json!("x"));
            damaged
        };
        assert_eq!(damaged(0, 0), json!({"c": 3}));
        assert_eq!(damaged(0, 2), json!("x"));
        assert_eq!(damaged(1, 1), json!({"a": [1, {"b": 2}, "x"], "c": 3}));
        assert_eq!(damaged(4, 2), json!({"a": [1, {"b": "x"}], "c": 3}));
        assert_eq!(damaged(5, 2), json!({"a": [1, {"b": 2}], "c": "x"}));
    }
}
