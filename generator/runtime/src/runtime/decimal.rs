//! Numbers that no Rust type represents exactly.

use super::parameter::{Parameter, Parts};
use super::text::InvalidText;
use serde::de::{Deserialize, Deserializer, Error, Unexpected};
use serde::ser::{Serialize, Serializer};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

/// A number of any size and precision (RFC 8259, section 6), with the exact digits that were
/// received or will be sent. To calculate with it, parse its text with a library of your choice.
///
/// Two numbers are equal if their texts are: `1.0` is not `1.00`.
#[derive(Clone)]
pub struct Decimal(Box<RawValue>);

impl Decimal {
    /// The digits. A number that a service sends as a string is accepted; the quotation marks are
    /// not part of this text, but are written again.
    pub fn as_str(&self) -> &str {
        self.0.get().trim_matches('"')
    }
}

/// Creates a number from JSON text.
const GRAMMAR: &str = r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?";

impl FromStr for Decimal {
    type Err = InvalidText;

    /// # Errors
    ///
    /// Returns an error if the text is not a JSON number.
    fn from_str(text: &str) -> Result<Self, InvalidText> {
        let invalid = || InvalidText::pattern("Decimal", GRAMMAR);
        // The parser skips white space, which is not part of a number.
        if !text.starts_with(|first: char| first == '-' || first.is_ascii_digit())
            || !text.ends_with(|last: char| last.is_ascii_digit())
        {
            return Err(invalid());
        }
        let number = RawValue::from_string(text.to_owned());
        number.map(Self).map_err(|_| invalid())
    }
}

macro_rules! integers {
    ($($integer:ty)*) => {$(
        impl From<$integer> for Decimal {
            fn from(value: $integer) -> Self {
                // Digits are valid JSON, so there is a value.
                let number = RawValue::from_string(value.to_string());
                Self(number.unwrap_or_else(|_| RawValue::NULL.to_owned()))
            }
        }
    )*};
}

integers! { i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize }

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.0.get() == other.0.get()
    }
}

impl Eq for Decimal {}

impl Hash for Decimal {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.get().hash(state);
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Decimal({})", self.0.get())
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Box::<RawValue>::deserialize(deserializer)?;
        let digits = value.get().trim_matches('"');
        if digits.parse::<Self>().is_err() {
            let found = Unexpected::Other("text");
            return Err(D::Error::invalid_type(found, &"a number"));
        }
        Ok(Self(value))
    }
}

impl Parameter for Decimal {
    fn parts(&self) -> Parts<'_> {
        Parts::Literal(Cow::Borrowed(self.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    #[test]
    fn every_digit_survives() {
        for text in [
            "0",
            "-0.0",
            "1.10",
            "0.1000000000000000055511151231257827021181583404541015625",
            "340282366920938463463374607431768211457",
            "1E400",
            "\"12.50\"",
        ] {
            let number: Decimal = serde_json::from_str(text).unwrap();
            assert_eq!(serde_json::to_string(&number).unwrap(), text);
            assert_eq!(number.as_str(), text.trim_matches('"'));
            let listed = format!("[{text}]");
            let list: Vec<Decimal> = serde_json::from_str(&listed).unwrap();
            assert_eq!(serde_json::to_string(&list).unwrap(), listed);
        }
        // Converted through `serde_json::Value`, which has the precision of `f64`.
        let tree: Decimal = serde_json::from_value(Value::from(1.5)).unwrap();
        assert_eq!(tree.as_str(), "1.5");
    }

    #[test]
    fn only_numbers_are_numbers() {
        for text in [
            "", " 1", "1 ", "01", "1.", ".5", "+1", "NaN", "1e", "[1]", "-", "0x1",
        ] {
            assert!(text.parse::<Decimal>().is_err(), "{text}");
        }
        for text in ["true", "null", "[1]", "\"a\"", "\"1", "{}", "\"\""] {
            assert!(serde_json::from_str::<Decimal>(text).is_err(), "{text}");
        }
        // An error has its position.
        let text = &mut serde_json::Deserializer::from_str(r#"{"a":[1],"b":[2,"x"]}"#);
        let read: Result<std::collections::BTreeMap<String, Vec<Decimal>>, _> =
            serde_path_to_error::deserialize(text);
        assert_eq!(read.unwrap_err().path().to_string(), "b[1]");
        assert_eq!(Decimal::from(u128::MAX).to_string(), u128::MAX.to_string());
        assert_eq!(Decimal::from(-1), "-1".parse().unwrap());
        assert_eq!(Decimal::from(7).parts(), Parts::Literal("7".into()));
    }
}
