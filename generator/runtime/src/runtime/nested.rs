//! Arguments with parts.

use super::parameter::{Parameter, Parts};
use super::text::InvalidText;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::Serialize;
use std::borrow::Cow;
use std::fmt;

/// An argument with parts: an object, a map or a union. The style determines how they are written.
#[derive(Debug)]
#[allow(dead_code, reason = "few APIs have such arguments")]
pub(crate) struct Nested<'a, T>(pub(crate) &'a T);

/// An argument that is written as JSON (Parameter Object, `content`).
#[derive(Debug)]
#[allow(dead_code, reason = "few APIs have such arguments")]
pub(crate) struct AsJson<'a, T>(pub(crate) &'a T);

/// An argument that may be empty, given as `None`, in addition to the values of its type (Parameter
/// Object, `allowEmptyValue`).
#[derive(Debug)]
#[allow(dead_code, reason = "few APIs have such arguments")]
pub(crate) struct OrEmpty<'a, T>(pub(crate) &'a Option<T>);

impl<T: Parameter> Parameter for OrEmpty<'_, T> {
    fn parts(&self) -> Parts<'_> {
        self.0.as_ref().map_or(Parts::text(""), T::parts)
    }
}

impl<T: Serialize> Parameter for Nested<'_, T> {
    fn parts(&self) -> Parts<'_> {
        // Encoded as text first because that keeps the order of properties.
        let json = serde_json::to_string(self.0);
        match json.and_then(|json| serde_json::from_str(&json)) {
            Ok(Tree(parts)) => parts,
            Err(_) => Parts::Invalid(InvalidText::unwritable()),
        }
    }
}

impl<T: Serialize> Parameter for AsJson<'_, T> {
    fn parts(&self) -> Parts<'_> {
        match serde_json::to_string(self.0) {
            Ok(json) if json == "null" => Parts::Absent,
            Ok(json) => Parts::Text(Cow::Owned(json)),
            Err(_) => Parts::Invalid(InvalidText::unwritable()),
        }
    }
}

struct Tree(Parts<'static>);

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Any).map(Self)
    }
}

struct Any;

impl<'de> Visitor<'de> for Any {
    type Value = Parts<'static>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Parts::Absent)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        let text = if value { "true" } else { "false" };
        Ok(Parts::Literal(Cow::Borrowed(text)))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
        Ok(Parts::Literal(Cow::Owned(value.to_string())))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
        Ok(Parts::Literal(Cow::Owned(value.to_string())))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Self::Value, E> {
        Ok(Parts::Literal(Cow::Owned(value.to_string())))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Parts::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_string<E>(self, text: String) -> Result<Self::Value, E> {
        Ok(Parts::Text(Cow::Owned(text)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Self::Value, A::Error> {
        let mut list = Vec::new();
        while let Some(Tree(part)) = elements.next_element()? {
            list.push(part);
        }
        Ok(Parts::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut properties: A) -> Result<Self::Value, A::Error> {
        let mut object = Vec::new();
        while let Some((name, Tree(part))) = properties.next_entry::<String, _>()? {
            // The representation of numbers in serde_json with the feature `arbitrary_precision`.
            if let ("$serde_json::private::Number", Parts::Text(number)) = (name.as_str(), &part) {
                return Ok(Parts::Literal(number.clone()));
            }
            object.push((Cow::Owned(name), part));
        }
        Ok(Parts::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nested(json: &str) -> Parts<'static> {
        let Tree(parts) = serde_json::from_str(json).unwrap();
        parts
    }

    #[test]
    fn properties_keep_their_order() {
        let parts = nested(r#"{"z":[1,-2,0.5,true],"a":null,"m":{"x":"y"}}"#);
        assert_eq!(
            parts.to_json().unwrap(),
            r#"{"z":[1,-2,0.5,true],"a":null,"m":{"x":"y"}}"#
        );
    }

    #[test]
    fn nothing_is_absent() {
        assert_eq!(Nested(&None::<u8>).parts(), Parts::Absent);
        assert_eq!(Nested(&Some("a")).parts(), Parts::text("a"));
        assert_eq!(Nested(&Some(7)).parts(), Parts::Literal("7".into()));
        assert_eq!(AsJson(&None::<u8>).parts(), Parts::Absent);
        assert_eq!(AsJson(&Some("a")).parts(), Parts::text("\"a\""));
        assert_eq!(AsJson(&vec![1, 2]).parts(), Parts::text("[1,2]"));
    }

    #[test]
    fn none_is_an_empty_value() {
        assert_eq!(OrEmpty(&None::<bool>).parts(), Parts::text(""));
        assert_eq!(OrEmpty(&Some(true)).parts(), true.parts());
    }

    #[test]
    fn unserializable_values_are_errors() {
        let keys = std::collections::BTreeMap::from([((1, 2), 3)]);
        assert!(matches!(Nested(&keys).parts(), Parts::Invalid(_)));
        assert!(matches!(AsJson(&keys).parts(), Parts::Invalid(_)));
    }
}
