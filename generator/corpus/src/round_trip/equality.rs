//! Are two JSON values the same value, and where do they differ?

use bindery::diagnostic::Pointer;
use serde_json::{Number, Value};

/// A place where what came back is not what went in.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// In the value.
    pub place: Pointer,
    /// What went in; none where there was nothing.
    pub before: Option<Value>,
    /// What came back; none where there is nothing.
    pub after: Option<Value>,
}

/// Every difference between two values. Numbers are equal by their value (`1` and `1.0`), the order
/// of properties means nothing, absent and null are not the same.
pub fn differences(before: &Value, after: &Value) -> Vec<Difference> {
    let mut found = Vec::new();
    compare(&Pointer::root(), Some(before), Some(after), &mut found);
    found
}

fn compare(
    place: &Pointer,
    before: Option<&Value>,
    after: Option<&Value>,
    found: &mut Vec<Difference>,
) {
    match (before, after) {
        (Some(Value::Object(left)), Some(Value::Object(right))) => {
            for (key, value) in left {
                compare(&place.child(key), Some(value), right.get(key), found);
            }
            for (key, value) in right.iter().filter(|(key, _)| !left.contains_key(*key)) {
                compare(&place.child(key), None, Some(value), found);
            }
        }
        (Some(Value::Array(left)), Some(Value::Array(right))) => {
            for index in 0..left.len().max(right.len()) {
                let place = place.index(index);
                compare(&place, left.get(index), right.get(index), found);
            }
        }
        (Some(Value::Number(left)), Some(Value::Number(right))) if same_number(left, right) => {}
        (left, right) if left == right => {}
        (left, right) => found.push(Difference {
            place: place.clone(),
            before: left.cloned(),
            after: right.cloned(),
        }),
    }
}

fn same_number(left: &Number, right: &Number) -> bool {
    match (whole(left), whole(right)) {
        (Some(left), Some(right)) => left == right,
        _ => left.as_f64() == right.as_f64(),
    }
}

/// The value of a number without a fraction, exactly, so that one rounded on its way is not taken
/// for itself. That of a double is the one it is written as: the shortest text that reads as it.
fn whole(number: &Number) -> Option<i128> {
    match number.as_i128() {
        None => number.as_f64()?.to_string().parse().ok(),
        exact => exact,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn numbers_are_equal_by_value() {
        assert_eq!(differences(&json!([1, 2.50]), &json!([1.0, 2.5])), []);
        assert_eq!(differences(&json!([0.0, 0]), &json!([-0.0, -0.0])), []);
        let written = json!(-5.958701615927007e16);
        assert_eq!(
            differences(&json!(-59_587_016_159_270_070_i64), &written),
            []
        );
        // One more than a double can tell from its neighbour.
        let large = json!(9_007_199_254_740_993_u64);
        assert_eq!(
            differences(&large, &json!(9_007_199_254_740_992.0)).len(),
            1
        );
    }

    #[test]
    fn absent_is_not_null() {
        let found = differences(&json!({"a": null, "b": [1]}), &json!({"b": [1, 2], "c": 3}));
        let reported: Vec<_> = found
            .iter()
            .map(|d| (d.place.as_str(), d.before.is_some(), d.after.is_some()))
            .collect();
        assert_eq!(
            reported,
            [
                ("/a", true, false),
                ("/b/1", false, true),
                ("/c", false, true)
            ]
        );
    }
}
