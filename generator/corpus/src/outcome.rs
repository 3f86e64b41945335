//! What came of a document?

use serde::{Deserialize, Serialize};

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
    /// Operations left out, each with the code and the reason.
    pub omitted: Vec<(String, String, String)>,
    /// Warnings about the document.
    pub warnings: usize,
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
    /// The first message of the compiler.
    pub first_message: Option<String>,
}
