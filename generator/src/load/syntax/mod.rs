//! What does a text that is neither YAML nor JSON get told?

mod yaml;

pub(super) use yaml::yaml;

use crate::diagnostic::{Code, Diagnostic, Target};
use std::ops::Range;

/// What serde_json found, placed in the text.
pub(super) fn json(text: &str, source: usize, fault: &serde_json::Error) -> Diagnostic {
    let full = fault.to_string();
    let message = full
        .rsplit_once(" at line ")
        .map_or(full.as_str(), |(message, _)| message);
    // serde_json counts bytes within the line, and names the byte it stopped behind.
    let start = line_start(text, fault.line());
    let at = floor(text, start + fault.column().saturating_sub(1));
    diagnostic(
        source,
        one_character(text, at),
        format!("invalid JSON: {message}"),
        json_help(message),
    )
}

fn diagnostic(
    source: usize,
    span: Range<usize>,
    message: String,
    help: Option<&str>,
) -> Diagnostic {
    let fault = Diagnostic::error(Code::Syntax, message).place(Target::Text { source, span }, "");
    match help {
        Some(help) => fault.help(help),
        None => fault,
    }
}

fn json_help(message: &str) -> Option<&'static str> {
    if message.contains("EOF") {
        Some("the file ends too early: a bracket, a brace or a quote is not closed")
    } else if message.contains("expected `,`") {
        Some("put a comma between two members")
    } else if message.contains("expected `:`") {
        Some("put a colon between the key and its value")
    } else if message.contains("key must be a string") {
        Some("put the key in double quotes")
    } else if message.contains("control character") {
        Some("write line breaks and tabs inside a string as `\\n` and `\\t`")
    } else {
        None
    }
}

/// The byte where a line begins; lines count from 1.
fn line_start(text: &str, line: usize) -> usize {
    match line.checked_sub(2) {
        None => 0,
        Some(newline) => text
            .match_indices('\n')
            .nth(newline)
            .map_or(text.len(), |(at, _)| at + 1),
    }
}

/// The last character boundary at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The character at `at`, or the empty place behind the text.
fn one_character(text: &str, at: usize) -> Range<usize> {
    let length = text
        .get(at..)
        .and_then(|rest| rest.chars().next())
        .map_or(0, char::len_utf8);
    at..at + length
}

#[cfg(test)]
pub(super) mod tests {
    use crate::diagnostic::{Code, Diagnostic, Report, Target};
    use crate::load::load_text;

    pub(super) fn fault(text: &str) -> Diagnostic {
        let mut report = Report::new();
        let loaded = load_text("a", text.to_owned(), &mut report).unwrap();
        assert!(loaded.tree.is_null());
        let [fault] = report.diagnostics() else {
            panic!("{report:?}")
        };
        assert_eq!(fault.code, Code::Syntax);
        fault.clone()
    }

    pub(super) fn at(fault: &Diagnostic) -> usize {
        match &fault.places[0].target {
            Target::Text { span, .. } => span.start,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_missing_comma_is_pointed_at() {
        let text = "{\"ä\": 1\n \"b\": 2}";
        let fault = fault(text);
        assert!(fault.help.clone().unwrap().contains("comma"), "{fault:?}");
        assert_eq!(at(&fault), text.rfind("\"b").unwrap());
    }

    #[test]
    fn a_text_that_ends_too_early_is_pointed_at_its_end() {
        let fault = fault("{\"a\": [1, 2");
        assert!(at(&fault) >= 9);
    }
}
