//! `components.mediaTypes`, new in 3.2: a Media Type Object by reference, for which 3.0 has no place. It
//! is copied to where it is used, with its schema as a reference to the component.

use super::Moved;
use crate::diagnostic::{Pointer, Trail};
use crate::visits;
use serde_json::{Map, Value, json};

/// How many references to other references are followed.
const CHAIN: usize = 16;

/// The number of values of examples and encodings that are copied: a document could refer to large
/// ones many times.
const COPIED: usize = 1_000_000;

/// Replaces each reference to a component of `mediaTypes`.
pub(super) fn copy(tree: &mut Value, moved: &mut Moved) {
    let mut references = Vec::new();
    find(tree, &Trail::root(), &mut references);
    let mut left = COPIED;
    for (pointer, target) in references {
        let copy = copied(tree, &target, &mut left);
        if let Some(place) = tree.pointer_mut(pointer.as_str()) {
            *place = Value::Object(copy);
            // A missing target is reported where it is referred to.
            moved.push(pointer.child("schema").child("$ref"), pointer.child("$ref"));
        }
    }
}

fn find(value: &Value, trail: &Trail<'_>, references: &mut Vec<(Pointer, String)>) {
    visits::note(1);
    match value {
        Value::Object(map) => {
            if let Some(target) = map.get("$ref").and_then(Value::as_str)
                && is_media_type(target)
            {
                references.push((trail.pointer(), target.to_owned()));
                return;
            }
            for (key, value) in map {
                find(value, &trail.key(key), references);
            }
        }
        Value::Array(list) => {
            for (index, value) in list.iter().enumerate() {
                find(value, &trail.index(index), references);
            }
        }
        _ => {}
    }
}

/// Whether a reference is to a component of this or of another file.
fn is_media_type(target: &str) -> bool {
    let rest = target.strip_prefix('#').unwrap_or_default();
    let Some((_, name)) = rest.rsplit_once("/components/mediaTypes/") else {
        return false;
    };
    !name.is_empty() && !name.contains('/')
}

fn copied(tree: &Value, target: &str, left: &mut usize) -> Map<String, Value> {
    let mut target = target;
    let mut found = None;
    for _ in 0..CHAIN {
        found = tree
            .pointer(target.trim_start_matches('#'))
            .and_then(Value::as_object);
        match found.and_then(|it| it.get("$ref")).and_then(Value::as_str) {
            Some(next) => target = next,
            None => break,
        }
    }
    let mut copy = Map::new();
    let Some(found) = found else {
        copy.insert("schema".to_owned(), json!({ "$ref": target }));
        return copy;
    };
    for (key, value) in found {
        let value = match key.as_str() {
            "schema" | "itemSchema" if value.get("$ref").is_none() => {
                json!({ "$ref": format!("{target}/{key}") })
            }
            _ => match left.checked_sub(size(value, *left)) {
                Some(rest) => {
                    *left = rest;
                    value.clone()
                }
                None => continue,
            },
        };
        copy.insert(key.clone(), value);
    }
    copy
}

/// The number of values in a value, as far as it is not more than `most`.
fn size(value: &Value, most: usize) -> usize {
    let mut open = vec![value];
    let mut count = 0;
    while let Some(value) = open.pop() {
        count += 1;
        if count > most {
            break;
        }
        match value {
            Value::Object(map) => open.extend(map.values()),
            Value::Array(list) => open.extend(list),
            _ => {}
        }
    }
    visits::note(count);
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(components: Value, target: &str) -> Value {
        let mut tree = json!({"components": {"mediaTypes": components},
            "paths": {"/a": {"get": {"responses": {"200": {"content": {
                "application/json": {"$ref": target}}}}}}}});
        copy(&mut tree, &mut Moved::default());
        let place = "/paths/~1a/get/responses/200/content/application~1json";
        tree.pointer(place).unwrap().clone()
    }

    #[test]
    fn a_media_type_is_copied_to_where_it_is_used() {
        let components = json!({"A": {"schema": {"type": "object"}, "example": {"a": 1}},
            "B": {"$ref": "#/components/mediaTypes/A"},
            "C": {"schema": {"$ref": "#/components/schemas/C"}}});
        let of = |name: &str| {
            content(
                components.clone(),
                &format!("#/components/mediaTypes/{name}"),
            )
        };
        let by_reference = json!({"schema": {"$ref": "#/components/mediaTypes/A/schema"},
            "example": {"a": 1}});
        assert_eq!(of("A"), by_reference);
        assert_eq!(of("B"), by_reference);
        assert_eq!(
            of("C"),
            json!({"schema": {"$ref": "#/components/schemas/C"}})
        );
        let missing = json!({"schema": {"$ref": "#/components/mediaTypes/D"}});
        assert_eq!(of("D"), missing);
    }

    #[test]
    fn other_references_stay() {
        for target in ["#/components/schemas/A", "#/components/mediaTypes/A/schema"] {
            assert_eq!(content(json!({}), target), json!({"$ref": target}));
        }
    }
}
