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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_survives() {
        for text in [
            "\"2026-01-02T03:04:05.678900Z\"",
            "\"2026-01-02T03:04:05+01:00\"",
            "\"2026-01-02T03:04:05\"",
            "\"Fri, 02 Jan 2026 03:04:05 GMT\"",
            "\"\"",
        ] {
            let moment: DateTime = serde_json::from_str(text).unwrap();
            assert_eq!(serde_json::to_string(&moment).unwrap(), text);
        }
        assert_eq!(DateTime::from("x").parts(), Parts::text("x"));
    }

    #[cfg(feature = "jiff")]
    #[test]
    fn a_moment_is_the_same_in_jiff() {
        let moment: DateTime = "2026-01-02T04:04:05.5+01:00".into();
        let converted = DateTime::from(moment.to_jiff().unwrap());
        assert_eq!(converted.as_str(), "2026-01-02T03:04:05.5Z");
        assert!(DateTime::from("2026-01-02T04:04:05").to_jiff().is_err());
    }
}
