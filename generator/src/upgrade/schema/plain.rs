//! Which schemas read in 3.0 as they do in every version?

use serde_json::{Map, Value};

/// Keywords of any type that no rule looks at where those that it is about are absent.
const ANNOTATIONS: [&str; 8] = [
    "description",
    "title",
    "example",
    "default",
    "nullable",
    "readOnly",
    "writeOnly",
    "deprecated",
];

/// Whether no rule would change a schema, but for those about what its properties require. Most
/// schemas are so, and each rule asks for keywords of its own.
pub(super) fn is_plain(map: &Map<String, Value>) -> bool {
    let own: &[&str] = match map.get("type").and_then(Value::as_str) {
        Some("string") => &["format", "pattern", "minLength", "maxLength"],
        Some("boolean") => &[],
        Some("array") => &["items", "minItems", "maxItems", "uniqueItems"],
        Some("object") => &["properties", "required"],
        _ => return false,
    };
    map.iter().all(|(key, value)| match key.as_str() {
        "type" => true,
        // A list of them is one by position, and a flag is none.
        "items" if !value.is_object() => false,
        key => ANNOTATIONS.contains(&key) || own.contains(&key),
    })
}
