//! How is a moment held so that nothing of its text is lost?

use super::parameter::{Parameter, Parts};
use super::text;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// A date and time (RFC 3339, section 5.6), exactly as it was sent or will be sent. One without a
/// zone, or in another notation, is kept and is no error: convert it to learn what it means.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct DateTime(String);

impl DateTime {
    /// The text on the wire.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The moment, by the library `jiff`.
    ///
    /// # Errors
    ///
    /// When the text is no RFC 3339 date and time with a zone.
    #[cfg(feature = "jiff")]
    pub fn to_jiff(&self) -> Result<jiff::Timestamp, jiff::Error> {
        self.0.parse()
    }
}

impl From<&str> for DateTime {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<String> for DateTime {
    fn from(text: String) -> Self {
        Self(text)
    }
}

#[cfg(feature = "jiff")]
impl From<jiff::Timestamp> for DateTime {
    fn from(moment: jiff::Timestamp) -> Self {
        Self(moment.to_string())
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl Serialize for DateTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for DateTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        text::read(deserializer, |text| Self(text.into_owned()))
    }
}

impl Parameter for DateTime {
    fn parts(&self) -> Parts<'_> {
        Parts::text(&self.0)
    }
}
