//! Where do the parts of a YAML text stand?

use super::{Builder, Positions};
use saphyr_parser::{Event, Parser, Span};
use std::collections::BTreeMap;
use std::ops::Range;

/// Scans a text that was read as YAML before. Where this parser is stricter than the one that
/// read the text, the places up to that point are known.
pub(super) fn positions(text: &str) -> Positions {
    let mut builder = Builder::default();
    let mut bytes = Bytes::new(text);
    let mut anchors = BTreeMap::new();
    // For each open collection: none for a list, and whether a key comes next for a mapping.
    let mut open: Vec<Option<bool>> = Vec::new();
    // How deep the scan is inside a key that is itself a collection; such keys have no name.
    let mut odd_key = 0_usize;
    for event in Parser::new_from_str(text) {
        let Ok((event, span)) = event else { break };
        let place = bytes.range(&span);
        let is_key = odd_key == 0 && matches!(open.last(), Some(Some(true)));
        let mut ended_value = false;
        match event {
            Event::Scalar(value, _, anchor, _) => {
                if odd_key > 0 {
                    continue;
                }
                if is_key {
                    builder.key(value.into(), place);
                } else {
                    remember(&mut anchors, anchor, builder.value(place));
                }
                ended_value = true;
            }
            Event::Alias(anchor) => {
                if odd_key > 0 {
                    continue;
                }
                if is_key {
                    builder.key("*".into(), place);
                } else {
                    let number = builder.value(place);
                    if let Some(node) = builder.nodes.get_mut(number) {
                        node.alias = anchors.get(&anchor).copied();
                    }
                }
                ended_value = true;
            }
            Event::SequenceStart(anchor, _) | Event::MappingStart(anchor, _)
                if odd_key == 0 && !is_key =>
            {
                let mapping = matches!(event, Event::MappingStart(..));
                remember(&mut anchors, anchor, builder.open(place));
                open.push(mapping.then_some(true));
            }
            Event::SequenceStart(..) | Event::MappingStart(..) => {
                if odd_key == 0 {
                    builder.key("?".into(), place);
                }
                odd_key += 1;
            }
            Event::SequenceEnd | Event::MappingEnd => {
                if odd_key > 0 {
                    odd_key -= 1;
                    ended_value = odd_key == 0;
                } else {
                    open.pop();
                    builder.close(place.end);
                    ended_value = true;
                }
            }
            // Only the first document is read.
            Event::DocumentEnd => break,
            _ => {}
        }
        if ended_value && let Some(Some(key_next)) = open.last_mut() {
            *key_next = !*key_next;
        }
    }
    let mut positions = builder.finish();
    for node in &mut positions.nodes {
        // Block scalars and block collections end where the next token begins.
        let length = text
            .get(node.value.clone())
            .unwrap_or_default()
            .trim_end()
            .len();
        node.value.end = node.value.start + length;
    }
    positions
}

fn remember(anchors: &mut BTreeMap<usize, usize>, anchor: usize, number: usize) {
    // Zero means no anchor.
    if anchor > 0 {
        anchors.insert(anchor, number);
    }
}

/// Turns the parser's places, counted in characters, into bytes.
struct Bytes<'a> {
    text: &'a str,
    /// A character and its byte, from where the next place is looked for.
    at: (usize, usize),
}

impl<'a> Bytes<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, at: (0, 0) }
    }

    fn range(&mut self, span: &Span) -> Range<usize> {
        self.at = self.seek(span.start.index());
        let start = self.at.1;
        let end = self.seek(span.end.index()).1;
        start..end.max(start)
    }

    fn seek(&self, character: usize) -> (usize, usize) {
        let (mut count, mut byte) = if character >= self.at.0 {
            self.at
        } else {
            (0, 0)
        };
        let rest = self.text.get(byte..).unwrap_or_default();
        for one in rest.chars().take(character - count) {
            byte += one.len_utf8();
            count += 1;
        }
        (count, byte)
    }
}
