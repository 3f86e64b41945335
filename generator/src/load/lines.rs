//! In which line and column of a text is a byte?

use std::ops::Range;

/// Bytes between two places at which characters are counted before: a whole document may be one
/// line.
const STRIDE: usize = 1 << 10;

/// Where lines begin, and how many characters there are up to here and there. Made in one skip
/// the text, so that each of many diagnostics costs little.
#[derive(Clone, Debug, Default)]
pub(super) struct Lines {
    /// The byte at which each line begins.
    starts: Vec<usize>,
    /// The characters before each multiple of [`STRIDE`].
    characters: Vec<usize>,
}

impl Lines {
    /// Goes through a text.
    pub(super) fn of(text: &str) -> Self {
        let mut lines = Self {
            starts: vec![0],
            characters: Vec::new(),
        };
        let mut characters = 0;
        for (at, byte) in text.bytes().enumerate() {
            if at.is_multiple_of(STRIDE) {
                lines.characters.push(characters);
            }
            characters += usize::from(begins_character(byte));
            if byte == b'\n' {
                lines.starts.push(at + 1);
            }
        }
        lines
    }

    /// The line and the column, both from 1, the column in characters.
    pub(super) fn place(&self, text: &str, at: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|start| *start <= at);
        let start = line.checked_sub(1).and_then(|line| self.starts.get(line));
        let before = self.characters_before(text, start.copied().unwrap_or_default());
        (line, self.characters_before(text, at) - before + 1)
    }

    /// The bytes of a line, without its line break.
    pub(super) fn range(&self, text: &str, line: usize) -> Range<usize> {
        let start = line.checked_sub(1).and_then(|line| self.starts.get(line));
        let start = start.copied().unwrap_or(text.len());
        let end = self.starts.get(line).map_or(text.len(), |next| next - 1);
        start..end.max(start)
    }

    fn characters_before(&self, text: &str, at: usize) -> usize {
        let counted = (at / STRIDE).min(self.characters.len().saturating_sub(1));
        let rest = text.as_bytes().get(counted * STRIDE..at);
        let rest = rest.unwrap_or_default().iter();
        let rest = rest.filter(|byte| begins_character(**byte)).count();
        self.characters.get(counted).copied().unwrap_or_default() + rest
    }
}

/// In UTF-8, the other bytes of a character have `10` at their beginning.
fn begins_character(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_those_that_counting_finds() {
        let long = "äöü€x".repeat(900);
        for text in ["", "\n", "a\n\nä b\n", "no end", &format!("{long}\n{long}")] {
            let lines = Lines::of(text);
            let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
            for at in ends {
                let before = text.get(..at).unwrap();
                let line = before.rsplit('\n').next().unwrap();
                let expected = (before.matches('\n').count() + 1, line.chars().count() + 1);
                assert_eq!(lines.place(text, at), expected, "{at}");
                let line = before.rfind('\n').map_or(0, |newline| newline + 1);
                let rest = text.get(line..).unwrap();
                let end = rest.find('\n').unwrap_or(rest.len());
                assert_eq!(lines.range(text, expected.0), line..line + end, "{at}");
            }
        }
    }
}
