//! What was found wrong, and in which texts?

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::load::Sources;
use crate::message;
use std::fmt;

/// The diagnostics of a document, and the texts that they refer to.
#[derive(Debug, Default)]
pub struct Findings {
    /// The texts.
    pub sources: Sources,
    /// The errors.
    pub diagnostics: Vec<Diagnostic>,
}

impl Findings {
    /// Whether there is an error among them.
    pub fn has_errors(&self) -> bool {
        let mut diagnostics = self.diagnostics.iter();
        diagnostics.any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// Finds the positions of the errors before they are reported, which takes another pass over a
    /// text.
    pub(crate) fn find_places(&self) {
        let places = self
            .diagnostics
            .iter()
            .flat_map(|reported| &reported.places);
        for place in places {
            self.sources.locate(&place.target);
        }
    }
}

/// Why no crate was made: all errors of all documents, at least one of them an error.
#[derive(Debug)]
pub struct Failed {
    /// Document by document.
    pub findings: Vec<Findings>,
}

impl Failed {
    /// A single error that has no place in a document.
    pub(crate) fn because(code: Code, message: impl Into<String>) -> Self {
        Self::one(Findings {
            sources: Sources::default(),
            diagnostics: vec![Diagnostic::error(code, message)],
        })
    }

    /// The errors of one text.
    pub(crate) fn one(findings: Findings) -> Self {
        Self {
            findings: vec![findings],
        }
    }
}

/// Every error, in several lines.
impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut findings = self.findings.iter();
        findings.try_for_each(|findings| f.write_str(&message::problems(findings, false)))
    }
}

impl std::error::Error for Failed {}
