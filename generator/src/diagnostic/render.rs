//! How does a diagnostic look to a person?

use super::{Annotation, Diagnostic, Severity, Target};
use crate::load::{Location, Sources};
use crate::text::{DocumentStr, is_legible};
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::ops::Range;

/// Writes a diagnostic with its source lines, for a terminal or a file. Ends without a line break.
pub fn render(diagnostic: &Diagnostic, sources: &Sources, colour: bool) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level
        .primary_title(printable(&diagnostic.message))
        .id(diagnostic.code.name());
    let mut group = Group::with_title(title);
    for excerpt in excerpts(diagnostic, sources) {
        group = excerpt.show(group, sources);
    }
    for place in &diagnostic.places {
        if let Target::File(name) = &place.target {
            group = group.element(Origin::path(printable(name)));
        }
    }
    if let Some((_, pointer)) = pointer(diagnostic, sources) {
        group = group.element(Level::NOTE.message(format!("at {}", printable(&pointer))));
    }
    group = group.element(Level::HELP.message(printable(diagnostic.advice())));
    let renderer = if colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    renderer.render(&[group])
}

/// The source and the pointer within it of the first place that has one, as `#/…`.
fn pointer(diagnostic: &Diagnostic, sources: &Sources) -> Option<(usize, String)> {
    diagnostic
        .places
        .iter()
        .find_map(|place| match &place.target {
            Target::Value(pointer) | Target::Key(pointer) => {
                let (source, pointer) = sources.resolve(pointer);
                Some((source, pointer.to_string()))
            }
            _ => None,
        })
}

/// Lines of one text, with everything to be marked in them.
struct Excerpt<'a> {
    source: usize,
    /// The lines, in bytes of the text.
    window: Range<usize>,
    /// The first line's number.
    line: usize,
    marks: Vec<(Location, &'a Annotation, bool)>,
}

/// Lines that are longer than this are shown in part.
const LONG: usize = 400;

/// Places that are further apart than this are shown in separate excerpts.
const FAR: usize = 20_000;

/// The excerpts of the texts, the most important first.
fn excerpts<'a>(diagnostic: &'a Diagnostic, sources: &Sources) -> Vec<Excerpt<'a>> {
    let mut excerpts: Vec<Excerpt<'a>> = Vec::new();
    let mut first = true;
    for place in &diagnostic.places {
        let Some(mut location) = sources.locate(&place.target) else {
            continue;
        };
        let Some((_, text)) = sources.get(location.source) else {
            continue;
        };
        let line = sources.line(&location);
        // Only the first line of a longer part is marked: a page of markers hides what it shows.
        location.span.end = location.span.end.min(line.end).max(location.span.start);
        let window = if line.len() > LONG {
            let start = location.span.start.saturating_sub(LONG / 4).max(line.start);
            let end = (location.span.start + LONG / 2).min(line.end);
            location.span.end = location.span.end.min(end);
            boundary(text, start)..boundary(text, end)
        } else {
            line.clone()
        };
        let near = excerpts.iter_mut().find(|excerpt| {
            let start = excerpt.window.start.min(window.start);
            let end = excerpt.window.end.max(window.end);
            excerpt.source == location.source
                && window == line
                && end - start < FAR
                && !text
                    .get(start..end)
                    .unwrap_or_default()
                    .lines()
                    .any(|line| line.len() > LONG)
        });
        match near {
            Some(excerpt) => {
                if window.start < excerpt.window.start {
                    excerpt.line = location.line;
                }
                excerpt.window.start = excerpt.window.start.min(window.start);
                excerpt.window.end = excerpt.window.end.max(window.end);
                excerpt.marks.push((location, place, first));
            }
            None => excerpts.push(Excerpt {
                source: location.source,
                window,
                line: location.line,
                marks: vec![(location, place, first)],
            }),
        }
        first = false;
    }
    excerpts
}

impl<'a> Excerpt<'a> {
    fn show(self, group: Group<'a>, sources: &'a Sources) -> Group<'a> {
        let Some((name, text)) = sources.get(self.source) else {
            return group;
        };
        let lines = text.get(self.window.clone()).unwrap_or_default();
        let whole =
            self.window.start == 0 || text.as_bytes().get(self.window.start - 1) == Some(&b'\n');
        let mut snippet = Snippet::source(legible(lines)).line_start(self.line);
        let mut group = group;
        if whole {
            snippet = snippet.path(printable(name));
        } else if let Some((location, _, _)) = self.marks.first() {
            // The column of a part of a line counts from its real beginning.
            group = group.element(
                Origin::path(printable(name))
                    .line(location.line)
                    .char_column(location.column),
            );
        }
        for (location, place, first) in self.marks {
            let start = location
                .span
                .start
                .saturating_sub(self.window.start)
                .min(lines.len());
            let end = location
                .span
                .end
                .saturating_sub(self.window.start)
                .min(lines.len());
            let kind = if first {
                AnnotationKind::Primary
            } else {
                AnnotationKind::Context
            };
            let mut annotation = kind.span(start..end.max(start));
            if !place.label.is_empty() {
                annotation = annotation.label(printable(&place.label));
            }
            snippet = snippet.annotation(annotation);
        }
        group.element(snippet)
    }
}

fn boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Text of a document as it may be shown: some characters could change the terminal.
fn printable(text: &str) -> String {
    DocumentStr::new(text).terminal().to_string()
}

/// The displayed form of source lines. A replacement has as many bytes as the character, so that
/// all positions are kept. The renderer itself replaces ASCII control characters, and breaks lines
/// only at `\n`.
fn legible(lines: &str) -> String {
    let replaced = |c: char| match c {
        c if c.is_ascii() || is_legible(c) => c,
        c if c.len_utf8() == 2 => '\u{bf}',
        c if c.len_utf8() == 3 => '\u{fffd}',
        _ => '\u{1f7a8}',
    };
    lines.chars().map(replaced).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, Pointer, Report};
    use crate::load::load_text;

    fn shown(text: &str, diagnostic: &Diagnostic) -> String {
        let mut report = Report::new();
        let loaded = load_text("a.yaml", text.to_owned(), &mut report).unwrap();
        render(diagnostic, &loaded.sources, false)
    }

    #[test]
    fn shows_every_place() {
        let text = "a:\n  b: 1\nc: 'two'\n";
        let pointer = Pointer::root().child("a").child("b");
        let diagnostic = Diagnostic::error(Code::WrongType, "one is not two")
            .at(&pointer, "this one")
            .at_key(&Pointer::root().child("c"), "that one")
            .help("write two");
        let expected = "\
error[wrong-type]: one is not two
 --> a.yaml:2:6
  |
2 |   b: 1
  |      ^ this one
3 | c: 'two'
  | - that one
  |
  = note: at #/a/b
  = help: write two";
        assert_eq!(shown(text, &diagnostic), expected);
    }

    #[test]
    fn long_lines_are_cut_and_keep_their_column() {
        let text = format!("{{\"a\": \"{}\", \"b\": 1}}", "ä".repeat(5_000));
        let diagnostic =
            Diagnostic::warning(Code::WrongType, "x\u{1b}[31m").at(&Pointer::root().child("b"), "");
        let shown = shown(&text, &diagnostic);
        assert!(shown.contains("a.yaml:1:5016"), "{shown}");
        assert!(shown.contains("x\\u{1b}[31m"), "{shown}");
        assert!(shown.len() < 2_000, "{}", shown.len());
    }

    #[test]
    fn no_character_changes_the_terminal() {
        let hidden = "\u{9b}31m\u{7f}\u{2028}\u{202e}\u{2066}\u{200b}\u{feff}\u{e0001}";
        let text = format!("{{\"{hidden}\": 1, \"b\": 1}}");
        let pointer = Pointer::root().child(hidden);
        let diagnostic = Diagnostic::warning(Code::WrongType, hidden)
            .at(&pointer, hidden)
            .place(Target::File(hidden.to_owned()), hidden)
            .help(hidden);
        let mut report = Report::new();
        let loaded = load_text(hidden, text, &mut report).unwrap();
        let shown = render(&diagnostic, &loaded.sources, false);
        assert!(
            shown.contains("\\u{9b}31m\\u{7f}\\u{2028}\\u{202e}"),
            "{shown}"
        );
        let plain = |c: char| c == '\n' || is_legible(c);
        assert!(shown.chars().all(plain), "{shown:?}");
    }
}
