//! How does a program of one's own make a crate?

use crate::emit::RelativePath;
use crate::findings::{Failed, Findings};
use crate::job::Request;
use crate::pipeline::{CrateOutput, Meaning, generate_crate};
use crate::write::{self, Summary, WriteError};
use crate::{diagnostic, message};
use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

/// Makes a crate from documents.
///
/// ```
/// # fn main() -> Result<(), bindery::Error> {
/// let generated = bindery::Generator::of(["../specs/twilio_proxy.yaml"])
///     .crate_name("proxy-client")
///     .generate()?;
/// let manifest = generated.file("Cargo.toml").unwrap_or_default();
/// assert!(manifest.contains("name = \"proxy-client\""));
/// for warning in generated.warnings() {
///     eprintln!("{warning}");
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
#[must_use = "nothing is made before `generate` or `write`"]
pub struct Generator {
    request: Request,
}

impl Generator {
    /// Generates a module from every `*.yaml`, `*.yml` and `*.json` directly in the folder `specs`.
    /// A `bindery.toml` in it is respected.
    pub fn of_folder(specs: impl Into<PathBuf>) -> Self {
        Self {
            request: Request {
                specs: specs.into(),
                ..Request::default()
            },
        }
    }

    /// Binds these documents, each into a module. Only the configuration that [`config`] names is
    /// respected.
    ///
    /// [`config`]: Self::config
    pub fn of<P: Into<PathBuf>>(documents: impl IntoIterator<Item = P>) -> Self {
        Self {
            request: Request {
                documents: documents.into_iter().map(Into::into).collect(),
                ..Request::default()
            },
        }
    }

    /// The configuration, instead of `bindery.toml` in the folder.
    pub fn config(mut self, path: impl Into<PathBuf>) -> Self {
        self.request.config = Some(path.into());
        self
    }

    /// The name of the package, whatever the configuration says.
    pub fn crate_name(mut self, name: impl Into<String>) -> Self {
        self.request.crate_name = Some(name.into());
        self
    }

    /// Makes the crate. Reads files and writes none.
    ///
    /// # Errors
    ///
    /// [`Error::Documents`].
    pub fn generate(&self) -> Result<Generated, Error> {
        let job = self.request.job().map_err(Error::Documents)?;
        let bound = generate_crate(&job).map_err(Error::Documents)?;
        Ok(Generated { bound })
    }

    /// Makes the crate and writes it into the folder `out`, as `bindery generate` does: what is
    /// there already stays untouched, what is no longer made is deleted, and what was edited by hand
    /// or is not of bindery's making is left alone.
    ///
    /// # Errors
    ///
    /// Returns any [`Error`]. The folder is unchanged, unless writing itself failed; the next run
    /// then continues.
    pub fn write(&self, out: impl AsRef<Path>) -> Result<Written, Error> {
        let mut here = self.clone();
        here.request.out = out.as_ref().to_owned();
        let Generated { bound } = here.generate()?;
        let summary = write::write(out.as_ref(), &bound.files, &bound.stamp, false);
        Ok(Written {
            summary: summary.map_err(Error::Output)?,
            findings: bound.findings,
        })
    }
}

/// A crate that was made and not written.
#[derive(Debug)]
pub struct Generated {
    bound: CrateOutput,
}

impl Generated {
    /// Its files: their paths in the crate, with `/` between the parts, and their texts.
    pub fn files(&self) -> &BTreeMap<RelativePath, String> {
        &self.bound.files
    }

    /// The text of one file.
    pub fn file(&self, path: &str) -> Option<&str> {
        let path = RelativePath::new(path)?;
        self.bound.files.get(&path).map(String::as_str)
    }

    /// The meaning of the documents and the names of their items, document by document.
    pub fn meanings(&self) -> &[Meaning] {
        &self.bound.meanings
    }

    /// The warnings about the documents, each in one line that starts with its place.
    pub fn warnings(&self) -> impl Iterator<Item = String> {
        lines(&self.bound.findings)
    }
}

/// The result of writing a crate.
#[derive(Debug)]
pub struct Written {
    summary: Summary,
    findings: Vec<Findings>,
}

impl Written {
    /// Which files are new, others than before, gone and as they were.
    pub fn summary(&self) -> &Summary {
        &self.summary
    }

    /// The warnings about the documents, each in one line that starts with its place.
    pub fn warnings(&self) -> impl Iterator<Item = String> {
        lines(&self.findings)
    }
}

fn lines(findings: &[Findings]) -> impl Iterator<Item = String> {
    findings.iter().flat_map(|findings| {
        let problems = findings.diagnostics.iter();
        let warnings = problems.filter(|problem| problem.severity == diagnostic::Severity::Warning);
        warnings.map(|problem| message::line(&findings.sources, problem))
    })
}

/// Why there is no crate. `Display` tells every error with its place and what to do about it, in
/// several lines.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The documents or the configuration are in error.
    Documents(Failed),
    /// The output folder is not what it has to be, or the disk failed.
    Output(WriteError),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Documents(failed) => failed.fmt(f),
            Self::Output(error) => write!(f, "error[{}]: {error}", error.code()),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Documents(failed) => Some(failed),
            Self::Output(error) => Some(error),
        }
    }
}
