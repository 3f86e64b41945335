//! Integers that are sent as text.

use super::kept::kept;
use std::num::ParseIntError;

kept! {
    /// An integer that is written as text in JSON (`string` with the format `int64` or similar), since
    /// JavaScript has no integers of 64 bits. It has the exact text that was received or will be sent;
    /// other text is kept, and converting it is an error.
    IntegerText
}

impl IntegerText {
    /// Converts to an integer with a sign.
    ///
    /// # Errors
    ///
    /// Returns an error if the text is not an integer of 64 bits.
    pub fn to_i64(&self) -> Result<i64, ParseIntError> {
        self.0.parse()
    }

    /// Converts to an integer without a sign.
    ///
    /// # Errors
    ///
    /// Returns an error if the text is not an integer of 64 bits, or is negative.
    pub fn to_u64(&self) -> Result<u64, ParseIntError> {
        self.0.parse()
    }
}

macro_rules! from_integers {
    ($($integer:ty)*) => {
        $(
            impl From<$integer> for IntegerText {
                fn from(integer: $integer) -> Self {
                    Self(integer.to_string())
                }
            }
        )*
    };
}

from_integers!(i32 i64 u32 u64);

#[cfg(test)]
mod tests {
    use super::IntegerText;

    #[test]
    fn integers_keep_their_value_and_texts_their_spelling() {
        for integer in [i64::MIN, -1, 0, i64::MAX] {
            let text = IntegerText::from(integer);
            assert_eq!(text.to_i64(), Ok(integer));
            let json = serde_json::to_string(&text).unwrap();
            assert_eq!(json, format!("\"{integer}\""));
            assert_eq!(serde_json::from_str::<IntegerText>(&json).unwrap(), text);
        }
        assert_eq!(IntegerText::from(u64::MAX).to_u64(), Ok(u64::MAX));
        assert!(IntegerText::from(u64::MAX).to_i64().is_err());
        let other: IntegerText = serde_json::from_str("\"007\"").unwrap();
        assert_eq!((other.as_str(), other.to_i64()), ("007", Ok(7)));
        assert!(IntegerText::from("none").to_i64().is_err());
    }
}
