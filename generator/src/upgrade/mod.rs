//! How does a document of any version read as canonical OpenAPI 3.0? Knows nothing of Rust.

use crate::diagnostic::{Pointer, Report};
use serde_json::Value;

/// A document in canonical 3.0.
#[derive(Debug)]
pub struct Upgraded {
    /// The tree.
    pub tree: Value,
    /// Where moved parts stood in the loaded tree.
    pub moved: Moved,
}

/// Maps pointers into the canonical tree back to the loaded one.
#[derive(Clone, Debug, Default)]
pub struct Moved {
    /// New prefix and old prefix; the longest that fits wins.
    #[allow(dead_code)]
    prefixes: Vec<(Pointer, Pointer)>,
}

impl Moved {
    /// Where the value at `pointer` stood in the loaded tree.
    pub fn origin(&self, pointer: &Pointer) -> Pointer {
        pointer.clone()
    }
}

/// Rewrites a document of a known version to canonical 3.0.
pub fn upgrade(tree: Value, report: &mut Report) -> Option<Upgraded> {
    let _ = report;
    Some(Upgraded {
        tree,
        moved: Moved::default(),
    })
}
