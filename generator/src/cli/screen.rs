//! Where does which message go? Diagnostics to standard error, results to standard output.

use super::args::MessageFormat;
use super::{FAULT, MISUSE, diff, json};
use crate::diagnostic::Severity;
use crate::message;
use crate::pipeline::Findings;
use crate::write::{Plan, Summary};
use serde_json::Value;
use std::io::{self, IsTerminal, Write};
use std::path::Path;

/// How messages for people look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Plain,
    Colour,
}

/// Says everything, for people or for tools.
pub(super) struct Screen {
    format: MessageFormat,
    style: Style,
    code: u8,
}

impl Screen {
    pub fn new(format: MessageFormat) -> Self {
        Self {
            format,
            style: super::colour(io::stderr().is_terminal()),
            code: FAULT,
        }
    }

    /// The exit code that fits the last fault.
    pub fn code(&self) -> u8 {
        self.code
    }

    /// Faults of documents.
    pub fn findings(&mut self, findings: &[Findings]) -> io::Result<()> {
        let mut text = String::new();
        for findings in findings {
            if self.is_json() {
                let faults = findings.diagnostics.iter();
                text.extend(faults.map(|fault| json::diagnostic(&findings.sources, fault) + "\n"));
            } else {
                text.push_str(&message::faults(findings, self.style == Style::Colour));
            }
        }
        say(io::stderr(), &text)
    }

    /// A fault of the state or of the disk.
    pub fn fault(&mut self, code: &str, text: &str) -> io::Result<()> {
        if self.is_json() {
            return say(io::stderr(), &line(&json::fault(code, text)));
        }
        let heading = message::heading(Severity::Error, code, self.style == Style::Colour);
        say(io::stderr(), &format!("{heading}: {text}\n"))
    }

    /// A fault of the call.
    pub fn misuse(&mut self, text: &str) -> io::Result<()> {
        self.code = MISUSE;
        self.fault("usage", text)
    }

    /// What `generate` did.
    pub fn written(&mut self, out: &Path, summary: &Summary) -> io::Result<()> {
        if self.is_json() {
            return say(io::stdout(), &line(&json::written(out, summary)));
        }
        if summary.is_empty() {
            return self.fresh(out);
        }
        let text = format!(
            "{}: {} created, {} updated, {} deleted, {} unchanged\n",
            out.display(),
            summary.created.len(),
            summary.updated.len(),
            summary.deleted.len(),
            summary.unchanged
        );
        say(io::stdout(), &text)
    }

    /// `check` found nothing to do.
    pub fn fresh(&mut self, out: &Path) -> io::Result<()> {
        if self.is_json() {
            return say(io::stdout(), &line(&json::checked(out, None)));
        }
        say(io::stdout(), &format!("{} is up to date\n", out.display()))
    }

    /// `check` found something to do.
    pub fn stale(&mut self, out: &Path, plan: &Plan<'_>) -> io::Result<()> {
        if self.is_json() {
            return say(io::stdout(), &line(&json::checked(out, Some(plan))));
        }
        say(io::stdout(), &diff::unified(plan))?;
        let out = out.display();
        let what = match plan.changes().len() {
            0 => "only its lock would change".to_owned(),
            1 => "one file would change".to_owned(),
            many => format!("{many} files would change"),
        };
        let text = format!("`{out}` is not up to date: {what}\n  help: run `bindery generate`");
        self.fault("stale", &text)?;
        if let Err(error) = plan.permitted() {
            self.fault(error.code(), &error.to_string())?;
        }
        Ok(())
    }

    fn is_json(&self) -> bool {
        self.format == MessageFormat::Json
    }
}

fn line(value: &Value) -> String {
    format!("{value}\n")
}

/// Writes a text at once. A reader that went away has seen enough: that is no fault, and does not
/// change the exit code.
fn say(mut to: impl Write, text: &str) -> io::Result<()> {
    match to.write_all(text.as_bytes()).and_then(|()| to.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}
