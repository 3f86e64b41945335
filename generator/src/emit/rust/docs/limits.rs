//! What do validation keywords say in a sentence?

use super::code;
use crate::ir::Limits;
use crate::text::{DocumentText, DocumentValue};
use serde_json::Value;

/// A sentence for each limit, as CommonMark. The pattern is left out where a type stands for it.
pub(in crate::emit) fn sentences(limits: &Limits, pattern: bool) -> Vec<String> {
    let mut sentences = Vec::new();
    let length = counted(limits.min_length, limits.max_length, "character");
    let items = counted(limits.min_items, limits.max_items, "item");
    sentences.extend(length);
    sentences.extend(items);
    sentences.extend(range(limits));
    if limits.unique_items {
        sentences.push("No item twice.".to_owned());
    }
    if let Some(factor) = &limits.multiple_of {
        sentences.push(format!("A multiple of {}.", number(factor)));
    }
    if let Some(pattern) = limits.pattern.as_ref().filter(|_| pattern) {
        sentences.push(format!("Matches {}.", code(pattern)));
    }
    if let Some(format) = &limits.format {
        sentences.push(format!("Format: {}.", code(format)));
    }
    sentences
}

/// The sentence for a default.
pub(in crate::emit) fn default(value: &DocumentValue) -> String {
    format!("Default: {}.", value_text(value))
}

/// The sentence for an example; none where it would not fit a line.
pub(in crate::emit) fn example(value: &DocumentValue) -> Option<String> {
    if !value.is_scalar() {
        return None;
    }
    let text = value_text(value);
    (text.chars().count() <= 72).then(|| format!("Example: {text}."))
}

#[allow(clippy::disallowed_methods, reason = "a number is no text")]
fn value_text(value: &DocumentValue) -> String {
    match value.untrusted() {
        Value::Number(value) => value.to_string(),
        Value::String(text) if !text.trim().is_empty() => code(text),
        other => code(&other.to_string()),
    }
}

#[allow(clippy::disallowed_methods, reason = "a number is no text")]
fn number(text: &DocumentText) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "+-.".contains(c);
    match text.untrusted() {
        number if number.chars().all(plain) => number.to_owned(),
        other => code(other),
    }
}

fn counted(min: Option<u64>, max: Option<u64>, noun: &str) -> Option<String> {
    let nouns = |count: u64| format!("{count} {noun}{}", if count == 1 { "" } else { "s" });
    match (min.filter(|min| *min > 0), max) {
        (Some(min), Some(max)) if min == max => Some(format!("Exactly {}.", nouns(max))),
        (Some(min), Some(max)) => Some(format!("{min} to {}.", nouns(max))),
        (Some(min), None) => Some(format!("At least {}.", nouns(min))),
        (None, Some(max)) => Some(format!("At most {}.", nouns(max))),
        (None, None) => None,
    }
}

fn range(limits: &Limits) -> Option<String> {
    let above = |(text, excluded): &(DocumentText, bool)| {
        let text = number(text);
        if *excluded {
            format!("More than {text}")
        } else {
            format!("At least {text}")
        }
    };
    let below = |(text, excluded): &(DocumentText, bool)| {
        let text = number(text);
        if *excluded {
            format!("less than {text}")
        } else {
            format!("at most {text}")
        }
    };
    match (&limits.minimum, &limits.maximum) {
        (Some((min, false)), Some((max, false))) => {
            Some(format!("From {} to {}.", number(min), number(max)))
        }
        (Some(min), Some(max)) => Some(format!("{}, {}.", above(min), below(max))),
        (Some(min), None) => Some(format!("{}.", above(min))),
        (None, Some(max)) => {
            let text = below(max);
            let mut letters = text.chars();
            let first = letters.next()?.to_ascii_uppercase();
            Some(format!("{first}{}.", letters.as_str()))
        }
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_read_as_sentences() {
        let limits = Limits {
            minimum: Some(("1".into(), false)),
            maximum: Some(("1000".into(), false)),
            max_length: Some(255),
            min_items: Some(1),
            unique_items: true,
            pattern: Some("^a`b$".into()),
            format: Some("uuid".into()),
            ..Limits::default()
        };
        assert_eq!(
            sentences(&limits, true),
            [
                "At most 255 characters.",
                "At least 1 item.",
                "From 1 to 1000.",
                "No item twice.",
                "Matches ``^a`b$``.",
                "Format: `uuid`.",
            ]
        );
    }

    #[test]
    fn open_ranges_say_which_end_is_open() {
        let range = |minimum: Option<(&str, bool)>, maximum: Option<(&str, bool)>| {
            let owned = |limit: (&str, bool)| (limit.0.into(), limit.1);
            let limits = Limits {
                minimum: minimum.map(owned),
                maximum: maximum.map(owned),
                ..Limits::default()
            };
            sentences(&limits, true).join(" ")
        };
        assert_eq!(range(Some(("0", true)), None), "More than 0.");
        assert_eq!(range(None, Some(("9", true))), "Less than 9.");
        assert_eq!(range(None, Some(("9", false))), "At most 9.");
        assert_eq!(
            range(Some(("0", true)), Some(("9", false))),
            "More than 0, at most 9."
        );
    }

    #[test]
    fn defaults_and_examples_are_shown_as_they_are_sent() {
        let value = |value: Value| DocumentValue::from(value);
        assert_eq!(default(&value(50.into())), "Default: 50.");
        assert_eq!(default(&value("a".into())), "Default: `a`.");
        assert_eq!(default(&value("".into())), "Default: `\"\"`.");
        assert_eq!(example(&value("x".repeat(100).into())), None);
    }
}
