//! What does a program see of a type?

use crate::text::DocumentText;
use proc_macro2::TokenStream;
use std::collections::BTreeSet;

/// A field or a variant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicField {
    /// Its name in Rust.
    pub name: String,
    /// Its name or value on the wire, where it has one.
    pub wire: DocumentText,
    /// Its type; empty where it holds nothing.
    pub ty: String,
}

/// A constant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Constant {
    /// Its name.
    pub name: String,
    /// Its type.
    pub ty: String,
    /// Its value.
    pub value: String,
}

/// A type, as programs see it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PublicType {
    /// The kind of the item, in words.
    pub kind: &'static str,
    /// Its fields or variants, the ones for what is not listed at the end.
    pub properties: Vec<PublicField>,
    /// The arguments of `new`, if there is one.
    pub new: Option<Vec<PublicField>>,
    /// The setters, with what they take.
    pub setters: Vec<PublicField>,
    /// The constants.
    pub constants: Vec<Constant>,
    /// The traits of which an API decides whether they are implemented.
    pub traits: BTreeSet<String>,
    /// The target of an alias.
    pub target: Option<String>,
}

/// A type as people write it: tokens know no spaces.
pub(in crate::emit::rust) fn text(tokens: &TokenStream) -> String {
    let mut written = String::new();
    for piece in tokens.to_string().split_whitespace() {
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        if written.ends_with(is_word) && piece.starts_with(is_word) {
            written.push(' ');
        }
        written.push_str(piece);
    }
    written.replace(',', ", ").replace(", )", ",)")
}
