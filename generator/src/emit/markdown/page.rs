//! How does a page of Markdown read, and by which anchors are its headings known?

use crate::emit::rust::{Doc, cell, plain};
use crate::text::DocumentStr;
use std::collections::BTreeMap;

/// A page that is being written.
#[derive(Default)]
pub(super) struct Page {
    blocks: Vec<String>,
    anchors: Anchors,
}

impl Page {
    /// A page that continues below headings with these anchors.
    pub(super) fn with(anchors: Anchors) -> Self {
        Self {
            anchors,
            ..Self::default()
        }
    }

    /// Adds a heading, whose text is not interpreted, and returns its anchor.
    pub(super) fn heading<'a>(&mut self, level: usize, text: impl Into<DocumentStr<'a>>) -> String {
        let text = text.into();
        self.blocks
            .push(format!("{} {}", "#".repeat(level), plain(text)));
        self.anchors.give(text)
    }

    /// Adds a paragraph of our own, in CommonMark.
    pub(super) fn paragraph(&mut self, text: &str) {
        self.blocks.push(text.to_owned());
    }

    /// Adds lines without escaping.
    pub(super) fn block(&mut self, lines: &[String]) {
        if !lines.is_empty() {
            self.blocks.push(lines.join("\n"));
        }
    }

    /// Adds prose of a document. Its headings are none of this page, whose anchors are counted.
    pub(super) fn prose(&mut self, doc: &Doc) {
        self.block(&without_headings(doc.lines()));
    }

    /// Adds a list.
    pub(super) fn list(&mut self, items: &[String]) {
        let lines: Vec<String> = items.iter().map(|item| format!("- {item}")).collect();
        self.block(&lines);
    }

    /// Adds a table; its cells are CommonMark.
    pub(super) fn table(&mut self, head: &[&str], rows: &[Vec<String>]) {
        if rows.is_empty() {
            return;
        }
        let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
        let mut lines = vec![
            line(head.iter().map(|&cell| cell.to_owned()).collect()),
            line(head.iter().map(|_| "---".to_owned()).collect()),
        ];
        lines.extend(
            rows.iter()
                .map(|row| line(row.iter().map(|it| cell(it)).collect())),
        );
        self.block(&lines);
    }

    /// Adds a page below this one.
    pub(super) fn append(&mut self, other: Self) {
        self.blocks.extend(other.blocks);
    }

    /// The text.
    pub(super) fn finish(self) -> String {
        format!("{}\n", self.blocks.join("\n\n"))
    }
}

/// The first paragraph.
pub(super) fn first(doc: &Doc) -> Doc {
    let mut first = Doc::new();
    let lines = doc.lines().iter().take_while(|line| !line.is_empty());
    first.block(lines.cloned().collect());
    first
}

/// Documentation in one line, for a cell; the blocks that are no paragraphs are left for below.
pub(super) fn in_line(doc: &Doc) -> (String, Vec<String>) {
    let is_block = |line: &String| {
        let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
        ["- ", "> ", "| ", "#", "```", "---", "    "]
            .iter()
            .any(|start| line.starts_with(start))
            || number.len() < line.len() && number.starts_with(". ")
    };
    let lines = doc.lines();
    let end = lines.iter().position(is_block).unwrap_or(lines.len());
    let (paragraphs, rest) = lines.split_at(end);
    let paragraphs: Vec<&str> = paragraphs
        .iter()
        .map(|line| line.trim_end_matches('\\').trim())
        .filter(|line| !line.is_empty())
        .collect();
    (paragraphs.join(" "), without_headings(rest))
}

/// Lines of CommonMark whose headings are bold instead.
fn without_headings(written: &[String]) -> Vec<String> {
    let mut fence: Option<usize> = None;
    let mut lines = Vec::new();
    for line in written {
        let inner = line.trim_start_matches(|c: char| " >-.".contains(c) || c.is_ascii_digit());
        let ticks = inner.len() - inner.trim_start_matches('`').len();
        let text = inner.trim_start_matches('#').strip_prefix(' ');
        match (fence, text) {
            (None, _) if ticks > 2 => fence = Some(ticks),
            (Some(open), _) if ticks == open => fence = None,
            (None, Some(text)) if inner.starts_with('#') => {
                let start = line.strip_suffix(inner).unwrap_or_default();
                lines.push(format!("{start}**{}**", text.trim()));
                continue;
            }
            _ => {}
        }
        lines.push(line.clone());
    }
    lines
}

/// The anchors of a page: two headings never have the same.
///
/// As GitHub makes them, and most that show Markdown after it: letters, digits, `-` and `_` stay,
/// a space becomes `-`, and the second of equals gets a number.
#[derive(Default)]
pub(super) struct Anchors {
    given: BTreeMap<String, usize>,
}

impl Anchors {
    /// The anchor of the next heading.
    #[allow(clippy::disallowed_methods, reason = "letters and digits are kept")]
    pub(super) fn give<'a>(&mut self, text: impl Into<DocumentStr<'a>>) -> String {
        let text = text.into().untrusted();
        let kept = |c: char| match c {
            ' ' => Some('-'),
            '-' | '_' => Some(c),
            c => c.is_alphanumeric().then_some(c),
        };
        let plain: String = text.to_lowercase().chars().filter_map(kept).collect();
        let mut anchor = plain.clone();
        while self.given.contains_key(&anchor) {
            let count = self.given.entry(plain.clone()).or_default();
            *count += 1;
            anchor = format!("{plain}-{count}");
        }
        self.given.insert(anchor.clone(), 0);
        anchor
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_are_those_of_github() {
        let mut anchors = Anchors::default();
        for (text, anchor) in [
            ("create_pet", "create_pet"),
            ("A, b & C", "a-b--c"),
            ("Pet", "pet"),
            ("PET", "pet-1"),
            ("pet-1", "pet-1-1"),
            ("Pet", "pet-2"),
        ] {
            assert_eq!(anchors.give(text), anchor, "{text}");
        }
    }

    #[test]
    fn headings_of_a_document_are_none() {
        let mut doc = Doc::new();
        doc.prose("# One\n\n> ## Two\n\n```sh\n# three\n```\n\n\\# four");
        let mut page = Page::default();
        page.prose(&doc);
        assert_eq!(
            page.finish(),
            "**One**\n\n> **Two**\n\n```sh\n# three\n```\n\n\\# four\n"
        );
    }

    #[test]
    fn no_text_leaves_its_cell() {
        let mut page = Page::default();
        page.table(&["A"], &[vec!["a|b\nc \\\\| d".to_owned()]]);
        assert_eq!(page.finish(), "| A |\n| --- |\n| a\\|b c \\\\\\| d |\n");
    }

    #[test]
    fn lists_stand_below_a_table() {
        let mut doc = Doc::new();
        doc.prose("One\\\ntwo.\n\nThree.\n\n- a\n- b");
        let (line, rest) = in_line(&doc);
        assert_eq!(line, "One two. Three.");
        assert_eq!(rest, ["- a", "- b"]);
    }
}
