//! How does a build script keep a generated crate up to date?
//!
//! [`refresh`] updates one that is committed, [`include()`] one in the output folder of the build.

mod include;
mod manifest;

pub use include::include;

use crate::diagnostic::{Severity, join_repeated};
use crate::findings::{Failed, Findings};
use crate::job::{Job, Request};
use crate::pipeline::{CrateOutput, generate_crate};
use crate::write::{LOCK, WriteError};
use crate::{fingerprint, message, write};
use std::fmt;
use std::fs::{self, File};
use std::path::Path;
use std::process::ExitCode;
use std::time::SystemTime;

/// Forbids writing when it is set to anything but nothing or `0`.
const FROZEN: &str = "BINDERY_FROZEN";

/// Brings the folder `out` up to date with the documents in `specs`; both are relative to the
/// package that is built.
///
/// ```no_run
/// // build.rs
/// fn main() -> std::process::ExitCode {
///     bindery::build::refresh("specs", "generated")
/// }
/// ```
///
/// Does nothing if `specs` is absent. Parses nothing if the fingerprint in `bindery.lock` shows
/// that nothing changed. With `BINDERY_FROZEN=1` nothing is written: stale output fails the build.
///
/// Returns the exit code for `main`. If a document has errors or the output cannot be written, it is a
/// failure, the reason is printed to standard error, and the output is unchanged.
pub fn refresh(specs: impl AsRef<Path>, out: impl AsRef<Path>) -> ExitCode {
    let (specs, out) = (specs.as_ref(), out.as_ref());
    println!("cargo::rerun-if-env-changed={FROZEN}");
    if !specs.is_dir() {
        // Watching a folder that is not there would run the script at every build.
        watch([Path::new("build.rs")]);
        return ExitCode::SUCCESS;
    }
    // The lock stands for the output: its other files may be edited while debugging.
    watch([specs, Path::new("Cargo.toml"), &out.join(LOCK)]);
    let request = Request {
        specs: specs.to_owned(),
        out: out.to_owned(),
        ..Request::default()
    };
    let frozen = std::env::var_os(FROZEN).is_some_and(|value| !value.is_empty() && value != "0");
    let done = update(&request, frozen).and_then(|findings| {
        warn(&findings);
        // Where this package compiles the output itself, it has to have the same dependencies.
        match request.package() {
            Some(_) => declared(&request.out),
            None => Ok(()),
        }
    });
    let is_unchanged = matches!(done, Err(Problem::Failed(_))) && out.join(LOCK).exists();
    let code = settle(done);
    if is_unchanged {
        eprintln!("note: `{}` is unchanged", out.display());
    }
    code
}

/// Runs the build script again when one of these is changed, and never else.
fn watch<'a>(paths: impl IntoIterator<Item = &'a Path>) {
    for path in paths {
        println!("cargo::rerun-if-changed={}", path.display());
    }
}

/// The return value for `main`.
fn settle(done: Result<(), Problem>) -> ExitCode {
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}

/// The reason why a build fails.
#[derive(Debug)]
enum Problem {
    Failed(Failed),
    Write(WriteError),
    Frozen(String),
    Undeclared(Vec<String>),
    NoBuild,
}

fn update(request: &Request, frozen: bool) -> Result<Vec<Findings>, Problem> {
    let job = request.job().map_err(Problem::Failed)?;
    watch_outside(&job, &request.out);
    if is_fresh(&job, &request.out) {
        return Ok(Vec::new());
    }
    if frozen {
        return Err(Problem::Frozen(request.out.display().to_string()));
    }
    let CrateOutput {
        files,
        stamp,
        findings,
        meanings: _,
        renames,
    } = generate_crate(&job).map_err(Problem::Failed)?;
    for (module, rename) in &renames {
        println!("cargo::warning={}", message::renamed(module, rename));
    }
    let written = write::write(&request.out, &files, &stamp, false).map_err(Problem::Write)?;
    for path in &written.kept {
        println!("cargo::warning={}", message::kept(&request.out, path));
    }
    age(&request.out.join(LOCK), &request.specs);
    Ok(findings)
}

/// Watches the files outside of the folder of the documents that the last output was made from.
fn watch_outside(job: &Job, out: &Path) {
    let Some(lock) = write::read_lock(out).ok().flatten() else {
        return;
    };
    for input in lock
        .inputs
        .iter()
        .filter(|input| input.path.starts_with("../"))
    {
        let mut documents = job.documents.iter();
        let document = documents.find(|document| document.module.as_str() == input.module);
        if let Some(document) = document.filter(|document| document.config.levels_up > 0) {
            println!(
                "cargo::rerun-if-changed={}",
                document.folder().join(&input.path).display()
            );
        }
    }
}

/// The package has all dependencies and features of the crate in a folder.
fn declared(out: &Path) -> Result<(), Problem> {
    let missing = manifest::missing(Path::new("Cargo.toml"), &out.join("Cargo.toml"));
    if missing.is_empty() {
        Ok(())
    } else {
        Err(Problem::Undeclared(missing))
    }
}

fn is_fresh(job: &Job, out: &Path) -> bool {
    // A lock that cannot be read does not stop here: writing reports the problem.
    let lock = write::read_lock(out).ok().flatten();
    lock.is_some_and(|lock| fingerprint::is_fresh(job, &lock, out))
}

/// Makes the lock as old as the newest document.
///
/// Cargo runs a build script again when a file that it watches is younger than the script's last
/// run, and this one was just written. Watched it has to be: a checkout can bring another one.
fn age(lock: &Path, specs: &Path) {
    let times = fs::read_dir(specs).into_iter().flatten().flatten();
    let times = times.filter_map(|entry| entry.metadata().ok()?.modified().ok());
    let newest = times.max().unwrap_or(SystemTime::UNIX_EPOCH);
    // Where this fails, the script runs once more and finds nothing to do.
    let _ = File::options()
        .write(true)
        .open(lock)
        .and_then(|file| file.set_modified(newest));
}

/// Warnings, as cargo shows them: each in one line.
fn warn(findings: &[Findings]) {
    for findings in findings {
        let all = findings.diagnostics.iter();
        let warnings = all.filter(|problem| problem.severity == Severity::Warning);
        for problem in join_repeated(warnings) {
            let line = message::line(&findings.sources, &problem).replace(['\r', '\n'], " ");
            println!("cargo::warning={line}");
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Failed(failed) => failed.fmt(f),
            Self::Write(error) => write!(f, "error[{}]: {error}", error.code()),
            Self::Frozen(out) => write!(
                f,
                "error[stale]: `{out}` is not up to date, and {FROZEN} forbids to write it\n  \
                 help: build once without {FROZEN} or run `bindery generate`, and commit what that \
                 writes"
            ),
            Self::Undeclared(lines) => write!(
                f,
                "error[undeclared-dependency]: the generated code needs more than `Cargo.toml` has\n  \
                 help: add these lines to its tables:\n    {}",
                lines.join("\n    ")
            ),
            Self::NoBuild => f.write_str(
                "error: `OUT_DIR` is not set\n  help: `include` is for the build script of a package",
            ),
        }
    }
}
