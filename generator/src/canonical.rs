//! Which text is the same for equal JSON values?

use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// A text that two values share if and only if they are equal: objects in any order of their keys.
pub(crate) fn canonical(value: &Value) -> String {
    let mut text = String::new();
    write(value, &mut text);
    text
}

/// Values, each once. Whether one is among them is found without comparing it with every other.
#[derive(Debug, Default)]
pub(crate) struct Distinct(BTreeSet<String>);

impl Distinct {
    /// Adds a value. Returns whether it is new.
    pub(crate) fn insert(&mut self, value: &Value) -> bool {
        self.0.insert(canonical(value))
    }

    /// Whether a value is among them.
    pub(crate) fn contains(&self, value: &Value) -> bool {
        self.0.contains(&canonical(value))
    }
}

fn write(value: &Value, text: &mut String) {
    // Writing to a string cannot fail.
    let _ = match value {
        Value::Object(map) => {
            let mut properties: Vec<(&String, &Value)> = map.iter().collect();
            properties.sort_unstable_by_key(|(key, _)| *key);
            text.push('{');
            for (key, value) in properties {
                let _ = write!(text, "{}:{key}", key.len());
                write(value, text);
            }
            text.push('}');
            Ok(())
        }
        Value::Array(list) => {
            text.push('[');
            for value in list {
                write(value, text);
                text.push(',');
            }
            text.push(']');
            Ok(())
        }
        // The two zeros of floating point numbers are equal.
        Value::Number(number) if number.is_f64() && number.as_f64() == Some(0.0) => {
            write!(text, "0.0")
        }
        Value::String(string) => write!(text, "\"{}:{string}", string.len()),
        other => write!(text, "{other}"),
    };
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn equal_values_and_no_others_have_one_text() {
        let values = [
            json!({"a": [1, 2], "b": {"c": null, "d": true}}),
            json!({"b": {"d": true, "c": null}, "a": [1, 2]}),
            json!({"a": [1, 2], "b": {"c": null, "d": "true"}}),
            json!({"a": [2, 1]}),
            json!({"a1": 2}),
            json!({"a": 12}),
            json!(["a", "b"]),
            json!(["a,1:b"]),
            json!([["a"], "b"]),
            json!(1),
            json!(1.0),
            json!("1"),
            json!(0.0),
            json!(-0.0),
            json!(0),
        ];
        for one in &values {
            for other in &values {
                assert_eq!(
                    canonical(one) == canonical(other),
                    one == other,
                    "{one} {other}"
                );
            }
        }
    }
}
