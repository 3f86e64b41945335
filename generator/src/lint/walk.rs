//! How is every object of a document reached, to be looked at?

use crate::diagnostic::{Pointer, Trail};
use crate::openapi::objects::component_key;
use crate::openapi::objects::{Expect, ObjectKind};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// An object of the document on its way to a rule.
pub(super) type Look<'l> = dyn FnMut(ObjectKind, &Map<String, Value>, &Trail<'_>) + 'l;

/// Shows every object of the document, and every object outside of its place that is referred to.
pub(super) fn walk(tree: &Value, look: &mut Look<'_>) {
    let mut walk = LintVisitor {
        look,
        seen: BTreeSet::new(),
        queue: Vec::new(),
    };
    walk.value(&Expect::Object(ObjectKind::OpenApi), tree, &Trail::root());
    while let Some((pointer, kind)) = walk.queue.pop() {
        if let Some(value) = tree.pointer(&pointer) {
            let pointer = Pointer::from_escaped(pointer);
            walk.value(&Expect::Referable(kind), value, &Trail::from(&pointer));
        }
    }
}

struct LintVisitor<'w, 'l> {
    look: &'w mut Look<'l>,
    /// Reference targets.
    seen: BTreeSet<(String, ObjectKind)>,
    queue: Vec<(String, ObjectKind)>,
}

impl LintVisitor<'_, '_> {
    fn value(&mut self, expect: &Expect, value: &Value, trail: &Trail<'_>) {
        match (expect, value) {
            (Expect::Referable(kind), Value::Object(map)) => {
                match map.get("$ref").and_then(Value::as_str) {
                    Some(target) => self.note(target, *kind),
                    None => self.object(*kind, map, trail),
                }
            }
            (Expect::SchemaOrFlag, value) => {
                self.value(&Expect::Referable(ObjectKind::Schema), value, trail);
            }
            (Expect::Object(kind), Value::Object(map)) => {
                if let Some(target) = map.get("$ref").and_then(Value::as_str) {
                    self.note(target, *kind);
                }
                self.object(*kind, map, trail);
            }
            (Expect::List(element), Value::Array(list)) => {
                for (index, value) in list.iter().enumerate() {
                    self.value(element, value, &trail.index(index));
                }
            }
            (Expect::Map(element), Value::Object(map)) => {
                for (key, value) in map {
                    self.value(element, value, &trail.key(key));
                }
            }
            _ => {}
        }
    }

    fn object(&mut self, kind: ObjectKind, map: &Map<String, Value>, trail: &Trail<'_>) {
        (self.look)(kind, map, trail);
        for (key, value) in map {
            if let Some(property) = kind.property(key) {
                self.value(&property.expect, value, &trail.key(key));
            } else if let Some(expect) = kind.others()
                && !key.starts_with("x-")
            {
                self.value(&expect, value, &trail.key(key));
            }
        }
    }

    /// Queues what a reference leads to, unless it is looked at in its own place.
    fn note(&mut self, target: &str, kind: ObjectKind) {
        let Some(pointer) = target.strip_prefix('#') else {
            return;
        };
        if component_key(pointer, kind).is_none() && self.seen.insert((pointer.to_owned(), kind)) {
            self.queue.push((pointer.to_owned(), kind));
        }
    }
}
