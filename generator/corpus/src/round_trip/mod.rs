//! Does every example of a document survive the way through its type and back?
//!
//! ```text
//! samples ─► judge ─► types ─► cases + program ─► run ─► equality
//! ```
//!
//! The samples are those of the canonical 3.0 document, the crate is made with `traits = "all"`, so
//! that every model can be read and written, and absent and null are distinguished wherever both can
//! be. What a schema itself refuses, and what no type stands for, is counted apart.

pub mod cases;
mod equality;
mod judge;
mod program;
pub mod run;
mod samples;
mod schema;
mod side;
mod tree;
mod types;
mod unlisted;

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What came of the samples of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoundTrip {
    /// Samples that were read and written.
    pub tried: usize,
    /// Those that came back as they were.
    pub equal: usize,
    /// Those that came back without properties that their schema does not list, and else as they were.
    pub trimmed: usize,
    /// Those that were not read, or came back otherwise.
    pub different: Vec<Different>,
    /// Samples that their own schema refuses, that were read all the same, and came back otherwise.
    pub altered: Vec<Different>,
    /// Samples that were not tried, or not as ones that fit.
    pub apart: Apart,
    /// Why nothing could be tried.
    pub failure: Option<String>,
}

impl RoundTrip {
    /// Nothing could be tried.
    pub fn failed(reason: String) -> Self {
        Self {
            failure: Some(reason),
            ..Self::default()
        }
    }
}

/// Samples that were not tried.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Apart {
    /// Their own schema refuses them.
    pub refused: usize,
    /// Their schema cannot be judged by.
    pub unjudged: usize,
    /// No type is known for their schema.
    pub untyped: usize,
    /// The schemas of those, with how many each has.
    pub untyped_schemas: BTreeMap<String, usize>,
}

impl Apart {
    fn add_untyped(&mut self, schema: &bindery::diagnostic::Pointer) {
        self.untyped += 1;
        *self
            .untyped_schemas
            .entry(schema.as_str().to_owned())
            .or_default() += 1;
    }
}

/// A sample that did not survive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Different {
    /// Its place in the canonical document.
    pub place: String,
    /// Its type.
    pub ty: String,
    /// The error, or the first differences.
    pub detail: String,
}
