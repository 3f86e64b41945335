//! Documentation comments, and their place in the code.

mod code_block;
mod fences;
mod html;
mod inline;
mod limits;
mod prose;
mod wrap;

pub(in crate::emit) use inline::cell;
pub(in crate::emit) use limits::{default, example, sentences};

use crate::emit::LINE_BREAK;
use crate::text::{DocumentStr, visible};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// Text of a document as words of a paragraph or a heading: on one line, without markup and links,
/// and with nothing hidden in it.
#[allow(clippy::disallowed_methods, reason = "this is the form of words")]
pub(in crate::emit) fn plain<'a>(text: impl Into<DocumentStr<'a>>) -> String {
    inline::plain(text.into().untrusted())
}

/// Text of a document as a code span, with nothing hidden in it.
#[allow(clippy::disallowed_methods, reason = "this is the form of code")]
pub(in crate::emit) fn code<'a>(text: impl Into<DocumentStr<'a>>) -> String {
    inline::code(text.into().untrusted())
}

/// Text of a document as the lines of a code block, with nothing hidden in it.
#[allow(
    clippy::disallowed_methods,
    reason = "this is the form of a code block"
)]
pub(in crate::emit) fn fenced<'a>(
    language: &'static str,
    text: impl Into<DocumentStr<'a>>,
) -> Vec<String> {
    code_block::fenced(language, &visible::visible(text.into().untrusted()))
}

/// The documentation of one item, block by block.
#[derive(Clone, Debug, Default)]
pub(in crate::emit) struct Doc {
    lines: Vec<String>,
}

impl Doc {
    /// Documentation that says nothing yet.
    pub(in crate::emit) fn new() -> Self {
        Self::default()
    }

    /// Whether it is empty.
    pub(in crate::emit) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Adds prose of a document.
    #[allow(clippy::disallowed_methods, reason = "this is the form of prose")]
    pub(in crate::emit) fn prose<'a>(&mut self, text: impl Into<DocumentStr<'a>>) -> &mut Self {
        self.block(prose::prose(text.into().untrusted()))
    }

    /// Adds a paragraph of our own, in CommonMark.
    pub(in crate::emit) fn paragraph(&mut self, text: &str) -> &mut Self {
        self.block(wrap::wrap(text, prose::WIDTH))
    }

    /// Adds lines without escaping.
    pub(in crate::emit) fn block(&mut self, lines: Vec<String>) -> &mut Self {
        if !self.lines.is_empty() && !lines.is_empty() {
            self.lines.push(String::new());
        }
        self.lines.extend(lines);
        self
    }

    /// Adds a heading of our own.
    pub(in crate::emit) fn heading(&mut self, text: &str) -> &mut Self {
        self.block(vec![format!("# {text}")])
    }

    /// Adds sentences of our own to the only paragraph, or as one of their own.
    pub(in crate::emit) fn append(&mut self, text: &str) -> &mut Self {
        let single = !self
            .lines
            .iter()
            .any(|line| line.is_empty() || starts_block(line));
        if !single || self.lines.is_empty() {
            return self.paragraph(text);
        }
        let joined = format!("{} {text}", self.lines.join(" "));
        self.lines = wrap::wrap(&joined, prose::WIDTH);
        self
    }

    /// Adds a list; each item is a head of our own, and prose of a document behind it.
    pub(in crate::emit) fn list(
        &mut self,
        items: impl IntoIterator<Item = (String, Self)>,
    ) -> &mut Self {
        let mut lines = Vec::new();
        for (head, body) in items {
            let end = body
                .lines
                .iter()
                .position(|line| line.is_empty() || starts_block(line));
            let (first, rest) = body.lines.split_at(end.unwrap_or(body.lines.len()));
            let text = match first {
                [] => head,
                first => format!("{head}: {}", first.join(" ")),
            };
            let wrapped = wrap::wrap(&text, prose::WIDTH - 2);
            for (index, line) in wrapped.into_iter().enumerate() {
                lines.push(format!("{}{line}", if index == 0 { "- " } else { "  " }));
            }
            lines.extend(
                rest.iter()
                    .map(|line| format!("  {line}").trim_end().to_owned()),
            );
        }
        self.block(lines)
    }

    /// The lines, without `///`.
    pub(in crate::emit) fn lines(&self) -> &[String] {
        &self.lines
    }

    /// As an attribute of the item that follows: one for all lines, which `format` unfolds:
    /// what formatting costs most is to parse attributes.
    pub(in crate::emit) fn outer(&self) -> TokenStream {
        if self.is_empty() {
            return TokenStream::new();
        }
        let length = self.lines.iter().map(|line| line.len() + 2).sum();
        let mut text = String::with_capacity(length);
        for (index, line) in self.lines.iter().enumerate() {
            if index > 0 {
                text.push(LINE_BREAK);
            }
            if !line.is_empty() {
                text.push(' ');
            }
            text.push_str(line);
        }
        let text = literal(&text);
        quote! { #[doc = #text] }
    }

    /// As attributes of the file or module around.
    pub(in crate::emit) fn inner(&self) -> TokenStream {
        self.lines
            .iter()
            .map(|line| {
                let text = spaced(line);
                quote! { #![doc = #text] }
            })
            .collect()
    }
}

/// A raw literal, where there can be one: to escape each character, and to read it again, would be
/// a tenth of what generating costs.
fn literal(text: &str) -> Literal {
    // Longer ones are no Rust.
    const LONGEST: usize = 255;
    let hashes = |behind: &str| behind.bytes().take_while(|byte| *byte == b'#').count();
    let runs = text.split('"').skip(1).map(hashes);
    let fence = "#".repeat(runs.max().map_or(0, |longest| longest.min(LONGEST) + 1));
    let raw = format!("r{fence}\"{text}\"{fence}").parse();
    raw.unwrap_or_else(|_| Literal::string(text))
}

/// Whether a line of written CommonMark is something else than a part of a paragraph.
fn starts_block(line: &str) -> bool {
    ["- ", "> ", "| ", "#", "```", "---"]
        .into_iter()
        .any(|start| line.starts_with(start))
        || line
            .trim_start_matches(|c: char| c.is_ascii_digit())
            .starts_with(". ")
        || line.ends_with('\\')
}

/// `/// line`, but `///` for an empty one.
fn spaced(line: &str) -> String {
    if line.is_empty() {
        String::new()
    } else {
        format!(" {line}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use quote::ToTokens;

    #[test]
    fn blocks_are_parted_by_a_blank_line() {
        let mut item = Doc::new();
        item.prose("the *first*\nof two");
        let mut doc = Doc::new();
        doc.paragraph("One.")
            .prose("")
            .list([("`a`".to_owned(), item), ("`b`".to_owned(), Doc::new())]);
        assert_eq!(
            doc.lines(),
            ["One.", "", "- `a`: the *first* of two", "- `b`"]
        );
    }

    #[test]
    fn a_literal_is_its_text() {
        let fences = ["#".repeat(254), "#".repeat(255), "#".repeat(100_000)];
        let fenced = fences.iter().map(|fence| format!("a \"{fence} b"));
        let plain = [
            "",
            "a",
            "\"",
            "a\"",
            "\"#",
            "\\",
            "\\\"",
            "\"##x",
            "\r",
            "a\r\n",
            "\0\u{1}é",
            "r#\"x\"#",
        ];
        for text in plain.map(str::to_owned).into_iter().chain(fenced) {
            let read: syn::LitStr = syn::parse2(literal(&text).into_token_stream()).unwrap();
            assert_eq!(read.value(), text);
        }
    }

    #[test]
    fn no_text_ends_a_comment() {
        let mut doc = Doc::new();
        doc.prose("*/ \" } fn evil() {}\n/// x");
        let tokens = doc.outer();
        let file: syn::File = syn::parse2(quote! { #tokens fn f() {} }).unwrap();
        assert_eq!(file.items.len(), 1);
    }
}
