//! How does a schema of any version read as a Schema Object of 3.0?
//!
//! A schema is rewritten before its parts are, so each rule sees parts as the author wrote them.

mod bounds;
mod keywords;
mod null;
mod reference;
mod required;
mod tuple;
mod types;
mod values;

use super::walk::Walk;
use crate::diagnostic::Trail;
use serde_json::{Map, Value};

/// Rewrites one schema, without its parts.
pub(super) fn rewrite(walk: &mut Walk, map: &mut Map<String, Value>, trail: &Trail<'_>) {
    if map.get("$ref").is_some_and(Value::is_string) {
        reference::siblings(walk, map, trail);
        if map.contains_key("$ref") {
            return;
        }
    }
    types::spelling(map, walk.version);
    null::unions(walk, map, trail);
    keywords::annotated_enum(map);
    keywords::rewrite(walk, map, trail);
    tuple::rewrite(walk, map, trail);
    required::rewrite(map);
    types::several(walk, map, trail);
    types::infer(map);
    bounds::rewrite(map);
    values::rewrite(map);
    types::irrelevant(map);
}

/// Moves a member of a schema into a part of it.
fn relocate(
    walk: &mut Walk,
    from: &mut Map<String, Value>,
    to: &mut Map<String, Value>,
    key: &str,
    old: &Trail<'_>,
    new: &crate::diagnostic::Pointer,
) {
    if let Some(value) = from.shift_remove(key) {
        walk.moved.push(new.child(key), old.key(key).pointer());
        to.insert(key.to_owned(), value);
    }
}
