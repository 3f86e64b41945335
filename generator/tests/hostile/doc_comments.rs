//! What do the documentation comments of a Rust file say, and which of its tokens are identifiers?

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// What the compiler and rustdoc see of a file.
#[derive(Default)]
pub struct Seen {
    pub identifiers: Vec<String>,
    /// The documentation of each item, as rustdoc joins it.
    pub docs: Vec<String>,
}

impl Seen {
    pub fn of(tokens: TokenStream) -> Self {
        let mut seen = Self::default();
        seen.stream(tokens);
        seen
    }

    fn stream(&mut self, tokens: TokenStream) {
        let mut lines: Vec<String> = Vec::new();
        let mut tokens = tokens.into_iter().peekable();
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Punct(mark) if mark.as_char() == '#' => {
                    if matches!(tokens.peek(), Some(TokenTree::Punct(mark)) if mark.as_char() == '!')
                    {
                        tokens.next();
                    }
                    match tokens.peek() {
                        Some(TokenTree::Group(group))
                            if group.delimiter() == Delimiter::Bracket =>
                        {
                            match doc(group) {
                                Some(line) => lines.push(line),
                                None => self.stream(group.stream()),
                            }
                            tokens.next();
                            continue;
                        }
                        _ => {}
                    }
                }
                TokenTree::Group(group) => self.stream(group.stream()),
                TokenTree::Ident(name) => self.identifiers.push(name.to_string()),
                _ => {}
            }
            self.item(&mut lines);
        }
        self.item(&mut lines);
    }

    fn item(&mut self, lines: &mut Vec<String>) {
        if !lines.is_empty() {
            self.docs.push(unindented(&lines.join("\n")));
            lines.clear();
        }
    }
}

/// The text of `[doc = "…"]`.
fn doc(group: &Group) -> Option<String> {
    let mut tokens = group.stream().into_iter();
    match (tokens.next()?, tokens.next()?, tokens.next()?) {
        (TokenTree::Ident(name), TokenTree::Punct(mark), TokenTree::Literal(text))
            if name == "doc" && mark.as_char() == '=' =>
        {
            let text: syn::LitStr = syn::parse_str(&text.to_string()).ok()?;
            Some(text.value())
        }
        _ => None,
    }
}

/// Documentation without the blanks that all of its lines begin with, as rustdoc reads it.
fn unindented(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let indent = lines
        .map(|line| line.len() - line.trim_start_matches(' ').len())
        .min();
    let indent = indent.unwrap_or_default();
    let lines = text
        .lines()
        .map(|line| line.get(indent..).unwrap_or_default());
    lines.collect::<Vec<_>>().join("\n")
}
