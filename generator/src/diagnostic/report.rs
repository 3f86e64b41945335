//! Collects faults inside a stage; stops at the stage's border.

use super::{Diagnostic, Severity};

/// The diagnostics of one run, in the order they were found.
#[derive(Debug, Default)]
pub struct Report {
    diagnostics: Vec<Diagnostic>,
}

/// A document with at least one error, with everything that was found in it.
#[derive(Debug)]
pub struct Faults(pub Vec<Diagnostic>);

impl Report {
    /// An empty report.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a diagnostic; the stage goes on.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Whether an error was pushed.
    pub fn has_errors(&self) -> bool {
        self.diagnostics
            .iter()
            .any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// Everything pushed so far.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// Ends a stage.
    ///
    /// # Errors
    ///
    /// All diagnostics so far, when one of them is an error.
    pub fn checkpoint(&mut self) -> Result<(), Faults> {
        if self.has_errors() {
            Err(Faults(std::mem::take(&mut self.diagnostics)))
        } else {
            Ok(())
        }
    }

    /// Ends a stage that leaves nothing behind where it found an error.
    ///
    /// # Errors
    ///
    /// All diagnostics so far, when one of them is an error or the stage left nothing.
    pub fn outcome<T>(&mut self, outcome: Option<T>) -> Result<T, Faults> {
        self.checkpoint()?;
        outcome.ok_or_else(|| {
            // No input should lead here. Were it passed over, the document would be lost silently.
            let message = "a stage stopped without saying why";
            self.push(Diagnostic::error(super::Code::Internal, message));
            Faults(std::mem::take(&mut self.diagnostics))
        })
    }

    /// The diagnostics, when generation is done; warnings only.
    pub fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.diagnostics
    }
}
