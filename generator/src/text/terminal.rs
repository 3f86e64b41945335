//! Text of a document for a terminal, a log, or a tool.

use super::visible::is_shown;
use super::{DocumentStr, DocumentText};
use serde_json::Value;
use std::borrow::Cow;
use std::fmt::{self, Write as _};

/// Text on one line, in which every character is shown: control characters, which could change the
/// terminal or forge a line of a log, and characters that hide or reorder others are written as
/// Rust escapes them (`\n`, `\u{1b}`, `\u{202e}`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terminal<'a>(&'a str);

impl<'a> DocumentStr<'a> {
    /// Returns the text for a line of a terminal or a log.
    pub fn terminal(self) -> Terminal<'a> {
        Terminal(self.untrusted())
    }
}

impl DocumentText {
    /// See [`DocumentStr::terminal`].
    pub fn terminal(&self) -> Terminal<'_> {
        self.borrowed().terminal()
    }

    /// Returns the text as a JSON string, to be written by [`json`].
    pub fn json(&self) -> Value {
        self.untrusted().into()
    }
}

impl fmt::Display for Terminal<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&legible(self.0, is_legible))
    }
}

/// Text on several lines for a terminal. Line breaks and tabs stay.
pub fn terminal_lines(text: &str) -> Cow<'_, str> {
    legible(text, |c| matches!(c, '\n' | '\t') || is_legible(c))
}

/// The text, in which what does not stay is escaped.
fn legible(text: &str, stays: impl Fn(char) -> bool) -> Cow<'_, str> {
    // Most texts hold nothing else.
    if text.chars().all(&stays) {
        return text.into();
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if stays(c) {
            shown.push(c);
        } else {
            shown.extend(c.escape_default());
        }
    }
    shown.into()
}

/// Whether a character may be printed in a line of a terminal or a log.
pub(crate) fn is_legible(c: char) -> bool {
    is_shown(c) && !matches!(c, '\u{2028}' | '\u{2029}')
}

/// Writes JSON for a tool. Characters that a terminal would not show are escaped, which does not
/// change the value.
pub fn json(value: &Value) -> String {
    escaped(value.to_string())
}

/// The same on several lines.
pub fn pretty_json(value: &Value) -> String {
    escaped(format!("{value:#}"))
}

fn escaped(text: String) -> String {
    // Only a line break between values is a control character that JSON does not escape.
    let stays = |c| c == '\n' || is_legible(c);
    if text.chars().all(stays) {
        return text;
    }
    let mut written = String::with_capacity(text.len() + 16);
    // They are in strings: other tokens of JSON are ASCII.
    for c in text.chars() {
        if stays(c) {
            written.push(c);
        } else {
            for unit in c.encode_utf16(&mut [0; 2]) {
                // Writing to a string cannot fail.
                let _ = write!(written, "\\u{unit:04x}");
            }
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_character_is_shown() {
        let shown = |text| DocumentStr::new(text).terminal().to_string();
        assert_eq!(
            shown("a\u{1b}[31m\u{9b}b\r\n\0"),
            r"a\u{1b}[31m\u{9b}b\r\n\u{0}"
        );
        assert_eq!(
            shown("\u{202e}a\u{2066}\u{200b}\u{2028}"),
            r"\u{202e}a\u{2066}\u{200b}\u{2028}"
        );
        assert_eq!(
            shown("h\u{e9} \u{1f469}\u{200d}\u{1f52c}"),
            "h\u{e9} \u{1f469}\u{200d}\u{1f52c}"
        );
        assert_eq!(format!("{:4}|", DocumentStr::new("a").terminal()), "a   |");
    }

    #[test]
    fn json_keeps_its_value() {
        let value = json!({"a\u{202e}": "\u{9b}\u{1b}\u{e0001}\u{e9}\n"});
        let text = json(&value);
        assert!(text.chars().all(is_legible), "{text}");
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value);
    }
}
