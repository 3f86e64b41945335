//! Strings in JSON.

use serde::de::{Deserializer, Error, Visitor};
use std::borrow::Cow;
use std::fmt;

/// The reason why a text is not a value of its type. It does not contain the text, which may be
/// private.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidText {
    message: Message,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(dead_code, reason = "not every API has patterns")]
enum Message {
    Pattern {
        name: &'static str,
        pattern: &'static str,
    },
    Delimiter(&'static str),
    Cookie,
    Unwritable,
}

impl InvalidText {
    #[allow(dead_code, reason = "not every API has patterns")]
    pub(crate) fn pattern(name: &'static str, pattern: &'static str) -> Self {
        Self {
            message: Message::Pattern { name, pattern },
        }
    }

    pub(crate) fn delimiter(delimiter: &'static str) -> Self {
        Self {
            message: Message::Delimiter(delimiter),
        }
    }

    pub(crate) fn cookie() -> Self {
        Self {
            message: Message::Cookie,
        }
    }

    #[allow(dead_code, reason = "not every API has arguments with parts")]
    pub(crate) fn unwritable() -> Self {
        Self {
            message: Message::Unwritable,
        }
    }
}

impl fmt::Display for InvalidText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.message {
            Message::Pattern { name, pattern } => {
                write!(f, "not a {name}, which has to match `{pattern}`")
            }
            Message::Delimiter(delimiter) => {
                write!(f, "ambiguous because a value contains `{delimiter}`")
            }
            Message::Cookie => f.write_str("not text that a cookie can hold as it is"),
            Message::Unwritable => f.write_str("not to be written as text"),
        }
    }
}

impl std::error::Error for InvalidText {}

/// Deserializes a JSON string without copying it.
#[allow(dead_code, reason = "not every API has such types")]
pub(crate) fn read<'de, D, T>(deserializer: D, make: fn(Cow<'_, str>) -> T) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
{
    deserializer.deserialize_str(Text(make))
}

/// Deserializes a JSON string.
#[allow(dead_code, reason = "not every API has such types")]
pub(crate) fn read_open<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: for<'a> From<&'a str> + From<String>,
{
    read(deserializer, |text| match text {
        Cow::Borrowed(text) => text.into(),
        Cow::Owned(text) => text.into(),
    })
}

struct Text<T>(fn(Cow<'_, str>) -> T);

impl<T> Visitor<'_> for Text<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        Ok((self.0)(Cow::Borrowed(text)))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<T, E> {
        Ok((self.0)(Cow::Owned(text)))
    }
}
