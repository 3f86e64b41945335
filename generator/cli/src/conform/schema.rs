//! Does a JSON value match a schema, and where does it not?

use super::deviation::{Deviations, Kind, Side, Type};
use super::spec::{Dialect, Spec};
use bindery::diagnostic::Pointer;
use serde_json::{Map, Value};
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

/// The nesting of values and schemas that is compared.
const DEPTH: usize = 200;
/// The number of schemas that one body is compared with, so that nested unions end.
pub(super) const STEPS: usize = 1_000_000;

/// How often a value of each type was seen, by the schema.
pub(super) type Types = BTreeMap<Pointer, BTreeMap<Type, u64>>;

/// The comparison of one body.
pub(super) struct Comparison<'a, 't> {
    pub spec: Spec<'t>,
    pub side: Side,
    pub steps: &'a Cell<usize>,
    pub deviations: Deviations,
    pub types: Types,
}

/// How a schema is used.
#[derive(Clone, Copy)]
struct Use {
    depth: usize,
    /// Whether it is the whole schema of the value, not a part of a composition.
    is_whole: bool,
}

impl<'a, 't> Comparison<'a, 't> {
    pub fn new(spec: Spec<'t>, side: Side, steps: &'a Cell<usize>) -> Self {
        Self {
            spec,
            side,
            steps,
            deviations: Deviations::default(),
            types: Types::new(),
        }
    }

    /// Compares a value with a schema.
    pub fn value(&mut self, schema: &'t Value, at: &Pointer, value: &Value) {
        let whole = Use {
            depth: 0,
            is_whole: true,
        };
        self.compare(schema, at, value, whole);
    }

    fn compare(&mut self, schema: &'t Value, at: &Pointer, value: &Value, used: Use) {
        let Some(object) = schema.as_object() else {
            return;
        };
        let left = self.steps.get();
        if used.depth > DEPTH || left == 0 {
            return;
        }
        self.steps.set(left - 1);
        if value.is_null() {
            if !self.allows_null(schema, 0) {
                self.deviations.add(at, Kind::Null);
            }
            return;
        }
        if let Some((target, at)) = self.spec.target(schema) {
            self.compare(target, &at, value, used.deeper(used.is_whole));
            return;
        }
        let found = Type::of(value);
        let declared = declared_types(object);
        if !declared.is_empty() {
            let types = self.types.entry(at.clone()).or_default();
            *types.entry(found).or_default() += 1;
            if !declared.iter().any(|declared| found.fits(declared)) {
                self.deviations.add(at, Kind::OtherType(found));
                return;
            }
        }
        for (index, part) in list(object, "allOf").iter().enumerate() {
            let at = at.child("allOf").index(index);
            self.compare(part, &at, value, used.deeper(false));
        }
        for keyword in ["oneOf", "anyOf"] {
            let variants = list(object, keyword);
            if !variants.is_empty() {
                self.union(object, variants, &at.child(keyword), value, used);
            }
        }
        match value {
            Value::Object(properties) => self.object(object, at, properties, used),
            Value::Array(items) => {
                if let Some(schema) = object.get("items") {
                    let at = at.child("items");
                    for item in items {
                        self.compare(schema, &at, item, used.deeper(true));
                    }
                }
            }
            _ => {}
        }
    }

    fn object(
        &mut self,
        schema: &'t Map<String, Value>,
        at: &Pointer,
        value: &Map<String, Value>,
        used: Use,
    ) {
        let declared = schema.get("properties").and_then(Value::as_object);
        let declared_of = |name: &str| declared.and_then(|declared| declared.get(name));
        for name in list(schema, "required").iter().filter_map(Value::as_str) {
            let other_side = match self.side {
                Side::Request => "readOnly",
                Side::Response => "writeOnly",
            };
            let is_other = declared_of(name).is_some_and(|schema| {
                let (target, _) = self.spec.resolve(schema, Pointer::root());
                [schema, target]
                    .iter()
                    .any(|it| it.get(other_side) == Some(&Value::Bool(true)))
            });
            if !value.contains_key(name) && !is_other {
                let kind = Kind::MissingProperty(name.to_owned());
                self.deviations.add(&at.child("required"), kind);
            }
        }
        let additional = schema.get("additionalProperties");
        let has_patterns = schema.contains_key("patternProperties");
        for (name, value) in value {
            match (declared_of(name), additional) {
                (Some(schema), _) => {
                    let at = at.child("properties").child(name);
                    self.compare(schema, &at, value, used.deeper(true));
                }
                _ if has_patterns => {}
                (None, Some(Value::Bool(false))) => {
                    self.deviations
                        .add_property(at, name, true, Type::of(value));
                }
                (None, Some(schema @ Value::Object(_))) => {
                    let at = at.child("additionalProperties");
                    self.compare(schema, &at, value, used.deeper(true));
                }
                (None, _) => {}
            }
        }
        if !used.is_whole {
            return;
        }
        let mut names = BTreeSet::new();
        if self.collect_names(schema, &mut names, 0) && !names.is_empty() {
            for (name, value) in value
                .iter()
                .filter(|(name, _)| !names.contains(name.as_str()))
            {
                self.deviations
                    .add_property(at, name, false, Type::of(value));
            }
        }
    }

    /// Adds the names of all properties; false if others are declared or reported, too.
    fn collect_names(
        &self,
        schema: &'t Map<String, Value>,
        names: &mut BTreeSet<&'t str>,
        depth: usize,
    ) -> bool {
        if depth > 32
            || schema.contains_key("additionalProperties")
            || schema.contains_key("patternProperties")
        {
            return false;
        }
        let properties = schema.get("properties").and_then(Value::as_object);
        names.extend(
            properties
                .into_iter()
                .flatten()
                .map(|(name, _)| name.as_str()),
        );
        let keywords = ["allOf", "oneOf", "anyOf"];
        let mut parts = keywords.iter().flat_map(|keyword| list(schema, keyword));
        parts.all(|part| {
            let (part, _) = self.spec.resolve(part, Pointer::root());
            part.as_object()
                .is_none_or(|part| self.collect_names(part, names, depth + 1))
        })
    }

    fn union(
        &mut self,
        schema: &Map<String, Value>,
        variants: &'t [Value],
        at: &Pointer,
        value: &Value,
        used: Use,
    ) {
        let named = self.named_variant(schema, variants, value);
        let mut best: Option<(bool, Self)> = None;
        for (index, variant) in variants.iter().enumerate() {
            if named.is_some_and(|named| named != index) {
                continue;
            }
            let mut trial = Self::new(self.spec, self.side, self.steps);
            let place = at.index(index);
            trial.compare(variant, &place, value, used.deeper(false));
            let (_, target) = self.spec.resolve(variant, place.clone());
            let is_other = named.is_none()
                && (trial.deviations.contains_type_error_at(&place)
                    || trial.deviations.contains_type_error_at(&target));
            let rank = (is_other, trial.deviations.len());
            if best
                .as_ref()
                .is_none_or(|(other, best)| rank < (*other, best.deviations.len()))
            {
                best = Some((is_other, trial));
            }
            if rank.1 == 0 {
                break;
            }
        }
        match best {
            Some((false, trial)) => {
                self.deviations.append(trial.deviations);
                for (at, counts) in trial.types {
                    let own = self.types.entry(at).or_default();
                    for (found, count) in counts {
                        *own.entry(found).or_default() += count;
                    }
                }
            }
            Some((true, _)) => drop(self.deviations.add(at, Kind::NoVariant)),
            None => {}
        }
    }

    /// The variant that the value of the discriminator names.
    fn named_variant(
        &self,
        schema: &Map<String, Value>,
        variants: &[Value],
        value: &Value,
    ) -> Option<usize> {
        let discriminator = schema.get("discriminator")?;
        let name = value
            .get(discriminator.get("propertyName")?.as_str()?)?
            .as_str()?;
        let mapped = discriminator
            .get("mapping")
            .and_then(|mapping| mapping.get(name)?.as_str());
        let target = mapped.unwrap_or(name);
        let component = Pointer::root()
            .child("components")
            .child("schemas")
            .child(target);
        let component = component.to_string();
        variants.iter().position(|variant| {
            let reference = variant.get("$ref").and_then(Value::as_str);
            reference == Some(target) || reference == Some(component.as_str())
        })
    }

    fn allows_null(&self, schema: &Value, depth: usize) -> bool {
        let Some(object) = schema.as_object() else {
            return schema != &Value::Bool(false);
        };
        if depth > 32 {
            return true;
        }
        let is_set = |keyword: &str| object.get(keyword) == Some(&Value::Bool(true));
        if self.spec.dialect != Dialect::ThreeOne && (is_set("nullable") || is_set("x-nullable")) {
            return true;
        }
        if let Some((target, _)) = self.spec.target(schema) {
            return self.allows_null(target, depth + 1);
        }
        let declared = declared_types(object);
        let values = object.get("enum").and_then(Value::as_array);
        if !declared.is_empty() && !declared.contains(&"null")
            || values.is_some_and(|values| !values.contains(&Value::Null))
            || object.get("const").is_some_and(|value| !value.is_null())
        {
            return false;
        }
        let allows = |schema: &Value| self.allows_null(schema, depth + 1);
        let any =
            |keyword| list(object, keyword).is_empty() || list(object, keyword).iter().any(allows);
        list(object, "allOf").iter().all(allows) && any("oneOf") && any("anyOf")
    }
}

impl Use {
    fn deeper(self, is_whole: bool) -> Self {
        Self {
            depth: self.depth + 1,
            is_whole,
        }
    }
}

fn list<'t>(schema: &'t Map<String, Value>, keyword: &str) -> &'t [Value] {
    let list = schema.get(keyword).and_then(Value::as_array);
    list.map_or(&[], Vec::as_slice)
}

/// The types of a schema, or the one that follows from other keywords. Empty if it allows every type.
fn declared_types(schema: &Map<String, Value>) -> Vec<&str> {
    let types: Vec<&str> = match schema.get("type") {
        Some(Value::String(name)) => vec![name],
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).collect(),
        _ if schema.contains_key("properties") => vec!["object"],
        _ if schema.contains_key("items") => vec!["array"],
        _ => Vec::new(),
    };
    let is_known = |name: &&str| {
        matches!(
            *name,
            "null" | "boolean" | "integer" | "number" | "string" | "array" | "object"
        )
    };
    match types.iter().all(is_known) {
        true => types,
        false => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// The deviations of a value from the schema `S`.
    fn deviations(version: &str, schemas: &Value, value: &Value) -> Vec<String> {
        let tree = json!({"openapi": version, "components": {"schemas": schemas}});
        let steps = Cell::new(20_000);
        let mut comparison = Comparison::new(Spec::new(&tree), Side::Response, &steps);
        let at = Pointer::from_escaped("/components/schemas/S");
        comparison.value(at.find(&tree).unwrap(), &at, value);
        let found = comparison.deviations.iter();
        found
            .map(|(at, kind, _)| {
                format!(
                    "{}: {}",
                    at.as_str().replace("/components/schemas", ""),
                    kind.message()
                )
            })
            .collect()
    }

    #[test]
    fn values_are_compared_with_each_part_of_a_schema() {
        let all = json!({
            "S": {"required": ["id", "secret"], "properties": {
                "id": {"type": "integer"}, "secret": {"type": "string", "writeOnly": true},
                "next": {"$ref": "#/components/schemas/S"},
                "tags": {"type": "array", "items": {"type": "string"}},
                "map": {"additionalProperties": {"type": "number"}},
                "none": {"type": "string", "nullable": true},
                "closed": {"additionalProperties": false, "properties": {"a": {}}},
            }},
        });
        for (value, expected) in [
            (
                json!({"id": 1, "tags": ["a"], "map": {"x": 1.5, "y": 2}, "none": null}),
                &[][..],
            ),
            (
                json!({"id": 1.5}),
                &["/S/properties/id: the value has the type number, which is not declared"],
            ),
            (
                json!({}),
                &["/S/required: the required property `id` is missing"],
            ),
            (
                json!({"id": 1, "next": {"id": 1, "tags": [null, 1]}}),
                &[
                    "/S/properties/tags/items: the value is null, but the schema is not nullable",
                    "/S/properties/tags/items: the value has the type integer, which is not declared",
                ],
            ),
            (
                json!({"id": 1, "map": {"4711": "x"}}),
                &[
                    "/S/properties/map/additionalProperties: the value has the type string, which is not declared",
                ],
            ),
            (
                json!({"id": 1, "closed": {"b": 1}, "more": 1}),
                &[
                    "/S: the property `more` is not declared",
                    "/S/properties/closed: the property `b` is not declared",
                ],
            ),
            (
                json!("text"),
                &["/S: the value has the type string, which is not declared"],
            ),
        ] {
            assert_eq!(deviations("3.0.3", &all, &value), expected, "{value}");
        }
    }

    #[test]
    fn a_union_is_compared_by_its_closest_variant() {
        let all = json!({
            "S": {"oneOf": [{"$ref": "#/components/schemas/A"}, {"type": ["string", "null"]}, {"$ref": "#/components/schemas/B"}],
                "discriminator": {"propertyName": "kind", "mapping": {"bee": "#/components/schemas/B"}}},
            "A": {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}, "a": {"type": "integer"}}},
            "B": {"type": "object", "required": ["kind", "b"], "properties": {"kind": {"type": "string"}, "b": {"type": "integer"}}},
        });
        for (value, expected) in [
            (json!(null), &[][..]),
            (json!("text"), &[]),
            (json!({"kind": "A", "a": 1}), &[]),
            (
                json!({"kind": "bee"}),
                &["/B/required: the required property `b` is missing"],
            ),
            (
                json!({"kind": "other", "a": "x"}),
                &["/A/properties/a: the value has the type string, which is not declared"],
            ),
            (
                json!(1),
                &["/S/oneOf: the value matches no variant of the union"],
            ),
        ] {
            assert_eq!(deviations("3.1.0", &all, &value), expected, "{value}");
        }
    }

    #[test]
    fn nested_unions_end() {
        let part = json!({"$ref": "#/components/schemas/S"});
        let all =
            json!({"S": {"anyOf": [part, part, part], "properties": {"a": {"type": "string"}}}});
        let found = deviations("3.0.3", &all, &json!({"a": 1}));
        assert!(found.len() < 10, "{found:?}");
    }
}
