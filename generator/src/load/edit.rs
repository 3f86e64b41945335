//! How is a tree changed after it was read, so that every part is still known by where it came from?

use crate::diagnostic::Pointer;
use serde_json::Value;
use std::collections::BTreeMap;

/// Where parts of a tree come from that do not stand where the first text has them.
#[derive(Clone, Debug, Default)]
pub(super) struct Origins(BTreeMap<Pointer, (usize, Pointer)>);

impl Origins {
    /// The source of a part, and the place in it; none for a part of the first text in its place.
    pub(super) fn of(&self, pointer: &Pointer) -> Option<(usize, Pointer)> {
        if self.0.is_empty() {
            return None;
        }
        let mut around = Pointer::root();
        let mut found = self.0.get(&around).map(|origin| (around.clone(), origin));
        for step in pointer.steps() {
            around = around.child(&step);
            if let Some(origin) = self.0.get(&around) {
                found = Some((around.clone(), origin));
            }
        }
        let (around, (source, at)) = found?;
        let rest = pointer.strip_prefix(&around)?;
        Some((*source, at.join(&rest)))
    }

    /// A part comes from elsewhere now, with everything in it.
    fn set(&mut self, pointer: &Pointer, source: usize, at: Pointer) {
        for inside in self.inside(pointer) {
            self.0.remove(&inside);
        }
        self.0.insert(pointer.clone(), (source, at));
    }

    /// The parts within one that are known by themselves.
    fn inside(&self, pointer: &Pointer) -> Vec<Pointer> {
        // In the order of their texts, they stand between `/` and the character behind it.
        let bound = |end: char| Pointer::from_escaped(format!("{}{end}", pointer.as_str()));
        let inside = self.0.range(bound('/')..bound('0'));
        inside.map(|(known, _)| known.clone()).collect()
    }

    /// The facts about a part apply to another place.
    fn shift(&mut self, from: &Pointer, to: &Pointer) {
        let (source, at) = self.of(from).unwrap_or_else(|| (0, from.clone()));
        let inside: Vec<_> = self
            .inside(from)
            .into_iter()
            .filter_map(|known| Some((known.strip_prefix(from)?, self.0.get(&known)?.clone())))
            .collect();
        self.set(to, source, at);
        for (rest, origin) in inside {
            self.0.insert(to.join(&rest), origin);
        }
    }
}

/// A tree on its way to become another.
pub(super) struct Edit<'t> {
    pub(super) tree: &'t mut Value,
    pub(super) origins: &'t mut Origins,
}

impl Edit<'_> {
    /// Merges a value at `from` of a source into the value at a pointer: properties of objects one
    /// by one; elements of arrays are appended; other values are replaced.
    pub(super) fn merge(&mut self, to: &Pointer, value: &Value, source: usize, from: &Pointer) {
        match (self.tree.pointer_mut(to.as_str()), value) {
            (Some(Value::Object(map)), Value::Object(properties)) => {
                let mut known = Vec::new();
                for (key, value) in properties {
                    if map.contains_key(key) {
                        known.push((key, value));
                    } else {
                        map.insert(key.clone(), value.clone());
                        self.origins.set(&to.child(key), source, from.child(key));
                    }
                }
                for (key, value) in known {
                    self.merge(&to.child(key), value, source, &from.child(key));
                }
            }
            (Some(Value::Array(list)), Value::Array(items)) => {
                for (index, item) in items.iter().enumerate() {
                    let at = to.index(list.len());
                    list.push(item.clone());
                    self.origins.set(&at, source, from.index(index));
                }
            }
            (Some(place), value) => {
                *place = value.clone();
                self.origins.set(to, source, from.clone());
            }
            (None, _) => {}
        }
    }

    /// Adds an element to the array at a pointer.
    pub(super) fn append(&mut self, to: &Pointer, value: &Value, source: usize, from: &Pointer) {
        if let Some(Value::Array(list)) = self.tree.pointer_mut(to.as_str()) {
            let at = to.index(list.len());
            list.push(value.clone());
            self.origins.set(&at, source, from.clone());
        }
    }

    /// Puts a value into an object, or in the place of an element; whether there was such a place.
    /// It is taken for what stood there.
    pub(super) fn set(&mut self, at: &Pointer, value: &Value) -> bool {
        let Some((around, last)) = at.split_last() else {
            return false;
        };
        match self.tree.pointer_mut(around.as_str()) {
            Some(Value::Object(map)) => {
                map.insert(last, value.clone());
            }
            Some(Value::Array(list)) => match last.parse::<usize>().ok().map(|at| list.get_mut(at))
            {
                Some(Some(place)) => *place = value.clone(),
                _ => return false,
            },
            _ => return false,
        }
        true
    }

    /// Takes a part out of what holds it; whether it was there. The whole tree is held by nothing.
    pub(super) fn remove(&mut self, at: &Pointer) -> bool {
        let Some((around, last)) = at.split_last() else {
            return false;
        };
        match self.tree.pointer_mut(around.as_str()) {
            Some(Value::Object(map)) => {
                // The following parts keep their order.
                map.shift_remove(&last).is_some()
            }
            Some(Value::Array(list)) => {
                let index = last.parse::<usize>().ok();
                let Some(index) = index.filter(|index| *index < list.len()) else {
                    return false;
                };
                list.remove(index);
                for index in index..list.len() {
                    let from = around.index(index + 1);
                    self.origins.shift(&from, &around.index(index));
                }
                true
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_part_knows_where_it_came_from() {
        let mut tree = json!({"a": {"x": 1, "y": [1, 2, 3]}, "b": "old"});
        let mut origins = Origins::default();
        let mut edit = Edit {
            tree: &mut tree,
            origins: &mut origins,
        };
        let at = Pointer::from_escaped;
        let value = json!({"a": {"x": 2, "y": [4], "z": {"new": true}}});
        edit.merge(&Pointer::root(), &value, 1, &at("/update"));
        edit.append(&at("/a/y"), &json!(5), 2, &at("/u"));
        edit.remove(&at("/a/y/1"));
        edit.remove(&at("/b"));
        assert!(edit.set(&at("/c"), &json!(6)));
        assert!(!edit.set(&at("/d/e"), &json!(6)));
        let expected = json!({"a": {"x": 2, "y": [1, 3, 4, 5], "z": {"new": true}}, "c": 6});
        assert_eq!(tree, expected);
        for (part, origin) in [
            ("", None),
            ("/a", None),
            ("/a/x", Some((1, "/update/a/x"))),
            ("/a/y", None),
            ("/a/y/0", None),
            ("/a/y/1", Some((0, "/a/y/2"))),
            ("/a/y/2", Some((1, "/update/a/y/0"))),
            ("/a/y/3", Some((2, "/u"))),
            ("/a/z/new", Some((1, "/update/a/z/new"))),
            ("/c", None),
        ] {
            let origin = origin.map(|(source, place)| (source, at(place)));
            assert_eq!(origins.of(&at(part)), origin, "{part}");
        }
    }
}
