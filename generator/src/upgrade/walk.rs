//! How is every object of a document reached, to be rewritten where it stands?

use super::coerce::{Coerced, coerce};
use super::{Moved, Version, part, schema};
use crate::diagnostic::{Pointer, Trail};
use crate::openapi::objects::{Expect, ObjectKind};
use crate::visits;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// A walk through the objects of a document.
#[derive(Debug)]
pub(super) struct UpgradeVisitor {
    pub(super) version: Version,
    pub(super) moved: Moved,
    /// Reference targets, with their kind of object.
    targets: BTreeSet<(String, ObjectKind)>,
    queue: Vec<(String, ObjectKind)>,
}

/// Rewrites every object of the document, and every place outside of it that is referred to.
pub(super) fn walk(tree: &mut Value, version: Version, moved: Moved) -> Moved {
    let mut walk = UpgradeVisitor {
        version,
        moved,
        targets: BTreeSet::new(),
        queue: Vec::new(),
    };
    walk.value(&Expect::Object(ObjectKind::OpenApi), tree, &Trail::root());
    while let Some((target, kind)) = walk.queue.pop() {
        let Some(pointer) = target.strip_prefix('#') else {
            continue;
        };
        if let Some(value) = tree.pointer_mut(pointer) {
            let pointer = Pointer::from_escaped(pointer);
            walk.value(&Expect::Referable(kind), value, &Trail::from(&pointer));
        }
    }
    redirect(tree, &walk);
    walk.moved
}

impl UpgradeVisitor {
    /// Rewrites a value and all that it holds.
    pub(super) fn value(&mut self, expect: &Expect, value: &mut Value, trail: &Trail<'_>) {
        visits::note(1);
        if coerce(expect, value) == Coerced::Listed {
            let pointer = trail.pointer();
            self.moved.push(pointer.index(0), pointer);
        }
        match (expect, value) {
            (Expect::Referable(ObjectKind::Schema) | Expect::SchemaOrFlag, Value::Object(map)) => {
                schema::rewrite(self, map, trail);
                match map.get("$ref").and_then(Value::as_str) {
                    Some(target) => self.note(target, ObjectKind::Schema),
                    None => self.properties(ObjectKind::Schema, map, trail),
                }
            }
            (Expect::Referable(kind), Value::Object(map)) => {
                match map.get("$ref").and_then(Value::as_str) {
                    Some(target) => self.note(target, *kind),
                    None => self.object(*kind, map, trail),
                }
            }
            (Expect::Object(kind), Value::Object(map)) => self.object(*kind, map, trail),
            (Expect::List(element), Value::Array(list)) => {
                for (index, value) in list.iter_mut().enumerate() {
                    self.value(element, value, &trail.index(index));
                }
            }
            (Expect::Map(element), Value::Object(map)) => {
                for (key, value) in map.iter_mut() {
                    self.value(element, value, &trail.key(key));
                }
            }
            _ => {}
        }
    }

    fn object(&mut self, kind: ObjectKind, map: &mut Map<String, Value>, trail: &Trail<'_>) {
        part::rewrite(self, kind, map, trail);
        if let (ObjectKind::PathItem, Some(Value::String(target))) = (kind, map.get("$ref")) {
            let target = target.clone();
            self.note(&target, kind);
        }
        self.properties(kind, map, trail);
    }

    fn properties(&mut self, kind: ObjectKind, map: &mut Map<String, Value>, trail: &Trail<'_>) {
        let mut null = false;
        for (key, value) in map.iter_mut() {
            if let Some(property) = kind.property(key) {
                null |= value.is_null() && !matches!(property.expect, Expect::Anything);
                self.value(&property.expect, value, &trail.key(key));
            } else if let Some(expect) = kind.others()
                && !key.starts_with("x-")
            {
                self.value(&expect, value, &trail.key(key));
            }
        }
        if null {
            // Null where nothing should be: as if it were absent.
            map.retain(|key, value| {
                !value.is_null()
                    || kind
                        .property(key)
                        .is_none_or(|property| matches!(property.expect, Expect::Anything))
            });
        }
    }

    fn note(&mut self, target: &str, kind: ObjectKind) {
        let key = (target.to_owned(), kind);
        if self.targets.contains(&key) {
            return;
        }
        self.targets.insert(key.clone());
        let pointer = target.strip_prefix('#').unwrap_or(target);
        if crate::openapi::objects::component_key(pointer, kind).is_none() {
            self.queue.push(key);
        }
    }
}

/// Follows what moved with the references that led there.
fn redirect(tree: &mut Value, walk: &UpgradeVisitor) {
    let mut renamed = BTreeMap::new();
    for (target, _) in &walk.targets {
        let Some(pointer) = target.strip_prefix('#') else {
            continue;
        };
        if tree.pointer(pointer).is_some() {
            continue;
        }
        let moved = walk.moved.destination(&Pointer::from_escaped(pointer));
        if moved.find(tree).is_some() {
            renamed.insert(target.as_str(), format!("#{}", moved.as_str()));
        }
    }
    if !renamed.is_empty() {
        super::references::rewrite(tree, &mut |target| renamed.get(target).cloned());
    }
}
