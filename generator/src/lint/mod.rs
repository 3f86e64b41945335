//! What is wrong with a document that no generated code depends on? Told by `bindery lint` only:
//! real documents have such errors by the thousand, and builds should not speak of them.

mod example;
pub mod fit;
mod later;
mod unsaid;
mod untyped;
mod walk;

use crate::diagnostic::Report;
use serde_json::Value;

/// Looks through a document as it is written: the tree that `load` makes.
pub fn written(tree: &Value, report: &mut Report) {
    later::check(tree, report);
    untyped::check(tree, report);
    unsaid::check(tree, report);
}

/// Looks through a document in canonical 3.0: the tree that `check` leaves.
pub fn meant(tree: &Value, report: &mut Report) {
    example::check(tree, report);
}
