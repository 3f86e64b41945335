//! What does a text that is neither YAML nor JSON get told?

mod yaml;

pub(super) use yaml::{odd_key, second_document, unfit_tag, yaml};

use crate::diagnostic::{Code, Diagnostic, Target};
use std::ops::Range;

/// The error of serde_json, with its position in the text.
pub(super) fn json(text: &str, source: usize, problem: &serde_json::Error) -> Diagnostic {
    let full = problem.to_string();
    let message = full
        .rsplit_once(" at line ")
        .map_or(full.as_str(), |(message, _)| message);
    let at = stopped(text, problem);
    if let Some((span, what, help)) = json_slip(text, at, message) {
        return diagnostic(source, span, format!("invalid JSON: {what}"), Some(help));
    }
    diagnostic(
        source,
        one_character(text, at),
        format!("invalid JSON: {message}"),
        json_help(message),
    )
}

/// The byte at which serde_json stopped.
fn stopped(text: &str, problem: &serde_json::Error) -> usize {
    // It counts bytes within the line, and names the one that it stopped behind.
    let start = line_start(text, problem.line());
    floor(text, start + problem.column().saturating_sub(1))
}

/// Whether serde_json stopped at a comment.
pub(super) fn is_comment(text: &str, problem: &serde_json::Error) -> bool {
    let rest = text.get(stopped(text, problem)..).unwrap_or_default();
    rest.starts_with("//") || rest.starts_with("/*")
}

/// A slip of people that the parser calls by another name: where, what it is, what to do.
fn json_slip(
    text: &str,
    at: usize,
    message: &str,
) -> Option<(Range<usize>, &'static str, &'static str)> {
    let rest = text.get(at..)?;
    if rest.starts_with("//") || rest.starts_with("/*") {
        let what = "a comment, which JSON does not have";
        return Some((at..at + 2, what, "remove the comment"));
    }
    // The line break that stopped the parser ends the line in which the string begins.
    let line = text.get(..at)?.strip_suffix('\n')?;
    if message.contains("control character") {
        let quote = line.rfind('"')?;
        let help = "close it, or write a line break inside a string as `\\n`";
        return Some((quote..quote + 1, "a quote that is not closed", help));
    }
    None
}

fn diagnostic(
    source: usize,
    span: Range<usize>,
    message: String,
    help: Option<&str>,
) -> Diagnostic {
    let problem = Diagnostic::error(Code::Syntax, message).place(Target::Text { source, span }, "");
    match help {
        Some(help) => problem.help(help),
        None => problem,
    }
}

fn json_help(message: &str) -> Option<&'static str> {
    if message.contains("EOF") {
        Some("the file ends too early: a bracket, a brace or a quote is not closed")
    } else if message.contains("expected `,`") {
        Some("put a comma between two entries")
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

    pub(super) fn problem(text: &str) -> Diagnostic {
        let mut report = Report::new();
        let loaded = load_text("a", text.to_owned(), &mut report).unwrap();
        assert!(loaded.tree.is_null());
        let [problem] = report.diagnostics() else {
            panic!("{report:?}")
        };
        assert_eq!(problem.code, Code::Syntax);
        problem.clone()
    }

    pub(super) fn at(problem: &Diagnostic) -> usize {
        match &problem.places[0].target {
            Target::Text { span, .. } => span.start,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_missing_comma_is_pointed_at() {
        let text = "{\"ä\": 1\n \"b\": 2}";
        let problem = problem(text);
        assert!(
            problem.help.clone().unwrap().contains("comma"),
            "{problem:?}"
        );
        assert_eq!(at(&problem), text.rfind("\"b").unwrap());
    }

    #[test]
    fn comments_and_open_quotes_are_called_so() {
        for (text, what, place) in [
            ("{\"a\": 1, // b\n\"c\": 2}", "a comment", "//"),
            ("{\"a\": /* b */ 1}", "a comment", "/*"),
            (
                "{\"a\": \"1,\n\"b\": 2}",
                "a quote that is not closed",
                "\"1,",
            ),
            ("{\"a\": \"1\u{1}x\"}", "control character", "\u{1}"),
        ] {
            let problem = problem(text);
            let reported = format!("invalid JSON: {what}");
            assert!(problem.message.starts_with(&reported), "{problem:?}");
            let rest = text.get(at(&problem)..).unwrap();
            assert!(rest.starts_with(place), "{text:?}: {problem:?}");
        }
    }

    #[test]
    fn a_text_that_ends_too_early_is_pointed_at_its_end() {
        let problem = problem("{\"a\": [1, 2");
        assert!(at(&problem) >= 9);
    }
}
