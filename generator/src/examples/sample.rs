//! Which JSON value is an example of a type?

#![allow(
    clippy::disallowed_methods,
    reason = "what is made is a value of a document"
)]

use super::{Constraints, scalar};
use crate::ir::{Api, Field, Limits, Pattern, Rest, Shape, Struct, Type, TypeId, Union};
use crate::limits::TEXT_PART;
use crate::text::DocumentValue;
use serde_json::{Map, Value, json};

/// Objects inside objects, so deep and no deeper.
const DEPTH: usize = 6;

/// The limit of fields: longer values are not useful as examples.
const PROPERTIES: usize = 60;

/// Values altogether, required fields among them.
const VALUES: usize = 500;

/// Parts of an example of the document that are worth copying to wherever its type is used.
const PARTS: usize = 1_000;

/// The direction of a value: some fields are only in requests, others only in responses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    /// To the service.
    Sent,
    /// From the service.
    Response,
}

/// A value of a type: the document's example, or else one made from what the schema says.
pub(crate) fn value(api: &Api, ty: &Type, way: Direction) -> DocumentValue {
    value_of(api, ty, "text", None, None, way)
}

/// The value of a property or parameter that is called `word`.
pub(crate) fn value_of(
    api: &Api,
    ty: &Type,
    word: &str,
    limits: Option<&Limits>,
    example: Option<&DocumentValue>,
    way: Direction,
) -> DocumentValue {
    let mut maker = SampleBuilder {
        api,
        way,
        left: PROPERTIES,
        values: VALUES,
    };
    let constraints = Constraints::of(api, ty, limits, example);
    maker.value(ty, word, &constraints, DEPTH).into()
}

struct SampleBuilder<'a> {
    api: &'a Api,
    way: Direction,
    left: usize,
    /// The remaining number of values.
    values: usize,
}

impl SampleBuilder<'_> {
    fn value(&mut self, ty: &Type, word: &str, known: &Constraints<'_>, depth: usize) -> Value {
        let Some(values) = self.values.checked_sub(1) else {
            return Value::Null;
        };
        self.values = values;
        match ty {
            Type::Scalar(of) => scalar(*of, word, known).untrusted().clone(),
            _ if self.said(known).is_some() => self.said(known).unwrap_or_default(),
            Type::Any | Type::Foreign(_) => json!({}),
            Type::Named(id) => self.named(*id, word, known, depth),
            Type::List(_) if depth == 0 => json!([]),
            Type::List(inner) => (0..known.items())
                .map(|_| self.inner(inner, word, depth - 1))
                .collect(),
            Type::Tuple(items) => items
                .iter()
                .map(|item| self.inner(item, word, depth.saturating_sub(1)))
                .collect(),
            Type::Map(inner) if depth > 0 => json!({"key": self.inner(inner, word, depth - 1)}),
            Type::Map(_) => json!({}),
            Type::Nullable(inner) => self.value(inner, word, known, depth),
        }
    }

    /// A part of a value, of which nothing is known but its type.
    fn inner(&mut self, ty: &Type, word: &str, depth: usize) -> Value {
        let known = Constraints::of(self.api, ty, None, None);
        self.value(ty, word, &known, depth)
    }

    fn said(&self, known: &Constraints<'_>) -> Option<Value> {
        let said = known.example.map(DocumentValue::untrusted);
        said.filter(|value| is_short(value)).cloned()
    }

    fn named(&mut self, id: TypeId, word: &str, known: &Constraints<'_>, depth: usize) -> Value {
        let Some(def) = self.api.get(id) else {
            return Value::Null;
        };
        // A circle of aliases and unions would have no end otherwise.
        let Some(deeper) = depth.checked_sub(1) else {
            return Value::Null;
        };
        match &def.shape {
            Shape::Struct(shape) => self.object(shape, deeper),
            Shape::Enum(shape) => shape
                .values
                .first()
                .map_or(Value::Null, |listed| listed.value.untrusted().clone()),
            Shape::Union(shape) => self.union(shape, word, deeper),
            Shape::Pattern(pattern) => {
                of_pattern(pattern).map_or_else(|| json!(word), Value::String)
            }
            Shape::Alias(ty) => self.value(ty, word, known, deeper),
        }
    }

    fn object(&mut self, shape: &Struct, depth: usize) -> Value {
        let mut properties = Map::new();
        for field in &shape.fields {
            let elsewhere = match self.way {
                Direction::Sent => field.read_only,
                Direction::Response => field.write_only,
            };
            let optional = field.presence.is_optional();
            // Optional fields are omitted: first those that add nothing, then those beyond the
            // limit.
            let shown = !optional || (depth > 0 && self.left > 0 && !field.docs.deprecated);
            if self.values == 0 {
                break;
            }
            if elsewhere || !shown {
                continue;
            }
            self.left = self.left.saturating_sub(1);
            properties.insert(
                field.name.untrusted().to_owned(),
                self.property(field, depth),
            );
        }
        if let (Rest::Kept(ty), true) = (&shape.rest, properties.is_empty() && depth > 0) {
            properties.insert("key".to_owned(), self.inner(ty, "text", depth - 1));
        }
        Value::Object(properties)
    }

    fn property(&mut self, field: &Field, depth: usize) -> Value {
        let said = field.docs.example.as_ref().or(field.default.as_ref());
        let known = Constraints::of(self.api, &field.ty, Some(&field.limits), said);
        self.value(&field.ty, field.name.untrusted(), &known, depth)
    }

    /// The first variant, with the tag that chooses it.
    fn union(&mut self, shape: &Union, word: &str, depth: usize) -> Value {
        let Some(variant) = shape.variants.first() else {
            return Value::Null;
        };
        let mut value = self.inner(&variant.ty, word, depth);
        if let (Some(discriminator), Value::Object(properties)) = (&shape.discriminator, &mut value)
        {
            let property = discriminator.property.untrusted();
            if let Some(tag) = variant.tag(properties.get(property)) {
                properties.insert(property.to_owned(), tag);
            }
        }
        value
    }
}

/// Whether a value has no more parts than are worth copying. Of a larger one no more are counted.
fn is_short(value: &Value) -> bool {
    fn count(value: &Value, left: &mut usize) -> bool {
        let parts = match value {
            Value::String(text) => 1 + text.len() / TEXT_PART,
            _ => 1,
        };
        let Some(rest) = left.checked_sub(parts) else {
            return false;
        };
        *left = rest;
        match value {
            Value::Array(list) => list.iter().all(|value| count(value, left)),
            Value::Object(map) => map.values().all(|value| count(value, left)),
            _ => true,
        }
    }
    count(value, &mut PARTS.clone())
}

/// The shortest text that has the pattern.
pub(crate) fn of_pattern(shape: &Pattern) -> Option<String> {
    let mut text = String::new();
    for piece in &shape.pieces {
        let shown =
            |(first, last): &(char, char)| [*first, *last].into_iter().find(char::is_ascii_graphic);
        let c = piece.ranges.iter().find_map(shown);
        for _ in 0..piece.min {
            text.push(c?);
            if text.len() > 80 {
                return None;
            }
        }
    }
    Some(text)
}
