//! What does a text that is neither YAML nor JSON get told?

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

/// What serde_yaml found, placed in the text.
pub(super) fn yaml(text: &str, source: usize, fault: &serde_yaml::Error) -> Diagnostic {
    let full = fault.to_string();
    let message = full.split(" at line ").next().unwrap_or(&full);
    let message = message.strip_suffix(", in").unwrap_or(message);
    let at = fault.location().map_or(0, |location| {
        let start = line_start(text, location.line());
        let line = text.get(start..).unwrap_or_default();
        let offset = line
            .char_indices()
            .nth(location.column().saturating_sub(1))
            .map_or(line.len(), |(offset, _)| offset);
        start + offset
    });
    if let Some(tab) = tab_in_indentation(text, at) {
        return diagnostic(
            source,
            tab..tab + 1,
            "invalid YAML: a tab in the indentation".to_owned(),
            Some("indent with spaces; YAML does not allow tabs there"),
        );
    }
    if message.contains("could not find expected ':'")
        && let Some(key) = bare_key(text, at)
    {
        return diagnostic(
            source,
            key,
            "invalid YAML: a key without a colon".to_owned(),
            Some("put a colon and a space behind the key"),
        );
    }
    diagnostic(
        source,
        one_character(text, at),
        format!("invalid YAML: {message}"),
        yaml_help(text, at, message),
    )
}

/// The last line at or before `at` that holds a word and nothing that makes it a part of anything:
/// the parser notices a missing colon only in the line behind it.
fn bare_key(text: &str, at: usize) -> Option<Range<usize>> {
    let line_end = text
        .get(at..)?
        .find('\n')
        .map_or(text.len(), |end| at + end);
    let mut end = line_end;
    // One that is further up would have been noticed there.
    for _ in 0..4 {
        let start = text
            .get(..end)?
            .rfind('\n')
            .map_or(0, |newline| newline + 1);
        let line = text.get(start..end)?;
        let word = line.trim();
        let bare = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '$' | '/' | '{' | '}');
        if !word.is_empty() && !word.starts_with('-') && word.chars().all(bare) {
            let start = start + (line.len() - line.trim_start().len());
            return Some(start..start + word.len());
        }
        end = start.checked_sub(1)?;
    }
    None
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

fn yaml_help(text: &str, at: usize, message: &str) -> Option<&'static str> {
    let line = text
        .get(..at)
        .unwrap_or_default()
        .rsplit('\n')
        .next()
        .unwrap_or_default();
    if message.contains("could not find expected ':'") {
        Some("put a colon and a space behind the key, here or in the line before")
    } else if message.contains("mapping values are not allowed") {
        Some(
            "put a text that holds a colon in quotes; otherwise check the indentation of this line",
        )
    } else if message.contains("did not find expected key") {
        Some("indent this line as its neighbours are")
    } else if message.contains("did not find expected '-' indicator") {
        Some("begin every element of the list with `- `, at the same indentation")
    } else if message.contains("unexpected end of stream")
        || message.contains("unexpected document")
    {
        Some("a quote is not closed")
    } else if message.contains("unknown anchor") {
        Some("define the anchor with `&name` before using it as `*name`, or put the text in quotes")
    } else if message.contains("cannot start any token") || line.trim_end().ends_with(['@', '`']) {
        Some("put a text that begins with this character in quotes")
    } else {
        None
    }
}

/// A tab in the indentation of the line that holds `at`, or of the one before.
fn tab_in_indentation(text: &str, at: usize) -> Option<usize> {
    let before = text.get(..at)?;
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let previous = before
        .get(..start.saturating_sub(1))?
        .rfind('\n')
        .map_or(0, |newline| newline + 1);
    [start, previous].into_iter().find_map(|start| {
        let line = text.get(start..)?;
        let indentation = line.len() - line.trim_start_matches([' ', '\t']).len();
        let tab = line.get(..indentation)?.find('\t')?;
        Some(start + tab)
    })
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
mod tests {
    use crate::diagnostic::{Code, Diagnostic, Report, Target};
    use crate::load::load_text;

    fn fault(text: &str) -> Diagnostic {
        let mut report = Report::new();
        let loaded = load_text("a", text.to_owned(), &mut report).unwrap();
        assert!(loaded.tree.is_null());
        let [fault] = report.diagnostics() else {
            panic!("{report:?}")
        };
        assert_eq!(fault.code, Code::Syntax);
        fault.clone()
    }

    fn at(fault: &Diagnostic) -> usize {
        match &fault.places[0].target {
            Target::Text { span, .. } => span.start,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_tab_is_named() {
        let text = "a:\n  b: 1\n\tc: 2\n";
        let fault = fault(text);
        assert!(fault.message.contains("tab"), "{fault:?}");
        assert_eq!(at(&fault), text.find('\t').unwrap());
    }

    #[test]
    fn a_missing_colon_is_named() {
        let text = "openapi: 3.0.0\ninfo\n  title: a\n";
        let fault = fault(text);
        assert!(fault.message.contains("colon"), "{fault:?}");
        assert_eq!(at(&fault), text.find("info").unwrap());
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
