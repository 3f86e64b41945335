//! A valid Rust identifier. (Rust Reference, "Identifiers" and "Keywords".)

use crate::words::case::spelled;
use std::fmt;
use unicode_ident::{is_xid_continue, is_xid_start};
use unicode_normalization::UnicodeNormalization;

/// A valid Rust identifier: never a keyword unless it can be, and is, written raw.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Identifier {
    text: String,
    raw: bool,
}

/// Names longer than this are cut: nobody reads them, and tools choke on them.
const MAX_LENGTH: usize = 100;

/// The keywords of edition 2024, strict and reserved.
const KEYWORDS: [&str; 52] = [
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue",
    "crate", "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if",
    "impl", "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub",
    "ref", "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Keywords that cannot be written raw, as `_` cannot.
const NEVER_RAW: [&str; 5] = ["self", "Self", "super", "crate", "_"];

impl Identifier {
    /// Makes any text an identifier: letters and digits of any script stay, in normal form C;
    /// everything else goes, unless nothing would be left. A keyword is written raw, or gets an
    /// underscore where it cannot be.
    pub fn new(text: &str) -> Self {
        let mut valid = kept(text);
        if valid.is_empty() {
            let words = spelled(text).to_lowercase();
            valid = kept(&words.split_whitespace().collect::<Vec<_>>().join("_"));
        }
        if valid.is_empty() {
            valid.push_str("empty");
        }
        if !valid.starts_with(|first| first == '_' || is_xid_start(first)) {
            valid.insert(0, '_');
        }
        if NEVER_RAW.contains(&valid.as_str()) {
            valid.push('_');
        }
        Self {
            raw: KEYWORDS.contains(&valid.as_str()),
            text: valid,
        }
    }

    /// The identifier without `r#`.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The name of a type followed by a word. The underscore of a type named like a keyword is
    /// removed: inside a name it would not be upper camel case.
    pub(super) fn followed_by(&self, word: &str) -> String {
        format!("{}{word}", self.text.trim_end_matches('_'))
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

fn kept(text: &str) -> String {
    if text.is_ascii() {
        let word = |character: &char| character.is_ascii_alphanumeric() || *character == '_';
        return text.chars().filter(word).take(MAX_LENGTH).collect();
    }
    text.nfc()
        .filter(|character| is_xid_continue(*character))
        .take(MAX_LENGTH)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_becomes_an_identifier() {
        for (text, expected) in [
            ("name", "name"),
            ("type", "r#type"),
            ("gen", "r#gen"),
            ("self", "self_"),
            ("Self", "Self_"),
            ("super", "super_"),
            ("crate", "crate_"),
            ("_", "__"),
            ("", "empty"),
            ("1st", "_1st"),
            ("a b", "ab"),
            ("e\u{301}", "\u{e9}"),
            ("😀", "u1f600"),
            ("\u{0}", "u0"),
            ("'; drop", "drop"),
            ("union", "union"),
        ] {
            let identifier = Identifier::new(text);
            assert_eq!(identifier.to_string(), expected, "{text:?}");
            syn::parse_str::<syn::Ident>(&identifier.to_string())
                .unwrap_or_else(|error| panic!("{text:?}: {error}"));
        }
        let long = Identifier::new(&"x".repeat(1_000_000));
        assert_eq!(long.as_str().len(), MAX_LENGTH);
    }

    #[test]
    fn every_keyword_is_known() {
        for keyword in KEYWORDS {
            assert!(
                syn::parse_str::<syn::Ident>(keyword).is_err() || keyword == "gen",
                "{keyword}"
            );
            let written = Identifier::new(keyword).to_string();
            assert!(syn::parse_str::<syn::Ident>(&written).is_ok(), "{written}");
        }
        assert!(KEYWORDS.is_sorted());
    }
}
