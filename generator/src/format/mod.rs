//! How does the output look? `syn` and `prettyplease`, and blank lines between items.

mod blank;
mod docs;
mod items;

use crate::emit::{Chunk, Content, Files, Formatted, RelativePath};
use proc_macro2::TokenStream;
use std::collections::BTreeMap;
use std::fmt;
use syn::{File, Item};

/// Formats every file.
///
/// # Errors
///
/// A file whose tokens are no Rust code: an error of this generator, named with the file.
pub fn format(files: Files) -> Result<BTreeMap<RelativePath, String>, FormatError> {
    files
        .0
        .into_iter()
        .map(|(path, content)| match content {
            Content::Text(text) => Ok((path, text)),
            Content::Rust(chunks) => match self::chunks(chunks) {
                Ok(text) => Ok((path, text)),
                Err(message) => Err(FormatError { path, message }),
            },
        })
        .collect()
}

/// A file that could not be formatted.
#[derive(Debug)]
pub struct FormatError {
    /// The file.
    pub path: RelativePath,
    /// The error of the parser.
    pub message: String,
}

impl fmt::Display for FormatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} would not be Rust code: {}",
            self.path.as_str(),
            self.message
        )
    }
}

impl std::error::Error for FormatError {}

/// Joins the chunks of a file, or of a part of one: a blank line between two chunks, and between
/// two items of a chunk unless they are declarations that belong together.
///
/// # Errors
///
/// The error of the parser for tokens that are not Rust code.
pub fn chunks(chunks: Vec<Chunk>) -> Formatted {
    let mut text = String::new();
    for chunk in chunks {
        match chunk {
            Chunk::Inner(tokens) => {
                separate(&mut text);
                text.push_str(&prettyplease::unparse(&parse(tokens)?));
            }
            Chunk::Items(tokens) => items(parse(tokens)?, &mut text),
            Chunk::Formatted(code) => {
                separate(&mut text);
                text.push_str(&code?);
            }
            Chunk::Impl(parts) if parts.is_empty() => {}
            Chunk::Impl(parts) => {
                separate(&mut text);
                items::join(parts, &mut text)?;
            }
            Chunk::Verbatim(code) => {
                separate(&mut text);
                text.push_str(code.trim_end());
                text.push('\n');
            }
        }
    }
    Ok(text)
}

/// Parses a chunk. Each token is parsed once only: parsing is what formatting costs most.
fn parse(tokens: TokenStream) -> Result<File, String> {
    syn::parse2(tokens).map_err(|error| error.to_string())
}

fn items(file: File, text: &mut String) {
    let mut previous: Option<Item> = None;
    for mut item in file.items {
        if previous
            .as_ref()
            .is_none_or(|previous| blank::between(previous, &item))
        {
            separate(text);
        }
        items::mark(&mut item);
        let file = File {
            shebang: None,
            frontmatter: None,
            attrs: Vec::new(),
            items: vec![item],
        };
        let code = prettyplease::unparse(&file);
        previous = file.items.into_iter().next();
        if let Some(item) = &previous {
            items::space(item, &code, text);
        }
    }
}

/// A blank line, unless the file begins here.
fn separate(text: &mut String) {
    if !text.is_empty() {
        text.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use quote::quote;

    fn formatted(chunks: Vec<Chunk>) -> String {
        let path = RelativePath::new("src/lib.rs").unwrap();
        let files = Files(BTreeMap::from([(path.clone(), Content::Rust(chunks))]));
        format(files).unwrap().remove(&path).unwrap()
    }

    #[test]
    fn chunks_are_parted_by_one_blank_line() {
        let text = formatted(vec![
            Chunk::Verbatim("// Made by hand.\n\n".into()),
            Chunk::Inner(quote! { #![doc = " A crate."] #![forbid(unsafe_code)] }),
            Chunk::Items(quote! { mod a; mod b; use a::A; fn f() {} }),
            Chunk::Verbatim("table! {\n    x\n}".into()),
        ]);
        assert_eq!(
            text,
            "// Made by hand.\n\n//! A crate.\n#![forbid(unsafe_code)]\n\nmod a;\nmod b;\n\n\
             use a::A;\n\nfn f() {}\n\ntable! {\n    x\n}\n"
        );
    }

    #[test]
    fn a_file_that_is_no_rust_is_named() {
        let path = RelativePath::new("src/bad.rs").unwrap();
        let chunks = vec![Chunk::Items(quote! { fn })];
        let files = Files(BTreeMap::from([(path, Content::Rust(chunks))]));
        let message = format(files).unwrap_err().to_string();
        assert!(message.starts_with("src/bad.rs would not be Rust code: "));
    }
}
