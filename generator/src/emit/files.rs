//! The files of an output, before they are formatted.

use proc_macro2::TokenStream;
use std::collections::BTreeMap;

/// Files by their path inside the output folder.
#[derive(Clone, Debug, Default)]
pub struct Files(pub BTreeMap<RelativePath, Content>);

/// What stands in a file.
#[derive(Clone, Debug)]
pub enum Content {
    /// Rust code, to be formatted.
    Rust(Vec<Chunk>),
    /// Text, as it is.
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

/// Stands in an attribute `doc` for the end of a line. Text of documents holds no control characters
/// by the time that it is documentation, and literals are written with escapes.
pub const LINE_BREAK: char = '\u{1}';

/// Code as it is to look, or why it would not be Rust.
pub type Formatted = Result<String, String>;

/// Formats chunks. What emits a large file does so part by part, because tokens cannot leave the
/// thread that made them.
pub type Format = fn(Vec<Chunk>) -> Formatted;

/// A path inside the output folder, with `/` between its parts. It cannot lead out of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RelativePath(String);

impl RelativePath {
    /// Takes a path, unless it is absolute, empty, leads upwards, or has a part that some
    /// operating system reserves.
    pub fn new(path: &str) -> Option<Self> {
        let sound = !path.is_empty() && path.split('/').all(is_sound);
        sound.then(|| Self(path.to_owned()))
    }

    /// The path, with `/` between its parts.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Names that Windows gives to devices, whatever their extension.
const DEVICES: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8",
    "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

fn is_sound(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or_default();
    !part.is_empty()
        && part != "."
        && part != ".."
        && !part.ends_with('.')
        && !part.ends_with(' ')
        && !DEVICES.contains(&stem.to_ascii_lowercase().as_str())
        && !part
            .chars()
            .any(|c| c.is_control() || "\\<>:\"|?*".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_inside_the_output_folder() {
        for path in ["src/lib.rs", ".gitattributes", "src/pets/types.rs"] {
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
        ] {
            assert!(RelativePath::new(path).is_none(), "{path:?}");
        }
    }
}
