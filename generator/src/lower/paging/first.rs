//! With which number do pages begin?

use super::find;
use crate::ir::Parameter;
use crate::text::DocumentValue;

/// The words before the number where a description states the first page.
const PHRASES: [&str; 17] = [
    "starts at ",
    "start at ",
    "starting at ",
    "starts from ",
    "start from ",
    "starting from ",
    "starts with ",
    "starting with ",
    "begins at ",
    "begins with ",
    "beginning at ",
    "beginning with ",
    "first page is ",
    "defaults to ",
    "default is ",
    "default: ",
    "default ",
];

/// The first value of a parameter, if the document states it.
pub(super) fn begins(parameter: &Parameter) -> Option<u64> {
    if let Some(first) = parameter.default.as_ref().and_then(number) {
        return Some(first);
    }
    if let Some((text, false)) = &parameter.limits.minimum
        && *text == "1"
    {
        return Some(1);
    }
    let prose = find::prose(&parameter.docs);
    let says = |number: &str, word: &str| {
        PHRASES.iter().any(|phrase| {
            let mut rest = prose.as_str();
            while let Some((_, after)) = rest.split_once(phrase) {
                let mut words = after.split(|c: char| !c.is_alphanumeric());
                if words.next() == Some(number) {
                    return true;
                }
                rest = after;
            }
            false
        }) || ["based", "indexed"].iter().any(|end| {
            [number, word].iter().any(|start| {
                prose.contains(&format!("{start}-{end}"))
                    || prose.contains(&format!("{start} {end}"))
            })
        })
    };
    match (says("0", "zero"), says("1", "one")) {
        (true, false) => Some(0),
        (false, true) => Some(1),
        _ => None,
    }
}

/// A whole number, also where it is written as text or as a float.
pub(super) fn number(value: &DocumentValue) -> Option<u64> {
    let value = value.untrusted();
    match value.as_u64() {
        Some(number) => Some(number),
        None => value
            .to_string()
            .trim_matches('"')
            .trim_end_matches(".0")
            .parse()
            .ok(),
    }
}
