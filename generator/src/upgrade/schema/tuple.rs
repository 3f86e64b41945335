//! How does a list with a schema for each position read?

use super::super::coerce::boolean_schema;
use super::super::walk::UpgradeVisitor;
use crate::canonical::Distinct;
use crate::diagnostic::Trail;
use crate::openapi::canonical;
use serde_json::{Map, Value};

/// Replaces schemas by position, `prefixItems` or a list as `items`, by one that takes any of
/// them; the positions stay as `x-bindery-prefix-items`.
pub(super) fn rewrite(walk: &mut UpgradeVisitor, map: &mut Map<String, Value>, trail: &Trail<'_>) {
    let (positions, from) = match (map.shift_remove("prefixItems"), map.get("items")) {
        (Some(Value::Array(list)), _) => (list, "prefixItems"),
        (_, Some(Value::Array(_))) => match map.shift_remove("items") {
            Some(Value::Array(list)) => (list, "items"),
            _ => return,
        },
        (_, Some(Value::Bool(any))) => {
            let any = *any;
            map.insert("items".to_owned(), boolean_schema(any));
            return;
        }
        _ => return,
    };
    let rest = match map
        .shift_remove("items")
        .or_else(|| map.shift_remove("additionalItems"))
    {
        Some(Value::Bool(_)) | None => None,
        Some(schema) => Some(schema),
    };
    let (mut properties, mut distinct) = (Vec::new(), Distinct::default());
    let pointer = trail.pointer();
    let place = pointer.child("items");
    for (index, schema) in positions.iter().enumerate() {
        if distinct.insert(schema) {
            let new = place.child("anyOf").index(properties.len());
            walk.moved.push(new, pointer.child(from).index(index));
            properties.push(schema.clone());
        }
    }
    if let Some(rest) = rest
        && distinct.insert(&rest)
    {
        walk.moved
            .push(place.child("anyOf").index(properties.len()), place.clone());
        properties.push(rest);
    }
    let mut items = Map::new();
    if !properties.is_empty() {
        items.insert("anyOf".to_owned(), Value::Array(properties));
    }
    map.insert("items".to_owned(), Value::Object(items));
    map.insert(canonical::PREFIX_ITEMS.to_owned(), Value::Array(positions));
}
