//! How are the `$ref`s of a whole tree changed?

use serde_json::Value;

/// Gives every `$ref` the target that `change` returns, if any.
pub(super) fn rewrite(value: &mut Value, change: &mut dyn FnMut(&str) -> Option<String>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map.iter_mut() {
                match value {
                    Value::String(target) if key == "$ref" => {
                        if let Some(better) = change(target) {
                            *target = better;
                        }
                    }
                    Value::Object(_) | Value::Array(_) => rewrite(value, change),
                    _ => {}
                }
            }
        }
        Value::Array(list) => list.iter_mut().for_each(|value| rewrite(value, change)),
        _ => {}
    }
}
