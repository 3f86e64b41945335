//! The files of an output, before they are formatted.

use crate::device_name::is_device_name;
use proc_macro2::TokenStream;
use std::collections::BTreeMap;
use unicode_ident::is_xid_continue;

/// Files by their path inside the output folder.
#[derive(Clone, Debug, Default)]
pub struct Files(pub BTreeMap<RelativePath, Content>);

/// The content of a file.
#[derive(Clone, Debug)]
pub enum Content {
    /// Rust code, to be formatted.
    Rust(Vec<Chunk>),
    /// Plain text.
    Text(String),
}

/// A part of a Rust file.
#[derive(Clone, Debug)]
pub enum Chunk {
    /// Documentation and attributes of the file itself (`//!`, `#![…]`), as tokens.
    Inner(TokenStream),
    /// One or more items.
    Items(TokenStream),
    /// Code that is formatted already, such as a field table.
    Verbatim(String),
    /// Items that were formatted on the thread that made them.
    Formatted(Formatted),
    /// Parts of one `impl`, each formatted as an `impl` of its own.
    Impl(Vec<Formatted>),
}

/// Represents the end of a line in an attribute `doc`. Text of documents has no control characters
/// once it is documentation, and literals are escaped.
pub const LINE_BREAK: char = '\u{1}';

/// Code as it is to look, or why it would not be Rust.
pub type Formatted = Result<String, String>;

/// Formats chunks. Large files are emitted in parts because tokens cannot leave their thread.
pub type Format = fn(Vec<Chunk>) -> Formatted;

/// A path inside the output folder, with `/` between its parts. It cannot lead out of it, and no part
/// of it is hidden.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RelativePath(String);

impl RelativePath {
    /// Takes a path whose parts are made of letters, digits, `_`, `-` and `.` as in identifiers. None
    /// for one that is empty or absolute, leads upwards, or has a part that is hidden or that an
    /// operating system reserves.
    pub fn new(path: &str) -> Option<Self> {
        let sound = path.split('/').all(is_sound);
        sound.then(|| Self(path.to_owned()))
    }

    /// The path, with `/` between its parts.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_sound(part: &str) -> bool {
    // Some file systems ignore joiners, and Windows takes `git~1` for another name of `.git`.
    let is_allowed = |c| matches!(c, '-' | '.') || is_xid_continue(c) && !is_joiner(c);
    !part.is_empty()
        && !part.starts_with('.')
        && !part.ends_with('.')
        && !is_device_name(part)
        && part.chars().all(is_allowed)
}

fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_inside_the_output_folder() {
        for path in [
            "src/lib.rs",
            "Cargo.toml",
            "src/pets/types.rs",
            "docs/ö-é/a_1.md",
        ] {
            assert!(RelativePath::new(path).is_some(), "{path}");
        }
        for path in [
            "",
            "/etc/passwd",
            "../x",
            "a/../b",
            "a//b",
            "con.rs",
            "src/AUX",
            "a\\b",
            "c:x",
            "x.",
            "a\nb",
            ".gitattributes",
            ".git/config",
            "src/.lib.rs",
            "git~1/config",
            "\u{200c}.git/config",
            "a b",
        ] {
            assert!(RelativePath::new(path).is_none(), "{path:?}");
        }
    }
}
