//! Which value could a type have, for a reader to see what it looks like?

#![allow(
    clippy::disallowed_methods,
    reason = "what is made is a value of a document"
)]

use crate::emit::rust::sample as of_pattern;
use crate::ir::{Api, Field, Rest, Scalar, Shape, Struct, TextFormat, Type, TypeId, Union};
use crate::limits::TEXT_PART;
use crate::text::{DocumentText, DocumentValue};
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
pub(super) enum Direction {
    /// To the service.
    Sent,
    /// From the service.
    Response,
}

/// A value of a type: the document's example, or else one made from what the schema says.
pub(super) fn value(api: &Api, ty: &Type, way: Direction) -> DocumentValue {
    let mut maker = SampleBuilder {
        api,
        way,
        left: PROPERTIES,
        values: VALUES,
    };
    maker.value(ty, "text", DEPTH).into()
}

struct SampleBuilder<'a> {
    api: &'a Api,
    way: Direction,
    left: usize,
    /// The remaining number of values.
    values: usize,
}

impl SampleBuilder<'_> {
    fn value(&mut self, ty: &Type, word: &str, depth: usize) -> Value {
        let Some(values) = self.values.checked_sub(1) else {
            return Value::Null;
        };
        self.values = values;
        match ty {
            Type::Scalar(scalar) => self::scalar(*scalar, word),
            Type::Any | Type::Foreign(_) => json!({}),
            Type::Named(id) => self.named(*id, word, depth),
            Type::List(inner) if depth > 0 => json!([self.value(inner, word, depth - 1)]),
            Type::List(_) => json!([]),
            Type::Tuple(items) => items
                .iter()
                .map(|item| self.value(item, word, depth.saturating_sub(1)))
                .collect(),
            Type::Map(inner) if depth > 0 => json!({"key": self.value(inner, word, depth - 1)}),
            Type::Map(_) => json!({}),
            Type::Nullable(inner) => self.value(inner, word, depth),
        }
    }

    fn named(&mut self, id: TypeId, word: &str, depth: usize) -> Value {
        let Some(def) = self.api.get(id) else {
            return Value::Null;
        };
        let said = def.docs.example.as_ref().or(def.default.as_ref());
        if let Some(value) = said.filter(|value| is_short(value.untrusted())) {
            return value.untrusted().clone();
        }
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
            Shape::Alias(ty) => self.value(ty, word, deeper),
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
            properties.insert("key".to_owned(), self.value(ty, "text", depth - 1));
        }
        Value::Object(properties)
    }

    fn property(&mut self, field: &Field, depth: usize) -> Value {
        let said = field.docs.example.as_ref().or(field.default.as_ref());
        if let Some(value) = said.filter(|value| is_short(value.untrusted())) {
            return value.untrusted().clone();
        }
        let value = self.value(&field.ty, field.name.untrusted(), depth);
        let format = field.limits.format.as_ref();
        let format = format.map(DocumentText::untrusted).unwrap_or_default();
        let least = field.limits.minimum.as_ref();
        match (&value, of_format(format)) {
            (Value::String(_), Some(text)) => json!(text),
            // 1, unless that is too little.
            (Value::Number(_), _) => least
                .and_then(|(least, excluded)| {
                    Some(least.as_i64()?.saturating_add(i64::from(*excluded)))
                })
                .filter(|least| *least > 1)
                .map_or(value, |least| json!(least)),
            _ => value,
        }
    }

    /// The first variant, with the tag that chooses it.
    fn union(&mut self, shape: &Union, word: &str, depth: usize) -> Value {
        let Some(variant) = shape.variants.first() else {
            return Value::Null;
        };
        let mut value = self.value(&variant.ty, word, depth);
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

/// Text of a format that is no type of its own.
fn of_format(format: &str) -> Option<&'static str> {
    Some(match format {
        "uri" | "url" => "https://example.com/",
        "uuid" => "320e2af6-13ec-498d-8b51-daba52c37853",
        "email" => "somebody@example.com",
        "hostname" => "example.com",
        "ipv4" => "192.0.2.1",
        "ipv6" => "2001:db8::1",
        _ => return None,
    })
}

fn scalar(scalar: Scalar, word: &str) -> Value {
    match scalar {
        Scalar::Null => Value::Null,
        Scalar::Boolean => json!(true),
        Scalar::Integer(_) => json!(1),
        Scalar::Number(_) => json!(1.5),
        Scalar::Text(format) => json!(match format {
            TextFormat::DateTime => "2026-01-31T12:00:00Z",
            TextFormat::Date => "2026-01-31",
            TextFormat::Time => "12:00:00Z",
            TextFormat::Duration => "PT1H",
            TextFormat::Integer => "1",
            TextFormat::HttpDate => "Sat, 31 Jan 2026 12:00:00 GMT",
            TextFormat::Base64 => "AQID",
            TextFormat::Plain | TextFormat::Binary => word,
        }),
    }
}
