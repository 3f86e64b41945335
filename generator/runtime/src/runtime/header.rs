//! Headers of responses (Header Object, style `simple`).

use http::HeaderMap;
use serde::de::value::{Error, SeqDeserializer};
use serde::de::{DeserializeOwned, Deserializer, Error as _, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;
use std::str::FromStr;

/// Decodes a header; `None` if it is absent or does not fit.
#[allow(dead_code, reason = "all headers of an API may be JSON")]
pub(crate) fn header<T: DeserializeOwned>(headers: &HeaderMap, name: &str) -> Option<T> {
    T::deserialize(Text(&text(headers, name)?)).ok()
}

/// Decodes a header that contains JSON.
#[allow(dead_code, reason = "no header of an API may be JSON")]
pub(crate) fn json_header<T: DeserializeOwned>(headers: &HeaderMap, name: &str) -> Option<T> {
    serde_json::from_str(&text(headers, name)?).ok()
}

/// Several headers of one name are one list (RFC 9110, section 5.3).
fn text(headers: &HeaderMap, name: &str) -> Option<String> {
    let mut all = headers.get_all(name).iter();
    let mut joined = std::str::from_utf8(all.next()?.as_bytes()).ok()?.to_owned();
    for value in all {
        joined.push_str(", ");
        joined.push_str(std::str::from_utf8(value.as_bytes()).ok()?);
    }
    Some(joined)
}

/// A text that deserializes into any scalar type.
#[derive(Clone, Copy)]
struct Text<'a>(&'a str);

impl<'de> IntoDeserializer<'de, Error> for Text<'_> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl Text<'_> {
    fn parsed<T: FromStr>(self) -> Result<T, Error> {
        let problem = |_| Error::custom("not of the type that is declared");
        self.0.parse().map_err(problem)
    }
}

macro_rules! parsed {
    ($($deserialize:ident $visit:ident)*) => {$(
        fn $deserialize<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            visitor.$visit(self.parsed()?)
        }
    )*};
}

impl<'de> Deserializer<'de> for Text<'_> {
    type Error = Error;

    parsed! {
        deserialize_bool visit_bool
        deserialize_i8 visit_i8 deserialize_i16 visit_i16
        deserialize_i32 visit_i32 deserialize_i64 visit_i64
        deserialize_u8 visit_u8 deserialize_u16 visit_u16
        deserialize_u32 visit_u32 deserialize_u64 visit_u64
        deserialize_f32 visit_f32 deserialize_f64 visit_f64
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_str(self.0)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let values = self.0.split(',').map(|value| Text(value.trim()));
        let values = values.filter(|_| !self.0.is_empty());
        visitor.visit_seq(SeqDeserializer::new(values))
    }

    forward_to_deserialize_any! {
        char str string bytes byte_buf option unit unit_struct newtype_struct tuple tuple_struct
        map struct enum identifier ignored_any
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    fn read<T: DeserializeOwned>(values: &[&'static [u8]]) -> Option<T> {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append("x-a", HeaderValue::from_bytes(value).unwrap());
        }
        header(&headers, "X-A")
    }

    #[test]
    fn text_is_read_as_what_is_declared() {
        assert_eq!(read(&[b"-7"]), Some(-7i64));
        assert_eq!(read(&[b"1.5"]), Some(1.5f64));
        assert_eq!(read(&[b"true"]), Some(true));
        assert_eq!(read(&[b"7"]), Some("7".to_owned()));
        assert_eq!(read(&[b"1,2", b"3"]), Some(vec![1u8, 2, 3]));
        assert_eq!(read(&[b""]), Some(Vec::<u8>::new()));
        assert_eq!(read(&["é".as_bytes(), b"b"]), Some("é, b".to_owned()));
    }

    #[test]
    fn what_does_not_fit_is_nothing() {
        assert_eq!(read::<i64>(&[]), None);
        assert_eq!(read::<i64>(&[b"x"]), None);
        assert_eq!(read::<u8>(&[b"256"]), None);
        assert_eq!(read::<String>(&[b"\xff"]), None);
        let mut headers = HeaderMap::new();
        headers.insert("x-a", HeaderValue::from_static("{\"a\":[1]}"));
        let value: serde_json::Value = json_header(&headers, "x-a").unwrap();
        assert_eq!(value["a"][0], 1);
        assert_eq!(json_header::<u8>(&headers, "x-a"), None);
    }
}
