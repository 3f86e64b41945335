//! Text of a document, which is untrusted, and the only forms in which it reaches the output.
//!
//! [`DocumentText`] implements neither `Display` nor `ToTokens` and does not dereference to `str`, so
//! that text of a document cannot be formatted into generated code by accident. A form is chosen
//! where the text is written:
//!
//! | form | function |
//! | --- | --- |
//! | paragraphs of a doc comment or of a page, as CommonMark without HTML | `Doc::prose` |
//! | words in a paragraph of ours, and a heading, as CommonMark without HTML | `plain` |
//! | a code span in either | `code` |
//! | a string literal in Rust | [`DocumentStr::literal`] |
//! | an identifier in Rust | [`Identifier::new`](crate::name::Identifier::new) |
//! | a string in TOML | [`DocumentStr::toml`] |
//! | a word of a shell | `quoted` in `emit/markdown/curl.rs` |
//! | a line for a terminal or a log | [`DocumentStr::terminal`] |
//! | a string in JSON | [`json`] |
//!
//! The first three are in `emit/rust/docs`. [`DocumentStr::untrusted`] gives the text itself, for
//! stages that compare, look up and decode: clippy refuses it in the code that writes output.

#![allow(clippy::disallowed_methods, reason = "these are the forms")]

mod document_text;
mod document_value;
mod literal;
mod terminal;
mod toml;
pub(crate) mod visible;

pub use document_text::{DocumentStr, DocumentText};
pub use document_value::DocumentValue;
pub(crate) use terminal::is_legible;
pub use terminal::{Terminal, json, pretty_json, terminal_lines};
