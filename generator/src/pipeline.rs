//! The stages, one after the other.

mod allow;
mod inspect;
mod read;
mod serve;

pub use crate::progress::Stage;
pub use inspect::{Inspected, inspect};
pub use read::Meaning;
pub use serve::{Served, serve};

use crate::diagnostic::Code;
use crate::emit::rust::{Crate, Module};
use crate::emit::{Files, RelativePath};
use crate::findings::{Failed, Findings};
use crate::job::Job;
use crate::name::{RecordedNames, Rename};
use crate::progress::number;
use crate::write::{Input, Stamp};
use crate::{emit, fingerprint, format, parallel};
use allow::configuration;
use std::collections::BTreeMap;
use std::path::Path;

/// An output that was made, not written yet.
#[derive(Debug)]
pub struct CrateOutput {
    /// Its files.
    pub files: BTreeMap<RelativePath, String>,
    /// The inputs of a crate.
    pub stamp: Stamp,
    /// Warnings, document by document, and those of the configuration at the end.
    pub findings: Vec<Findings>,
    /// The meaning of the documents and the names of their items, document by document.
    pub meanings: Vec<Meaning>,
    /// Items whose names are others than recorded, with their modules.
    pub renames: Vec<(String, Rename)>,
}

/// Makes a crate. Reads files and writes none.
///
/// # Errors
///
/// A document is in error. Its other errors, and those of the other documents, are found too.
pub fn generate_crate(job: &Job) -> Result<CrateOutput, Failed> {
    if job.docs {
        generate_with_reference(job)
    } else {
        make(job, |krate| emit::rust::emit(krate, format::chunks))
    }
}

#[cfg(feature = "docs")]
fn generate_with_reference(job: &Job) -> Result<CrateOutput, Failed> {
    make(job, |krate| {
        emit::emit_with_reference(krate, format::chunks)
    })
}

#[cfg(not(feature = "docs"))]
fn generate_with_reference(_: &Job) -> Result<CrateOutput, Failed> {
    let message = crate::optional::Feature::Docs.message();
    Err(Failed::because(Code::InvalidConfig, message))
}

/// Makes the reference of the crate alone, as pages of Markdown. Reads files and writes none.
///
/// # Errors
///
/// As [`generate_crate`].
#[cfg(feature = "docs")]
pub fn document(job: &Job) -> Result<CrateOutput, Failed> {
    make(job, emit::markdown::emit)
}

fn make(job: &Job, back_end: fn(&Crate<'_>) -> Files) -> Result<CrateOutput, Failed> {
    let (findings, meanings) = understand(job)?;
    let modules = job
        .documents
        .iter()
        .zip(&meanings)
        .map(|(document, meaning)| Module {
            name: &document.module,
            api: &meaning.api,
            facts: &meaning.facts,
            names: &meaning.names,
        });
    let krate = Crate {
        name: &job.crate_name,
        version: &job.crate_version,
        package: &job.package,
        modules: modules.collect(),
    };
    let emitted = || {
        job.observer.watch(
            None,
            Stage::Emit,
            || format::format(back_end(&krate)),
            |files| number(files.as_ref().map_or(0, BTreeMap::len), "file", "files"),
        )
    };
    let places = || findings.iter().for_each(Findings::find_places);
    let files = parallel::beside(places, emitted);
    let files = files.map_err(|error| {
        Failed::because(
            Code::Internal,
            format!("{}: {}", error.path.as_str(), error.message),
        )
    })?;
    let stamp = stamp(job, &findings, &meanings);
    Ok(CrateOutput {
        files,
        renames: renames(job, &stamp),
        stamp,
        findings,
        meanings,
    })
}

/// The meaning of the documents of a job, in order, and the diagnostics. Reads files and writes
/// none.
///
/// # Errors
///
/// As [`generate_crate`].
pub fn understand(job: &Job) -> Result<(Vec<Findings>, Vec<Meaning>), Failed> {
    let (findings, meanings) = read_all(job, Depth::Binding);
    match meanings.into_iter().collect() {
        Some(meanings) => Ok((findings, meanings)),
        None => Err(Failed { findings }),
    }
}

/// Everything that is wrong with the documents, whether or not a crate depends on it, and with the
/// configuration. Reads files and writes none.
#[cfg(feature = "lint")]
pub fn lint(job: &Job) -> Vec<Findings> {
    read_all(job, Depth::Lint).0
}

/// The part of a document that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Depth {
    /// The inputs of a crate.
    Binding,
    /// That, and what only people read.
    #[cfg(feature = "lint")]
    Lint,
}

impl Depth {
    /// Whether everything that is wrong is reported.
    fn is_lint(self) -> bool {
        self != Self::Binding
    }
}

/// Reads every document. The findings are those of the documents in their order, then those of the
/// configuration, if there are any.
fn read_all(job: &Job, depth: Depth) -> (Vec<Findings>, Vec<Option<Meaning>>) {
    let read = parallel::map(&job.documents, |document| read::read(job, document, depth));
    let (mut findings, meanings): (Vec<_>, Vec<_>) = read.into_iter().unzip();
    let configuration = configuration(job, depth, &mut findings);
    findings.extend(configuration);
    (findings, meanings)
}

/// The names of the documents' items, by modules.
pub fn recorded(job: &Job, meanings: &[Meaning]) -> BTreeMap<String, RecordedNames> {
    let documents = job.documents.iter().zip(meanings);
    let names = documents.map(|(document, meaning)| {
        let names = RecordedNames::of(&meaning.api, &meaning.names);
        (document.module.as_str().to_owned(), names)
    });
    names.filter(|(_, names)| !names.is_empty()).collect()
}

/// The items whose names are others than recorded.
fn renames(job: &Job, stamp: &Stamp) -> Vec<(String, Rename)> {
    let modules = stamp.names.iter();
    let renames = modules.flat_map(|(module, present)| {
        let recorded = job.recorded.get(module);
        let renames = recorded.map(|recorded| recorded.renames(present));
        let renames = renames.into_iter().flatten();
        renames.map(|rename| (module.clone(), rename))
    });
    renames.collect()
}

/// The texts that the crate was generated from, which may have changed on disk since.
fn stamp(job: &Job, findings: &[Findings], meanings: &[Meaning]) -> Stamp {
    let mut texts = BTreeMap::new();
    for (document, findings) in job.documents.iter().zip(findings) {
        for (name, text) in findings.sources.iter() {
            let path = Path::new(name);
            let path = path.strip_prefix(document.folder()).unwrap_or(path);
            let input = Input {
                module: document.module.as_str().to_owned(),
                path: path.to_string_lossy().replace('\\', "/"),
            };
            texts.insert(input, text);
        }
    }
    let inputs = texts.keys().cloned().collect();
    fingerprint::stamp(job, inputs, recorded(job, meanings), |input| {
        texts.get(input).map(|text| text.as_bytes().to_vec())
    })
}
