//! Text of a document as a string in TOML.

use super::visible::is_shown;
use super::{DocumentStr, DocumentText};
use std::fmt::Write as _;

impl DocumentStr<'_> {
    /// Returns the text as a basic string (TOML 1.0, "String").
    pub fn toml(self) -> String {
        let text = self.untrusted();
        let mut written = String::with_capacity(text.len() + 2);
        written.push('"');
        for c in text.chars() {
            match c {
                '"' => written.push_str("\\\""),
                '\\' => written.push_str("\\\\"),
                c if c.is_control() || !is_shown(c) => {
                    // Writing to a string cannot fail.
                    let _ = write!(written, "\\U{:08X}", u32::from(c));
                }
                c => written.push(c),
            }
        }
        written.push('"');
        written
    }
}

impl DocumentText {
    /// See [`DocumentStr::toml`].
    pub fn toml(&self) -> String {
        self.borrowed().toml()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_escaped() {
        assert_eq!(
            DocumentStr::new("a\"\\\n\u{202e}").toml(),
            r#""a\"\\\U0000000A\U0000202E""#
        );
    }
}
