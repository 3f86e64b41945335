//! A valid Rust identifier.

use std::fmt;

/// A valid Rust identifier: never a keyword unless it can be, and is, written raw.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Identifier {
    text: String,
    raw: bool,
}

impl Identifier {
    /// Makes any text an identifier.
    pub fn new(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            raw: false,
        }
    }

    /// The identifier without `r#`.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether it has to be written with `r#`.
    pub fn is_raw(&self) -> bool {
        self.raw
    }
}

impl fmt::Display for Identifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", if self.raw { "r#" } else { "" }, self.text)
    }
}
