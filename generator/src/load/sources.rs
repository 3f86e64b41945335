//! The texts of a document, and where in them a diagnostic points.

use crate::diagnostic::Target;
use std::ops::Range;

/// The texts that a document was read from; the first is the document itself.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// Name as shown to people, and text.
    texts: Vec<(String, String)>,
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
    /// Adds a text; a byte-order mark is no part of it.
    pub(crate) fn push(&mut self, name: String, mut text: String) {
        if text.starts_with('\u{feff}') {
            text.remove(0);
        }
        self.texts.push((name, text));
    }

    /// The text of a source, empty when there is none.
    pub(super) fn text(&self, source: usize) -> &str {
        self.get(source).map_or("", |(_, text)| text)
    }

    /// The name and the text of a source.
    pub fn get(&self, source: usize) -> Option<(&str, &str)> {
        self.texts
            .get(source)
            .map(|(name, text)| (name.as_str(), text.as_str()))
    }

    /// Every source: its name and its text.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.texts
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str()))
    }

    /// Where a target of a diagnostic is; pointers are those of the loaded tree.
    pub fn locate(&self, target: &Target) -> Option<Location> {
        let _ = target;
        None
    }
}
