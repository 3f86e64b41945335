//! Properties that can be absent or null.

use super::model::{FromObject, ToObject};
use serde::de::MapAccess;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A property that may be absent, null or have a value, where a request can mean each of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Maybe<T> {
    /// The property is absent.
    #[default]
    Absent,
    /// The property is null.
    Null,
    /// The property has a value.
    Value(T),
}

impl<T> Maybe<T> {
    /// The value, if there is one.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// The value, if there is one.
    pub fn into_value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// Returns whether it is absent.
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Returns whether it is null.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }
}

impl<T> From<T> for Maybe<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

impl From<&str> for Maybe<String> {
    fn from(text: &str) -> Self {
        Self::Value(text.to_owned())
    }
}

/// A value, or null.
impl<T> From<Option<T>> for Maybe<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::Value)
    }
}

#[allow(dead_code, reason = "an API may only write models")]
impl<'de, A: MapAccess<'de>> FromObject<'de, A> {
    /// A field for which absent and null differ: `Maybe<T>`.
    pub(crate) fn maybe<T: Deserialize<'de>>(&mut self, to: &mut Maybe<T>) {
        let value = self.properties.next_value();
        if let Some(value) = self.keep(value) {
            *to = value;
        }
    }
}

#[allow(dead_code, reason = "an API may only read models")]
impl<S: Serializer> ToObject<S> {
    /// A field for which absent and null differ: `Maybe<T>`.
    pub(crate) fn maybe<T: Serialize>(&mut self, name: &str, value: &Maybe<T>) {
        if !value.is_absent() {
            self.required(name, value);
        }
    }
}

/// Absent fields are not encoded; outside an object, absent is encoded as null.
impl<T: Serialize> Serialize for Maybe<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value().serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Maybe<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::deserialize(deserializer).map(Self::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn none_is_null_and_a_value_is_a_value() {
        assert_eq!(Maybe::<u8>::default(), Maybe::Absent);
        assert_eq!(Maybe::<u8>::from(Some(1)), Maybe::Value(1));
        assert_eq!(Maybe::<u8>::from(None), Maybe::Null);
        assert_eq!(Maybe::<String>::from("a"), Maybe::Value("a".to_owned()));
        assert_eq!(Maybe::<u8>::from(1).into_value(), Some(1));
        assert!(Maybe::<u8>::Null.is_null() && Maybe::<u8>::Null.value().is_none());
    }
}
