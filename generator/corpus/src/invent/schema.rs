//! What schemas are there?

use super::name;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::{Map, Value, json};

/// A schema that values can be drawn for.
#[derive(Clone, Debug)]
pub enum Schema {
    Boolean,
    Integer(Option<&'static str>),
    Number,
    Text,
    DateTime,
    Any,
    Enum(Vec<&'static str>),
    List(Box<Schema>),
    Map(Box<Schema>),
    Object(Object),
    /// The properties of all of them.
    AllOf(Vec<Object>),
    /// Any of them, distinguished by kind where there is one, by properties otherwise.
    AnyOf(Vec<Schema>),
    Nullable(Box<Schema>),
    /// The component with this number.
    Reference(usize),
}

/// An object with properties by name.
#[derive(Clone, Debug)]
pub struct Object {
    pub properties: Vec<Property>,
    /// The schema of properties that are not named.
    pub others: Option<Box<Schema>>,
}

/// A property of an object.
#[derive(Clone, Debug)]
pub struct Property {
    pub name: &'static str,
    pub schema: Schema,
    pub required: bool,
}

/// Any schema of a document with `components` components.
pub fn any(components: usize) -> BoxedStrategy<Schema> {
    let leaf = prop_oneof![
        Just(Schema::Boolean),
        select(vec![None, Some("int32"), Some("int64")]).prop_map(Schema::Integer),
        Just(Schema::Number),
        Just(Schema::Text),
        Just(Schema::DateTime),
        Just(Schema::Any),
        subsequence(name::VALUES, 1..5).prop_map(Schema::Enum),
        (0..components).prop_map(Schema::Reference),
    ];
    let inner = leaf.prop_recursive(3, 24, 5, |inner| {
        prop_oneof![
            2 => inner.clone().prop_map(|schema| Schema::List(Box::new(schema))),
            1 => inner.clone().prop_map(|schema| Schema::Map(Box::new(schema))),
            2 => inner.clone().prop_map(|schema| Schema::Nullable(Box::new(schema))),
            4 => object(inner.clone(), name::PROPERTIES).prop_map(Schema::Object),
            1 => all_of(inner.clone()),
            1 => vec(inner, 2..4).prop_map(Schema::AnyOf),
        ]
    });
    // A component that is nothing but a reference could go around in a circle.
    inner
        .prop_map(|schema| match schema {
            Schema::Reference(to) => Schema::List(Box::new(Schema::Reference(to))),
            Schema::Nullable(inner) if matches!(*inner, Schema::Reference(_)) => Schema::Map(inner),
            Schema::AnyOf(properties) => {
                Schema::AnyOf(properties.into_iter().map(enclose).collect())
            }
            other => other,
        })
        .boxed()
}

/// Keeps a property of a union from leading back to the union itself.
fn enclose(schema: Schema) -> Schema {
    match schema {
        Schema::Reference(_) => Schema::List(Box::new(schema)),
        Schema::Nullable(inner) => Schema::Nullable(Box::new(enclose(*inner))),
        Schema::AnyOf(properties) => Schema::AnyOf(properties.into_iter().map(enclose).collect()),
        other => other,
    }
}

fn object(
    inner: impl Strategy<Value = Schema> + Clone + 'static,
    names: &'static [&'static str],
) -> BoxedStrategy<Object> {
    let property = (inner.clone(), any_bool());
    (
        subsequence(names, 0..5.min(names.len())),
        vec(property, 5),
        proptest::option::weighted(0.2, inner),
    )
        .prop_map(|(names, schemas, others)| Object {
            properties: names
                .into_iter()
                .zip(schemas)
                .map(|(name, (schema, required))| Property {
                    name,
                    // A reference that has to be there could need itself.
                    required: required && !matches!(schema, Schema::Reference(_)),
                    schema,
                })
                .collect(),
            others: others.map(Box::new),
        })
        .boxed()
}

fn all_of(inner: impl Strategy<Value = Schema> + Clone + 'static) -> BoxedStrategy<Schema> {
    let (left, right) = name::PROPERTIES.split_at(name::PROPERTIES.len() / 2);
    (object(inner.clone(), left), object(inner, right))
        .prop_map(|(mut left, mut right)| {
            // The schema for undeclared properties of one part would apply to the properties of the other part.
            (left.others, right.others) = (None, None);
            Schema::AllOf(vec![left, right])
        })
        .boxed()
}

fn any_bool() -> impl Strategy<Value = bool> + Clone {
    proptest::bool::ANY
}

impl Schema {
    /// As a Schema Object of OpenAPI 3.0.
    pub fn to_json(&self) -> Value {
        match self {
            Self::Boolean => json!({"type": "boolean"}),
            Self::Integer(None) => json!({"type": "integer"}),
            Self::Integer(Some(format)) => json!({"type": "integer", "format": format}),
            Self::Number => json!({"type": "number"}),
            Self::Text => json!({"type": "string"}),
            Self::DateTime => json!({"type": "string", "format": "date-time"}),
            Self::Any => json!({}),
            Self::Enum(values) => json!({"type": "string", "enum": values}),
            Self::List(items) => json!({"type": "array", "items": items.to_json()}),
            Self::Map(values) => {
                json!({"type": "object", "additionalProperties": values.to_json()})
            }
            Self::Object(object) => object.to_json(),
            Self::AllOf(parts) => {
                json!({"allOf": parts.iter().map(Object::to_json).collect::<Vec<_>>()})
            }
            Self::AnyOf(properties) => {
                json!({"anyOf": properties.iter().map(Self::to_json).collect::<Vec<_>>()})
            }
            Self::Nullable(inner) => nullable(inner.to_json()),
            Self::Reference(to) => {
                json!({"$ref": format!("#/components/schemas/{}", name::component(*to))})
            }
        }
    }
}

/// A schema with null; beside a `$ref`, `nullable` would not count, so the reference is wrapped.
fn nullable(schema: Value) -> Value {
    let mut schema = match schema {
        Value::Object(properties) if !properties.contains_key("$ref") => properties,
        other => Map::from_iter([("allOf".to_owned(), json!([other]))]),
    };
    schema.insert("nullable".to_owned(), Value::Bool(true));
    Value::Object(schema)
}

impl Object {
    fn to_json(&self) -> Value {
        let properties: Map<String, Value> = self
            .properties
            .iter()
            .map(|property| (property.name.to_owned(), property.schema.to_json()))
            .collect();
        let required: Vec<&str> = self
            .properties
            .iter()
            .filter(|property| property.required)
            .map(|property| property.name)
            .collect();
        let mut object = json!({"type": "object", "properties": properties});
        if let Some(object) = object.as_object_mut() {
            if !required.is_empty() {
                object.insert("required".to_owned(), json!(required));
            }
            if let Some(others) = &self.others {
                object.insert("additionalProperties".to_owned(), others.to_json());
            }
        }
        object
    }
}
