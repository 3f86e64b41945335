//! Which properties has an object on a condition? (JSON Schema, section 10.2.2.)

use super::super::walk::UpgradeVisitor;
use crate::canonical::canonical;
use crate::diagnostic::{Pointer, Trail};
use indexmap::IndexMap;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// Whatever else a condition asks for, properties that it describes can be there: those of `then`,
/// `else` and `dependentSchemas` become properties of the object around them, which may be left out.
/// Where two describe one property otherwise, it may be either. An object of which no property is
/// known by name stays one that keeps them all.
pub(super) fn rewrite(walk: &mut UpgradeVisitor, map: &mut Map<String, Value>, trail: &Trail<'_>) {
    let mut found = Found::default();
    gather(map, trail, &mut found);
    if found.is_empty() || !has_properties(map) {
        return;
    }
    if !map.get("properties").is_none_or(Value::is_object) {
        return;
    }
    let place = trail.key("properties").pointer();
    let mut moved = Vec::new();
    let properties = map
        .entry("properties")
        .or_insert_with(|| Value::Object(Map::new()));
    let Value::Object(properties) = properties else {
        return;
    };
    for (name, Described { mut schemas, .. }) in found {
        if properties.contains_key(&name) {
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
        properties.insert(name, schema);
    }
    for (new, old) in moved {
        walk.moved.push(new, old);
    }
}

/// Each property with what is known of it.
type Found = IndexMap<String, Described>;

/// The different schemas of a property.
#[derive(Default)]
struct Described {
    /// With where they stand.
    schemas: Vec<(Value, Pointer)>,
    /// The same, as [`canonical`] texts.
    known: BTreeSet<String>,
}

/// Collects what the conditions of a schema and of its `allOf` describe.
fn gather(map: &Map<String, Value>, trail: &Trail<'_>, found: &mut Found) {
    for key in ["then", "else"] {
        if let Some(Value::Object(branch)) = map.get(key) {
            properties(branch, &trail.key(key), found);
        }
    }
    if let Some(Value::Object(dependent)) = map.get("dependentSchemas") {
        let base = trail.key("dependentSchemas");
        for (key, schema) in dependent {
            if let Value::Object(branch) = schema {
                properties(branch, &base.key(key), found);
            }
        }
    }
    if let Some(Value::Array(all)) = map.get("allOf") {
        let base = trail.key("allOf");
        for (index, property) in all.iter().enumerate() {
            if let Value::Object(property) = property {
                gather(property, &base.index(index), found);
            }
        }
    }
}

/// Collects the properties of one branch, and those of the conditions in it.
fn properties(branch: &Map<String, Value>, trail: &Trail<'_>, found: &mut Found) {
    let properties = branch.get("properties").and_then(Value::as_object);
    let base = trail.key("properties");
    for (name, schema) in properties.into_iter().flatten() {
        // A property that is forbidden on one condition says nothing of its type.
        if *schema == Value::Bool(false) {
            continue;
        }
        let known = found.entry(name.clone()).or_default();
        if known.known.insert(canonical(schema)) {
            let place = base.key(name).pointer();
            known.schemas.push((schema.clone(), place));
        }
    }
    gather(branch, trail, found);
}

/// Whether properties are known by name, so far as the schema and its `allOf` tell in place; what a
/// reference leads to is taken to have some.
fn has_properties(map: &Map<String, Value>) -> bool {
    let all = map.get("allOf").and_then(Value::as_array);
    map.contains_key("properties")
        || all.into_iter().flatten().any(|property| {
            let keys = ["$ref", "properties"];
            keys.iter().any(|key| property.get(key).is_some())
        })
}
