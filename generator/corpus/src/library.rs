//! How is the generator called? The only place that calls its stages.

use bindery::config::Traits;
use bindery::diagnostic::{Diagnostic, Report, Severity, Target};
use bindery::emit::rust::Module;
use bindery::findings::Failed;
use bindery::job::{Job, Request};
use bindery::pipeline::{self, CrateOutput};
use bindery::{load, upgrade, write};
use serde_json::Value;
use std::path::Path;

/// The job for one document that becomes a crate in `out`.
pub fn job(document: &Path, out: &Path, name: &str, traits: Traits) -> Result<Job, String> {
    let request = Request {
        documents: vec![document.to_owned()],
        out: out.to_owned(),
        crate_name: Some(name.to_owned()),
        ..Request::default()
    };
    let mut job = found(&request)?;
    for document in &mut job.documents {
        document.config.traits = traits;
    }
    Ok(job)
}

/// The job of a request.
pub fn found(request: &Request) -> Result<Job, String> {
    request.job().map_err(|failed| first_error(&failed))
}

/// Has a server made, too, and compiled without being asked for.
pub fn add_server(job: &mut Job) {
    job.package.server = true;
    job.package.default_features = Some(["hyper", "server"].map(str::to_owned).to_vec());
}

/// Runs all stages but the last.
pub fn generate_crate(job: &Job) -> Result<CrateOutput, String> {
    pipeline::generate_crate(job).map_err(|failed| first_error(&failed))
}

/// Writes the crate, over whatever a former run left there.
pub fn write(bound: &CrateOutput, out: &Path) -> Result<(), String> {
    write::write(out, &bound.files, &bound.stamp, true)
        .map(|_| ())
        .map_err(|error| error.to_string())
}

/// The document in canonical 3.0, as the stages after `upgrade` see it.
pub fn canonical(document: &Path) -> Result<Value, String> {
    let mut report = Report::new();
    load::load(document, &mut report)
        .and_then(|loaded| upgrade::upgrade(loaded.tree, &mut report))
        .map(|upgraded| upgraded.tree)
        .ok_or_else(|| errors(report.diagnostics()))
}

/// The module of the job's only document.
pub fn module<'a>(job: &'a Job, bound: &'a CrateOutput) -> Option<Module<'a>> {
    let (document, meaning) = (job.documents.first()?, bound.meanings.first()?);
    Some(Module {
        name: &document.module,
        api: &meaning.api,
        facts: &meaning.facts,
        names: &meaning.names,
    })
}

fn first_error(failed: &Failed) -> String {
    let all = failed.findings.iter();
    let diagnostics: Vec<Diagnostic> = all.flat_map(|one| one.diagnostics.clone()).collect();
    errors(&diagnostics)
}

/// The first error, with the number of the others.
fn errors(diagnostics: &[Diagnostic]) -> String {
    let mut errors = diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity == Severity::Error);
    let Some(first) = errors.next() else {
        return "no error was reported".to_owned();
    };
    let place = match first.places.first().map(|place| &place.target) {
        Some(Target::Value(pointer) | Target::Key(pointer)) => format!(" at {pointer}"),
        _ => String::new(),
    };
    let more = match errors.count() {
        0 => String::new(),
        more => format!(" (and {more} more)"),
    };
    format!("[{}] {}{place}{more}", first.code.name(), first.message)
}
