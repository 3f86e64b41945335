//! A JSON value of a document.

use super::{DocumentStr, DocumentText};
use serde_json::Value;
use std::fmt;

/// A default, an example or a listed value of a document. Like [`DocumentText`](super::DocumentText)
/// it cannot be formatted.
///
/// ```compile_fail,E0277
/// let value = bindery::text::DocumentValue::from(serde_json::json!("no form was chosen"));
/// println!("{value}");
/// ```
#[derive(Clone, Default, PartialEq)]
pub struct DocumentValue(Value);

impl DocumentValue {
    /// Returns the value itself, for comparison, look-up and decoding. See
    /// [`DocumentStr::untrusted`].
    pub fn untrusted(&self) -> &Value {
        &self.0
    }

    /// The same, to be changed.
    pub fn untrusted_mut(&mut self) -> &mut Value {
        &mut self.0
    }

    /// Whether it is null.
    pub fn is_null(&self) -> bool {
        self.0.is_null()
    }

    /// Whether it is a string, a number or a boolean.
    pub fn is_scalar(&self) -> bool {
        matches!(self.0, Value::String(_) | Value::Number(_) | Value::Bool(_))
    }

    /// Its string, or else its JSON.
    pub fn to_text(&self) -> DocumentText {
        match &self.0 {
            Value::String(text) => text.into(),
            other => other.to_string().into(),
        }
    }

    /// Its JSON.
    pub fn to_json(&self) -> DocumentText {
        self.0.to_string().into()
    }

    /// Its JSON on several lines.
    pub fn to_pretty_json(&self) -> DocumentText {
        // Writing a value to a string cannot fail.
        serde_json::to_string_pretty(&self.0)
            .unwrap_or_default()
            .into()
    }

    /// The number, if it is an integer of 64 bits.
    pub fn as_i64(&self) -> Option<i64> {
        self.0.as_i64()
    }

    /// The text, if it is a string.
    pub fn as_text(&self) -> Option<DocumentStr<'_>> {
        self.0.as_str().map(DocumentStr::new)
    }
}

/// As a value is shown in Rust, with escapes.
impl fmt::Debug for DocumentValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl From<Value> for DocumentValue {
    fn from(value: Value) -> Self {
        Self(value)
    }
}

impl PartialEq<Value> for DocumentValue {
    fn eq(&self, other: &Value) -> bool {
        self.0 == *other
    }
}
