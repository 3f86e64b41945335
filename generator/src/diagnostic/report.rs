//! Collects faults inside a stage; stops at the stage's border.

use super::{Code, Diagnostic, Severity};

/// Errors that are told of one document. Nobody reads more, and telling where each is takes time.
const ERRORS: usize = 1_000;

/// Warnings that are told of one document. Those of the largest real ones are told whole.
const WARNINGS: usize = 10_000;

/// The diagnostics of one run, in the order they were found: of each severity so many at most, and
/// one more that says so.
#[derive(Debug, Default)]
pub struct Report {
    diagnostics: Vec<Diagnostic>,
    errors: usize,
    warnings: usize,
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
        let severity = diagnostic.severity;
        let (count, most) = match severity {
            Severity::Error => (&mut self.errors, ERRORS),
            Severity::Warning => (&mut self.warnings, WARNINGS),
        };
        *count = count.saturating_add(1);
        if *count <= most {
            self.diagnostics.push(diagnostic);
        } else if *count == most + 1 {
            let message = format!("there are more than {most} {severity}s");
            let last = Diagnostic::error(Code::LimitExceeded, message);
            self.diagnostics.push(Diagnostic { severity, ..last });
        }
    }

    /// Whether an error was pushed.
    pub fn has_errors(&self) -> bool {
        self.errors > 0
    }

    /// Whether a further diagnostic would not be told, so that nobody has to find words for it.
    pub fn is_full(&self, severity: Severity) -> bool {
        match severity {
            Severity::Error => self.errors > ERRORS,
            Severity::Warning => self.warnings > WARNINGS,
        }
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
            self.errors = 0;
            self.warnings = 0;
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
