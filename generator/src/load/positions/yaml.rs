//! Where do the parts of a YAML text stand?

use super::{Builder, Positions, range};
use crate::load::yaml::{events, written};
use granit_parser::Event;
use std::collections::BTreeMap;
use std::num::NonZeroU32;

/// Scans a text that was read as YAML before. Where it could not be read to its end, the places up to
/// that point are known.
pub(super) fn positions(text: &str) -> Positions {
    let mut builder = Builder::default();
    let mut anchors = BTreeMap::new();
    // For each open collection: none for a list, and whether a key comes next for a mapping.
    let mut open: Vec<Option<bool>> = Vec::new();
    for event in events(text) {
        let Ok((event, span)) = event else { break };
        let place = span.byte_range().unwrap_or_default();
        let is_key = matches!(open.last(), Some(Some(true)));
        match event {
            Event::Scalar(name, ..) if is_key => builder.key(written(name, &span).into(), place),
            Event::Alias(_) if is_key => builder.key("*".into(), place),
            // Reading ended at such a key.
            Event::SequenceStart(..) | Event::MappingStart(..) if is_key => break,
            Event::Scalar(_, _, anchor, _) => remember(&mut anchors, anchor, builder.value(place)),
            Event::Alias(anchor) => {
                let number = builder.value(place);
                let node = number.and_then(|number| builder.nodes.get_mut(number as usize));
                if let Some(node) = node {
                    node.alias = anchors.get(&anchor).copied();
                }
            }
            Event::SequenceStart(_, anchor, _) => {
                remember(&mut anchors, anchor, builder.open(place));
                open.push(None);
                continue;
            }
            Event::MappingStart(_, anchor, _) => {
                remember(&mut anchors, anchor, builder.open(place));
                open.push(Some(true));
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => {
                open.pop();
                builder.close(place.end);
            }
            // Only the first document is read.
            Event::DocumentEnd => break,
            _ => continue,
        }
        if let Some(Some(key_next)) = open.last_mut() {
            *key_next = !*key_next;
        }
    }
    let mut positions = builder.finish();
    for node in &mut positions.nodes {
        // Block scalars and block collections end where the next token begins.
        let value = range(node.value);
        let start = value.start;
        let length = text.get(value).unwrap_or_default().trim_end().len();
        node.value = super::place(&(start..start + length));
    }
    positions
}

fn remember(anchors: &mut BTreeMap<usize, NonZeroU32>, anchor: usize, number: Option<u32>) {
    // Zero means no anchor. The root can be referred to by nothing but what is in it.
    if let Some(number) = number.and_then(NonZeroU32::new).filter(|_| anchor > 0) {
        anchors.insert(anchor, number);
    }
}
