//! How does what is known get into a value that was made up, so that it still fits its schema?

use super::judge::Judge;
use super::tree::{property_names, schema_at};
use bindery::lower::paging::alike_names as alike;
use serde_json::{Map, Value};

/// Objects inside of each other that are filled.
const DEPTH: usize = 8;

/// Properties that are put in from one object: each is compared with the whole.
const PROPERTIES: usize = 300;

/// A response that is being filled.
pub(super) struct Filling<'j> {
    judge: &'j Judge<'j>,
    schema: &'j Value,
    pub value: Value,
    /// Whether it fits, which has to stay so.
    fits: bool,
}

impl<'j> Filling<'j> {
    /// Begins with a value of a schema.
    pub(super) fn new(judge: &'j Judge<'j>, schema: &'j Value, value: Value) -> Self {
        Self {
            fits: judge.fits(schema, &value),
            judge,
            schema,
            value,
        }
    }

    /// The value at a path.
    pub(super) fn get(&self, way: &[String]) -> Option<&Value> {
        way.iter()
            .try_fold(&self.value, |value, step| value.get(step))
    }

    /// The schema of the value at a path.
    pub(super) fn schema_at(&self, way: &[String]) -> Option<Value> {
        schema_at(self.judge.tree, self.schema, way)
    }

    /// Whether the schema at a way names a property such as this.
    pub(super) fn declares(&self, way: &[String], such: impl Fn(&str) -> bool) -> bool {
        let schema = self.schema_at(way);
        schema.is_some_and(|schema| {
            let names = property_names(self.judge.tree, &schema);
            names.iter().any(|name| such(name))
        })
    }

    /// Puts in the properties that the schema has a place for, by name, whatever case the names have.
    pub(super) fn fill(&mut self, way: &[String], from: &Map<String, Value>) {
        self.fill_deep(way, from, DEPTH);
    }

    fn fill_deep(&mut self, way: &[String], from: &Map<String, Value>, depth: usize) {
        let Some(schema) = self.schema_at(way) else {
            return;
        };
        let Some(depth) = depth.checked_sub(1) else {
            return;
        };
        let declared = property_names(self.judge.tree, &schema);
        for (name, value) in from.iter().take(PROPERTIES) {
            let present = self.get(way).and_then(Value::as_object);
            let present = present.into_iter().flatten().map(|(name, _)| name);
            let mut names = present.chain(&declared);
            let exact = names.clone().find(|known| *known == name);
            let known = exact.or_else(|| names.find(|known| alike(known, name)));
            let place = match known {
                Some(known) => known.clone(),
                // The schema does not describe the properties.
                None if declared.is_empty() => name.clone(),
                None => continue,
            };
            let mut inner = way.to_vec();
            inner.push(place);
            if self.put(&inner, value.clone()) {
                continue;
            }
            match value {
                // The part of it that fits.
                Value::Object(properties) if self.get(&inner).is_some_and(Value::is_object) => {
                    self.fill_deep(&inner, properties, depth);
                }
                Value::Null => {
                    self.remove(&inner);
                }
                _ => {}
            }
        }
    }

    /// Puts the first of these values that fits at the end of a way. Whether one did.
    pub(super) fn put_any(&mut self, way: &[String], values: &[Value]) -> bool {
        let mut values = values.iter();
        values.any(|value| self.put(way, value.clone()))
    }

    /// Puts a value at the end of a way, if it fits there. Whether it did.
    pub(super) fn put(&mut self, way: &[String], value: Value) -> bool {
        let schema = self.schema_at(way);
        if schema.is_some_and(|schema| !self.judge.fits(&schema, &value)) {
            return false;
        }
        let before = self.value.clone();
        if !set(&mut self.value, way, value) {
            return false;
        }
        self.keep_or(before)
    }

    /// Removes the value at a path if it is optional. Returns whether it did.
    pub(super) fn remove(&mut self, way: &[String]) -> bool {
        let before = self.value.clone();
        let Some((last, outer)) = way.split_last() else {
            return false;
        };
        let object = outer
            .iter()
            .try_fold(&mut self.value, |value, step| value.get_mut(step))
            .and_then(Value::as_object_mut);
        if object
            .and_then(|object| object.shift_remove(last))
            .is_none()
        {
            return false;
        }
        self.keep_or(before)
    }

    /// Goes back where the whole no longer fits.
    fn keep_or(&mut self, before: Value) -> bool {
        if self.fits && !self.judge.fits(self.schema, &self.value) {
            self.value = before;
            return false;
        }
        true
    }

    /// Puts a new name where an old one was part of a text, such as a link.
    pub(super) fn rename(&mut self, old: &Value, new: &Value) {
        // Short names are part of other words.
        let (Some(old), Some(new)) = (old.as_str().filter(|old| old.len() > 7), new.as_str())
        else {
            return;
        };
        let before = self.value.clone();
        replace(&mut self.value, old, new);
        self.keep_or(before);
    }
}

fn set(value: &mut Value, way: &[String], new: Value) -> bool {
    let Some((last, outer)) = way.split_last() else {
        *value = new;
        return true;
    };
    let mut at = value;
    for step in outer {
        let Value::Object(properties) = at else {
            return false;
        };
        at = properties
            .entry(step.clone())
            .or_insert_with(|| Value::Object(Map::new()));
    }
    match at {
        Value::Object(properties) => {
            properties.insert(last.clone(), new);
            true
        }
        _ => false,
    }
}

fn replace(value: &mut Value, old: &str, new: &str) {
    match value {
        Value::String(text) if text.contains(old) => *text = text.replace(old, new),
        Value::Array(elements) => elements
            .iter_mut()
            .for_each(|element| replace(element, old, new)),
        Value::Object(properties) => properties
            .iter_mut()
            .for_each(|(_, property)| replace(property, old, new)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::super::judge::{Direction, Examples, Patterns};
    use super::*;
    use serde_json::json;

    #[test]
    fn what_fits_is_taken_and_the_rest_is_not() {
        let tree = json!({});
        let patterns = Patterns::default();
        let judge = Judge {
            tree: &tree,
            way: Direction::Response,
            patterns: &patterns,
            examples: &Examples::new(),
            left: Judge::budget(),
        };
        let schema = json!({"type": "object", "required": ["id"], "properties": {
            "id": {"type": "string"}, "friendly_name": {"type": "string", "nullable": true},
            "age": {"type": "integer"}, "url": {"type": "string"},
            "inner": {"type": "object", "additionalProperties": false, "properties": {"a": {"type": "integer"}}},
        }});
        let base =
            json!({"id": "0123456789", "age": 1, "url": "/x/0123456789/y", "inner": {"a": 1}});
        let mut filling = Filling::new(&judge, &schema, base);
        let from = json!({"FriendlyName": "n", "age": "old", "more": 1, "id": null,
            "inner": {"a": 2, "b": 3}});
        filling.fill(&[], from.as_object().unwrap());
        let way = ["id".to_owned()];
        let old = filling.get(&way).cloned().unwrap();
        assert!(filling.put_any(&way, &[json!(7), json!("7")]));
        filling.rename(&old, &json!("7"));
        let expected = json!({"id": "7", "age": 1, "url": "/x/7/y", "inner": {"a": 2},
            "friendly_name": "n"});
        assert_eq!(filling.value, expected);
        let from = json!({"age": null, "friendly_name": null});
        filling.fill(&[], from.as_object().unwrap());
        assert_eq!(
            filling.get(&["friendly_name".to_owned()]),
            Some(&Value::Null)
        );
        assert_eq!(filling.get(&["age".to_owned()]), None);
        assert!(!filling.remove(&way));
    }
}
