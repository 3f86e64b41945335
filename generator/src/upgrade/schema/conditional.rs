//! Which members has an object on a condition? (JSON Schema, section 10.2.2.)

use super::super::walk::Walk;
use crate::diagnostic::{Pointer, Trail};
use indexmap::IndexMap;
use serde_json::{Map, Value};

/// Whatever else a condition asks for, members that it describes can be there: those of `then`,
/// `else` and `dependentSchemas` become members of the object around them, which may be left out.
/// Where two describe one member otherwise, it may be either. An object of which no member is
/// known by name stays one that keeps them all.
pub(super) fn rewrite(walk: &mut Walk, map: &mut Map<String, Value>, trail: &Trail<'_>) {
    let mut found = Found::default();
    let pointer = trail.pointer();
    gather(map, &pointer, &mut found);
    if found.is_empty() || !has_members(map) {
        return;
    }
    if !map.get("properties").is_none_or(Value::is_object) {
        return;
    }
    let place = pointer.child("properties");
    let mut moved = Vec::new();
    let members = map
        .entry("properties")
        .or_insert_with(|| Value::Object(Map::new()));
    let Value::Object(members) = members else {
        return;
    };
    for (name, mut schemas) in found {
        if members.contains_key(&name) {
            continue;
        }
        let place = place.child(&name);
        let schema = match (schemas.len(), schemas.pop()) {
            (1, Some((schema, from))) => {
                moved.push((place, from));
                schema
            }
            (_, Some(last)) => {
                schemas.push(last);
                let mut either = Vec::with_capacity(schemas.len());
                for (index, (schema, from)) in schemas.into_iter().enumerate() {
                    moved.push((place.child("anyOf").index(index), from));
                    either.push(schema);
                }
                Value::Object(Map::from_iter([("anyOf".to_owned(), Value::Array(either))]))
            }
            _ => continue,
        };
        members.insert(name, schema);
    }
    for (new, old) in moved {
        walk.moved.push(new, old);
    }
}

/// Each member with its different schemas, and where they stand.
type Found = IndexMap<String, Vec<(Value, Pointer)>>;

/// Collects what the conditions of a schema and of its `allOf` describe.
fn gather(map: &Map<String, Value>, pointer: &Pointer, found: &mut Found) {
    let branches = ["then", "else"].iter().filter_map(|key| {
        let branch = map.get(*key)?.as_object()?;
        Some((branch, pointer.child(key)))
    });
    let dependent = map.get("dependentSchemas").and_then(Value::as_object);
    let base = pointer.child("dependentSchemas");
    let dependent = dependent.into_iter().flatten();
    let dependent =
        dependent.filter_map(|(key, schema)| Some((schema.as_object()?, base.child(key))));
    for (branch, place) in branches.chain(dependent) {
        members(branch, &place, found);
        gather(branch, &place, found);
    }
    let all = map.get("allOf").and_then(Value::as_array);
    for (index, member) in all.into_iter().flatten().enumerate() {
        if let Value::Object(member) = member {
            gather(member, &pointer.child("allOf").index(index), found);
        }
    }
}

/// Collects the members of one branch.
fn members(branch: &Map<String, Value>, pointer: &Pointer, found: &mut Found) {
    let properties = branch.get("properties").and_then(Value::as_object);
    let base = pointer.child("properties");
    for (name, schema) in properties.into_iter().flatten() {
        // A member that is forbidden on one condition says nothing of its type.
        if *schema == Value::Bool(false) {
            continue;
        }
        let known = found.entry(name.clone()).or_default();
        if !known.iter().any(|(other, _)| other == schema) {
            known.push((schema.clone(), base.child(name)));
        }
    }
}

/// Whether members are known by name, so far as the schema and its `allOf` tell in place; what a
/// reference leads to is taken to have some.
fn has_members(map: &Map<String, Value>) -> bool {
    let all = map.get("allOf").and_then(Value::as_array);
    map.contains_key("properties")
        || all.into_iter().flatten().any(|member| {
            let keys = ["$ref", "properties"];
            keys.iter().any(|key| member.get(key).is_some())
        })
}
