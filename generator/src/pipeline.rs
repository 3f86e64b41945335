//! The stages, one after the other.

use crate::analyze::Facts;
use crate::diagnostic::{Code, Diagnostic, Faults, Report, Severity, Target};
use crate::emit::RelativePath;
use crate::emit::rust::{Crate, Module};
use crate::ir::Api;
use crate::job::{Document, Job};
use crate::load::Sources;
use crate::name::Names;
use crate::upgrade::Moved;
use crate::write::{Input, Stamp};
use crate::{analyze, check, emit, fingerprint, format, load, lower, name, upgrade};
use std::collections::BTreeMap;
use std::path::Path;

/// A crate that was made, not written yet.
#[derive(Debug)]
pub struct Bound {
    /// Its files.
    pub files: BTreeMap<RelativePath, String>,
    /// What it was made from.
    pub stamp: Stamp,
    /// Warnings, document by document.
    pub findings: Vec<Findings>,
}

/// What was found in a document, and the texts that the places are in.
#[derive(Debug, Default)]
pub struct Findings {
    /// The texts.
    pub sources: Sources,
    /// The faults.
    pub diagnostics: Vec<Diagnostic>,
}

/// Why no crate was made: all faults of all documents, at least one of them an error.
#[derive(Debug)]
pub struct Failed {
    /// Document by document.
    pub findings: Vec<Findings>,
}

/// Makes a crate. Reads files and writes none.
///
/// # Errors
///
/// A document is at fault. Its other faults, and those of the other documents, are found too.
pub fn bind(job: &Job) -> Result<Bound, Failed> {
    let (findings, meanings): (Vec<_>, Vec<_>) = job.documents.iter().map(read).unzip();
    let Some(meanings) = meanings.into_iter().collect::<Option<Vec<_>>>() else {
        return Err(Failed { findings });
    };
    let modules = job.documents.iter().zip(&meanings).map(|(document, meaning)| Module {
        name: &document.module,
        api: &meaning.api,
        facts: &meaning.facts,
        names: &meaning.names,
    });
    let files = emit::rust::emit(&Crate {
        name: &job.crate_name,
        version: &job.crate_version,
        modules: modules.collect(),
    });
    let files = format::format(files).map_err(|error| Failed::because(Code::Internal, error.to_string()))?;
    Ok(Bound {
        files,
        stamp: stamp(job, &findings),
        findings,
    })
}

/// A document as `emit` wants it.
struct Meaning {
    api: Api,
    facts: Facts,
    names: Names,
}

/// From a document's text to its meaning; none when it is at fault.
fn read(document: &Document) -> (Findings, Option<Meaning>) {
    let mut findings = Findings::default();
    let meaning = understand(document, &mut findings);
    match meaning {
        Ok(meaning) => (findings, Some(meaning)),
        Err(Faults(faults)) => {
            findings.diagnostics.extend(faults);
            (findings, None)
        }
    }
}

fn understand(document: &Document, findings: &mut Findings) -> Result<Meaning, Faults> {
    let mut report = Report::new();
    let tree = load::load(&document.path, &mut findings.sources, &mut report);
    let tree = report.end(tree)?;
    let upgraded = upgrade::upgrade(tree, &mut report);
    let upgraded = report.end(upgraded)?;
    findings.diagnostics.append(&mut report.take());

    // From here on, places are told in the canonical tree.
    let meaning = interpret(upgraded.tree, document, &mut report);
    let mut diagnostics = report.take();
    relocate(&mut diagnostics, &upgraded.moved);
    todo!()
}
