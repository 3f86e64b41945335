//! Which values does a schema allow?

use super::name;
use super::schema::{Object, Schema};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, Value, json};

/// Values of a schema; references to `all` are followed `depth` times.
pub fn of(schema: &Schema, all: &[Schema], depth: u32) -> BoxedStrategy<Value> {
    match schema {
        Schema::Boolean => any::<bool>().prop_map(Value::from).boxed(),
        Schema::Integer(Some("int32")) => any::<i32>().prop_map(Value::from).boxed(),
        Schema::Integer(_) => any::<i64>().prop_map(Value::from).boxed(),
        Schema::Number => proptest::num::f64::NORMAL.prop_map(Value::from).boxed(),
        Schema::Text => text().prop_map(Value::from).boxed(),
        Schema::DateTime => select(DATES).prop_map(Value::from).boxed(),
        Schema::Any => anything().boxed(),
        Schema::Enum(values) => select(values.clone()).prop_map(Value::from).boxed(),
        Schema::List(items) => vec(of(items, all, depth), 0..short(depth))
            .prop_map(Value::from)
            .boxed(),
        Schema::Map(values) => btree_map(text(), of(values, all, depth), 0..short(depth))
            .prop_map(|properties| Value::Object(properties.into_iter().collect()))
            .boxed(),
        Schema::Object(object) => properties(object, all, depth)
            .prop_map(Value::Object)
            .boxed(),
        Schema::AllOf(parts) => parts
            .iter()
            .map(|part| properties(part, all, depth))
            .collect::<Vec<_>>()
            .prop_map(|parts| Value::Object(parts.into_iter().flatten().collect()))
            .boxed(),
        Schema::AnyOf(variants) => {
            let variants: Vec<_> = variants.iter().map(|one| of(one, all, depth)).collect();
            proptest::strategy::Union::new(variants).boxed()
        }
        Schema::Nullable(inner) => {
            prop_oneof![1 => Just(Value::Null), 3 => of(inner, all, depth)].boxed()
        }
        Schema::Reference(to) => match all.get(*to) {
            Some(schema) if depth > 0 => of(schema, all, depth - 1),
            // Where it is reached, a list or a map around it is empty and a property absent.
            _ => Just(Value::Null).boxed(),
        },
    }
}

/// Lists and maps are empty where the references in them are no longer followed.
fn short(depth: u32) -> usize {
    if depth == 0 { 1 } else { 4 }
}

fn properties(object: &Object, all: &[Schema], depth: u32) -> BoxedStrategy<Map<String, Value>> {
    let named: Vec<_> = object
        .properties
        .iter()
        .map(|property| {
            let name = property.name;
            let value = of(&property.schema, all, depth);
            let ended = depth == 0 && matches!(property.schema, Schema::Reference(_));
            let maybe = match (property.required, ended) {
                (true, _) => value.prop_map(Some).boxed(),
                (false, true) => Just(None).boxed(),
                (false, false) => proptest::option::weighted(0.6, value).boxed(),
            };
            maybe.prop_map(move |value| (name, value))
        })
        .collect();
    let others = match &object.others {
        Some(schema) => btree_map(other_name(), of(schema, all, depth), 0..3).boxed(),
        None => Just(std::collections::BTreeMap::new()).boxed(),
    };
    (named, others)
        .prop_map(|(named, others)| {
            let mut properties: Map<String, Value> = others.into_iter().collect();
            for (name, value) in named {
                if let Some(value) = value {
                    properties.insert(name.to_owned(), value);
                }
            }
            properties
        })
        .boxed()
}

/// A name that no property has.
fn other_name() -> impl Strategy<Value = String> {
    "[a-z]{1,3}".prop_filter("taken", |name| !name::PROPERTIES.contains(&name.as_str()))
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z]{0,6}",
        "\\PC{0,4}",
        Just("\u{0}\n\"\\".to_owned()),
        Just("null".to_owned()),
        Just("1".to_owned()),
    ]
}

/// Any JSON value, of little depth.
pub fn anything() -> impl Strategy<Value = Value> + Clone {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        // Within what every reader holds exactly (RFC 8259, section 6): `number` is a double, and
        // `integer` without a format has 64 bits.
        (-(1_i64 << 53) + 1..1 << 53).prop_map(Value::from),
        proptest::num::f64::NORMAL
            .prop_filter("whole", |number| number.fract() != 0.0)
            .prop_map(Value::from),
        "[a-z]{0,4}".prop_map(Value::from),
    ];
    leaf.prop_recursive(2, 8, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..3).prop_map(Value::from),
            btree_map("[a-z]{0,3}", inner, 0..3).prop_map(|properties| json!(properties)),
        ]
    })
}

/// Dates in forms that servers send, the zone sometimes missing.
const DATES: &[&str] = &[
    "2026-11-21T09:00:00Z",
    "2026-11-21T09:00:00.123456789+02:00",
    "2026-11-21t09:00:00z",
    "1937-01-01T12:00:27.87+00:20",
];
