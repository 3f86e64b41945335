// Made by bindery; changes are overwritten.

//! The positions of strings and numbers in JSON.

use std::ops::Range;

/// The strings and numbers of valid JSON, in order.
pub(crate) struct Tokens<'a> {
    text: &'a [u8],
    at: usize,
}

/// A string or a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    /// Its range; that of a string without its quotes.
    pub(crate) range: Range<usize>,
    pub(crate) is_string: bool,
    /// Whether it is the name of a property.
    pub(crate) is_name: bool,
}

impl<'a> Tokens<'a> {
    pub(crate) fn of(text: &'a [u8]) -> Self {
        Self { text, at: 0 }
    }

    fn skip_while(&mut self, is: impl Fn(u8) -> bool) {
        while self.text.get(self.at).is_some_and(|byte| is(*byte)) {
            self.at += 1;
        }
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let begins = |byte| matches!(byte, b'"' | b'-' | b'0'..=b'9');
        self.skip_while(|byte| !begins(byte));
        let start = self.at;
        if *self.text.get(start)? != b'"' {
            self.skip_while(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
            return Some(Token {
                range: start..self.at,
                is_string: false,
                is_name: false,
            });
        }
        let start = start + 1;
        self.at = start;
        while let Some(byte) = self.text.get(self.at).filter(|byte| **byte != b'"') {
            self.at += if *byte == b'\\' { 2 } else { 1 };
        }
        let end = self.at.min(self.text.len());
        self.at += 1;
        self.skip_while(|byte| byte.is_ascii_whitespace());
        Some(Token {
            range: start..end,
            is_string: true,
            is_name: self.text.get(self.at) == Some(&b':'),
        })
    }
}

/// A range within a string, extended so that no escape is cut.
pub(crate) fn whole_escapes(
    text: &[u8],
    string: &Range<usize>,
    part: &Range<usize>,
) -> Range<usize> {
    let (mut start, mut at) = (string.start, string.start);
    while at < part.end.min(string.end) {
        if at <= part.start {
            start = at;
        }
        at += match (text.get(at), text.get(at + 1)) {
            (Some(b'\\'), Some(b'u')) => 6,
            (Some(b'\\'), _) => 2,
            _ => 1,
        };
    }
    start..at.min(string.end)
}
