//! Problems of a document that do not affect generated code. Only `bindery lint` reports them:
//! published documents have thousands of them, and builds should not print them.

mod content;
mod example;
pub mod fit;
mod later;
mod spelling;
mod stray;
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
    spelling::check(tree, report);
    stray::check(tree, report);
    content::check(tree, report);
}

/// Looks through a document in canonical 3.0: the tree that `check` leaves.
pub fn meant(tree: &Value, report: &mut Report) {
    example::check(tree, report);
}
