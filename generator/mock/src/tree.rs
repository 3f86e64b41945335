//! Where is a part of the document, and what does a schema say when all of its parts are put
//! together?

use bindery::diagnostic::Pointer;
use bindery::limits::Limits;
use bindery::openapi::reference;
use serde_json::{Map, Value, json};
use std::borrow::Cow;
use std::sync::LazyLock;

/// Schemas that are put together to one.
const PARTS: usize = 200;

/// Schemas in `allOf` of each other.
const DEPTH: usize = 20;

/// The limit of chained references. Longer chains are reported by the check of the document, unless
/// the limit is configured there.
pub(super) static LIMITS: LazyLock<Limits> = LazyLock::new(Limits::default);

/// The target of a reference.
fn follow<'t>(tree: &'t Value, target: &str) -> Option<(Pointer, &'t Value)> {
    reference::follow(tree, target, &LIMITS).ok()
}

/// The value at a pointer, after a `$ref`, and its pointer.
pub(super) fn at<'t>(tree: &'t Value, pointer: &Pointer) -> Option<(Pointer, &'t Value)> {
    let value = pointer.find(tree)?;
    match value.get("$ref").and_then(Value::as_str) {
        Some(target) => follow(tree, target),
        None => Some((pointer.clone(), value)),
    }
}

/// The elements of a list of a schema.
pub(super) fn list<'m>(map: &'m Map<String, Value>, key: &str) -> &'m [Value] {
    let list = map.get(key).and_then(Value::as_array);
    list.map_or(&[], Vec::as_slice)
}

/// The variants of a schema's union, and the keyword that they are under.
pub(super) fn variants(map: &Map<String, Value>) -> Option<(&'static str, &[Value])> {
    ["oneOf", "anyOf"]
        .into_iter()
        .map(|key| (key, list(map, key)))
        .find(|(_, variants)| !variants.is_empty())
}

/// A schema as one object without `$ref` and `allOf`. It restricts at least as much as its parts,
/// but for keywords that cannot be joined: of those it has the outermost.
pub(super) fn merged<'a>(tree: &'a Value, schema: &'a Value) -> Cow<'a, Map<String, Value>> {
    match object(tree, schema) {
        Some(map) if !map.contains_key("allOf") => Cow::Borrowed(map),
        Some(map) => {
            let mut whole = Map::new();
            let mut left = PARTS;
            add(tree, map, &mut whole, &mut left, DEPTH);
            Cow::Owned(whole)
        }
        None => Cow::Owned(Map::new()),
    }
}

/// The schema of the property that a way leads to, elements of lists skipped.
pub(super) fn schema_at(tree: &Value, schema: &Value, way: &[String]) -> Option<Value> {
    let mut schema = schema.clone();
    for step in way {
        schema = property(tree, &schema, step, &mut { PARTS })?;
    }
    Some(schema)
}

/// The schema of a property, which may be in a variant of a union.
fn property(tree: &Value, schema: &Value, name: &str, left: &mut usize) -> Option<Value> {
    *left = left.checked_sub(1)?;
    let map = merged(tree, schema);
    if let Some(found) = map.get("properties").and_then(|all| all.get(name)) {
        return Some(found.clone());
    }
    let (_, variants) = variants(&map)?;
    let mut variants = variants.iter();
    variants.find_map(|variant| property(tree, variant, name, left))
}

/// The properties that a schema declares, those of a union's variants among them.
pub(super) fn property_names(tree: &Value, schema: &Value) -> Vec<String> {
    let mut names = Vec::new();
    collect_names(tree, schema, &mut names, &mut { PARTS });
    names
}

fn collect_names(tree: &Value, schema: &Value, names: &mut Vec<String>, left: &mut usize) {
    let Some(fewer) = left.checked_sub(1) else {
        return;
    };
    *left = fewer;
    let map = merged(tree, schema);
    if let Some(Value::Object(properties)) = map.get("properties") {
        for name in properties.keys() {
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
    }
    for variant in variants(&map).map_or(&[][..], |(_, variants)| variants) {
        collect_names(tree, variant, names, left);
    }
}

fn object<'a>(tree: &'a Value, schema: &'a Value) -> Option<&'a Map<String, Value>> {
    match schema.get("$ref").and_then(Value::as_str) {
        Some(target) => follow(tree, target)?.1.as_object(),
        None => schema.as_object(),
    }
}

fn add(
    tree: &Value,
    map: &Map<String, Value>,
    whole: &mut Map<String, Value>,
    left: &mut usize,
    depth: usize,
) {
    let (Some(fewer), Some(depth)) = (left.checked_sub(1), depth.checked_sub(1)) else {
        return;
    };
    *left = fewer;
    for (key, value) in map.iter().filter(|(key, _)| *key != "allOf") {
        match whole.get_mut(key) {
            Some(known) => join(key, known, value),
            None => {
                whole.insert(key.clone(), value.clone());
            }
        }
    }
    for part in list(map, "allOf") {
        if let Some(part) = object(tree, part) {
            add(tree, part, whole, left, depth);
        }
    }
}

/// Makes `known` say what `other` says, too.
fn join(key: &str, known: &mut Value, other: &Value) {
    if known == other {
        return;
    }
    match (key, &mut *known, other) {
        ("properties", Value::Object(known), Value::Object(other)) => {
            for (name, schema) in other {
                match known.get_mut(name) {
                    Some(one) if one == schema => {}
                    Some(one) => *one = json!({"allOf": [one.take(), schema]}),
                    None => {
                        known.insert(name.clone(), schema.clone());
                    }
                }
            }
        }
        ("required", Value::Array(known), Value::Array(other)) => {
            for name in other {
                if !known.contains(name) {
                    known.push(name.clone());
                }
            }
        }
        ("enum", Value::Array(known), Value::Array(other))
            if known.iter().any(|value| other.contains(value)) =>
        {
            known.retain(|value| other.contains(value));
        }
        ("minimum" | "minLength" | "minItems" | "minProperties", known, other)
            if known.as_f64() < other.as_f64() =>
        {
            *known = other.clone();
        }
        ("maximum" | "maxLength" | "maxItems" | "maxProperties", known, other)
            if known.as_f64() > other.as_f64() =>
        {
            *known = other.clone();
        }
        ("exclusiveMinimum" | "exclusiveMaximum" | "uniqueItems", known, Value::Bool(true)) => {
            *known = true.into();
        }
        ("type", known, other) if known == "number" && other == "integer" => {
            *known = other.clone();
        }
        ("additionalProperties", known, Value::Bool(false)) => *known = false.into(),
        ("additionalProperties", known, other @ Value::Object(_)) if *known != false => {
            *known = match known {
                Value::Object(_) => json!({"allOf": [known.take(), other]}),
                _ => other.clone(),
            };
        }
        ("items", known, other) => *known = json!({"allOf": [known.take(), other]}),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_all_of_are_joined() {
        let tree = json!({"a": {"type": "object", "required": ["x"], "properties": {
            "x": {"type": "string", "minLength": 2}, "z": {"enum": [1, 2]}}}});
        let schema = json!({"allOf": [
            {"$ref": "#/a"},
            {"required": ["y"], "properties": {"x": {"maxLength": 3}, "y": {}}},
        ]});
        let whole = merged(&tree, &schema);
        assert_eq!(whole["required"], json!(["x", "y"]));
        assert_eq!(whole["type"], "object");
        let x = merged(&tree, &whole["properties"]["x"]).into_owned();
        assert_eq!(
            Value::Object(x),
            json!({"type": "string", "minLength": 2, "maxLength": 3})
        );
    }

    #[test]
    fn an_all_of_that_holds_itself_ends() {
        let tree = json!({"a": {"allOf": [{"$ref": "#/a"}, {"$ref": "#/a"}], "title": "t"}});
        assert_eq!(merged(&tree, &json!({"$ref": "#/a"}))["title"], "t");
    }

    #[test]
    fn properties_are_found_in_variants() {
        let tree = json!({});
        let schema =
            json!({"oneOf": [{"properties": {"a": {"properties": {"b": {"type": "null"}}}}}]});
        let way = ["a".to_owned(), "b".to_owned()];
        assert_eq!(
            schema_at(&tree, &schema, &way),
            Some(json!({"type": "null"}))
        );
        assert_eq!(property_names(&tree, &schema), ["a"]);
    }
}
