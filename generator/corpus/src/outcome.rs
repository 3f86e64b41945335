//! What came of a document?

use crate::round_trip::RoundTrip;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What came of a document, in numbers.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Outcome {
    /// The folder of the document.
    pub set: String,
    /// The name of the crate.
    pub name: String,
    /// Why no crate was made.
    pub failure: Option<String>,
    /// Operations in the document, counted in its tree.
    pub operations: usize,
    /// Operations in the crate.
    pub bound: usize,
    /// Operations left out.
    pub omitted: Vec<Omitted>,
    /// Warnings about the document, by their code.
    pub warnings: BTreeMap<String, usize>,
    /// Seconds of the wall clock from the document's path to formatted text.
    pub seconds: f64,
    /// The most memory that the process held, in megabytes; none where the system does not tell.
    pub peak_megabytes: Option<f64>,
    /// Lines of Rust.
    pub lines: usize,
    /// Errors of the compiler; none when it was not asked.
    pub compile_errors: Option<usize>,
    /// Warnings of the compiler.
    pub compile_warnings: Option<usize>,
    /// Messages of the compiler by the name of their kind.
    pub compile_kinds: BTreeMap<String, usize>,
    /// The first message of the compiler.
    pub first_message: Option<String>,
    /// What came of the examples; none when they were not tried.
    pub round_trip: Option<RoundTrip>,
}

impl Outcome {
    /// Whether there is a crate, and the compiler, where it was asked, had nothing to say.
    pub fn is_clean(&self) -> bool {
        self.failure.is_none()
            && self.compile_errors.unwrap_or_default() == 0
            && self.compile_warnings.unwrap_or_default() == 0
    }
}

/// An operation without a binding.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Omitted {
    /// Its method and path.
    pub operation: String,
    /// The kind of error.
    pub code: String,
    /// Why.
    pub reason: String,
}
