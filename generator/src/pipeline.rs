//! The stages, one after the other.

mod inspect;
#[cfg(feature = "mock")]
mod serve;

pub use inspect::{Inspected, inspect};
#[cfg(feature = "mock")]
pub use serve::{Served, serve};

use crate::analyze::Facts;
use crate::config::{self, Allowance, Traits};
use crate::diagnostic::{Code, Diagnostic, Faults, Level, Report, Target};
use crate::emit::rust::{Crate, Module};
use crate::emit::{Files, RelativePath};
use crate::findings::{Failed, Findings};
use crate::ir::Api;
use crate::job::{Document, Job, config_findings};
use crate::load::{Changes, Loaded};
use crate::name::Names;
use crate::progress::number;
use crate::upgrade::{Moved, Upgraded, Version};
use crate::write::{Input, Stamp};
use crate::{
    analyze, check, emit, fingerprint, format, lint, load, lower, name, parallel, upgrade,
};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// A stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// The texts become one tree.
    Load,
    /// The tree becomes that of canonical OpenAPI 3.0.
    Upgrade,
    /// Its faults are found.
    Check,
    /// It becomes what the API offers.
    Lower,
    /// What follows from that is found.
    Analyze,
    /// Everything gets its name.
    Name,
    /// The files are made, and formatted.
    Emit,
}

impl Stage {
    /// As it is written.
    pub fn name(self) -> &'static str {
        match self {
            Self::Load => "load",
            Self::Upgrade => "upgrade",
            Self::Check => "check",
            Self::Lower => "lower",
            Self::Analyze => "analyze",
            Self::Name => "name",
            Self::Emit => "emit",
        }
    }
}

/// An output that was made, not written yet.
#[derive(Debug)]
pub struct Bound {
    /// Its files.
    pub files: BTreeMap<RelativePath, String>,
    /// What it was made from.
    pub stamp: Stamp,
    /// Warnings, document by document, and those of the configuration at the end.
    pub findings: Vec<Findings>,
    /// What the documents mean, and what everything in them is called, document by document.
    pub meanings: Vec<Meaning>,
}

/// Makes a crate. Reads files and writes none.
///
/// # Errors
///
/// A document is at fault. Its other faults, and those of the other documents, are found too.
pub fn bind(job: &Job) -> Result<Bound, Failed> {
    if job.docs {
        make(job, |krate| {
            emit::emit_with_reference(krate, format::chunks)
        })
    } else {
        make(job, |krate| emit::rust::emit(krate, format::chunks))
    }
}

/// Makes the reference of the crate alone, as pages of Markdown. Reads files and writes none.
///
/// # Errors
///
/// As [`bind`].
pub fn document(job: &Job) -> Result<Bound, Failed> {
    make(job, emit::markdown::emit)
}

fn make(job: &Job, back_end: fn(&Crate<'_>) -> Files) -> Result<Bound, Failed> {
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
    let files = job.observer.watch(
        None,
        Stage::Emit,
        || format::format(back_end(&krate)),
        |files| number(files.as_ref().map_or(0, BTreeMap::len), "file", "files"),
    );
    let files = files.map_err(|error| {
        Failed::because(
            Code::Internal,
            format!("{}: {}", error.path.as_str(), error.message),
        )
    })?;
    Ok(Bound {
        files,
        stamp: stamp(job, &findings),
        findings,
        meanings,
    })
}

/// What the documents of a job mean, in their order, and what was found on the way. Reads files and
/// writes none.
///
/// # Errors
///
/// As [`bind`].
pub fn understand(job: &Job) -> Result<(Vec<Findings>, Vec<Meaning>), Failed> {
    let (findings, meanings) = read_all(job, Depth::Binding);
    match meanings.into_iter().collect() {
        Some(meanings) => Ok((findings, meanings)),
        None => Err(Failed { findings }),
    }
}

/// Everything that is wrong with the documents, whether or not a crate depends on it, and with the
/// configuration. Reads files and writes none.
pub fn lint(job: &Job) -> Vec<Findings> {
    read_all(job, Depth::Lint).0
}

/// How much of a document is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Depth {
    /// What a crate is made from.
    Binding,
    /// That, and what only people read.
    Lint,
}

/// Reads every document. The findings are those of the documents in their order, then those of the
/// configuration, if there are any.
fn read_all(job: &Job, depth: Depth) -> (Vec<Findings>, Vec<Option<Meaning>>) {
    let read = parallel::map(&job.documents, |document| read(job, document, depth));
    let (mut findings, meanings): (Vec<_>, Vec<_>) = read.into_iter().unzip();
    let configuration = configuration(job, depth, &mut findings);
    findings.extend(configuration);
    (findings, meanings)
}

/// What is wrong with the configuration in view of the documents: it stands in a text of its own.
fn configuration(job: &Job, depth: Depth, findings: &mut [Findings]) -> Option<Findings> {
    let mut faults = allow(job, depth, findings);
    for findings in findings {
        let diagnostics = &mut findings.diagnostics;
        faults.extend(diagnostics.extract_if(.., |fault| fault.code == Code::InvalidConfig));
    }
    let (path, text) = job.config.as_ref().filter(|_| !faults.is_empty())?;
    Some(config_findings(path, text, faults))
}

/// Takes out the warnings that the configuration allows. What it allows without need is a warning
/// itself; where a document has errors nobody knows, since it was not gone through to the end.
fn allow(job: &Job, depth: Depth, findings: &mut [Findings]) -> Vec<Diagnostic> {
    let mut unused = Vec::new();
    for (document, findings) in job.documents.iter().zip(findings) {
        let whole = !findings.has_errors();
        let Findings {
            sources,
            diagnostics,
        } = findings;
        let idle = config::apply(&document.config.allow, diagnostics, sources);
        unused.extend(idle.into_iter().filter(|allowance| {
            whole && (depth == Depth::Lint || allowance.code.level() != Level::Lint)
        }));
    }
    let warning = |allowance: &Allowance| {
        let code = allowance.code;
        let place = match &allowance.within {
            Some(pointer) => format!(" at `{pointer}`"),
            None => String::new(),
        };
        let span = allowance.span.clone();
        Diagnostic::warning(
            Code::UnusedAllowance,
            format!("there is no warning `{code}`{place} to allow"),
        )
        .place(Target::Text { source: 0, span }, "")
    };
    unused.into_iter().map(warning).collect()
}

/// A document as `emit` wants it.
#[derive(Debug)]
pub struct Meaning {
    /// What it means.
    pub api: Api,
    /// What follows from that.
    pub facts: Facts,
    /// What everything is called.
    pub names: Names,
    /// Where parts of the canonical form, in which its pointers count, stood in the document.
    pub moved: Moved,
}

/// From a document's text to its meaning; none when it is at fault.
fn read(job: &Job, document: &Document, depth: Depth) -> (Findings, Option<Meaning>) {
    let mut findings = Findings::default();
    let Upgraded { tree, moved, .. } = match canonical(job, document, depth, &mut findings) {
        Ok(upgraded) => upgraded,
        Err(Faults(faults)) => {
            findings.diagnostics.extend(faults);
            return (findings, None);
        }
    };
    let mut report = Report::within(job.limits);
    let (faults, mut meaning) = match interpret(job, tree, document, depth, &mut report) {
        Ok(meaning) => (report.into_diagnostics(), Some(meaning)),
        Err(Faults(faults)) => (faults, None),
    };
    let relocated = faults.into_iter().map(|fault| relocate(fault, &moved));
    findings.diagnostics.extend(relocated);
    if let Some(meaning) = &mut meaning {
        meaning.moved = moved;
    }
    (findings, meaning)
}

/// load ─► upgrade: the document in canonical 3.0. Places are told in the document itself.
fn canonical(
    job: &Job,
    document: &Document,
    depth: Depth,
    findings: &mut Findings,
) -> Result<Upgraded, Faults> {
    let mut report = Report::within(job.limits);
    let tree = loaded(job, document, findings, &mut report)?;
    if depth == Depth::Lint {
        lint::written(&tree, &mut report);
    }
    upgraded(job, document, tree, findings, report)
}

fn loaded(
    job: &Job,
    document: &Document,
    findings: &mut Findings,
    report: &mut Report,
) -> Result<Value, Faults> {
    let changes = Changes {
        fixes: &document.config.fixes,
        overlays: &document.config.overlays,
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
        // They are needed to show the faults of a text that holds no tree.
        findings.sources = sources;
        tree
    });
    report.outcome(tree)
}

fn upgraded(
    job: &Job,
    document: &Document,
    tree: Value,
    findings: &mut Findings,
    mut report: Report,
) -> Result<Upgraded, Faults> {
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

/// check ─► lower ─► analyze ─► name: what the document means. Places are told in canonical 3.0.
fn interpret(
    job: &Job,
    tree: Value,
    document: &Document,
    depth: Depth,
    report: &mut Report,
) -> Result<Meaning, Faults> {
    let (observer, module) = (&job.observer, Some(document.module.as_str()));
    let operations = |count| number(count, "operation", "operations");
    let checked = observer.watch(
        module,
        Stage::Check,
        || check::check(tree, report),
        |checked| {
            let paths = checked.iter().flat_map(|checked| &checked.paths);
            operations(paths.map(|path| path.operations.len()).sum())
        },
    );
    if let (Depth::Lint, Some(checked)) = (depth, &checked) {
        lint::meant(&checked.tree, report);
    }
    let (checked, unneeded) = chosen(checked, document, report);
    // Only what is made of the document does without the rest of it.
    let is_told = |fault: &Diagnostic| depth == Depth::Lint || !unneeded.holds(fault);
    report.retain(is_told);
    let checked = report.outcome(checked)?;
    let mut api = observer.watch(
        module,
        Stage::Lower,
        || lower::lower(&checked, &document.config, report),
        |api| {
            let types = number(api.types.len(), "type", "types");
            format!("{}, {types}", operations(api.operations.len()))
        },
    );
    parallel::discard(checked);
    report.retain(is_told);
    report.checkpoint()?;
    emit::rust::leave_out(&mut api, report);
    if job.package.server {
        emit::rust::tell_unserved(&api, report);
    }
    let mut facts = observer.watch(
        module,
        Stage::Analyze,
        || refine(&mut api, job, document),
        |facts| number(facts.types.len(), "type", "types"),
    );
    let names = observer.watch(
        module,
        Stage::Name,
        || name::name(&api, &facts, &document.config),
        |names| {
            let types = number(names.types.len(), "type", "types");
            format!("{}, {types}", operations(names.operations.len()))
        },
    );
    let derives = &document.config.derives;
    for fault in name::derive(&mut facts, &api, &names.types, derives) {
        report.push(fault);
    }
    report.checkpoint()?;
    Ok(Meaning {
        api,
        facts,
        names,
        moved: Moved::default(),
    })
}

/// Makes equal types one, and two of one where requests and answers differ, and finds what follows
/// from all of them.
fn refine(api: &mut Api, job: &Job, document: &Document) -> Facts {
    analyze::share(api);
    analyze::split(api, &document.config);
    let mut facts = analyze::analyze(api);
    for facts in &mut facts.types {
        facts.served = job.package.server;
        if document.config.traits == Traits::All {
            facts.in_request = true;
            facts.in_answer = true;
        }
    }
    if analyze::has_features(api, document.config.features) {
        facts.tags = Some(analyze::tags(api));
    }
    facts
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
    let (unneeded, faults) = check::choose(whole, &document.config.operations);
    for fault in faults {
        report.push(fault);
    }
    (checked, unneeded)
}

/// Tells the places of a fault in the document itself instead of its canonical form.
fn relocate(mut fault: Diagnostic, moved: &Moved) -> Diagnostic {
    for place in &mut fault.places {
        if let Target::Value(pointer) | Target::Key(pointer) = &mut place.target {
            *pointer = moved.origin(pointer);
        }
    }
    fault
}

/// What the crate was made from: the texts as they were read, not as they may stand on the disk by now.
fn stamp(job: &Job, findings: &[Findings]) -> Stamp {
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
    fingerprint::stamp(job, inputs, |input| {
        texts.get(input).map(|text| text.as_bytes().to_vec())
    })
}
