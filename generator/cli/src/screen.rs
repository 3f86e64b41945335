//! Where does which message go? Diagnostics to standard error, results to standard output.

use super::args::{MessageFormat, Volume};
use super::meter::Meter;
use super::{FAILED, MISUSE, json, unified};
use crate::source::Source;
use bindery::diagnostic::{Diagnostic, Sarif, Severity, join_repeated};
use bindery::emit::RelativePath;
use bindery::findings::Findings;
use bindery::message;
use bindery::name::Rename;
use bindery::progress::Observer;
use bindery::text;
use bindery::write::{Plan, Summary};
use serde_json::Value;
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::sync::Arc;

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
    quiet: bool,
    meter: Arc<Meter>,
    /// The output so far in a format that is written as a whole.
    log: Sarif,
}

/// The number of diagnostics of each severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub errors: usize,
    pub warnings: usize,
}

impl Screen {
    pub fn new(format: MessageFormat, volume: Volume) -> Self {
        let meter = match format {
            MessageFormat::Human => Meter::new(volume, io::stderr().is_terminal()),
            MessageFormat::Json | MessageFormat::Sarif => Meter::new(volume, false),
        };
        Self {
            quiet: volume.quiet,
            meter: Arc::new(meter),
            format,
            style: super::colour(io::stderr().is_terminal()),
            code: FAILED,
            log: Sarif::default(),
        }
    }

    /// Shows what is being done, as far as that is wanted.
    pub fn observer(&self) -> Observer {
        Meter::observer(&self.meter)
    }

    /// Shows the progress of work that is no stage.
    pub fn advance(&self, text: &str) {
        self.meter.advance(text);
    }

    /// The exit code that fits the last error.
    pub fn code(&self) -> u8 {
        self.code
    }

    /// Errors of documents.
    pub fn findings(&mut self, findings: &[Findings]) -> io::Result<()> {
        let text = self.reported(findings, self.style);
        self.say(io::stderr(), &text)?;
        match self.format {
            MessageFormat::Human if !text.is_empty() => self.say(
                io::stderr(),
                "`bindery explain CODE` says more about a code in brackets\n",
            ),
            _ => Ok(()),
        }
    }

    /// Errors of documents that are what was asked for.
    pub fn linted(&mut self, findings: &[Findings]) -> io::Result<Counts> {
        let style = super::colour(io::stdout().is_terminal());
        let mut text = self.reported(findings, style);
        let mut counts = Counts::default();
        for diagnostic in findings.iter().flat_map(|findings| &findings.diagnostics) {
            match diagnostic.severity {
                Severity::Error => counts.errors += 1,
                Severity::Warning => counts.warnings += 1,
            }
        }
        if self.format == MessageFormat::Human {
            text.push_str(&summary(counts));
        }
        self.say(io::stdout(), &text)?;
        Ok(counts)
    }

    /// A text that is what was asked for.
    pub fn result(&mut self, text: &str) -> io::Result<()> {
        self.say(io::stdout(), text)
    }

    /// Says what was kept until the end.
    pub fn finish(self) -> io::Result<()> {
        match self.format {
            MessageFormat::Sarif => {
                self.meter.clear();
                say(io::stdout(), &(self.log.into_log() + "\n"))
            }
            MessageFormat::Human | MessageFormat::Json => Ok(()),
        }
    }

    /// The errors in the format that was asked for; nothing where they are kept.
    fn reported(&mut self, findings: &[Findings], style: Style) -> String {
        let mut text = String::new();
        for findings in findings {
            let shown = |problem: &&Diagnostic| !self.quiet || problem.severity == Severity::Error;
            let problems = findings.diagnostics.iter().filter(shown);
            let sources = &findings.sources;
            match self.format {
                MessageFormat::Json => {
                    text.extend(problems.map(|problem| json::diagnostic(sources, problem) + "\n"));
                }
                MessageFormat::Sarif => {
                    problems.for_each(|problem| self.log.add(problem, sources));
                }
                MessageFormat::Human => {
                    let colour = style == Style::Colour;
                    let joined = join_repeated(problems);
                    let joined = joined.iter();
                    text.extend(joined.map(|problem| message::problem(sources, problem, colour)));
                }
            }
        }
        text
    }

    /// An error of the state or of the disk.
    pub fn problem(&mut self, code: &str, text: &str) -> io::Result<()> {
        match self.format {
            MessageFormat::Json => {
                return self.say(io::stderr(), &line(&json::problem(code, text)));
            }
            MessageFormat::Sarif => {
                self.log.problem(code, text);
                return Ok(());
            }
            MessageFormat::Human => {}
        }
        let heading = message::heading(Severity::Error, code, self.style == Style::Colour);
        let text = text::terminal_lines(text);
        self.say(io::stderr(), &format!("{heading}: {text}\n"))
    }

    /// An error of the call.
    pub fn misuse(&mut self, text: &str) -> io::Result<()> {
        self.code = MISUSE;
        self.problem("usage", text)
    }

    /// The result of `generate`.
    pub fn written(&mut self, out: &Path, summary: &Summary) -> io::Result<()> {
        match self.format {
            MessageFormat::Json => {
                return self.say(io::stdout(), &line(&json::written(out, summary)));
            }
            MessageFormat::Sarif => return Ok(()),
            MessageFormat::Human if self.quiet => return Ok(()),
            MessageFormat::Human => {}
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
        self.say(io::stdout(), &text)?;
        self.kept(out, &summary.kept)
    }

    /// Items whose names are others than in the previous run.
    pub fn renamed(&mut self, renames: &[(String, Rename)]) -> io::Result<()> {
        if self.format == MessageFormat::Json {
            for (module, rename) in renames {
                let value = json::renamed(module, rename);
                self.say(io::stdout(), &line(&value))?;
            }
            return Ok(());
        }
        for (module, rename) in renames {
            self.note(&format!("note: {}", message::renamed(module, rename)))?;
        }
        Ok(())
    }

    /// Files that were not deleted.
    fn kept(&self, out: &Path, kept: &[RelativePath]) -> io::Result<()> {
        for path in kept {
            self.note(&format!("note: {}", message::kept(out, path)))?;
        }
        Ok(())
    }

    /// `new` made a workspace.
    pub fn created(&mut self, dir: &Path, files: usize, source: &Source) -> io::Result<()> {
        let dir = dir.display();
        if self.format == MessageFormat::Json {
            let value = serde_json::json!({
                "reason": "created", "dir": dir.to_string(), "files": files,
            });
            return self.say(io::stdout(), &line(&value));
        }
        if self.quiet {
            return Ok(());
        }
        let dependency = source.dependency();
        self.say(
            io::stdout(),
            &format!(
                "{dir}: {files} files created\n  \
                 build dependency: bindery = {{ {dependency} }}\n  \
                 next: cd {dir} && cargo test\n"
            ),
        )
    }

    /// `check` found nothing to do.
    pub fn fresh(&mut self, out: &Path) -> io::Result<()> {
        match self.format {
            MessageFormat::Json => self.say(io::stdout(), &line(&json::checked(out, None))),
            MessageFormat::Sarif => Ok(()),
            MessageFormat::Human if self.quiet => Ok(()),
            MessageFormat::Human => {
                self.say(io::stdout(), &format!("{} is up to date\n", out.display()))
            }
        }
    }

    /// Progress for a waiting user.
    pub fn note(&self, text: &str) -> io::Result<()> {
        if self.quiet || self.format != MessageFormat::Human {
            return Ok(());
        }
        self.say(io::stderr(), &format!("{text}\n"))
    }

    /// Whether only what went wrong is wanted.
    pub fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// Whether results are coloured.
    pub fn colours_results(&self) -> bool {
        super::colour(io::stdout().is_terminal()) == Style::Colour
    }

    /// Where the line of what is being done may stand, it is taken away first.
    fn say(&self, to: impl Write, text: &str) -> io::Result<()> {
        self.meter.clear();
        say(to, text)
    }

    /// `check` found something to do.
    pub fn stale(&mut self, out: &Path, plan: &Plan<'_>, command: &str) -> io::Result<()> {
        self.kept(out, plan.kept())?;
        match self.format {
            MessageFormat::Json => {
                return self.say(io::stdout(), &line(&json::checked(out, Some(plan))));
            }
            MessageFormat::Sarif => {}
            MessageFormat::Human => {
                let changes = unified::unified(plan);
                self.say(io::stdout(), &text::terminal_lines(&changes))?;
            }
        }
        let out = out.display();
        let what = match plan.changes().len() {
            0 => "only its lock would change".to_owned(),
            1 => "one file would change".to_owned(),
            many => format!("{many} files would change"),
        };
        let text = format!("`{out}` is not up to date: {what}\n  help: run `{command}`");
        self.problem("stale", &text)?;
        if let Err(error) = plan.permitted() {
            self.problem(error.code(), &error.to_string())?;
        }
        Ok(())
    }
}

/// The number of errors, in words.
fn summary(counts: Counts) -> String {
    let number = |count: usize, what: &str| match count {
        1 => format!("1 {what}"),
        many => format!("{many} {what}s"),
    };
    match counts {
        Counts {
            errors: 0,
            warnings: 0,
        } => "nothing is wrong\n".to_owned(),
        Counts { errors, warnings } => format!(
            "{}, {}; `bindery explain CODE` says more about a code in brackets\n",
            number(errors, "error"),
            number(warnings, "warning")
        ),
    }
}

fn line(value: &Value) -> String {
    text::json(value) + "\n"
}

/// Writes a text at once. A reader that went away has seen enough: that is no error, and does not
/// change the exit code.
pub(super) fn say(mut to: impl Write, text: &str) -> io::Result<()> {
    match to.write_all(text.as_bytes()).and_then(|()| to.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}
