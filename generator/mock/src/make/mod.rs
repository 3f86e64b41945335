//! Which value does a schema describe? Made up where the document gives none: the same one each
//! time for the same seed.

use super::judge::{Direction, Judge};
use super::tree::{list, merged, variants};
use bindery::diagnostic::Pointer;
use bindery::examples::{self, Chance, NumberLimits, TextLimits};
use serde_json::{Map, Value, json};

/// So deep properties are made that may be left out.
const SHOWN: usize = 5;

/// So deep anything is made.
const DEPTH: usize = 30;

/// The limit of invented optional properties.
const PROPERTIES: usize = 300;

/// Values that are tried before one is taken that does not fit.
const TRIES: u64 = 6;

/// Schemas that are looked at for one value: unions of unions could be tried without end.
const STEPS: usize = 2_000;

/// A value that fits the schema as far as one can be made; `about` tells values apart that
/// have the same schema.
pub(super) fn value(judge: &Judge<'_>, schema: &Value, seed: u64, about: &str) -> Value {
    let mut first = None;
    for attempt in 0..TRIES {
        let mut maker = ValueBuilder {
            judge,
            chance: Chance::about(seed.wrapping_add(attempt), about),
            properties: PROPERTIES,
            steps: STEPS,
            // An optional property may be the one that does not fit.
            shown: if attempt + 2 < TRIES { SHOWN } else { 0 },
            examples: attempt % 2 == 0,
        };
        let made = maker.value(schema, "text", 0);
        if judge.fits(schema, &made) {
            return made;
        }
        first = first.or(Some(made));
    }
    first.unwrap_or_default()
}

struct ValueBuilder<'j> {
    judge: &'j Judge<'j>,
    chance: Chance,
    /// Properties that may still be made.
    properties: usize,
    /// Schemas that may still be looked at.
    steps: usize,
    /// So deep properties are made that may be left out.
    shown: usize,
    /// Whether what the document gives is taken.
    examples: bool,
}

impl ValueBuilder<'_> {
    fn value(&mut self, schema: &Value, name: &str, depth: usize) -> Value {
        let map = merged(self.judge.tree, schema);
        let nullable = map.get("nullable") == Some(&Value::Bool(true));
        let left = self.steps.checked_sub(1);
        self.steps = left.unwrap_or_default();
        if left.is_none() || depth > DEPTH {
            return blank(&map);
        }
        if let Some(given) = self.given(schema, &map) {
            return given;
        }
        if nullable && depth > self.shown + 1 {
            return Value::Null;
        }
        if let (Some(discriminator), Some(target), None) =
            (map.get("discriminator"), reference(schema), variants(&map))
        {
            return self.extension(schema, discriminator, target, depth);
        }
        if let Some((key, variants)) = variants(&map) {
            return self.union(schema, &map, key, variants, name, depth);
        }
        let kind = map.get("type").and_then(Value::as_str);
        match kind.unwrap_or_else(|| implied(&map)) {
            "object" => self.object(&map, depth),
            "array" => self.array(&map, name, depth),
            "string" => match map.get("contentSchema") {
                Some(inner) if inner.is_object() => {
                    self.value(inner, name, depth + 1).to_string().into()
                }
                _ => self.text(&map, name).into(),
            },
            "integer" => examples::whole(&number_limits(&map), &mut self.chance).into(),
            "number" => examples::number(&number_limits(&map), &mut self.chance).into(),
            "boolean" => true.into(),
            _ => json!({}),
        }
    }

    /// The value that the document provides: an example, a default, or an allowed value.
    fn given(&mut self, schema: &Value, map: &Map<String, Value>) -> Option<Value> {
        let target = schema.get("$ref").and_then(Value::as_str);
        let of_responses = target.and_then(|target| self.judge.examples.get(target));
        if let (true, Some(value), Direction::Response) =
            (self.examples, of_responses, self.judge.way)
        {
            return Some(value.clone());
        }
        let given = ["example", "default"].into_iter();
        let mut given = given
            .filter_map(|key| map.get(key))
            .filter(|value| !value.is_null());
        if self.examples
            && let Some(value) = given.find(|value| self.judge.fits(schema, value))
        {
            return Some(value.clone());
        }
        let values = list(map, "enum");
        let fitting: Vec<&Value> = values
            .iter()
            .filter(|value| !value.is_null() && self.judge.fits(schema, value))
            .collect();
        let chosen = self.chance.one_of(&fitting).copied();
        chosen.or(values.first()).cloned()
    }

    /// The first variant of which a value fits the whole.
    fn union(
        &mut self,
        schema: &Value,
        map: &Map<String, Value>,
        key: &str,
        variants: &[Value],
        name: &str,
        depth: usize,
    ) -> Value {
        let mut rest = map.clone();
        for key in [key, "discriminator", "example", "default"] {
            rest.shift_remove(key);
        }
        let tag = map.get("discriminator");
        let mut first = None;
        let mut order: Vec<&Value> = variants.iter().collect();
        if depth > self.shown {
            // A value without parts ends a recursion.
            order.sort_by_key(|variant| {
                let map = merged(self.judge.tree, variant);
                let kind = map.get("type").and_then(Value::as_str);
                matches!(kind.unwrap_or_else(|| implied(&map)), "object" | "array")
            });
        }
        for variant in order {
            let whole = json!({"allOf": [&rest, variant]});
            let mut made = self.value(&whole, name, depth + 1);
            if let (Some(tag), Value::Object(properties)) = (tag, &mut made) {
                choose(tag, variant, properties);
            }
            if self.judge.fits(schema, &made) {
                return made;
            }
            first = first.or(Some(made));
            if self.steps == 0 {
                break;
            }
        }
        first.unwrap_or_default()
    }

    /// A value of a schema with a discriminator: of the first schema that extends it, with its tag, or
    /// of the schema itself.
    fn extension(
        &mut self,
        schema: &Value,
        discriminator: &Value,
        target: &str,
        depth: usize,
    ) -> Value {
        let mut first = None;
        let itself = target.to_owned();
        for leaf in leaves(self.judge.tree, target).into_iter().chain([itself]) {
            let leaf = json!({"$ref": leaf});
            let map = merged(self.judge.tree, &leaf).into_owned();
            let made = self.object(&map, depth);
            let mut tagged = made.clone();
            if let Value::Object(properties) = &mut tagged {
                choose(discriminator, &leaf, properties);
            }
            // A property that lists its values has the tag already.
            for made in [tagged, made] {
                if self.judge.fits(schema, &made) && self.judge.fits(&leaf, &made) {
                    return made;
                }
                first = first.or(Some(made));
            }
        }
        first.unwrap_or_default()
    }

    fn object(&mut self, map: &Map<String, Value>, depth: usize) -> Value {
        let mut properties = Map::new();
        let required: Vec<&str> = list(map, "required")
            .iter()
            .filter_map(Value::as_str)
            .collect();
        let other_way = match self.judge.way {
            Direction::Sent => "readOnly",
            Direction::Response => "writeOnly",
        };
        let empty = Map::new();
        let declared = map.get("properties").and_then(Value::as_object);
        let declared = declared.unwrap_or(&empty);
        for (name, schema) in declared {
            let known = merged(self.judge.tree, schema);
            let says = |key: &str| known.get(key) == Some(&Value::Bool(true));
            let needed = required.contains(&name.as_str());
            let shown = depth < self.shown && self.properties > 0 && !says("deprecated");
            if says(other_way) || !(needed || shown) {
                continue;
            }
            self.properties = self.properties.saturating_sub(1);
            let value = self.value(schema, name, depth + 1);
            // A property that may be left out and cannot be made as it should be is left out.
            if needed || self.judge.fits(schema, &value) {
                properties.insert(name.clone(), value);
            }
        }
        let rest = map.get("additionalProperties");
        let any = json!({});
        for name in required {
            if !declared.contains_key(name) {
                let schema = rest.filter(|rest| rest.is_object()).unwrap_or(&any);
                let value = self.value(schema, name, depth + 1);
                properties.insert(name.to_owned(), value);
            }
        }
        let least = map.get("minProperties").and_then(Value::as_u64);
        let shown = declared.is_empty() && depth < self.shown && rest.is_some();
        let least = least.unwrap_or_default().max(u64::from(shown)).min(50);
        let open = rest != Some(&Value::Bool(false));
        let mut number = 0;
        while open && u64::try_from(properties.len()).unwrap_or(u64::MAX) < least && number < least
        {
            number += 1;
            let schema = rest.filter(|rest| rest.is_object()).unwrap_or(&any);
            let value = self.value(schema, "text", depth + 1);
            properties.insert(self.key(map, number), value);
        }
        Value::Object(properties)
    }

    /// A name that no property has.
    fn key(&mut self, map: &Map<String, Value>, number: u64) -> String {
        let pattern = map.get("x-bindery-key-pattern").and_then(Value::as_str);
        let of_pattern = pattern.and_then(|pattern| {
            let schema = json!({"pattern": pattern});
            Some(self.text(schema.as_object()?, "key"))
        });
        match (of_pattern, number) {
            (Some(key), _) => key,
            (None, 1) => "key".to_owned(),
            (None, number) => format!("key{number}"),
        }
    }

    fn array(&mut self, map: &Map<String, Value>, name: &str, depth: usize) -> Value {
        let bound = |key: &str| map.get(key).and_then(Value::as_u64);
        let prefix = list(map, "x-bindery-prefix-items");
        let least = bound("minItems").unwrap_or_default();
        let wanted = if depth < self.shown && self.properties > 0 {
            least.max(1)
        } else {
            least
        };
        let wanted = wanted.min(bound("maxItems").unwrap_or(u64::MAX));
        let wanted = usize::try_from(wanted).unwrap_or(usize::MAX).min(1_000);
        let wanted = wanted.max(prefix.len());
        let any = json!({});
        let items = map.get("items").unwrap_or(&any);
        let distinct = map.get("uniqueItems") == Some(&Value::Bool(true));
        let mut elements: Vec<Value> = Vec::new();
        let mut spare = wanted.saturating_mul(8);
        let examples = self.examples;
        while elements.len() < wanted && self.steps > 0 {
            let schema = prefix.get(elements.len()).unwrap_or(items);
            let element = match distinct && !elements.is_empty() {
                // Texts are called after their property, and would be the same.
                true => self.value(schema, &format!("{name}{}", elements.len()), depth + 1),
                false => self.value(schema, name, depth + 1),
            };
            if distinct && spare > 0 && elements.contains(&element) {
                // An example is the same one each time.
                self.examples = false;
                spare -= 1;
                continue;
            }
            elements.push(element);
        }
        self.examples = examples;
        Value::Array(elements)
    }

    fn text(&mut self, map: &Map<String, Value>, name: &str) -> String {
        let bound = |key: &str| map.get(key).and_then(Value::as_u64);
        let limits = TextLimits {
            format: map.get("format").and_then(Value::as_str),
            pattern: map.get("pattern").and_then(Value::as_str),
            min_length: bound("minLength"),
            max_length: bound("maxLength"),
        };
        let patterns = self.judge.patterns;
        let matches = |pattern: &str, text: &str| Some(patterns.matches(pattern, text));
        let text = examples::text(&limits, name, &mut self.chance, &matches);
        // Long ones cost more than their schema.
        self.steps = self.steps.saturating_sub(text.len() / 16);
        text
    }
}

fn number_limits(map: &Map<String, Value>) -> NumberLimits {
    let number = |key: &str| map.get(key).and_then(Value::as_f64);
    let excludes = |key: &str| map.get(key) == Some(&Value::Bool(true));
    let limits = NumberLimits {
        minimum: number("minimum"),
        excludes_minimum: excludes("exclusiveMinimum"),
        maximum: number("maximum"),
        excludes_maximum: excludes("exclusiveMaximum"),
        multiple_of: number("multipleOf"),
    };
    match map.get("format").and_then(Value::as_str) {
        Some("int32") => limits.within(i32::MIN.into(), i32::MAX.into()),
        _ => limits,
    }
}

/// The target of a schema that is a reference.
fn reference(schema: &Value) -> Option<&str> {
    schema.get("$ref").and_then(Value::as_str)
}

/// Schemas that are looked at for those that extend one.
const LEAVES: usize = 20;

/// The schemas of `components` that extend one by `allOf` and that no other extends; a few of them.
fn leaves(tree: &Value, target: &str) -> Vec<String> {
    let schemas = tree
        .pointer("/components/schemas")
        .and_then(Value::as_object);
    let extending = |target: &str| -> Vec<String> {
        let schemas = schemas.into_iter().flatten().filter(|(_, schema)| {
            let parts = schema.get("allOf").and_then(Value::as_array);
            parts
                .into_iter()
                .flatten()
                .any(|part| reference(part) == Some(target))
        });
        let base = Pointer::root().child("components").child("schemas");
        schemas
            .map(|(key, _)| format!("#{}", base.child(key).as_str()))
            .take(LEAVES)
            .collect()
    };
    let (mut leaves, mut seen, mut open) = (Vec::new(), Vec::new(), extending(target));
    while let Some(schema) = open.first().cloned().filter(|_| seen.len() < LEAVES) {
        open.remove(0);
        if seen.contains(&schema) {
            continue;
        }
        let further = extending(&schema);
        if further.is_empty() {
            leaves.push(schema.clone());
        }
        seen.push(schema);
        open.extend(further);
    }
    leaves
}

/// The type that the keywords of a schema without one speak of.
fn implied(map: &Map<String, Value>) -> &'static str {
    let has = |keys: &[&str]| keys.iter().any(|key| map.contains_key(*key));
    if has(&["properties", "required", "additionalProperties"]) {
        "object"
    } else if has(&["items"]) {
        "array"
    } else if has(&["pattern", "format", "minLength", "maxLength"]) {
        "string"
    } else if has(&["minimum", "maximum", "multipleOf"]) {
        "number"
    } else {
        ""
    }
}

/// The least value of a type.
fn blank(map: &Map<String, Value>) -> Value {
    if map.get("nullable") == Some(&Value::Bool(true)) {
        return Value::Null;
    }
    match map.get("type").and_then(Value::as_str) {
        Some("object") => json!({}),
        Some("array") => json!([]),
        Some("string") => json!(""),
        Some("integer" | "number") => json!(0),
        Some("boolean") => json!(false),
        _ => Value::Null,
    }
}

/// Sets the property that tells which variant a value is of (Discriminator Object).
fn choose(discriminator: &Value, variant: &Value, properties: &mut Map<String, Value>) {
    let (Some(property), Some(target)) = (
        discriminator.get("propertyName").and_then(Value::as_str),
        variant.get("$ref").and_then(Value::as_str),
    ) else {
        return;
    };
    let name = target.rsplit('/').next().unwrap_or(target);
    let mapping = discriminator.get("mapping").and_then(Value::as_object);
    let mapped = mapping.into_iter().flatten().find(|(_, to)| {
        let to = to.as_str().unwrap_or_default();
        to == target || to == name
    });
    let tag = mapped.map_or(name, |(tag, _)| tag.as_str());
    properties.insert(property.to_owned(), tag.into());
}

#[cfg(test)]
mod tests {
    use super::super::judge::{Examples, Patterns};
    use super::*;

    fn made(tree: &Value, way: Direction, schema: &Value, seed: u64) -> Value {
        let judge = Judge {
            tree,
            way,
            patterns: &Patterns::default(),
            examples: &Examples::new(),
            left: Judge::budget(),
        };
        let made = value(&judge, schema, seed, "test");
        assert_eq!(judge.judge(schema, &made), Ok(()), "{schema}: {made}");
        made
    }

    #[test]
    fn what_is_made_fits() {
        let tree = json!({"components": {"schemas": {
            "Tree": {"type": "object", "required": ["next"], "properties": {
                "next": {"oneOf": [{"$ref": "#/components/schemas/Tree"}, {"type": "string"}]},
                "maybe": {"$ref": "#/components/schemas/Tree"}}},
            "Cat": {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}, "claws": {"type": "integer", "minimum": 4}}},
        }}});
        for schema in [
            json!({"type": "string", "minLength": 40, "maxLength": 41}),
            json!({"type": "string", "maxLength": 2}),
            json!({"type": "string", "pattern": "^KS[0-9a-fA-F]{32}$"}),
            json!({"type": "string", "pattern": "^[A-Z]{2,}-\\d+(x|y)?$", "minLength": 12}),
            json!({"type": "string", "pattern": "^\\+[1-9]\\d{1,14}$"}),
            json!({"type": "string", "pattern": "^(?![0-9a-f]{8}-[)]$)^[a-z][a-z0-9-]*[a-z0-9]$"}),
            json!({"type": "string", "pattern": "^{[0-9]{2}\\}(?<!x)$"}),
            json!({"type": "string", "format": "uuid"}),
            json!({"type": "string", "format": "date-time"}),
            json!({"type": "integer", "minimum": 10, "maximum": 12, "multipleOf": 11}),
            json!({"type": "number", "minimum": 0, "exclusiveMinimum": true, "maximum": 0.001}),
            json!({"type": "integer", "maximum": -5}),
            json!({"type": "array", "minItems": 3, "uniqueItems": true, "items": {"type": "integer", "minimum": 1, "maximum": 9}}),
            json!({"type": "array", "minItems": 3, "uniqueItems": true, "items": {"type": "string", "example": "a"}}),
            json!({"type": "object", "minProperties": 3, "additionalProperties": {"type": "boolean"}}),
            json!({"type": "object", "required": ["a"], "additionalProperties": {"type": "integer"}}),
            json!({"type": "string", "enum": ["a", "b"], "example": "c"}),
            json!({"oneOf": [{"type": "integer", "maximum": 0}, {"type": "string"}], "not": {"type": "integer"}}),
            json!({"$ref": "#/components/schemas/Tree"}),
            json!({"oneOf": [{"$ref": "#/components/schemas/Cat"}], "discriminator": {"propertyName": "kind"}}),
            json!({"allOf": [{"$ref": "#/components/schemas/Cat"}, {"required": ["age"], "properties": {"age": {"type": "integer"}}}]}),
            json!({"type": "object", "properties": {"a": {"not": {}}}}),
            json!({}),
        ] {
            for seed in 0..5 {
                let one = made(&tree, Direction::Response, &schema, seed);
                assert_eq!(one, made(&tree, Direction::Response, &schema, seed));
            }
        }
    }

    #[test]
    fn examples_are_taken_where_they_fit() {
        let tree = json!({});
        let fine = json!({"type": "string", "example": "x"});
        assert_eq!(made(&tree, Direction::Response, &fine, 0), "x");
        let wrong = json!({"type": "integer", "example": "x", "default": 7});
        assert_eq!(made(&tree, Direction::Response, &wrong, 0), 7);
    }

    #[test]
    fn properties_of_the_other_direction_are_omitted() {
        let schema = json!({"type": "object", "required": ["id", "secret"], "properties": {
            "id": {"type": "string", "readOnly": true},
            "secret": {"type": "string", "writeOnly": true}}});
        let tree = json!({});
        assert_eq!(
            made(&tree, Direction::Sent, &schema, 0),
            json!({"secret": "secret"})
        );
        assert_eq!(
            made(&tree, Direction::Response, &schema, 0),
            json!({"id": "id"})
        );
    }

    #[test]
    fn the_variant_is_named_by_its_tag() {
        let tree = json!({"Dog": {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}}}});
        let schema = json!({"oneOf": [{"$ref": "#/Dog"}],
            "discriminator": {"propertyName": "kind", "mapping": {"dog": "#/Dog"}}});
        assert_eq!(made(&tree, Direction::Sent, &schema, 0)["kind"], "dog");
    }

    #[test]
    fn what_has_no_end_is_ended() {
        let tree = json!({"A": {"type": "object", "required": ["a", "b", "c"], "properties": {
            "a": {"$ref": "#/A"}, "b": {"$ref": "#/A"}, "c": {"anyOf": [{"$ref": "#/A"}, {"$ref": "#/A"}]}}}});
        let judge = Judge {
            tree: &tree,
            way: Direction::Response,
            patterns: &Patterns::default(),
            examples: &Examples::new(),
            left: Judge::budget(),
        };
        // No value fits; one is made all the same.
        assert!(value(&judge, &json!({"$ref": "#/A"}), 0, "").is_object());
    }

    #[test]
    fn a_base_is_one_of_its_children_with_its_tag() {
        let extending = |property: &str| {
            let own = json!({"type": "object", "required": [property],
                "properties": {property: {"type": "integer"}}});
            json!({"allOf": [{"$ref": "#/components/schemas/Base"}, own]})
        };
        let tree = json!({"components": {"schemas": {
            "Base": {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}},
                "discriminator": {"propertyName": "kind", "mapping": {"d": "#/components/schemas/Dog"}}},
            "Cat": extending("claws"), "Dog": extending("bark"),
        }}});
        let judge = Judge {
            tree: &tree,
            way: Direction::Response,
            patterns: &Patterns::default(),
            examples: &Examples::default(),
            left: Judge::budget(),
        };
        let made = |name: &str| {
            let schema = json!({"$ref": format!("#/components/schemas/{name}")});
            value(&judge, &schema, 0, "")
        };
        let (base, dog) = (made("Base"), made("Dog"));
        assert!(base["kind"] == "Cat" && base["claws"].is_i64(), "{base}");
        assert!(dog["kind"] == "d" && dog["bark"].is_i64(), "{dog}");
    }
}
