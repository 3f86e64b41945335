//! Is the canonical 3.0 document right, and what does it hold, part by part?

mod document;

pub use document::{CheckedOperation, CheckedPath, Document};

use crate::diagnostic::Report;
use serde_json::Value;

/// Finds the faults of a canonical 3.0 document and reads it component by component, so that one
/// faulty component is one diagnostic.
pub fn check(tree: Value, report: &mut Report) -> Option<Document> {
    let _ = (tree, report);
    None
}
