//! Which properties are required, when the properties themselves say it?

use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// `required: true` inside a property, as in draft 3 of JSON Schema, and a name instead of a list.
pub(super) fn rewrite(map: &mut Map<String, Value>) {
    match map.get_mut("required") {
        // The object around it has read this.
        Some(Value::Bool(_) | Value::Object(_)) => {
            map.shift_remove("required");
        }
        Some(Value::Array(names)) => names.retain(|name| !name.is_null()),
        _ => {}
    }
    let Some(Value::Object(properties)) = map.get_mut("properties") else {
        return;
    };
    let mut names = Vec::new();
    for (name, property) in properties.iter_mut() {
        if let Value::Object(property) = property
            && let Some(Value::Bool(_)) = property.get("required")
            && property.shift_remove("required") == Some(Value::Bool(true))
        {
            names.push(name.clone());
        }
    }
    if names.is_empty() {
        return;
    }
    let list = map
        .entry("required")
        .or_insert_with(|| Value::Array(Vec::new()));
    if let Value::Array(list) = list {
        let known = list.iter().filter_map(Value::as_str).map(str::to_owned);
        let known: BTreeSet<String> = known.collect();
        let new = names.into_iter().filter(|name| !known.contains(name));
        list.extend(new.map(Value::String));
    }
}
