//! The results of single stages, for development and for reports of errors.

use super::read::{analyzed, checked, interpret, loaded, lowered, relocate, upgraded};
use super::{Depth, Stage, configuration, generate_crate};
use crate::analyze;
use crate::diagnostic::{Problems, Report};
use crate::findings::{Failed, Findings};
use crate::ir::{Api, Name, Shape, TypeDef};
use crate::job::{Document, Job};
use crate::parallel;
use crate::text::DocumentText;
use crate::upgrade::{Moved, Upgraded};
use serde_json::Value;
use std::fmt::Write as _;

/// The result of a stage.
#[derive(Clone, Debug, PartialEq)]
pub enum Inspected {
    /// A document, or what has become of it.
    Tree(Value),
    /// A listing.
    Text(String),
}

/// The result of a stage, document by document; the last stage joins them. Reads files and writes
/// none. Problems that later stages would find are not found.
///
/// # Errors
///
/// As [`generate_crate`].
pub fn inspect(job: &Job, stage: Stage) -> Result<(Vec<Findings>, Vec<Inspected>), Failed> {
    if stage >= Stage::Emit {
        let bound = generate_crate(job)?;
        let mut text = String::new();
        for (path, file) in &bound.files {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "// ---- {}\n{file}", path.as_str());
        }
        return Ok((bound.findings, vec![Inspected::Text(text)]));
    }
    let read = parallel::map(&job.documents, |document| after(job, document, stage));
    let (mut findings, inspected): (Vec<_>, Vec<_>) = read.into_iter().unzip();
    let configuration = configuration(job, Depth::Binding, &mut findings);
    findings.extend(configuration);
    match inspected.into_iter().collect() {
        Some(inspected) => Ok((findings, inspected)),
        None => Err(Failed { findings }),
    }
}

fn after(job: &Job, document: &Document, stage: Stage) -> (Findings, Option<Inspected>) {
    let mut findings = Findings::default();
    let outcome = canonical(job, document, stage, &mut findings);
    let (tree, moved) = match outcome {
        Ok((Inspected::Tree(tree), moved)) if stage > Stage::Upgrade => (tree, moved),
        Ok((inspected, _)) => return (findings, Some(inspected)),
        Err(Problems(problems)) => {
            findings.diagnostics.extend(problems);
            return (findings, None);
        }
    };
    let mut report = Report::within(job.limits);
    let (problems, inspected) = match meant(job, document, stage, tree, &mut report) {
        Ok(inspected) => (report.into_diagnostics(), Some(inspected)),
        Err(Problems(problems)) => (problems, None),
    };
    let relocated = problems
        .into_iter()
        .map(|problem| relocate(problem, &moved));
    findings.diagnostics.extend(relocated);
    (findings, inspected)
}

fn canonical(
    job: &Job,
    document: &Document,
    stage: Stage,
    findings: &mut Findings,
) -> Result<(Inspected, Moved), Problems> {
    let mut report = Report::within(job.limits);
    let tree = loaded(job, document, findings, &mut report)?;
    if stage == Stage::Load {
        findings.diagnostics.extend(report.into_diagnostics());
        return Ok((Inspected::Tree(tree), Moved::default()));
    }
    let Upgraded { tree, moved, .. } = upgraded(job, document, tree, findings, report)?;
    Ok((Inspected::Tree(tree), moved))
}

fn meant(
    job: &Job,
    document: &Document,
    stage: Stage,
    tree: Value,
    report: &mut Report,
) -> Result<Inspected, Problems> {
    if stage == Stage::Name {
        let meaning = interpret(job, tree, document, Depth::Binding, report)?;
        let names = format!("{:#?}\n", meaning.names);
        return Ok(Inspected::Text(names));
    }
    let (checked, _) = checked(job, tree, document, Depth::Binding, report)?;
    if stage == Stage::Check {
        return Ok(Inspected::Tree(checked.tree));
    }
    let mut api = lowered(job, checked, document, report);
    report.checkpoint()?;
    if stage == Stage::Lower {
        return Ok(Inspected::Text(format!("{api:#?}\n")));
    }
    let facts = analyzed(job, &mut api, document);
    Ok(Inspected::Text(facts_listed(&api, &facts)))
}

/// One type a line: what it is and what follows from it.
fn facts_listed(api: &Api, facts: &analyze::Facts) -> String {
    let mut text = String::new();
    for ((id, def), facts) in api.types().zip(&facts.types) {
        let boxed = facts.boxed.iter().enumerate().filter(|(_, boxed)| **boxed);
        let boxed: Vec<_> = boxed.map(|(index, _)| index.to_string()).collect();
        let words = [
            facts.in_request.then(|| "in requests".to_owned()),
            facts.in_response.then(|| "in responses".to_owned()),
            facts.eq.then(|| "total equality".to_owned()),
            facts.default.then(|| "a default".to_owned()),
            (!boxed.is_empty()).then(|| format!("boxed: {}", boxed.join(", "))),
        ];
        let words: Vec<_> = words.into_iter().flatten().collect();
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "{} {} {} ({}): {}",
            id.index(),
            shape(def),
            named(def),
            def.origin.pointer,
            words.join("; ")
        );
    }
    if let Some(limit) = facts.recursion_limit {
        let _ = writeln!(text, "recursion limit {limit}");
    }
    text
}

fn shape(def: &TypeDef) -> &'static str {
    match def.shape {
        Shape::Struct(_) => "struct",
        Shape::Enum(_) => "enum",
        Shape::Union(_) => "union",
        Shape::Pattern(_) => "pattern",
        Shape::Alias(_) => "alias",
    }
}

fn named(def: &TypeDef) -> String {
    match &def.origin.name {
        Name::Pinned(name) | Name::Component(name) => format!("`{}`", name.terminal()),
        Name::Inferred(words) => {
            let words = DocumentText::join(words.iter().map(DocumentText::borrowed), " ");
            format!("`{}`", words.terminal())
        }
    }
}
