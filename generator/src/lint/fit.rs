//! Does a value fit a schema of canonical 3.0? If not, why not?
//!
//! Validates types, `enum`, `required`, properties, elements and their bounds, and unions. It does
//! not validate `pattern` and `format`, whose rules differ between tools, nor that only one schema
//! of `oneOf` matches. [`Rules`] can add more.

use crate::visits;
use serde_json::{Map, Value};
use std::fmt;

/// Schemas that are followed into each other. An example is as deep as its text.
const DEPTH: usize = 60;

/// The limit of schemas that are compared with one example, because nested unions could take
/// exponential time. This many values of an `enum`, required names or bytes of a text count as one
/// more.
const STEPS: usize = 20_000;
const PER_STEP: usize = 64;

/// Validation besides the structure.
pub trait Rules {
    /// Whether a property that is required may be absent, by its schema.
    fn may_lack(&self, property: &Map<String, Value>) -> bool;

    /// Judges a value by one schema, without its parts.
    ///
    /// # Errors
    ///
    /// Why it does not fit.
    fn judge(&self, schema: &Map<String, Value>, value: &Value) -> Result<(), String>;
}

/// The structure alone, of a value that may travel either way.
struct Structure;

impl Rules for Structure {
    // One example serves both ways, and these travel one way only.
    fn may_lack(&self, property: &Map<String, Value>) -> bool {
        ["readOnly", "writeOnly"]
            .iter()
            .any(|key| property.get(*key) == Some(&Value::Bool(true)))
    }

    fn judge(&self, _: &Map<String, Value>, _: &Value) -> Result<(), String> {
        Ok(())
    }
}

/// Why a value does not fit.
#[derive(Debug)]
pub struct Misfit {
    /// The keys and indices that lead from the example to the value, the last first.
    way: Vec<String>,
    reason: String,
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.way.is_empty() {
            return f.write_str(&self.reason);
        }
        let way: Vec<&str> = self.way.iter().rev().map(String::as_str).collect();
        write!(f, "`{}` {}", way.join("."), self.reason)
    }
}

/// Whether `value` fits `schema`.
///
/// As far as `steps` lead, of which those that were taken are taken away.
///
/// # Errors
///
/// The first thing that does not fit.
pub(super) fn fit(
    tree: &Value,
    schema: &Map<String, Value>,
    value: &Value,
    steps: &mut usize,
) -> Result<(), Misfit> {
    let given = STEPS.min(*steps);
    let mut judge = Judge {
        tree,
        rules: &Structure,
        steps: given,
    };
    let fits = judge.object(schema, value, DEPTH);
    *steps -= given - judge.steps;
    fits
}

/// Whether `value` fits `schema`, also by these rules, as far as `steps` lead, of which those that
/// were taken are taken away.
///
/// # Errors
///
/// The first thing that does not fit.
pub fn fit_by(
    rules: &dyn Rules,
    tree: &Value,
    schema: &Value,
    value: &Value,
    steps: &mut usize,
) -> Result<(), Misfit> {
    let given = STEPS.min(*steps);
    let mut judge = Judge {
        tree,
        rules,
        steps: given,
    };
    let fits = judge.schema(schema, value, DEPTH);
    *steps -= given - judge.steps;
    fits
}

struct Judge<'t> {
    tree: &'t Value,
    rules: &'t dyn Rules,
    steps: usize,
}

fn misfit(reason: impl Into<String>) -> Result<(), Misfit> {
    Err(Misfit {
        way: Vec::new(),
        reason: reason.into(),
    })
}

impl Judge<'_> {
    fn schema(&mut self, schema: &Value, value: &Value, depth: usize) -> Result<(), Misfit> {
        match schema {
            Value::Object(map) => self.object(map, value, depth),
            _ => Ok(()),
        }
    }

    fn object(
        &mut self,
        map: &Map<String, Value>,
        value: &Value,
        depth: usize,
    ) -> Result<(), Misfit> {
        let size = list(map, "enum").len() + list(map, "required").len();
        let size = size + value.as_str().map_or(0, str::len);
        let (Some(left), true) = (self.steps.checked_sub(1 + size / PER_STEP), depth > 0) else {
            // Parts that were not validated are not reported.
            return Ok(());
        };
        self.steps = left;
        visits::note(1 + size / PER_STEP);
        if let Some(target) = map.get("$ref").and_then(Value::as_str) {
            let pointer = target.strip_prefix('#');
            return match pointer.and_then(|pointer| self.tree.pointer(pointer)) {
                Some(schema) => self.schema(schema, value, depth - 1),
                // A dangling one is reported where it is.
                None => Ok(()),
            };
        }
        if value.is_null() && map.get("nullable") == Some(&Value::Bool(true)) {
            return Ok(());
        }
        of_type(map, value)?;
        self.rules.judge(map, value).or_else(misfit)?;
        if let Some(Value::Array(values)) = map.get("enum")
            && !values.iter().any(|known| equal(known, value))
        {
            return misfit(format!("is none of the values of `enum`: {}", short(value)));
        }
        for part in list(map, "allOf") {
            self.schema(part, value, depth - 1)?;
        }
        for key in ["oneOf", "anyOf"] {
            self.union(list(map, key), key, value, depth)?;
        }
        match value {
            Value::Object(properties) => self.properties(map, properties, depth),
            Value::Array(elements) => self.elements(map, elements, depth),
            Value::String(text) => {
                let length = text.chars().count();
                bounds(map, length, "minLength", "maxLength", "characters")
            }
            Value::Number(number) => number.as_f64().map_or(Ok(()), |n| range(map, n)),
            _ => Ok(()),
        }
    }

    fn union(
        &mut self,
        properties: &[Value],
        key: &str,
        value: &Value,
        depth: usize,
    ) -> Result<(), Misfit> {
        let mut first = None;
        for property in properties {
            match self.schema(property, value, depth - 1) {
                Ok(()) => return Ok(()),
                Err(misfit) => first = first.or(Some(misfit)),
            }
        }
        match (first, properties) {
            (None, _) => Ok(()),
            (Some(only), [_]) => Err(only),
            (Some(_), _) => misfit(format!("matches no schema of `{key}`")),
        }
    }

    fn properties(
        &mut self,
        map: &Map<String, Value>,
        properties: &Map<String, Value>,
        depth: usize,
    ) -> Result<(), Misfit> {
        let declared = map.get("properties").and_then(Value::as_object);
        let property = |name: &str| declared.and_then(|declared| declared.get(name));
        for name in list(map, "required").iter().filter_map(Value::as_str) {
            let schema = property(name).and_then(Value::as_object);
            let excused = schema.is_some_and(|schema| self.rules.may_lack(schema));
            if !excused && !properties.contains_key(name) {
                return misfit(format!("lacks `{name}`, which is required"));
            }
        }
        let additional = map.get("additionalProperties");
        for (name, value) in properties {
            let inside = match (property(name), additional) {
                (Some(schema), _) | (None, Some(schema @ Value::Object(_))) => {
                    self.schema(schema, value, depth - 1)
                }
                (None, Some(Value::Bool(false))) => misfit("is no property of the schema"),
                (None, _) => Ok(()),
            };
            inside.map_err(|misfit| within(misfit, name))?;
        }
        Ok(())
    }

    fn elements(
        &mut self,
        map: &Map<String, Value>,
        elements: &[Value],
        depth: usize,
    ) -> Result<(), Misfit> {
        bounds(map, elements.len(), "minItems", "maxItems", "elements")?;
        let Some(schema) = map.get("items") else {
            return Ok(());
        };
        for (index, value) in elements.iter().enumerate() {
            let inside = self.schema(schema, value, depth - 1);
            inside.map_err(|misfit| within(misfit, &index.to_string()))?;
        }
        Ok(())
    }
}

fn within(mut misfit: Misfit, step: &str) -> Misfit {
    misfit.way.push(step.to_owned());
    misfit
}

fn list<'m>(map: &'m Map<String, Value>, key: &str) -> &'m [Value] {
    map.get(key)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

fn of_type(map: &Map<String, Value>, value: &Value) -> Result<(), Misfit> {
    let Some(wanted) = map.get("type").and_then(Value::as_str) else {
        return Ok(());
    };
    let whole = |value: &Value| {
        value.is_i64() || value.is_u64() || value.as_f64().is_some_and(|n| n.fract() == 0.0)
    };
    let (fits, wanted) = match wanted {
        "string" => (value.is_string(), "a string"),
        "number" => (value.is_number(), "a number"),
        "integer" => (whole(value), "a whole number"),
        "boolean" => (value.is_boolean(), "a boolean"),
        "array" => (value.is_array(), "a list"),
        "object" => (value.is_object(), "an object"),
        _ => return Ok(()),
    };
    if fits {
        return Ok(());
    }
    let found = match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    };
    let shown = match value {
        Value::Null | Value::Array(_) | Value::Object(_) => String::new(),
        value => format!(" {}", short(value)),
    };
    misfit(format!("is {found}{shown}, and should be {wanted}"))
}

fn bounds(
    map: &Map<String, Value>,
    length: usize,
    least: &str,
    most: &str,
    what: &str,
) -> Result<(), Misfit> {
    let length = u64::try_from(length).unwrap_or(u64::MAX);
    let bound = |key: &str| map.get(key).and_then(Value::as_u64);
    if let Some(bound) = bound(least).filter(|bound| length < *bound) {
        return misfit(format!("has {length} {what}, and `{least}` is {bound}"));
    }
    if let Some(bound) = bound(most).filter(|bound| length > *bound) {
        return misfit(format!("has {length} {what}, and `{most}` is {bound}"));
    }
    Ok(())
}

fn range(map: &Map<String, Value>, number: f64) -> Result<(), Misfit> {
    let bound = |key: &str| map.get(key).and_then(Value::as_f64);
    let open = |key: &str| map.get(key) == Some(&Value::Bool(true));
    if let Some(least) = bound("minimum")
        && (number < least || number == least && open("exclusiveMinimum"))
    {
        return misfit(format!("is {number}, and `minimum` is {least}"));
    }
    if let Some(most) = bound("maximum")
        && (number > most || number == most && open("exclusiveMaximum"))
    {
        return misfit(format!("is {number}, and `maximum` is {most}"));
    }
    Ok(())
}

/// Whether two values are the same in JSON, where `1` and `1.0` are.
fn equal(one: &Value, other: &Value) -> bool {
    one == other || one.is_number() && one.as_f64() == other.as_f64()
}

fn short(value: &Value) -> String {
    let text = value.to_string();
    if text.chars().count() <= 40 {
        return text;
    }
    text.chars().take(40).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn judged(schema: Value, value: Value) -> String {
        let tree = json!({"components": {"schemas": {
            "Tree": {"type": "object", "properties": {"next": {"$ref": "#/components/schemas/Tree"}}},
            "Loop": {"allOf": [{"$ref": "#/components/schemas/Loop"}]},
        }}});
        match fit(
            &tree,
            schema.as_object().unwrap(),
            &value,
            &mut STEPS.clone(),
        ) {
            Ok(()) => String::new(),
            Err(misfit) => misfit.to_string(),
        }
    }

    #[test]
    fn matching_values_are_not_reported() {
        for (schema, value) in [
            (json!({}), json!([1])),
            (json!({"type": "integer"}), json!(1.0)),
            (json!({"type": "string", "nullable": true}), json!(null)),
            (json!({"enum": [1]}), json!(1.0)),
            (
                json!({"oneOf": [{"type": "string"}, {"type": "integer"}]}),
                json!(1),
            ),
            (
                json!({"required": ["id"], "properties": {"id": {"type": "string", "readOnly": true}}}),
                json!({}),
            ),
            (
                json!({"$ref": "#/components/schemas/Tree"}),
                json!({"next": {"next": {}}}),
            ),
            (json!({"$ref": "#/components/schemas/Loop"}), json!(1)),
            (json!({"$ref": "#/nowhere"}), json!(1)),
            (
                json!({"maximum": 3, "minimum": 3, "maxLength": 0}),
                json!(3),
            ),
        ] {
            assert_eq!(judged(schema, value), "");
        }
    }

    #[test]
    fn what_does_not_fit_is_named_with_its_place() {
        for (schema, value, reason) in [
            (
                json!({"type": "integer"}),
                json!("a"),
                "is a string \"a\", and should be a whole number",
            ),
            (
                json!({"type": "integer"}),
                json!(1.5),
                "is a number 1.5, and should be a whole number",
            ),
            (
                json!({"type": "string"}),
                json!(null),
                "is null, and should be a string",
            ),
            (
                json!({"enum": ["a"]}),
                json!("b"),
                "is none of the values of `enum`: \"b\"",
            ),
            (
                json!({"required": ["id"]}),
                json!({}),
                "lacks `id`, which is required",
            ),
            (
                json!({"additionalProperties": false, "properties": {}}),
                json!({"a": 1}),
                "`a` is no property of the schema",
            ),
            (
                json!({"items": {"properties": {"a": {"type": "boolean"}}}}),
                json!([{}, {"a": []}]),
                "`1.a` is a list, and should be a boolean",
            ),
            (
                json!({"$ref": "#/components/schemas/Tree"}),
                json!({"next": {"next": 1}}),
                "`next.next` is a number 1, and should be an object",
            ),
            (
                json!({"anyOf": [{"type": "string"}, {"type": "integer"}]}),
                json!(true),
                "matches no schema of `anyOf`",
            ),
            (
                json!({"maxItems": 1}),
                json!([1, 2]),
                "has 2 elements, and `maxItems` is 1",
            ),
            (
                json!({"minLength": 3}),
                json!("äö"),
                "has 2 characters, and `minLength` is 3",
            ),
            (
                json!({"minimum": 3, "exclusiveMinimum": true}),
                json!(3),
                "is 3, and `minimum` is 3",
            ),
            (
                json!({"additionalProperties": {"maximum": 1}}),
                json!({"a": 2}),
                "`a` is 2, and `maximum` is 1",
            ),
        ] {
            assert_eq!(judged(schema, value), reason);
        }
    }
}
