//! What tree does a YAML or JSON text hold? One visitor for both, so that both obey one set of rules.

use super::budget::Budget;
use crate::diagnostic::{Pointer, Trail};
use crate::limits::{Limit, Limits};
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor,
};
use serde_json::{Map, Number, Value};
use std::cell::RefCell;
use std::fmt;

/// What is collected while a tree is read.
#[derive(Debug)]
pub(super) struct Reading {
    budget: RefCell<Budget>,
    /// Mappings that hold one key twice: the pointer of the member.
    pub(super) duplicates: RefCell<Vec<Pointer>>,
    /// Where the value stands that exceeded a limit.
    pub(super) exceeded: RefCell<Option<(Pointer, Limit)>>,
    /// Whether `<<` is a merge key, as in YAML.
    merge: bool,
}

impl Reading {
    /// Rules for a text of `length` bytes.
    pub(super) fn new(length: usize, merge: bool, limits: &Limits) -> Self {
        Self {
            budget: RefCell::new(Budget::for_text(length, limits)),
            duplicates: RefCell::default(),
            exceeded: RefCell::default(),
            merge,
        }
    }

    /// Reads one value.
    pub(super) fn read<'de, D: Deserializer<'de>>(
        &self,
        deserializer: D,
    ) -> Result<Value, D::Error> {
        Part {
            reading: self,
            trail: Trail::root(),
            depth: 0,
        }
        .deserialize(deserializer)
    }
}

/// One value of the tree, on its way in.
struct Part<'a> {
    reading: &'a Reading,
    trail: Trail<'a>,
    depth: usize,
}

impl Part<'_> {
    fn spend<E: Error>(&self, cost: usize) -> Result<(), E> {
        let spent = self.reading.budget.borrow_mut().spend(cost, self.depth);
        spent.map_err(|limit| self.exceeded(limit))
    }

    fn exceeded<E: Error>(&self, limit: Limit) -> E {
        let mut exceeded = self.reading.exceeded.borrow_mut();
        exceeded.get_or_insert_with(|| (self.trail.pointer(), limit));
        E::custom(limit.key())
    }
}

impl<'de> DeserializeSeed<'de> for Part<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Part<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        self.spend(1)?;
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        self.spend(1)?;
        Ok(value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        self.spend(1)?;
        Ok(value.into())
    }

    // Wider integers become floats: nothing in OpenAPI needs their last digits.
    fn visit_i128<E: Error>(self, value: i128) -> Result<Value, E> {
        let wide = beyond(value.unsigned_abs());
        self.visit_f64(if value < 0 { -wide } else { wide })
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<Value, E> {
        self.visit_f64(beyond(value))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        self.spend(1)?;
        // JSON knows neither NaN nor infinity; as text they still show in an example.
        Ok(Number::from_f64(value).map_or_else(|| Value::String(value.to_string()), Value::Number))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        self.spend(1 + value.len() / 8)?;
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Value, E> {
        self.spend(1 + value.len() / 8)?;
        Ok(Value::String(value))
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        self.spend(1)?;
        Ok(Value::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Value, E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        self.deserialize(deserializer)
    }

    // A YAML tag of an application, such as `!Ref`: the value counts, the tag does not.
    fn visit_enum<A: EnumAccess<'de>>(self, access: A) -> Result<Value, A::Error> {
        let (_tag, content) = access.variant::<String>()?;
        self.spend(1)?;
        content.newtype_variant_seed(Part {
            depth: self.depth + 1,
            ..self
        })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        self.spend(1)?;
        let mut list = Vec::new();
        while let Some(value) = access.next_element_seed(Part {
            reading: self.reading,
            trail: self.trail.index(list.len()),
            depth: self.depth + 1,
        })? {
            list.push(value);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        self.spend(1)?;
        let mut map = Map::new();
        let mut merged = Vec::new();
        while let Some(key) = access.next_key_seed(Key)? {
            let allowed = self.reading.budget.borrow().allow_key(&key);
            allowed.map_err(|limit| self.exceeded(limit))?;
            let trail = self.trail.key(&key);
            let value = access.next_value_seed(Part {
                reading: self.reading,
                trail,
                depth: self.depth + 1,
            })?;
            if self.reading.merge && key == "<<" && (value.is_object() || value.is_array()) {
                merged.push(value);
                continue;
            }
            if map.contains_key(&key) {
                self.reading.duplicates.borrow_mut().push(trail.pointer());
            }
            map.insert(key, value);
        }
        for value in merged {
            merge(&mut map, value);
        }
        Ok(Value::Object(map))
    }
}

/// Applies a merge key: what the mapping says itself wins, then the first of several merged ones.
fn merge(map: &mut Map<String, Value>, value: Value) {
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                map.entry(key).or_insert(value);
            }
        }
        Value::Array(list) => {
            for value in list {
                if let Value::Object(members) = value {
                    for (key, value) in members {
                        map.entry(key).or_insert(value);
                    }
                }
            }
        }
        _ => {}
    }
}

/// A key of a mapping. YAML allows any value there; scalars become the text they are written with.
struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Key {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key that is a word or a number")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<String, E> {
        Ok(value.to_string())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<String, E> {
        Ok(value.to_string())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<String, E> {
        Ok(value.to_string())
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<String, E> {
        Ok(value.to_string())
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<String, E> {
        Ok(value.to_string())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<String, E> {
        // `{:?}` keeps the point of `1.0`, which `{}` drops.
        Ok(format!("{value:?}"))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<String, E> {
        Ok(value.to_owned())
    }

    fn visit_string<E: Error>(self, value: String) -> Result<String, E> {
        Ok(value)
    }

    fn visit_unit<E: Error>(self) -> Result<String, E> {
        Ok("null".to_owned())
    }
}

/// The nearest float, or, where that is the very limit of 64 bits, the one after it. As floats, these
/// powers of two are what languages without integers of 64 bits write for the greatest of them.
fn beyond(value: u128) -> f64 {
    const LIMITS: [f64; 2] = [9_223_372_036_854_775_808.0, 18_446_744_073_709_551_616.0];
    let nearest = value as f64;
    match LIMITS.contains(&nearest) {
        true => nearest.next_up(),
        false => nearest,
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::{Pointer, Report};
    use crate::load::parse::parse;

    #[test]
    fn integers_beyond_64_bits_stay_beyond() {
        let text = "{a: -9223372036854775809, b: 18446744073709551616, c: 18446744073709551615, \
                    d: 1e19, e: 100000000000000000000}";
        let tree = parse(text, 0, &Pointer::root(), &mut Report::default()).unwrap();
        let number = |key: &str| tree[key].as_f64().unwrap();
        assert!(number("a") < -9_223_372_036_854_775_808.0);
        assert!(number("b") > 18_446_744_073_709_551_616.0);
        assert_eq!(tree["c"].as_u64(), Some(u64::MAX));
        assert_eq!((number("d"), number("e")), (1e19, 1e20));
    }
}
