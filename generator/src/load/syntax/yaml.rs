//! What does a text that is not YAML get told?
//!
//! The parser notices many mistakes only in the line behind them, and calls them by names of its own.
//! The mistakes that people make often are therefore looked for where they were made.

use super::{diagnostic, floor, one_character};
use crate::diagnostic::{Diagnostic, Target};
use granit_parser::{ErrorKind, ScanError};
use std::ops::Range;

/// The error of the parser, placed in the text. `opened` is the innermost bracket that was open there.
pub(in crate::load) fn yaml(
    text: &str,
    source: usize,
    error: &ScanError,
    opened: Option<usize>,
) -> Diagnostic {
    let kind = error.kind();
    let at = floor(text, error.marker().byte_offset().unwrap_or_default());
    let slip = tab(text, at, kind)
        .or_else(|| bare_key(text, at, kind))
        .or_else(|| value_in_value(text, at, kind))
        .or_else(|| open_quote(text, at, kind))
        .or_else(|| quote_within(text, at, kind))
        .or_else(|| runaway_quote(text, at, kind));
    if let Some(Slip { span, what, help }) = slip {
        return invalid(source, span, what, Some(help));
    }
    let diagnostic = invalid(source, one_character(text, at), &message(kind), help(kind));
    match opened.filter(|_| lacks_separator(kind)) {
        Some(opened) => {
            let span = one_character(text, opened);
            diagnostic.place(Target::Text { source, span }, "opened here")
        }
        None => diagnostic,
    }
}

/// A diagnostic about a key that is a mapping or a list.
pub(in crate::load) fn odd_key(source: usize, span: Range<usize>) -> Diagnostic {
    let help = "write the key as a text; put it in quotes if it begins with a bracket";
    invalid(source, span, "a mapping or a list as a key", Some(help))
}

/// A diagnostic about a text that does not fit its tag.
pub(in crate::load) fn unfit_tag(source: usize, span: Range<usize>) -> Diagnostic {
    let help = "correct the value, or remove the tag (`!!int`, `!!bool`, …) before it";
    invalid(
        source,
        span,
        "a value that is not what its tag says",
        Some(help),
    )
}

/// A diagnostic about a second document in a text whose first one was read: nothing in there would be
/// part of the tree.
pub(in crate::load) fn second_document(
    text: &str,
    source: usize,
    span: Range<usize>,
) -> Diagnostic {
    let span = match span.is_empty() {
        true => one_character(text, span.start),
        false => span,
    };
    let help = "put it into a file of its own: one file is one document";
    invalid(source, span, "a second document begins here", Some(help))
}

fn invalid(source: usize, span: Range<usize>, what: &str, help: Option<&str>) -> Diagnostic {
    diagnostic(source, span, format!("invalid YAML: {what}"), help)
}

/// A mistake that was recognised.
struct Slip {
    span: Range<usize>,
    what: &'static str,
    help: &'static str,
}

/// A tab in the indentation of the line that holds `at`, or of one beside it.
fn tab(text: &str, at: usize, kind: &ErrorKind) -> Option<Slip> {
    let here = line(text, at)?;
    let before = here.start.checked_sub(1).and_then(|at| line(text, at));
    let is_about_tabs = matches!(
        kind,
        ErrorKind::TabNotAllowed
            | ErrorKind::TabInBlockIndentation
            | ErrorKind::TabInIndentation
            | ErrorKind::TabInPlainScalar
            | ErrorKind::TabAtBlockScalarStart
    );
    let next = line(text, here.end + 1).filter(|_| is_about_tabs);
    let lines = [Some(here), before, next];
    let tab = lines.into_iter().flatten().find_map(|span| {
        let line = text.get(span.clone())?;
        let indentation = line.get(..line.len() - line.trim_start_matches([' ', '\t']).len())?;
        Some(span.start + indentation.find('\t')?)
    })?;
    Some(Slip {
        span: tab..tab + 1,
        what: "a tab in the indentation",
        help: "indent with spaces; YAML does not allow tabs there",
    })
}

/// A key with nothing behind it.
fn bare_key(text: &str, at: usize, kind: &ErrorKind) -> Option<Slip> {
    if !matches!(
        kind,
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey
    ) {
        return None;
    }
    let end = line(text, at)?.end;
    let key = text.get(at..end)?.trim_end();
    (!key.is_empty()).then(|| lacking(key, at..at + key.len()))
}

/// A line that should be a key and its value, and that the parser took for a text.
fn lacking(line: &str, span: Range<usize>) -> Slip {
    let (what, help) = if line.contains(':') {
        (
            "no space behind a colon",
            "put a space between the colon and the value",
        )
    } else {
        (
            "a key without a colon",
            "put a colon and a space behind the key",
        )
    };
    Slip { span, what, help }
}

/// A colon where the parser is in a text already: in the same line, or since the line before.
fn value_in_value(text: &str, at: usize, kind: &ErrorKind) -> Option<Slip> {
    if !matches!(kind, ErrorKind::MappingValueNotAllowed) {
        return None;
    }
    let here = line(text, at)?;
    if text.get(here.start..at)?.contains(": ") {
        return None;
    }
    // The last line before with something in it.
    let mut before = line(text, here.start.checked_sub(1)?)?;
    while text.get(before.clone())?.trim().is_empty() {
        before = line(text, before.start.checked_sub(1)?)?;
    }
    let of = |span: &Range<usize>| text.get(span.clone()).unwrap_or_default();
    let indentation = |text: &str| text.len() - text.trim_start().len();
    let (previous, own) = (of(&before), of(&here));
    let words = before.start + indentation(previous)..before.start + previous.trim_end().len();
    let has_key = previous.contains(": ") || previous.trim_end().ends_with(':');
    if !has_key && indentation(previous) == indentation(own) {
        return Some(lacking(previous, words));
    }
    let one_word = !previous.trim().contains([' ', ':', '#']);
    if one_word && indentation(own) > indentation(previous) {
        return Some(lacking(previous, words));
    }
    (has_key && indentation(own) > indentation(previous)).then(|| Slip {
        span: here.start..here.start + indentation(own),
        what: "a line that is indented deeper than the key before it, which has a value already",
        help: "indent this line as the one before, or remove the value there",
    })
}

/// A quote that extends to the end of the text.
fn open_quote(text: &str, at: usize, kind: &ErrorKind) -> Option<Slip> {
    if !matches!(kind, ErrorKind::UnclosedQuotedScalar) {
        return None;
    }
    Some(Slip {
        span: one_character(text, at),
        what: "a quote that is not closed",
        help: "close it at the end of the text that it belongs to",
    })
}

/// A quote within a text in quotes, which ends the text: `'the owner's name'`.
fn quote_within(text: &str, at: usize, kind: &ErrorKind) -> Option<Slip> {
    let (quote, help) = match kind {
        ErrorKind::InvalidTrailingSingleQuotedScalar => {
            ('\'', "write a quote within single quotes twice: `''`")
        }
        ErrorKind::InvalidTrailingDoubleQuotedScalar => {
            ('"', "write a quote within double quotes as `\\\"`")
        }
        _ => return None,
    };
    let here = line(text, at)?;
    let before = text.get(here.start..at)?.trim_end();
    let within = before.strip_suffix(quote)?;
    // It begins in the same line, where a value can begin.
    let start = within.find(quote)?;
    let begins = within.get(..start)?.trim_end();
    let can_begin = begins.is_empty() || begins.ends_with([':', '-', '[', '{', ',', '?']);
    let end = here.start + within.len();
    can_begin.then(|| Slip {
        span: end..end + 1,
        what: "a quote that ends the text before its last word",
        help,
    })
}

/// A quote that extends to the next one, which ends it and begins nothing.
fn runaway_quote(text: &str, at: usize, kind: &ErrorKind) -> Option<Slip> {
    let quote = match kind {
        ErrorKind::InvalidTrailingSingleQuotedScalar => '\'',
        ErrorKind::InvalidTrailingDoubleQuotedScalar => '"',
        _ => return None,
    };
    let mut end = line(text, at)?.start;
    // Long texts are seldom quoted.
    for _ in 0..20 {
        let above = line(text, end.checked_sub(1)?)?;
        let words = text.get(above.clone())?;
        if words.matches(quote).count() % 2 == 1 {
            let start = above.start + words.find(quote)?;
            return Some(Slip {
                span: start..start + 1,
                what: "a quote that is not closed",
                help: "close it at the end of the text that it belongs to",
            });
        }
        end = above.start;
    }
    None
}

/// The line that holds a byte, without its line break.
fn line(text: &str, at: usize) -> Option<Range<usize>> {
    let start = text.get(..at)?.rfind('\n').map_or(0, |newline| newline + 1);
    let end = text
        .get(at..)?
        .find('\n')
        .map_or(text.len(), |end| at + end);
    Some(start..end)
}

/// Whether a separator or a bracket is missing within brackets.
fn lacks_separator(kind: &ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::ExpectedFlowMappingSeparator
            | ErrorKind::ExpectedFlowSequenceSeparator
            | ErrorKind::InvalidColonPlacement
            | ErrorKind::MismatchedFlowCollectionEnd { .. }
            | ErrorKind::UnexpectedEofFlowSequence
            | ErrorKind::UnexpectedEofFlowMapping
            | ErrorKind::UnexpectedEofImplicitFlowMapping
    )
}

/// The message of the parser, without its context.
fn message(kind: &ErrorKind) -> String {
    let full = kind.to_string();
    match full
        .strip_prefix("while ")
        .and_then(|rest| rest.split_once(", "))
    {
        Some((_, message)) => message.to_owned(),
        None => full,
    }
}

fn help(kind: &ErrorKind) -> Option<&'static str> {
    Some(match kind {
        kind if lacks_separator(kind) => {
            "put a comma between two entries, or close the bracket after the last one"
        }
        ErrorKind::UnclosedFlowCollection { .. } => "close the bracket after its last entry",
        ErrorKind::MisplacedFlowCollectionEnd => {
            "remove this bracket, or put a text that begins with it in quotes"
        }
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => {
            "put a colon and a space behind the key, here or in the line before"
        }
        ErrorKind::MappingValueNotAllowed => {
            "put a text that holds a colon in quotes; otherwise check the indentation of this line"
        }
        ErrorKind::ExpectedBlockMappingKey | ErrorKind::InvalidIndentation => {
            "indent this line as its neighbours are"
        }
        ErrorKind::ExpectedBlockSequenceEntry => {
            "begin every element of the list with `- `, at the same indentation"
        }
        ErrorKind::InvalidTrailingSingleQuotedScalar
        | ErrorKind::InvalidTrailingDoubleQuotedScalar => {
            "put all of the text in quotes, or remove what is behind them"
        }
        ErrorKind::DocumentIndicatorInQuotedScalar => "a quote is not closed",
        ErrorKind::UnknownAnchor => {
            "define the anchor with `&name` before using it as `*name`, or put the text in quotes"
        }
        ErrorKind::UnexpectedCharacter { character } if character.is_control() => {
            "remove the character, or write it as an escape in double quotes"
        }
        ErrorKind::UnexpectedCharacter { .. } | ErrorKind::MissingAnchorOrAliasName => {
            "put a text that begins with this character in quotes"
        }
        ErrorKind::UndeclaredTagHandle => {
            "put a text that begins with `!` in quotes, or declare the tag by `%TAG`"
        }
        ErrorKind::UnknownQuotedScalarEscape => {
            "write a backslash within double quotes as `\\\\`, or use single quotes"
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{at, problem};
    use crate::diagnostic::Report;
    use crate::load::load_text;

    /// The probable mistake in a text, and the rest of the text from its position.
    fn reported(text: &str) -> (String, &str) {
        let problem = problem(text);
        let message = problem.message.strip_prefix("invalid YAML: ").unwrap();
        (message.to_owned(), text.get(at(&problem)..).unwrap())
    }

    #[test]
    fn slips_are_found_where_they_were_made() {
        for (text, what, place) in [
            ("a:\n  b: 1\n\tc: 2\n", "a tab", "\tc"),
            ("a: 0\ninfo\n  title: a\n", "a key without a colon", "info"),
            ("a: 0\ninfo 1\nb: 2\n", "a key without a colon", "info 1"),
            ("a: 0\nb \"1\"\nc: {}\n", "a key without a colon", "b"),
            ("a:\n  b\n    c: 2\n", "a key without a colon", "b\n"),
            ("info 0\n\nb: 2\n", "a key without a colon", "info 0"),
            ("a: 0\nb:1\nc: 2\n", "no space behind a colon", "b:1"),
            ("a: 0\n  b: 1\n", "a line that is indented deeper", "  b: 1"),
            ("a: \"0\nb: 1\n", "a quote that is not closed", "\"0"),
            (
                "a: 'x'\nb: \"0\nc: \"1\"\n",
                "a quote that is not closed",
                "\"0",
            ),
            ("a: b: c\n", "mapping values", ": c"),
            ("a: 'it's b'\n", "a quote that ends the text", "'s b"),
            ("- \"a \"b\" c\"\n", "a quote that ends the text", "\"b"),
            ("a: [1, 2\n", "unclosed bracket", "["),
            ("a: }\n", "misplaced bracket", "}"),
            ("a: @b\n", "unexpected character", "@b"),
            ("a: *b\n", "found unknown anchor", "*b"),
        ] {
            let (message, rest) = reported(text);
            assert!(message.starts_with(what), "{text:?}: {message}");
            assert!(rest.starts_with(place), "{text:?}: {rest:?}");
        }
    }

    #[test]
    fn a_second_document_is_found_where_it_begins() {
        let found = |text: &str| {
            let mut report = Report::new();
            let loaded = load_text("a", text.to_owned(), &mut report).unwrap();
            assert!(!loaded.tree.is_null(), "{text:?}");
            report.diagnostics().to_vec()
        };
        for text in [
            "a: 1\n",
            "%YAML 1.2\n---\na: 1\n",
            "# about\n--- # here\na: |\n  ---\n  b\n...\n",
            "a: 1\n---\n# nothing\n",
            "a: 1\n---\n---\n...\n",
        ] {
            assert_eq!(found(text), [], "{text:?}");
        }
        for (text, place) in [
            ("a: 1\n---\nb: 2\n", "---"),
            ("--- {a: 1}\n--- {b: 2}", "--- {b"),
            ("a: 1\r\n---\r\n\r\nb: 2", "---"),
            ("a: 1\n---\n# nothing\n---\nb: 2\n", "---\nb"),
            ("a: 1\n---\n{b", "---"),
            ("a: 1\n...\nb: 2\n", "b"),
        ] {
            let found = found(text);
            assert_eq!(found.len(), 1, "{text:?}: {found:?}");
            assert!(found[0].message.contains("second document"), "{found:?}");
            assert_eq!(at(&found[0]), text.rfind(place).unwrap(), "{text:?}");
        }
    }

    #[test]
    fn text_behind_the_document_is_not_ignored() {
        for (text, place) in [
            ("--- {a: 1}\nb: 2\n", "b"),
            ("--- {a: 1} }", "}"),
            ("a: 1 }\n}", "}"),
        ] {
            let problem = problem(text);
            assert_eq!(
                at(&problem),
                text.rfind(place).unwrap(),
                "{text:?}: {problem:?}"
            );
        }
    }

    #[test]
    fn keys_are_words() {
        for (text, place) in [
            ("a: 1\n? {b: c}\n: d\n", "{b"),
            ("{[a]: b}", "[a]"),
            ("a: &x [b]\n*x : c\n", "*x"),
            ("a: !!int b\n", "b"),
        ] {
            let problem = problem(text);
            assert!(
                text.get(at(&problem)..).unwrap().starts_with(place),
                "{problem:?}"
            );
        }
    }

    #[test]
    fn a_bracket_that_is_not_closed_is_shown() {
        let text = "a: {b: 1, c: 2\nd: 3\n";
        let problem = problem(text);
        assert_eq!(problem.places.len(), 2, "{problem:?}");
        assert_eq!(problem.places[1].label, "opened here");
        assert!(problem.help.unwrap().contains("close the bracket"));
    }
}
