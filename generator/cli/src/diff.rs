//! `bindery diff`: the differences between two states of an API, and the users that they break.

use super::args::{Diff, DiffFormat};
use super::committed::Committed;
use super::screen::Screen;
use super::{DONE, FAILED, Instead, download_message, missing_file};
use bindery::diff::{self, Effect, State};
use bindery::findings::{Failed, Findings};
use bindery::job::{Job, Request};
use bindery::load::STANDARD_INPUT;
use bindery::name::RecordedNames;
use bindery::pipeline::{Meaning, recorded, understand};
use bindery::regular_file::SpecialFile;
use bindery::text;
use semver::Version;
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

pub(super) fn run(diff: &Diff, screen: &mut Screen) -> io::Result<u8> {
    let sides = match sides(diff, screen) {
        Ok(sides) => sides,
        Err(message) => {
            screen.misuse(&message)?;
            return Ok(screen.code());
        }
    };
    let old = read(&sides.old, &sides, None);
    // A crate that is generated again keeps the names it has.
    let names = old.as_ref().ok();
    let names = names.map(|old| recorded(&old.job, &old.meanings));
    let (old, new) = (old, read(&sides.new, &sides, names));
    let (old, new) = match (old, new) {
        (Ok(old), Ok(new)) => (old, new),
        (old, new) => {
            for failed in [old.err(), new.err()].into_iter().flatten() {
                screen.findings(&failed.findings)?;
            }
            return Ok(FAILED);
        }
    };
    let changes = diff::compare(&old.state(), &new.state());
    let version = sides.version(&new.job);
    let version = version.as_ref();
    let text = match diff.format {
        DiffFormat::Text => diff::text(&changes, version, screen.colours_results()),
        DiffFormat::Markdown => diff::markdown(&changes, version),
        DiffFormat::Json => text::json(&diff::json(&changes, version)) + "\n",
    };
    screen.result(&text)?;
    let breaks = changes
        .iter()
        .any(|change| change.effect() == Effect::Breaking);
    Ok(if breaks { FAILED } else { DONE })
}

/// The two states.
struct Sides {
    old: Request,
    new: Request,
    /// Whether the new side is what a crate is made from, whose version is known.
    has_version: bool,
    /// Where the old side lies for now, and what it is to be called.
    committed: Option<(Committed, String)>,
}

impl Sides {
    fn version(&self, job: &Job) -> Option<Version> {
        let version = self.has_version.then_some(&job.crate_version)?;
        Version::parse(version).ok()
    }
}

/// Both sides of the call, or what is wrong with it.
fn sides(diff: &Diff, screen: &Screen) -> Result<Sides, String> {
    if let Some(message) = missing_file(&diff.config, &Instead::File) {
        return Err(message);
    }
    let request = |path: &Path| side(diff, path, screen);
    if let (Some(old), Some(new)) = (&diff.old, &diff.new) {
        if old == new && old == Path::new(STANDARD_INPUT) {
            return Err("standard input holds one document".to_owned());
        }
        return Ok(Sides {
            old: request(old)?,
            new: request(new)?,
            has_version: false,
            committed: None,
        });
    }
    let path = diff.old.as_ref().unwrap_or(&diff.specs);
    if path == Path::new(STANDARD_INPUT) {
        let help = "name what it is compared with: `bindery diff old.yaml -`";
        return Err(format!(
            "what comes from standard input was never committed\n  help: {help}"
        ));
    }
    let new = request(path)?;
    let (folder, name) = match path.is_dir() {
        true => (path.as_path(), None),
        false => (path.parent().unwrap_or(Path::new("")), path.file_name()),
    };
    let committed = Committed::of(folder, &diff.since)?;
    let there = name.map_or_else(
        || committed.folder().to_owned(),
        |name| committed.folder().join(name),
    );
    if !there.exists() {
        return Err(format!("`{}` has no `{}`", diff.since, path.display()));
    }
    let shown = format!("{}:{}", diff.since, folder.display());
    Ok(Sides {
        old: request(&there)?,
        has_version: path.is_dir(),
        new,
        committed: Some((committed, shown)),
    })
}

/// A document, or a folder of documents.
fn side(diff: &Diff, path: &Path, screen: &Screen) -> Result<Request, String> {
    let request = Request {
        config: diff.config.clone(),
        observer: screen.observer(),
        ..Request::default()
    };
    if path.is_dir() {
        // The package around the folder gives the crate its version.
        let around = path.parent().map(PathBuf::from).unwrap_or_default();
        return Ok(Request {
            specs: path.to_owned(),
            out: around.join("generated"),
            ..request
        });
    }
    if let Some(special) = SpecialFile::at(path) {
        return Err(format!(
            "`{}` is {special}\n  help: {}",
            path.display(),
            Instead::Piped("diff").help()
        ));
    }
    if let Some(message) = download_message(path, &Instead::File) {
        return Err(message);
    }
    if path != Path::new(STANDARD_INPUT) && !path.is_file() {
        return Err(format!(
            "there is no file or folder `{}`\n  help: name two documents \
             (`bindery diff old.yaml new.yaml`), or what was committed (`bindery diff specs`)",
            path.display()
        ));
    }
    Ok(Request {
        documents: vec![path.to_owned()],
        in_folder: true,
        ..request
    })
}

/// A side that was read.
struct Read {
    job: Job,
    findings: Vec<Findings>,
    meanings: Vec<Meaning>,
}

impl Read {
    fn state(&self) -> State<'_> {
        State {
            job: &self.job,
            findings: &self.findings,
            meanings: &self.meanings,
        }
    }
}

fn read(
    request: &Request,
    sides: &Sides,
    names: Option<BTreeMap<String, RecordedNames>>,
) -> Result<Read, Failed> {
    let read = request.job().and_then(|mut job| {
        if let Some(names) = names {
            job.recorded = as_called(names, &job);
        }
        let (findings, meanings) = understand(&job)?;
        Ok(Read {
            job,
            findings,
            meanings,
        })
    });
    match read {
        Ok(mut read) => {
            rename(&mut read.findings, sides);
            Ok(read)
        }
        Err(mut failed) => {
            rename(&mut failed.findings, sides);
            Err(failed)
        }
    }
}

/// The names of the old side for the modules of a job. Of two single documents, the names of the files say nothing.
fn as_called(
    mut names: BTreeMap<String, RecordedNames>,
    job: &Job,
) -> BTreeMap<String, RecordedNames> {
    match (names.len(), job.documents.as_slice()) {
        (1, [only]) => {
            let names = names.pop_first().map(|(_, names)| names);
            let module = only.module.as_str().to_owned();
            names.map(|names| (module, names)).into_iter().collect()
        }
        _ => names,
    }
}

/// Shows committed files by their revision, not by where they lie for now.
fn rename(findings: &mut [Findings], sides: &Sides) {
    let Some((committed, shown)) = &sides.committed else {
        return;
    };
    for findings in findings {
        findings.sources.rename(
            |name| match Path::new(name).strip_prefix(committed.folder()) {
                Ok(within) => Path::new(shown).join(within).display().to_string(),
                Err(_) => name.to_owned(),
            },
        );
    }
}
