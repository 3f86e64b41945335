//! What does a text that is not YAML get told?
//!
//! The parser notices many a slip only in the line behind it, and calls it by names of its own. So
//! the slips that people make are looked for where they were made.

use super::{diagnostic, line_start, one_character};
use crate::diagnostic::{Diagnostic, Target};
use std::ops::Range;

/// What serde_yaml found, placed in the text.
pub(in crate::load) fn yaml(text: &str, source: usize, fault: &serde_yaml::Error) -> Diagnostic {
    let full = fault.to_string();
    let message = full.split(" at line ").next().unwrap_or(&full);
    let message = message.strip_suffix(", in").unwrap_or(message);
    let at = fault.location().map_or(0, |location| {
        place(text, location.line(), location.column())
    });
    let context = context(text, &full);
    let slip = tab(text, at)
        .or_else(|| bare_key(text, message, context))
        .or_else(|| value_in_value(text, at, message))
        .or_else(|| open_quote(text, message, &full, context))
        .or_else(|| runaway_quote(text, at, message));
    if let Some(Slip { span, what, help }) = slip {
        let message = format!("invalid YAML: {what}");
        return diagnostic(source, span, message, Some(help));
    }
    let diagnostic = diagnostic(
        source,
        one_character(text, at),
        format!("invalid YAML: {message}"),
        help(text, at, message),
    );
    match context {
        Some(context) if full.contains("flow ") => {
            let span = one_character(text, context);
            diagnostic.place(Target::Text { source, span }, "opened here")
        }
        _ => diagnostic,
    }
}

/// A slip that was recognised.
struct Slip {
    span: Range<usize>,
    what: &'static str,
    help: &'static str,
}

/// The byte at a line and a column in characters, both from 1.
fn place(text: &str, line: usize, column: usize) -> usize {
    let start = line_start(text, line);
    let line = text.get(start..).unwrap_or_default();
    let offset = line
        .char_indices()
        .nth(column.saturating_sub(1))
        .map_or(line.len(), |(offset, _)| offset);
    start + offset
}

/// Where the part begins that the parser was in: `…, while … at line 2 column 3`.
fn context(text: &str, full: &str) -> Option<usize> {
    let (before, mark) = full.rsplit_once(" at line ")?;
    // The only mark there is would be that of the fault.
    before.rfind(" at line ")?;
    let (line, column) = mark.split_once(" column ")?;
    Some(place(text, line.parse().ok()?, column.parse().ok()?))
}

/// A tab in the indentation of the line that holds `at`, or of the one before.
fn tab(text: &str, at: usize) -> Option<Slip> {
    let start = line(text, at)?.start;
    let before = start.checked_sub(1).and_then(|at| line(text, at));
    let lines = [line(text, at), before];
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
fn bare_key(text: &str, message: &str, context: Option<usize>) -> Option<Slip> {
    let start = context.filter(|_| message.contains("could not find expected ':'"))?;
    let end = line(text, start)?.end;
    let key = text.get(start..end)?.trim_end();
    Some(lacking(key, start..start + key.len()))
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
fn value_in_value(text: &str, at: usize, message: &str) -> Option<Slip> {
    if !message.contains("mapping values are not allowed") {
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

/// Where a second document begins in a text whose first one was read: nothing in there would be
/// part of the tree.
pub(in crate::load) fn second_document(text: &str, source: usize) -> Option<Diagnostic> {
    let mut start = 0;
    let mut begun = false;
    let mut second = None;
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        let marker = line
            .strip_prefix("---")
            .filter(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace));
        if marker.is_some() && begun && second.is_none() {
            second = Some(start..start + 3);
        }
        let words = marker.map_or(words, str::trim);
        if !words.is_empty() && !words.starts_with(['#', '%']) && words != "..." {
            begun = true;
            if let Some(span) = second {
                let message = "invalid YAML: a second document begins here".to_owned();
                let help = "put it into a file of its own: one file is one document";
                return Some(diagnostic(source, span, message, Some(help)));
            }
        }
        start += line.len();
    }
    None
}

/// A quote that goes on to the end of the text.
fn open_quote(text: &str, message: &str, full: &str, context: Option<usize>) -> Option<Slip> {
    let quoted = full.contains("quoted scalar") && message.contains("unexpected end of stream");
    let start = context.filter(|_| quoted)?;
    Some(Slip {
        span: one_character(text, start),
        what: "a quote that is not closed",
        help: "close it at the end of the text that it belongs to",
    })
}

/// A quote that goes on to the next one, which ends it and begins nothing.
fn runaway_quote(text: &str, at: usize, message: &str) -> Option<Slip> {
    if !message.contains("did not find expected key") {
        return None;
    }
    let last = line(text, at)?;
    let before = text.get(last.start..at)?;
    let quote = before.rfind(['"', '\''])?;
    let quote = before.get(quote..)?.chars().next()?;
    let mut end = last.start;
    // A text that is meant to go on for longer is seldom in quotes.
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

fn help(text: &str, at: usize, message: &str) -> Option<&'static str> {
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
    } else if message.contains("did not find expected ','") {
        Some("put a comma between two members, or close the bracket behind the last one")
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

#[cfg(test)]
mod tests {
    use super::super::tests::{at, fault};

    /// The slip that a text is told of, and the text from its place on.
    fn told(text: &str) -> (String, &str) {
        let fault = fault(text);
        let message = fault.message.strip_prefix("invalid YAML: ").unwrap();
        (message.to_owned(), text.get(at(&fault)..).unwrap())
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
        ] {
            let (message, rest) = told(text);
            assert!(message.starts_with(what), "{text:?}: {message}");
            assert!(rest.starts_with(place), "{text:?}: {rest:?}");
        }
    }

    #[test]
    fn a_second_document_is_found_where_it_begins() {
        let second = |text| super::second_document(text, 0);
        for text in [
            "a: 1\n",
            "%YAML 1.2\n---\na: 1\n",
            "# about\n--- # here\na: |\n  ---\n  b\n...\n",
            "a: 1\n---\n# nothing\n",
            "a: 1\n---b: 2\n",
        ] {
            assert_eq!(second(text), None, "{text:?}");
        }
        for text in [
            "a: 1\n---\nb: 2\n",
            "--- {a: 1}\n--- {b: 2}",
            "a: 1\r\n---\r\n\r\nb: 2",
        ] {
            let fault = second(text).unwrap();
            assert_eq!(at(&fault), text.rfind("---").unwrap(), "{text:?}");
        }
    }

    #[test]
    fn a_bracket_that_is_not_closed_is_shown() {
        let text = "a: {b: 1, c: 2\nd: 3\n";
        let fault = fault(text);
        assert_eq!(fault.places.len(), 2, "{fault:?}");
        assert_eq!(fault.places[1].label, "opened here");
        assert!(fault.help.unwrap().contains("close the bracket"));
    }
}
