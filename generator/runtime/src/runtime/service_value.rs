//! Decoding of text into typed values.

use serde::de::value::{Error, MapDeserializer, SeqDeserializer};
use serde::de::{
    DeserializeOwned, Deserializer, Error as _, IntoDeserializer, Unexpected, Visitor,
};

/// The decoded parts of an argument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Raw {
    Text(String),
    List(Vec<Self>),
    Object(Vec<(String, Self)>),
}

impl Raw {
    /// The value. Text is a number or boolean if the type expects one; if the type allows both, as
    /// a union may, a number is a number.
    ///
    /// # Errors
    ///
    /// The error, without the text itself.
    pub(crate) fn read<T: DeserializeOwned>(self) -> Result<T, String> {
        T::deserialize(Reading(self)).map_err(|problem| problem.to_string())
    }
}

/// A deserializer of the value.
pub(crate) struct Reading(Raw);

impl IntoDeserializer<'_, Error> for Raw {
    type Deserializer = Reading;

    fn into_deserializer(self) -> Reading {
        Reading(self)
    }
}

/// Text that contains JSON, used for nested parts where a style has no place for them.
fn json<'de, V: Visitor<'de>>(text: &str, visitor: V) -> Result<V::Value, Error> {
    let value: serde_json::Value = serde_json::from_str(text)
        .map_err(|_| Error::invalid_value(Unexpected::Other("text"), &"JSON"))?;
    value.deserialize_any(visitor).map_err(Error::custom)
}

macro_rules! numbers {
    ($($method:ident $visit:ident $number:ty $(, if $fits:path)?;)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            match &self.0 {
                Raw::Text(text) => match text.parse::<$number>() {
                    Ok(number) $(if $fits(number))? => visitor.$visit(number),
                    _ => Err(Error::invalid_value(Unexpected::Other("text"), &visitor)),
                },
                other => Err(other.unexpected(&visitor)),
            }
        }
    )*};
}

impl Raw {
    fn unexpected<'de>(&self, visitor: &impl Visitor<'de>) -> Error {
        let found = match self {
            Self::Text(_) => Unexpected::Other("text"),
            Self::List(_) => Unexpected::Seq,
            Self::Object(_) => Unexpected::Map,
        };
        Error::invalid_type(found, visitor)
    }
}

impl<'de> Deserializer<'de> for Reading {
    type Error = Error;

    // Rust also parses `NaN` and `inf`, which JSON does not have.
    numbers! {
        deserialize_bool visit_bool bool;
        deserialize_i8 visit_i8 i8;
        deserialize_i16 visit_i16 i16;
        deserialize_i32 visit_i32 i32;
        deserialize_i64 visit_i64 i64;
        deserialize_u8 visit_u8 u8;
        deserialize_u16 visit_u16 u16;
        deserialize_u32 visit_u32 u32;
        deserialize_u64 visit_u64 u64;
        deserialize_f32 visit_f32 f32, if f32::is_finite;
        deserialize_f64 visit_f64 f64, if f64::is_finite;
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Raw::Text(text) => match serde_json::from_str::<serde_json::Value>(&text) {
                // A JSON string has quotes, which belong to the value here.
                Err(_) | Ok(serde_json::Value::String(_) | serde_json::Value::Null) => {
                    visitor.visit_string(text)
                }
                Ok(value) => value.deserialize_any(visitor).map_err(Error::custom),
            },
            Raw::List(list) => visitor.visit_seq(SeqDeserializer::new(list.into_iter())),
            Raw::Object(properties) => {
                visitor.visit_map(MapDeserializer::new(properties.into_iter()))
            }
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Raw::Text(text) => visitor.visit_string(text),
            other => Err(other.unexpected(&visitor)),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_string(visitor)
    }

    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_string(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_string(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match &self.0 {
            Raw::Text(text) if text.is_empty() || text == "null" => visitor.visit_unit(),
            other => Err(other.unexpected(&visitor)),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let list = match self.0 {
            Raw::Text(text) if text.starts_with('[') => return json(&text, visitor),
            text @ Raw::Text(_) => vec![text],
            Raw::List(list) => list,
            // The indices of a list: `a[0]=x&a[1]=y`.
            Raw::Object(properties) => properties.into_iter().map(|(_, value)| value).collect(),
        };
        visitor.visit_seq(SeqDeserializer::new(list.into_iter()))
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Raw::Text(text) if text.starts_with('{') => json(&text, visitor),
            Raw::Object(properties) => {
                visitor.visit_map(MapDeserializer::new(properties.into_iter()))
            }
            other => Err(other.unexpected(&visitor)),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_map(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        // The token by which serde_json asks for raw text, so that numbers keep their digits.
        if name == "$serde_json::private::RawValue" {
            let property = (name.to_owned(), self.0);
            return visitor.visit_map(MapDeserializer::new(std::iter::once(property)));
        }
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self.0 {
            Raw::Text(text) => visitor.visit_enum(text.into_deserializer()),
            other => Err(other.unexpected(&visitor)),
        }
    }

    serde::forward_to_deserialize_any! {
        i128 u128 bytes byte_buf unit_struct tuple_struct ignored_any
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};
    use std::collections::BTreeMap;

    fn text(text: &str) -> Raw {
        Raw::Text(text.to_owned())
    }

    #[test]
    fn text_becomes_what_the_type_wants() {
        assert_eq!(text("7").read::<u8>(), Ok(7));
        assert_eq!(text("-0.5").read::<f64>(), Ok(-0.5));
        assert_eq!(text("true").read::<bool>(), Ok(true));
        assert_eq!(text("7").read::<String>(), Ok("7".to_owned()));
        assert_eq!(text("7").read::<Option<i64>>(), Ok(Some(7)));
        assert_eq!(text("7").read::<Vec<i64>>(), Ok(vec![7]));
        assert_eq!(text("[7,8]").read::<Vec<i64>>(), Ok(vec![7, 8]));
        assert_eq!(text("7").read::<Value>(), Ok(json!(7)));
        assert_eq!(text("\"7\"").read::<Value>(), Ok(json!("\"7\"")));
        assert_eq!(text("{\"a\":1}").read::<Value>(), Ok(json!({"a": 1})));
        let properties = Raw::Object(vec![("a".to_owned(), text("1"))]);
        let map: BTreeMap<String, u8> = properties.clone().read().unwrap();
        assert_eq!(map["a"], 1);
        assert_eq!(properties.read::<Vec<u8>>(), Ok(vec![1]));
        let list = Raw::List(vec![text("1"), text("x")]);
        assert_eq!(list.read::<Value>(), Ok(json!([1, "x"])));
    }

    #[test]
    fn what_is_no_number_of_json_is_none() {
        for wrong in ["NaN", "inf", "-Infinity", "1e999"] {
            assert!(text(wrong).read::<f64>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn digits_are_kept() {
        let number: super::super::decimal::Decimal = text("0.10000000000000000001").read().unwrap();
        assert_eq!(number.to_string(), "0.10000000000000000001");
        assert!(
            text("ten")
                .read::<super::super::decimal::Decimal>()
                .is_err()
        );
    }

    #[test]
    fn a_problem_does_not_hold_the_text() {
        for problem in [
            text("hunter2").read::<u8>().unwrap_err(),
            text("hunter2").read::<bool>().unwrap_err(),
            text("hunter2").read::<BTreeMap<String, u8>>().unwrap_err(),
            text("256").read::<u8>().unwrap_err(),
        ] {
            assert!(
                !problem.contains("hunter2") && !problem.contains("256"),
                "{problem}"
            );
        }
        let list = Raw::List(Vec::new());
        assert!(list.read::<String>().unwrap_err().contains("sequence"));
    }
}
