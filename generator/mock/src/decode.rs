//! Does a body stay within the number of values that it may hold when it is decoded?
//!
//! A value takes many times the memory of its text. So they are counted before they are decoded.

use super::limits::{Limit, Limits};
use super::refusal::Refusal;
use serde_json::Value;

/// The remaining number of values in a body.
#[derive(Debug)]
pub(super) struct Values<'l> {
    limits: &'l Limits,
    left: usize,
}

impl<'l> Values<'l> {
    pub(super) fn new(limits: &'l Limits) -> Self {
        Self {
            left: limits.of(Limit::BodyValues),
            limits,
        }
    }

    /// Counts values.
    ///
    /// # Errors
    ///
    /// 413 for too many of them.
    pub(super) fn add(&mut self, count: usize) -> Result<(), Refusal> {
        let left = self.left.checked_sub(count);
        self.left = left.ok_or_else(|| {
            let what = "the body holds too many values";
            self.limits.refusal(Limit::BodyValues, 413, what)
        })?;
        Ok(())
    }

    /// Counts the values of a text, which holds several where it is JSON.
    ///
    /// # Errors
    ///
    /// 413 for too many of them.
    pub(super) fn add_text(&mut self, text: &str) -> Result<(), Refusal> {
        self.add(match is_structured(text) {
            true => count(text.as_bytes()),
            false => 1,
        })
    }

    /// Decodes JSON.
    ///
    /// # Errors
    ///
    /// 400 for what is no JSON, 413 for too many values.
    pub(super) fn json(&mut self, bytes: &[u8]) -> Result<Value, Refusal> {
        self.add(count(bytes))?;
        serde_json::from_slice(bytes)
            .map_err(|error| Refusal::new(400, format!("the body is no JSON: {error}")))
    }
}

/// Whether a text that is JSON would be an array or an object.
pub(super) fn is_structured(text: &str) -> bool {
    text.trim_start().starts_with(['[', '{'])
}

/// An upper bound of the number of values in a JSON text. Every value but the outermost follows a
/// comma or an opening bracket.
fn count(text: &[u8]) -> usize {
    let (mut values, mut in_string, mut escaped) = (1, false, false);
    for byte in text {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b',' | b'[' | b'{' if !in_string => values += 1,
            _ => {}
        }
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_counted() {
        for (text, expected) in [
            ("", 1),
            ("1", 1),
            ("[]", 2),
            ("[1,2]", 3),
            (r#"{"a":1,"b":[{}]}"#, 5),
            (r#"",[{\",[{""#, 1),
            (r#"["a\\",1]"#, 3),
            ("[[[", 4),
        ] {
            assert_eq!(count(text.as_bytes()), expected, "{text}");
        }
    }

    #[test]
    fn a_body_holds_no_more_than_it_may() {
        let limits = Limits::default().with(Limit::BodyValues, 5);
        let mut values = Values::new(&limits);
        assert!(values.json(b"[1,2]").is_ok());
        assert_eq!(values.json(b"[1,2]").map_err(|it| it.status), Err(413));
        values.add_text("1,2,3").unwrap();
        values.add_text("text").unwrap();
        assert_eq!(values.add_text("x").map_err(|it| it.status), Err(413));
    }
}
