//! Collects errors inside a stage; stops at the stage's border.

use super::{Diagnostic, Severity, Target};
use crate::limits::{Limit, Limits};

/// The diagnostics of one run, in the order they were found: a limited number of each severity, and
/// one more that states the limit. Nobody reads thousands of errors, and locating each takes time.
///
/// Every stage has it at hand, so it carries the limits of all of them.
#[derive(Debug, Default)]
pub struct Report {
    limits: Limits,
    diagnostics: Vec<Diagnostic>,
    errors: usize,
    warnings: usize,
}

/// A document with at least one error, with everything that was found in it.
#[derive(Debug)]
pub struct Problems(pub Vec<Diagnostic>);

impl Report {
    /// An empty report, with the usual limits.
    pub fn new() -> Self {
        Self::default()
    }

    /// An empty report with these limits.
    pub fn within(limits: Limits) -> Self {
        Self {
            limits,
            ..Self::default()
        }
    }

    /// The limits of a document.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Adds a diagnostic; the stage continues.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        let severity = diagnostic.severity;
        let limit = limit(severity);
        let most = self.limits.of(limit);
        let count = match severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
        };
        *count = count.saturating_add(1);
        if *count <= most {
            self.diagnostics.push(diagnostic);
        } else if *count == most + 1 {
            let last = limit.exceeded(format!("there are more than {most} {severity}s"));
            self.diagnostics
                .push(last.place(Target::Source(0), "in this document"));
        }
    }

    /// Whether an error was pushed.
    pub fn has_errors(&self) -> bool {
        self.errors > 0
    }

    /// Whether a further diagnostic would be dropped, so that its message need not be created.
    pub fn is_full(&self, severity: Severity) -> bool {
        let count = match severity {
            Severity::Error => self.errors,
            Severity::Warning => self.warnings,
        };
        count > self.limits.of(limit(severity))
    }

    /// Turns errors that no output depends on into warnings.
    pub(crate) fn demote(&mut self, is_harmless: impl Fn(&Diagnostic) -> bool) {
        for diagnostic in &mut self.diagnostics {
            if diagnostic.severity == Severity::Error && is_harmless(diagnostic) {
                diagnostic.severity = Severity::Warning;
                self.errors = self.errors.saturating_sub(1);
                self.warnings = self.warnings.saturating_add(1);
            }
        }
    }

    /// Drops what was pushed and is of no interest.
    pub(crate) fn retain(&mut self, keep: impl Fn(&Diagnostic) -> bool) {
        let before = self.diagnostics.len();
        self.diagnostics.retain(keep);
        if self.diagnostics.len() != before {
            let all = self.diagnostics.iter();
            let errors = all.filter(|it| it.severity == Severity::Error).count();
            self.errors = errors;
            self.warnings = self.diagnostics.len() - errors;
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
    pub fn checkpoint(&mut self) -> Result<(), Problems> {
        if self.has_errors() {
            self.errors = 0;
            self.warnings = 0;
            Err(Problems(std::mem::take(&mut self.diagnostics)))
        } else {
            Ok(())
        }
    }

    /// Ends a stage that leaves nothing behind where it found an error.
    ///
    /// # Errors
    ///
    /// All diagnostics so far, when one of them is an error or the stage left nothing.
    pub fn outcome<T>(&mut self, outcome: Option<T>) -> Result<T, Problems> {
        self.checkpoint()?;
        outcome.ok_or_else(|| {
            // No input should lead here. Were it skipped, the document would be lost silently.
            let message = "a stage stopped without saying why";
            self.push(Diagnostic::error(super::Code::Internal, message));
            Problems(std::mem::take(&mut self.diagnostics))
        })
    }

    /// The diagnostics, when generation is done; warnings only.
    pub fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.diagnostics
    }
}

/// The limit of diagnostics of this severity.
fn limit(severity: Severity) -> Limit {
    match severity {
        Severity::Error => Limit::Errors,
        Severity::Warning => Limit::Warnings,
    }
}
