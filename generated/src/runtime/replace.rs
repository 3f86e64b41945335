// Made by bindery; changes are overwritten.

//! Replacement of text in JSON.

use super::json_tokens::{Tokens, whole_escapes};
use std::ops::Range;

/// Replaces the text in these sorted ranges. Within the sorted ranges of `json`, strings stay
/// strings, numbers become 0, and the text between them is kept.
pub(crate) fn replaced(
    text: &[u8],
    ranges: &[Range<usize>],
    json: &[Range<usize>],
    by: &'static str,
) -> Vec<u8> {
    let (inside, outside) = apart(ranges, json);
    let mut edits: Vec<(Range<usize>, &str)> = outside.into_iter().map(|it| (it, by)).collect();
    let mut inside = inside.as_slice();
    for json in json {
        let count = inside.partition_point(|part| part.start < json.end);
        let (parts, rest) = inside.split_at(count);
        inside = rest;
        if !parts.is_empty() {
            in_json(text, json, parts, by, &mut edits);
        }
    }
    edits.sort_by_key(|(range, _)| range.start);
    let mut new = Vec::with_capacity(text.len());
    let mut taken = 0;
    for (range, by) in edits {
        // Adjacent ranges have been merged.
        if range.start >= taken {
            new.extend_from_slice(text.get(taken..range.start).unwrap_or_default());
            new.extend_from_slice(by.as_bytes());
        }
        taken = taken.max(range.end);
    }
    new.extend_from_slice(text.get(taken..).unwrap_or_default());
    new
}

/// The parts of ranges that are inside others, and those that are not.
fn apart(
    ranges: &[Range<usize>],
    others: &[Range<usize>],
) -> (Vec<Range<usize>>, Vec<Range<usize>>) {
    let (mut inside, mut outside) = (Vec::new(), Vec::new());
    let mut others = others.iter().peekable();
    for range in ranges {
        let mut at = range.start;
        while at < range.end {
            while others.next_if(|other| other.end <= at).is_some() {}
            let (end, parts) = match others.peek() {
                Some(other) if other.start <= at => (other.end, &mut inside),
                Some(other) => (other.start, &mut outside),
                None => (range.end, &mut outside),
            };
            let end = end.min(range.end);
            parts.push(at..end);
            at = end;
        }
    }
    (inside, outside)
}

fn in_json(
    text: &[u8],
    json: &Range<usize>,
    mut parts: &[Range<usize>],
    by: &'static str,
    edits: &mut Vec<(Range<usize>, &'static str)>,
) {
    for token in Tokens::of(text.get(json.clone()).unwrap_or_default()) {
        let range = token.range.start + json.start..token.range.end + json.start;
        while let [part, rest @ ..] = parts
            && part.end <= range.start
        {
            parts = rest;
        }
        for part in parts.iter().take_while(|part| part.start < range.end) {
            let part = part.start.max(range.start)..part.end.min(range.end);
            edits.push(match token.is_string {
                true => (whole_escapes(text, &range, &part), by),
                false => (range.clone(), "0"),
            });
        }
    }
}
