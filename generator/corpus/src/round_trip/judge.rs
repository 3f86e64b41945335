//! Is a value valid against its schema?

use super::schema::Schemas;
use bindery::diagnostic::Pointer;
use jsonschema::{Draft, Validator};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// Judges values by the schemas of one document. Formats are not asserted, and discriminators are
/// ignored: both only annotate in JSON Schema.
#[derive(Debug)]
pub struct Judge {
    numbers: BTreeMap<Pointer, usize>,
    definitions: Value,
    /// One validator for all schemas, so that what they share is compiled once. It takes an object
    /// whose one property names the schema by number and holds the value.
    all: Option<Validator>,
}

impl Judge {
    /// Reads the schemas at `pointers` and everything that they refer to.
    pub fn new<'p>(document: &Value, pointers: impl Iterator<Item = &'p Pointer>) -> Self {
        let mut schemas = Schemas::new(document);
        let numbers: BTreeMap<Pointer, usize> = pointers
            .map(|pointer| (pointer.clone(), schemas.number(pointer)))
            .collect();
        let definitions = schemas.definitions();
        let by_number: Map<String, Value> = numbers
            .values()
            .map(|number| (number.to_string(), reference(*number)))
            .collect();
        let all = validator(&json!({"$defs": definitions, "properties": by_number}));
        Self {
            numbers,
            definitions,
            all,
        }
    }

    /// Whether the value is valid; none where the schema cannot be compiled.
    pub fn is_valid(&self, schema: &Pointer, value: &Value) -> Option<bool> {
        let number = *self.numbers.get(schema)?;
        match &self.all {
            Some(all) => Some(all.is_valid(&json!({number.to_string(): value}))),
            // One schema that cannot be compiled must not keep the others from being judged.
            None => {
                let mut alone = reference(number);
                alone
                    .as_object_mut()?
                    .insert("$defs".to_owned(), self.definitions.clone());
                Some(validator(&alone)?.is_valid(value))
            }
        }
    }
}

fn reference(number: usize) -> Value {
    json!({"$ref": format!("#/$defs/{number}")})
}

fn validator(schema: &Value) -> Option<Validator> {
    jsonschema::options()
        .with_draft(Draft::Draft202012)
        .should_validate_formats(false)
        .build(schema)
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_judged_by_their_own_schema() {
        let document = json!({
            "node": {"type": "object", "required": ["name"], "properties": {
                "name": {"type": "string", "format": "date", "nullable": true},
                "next": {"$ref": "#/node"},
            }},
            "count": {"type": "integer", "minimum": 0, "exclusiveMinimum": true},
        });
        let pointers = ["node", "count"].map(|name| Pointer::root().child(name));
        let judge = Judge::new(&document, pointers.iter());
        let [node, count] = &pointers;
        let valid = |schema, value: Value| judge.is_valid(schema, &value);
        assert_eq!(
            valid(node, json!({"name": "no date", "next": {"name": null}})),
            Some(true)
        );
        assert_eq!(valid(node, json!({"name": "x", "next": {}})), Some(false));
        assert_eq!(valid(count, json!(1)), Some(true));
        assert_eq!(valid(count, json!(0)), Some(false));
        assert_eq!(valid(&Pointer::root(), json!(0)), None);
    }
}
