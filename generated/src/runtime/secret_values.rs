// Made by bindery; changes are overwritten.

//! The secret values of a body.

use super::escape;
use super::json_tokens::Tokens;
use super::secret_names::Names;
use serde::de::IgnoredAny;
use std::ops::Range;

/// The structure of a body, which determines where names and values are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// The query of a URL.
    Query,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// Parts with this boundary.
    Parts(Vec<u8>),
    /// JSON, lines of JSON, or any other text.
    Text,
}

/// The values of a body.
#[derive(Debug, Default)]
pub(crate) struct Values {
    /// The ranges of JSON, in order.
    pub(crate) json: Vec<Range<usize>>,
    /// The ranges of secret values, and the decoded values.
    pub(crate) secret: Vec<(Range<usize>, Vec<u8>)>,
}

impl Values {
    pub(crate) fn of(text: &[u8], shape: &Shape, names: &Names) -> Self {
        let mut values = Self::default();
        match shape {
            Shape::Query | Shape::Form => values.add_pairs(text, &(0..text.len()), shape, names),
            Shape::Parts(boundary) => {
                for (name, range) in parts(text, boundary) {
                    match name.is_some_and(|name| names.property(&name)) {
                        true => values.add(range.clone(), part(text, &range)),
                        false => values.add_text(text, range, names),
                    }
                }
            }
            Shape::Text => values.add_text(text, 0..text.len(), names),
        }
        values
    }

    fn add(&mut self, range: Range<usize>, value: &[u8]) {
        if !range.is_empty() {
            self.secret.push((range, value.to_vec()));
        }
    }

    /// The text may be JSON, or contain JSON in lines, as a stream of events does. URLs with a
    /// query may be in either.
    fn add_text(&mut self, text: &[u8], range: Range<usize>, names: &Names) {
        self.add_pairs(text, &range, &Shape::Text, names);
        if self.add_json(text, &range, names) {
            return;
        }
        let mut start = range.start;
        for line in part(text, &range).split_inclusive(|byte| *byte == b'\n') {
            let json = line.strip_prefix(b"data:").or(line.strip_prefix(b"\x1e"));
            let skipped = line.len() - json.unwrap_or(line).len();
            let end = start + line.len();
            self.add_json(text, &(start + skipped..end), names);
            start = end;
        }
    }

    /// Returns whether it is JSON.
    fn add_json(&mut self, text: &[u8], range: &Range<usize>, names: &Names) -> bool {
        let json = part(text, range);
        if !json.iter().any(|byte| b"{[\"0123456789".contains(byte))
            || serde_json::from_slice::<IgnoredAny>(json).is_err()
        {
            return false;
        }
        self.json.push(range.clone());
        let (mut secret, mut before) = (false, 0);
        for token in Tokens::of(json) {
            let string = token.is_string.then(|| decoded(json, &token.range));
            // The elements of a list have the name of the list.
            let between = json.get(before..token.range.start).unwrap_or_default();
            secret &= !between.iter().any(|byte| b"]}".contains(byte));
            before = token.range.end;
            if token.is_name {
                let name = String::from_utf8(string.unwrap_or_default());
                secret = name.is_ok_and(|name| names.property(&name));
            } else if secret {
                let whole = token.range.start + range.start..token.range.end + range.start;
                let value = string.unwrap_or_else(|| part(json, &token.range).to_vec());
                self.add(whole, &value);
            }
        }
        true
    }

    /// Pairs of a name and a value, anywhere in a text; keys only in a query.
    fn add_pairs(&mut self, text: &[u8], range: &Range<usize>, shape: &Shape, names: &Names) {
        let free = *shape == Shape::Text;
        let ends: &[u8] = if free { b"&;#\"'<>,)\\ \t\r\n" } else { b"&" };
        let inside = part(text, range);
        let equals = inside.iter().enumerate().filter(|(_, byte)| **byte == b'=');
        for (at, _) in equals {
            let before = inside
                .get(at.saturating_sub(LONGEST)..at)
                .unwrap_or_default();
            let count = before
                .iter()
                .rev()
                .take_while(|byte| is_of_name(**byte))
                .count();
            let (before, name) = before.split_at(before.len() - count);
            let in_query = *shape == Shape::Query || matches!(before, [.., b'?' | b'&']);
            let name = String::from_utf8(form_decoded(name));
            let is_secret = |name: String| names.pair(&name) || in_query && names.key(&name);
            if !name.is_ok_and(is_secret) {
                continue;
            }
            let rest = inside.get(at + 1..).unwrap_or_default();
            let length = length(rest, ends);
            let start = range.start + at + 1;
            // A password in free text is not searched for elsewhere.
            let value = rest.get(..length).filter(|_| !free).unwrap_or_default();
            self.add(start..start + length, &form_decoded(value));
        }
    }
}

/// Longer names are ignored.
const LONGEST: usize = 200;

fn is_of_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"_-.~%[]+".contains(&byte)
}

/// The end of a value. A JSON escape ends it only if it encodes a character that does.
fn length(text: &[u8], ends: &[u8]) -> usize {
    let mut at = 0;
    while let Some(byte) = text.get(at) {
        let escape = *byte == b'\\' && text.get(at + 1) == Some(&b'/');
        if escape {
            at += 2;
        } else if ends.contains(byte) {
            break;
        } else {
            at += 1;
        }
    }
    at
}

fn part<'a>(text: &'a [u8], range: &Range<usize>) -> &'a [u8] {
    text.get(range.clone()).unwrap_or_default()
}

/// Decodes a JSON string.
fn decoded(json: &[u8], string: &Range<usize>) -> Vec<u8> {
    let quoted = string.start.saturating_sub(1)..string.end + 1;
    let text: Option<String> = serde_json::from_slice(part(json, &quoted)).ok();
    text.map_or_else(|| part(json, string).to_vec(), String::into_bytes)
}

/// Decodes a name or value of a form.
pub(crate) fn form_decoded(text: &[u8]) -> Vec<u8> {
    let blanks = text
        .iter()
        .map(|byte| if *byte == b'+' { b' ' } else { *byte });
    escape::undone(&String::from_utf8_lossy(&blanks.collect::<Vec<_>>()))
}

/// The parts of a `multipart` body: the name of each (RFC 7578, section 4.2), and the range of its
/// content.
fn parts(text: &[u8], boundary: &[u8]) -> Vec<(Option<String>, Range<usize>)> {
    let delimiter = [b"--", boundary].concat();
    let mut ends = Vec::new();
    let mut at = 0;
    while let Some(found) = find(text, at, &delimiter) {
        ends.push(found);
        at = found + delimiter.len();
    }
    let between = ends.iter().zip(ends.iter().skip(1));
    let parts = between.filter_map(|(start, end)| {
        let start = start + delimiter.len();
        let head = find(text, start, b"\r\n\r\n").filter(|head| head < end)?;
        let content = head + 4..end.saturating_sub(2).max(head + 4);
        Some((name(part(text, &(start..head))), content))
    });
    parts.collect()
}

/// The name in the headers of a part.
fn name(head: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(head);
    let quoted = head.split_once("; name=\"").or(head.split_once(";name=\""));
    let (name, _) = quoted?.1.split_once('"')?;
    Some(name.to_owned())
}

fn find(text: &[u8], from: usize, wanted: &[u8]) -> Option<usize> {
    let mut windows = text.get(from..)?.windows(wanted.len());
    windows
        .position(|window| window == wanted)
        .map(|at| from + at)
}
