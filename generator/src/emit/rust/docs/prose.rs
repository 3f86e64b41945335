//! How does a document's prose read as rustdoc? Parsed with the parser that rustdoc itself uses,
//! and written anew from what it found: nothing reaches the page but what is known to be harmless.

use super::code_block::{fenced, language};
use super::inline::{code, link, plain, text};
use super::wrap::wrap;
use super::{html, visible::visible};
use indexmap::IndexMap;
use pulldown_cmark::{Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};
use std::cell::RefCell;

/// Characters a line of documentation holds behind `/// `.
pub(super) const WIDTH: usize = 92;

/// The lines of CommonMark that say what `untrusted` says, without HTML, images, links into the
/// crate, or code that rustdoc would compile.
pub(super) fn prose(untrusted: &str) -> Vec<String> {
    KNOWN.with_borrow_mut(|known| {
        if let Some(lines) = known.get(untrusted) {
            return lines.clone();
        }
        let lines = written(untrusted);
        if known.len() >= MOST_KNOWN {
            known.clear();
        }
        known.insert(untrusted.to_owned(), lines.clone());
        lines
    })
}

/// Quotations and list items in one another that are shown as such. Each costs every line in it, and
/// no document in use has ten.
const DEEPEST: usize = 32;

thread_local! {
    /// The last text: an API repeats the description of a parameter wherever it occurs.
    static KNOWN: RefCell<IndexMap<String, Vec<String>>> = RefCell::default();
}

/// Of so many texts a thread keeps what was written.
const MOST_KNOWN: usize = 1000;

fn written(untrusted: &str) -> Vec<String> {
    let source = html::to_markdown(&visible(untrusted));
    let mut writer = Writer::default();
    for event in Parser::new_ext(&source, Options::ENABLE_TABLES) {
        writer.event(event);
    }
    writer.paragraph();
    writer.lines
}

/// The prefix of lines in a container.
struct Prefix {
    first: String,
    rest: String,
    used: bool,
}

#[derive(Default)]
struct Writer {
    lines: Vec<String>,
    prefixes: Vec<Prefix>,
    /// Ordered lists count; the others do not.
    lists: Vec<Option<u64>>,
    /// Inline content of the paragraph so far, as CommonMark.
    inline: String,
    /// Text that is not escaped yet: the parser hands it out in pieces.
    pending: String,
    /// Link addresses, with where in `inline` their text begins.
    links: Vec<(String, usize)>,
    /// The language and the text of the code block that is open.
    block: Option<(String, String)>,
    /// The cells of the table row that is open.
    row: Option<Vec<String>>,
    heading: Option<HeadingLevel>,
    /// The next block stands directly below the one before: both are in one tight list.
    tight: bool,
}

impl Writer {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => match &mut self.block {
                Some((_, block)) => block.push_str(&text),
                None => self.pending.push_str(&text),
            },
            Event::Html(text) | Event::InlineHtml(text) => self.pending.push_str(&text),
            Event::Code(text) => {
                self.flush();
                self.inline.push_str(&code(&text));
            }
            Event::SoftBreak => self.pending.push(' '),
            Event::HardBreak => {
                self.flush();
                self.inline.push_str("\\\n");
            }
            Event::Rule => {
                self.paragraph();
                self.block(vec!["---".to_owned()]);
            }
            // Extensions that are not switched on.
            Event::InlineMath(text) | Event::DisplayMath(text) | Event::FootnoteReference(text) => {
                self.pending.push_str(&text);
            }
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Emphasis => self.mark("*"),
            Tag::Strong => self.mark("**"),
            Tag::Link {
                link_type,
                dest_url,
                ..
            }
            | Tag::Image {
                link_type,
                dest_url,
                ..
            } => {
                self.flush();
                let address = match link_type {
                    LinkType::Email => format!("mailto:{dest_url}"),
                    _ => dest_url.into_string(),
                };
                self.links.push((address, self.inline.len()));
            }
            Tag::TableCell => {}
            Tag::Item => {
                self.paragraph();
                let first = match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        format!("{}. ", *number - 1)
                    }
                    _ => "- ".to_owned(),
                };
                let rest = " ".repeat(first.len());
                self.prefix(first, rest);
            }
            other => {
                self.paragraph();
                self.open(other);
            }
        }
    }

    /// Opens a block.
    fn open(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => self.heading = Some(level),
            Tag::BlockQuote(_) => self.prefix("> ".to_owned(), "> ".to_owned()),
            Tag::CodeBlock(kind) => self.block = Some((language(&kind), String::new())),
            Tag::List(start) => {
                self.lists.push(start);
                self.tight = self.lists.len() > 1;
            }
            Tag::Table(columns) => {
                self.row = Some(Vec::with_capacity(columns.len()));
            }
            Tag::TableHead | Tag::TableRow => self.row = Some(Vec::new()),
            _ => {}
        }
    }

    /// Opens a list item or a quotation. One that is nested too deep is written as what is around it.
    fn prefix(&mut self, first: String, rest: String) {
        let shown = self.prefixes.len() < DEEPEST;
        self.prefixes.push(Prefix {
            first: if shown { first } else { String::new() },
            rest: if shown { rest } else { String::new() },
            used: false,
        });
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis => self.mark("*"),
            TagEnd::Strong => self.mark("**"),
            TagEnd::Link | TagEnd::Image => {
                self.flush();
                // The text of a link within another one stays where it is.
                if let Some((address, start)) = self.links.pop()
                    && self.links.is_empty()
                {
                    let inner = self.inline.split_off(start.min(self.inline.len()));
                    self.inline.push_str(&link(&inner, &address));
                }
            }
            TagEnd::TableCell => {
                self.flush();
                let cell = std::mem::take(&mut self.inline);
                self.row.get_or_insert_default().push(super::cell(&cell));
            }
            TagEnd::TableHead => {
                let cells = self.row.take().unwrap_or_default();
                let rule = format!("|{}", " --- |".repeat(cells.len()));
                self.block(vec![row(&cells), rule]);
                self.tight = true;
            }
            TagEnd::TableRow => {
                let cells = self.row.take().unwrap_or_default();
                self.block(vec![row(&cells)]);
                self.tight = true;
            }
            TagEnd::Table => self.tight = false,
            TagEnd::CodeBlock => {
                if let Some((language, text)) = self.block.take() {
                    self.block(fenced(&language, &text));
                }
            }
            TagEnd::Item | TagEnd::BlockQuote(_) => {
                self.paragraph();
                if let Some(prefix) = self.prefixes.pop()
                    && !prefix.used
                {
                    // A marker without content is still an item.
                    self.prefixes.push(prefix);
                    self.block(vec![String::new()]);
                    self.prefixes.pop();
                }
                self.tight = matches!(tag, TagEnd::Item);
            }
            TagEnd::List(_) => {
                self.lists.pop();
                self.tight = !self.lists.is_empty();
            }
            _ => {
                self.paragraph();
                self.heading = None;
            }
        }
    }

    /// The beginning or end of an emphasis.
    fn mark(&mut self, mark: &str) {
        self.flush();
        self.inline.push_str(mark);
    }

    /// Escapes the text that has come so far.
    fn flush(&mut self) {
        if !self.pending.is_empty() {
            let pending = std::mem::take(&mut self.pending).replace('\n', " ");
            let written = if self.links.is_empty() {
                text(&pending)
            } else {
                plain(&pending)
            };
            self.inline.push_str(&written);
        }
    }

    /// Ends the paragraph or heading that is open.
    fn paragraph(&mut self) {
        self.flush();
        let inline = std::mem::take(&mut self.inline);
        if inline.trim().is_empty() {
            return;
        }
        let lines = match self.heading {
            // The sections of a page are ours; those of the document stand below them.
            Some(level) => {
                let marks = "#".repeat((level as usize + 1).min(6));
                vec![format!("{marks} {}", inline.replace("\\\n", " ").trim())]
            }
            None => wrap(inline.trim(), self.width()),
        };
        self.block(lines);
    }

    fn width(&self) -> usize {
        let taken: usize = self.prefixes.iter().map(|prefix| prefix.rest.len()).sum();
        WIDTH.saturating_sub(taken).max(24)
    }

    /// Writes a block, parted from the one before as its place demands.
    fn block(&mut self, lines: Vec<String>) {
        let starts_item = self.prefixes.iter().any(|prefix| !prefix.used);
        if !self.lines.is_empty() && !(self.tight && (starts_item || self.row_open())) {
            let blank: String = self.prefixes.iter().filter(|p| p.used).map(rest).collect();
            self.lines.push(blank.trim_end().to_owned());
        }
        let mut lines = lines.into_iter();
        if let Some(line) = lines.next() {
            let mut written = String::new();
            for prefix in &mut self.prefixes {
                let used = std::mem::replace(&mut prefix.used, true);
                written.push_str(if used { &prefix.rest } else { &prefix.first });
            }
            self.line(written, &line);
            let indent: String = self.prefixes.iter().map(rest).collect();
            for line in lines {
                self.line(indent.clone(), &line);
            }
        }
        self.tight = false;
    }

    fn line(&mut self, mut prefix: String, line: &str) {
        prefix.push_str(line);
        prefix.truncate(prefix.trim_end().len());
        self.lines.push(prefix);
    }

    fn row_open(&self) -> bool {
        self.lines
            .last()
            .is_some_and(|line| line.trim_start().starts_with('|'))
    }
}

fn rest(prefix: &Prefix) -> &str {
    &prefix.rest
}

fn row(cells: &[String]) -> String {
    format!("| {} |", cells.join(" | "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> String {
        prose(text).join("\n")
    }

    #[test]
    fn paragraphs_are_wrapped_and_parted() {
        let long = "word ".repeat(40);
        let lines = prose(&long);
        assert_eq!(lines.len(), 3);
        assert!(lines.iter().all(|line| line.len() <= WIDTH));
        assert_eq!(written("One.\n\n\nTwo\nthree."), "One.\n\nTwo three.");
    }

    #[test]
    fn code_is_never_compiled() {
        assert_eq!(written("    let x = 1;"), "```text\nlet x = 1;\n```");
        assert_eq!(written("```\nx\n```"), "```text\nx\n```");
        assert_eq!(written("```rust\nx"), "```text\nx\n```");
        assert_eq!(written("~~~JSON\n{}\n~~~"), "```json\n{}\n```");
        assert_eq!(written("````\n```\n````"), "````text\n```\n````");
    }

    #[test]
    fn lists_keep_their_shape() {
        assert_eq!(written("* a\n* b\n  * c\n* d"), "- a\n- b\n  - c\n- d");
        assert_eq!(written("3. a\n4. b"), "3. a\n4. b");
        assert_eq!(written("a\n\n- b\n\n  c\n\nd"), "a\n\n- b\n\n  c\n\nd");
        assert_eq!(written("> a\n> b"), "> a b");
    }

    #[test]
    fn links_into_the_crate_and_html_are_defused() {
        assert_eq!(written("[Foo] and [`Bar`]"), "\\[Foo\\] and \\[`Bar`\\]");
        assert_eq!(
            written("Vec<String> <custom-tag>"),
            "Vec\\<String> \\<custom-tag>"
        );
        assert_eq!(
            written("[a](Foo) ![b](https://c.d/e.png)"),
            "a (`Foo`) [b](https://c.d/e.png)"
        );
        assert_eq!(
            written("a\n<table>\n<td>x</td>\n</table>"),
            "a\n\n\\<table> \\<td>x\\</td> \\</table>"
        );
    }

    #[test]
    fn tables_stay_tables() {
        assert_eq!(
            written("| a | b |\n|---|:-:|\n| `x|y` | 2 |"),
            "| a | b |\n| --- | --- |\n| \\`x | y\\` |"
        );
    }

    #[test]
    fn headings_stand_below_ours() {
        assert_eq!(written("# A\ntext\n## B"), "## A\n\ntext\n\n### B");
    }

    #[test]
    fn links_in_one_another_are_one_link() {
        let nested = "[![![a](https://b.c)](https://d.e) f](https://g.h)";
        assert_eq!(written(nested), "[a f](https://g.h)");
    }

    #[test]
    fn containers_are_shown_to_a_depth() {
        for mark in ["> ", "- "] {
            let text = format!("{}{}", mark.repeat(3 * DEEPEST), "word ".repeat(100));
            let lines = prose(&text);
            assert!(lines[0].starts_with(&format!("{}word", mark.repeat(DEEPEST))));
            assert!(lines.iter().all(|line| line.len() < 100), "{lines:?}");
        }
    }

    /// The output has the same meaning when parsed again: no markup was added or lost.
    #[test]
    fn written_prose_is_stable() {
        for text in [
            "* a\n\n  b\n* c\n\n  ```\n  x\n  ```\n> q\n\n1. x\n1. y",
            "a **b *c* d** `e` <https://f.g> https://h.i\\\nj",
            "- \n- b\n\n***\n\n| a |\n|---|\n| b |",
            "1986\\. A great year\n\n\\- no list\n\n\\# no heading",
        ] {
            let once = written(text);
            assert_eq!(written(&once.replace("## ", "# ")), once, "{text}");
        }
    }
}
