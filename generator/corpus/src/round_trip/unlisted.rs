//! Which properties of a value does its schema not list, or list for the other side only? Structs
//! ignore those, by design, so that a server may add some; every other loss is an error.

use super::side::Side;
use super::tree;
use bindery::diagnostic::Pointer;
use serde_json::Value;
use std::collections::BTreeSet;

/// The properties of `value`, at any depth, that no schema it may be an instance of lists under
/// `properties`, where no `additionalProperties` or `patternProperties` allows for others and some
/// are listed at all (an object without listed properties is a map). Where the value is of a type
/// that one side has for itself, also those that only the other side has.
pub fn find(document: &Value, schema: &Pointer, value: &Value, side: Option<Side>) -> Vec<Pointer> {
    let mut search = Search {
        document,
        side,
        found: Vec::new(),
    };
    search.visit(vec![schema.clone()], &Pointer::root(), value);
    search.found
}

struct Search<'a> {
    document: &'a Value,
    side: Option<Side>,
    found: Vec<Pointer>,
}

impl Search<'_> {
    fn visit(&mut self, schemas: Vec<Pointer>, place: &Pointer, value: &Value) {
        let document = self.document;
        let schemas = possible(document, schemas, value);
        match value {
            Value::Object(properties) => {
                for (key, property) in properties {
                    let place = place.child(key);
                    match schemas_of_property(document, &schemas, key) {
                        Some(inner) if !self.is_elsewhere(&inner) => {
                            self.visit(inner, &place, property)
                        }
                        _ => self.found.push(place),
                    }
                }
            }
            Value::Array(elements) => {
                let inner: Vec<Pointer> =
                    schemas.iter().map(|schema| schema.child("items")).collect();
                for (index, element) in elements.iter().enumerate() {
                    self.visit(inner.clone(), &place.index(index), element);
                }
            }
            _ => {}
        }
    }

    /// Whether a property with these schemas is only on the other side.
    fn is_elsewhere(&self, schemas: &[Pointer]) -> bool {
        let Some(side) = self.side else { return false };
        let parts = possible(self.document, schemas.to_vec(), &Value::Null);
        let mut parts = parts
            .iter()
            .filter_map(|part| tree::at(self.document, part));
        parts.any(|schema| side.lacks(schema))
    }
}

/// The schemas that a property may be an instance of; none for a property that is not listed.
fn schemas_of_property(document: &Value, schemas: &[Pointer], key: &str) -> Option<Vec<Pointer>> {
    let each = |keyword: &'static str| {
        schemas.iter().filter_map(move |schema| {
            let pointer = schema.child(keyword);
            tree::at(document, &pointer).map(|value| (pointer, value))
        })
    };
    let mut inner: Vec<Pointer> = each("properties")
        .filter(|(_, listed)| listed.get(key).is_some())
        .map(|(pointer, _)| pointer.child(key))
        .collect();
    if !inner.is_empty() {
        return Some(inner);
    }
    inner.extend(
        each("additionalProperties")
            .filter(|(_, rest)| rest.is_object())
            .map(|(pointer, _)| pointer),
    );
    let lists_some = each("properties")
        .any(|(_, listed)| listed.as_object().is_some_and(|listed| !listed.is_empty()));
    let allows_others = each("patternProperties").next().is_some()
        || each("additionalProperties").any(|(_, rest)| rest != &Value::Bool(false));
    (allows_others || !lists_some).then_some(inner)
}

/// The schemas themselves and all that they are composed of, references followed, without
/// alternatives that the value lacks a required property for.
fn possible(document: &Value, start: Vec<Pointer>, value: &Value) -> Vec<Pointer> {
    let mut pending = start;
    let mut seen = BTreeSet::new();
    while let Some(pointer) = pending.pop() {
        let Some(pointer) = tree::follow(document, &pointer) else {
            continue;
        };
        let Some(schema) = tree::at(document, &pointer).filter(|_| !seen.contains(&pointer)) else {
            continue;
        };
        for keyword in ["allOf", "oneOf", "anyOf"] {
            let parts = schema.get(keyword).and_then(Value::as_array);
            let list = pointer.child(keyword);
            let parts = (0..parts.map_or(0, Vec::len)).map(|index| list.index(index));
            let fits = |part: &Pointer| keyword == "allOf" || has_required(document, part, value);
            pending.extend(parts.filter(fits));
        }
        seen.insert(pointer);
    }
    seen.into_iter().collect()
}

/// Whether the value has the properties that a schema itself requires.
fn has_required(document: &Value, schema: &Pointer, value: &Value) -> bool {
    let schema = tree::follow(document, schema).and_then(|schema| tree::at(document, &schema));
    let required = schema.and_then(|schema| schema.get("required")?.as_array());
    let mut names = required.into_iter().flatten().filter_map(Value::as_str);
    !value.is_object() || names.all(|name| value.get(name).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn found(schema: Value, value: Value) -> Vec<String> {
        let document = json!({"s": schema, "base": {"properties": {"id": {}}}});
        find(&document, &Pointer::root().child("s"), &value, None)
            .iter()
            .map(|pointer| pointer.as_str().to_owned())
            .collect()
    }

    #[test]
    fn properties_are_listed_by_any_part_of_a_composition() {
        let schema = json!({
            "allOf": [{"$ref": "#/base"}],
            "properties": {"list": {"items": {"properties": {"a": {}}}}},
        });
        let value = json!({"id": 1, "x": 2, "list": [{"a": 1}, {"b": {"c": 1}}]});
        assert_eq!(found(schema, value), ["/x", "/list/1/b"]);
    }

    #[test]
    fn alternatives_without_their_properties_list_nothing() {
        let schema = json!({"anyOf": [
            {"required": ["a", "b"], "properties": {"a": {}, "b": {}}},
            {"required": ["c"], "properties": {"c": {}}},
        ]});
        assert_eq!(found(schema, json!({"a": 1, "c": 2})), ["/a"]);
    }

    #[test]
    fn maps_list_every_property() {
        assert!(found(json!({"type": "object"}), json!({"a": {"b": 1}})).is_empty());
        let typed = json!({
            "properties": {"a": {}},
            "additionalProperties": {"properties": {"c": {}}},
        });
        assert_eq!(
            found(typed, json!({"a": 1, "b": {"c": 1, "d": 2}})),
            ["/b/d"]
        );
    }

    #[test]
    fn properties_of_the_other_direction_count_as_unlisted() {
        let document = json!({"s": {"properties": {
            "id": {"readOnly": true}, "key": {"writeOnly": true},
            "both": {"readOnly": true, "writeOnly": true}, "own": {},
            "in": {"items": {"properties": {"at": {"allOf": [{"readOnly": true}]}}}},
        }}});
        let value = json!({"id": 1, "key": 2, "both": 3, "own": 4, "in": [{"at": 5}]});
        let found = |side| -> Vec<String> {
            let found = find(&document, &Pointer::root().child("s"), &value, side);
            let texts = found.iter().map(|pointer| pointer.as_str().to_owned());
            texts.collect()
        };
        assert_eq!(found(None), [""; 0]);
        assert_eq!(found(Some(Side::Request)), ["/id", "/in/0/at"]);
        assert_eq!(found(Some(Side::Response)), ["/key"]);
    }

    #[test]
    fn circles_end() {
        let circle = json!({"oneOf": [{"$ref": "#/s"}], "properties": {"a": {"$ref": "#/s"}}});
        assert_eq!(found(circle, json!({"a": {"a": {"z": 1}}})), ["/a/a/z"]);
    }
}
