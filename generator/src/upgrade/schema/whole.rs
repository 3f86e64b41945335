//! Which numbers are integers?

use super::super::coerce::whole;
use serde_json::{Map, Value};

/// Formats of integers (OpenAPI Format Registry).
const FORMATS: [&str; 9] = [
    "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "int128",
];

/// Makes a `number` an `integer` if its format is one of integers, or if it is a multiple of an
/// integer and has no format. Held as floating point numbers, the values would lose digits.
pub(super) fn rewrite(map: &mut Map<String, Value>) {
    if map.get("type").is_none_or(|kind| kind != "number") {
        return;
    }
    let is_whole = match map.get("format") {
        Some(format) => format
            .as_str()
            .is_some_and(|format| FORMATS.contains(&format)),
        None => match map.get("multipleOf") {
            Some(Value::Number(step)) => whole(step).is_some_and(|step| step != 0),
            _ => false,
        },
    };
    if is_whole {
        map.insert("type".to_owned(), "integer".into());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn numbers_of_integer_formats_and_steps_are_integers() {
        for (schema, kind) in [
            (json!({"type": "number", "format": "int64"}), "integer"),
            (json!({"type": "number", "format": "uint32"}), "integer"),
            (json!({"type": "number", "multipleOf": 1}), "integer"),
            (json!({"type": "number", "multipleOf": 1.0}), "integer"),
            (json!({"type": "number", "multipleOf": 0.5}), "number"),
            (
                json!({"type": "number", "multipleOf": 1, "format": "double"}),
                "number",
            ),
            (json!({"type": "number", "format": "decimal"}), "number"),
            (json!({"type": "number"}), "number"),
        ] {
            let mut map = schema.as_object().unwrap().clone();
            rewrite(&mut map);
            assert_eq!(map["type"], kind, "{schema}");
        }
    }
}
