//! Documents for servers and mocks, without Rust names.

use super::read::{canonical, relocate, sound};
use super::{Depth, configuration};
use crate::diagnostic::{Problems, Report};
use crate::findings::{Failed, Findings};
use crate::ir::Api;
use crate::job::{Document, Job};
use crate::{check, lower, parallel};
use serde_json::Value;

/// A document as `bindery mock` wants it.
#[derive(Debug)]
pub struct Served {
    /// The document in canonical 3.0.
    pub tree: Value,
    /// Its meaning; its pointers refer to the tree.
    pub api: Api,
}

/// The documents of a job as they are served, in their order, and what was found on the way. Reads
/// files and writes none.
///
/// # Errors
///
/// A document is in error. Its other errors, and those of the other documents, are found too.
pub fn serve(job: &Job) -> Result<(Vec<Findings>, Vec<Served>), Failed> {
    let read = parallel::map(&job.documents, |document| read(job, document));
    let (mut findings, served): (Vec<_>, Vec<_>) = read.into_iter().unzip();
    let configuration = configuration(job, Depth::Binding, &mut findings);
    findings.extend(configuration);
    match served.into_iter().collect() {
        Some(served) => Ok((findings, served)),
        None => Err(Failed { findings }),
    }
}

fn read(job: &Job, document: &Document) -> (Findings, Option<Served>) {
    let mut findings = Findings::default();
    let upgraded = match canonical(job, document, Depth::Binding, &mut findings) {
        Ok(upgraded) => upgraded,
        Err(Problems(problems)) => {
            findings.diagnostics.extend(problems);
            return (findings, None);
        }
    };
    let mut report = Report::within(job.limits);
    let (problems, served) = match offer(upgraded.tree, document, &mut report) {
        Ok(served) => (report.into_diagnostics(), Some(served)),
        Err(Problems(problems)) => (problems, None),
    };
    let relocated = problems
        .into_iter()
        .map(|problem| relocate(problem, &upgraded.moved));
    findings.diagnostics.extend(relocated);
    (findings, served)
}

/// check ─► lower: requests and responses.
fn offer(tree: Value, document: &Document, report: &mut Report) -> Result<Served, Problems> {
    let checked = check::check(tree, report);
    let checked = sound(checked, document, report)?;
    let api = lower::lower(&checked, &document.config, report);
    report.checkpoint()?;
    Ok(Served {
        tree: checked.tree,
        api,
    })
}
