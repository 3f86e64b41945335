//! How does the text of one document become what it means?

use super::{Depth, Stage};
use crate::analyze::{self, Facts};
use crate::config::{Broken, Traits};
use crate::diagnostic::{Code, Diagnostic, Problems, Report, Target};
use crate::findings::Findings;
use crate::ir::Api;
use crate::job::{Document, Job};
use crate::limits::{Limit, Limits};
#[cfg(feature = "lint")]
use crate::lint;
use crate::load::{self, Changes, Loaded};
use crate::name::{self, Names, RecordedNames};
use crate::progress::number;
use crate::upgrade::{self, Moved, Upgraded, Version};
use crate::{check, lower, parallel};
use serde_json::Value;

/// A document as `emit` wants it.
#[derive(Debug)]
pub struct Meaning {
    /// Its meaning.
    pub api: Api,
    /// Its facts.
    pub facts: Facts,
    /// Its names.
    pub names: Names,
    /// Where parts of the canonical form, in which its pointers count, stood in the document.
    pub moved: Moved,
}

/// From a document's text to its meaning; none when it is in error.
pub(super) fn read(job: &Job, document: &Document, depth: Depth) -> (Findings, Option<Meaning>) {
    let mut findings = Findings::default();
    let Upgraded { tree, moved, .. } = match canonical(job, document, depth, &mut findings) {
        Ok(upgraded) => upgraded,
        Err(Problems(problems)) => {
            findings.diagnostics.extend(problems);
            return (findings, None);
        }
    };
    let mut report = Report::within(job.limits);
    let (problems, mut meaning) = match interpret(job, tree, document, depth, &mut report) {
        Ok(meaning) => (report.into_diagnostics(), Some(meaning)),
        Err(Problems(problems)) => (problems, None),
    };
    let relocated = problems
        .into_iter()
        .map(|problem| relocate(problem, &moved));
    findings.diagnostics.extend(relocated);
    if let Some(meaning) = &mut meaning {
        meaning.moved = moved;
    }
    (findings, meaning)
}

/// load ─► upgrade: the document in canonical 3.0. Diagnostics refer to the original document.
pub(super) fn canonical(
    job: &Job,
    document: &Document,
    depth: Depth,
    findings: &mut Findings,
) -> Result<Upgraded, Problems> {
    let mut report = Report::within(job.limits);
    let tree = loaded(job, document, findings, &mut report)?;
    #[cfg(feature = "lint")]
    if depth.is_lint() {
        lint::written(&tree, &mut report);
    }
    upgraded(job, document, tree, findings, report)
}

pub(super) fn loaded(
    job: &Job,
    document: &Document,
    findings: &mut Findings,
    report: &mut Report,
) -> Result<Value, Problems> {
    let changes = Changes {
        fixes: &document.config.fixes,
        overlays: &document.config.overlays,
        levels_up: document.config.levels_up,
    };
    let loaded = job.observer.watch(
        Some(document.module.as_str()),
        Stage::Load,
        || load::load_changed(&document.path, &changes, report),
        |loaded| {
            let texts = loaded.iter().flat_map(|loaded| loaded.sources.iter());
            let bytes: usize = texts.map(|(_, text)| text.len()).sum();
            let files = loaded.as_ref().map_or(0, |loaded| loaded.sources.len());
            format!("{}, {bytes} bytes", number(files, "file", "files"))
        },
    );
    let tree = loaded.map(|Loaded { tree, sources }| {
        // They are needed to show the errors of a text that holds no tree.
        findings.sources = sources;
        tree
    });
    if document.config.broken == Broken::LeaveOut {
        report.demote(may_be_left_out);
    }
    report.outcome(tree)
}

pub(super) fn upgraded(
    job: &Job,
    document: &Document,
    tree: Value,
    findings: &mut Findings,
    mut report: Report,
) -> Result<Upgraded, Problems> {
    let upgraded = job.observer.watch(
        Some(document.module.as_str()),
        Stage::Upgrade,
        || upgrade::upgrade(tree, &mut report),
        |upgraded| match upgraded {
            Some(upgraded) => match upgraded.version {
                Version::Two => "from Swagger 2.0".to_owned(),
                Version::Three => "from OpenAPI 3.0".to_owned(),
                Version::ThreeOne => "from OpenAPI 3.1 or 3.2".to_owned(),
            },
            None => "no document".to_owned(),
        },
    );
    let upgraded = report.outcome(upgraded)?;
    findings.diagnostics.extend(report.into_diagnostics());
    Ok(upgraded)
}

/// check ─► lower ─► analyze ─► name: the meaning of the document. Diagnostics refer to canonical
/// 3.0.
pub(super) fn interpret(
    job: &Job,
    tree: Value,
    document: &Document,
    depth: Depth,
    report: &mut Report,
) -> Result<Meaning, Problems> {
    let (checked, unneeded) = checked(job, tree, document, depth, report)?;
    let mut api = lowered(job, checked, document, report);
    // Only what is made of the document does without the rest of it.
    report.retain(|problem| depth.is_lint() || !unneeded.holds(problem));
    report.checkpoint()?;
    if job.package.server {
        analyze::report_unserved(&api, report);
    }
    let facts = analyzed(job, &mut api, document);
    named(job, api, facts, document, report)
}

/// The document as far as the configuration chooses it, and what is not needed of it.
pub(super) fn checked(
    job: &Job,
    tree: Value,
    document: &Document,
    depth: Depth,
    report: &mut Report,
) -> Result<(check::Document, check::Unneeded), Problems> {
    let checked = job.observer.watch(
        Some(document.module.as_str()),
        Stage::Check,
        || check::check(tree, report),
        |checked| {
            let paths = checked.iter().flat_map(|checked| &checked.paths);
            operations(paths.map(|path| path.operations.len()).sum())
        },
    );
    #[cfg(feature = "lint")]
    if let (Depth::Lint, Some(checked)) = (depth, &checked) {
        lint::meant(&checked.tree, report);
    }
    let (checked, unneeded) = chosen(checked, document, report);
    report.retain(|problem| depth.is_lint() || !unneeded.holds(problem));
    let checked = sound(checked, document, report)?;
    Ok((checked, unneeded))
}

pub(super) fn lowered(
    job: &Job,
    checked: check::Document,
    document: &Document,
    report: &mut Report,
) -> Api {
    let api = job.observer.watch(
        Some(document.module.as_str()),
        Stage::Lower,
        || lower::lower(&checked, &document.config, report),
        |api| {
            let types = number(api.types.len(), "type", "types");
            format!("{}, {types}", operations(api.operations.len()))
        },
    );
    parallel::discard(checked);
    api
}

pub(super) fn analyzed(job: &Job, api: &mut Api, document: &Document) -> Facts {
    job.observer.watch(
        Some(document.module.as_str()),
        Stage::Analyze,
        || refine(api, job, document),
        |facts| number(facts.types.len(), "type", "types"),
    )
}

fn named(
    job: &Job,
    api: Api,
    mut facts: Facts,
    document: &Document,
    report: &mut Report,
) -> Result<Meaning, Problems> {
    let nothing = RecordedNames::default();
    let recorded = job.recorded.get(document.module.as_str());
    let recorded = recorded.filter(|_| !job.rename);
    let recorded = recorded.unwrap_or(&nothing);
    let names = job.observer.watch(
        Some(document.module.as_str()),
        Stage::Name,
        || name::name_keeping(&api, &facts, &document.config, recorded),
        |names| {
            let types = number(names.types.len(), "type", "types");
            format!("{}, {types}", operations(names.operations.len()))
        },
    );
    let derives = &document.config.derives;
    for problem in name::derive(&mut facts, &api, &names.types, derives) {
        report.push(problem);
    }
    report.checkpoint()?;
    analyze::repeats(&api, &mut facts, report.limits(), |id, text| {
        names.write_inside(id, text);
    });
    if let Some(problem) = too_many_tags(&api, &facts, report.limits()) {
        report.push(problem);
    }
    Ok(Meaning {
        api,
        facts,
        names,
        moved: Moved::default(),
    })
}

fn operations(count: usize) -> String {
    number(count, "operation", "operations")
}

/// The warning that some types are there with any features, at the first operation of which they are.
fn too_many_tags(api: &Api, facts: &Facts, limits: &Limits) -> Option<Diagnostic> {
    let tags = facts.tags.as_ref()?;
    let tag = tags.tags.get(tags.cut?)?;
    let mut operations = api.operations.iter();
    let first = operations.find(|operation| operation.tags.contains(tag))?;
    let most = limits.of(Limit::Tagged);
    let message = format!("all types together belong to more than {most} tags");
    let label = "types of this tag and of further ones are there whatever the features are";
    let problem = Limit::Tagged.exceeded(message);
    Some(problem.at(&first.pointer.child("tags"), label))
}

/// Merges equal types, splits those that differ between requests and responses, and computes facts.
fn refine(api: &mut Api, job: &Job, document: &Document) -> Facts {
    analyze::share(api);
    analyze::split(api, &document.config);
    let mut facts = analyze::analyze(api);
    for facts in &mut facts.types {
        facts.served = job.package.server;
        if document.config.traits == Traits::All {
            facts.in_request = true;
            facts.in_response = true;
        }
    }
    if analyze::has_features(api, document.config.features) {
        facts.tags = Some(analyze::tags(api, job.limits.of(Limit::Tagged)));
    }
    facts
}

/// The document without the parts that are in error, if the configuration leaves those out.
pub(super) fn sound(
    mut checked: Option<check::Document>,
    document: &Document,
    report: &mut Report,
) -> Result<check::Document, Problems> {
    if let (Some(checked), Broken::LeaveOut) = (&mut checked, document.config.broken) {
        check::leave_out(checked, report);
    }
    report.outcome(checked)
}

/// Errors of files and references that `check` finds again where they matter.
fn may_be_left_out(problem: &Diagnostic) -> bool {
    let code = problem.code;
    let is_reference = matches!(
        code,
        Code::DanglingRef | Code::ForbiddenRef | Code::Unreadable
    );
    problem.places.iter().any(|place| match place.target {
        Target::Value(_) | Target::Key(_) => is_reference,
        Target::Text { source, .. } => source > 0 && code == Code::Syntax,
        _ => false,
    })
}

/// Leaves what the configuration chooses.
fn chosen(
    mut checked: Option<check::Document>,
    document: &Document,
    report: &mut Report,
) -> (Option<check::Document>, check::Unneeded) {
    let Some(whole) = &mut checked else {
        return (None, check::Unneeded::default());
    };
    let (unneeded, problems) = check::choose(whole, &document.config.operations);
    for problem in problems {
        report.push(problem);
    }
    (checked, unneeded)
}

/// Tells the places of an error in the document itself instead of its canonical form.
pub(super) fn relocate(mut problem: Diagnostic, moved: &Moved) -> Diagnostic {
    for place in &mut problem.places {
        if let Target::Value(pointer) | Target::Key(pointer) = &mut place.target {
            *pointer = moved.origin(pointer);
        }
    }
    problem
}
