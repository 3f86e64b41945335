//! Bytes in JSON.

use super::base64_code;
use super::parameter::{Parameter, Parts};
use super::text;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// Bytes as base64 (RFC 4648, section 4), with the exact text that was received or will be sent.
/// Text that is not base64 is kept; decoding it returns `None`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Base64(String);

impl Base64 {
    /// Creates a value from base64 text.
    pub fn from_text(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The base64 text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Decodes the bytes; `None` if the text is not base64. The URL-safe alphabet and missing
    /// padding are accepted.
    pub fn to_bytes(&self) -> Option<Vec<u8>> {
        base64_code::decoded(&self.0, |c| match c {
            b'-' => Some(62),
            b'_' => Some(63),
            c => base64_code::digit(c),
        })
    }
}

impl From<&[u8]> for Base64 {
    fn from(bytes: &[u8]) -> Self {
        Self(base64_code::encoded(bytes))
    }
}

impl From<Vec<u8>> for Base64 {
    fn from(bytes: Vec<u8>) -> Self {
        Self::from(bytes.as_slice())
    }
}

/// Prints the length only, because there may be many bytes.
impl fmt::Debug for Base64 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Base64({} characters)", self.0.len())
    }
}

impl Serialize for Base64 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Base64 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        text::read(deserializer, |text| Self(text.into_owned()))
    }
}

impl Parameter for Base64 {
    fn parts(&self) -> Parts<'_> {
        Parts::text(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 4648, section 10.
    #[test]
    fn bytes_and_text_stand_for_each_other() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            let made = Base64::from(bytes.as_bytes());
            assert_eq!(made.as_str(), text);
            assert_eq!(made.to_bytes().unwrap(), bytes.as_bytes());
            let unpadded = Base64::from_text(text.trim_end_matches('='));
            assert_eq!(unpadded.to_bytes().unwrap(), bytes.as_bytes());
        }
        assert_eq!(
            Base64::from_text("-_-_").to_bytes().unwrap(),
            [251, 255, 191]
        );
        for text in ["Z", "Zg=x", "Z g=", "Zh=="] {
            assert_eq!(Base64::from_text(text).to_bytes(), None, "{text}");
        }
    }
}
