//! How does a canonical 3.0 schema read as JSON Schema 2020-12?
//!
//! Only what restricts values is carried over, and only where it is well-formed: a keyword with a
//! value of the wrong type would make the judge refuse the whole schema instead of the keyword.

use super::tree;
use bindery::diagnostic::Pointer;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, VecDeque};

/// Converts schemas of one document, each once, together with all that they refer to.
#[derive(Debug)]
pub struct Schemas<'a> {
    document: &'a Value,
    /// The number of each schema that is needed.
    numbers: BTreeMap<Pointer, usize>,
    /// Those without a conversion yet.
    pending: VecDeque<Pointer>,
    /// By number.
    converted: Vec<Value>,
}

impl<'a> Schemas<'a> {
    /// Nothing converted yet.
    pub fn new(document: &'a Value) -> Self {
        Self {
            document,
            numbers: BTreeMap::new(),
            pending: VecDeque::new(),
            converted: Vec::new(),
        }
    }

    /// The number of the schema at `pointer` among `$defs`.
    pub fn number(&mut self, pointer: &Pointer) -> usize {
        let next = self.numbers.len();
        *self.numbers.entry(pointer.clone()).or_insert_with(|| {
            self.pending.push_back(pointer.clone());
            next
        })
    }

    /// `$defs` with everything that was asked for, by number.
    pub fn definitions(&mut self) -> Value {
        while let Some(pointer) = self.pending.pop_front() {
            let schema = tree::at(self.document, &pointer).cloned();
            // A reference to nothing is found by the generator; here it refuses every value.
            let converted = self.convert(&schema.unwrap_or(Value::Bool(false)));
            self.converted.push(converted);
        }
        let numbered = self.converted.iter().enumerate();
        Value::Object(
            numbered
                .map(|(number, schema)| (number.to_string(), schema.clone()))
                .collect(),
        )
    }

    fn convert(&mut self, schema: &Value) -> Value {
        let Some(object) = schema.as_object() else {
            return Value::Bool(schema.as_bool().unwrap_or(true));
        };
        // Siblings of a reference mean nothing in 3.0; `upgrade` has moved those of 3.1 away.
        if let Some(target) = tree::reference(schema) {
            return json!({"$ref": format!("#/$defs/{}", self.number(&target))});
        }
        let mut out = Map::new();
        for (keyword, value) in object {
            self.keyword(keyword, value, object, &mut out);
        }
        if object.get("nullable") == Some(&Value::Bool(true)) {
            return json!({"anyOf": [{"type": "null"}, out]});
        }
        Value::Object(out)
    }

    fn keyword(
        &mut self,
        keyword: &str,
        value: &Value,
        schema: &Map<String, Value>,
        out: &mut Map<String, Value>,
    ) {
        let converted = match keyword {
            "type" => known_types(value),
            "properties" | "patternProperties" | "dependentSchemas" => {
                value.as_object().map(|properties| {
                    let converted = properties
                        .iter()
                        .filter(|(key, _)| keyword != "patternProperties" || compiles(key))
                        .map(|(key, property)| (key.clone(), self.convert(property)));
                    Value::Object(converted.collect())
                })
            }
            "allOf" | "oneOf" | "anyOf" | "prefixItems" => self.list(value),
            "items" if value.is_array() => {
                if let Some(items) = self.list(value) {
                    out.insert("prefixItems".to_owned(), items);
                }
                None
            }
            "items"
            | "not"
            | "contains"
            | "if"
            | "then"
            | "else"
            | "propertyNames"
            | "additionalProperties"
            | "unevaluatedProperties"
            | "unevaluatedItems"
                if value.is_object() || value.is_boolean() =>
            {
                Some(self.convert(value))
            }
            "enum" => value
                .as_array()
                .filter(|v| !v.is_empty())
                .map(|_| value.clone()),
            "const" => Some(value.clone()),
            "required" => value.as_array().map(|names| distinct_texts(names)),
            "minimum" | "maximum" => {
                let exclusive = exclusive(keyword);
                if schema.get(exclusive) == Some(&Value::Bool(true)) {
                    if value.is_number() {
                        out.insert(exclusive.to_owned(), value.clone());
                    }
                    None
                } else {
                    Some(value.clone()).filter(Value::is_number)
                }
            }
            "exclusiveMinimum" | "exclusiveMaximum" => Some(value.clone()).filter(Value::is_number),
            "multipleOf" => Some(value.clone()).filter(|v| v.as_f64().is_some_and(|v| v > 0.0)),
            "minLength" | "maxLength" | "minItems" | "maxItems" | "minProperties"
            | "maxProperties" => Some(value.clone()).filter(Value::is_u64),
            "uniqueItems" => Some(value.clone()).filter(Value::is_boolean),
            "pattern" => Some(value.clone()).filter(|v| v.as_str().is_some_and(compiles)),
            _ => None,
        };
        if let Some(converted) = converted {
            out.insert(keyword.to_owned(), converted);
        }
    }

    fn list(&mut self, value: &Value) -> Option<Value> {
        let schemas = value.as_array().filter(|schemas| !schemas.is_empty())?;
        Some(schemas.iter().map(|schema| self.convert(schema)).collect())
    }
}

fn exclusive(keyword: &str) -> &'static str {
    match keyword {
        "minimum" => "exclusiveMinimum",
        _ => "exclusiveMaximum",
    }
}

/// The type or types that JSON Schema knows; none where there is none (`file`).
fn known_types(value: &Value) -> Option<Value> {
    let known = |value: &&Value| {
        value.as_str().is_some_and(|name| {
            [
                "null", "boolean", "object", "array", "number", "string", "integer",
            ]
            .contains(&name)
        })
    };
    match value {
        Value::Array(names) => {
            let names: Vec<&Value> = names.iter().filter(known).collect();
            (!names.is_empty()).then(|| json!(names))
        }
        one => Some(one).filter(known).cloned(),
    }
}

fn distinct_texts(names: &[Value]) -> Value {
    let mut distinct: Vec<&Value> = Vec::new();
    for name in names.iter().filter(|name| name.is_string()) {
        if !distinct.contains(&name) {
            distinct.push(name);
        }
    }
    json!(distinct)
}

/// Whether the judge can read an expression; one that it cannot restricts nothing.
fn compiles(pattern: &str) -> bool {
    jsonschema::draft202012::new(&json!({"pattern": pattern})).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn converted(schema: Value) -> Value {
        let document = json!({"s": schema, "t": {"type": "string"}});
        let mut schemas = Schemas::new(&document);
        let number = schemas.number(&Pointer::root().child("s"));
        assert_eq!(number, 0);
        schemas.definitions()
    }

    #[test]
    fn exclusive_limits_become_numbers() {
        assert_eq!(
            converted(
                json!({"minimum": 1, "exclusiveMinimum": true, "maximum": 2, "exclusiveMaximum": false})
            ),
            json!({"0": {"exclusiveMinimum": 1, "maximum": 2}})
        );
    }

    #[test]
    fn nullable_adds_null_whatever_else_is_said() {
        assert_eq!(
            converted(json!({"nullable": true, "enum": ["a"]})),
            json!({"0": {"anyOf": [{"type": "null"}, {"enum": ["a"]}]}})
        );
    }

    #[test]
    fn references_are_converted_once_and_lose_their_siblings() {
        assert_eq!(
            converted(json!({
                "properties": {
                    "a": {"$ref": "#/t", "maxLength": 1},
                    "b": {"$ref": "#/t"},
                    "c": {"$ref": "#/s"},
                    "d": {"$ref": "#/nowhere"},
                },
            })),
            json!({
                "0": {"properties": {
                    "a": {"$ref": "#/$defs/1"},
                    "b": {"$ref": "#/$defs/1"},
                    "c": {"$ref": "#/$defs/0"},
                    "d": {"$ref": "#/$defs/2"},
                }},
                "1": {"type": "string"},
                "2": false,
            })
        );
    }

    #[test]
    fn what_is_malformed_or_no_restriction_is_left_out() {
        assert_eq!(
            converted(json!({
                "type": "file",
                "format": "uuid",
                "required": true,
                "pattern": "(",
                "minLength": -1,
                "multipleOf": 0,
                "enum": [],
                "discriminator": {"propertyName": "x"},
                "properties": {"enum": {"type": ["string", "any"]}},
            })),
            json!({"0": {"properties": {"enum": {"type": ["string"]}}}})
        );
    }
}
