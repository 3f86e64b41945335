//! Do the numbers that an integer is described with fit 64 bits with a sign?

use super::super::coerce::integer;
use serde_json::{Map, Value};

/// The formats of integers that say nothing of a width of their own.
const OPEN: [&str; 2] = ["", "int64"];

/// Tells by the format how wide an integer has to be, where its limits, its values, its default or its
/// example do not fit `int64`: `uint64` of the OpenAPI Format Registry, or `int128` for whatever is wider.
/// The limits themselves have no place in a description of 3.0 as it is read.
pub(super) fn rewrite(map: &mut Map<String, Value>) {
    let format = map.get("format").and_then(Value::as_str).unwrap_or("");
    if map.get("type").is_none_or(|kind| kind != "integer") || !OPEN.contains(&format) {
        return;
    }
    let keys = [
        "minimum",
        "maximum",
        "exclusiveMinimum",
        "exclusiveMaximum",
        "default",
        "example",
    ];
    let listed = map.get("enum").and_then(Value::as_array);
    let numbers: Vec<i128> = keys
        .iter()
        .filter_map(|key| map.get(*key))
        .chain(listed.into_iter().flatten())
        .filter_map(|value| match value {
            Value::Number(number) => integer(&number.to_string()),
            Value::String(text) => text.trim().parse().ok(),
            _ => None,
        })
        .collect();
    let lowest = numbers.iter().copied().min().unwrap_or(0);
    let highest = numbers.iter().copied().max().unwrap_or(0);
    if let Some(format) = format_of(lowest, highest) {
        map.insert("format".to_owned(), format.into());
    }
}

fn format_of(lowest: i128, highest: i128) -> Option<&'static str> {
    // 2^63 as languages print it that have no integers of 64 bits. Beside negative numbers the
    // range of `int64` is meant.
    const ROUNDED: i128 = 9_223_372_036_854_776_000;
    let signed = i128::from(i64::MIN)..=i128::from(i64::MAX);
    if signed.contains(&lowest) && (signed.contains(&highest) || lowest < 0 && highest <= ROUNDED) {
        return None;
    }
    if lowest >= 0 && highest <= i128::from(u64::MAX) {
        return Some("uint64");
    }
    Some("int128")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn format(schema: Value) -> Option<String> {
        let Value::Object(mut map) = schema else {
            panic!("a schema is an object")
        };
        map.insert("type".to_owned(), "integer".into());
        rewrite(&mut map);
        map.get("format").and_then(Value::as_str).map(str::to_owned)
    }

    #[test]
    fn limits_and_values_beyond_64_bits_determine_the_width() {
        let wide = |schema: Value| format(schema).unwrap_or_default();
        assert_eq!(wide(json!({"maximum": u64::MAX})), "uint64");
        assert_eq!(wide(json!({"minimum": 0, "maximum": 1.8e19})), "uint64");
        assert_eq!(wide(json!({"maximum": 18446744073709551616.0})), "uint64");
        assert_eq!(wide(json!({"minimum": 0, "maximum": 1.9e19})), "int128");
        assert_eq!(wide(json!({"minimum": -1, "maximum": u64::MAX})), "int128");
        assert_eq!(wide(json!({"minimum": -1e30})), "int128");
        // One beyond what 64 bits hold, as `load` reads it.
        assert_eq!(wide(json!({"minimum": -9223372036854777856.0})), "int128");
        assert_eq!(
            wide(json!({"minimum": 0, "maximum": 18446744073709555712.0})),
            "int128"
        );
        assert_eq!(wide(json!({"example": 9223372036854776000u64})), "uint64");
        assert_eq!(wide(json!({"default": "9223372036854775808"})), "uint64");
        assert_eq!(wide(json!({"enum": [1, u64::MAX, null]})), "uint64");
        assert_eq!(
            wide(json!({"enum": [-1, "18446744073709551615"]})),
            "int128"
        );
        assert_eq!(
            wide(json!({"format": "int64", "default": u64::MAX})),
            "uint64"
        );
    }

    #[test]
    fn what_fits_stays() {
        for schema in [
            json!({}),
            json!({"minimum": i64::MIN, "maximum": i64::MAX}),
            json!({"maximum": 9223372036854775808.0}),
            json!({"minimum": -9223372036854775808.0, "maximum": 9223372036854776000u64}),
            json!({"minimum": 0.5, "maximum": true, "default": "many"}),
        ] {
            assert_eq!(format(schema.clone()), None, "{schema}");
        }
        let kept = format(json!({"format": "int32", "maximum": 4294967295u64}));
        assert_eq!(kept.as_deref(), Some("int32"));
    }
}
