//! Problems of a document as data: message, place and correction.

use std::fmt;

mod code;
mod explain;
mod json;
mod pointer;
mod render;
mod repeated;
mod report;
#[cfg(feature = "sarif")]
mod sarif;
mod state;
mod suggest;
mod trail;

pub use code::{Code, Example, Language, Level};
pub use explain::{explain, explain_state, list, page};
pub use json::to_json;
pub use pointer::Pointer;
pub use render::render;
pub use repeated::join_repeated;
pub use report::{Problems, Report};
#[cfg(feature = "sarif")]
pub use sarif::Sarif;
pub use state::State;
pub use suggest::{did_you_mean, suggest};
pub use trail::Trail;

/// One error of a document, complete enough to be printed or sent to a tool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The stable name of the kind of error.
    pub code: Code,
    /// Whether generation can continue.
    pub severity: Severity,
    /// One sentence without a full stop, in lower case, naming what is wrong.
    pub message: String,
    /// Every place concerned; the first is the one to look at.
    pub places: Vec<Annotation>,
    /// The correction, if it is more specific than that of the code.
    pub help: Option<String>,
}

/// The severity of a diagnostic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The document is bound all the same; what is left out is named.
    Warning,
    /// Nothing is written.
    Error,
}

/// A place in a document, with what it has to do with the error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annotation {
    /// Where.
    pub target: Target,
    /// The text of the label; empty if the message suffices.
    pub label: String,
}

/// Where a place is. Line and column are looked up only when a diagnostic is printed,
/// so that documents without errors never pay for positions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// The value at a pointer into the loaded document.
    Value(Pointer),
    /// The key of the field at a pointer into the loaded document.
    Key(Pointer),
    /// Bytes of a source text, for errors of a text that could not be read as a tree.
    Text {
        /// The index of the source in [`Sources`](crate::load::Sources).
        source: usize,
        /// The first byte and the byte behind the last.
        span: std::ops::Range<usize>,
    },
    /// A whole source, where no narrower place is known.
    Source(usize),
    /// A file of the output or of the configuration, which is no document.
    File(String),
}

impl Diagnostic {
    /// An error without a place or help yet.
    pub fn error(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: Severity::Error,
            message: message.into(),
            places: Vec::new(),
            help: None,
        }
    }

    /// A warning without a place or help yet.
    pub fn warning(code: Code, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(code, message)
        }
    }

    /// Adds a place: the value at `pointer`.
    #[must_use]
    pub fn at(self, pointer: &Pointer, label: impl Into<String>) -> Self {
        self.place(Target::Value(pointer.clone()), label)
    }

    /// Adds a place: the key of the field at `pointer`.
    #[must_use]
    pub fn at_key(self, pointer: &Pointer, label: impl Into<String>) -> Self {
        self.place(Target::Key(pointer.clone()), label)
    }

    /// Adds a place of any kind.
    #[must_use]
    pub fn place(mut self, target: Target, label: impl Into<String>) -> Self {
        self.places.push(Annotation {
            target,
            label: label.into(),
        });
        self
    }

    /// The correction: its own help, or that of its code.
    pub fn advice(&self) -> &str {
        self.help.as_deref().unwrap_or_else(|| self.code.fix())
    }

    /// Says what to write instead.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}
