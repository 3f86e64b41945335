//! The texts of a document, and where in them a diagnostic points.

use super::edit::Origins;
use super::lines::Lines;
use super::positions::Positions;
use crate::diagnostic::{Pointer, Target};
use crate::openapi::canonical;
use std::ops::Range;
use std::sync::OnceLock;

/// The texts that a document was read from; the first is the document itself.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    texts: Vec<Source>,
    /// Where parts of the tree come from that are not of the first text.
    pub(super) origins: Origins,
}

#[derive(Clone, Debug)]
struct Source {
    /// As shown to people.
    name: String,
    text: String,
    /// Found when a diagnostic first asks for a place, as are the lines.
    positions: OnceLock<Positions>,
    lines: OnceLock<Lines>,
}

/// A place in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// The index of the source.
    pub source: usize,
    /// The first byte and the byte behind the last.
    pub span: Range<usize>,
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
}

impl Sources {
    /// Adds a text without its byte order mark. Returns its index.
    pub(crate) fn push(&mut self, name: String, mut text: String) -> usize {
        if text.starts_with('\u{feff}') {
            text.remove(0);
        }
        self.texts.push(Source {
            name,
            text,
            positions: OnceLock::new(),
            lines: OnceLock::new(),
        });
        self.texts.len() - 1
    }

    /// Shows sources by other names.
    pub fn rename(&mut self, renamed: impl Fn(&str) -> String) {
        for source in &mut self.texts {
            source.name = renamed(&source.name);
        }
    }

    /// The text of a source, empty when there is none.
    pub(super) fn text(&self, source: usize) -> &str {
        self.get(source).map_or("", |(_, text)| text)
    }

    /// The name and the text of a source.
    pub fn get(&self, source: usize) -> Option<(&str, &str)> {
        let source = self.texts.get(source)?;
        Some((&source.name, &source.text))
    }

    /// Every source: its name and its text.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.texts
            .iter()
            .map(|source| (source.name.as_str(), source.text.as_str()))
    }

    /// The number of texts.
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// The source that a pointer into the loaded tree leads to, and the pointer within it.
    pub fn resolve(&self, pointer: &Pointer) -> (usize, Pointer) {
        if let Some(origin) = self.origins.of(pointer) {
            return origin;
        }
        let within = |pointer: &Pointer| {
            let files = Pointer::root().child(canonical::FILES);
            let rest = pointer.strip_prefix(&files)?;
            let step = rest.steps().next()?;
            // Behind the number is the stem of the file.
            let number = step.split('/').next()?;
            let source = number.parse().ok().filter(|source| *source < self.len())?;
            let rest = rest.strip_prefix(&Pointer::root().child(&step))?;
            Some((source, rest))
        };
        within(pointer).unwrap_or_else(|| (0, pointer.clone()))
    }

    /// Where a target of a diagnostic is; pointers are those of the loaded tree. None for a file
    /// that is no source of the document.
    pub fn locate(&self, target: &Target) -> Option<Location> {
        match target {
            Target::Value(pointer) => self.find(pointer, false),
            Target::Key(pointer) => self.find(pointer, true),
            Target::Text { source, span } => self.location(*source, span.clone()),
            Target::Source(source) => self.location(*source, 0..0),
            Target::File(_) => None,
        }
    }

    /// The line in which a place begins, without its line break.
    pub(crate) fn line(&self, of: &Location) -> Range<usize> {
        let Some(Source { text, lines, .. }) = self.texts.get(of.source) else {
            return 0..0;
        };
        let lines = lines.get_or_init(|| Lines::of(text));
        lines.range(text, of.line)
    }

    /// The place behind the last character of another one: its line and its column.
    pub fn end(&self, of: &Location) -> (usize, usize) {
        let end = self.location(of.source, of.span.end..of.span.end);
        end.map_or((of.line, of.column), |end| (end.line, end.column))
    }

    fn find(&self, pointer: &Pointer, key: bool) -> Option<Location> {
        let (index, pointer) = self.resolve(pointer);
        let source = self.texts.get(index)?;
        let positions = source.positions.get_or_init(|| Positions::of(&source.text));
        let span = match positions.find(&pointer) {
            // The key of what is around serves for what is not there.
            Some(found) if key || !found.exact => found.key.unwrap_or(found.value),
            Some(found) => found.value,
            None => 0..0,
        };
        self.location(index, span)
    }

    fn location(&self, source: usize, span: Range<usize>) -> Option<Location> {
        let Source { text, lines, .. } = self.texts.get(source)?;
        let start = floor(text, span.start);
        let (line, column) = lines.get_or_init(|| Lines::of(text)).place(text, start);
        Some(Location {
            source,
            span: start..floor(text, span.end).max(start),
            line,
            column,
        })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_files_have_pointers_of_their_own() {
        let mut sources = Sources::default();
        sources.push("a.yaml".to_owned(), "\u{feff}a: 1\n".to_owned());
        sources.push("b.yaml".to_owned(), "x: {ä: 'ö', b: 2}\n".to_owned());
        let target = Target::Value(Pointer::from_escaped("/x-bindery-files/1/x/b"));
        let location = sources.locate(&target).unwrap();
        assert_eq!(
            (location.source, location.line, location.column),
            (1, 1, 16)
        );
        let target = Target::Key(Pointer::from_escaped("/a"));
        let location = sources.locate(&target).unwrap();
        assert_eq!((location.source, location.span), (0, 0..1));
        assert_eq!(sources.locate(&Target::File("c".to_owned())), None);
        let beyond = Target::Text {
            source: 0,
            span: 900..901,
        };
        assert_eq!(sources.locate(&beyond).unwrap().line, 2);
    }
}
