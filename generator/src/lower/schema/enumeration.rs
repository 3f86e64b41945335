//! Which type does a list of values have? (Schema Object, `enum`.)

use super::Use;
use super::view::{JsonType, View};
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::{
    Docs, Enum, EnumValue, IntegerFormat, Name, NumberFormat, Scalar, Shape, TextFormat, Type,
    Union, Variant,
};
use crate::lower::context::{InlineName, Lowering};
use crate::openapi::canonical;
use crate::text::DocumentText;
use indexmap::IndexMap;
use serde_json::Value;
use std::borrow::Cow;

impl<'d> Lowering<'d> {
    /// The type of a schema with `enum`; null among the values makes it nullable.
    pub(super) fn enumeration(
        &mut self,
        mut view: View<'d>,
        values: Vec<Value>,
        way: &InlineName,
    ) -> Use {
        let nullable = view.nullable || values.contains(&Value::Null);
        let ty = if values.iter().all(Value::is_null) {
            Type::Scalar(Scalar::Null)
        } else {
            self.listed(&mut view, &values, way)
        };
        Use {
            ty,
            nullable,
            said: view.said,
        }
    }

    fn listed(&mut self, view: &mut View<'d>, values: &[Value], way: &InlineName) -> Type {
        let kind = view.kind.or_else(|| common_kind(values));
        match kind {
            Some(JsonType::Text) => {
                let values = self.values(view, values, spelled);
                let base = Scalar::Text(TextFormat::Plain);
                self.named(
                    way,
                    &view.pointer,
                    Shape::Enum(Enum { base, values }),
                    &view.said,
                )
            }
            Some(JsonType::Integer) => {
                let base = self.integer(view);
                if let Some(wide) = wide(values) {
                    return Type::Scalar(wide);
                }
                let values = self.values(view, values, integral);
                if values.is_empty() {
                    return Type::Scalar(base);
                }
                self.named(
                    way,
                    &view.pointer,
                    Shape::Enum(Enum { base, values }),
                    &view.said,
                )
            }
            Some(JsonType::Number) => Type::Scalar(super::scalar::number(view)),
            Some(JsonType::Boolean) => Type::Scalar(Scalar::Boolean),
            Some(JsonType::Array) => self.array(view, way),
            Some(JsonType::Object) => self.object(view, way),
            Some(JsonType::Null) => Type::Scalar(Scalar::Null),
            None => self.mixed(view, values, way),
        }
    }

    /// Values of several types: one variant a type.
    fn mixed(&mut self, view: &View<'d>, values: &[Value], way: &InlineName) -> Type {
        if values.iter().any(|v| v.is_object() || v.is_array()) {
            self.loosened(&view.pointer, "an `enum` lists arrays or objects");
            return Type::Any;
        }
        let of = |kind: fn(&Value) -> bool| -> Vec<Value> {
            values.iter().filter(|value| kind(value)).cloned().collect()
        };
        let (texts, integers) = (of(Value::is_string), of(is_integer));
        let mut variants = Vec::new();
        let mut add = |word: &str, ty: Type| {
            variants.push(Variant {
                name: Name::Inferred(vec![word.into()]),
                ty,
                tags: Vec::new(),
                is_default: false,
                docs: Docs::default(),
            });
        };
        if !texts.is_empty() {
            let mut part = View::empty(view.pointer.clone());
            part.kind = Some(JsonType::Text);
            part.extensions = view.extensions;
            add("text", self.listed(&mut part, &texts, &way.step("text")));
        }
        if !integers.is_empty() {
            let mut part = View::empty(view.pointer.clone());
            part.kind = Some(JsonType::Integer);
            part.extensions = view.extensions;
            add(
                "integer",
                self.listed(&mut part, &integers, &way.step("integer")),
            );
        }
        if values.iter().any(Value::is_boolean) {
            add("boolean", Type::Scalar(Scalar::Boolean));
        }
        if values.iter().any(|v| v.is_number() && !is_integer(v)) {
            add("number", Type::Scalar(Scalar::Number(NumberFormat::F64)));
        }
        let union = Union {
            variants,
            discriminator: None,
            any: false,
        };
        self.named(way, &view.pointer, Shape::Union(union), &view.said)
    }

    /// The values with their names, each once.
    fn values(
        &mut self,
        view: &View<'d>,
        values: &[Value],
        read: fn(&Value) -> Option<Value>,
    ) -> Vec<EnumValue> {
        self.spend(values.len());
        let names = view
            .extensions
            .map(|extensions| Naming::read(extensions, values));
        let mut unique: IndexMap<String, EnumValue> = IndexMap::new();
        for (index, value) in values.iter().enumerate().filter(|(_, v)| !v.is_null()) {
            let Some(read) = read(value) else {
                let message = format!("the value {value} does not fit the `type` beside it");
                let warning = Diagnostic::warning(Code::UnsupportedSchema, message);
                let at = view.pointer.child("enum").index(index);
                self.push(warning.at(&at, "left out"));
                continue;
            };
            let (pinned, docs) = match &names {
                Some(names) => names.of(index, value),
                None => (None, Docs::default()),
            };
            unique.entry(read.to_string()).or_insert(EnumValue {
                value: read.into(),
                pinned,
                docs,
            });
        }
        unique.into_values().collect()
    }
}

/// The kind that all values share.
pub(super) fn common_kind(values: &[Value]) -> Option<JsonType> {
    let all = |kind: fn(&Value) -> bool| values.iter().all(|v| v.is_null() || kind(v));
    if all(Value::is_string) {
        Some(JsonType::Text)
    } else if all(is_integer) {
        Some(JsonType::Integer)
    } else if all(Value::is_number) {
        Some(JsonType::Number)
    } else if all(Value::is_boolean) {
        Some(JsonType::Boolean)
    } else {
        None
    }
}

fn is_integer(value: &Value) -> bool {
    value.is_i64() || value.is_u64()
}

/// The integer that holds all values, where one of them does not fit 64 bits with a sign; an enum
/// holds no such.
fn wide(values: &[Value]) -> Option<Scalar> {
    let (mut beyond, mut unsigned) = (false, true);
    for value in values {
        let (low, high) = match value {
            Value::Number(number) if number.is_i64() => (number.as_i64() < Some(0), false),
            Value::Number(number) if number.is_u64() => (false, true),
            Value::Number(number) => {
                // The loader has an integer for every number of 64 bits that is written as one.
                const LIMIT: f64 = 9_223_372_036_854_775_808.0;
                let number = number.as_f64().unwrap_or_default();
                let high = number > LIMIT || number <= -LIMIT;
                (!(0.0..=2.0 * LIMIT).contains(&number), high)
            }
            Value::String(text) => {
                let text = text.trim();
                let high = text.parse::<i64>().is_err() && text.parse::<i128>().is_ok();
                (
                    text.starts_with('-') || high && text.parse::<u64>().is_err(),
                    high,
                )
            }
            _ => continue,
        };
        beyond |= high;
        unsigned &= !low;
    }
    let format = if unsigned {
        IntegerFormat::U64
    } else {
        IntegerFormat::Big
    };
    beyond.then_some(Scalar::Integer(format))
}

/// YAML reads `1` and `no` as a number and a boolean; beside `type: string` they are text.
fn spelled(value: &Value) -> Option<Value> {
    match value {
        Value::String(_) => Some(value.clone()),
        Value::Number(_) | Value::Bool(_) => Some(Value::String(value.to_string())),
        _ => None,
    }
}

/// Numbers in quotation marks beside `type: integer` are numbers.
fn integral(value: &Value) -> Option<Value> {
    match value {
        Value::Number(number) if is_integer(value) => Some(Value::Number(number.clone())),
        Value::Number(number) => {
            let float = number
                .as_f64()
                .filter(|f| f.fract() == 0.0 && f.abs() < 9e15)?;
            #[allow(clippy::cast_possible_truncation, reason = "whole and small")]
            let whole = float as i64;
            Some(Value::from(whole))
        }
        Value::String(text) => {
            let text = text.trim();
            let signed = text.parse::<i64>().map(Value::from);
            signed
                .or_else(|_| text.parse::<u64>().map(Value::from))
                .ok()
        }
        _ => None,
    }
}

/// Names and descriptions of values in extensions.
struct Naming<'d> {
    names: Option<&'d Value>,
    descriptions: Option<&'d Value>,
    deprecated: Option<&'d Value>,
    /// `x-ms-enum`: an object a value.
    objects: Option<&'d Vec<Value>>,
}

impl<'d> Naming<'d> {
    fn read(extensions: &'d IndexMap<String, Value>, values: &[Value]) -> Self {
        // A list beside the values, or an object by value.
        let names = ["x-enum-varnames", "x-enumNames", "x-enum-names"]
            .iter()
            .filter_map(|key| extensions.get(*key))
            .find(|names| match names {
                Value::Array(names) => {
                    names.len() == values.len() && names.iter().all(Value::is_string)
                }
                names => names.is_object(),
            });
        // Of a list of another length, nothing says which value an element is about.
        let fits = |about: &&Value| about.as_array().is_none_or(|it| it.len() == values.len());
        let descriptions = ["x-enum-descriptions", "x-enumDescriptions"]
            .iter()
            .find_map(|key| extensions.get(*key))
            .filter(fits);
        let deprecated = extensions.get(canonical::DEPRECATED_VALUES);
        let objects = extensions.get("x-ms-enum").and_then(|ms| ms.get("values"));
        Self {
            names,
            descriptions,
            deprecated: deprecated.filter(|it| it.is_object()),
            objects: objects.and_then(Value::as_array),
        }
    }

    fn of(&self, index: usize, value: &Value) -> (Option<DocumentText>, Docs) {
        let text = |value: Option<&Value>| value.and_then(Value::as_str).map(str::to_owned);
        // Numbers are at times listed as text.
        let same = |object: &&Value| match (object.get("value"), value) {
            (Some(Value::String(one)), Value::Number(other)) => *one == other.to_string(),
            (one, other) => one == Some(other),
        };
        let object = self.objects.and_then(|objects| objects.iter().find(same));
        let said = |about: Option<&Value>| match (about, value) {
            (Some(Value::Array(list)), _) => text(list.get(index)),
            (Some(Value::Object(map)), Value::String(key)) => text(map.get(key)),
            (Some(Value::Object(map)), key) => text(map.get(&key.to_string())),
            _ => None,
        };
        let flag = |about: Option<&Value>| {
            let key = match value {
                Value::String(key) => Cow::Borrowed(key.as_str()),
                other => Cow::Owned(other.to_string()),
            };
            about.and_then(|about| about.get(&*key)) == Some(&Value::Bool(true))
        };
        let pinned = said(self.names)
            .or_else(|| text(object.and_then(|object| object.get("name"))))
            .filter(|name| name.chars().any(char::is_alphabetic));
        let description = said(self.descriptions);
        let description =
            description.or_else(|| text(object.and_then(|object| object.get("description"))));
        let docs = Docs {
            description: description
                .filter(|text| !text.trim().is_empty())
                .map(DocumentText::from),
            deprecated: flag(self.deprecated),
            ..Docs::default()
        };
        (pinned.map(DocumentText::from), docs)
    }
}

#[cfg(test)]
mod tests {
    use crate::ir::{IntegerFormat, Scalar, Shape, Type};
    use crate::lower::testing::component;
    use serde_json::{Value, json};

    fn values(schema: &str) -> Vec<Value> {
        let (ty, api) = component(schema);
        let Type::Named(id) = ty else {
            panic!("{schema} is {ty:?}")
        };
        let Shape::Enum(listed) = &api.get(id).unwrap().shape else {
            panic!("{schema} is no enum")
        };
        listed
            .values
            .iter()
            .map(|value| value.value.untrusted().clone())
            .collect()
    }

    #[test]
    fn values_are_those_of_the_wire() {
        let text = "{type: string, enum: [b, a, b, '', null]}";
        assert_eq!(values(text), [json!("b"), json!("a"), json!("")]);
        assert_eq!(values("{enum: [1, 2]}"), [json!(1), json!(2)]);
        let quoted = "{type: integer, enum: ['1', '2']}";
        assert_eq!(values(quoted), [json!(1), json!(2)]);
        let unquoted = "{type: string, enum: [1, true]}";
        assert_eq!(values(unquoted), [json!("1"), json!("true")]);
    }

    #[test]
    fn values_beyond_64_bits_determine_the_width() {
        let of = |schema: &str| component(schema).0;
        let integer = |format| Type::Scalar(Scalar::Integer(format));
        let unsigned = integer(IntegerFormat::U64);
        assert_eq!(of("{enum: [1, 18446744073709551615]}"), unsigned);
        let quoted = "{type: integer, enum: ['18446744073709551615']}";
        assert_eq!(of(quoted), unsigned);
        let big = integer(IntegerFormat::Big);
        assert_eq!(of("{type: integer, enum: [-1, 9223372036854775808]}"), big);
        assert_eq!(of("{type: integer, enum: [1.0e+20, null]}"), big);
        assert_eq!(
            of("{enum: [1, -9223372036854775808.0], type: integer}"),
            big
        );
        assert_eq!(
            values("{type: integer, enum: [-1, 2.0]}"),
            [json!(-1), json!(2)]
        );
    }

    #[test]
    fn mixed_values_are_a_union() {
        let (ty, api) = component("{enum: [a, 1, true, 2.5]}");
        let Type::Named(id) = ty else {
            panic!("{ty:?}")
        };
        let Shape::Union(union) = &api.get(id).unwrap().shape else {
            panic!("no union")
        };
        assert_eq!(union.variants.len(), 4);
        assert_eq!(component("{enum: [a, [1]]}").0, Type::Any);
    }

    #[test]
    fn extensions_name_values() {
        let (ty, api) = component(
            "{type: integer, enum: [1, 2], x-enum-varnames: [One, Two], \
             x-enum-descriptions: {'2': second}}",
        );
        let Type::Named(id) = ty else {
            panic!("{ty:?}")
        };
        let Shape::Enum(listed) = &api.get(id).unwrap().shape else {
            panic!("no enum")
        };
        let second = &listed.values[1];
        assert_eq!(second.pinned, Some("Two".into()));
        assert_eq!(second.docs.description(), "second");
    }
}
