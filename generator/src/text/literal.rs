//! Text of a document as a string literal in Rust.

use super::{DocumentStr, DocumentText, DocumentValue};
use proc_macro2::Literal;
use serde_json::Value;

impl DocumentStr<'_> {
    /// Returns the text as a string literal in Rust, which holds it with all characters.
    pub fn literal(self) -> Literal {
        Literal::string(self.untrusted())
    }
}

impl DocumentText {
    /// See [`DocumentStr::literal`].
    pub fn literal(&self) -> Literal {
        self.borrowed().literal()
    }
}

impl DocumentValue {
    /// Returns a string or a number as a literal in Rust; another value as a string that holds its
    /// JSON.
    pub fn literal(&self) -> String {
        match self.untrusted() {
            Value::Number(number) => number.to_string(),
            _ => self.to_text().literal().to_string(),
        }
    }
}
