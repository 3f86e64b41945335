//! What tree does a JSON text hold, and which rules do trees of JSON and of YAML obey?

use super::budget::Budget;
use crate::diagnostic::{Pointer, Trail};
use crate::limits::{Limit, Limits};
use crate::visits;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};
use std::cell::RefCell;
use std::fmt;

/// The data collected while a tree is read.
#[derive(Debug)]
pub(super) struct Reading {
    budget: RefCell<Budget>,
    /// Mappings that hold one key twice: the pointer of the property.
    pub(super) duplicates: RefCell<Vec<Pointer>>,
    /// Where the value stands that exceeded a limit.
    pub(super) exceeded: RefCell<Option<(Pointer, Limit)>>,
}

/// A limit was exceeded; [`Reading`] knows which and where.
#[derive(Debug)]
pub(super) struct Exceeded;

/// The cost of a text; any other scalar costs 1.
pub(super) fn cost_of_text(length: usize) -> usize {
    1 + length / 8
}

impl Reading {
    /// Rules for a text of `length` bytes.
    pub(super) fn new(length: usize, limits: &Limits) -> Self {
        Self {
            budget: RefCell::new(Budget::for_text(length, limits)),
            duplicates: RefCell::default(),
            exceeded: RefCell::default(),
        }
    }

    /// Takes the cost of a value at a depth.
    pub(super) fn spend(
        &self,
        cost: usize,
        depth: usize,
        pointer: impl FnOnce() -> Pointer,
    ) -> Result<(), Exceeded> {
        visits::note(cost);
        let spent = self.budget.borrow_mut().spend(cost, depth);
        spent.map_err(|limit| self.exceed(limit, pointer))
    }

    /// Takes a key of a value.
    pub(super) fn allow_key(
        &self,
        key: &str,
        pointer: impl FnOnce() -> Pointer,
    ) -> Result<(), Exceeded> {
        let allowed = self.budget.borrow().allow_key(key);
        allowed.map_err(|limit| self.exceed(limit, pointer))
    }

    /// Notes that a limit was exceeded.
    pub(super) fn exceed(&self, limit: Limit, pointer: impl FnOnce() -> Pointer) -> Exceeded {
        let mut exceeded = self.exceeded.borrow_mut();
        exceeded.get_or_insert_with(|| (pointer(), limit));
        Exceeded
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
        let spent = self
            .reading
            .spend(cost, self.depth, || self.trail.pointer());
        spent.map_err(error)
    }
}

/// Ends the reading; nobody sees the text of the error.
fn error<E: Error>(_: Exceeded) -> E {
    E::custom("a limit was exceeded")
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

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        self.spend(1)?;
        Ok(Value::from(value))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        self.spend(cost_of_text(value.len()))?;
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Value, E> {
        self.spend(cost_of_text(value.len()))?;
        Ok(Value::String(value))
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        self.spend(1)?;
        Ok(Value::Null)
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
        while let Some(key) = access.next_key::<String>()? {
            let allowed = self.reading.allow_key(&key, || self.trail.pointer());
            allowed.map_err(error)?;
            let trail = self.trail.key(&key);
            let value = access.next_value_seed(Part {
                reading: self.reading,
                trail,
                depth: self.depth + 1,
            })?;
            if map.contains_key(&key) {
                self.reading.duplicates.borrow_mut().push(trail.pointer());
            }
            map.insert(key, value);
        }
        Ok(Value::Object(map))
    }
}
