//! `bindery conform`: where does a service differ from its document?

mod deviation;
mod exchanges;
mod fixes;
mod routes;
mod schema;
mod spec;
mod traffic;

use super::args::{Conform, MessageFormat};
use super::screen::Screen;
use super::{DONE, FAILED, Instead, missing_file};
use bindery::config::Config;
use bindery::diagnostic::Report;
use bindery::findings::Findings;
use bindery::job::{Job, Request};
use bindery::load::{Changes, load_changed};
use bindery::pipeline::{Inspected, Stage, inspect};
use exchanges::Comparisons;
use fixes::Fixes;
use spec::Spec;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

pub(super) fn run(conform: &Conform, screen: &mut Screen) -> io::Result<u8> {
    let files = std::iter::once(&conform.document)
        .chain(&conform.traffic)
        .chain(&conform.config);
    if let Some(message) = missing_file(files, &Instead::File) {
        screen.misuse(&message)?;
        return Ok(screen.code());
    }
    let request = Request {
        observer: screen.observer(),
        documents: vec![conform.document.clone()],
        config: conform.config.clone(),
        in_folder: true,
        ..Request::default()
    };
    let loaded = request.job().and_then(|job| {
        let (findings, inspected) = inspect(&job, Stage::Load)?;
        Ok((job, findings, inspected))
    });
    let (job, mut findings, inspected) = match loaded {
        Ok(loaded) => loaded,
        Err(failed) => {
            screen.findings(&failed.findings)?;
            return Ok(screen.code());
        }
    };
    let Some(Inspected::Tree(tree)) = inspected.into_iter().next() else {
        return Ok(FAILED);
    };
    let mut comparisons = Comparisons::new(&tree);
    for path in &conform.traffic {
        if let Err(message) = read(path, &mut comparisons, screen) {
            screen.problem("io", &format!("`{}`: {message}", path.display()))?;
            return Ok(FAILED);
        }
    }
    comparisons.finish();
    let counts = comparisons.counts;
    if counts.matched == 0 {
        let message = format!(
            "none of the {} exchanges belongs to an operation of `{}`\n  help: check that this is \
             the document of the service, and the path of its `servers`",
            counts.total,
            conform.document.display()
        );
        screen.problem("io", &message)?;
        return Ok(FAILED);
    }
    if let Some(findings) = findings.first_mut() {
        report(&comparisons, findings);
    }
    screen.linted(&findings)?;
    screen.note(&format!(
        "{} of {} exchanges belong to an operation; {} bodies were not compared, because they are too \
         large or not recorded",
        counts.matched, counts.total, counts.skipped
    ))?;
    if comparisons.deviations.omitted > 0 {
        let omitted = comparisons.deviations.omitted;
        screen.note(&format!(
            "note: {omitted} more deviations were seen and not kept"
        ))?;
    }
    let mut deviations = comparisons.deviations.iter();
    if !deviations.any(|(_, kind, _)| kind.is_violation()) {
        return Ok(DONE);
    }
    if !conform.fix {
        return Ok(FAILED);
    }
    let fixes = Fixes::new(
        Spec::new(&tree),
        &comparisons.deviations,
        &comparisons.types,
    );
    write(conform, &job, &fixes, screen)
}

/// Compares the exchanges of a file.
fn read(path: &Path, to: &mut Comparisons<'_>, screen: &Screen) -> Result<(), String> {
    let file = File::open(path).map_err(|error| error.to_string())?;
    let size = file.metadata().map_or(0, |metadata| metadata.len());
    let name = path.display().to_string();
    let mut count = 0_u64;
    traffic::read(file, |exchange, read| {
        to.add(&exchange);
        count += 1;
        if count.is_multiple_of(64) {
            let percent = read.saturating_mul(100) / size.max(1);
            screen.advance(&format!("conform {name}: {percent} %, {count} exchanges"));
        }
    })
}

fn report(comparisons: &Comparisons<'_>, findings: &mut Findings) {
    let diagnostics = comparisons.deviations.iter();
    let diagnostics = diagnostics.map(|(at, kind, seen)| kind.diagnostic(at, seen.count));
    findings.diagnostics.extend(diagnostics);
}

/// Appends the entries to the configuration, once it is certain that they apply.
fn write(conform: &Conform, job: &Job, fixes: &Fixes, screen: &mut Screen) -> io::Result<u8> {
    let path = config_path(conform);
    let Some(document) = job.documents.first() else {
        return Ok(FAILED);
    };
    let api = conform
        .document
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy();
    let count = fixes.entries().len();
    if count > 0 {
        let old = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(error),
        };
        let mut added = String::new();
        for entry in fixes.entries() {
            added.push('\n');
            added.push_str(&entry.toml(&api));
        }
        let end = if old.is_empty() || old.ends_with('\n') {
            ""
        } else {
            "\n"
        };
        let new = format!("{old}{end}{added}");
        let new = new.trim_start_matches('\n');
        if let Err(message) = verify(new, &api, &document.path) {
            let message = format!("`{}` is unchanged: {message}", path.display());
            screen.problem("io", &message)?;
            return Ok(FAILED);
        }
        replace(&path, new)?;
        let shown = path.display();
        match conform.message_format {
            MessageFormat::Human => {
                let lines: String = added
                    .lines()
                    .skip(1)
                    .map(|line| format!("+{line}\n"))
                    .collect();
                screen.result(&format!("\n{shown}: {count} fixes added\n"))?;
                screen.result(&bindery::text::terminal_lines(&lines))?;
            }
            MessageFormat::Json => {
                let line = serde_json::json!({
                    "reason": "fixed", "config": shown.to_string(), "fixes": count, "unfixed": fixes.unfixed,
                });
                screen.result(&(bindery::text::json(&line) + "\n"))?;
            }
            MessageFormat::Sarif => {}
        }
    }
    match fixes.unfixed {
        0 => Ok(DONE),
        unfixed => {
            screen.note(&format!(
                "note: {unfixed} deviations need a change by hand, such as an overlay"
            ))?;
            Ok(FAILED)
        }
    }
}

/// The configuration that is read: the named one, or the one beside the document.
fn config_path(conform: &Conform) -> PathBuf {
    let beside = || conform.document.with_file_name("bindery.toml");
    conform.config.clone().unwrap_or_else(beside)
}

/// Applies the fixes of a configuration to the document.
fn verify(config: &str, api: &str, document: &Path) -> Result<(), String> {
    let first = |problems: &[bindery::diagnostic::Diagnostic]| {
        let first = problems.first().map(|problem| problem.message.clone());
        first.unwrap_or_else(|| "the fixes do not apply".to_owned())
    };
    let config = Config::parse(config).map_err(|problems| first(&problems))?;
    let api = config.apis.get(api).ok_or("the fixes do not apply")?;
    let mut report = Report::new();
    let changes = Changes {
        fixes: &api.fixes,
        overlays: &api.overlays,
        levels_up: api.levels_up,
    };
    let loaded = load_changed(document, &changes, &mut report);
    match loaded {
        Some(_) if !report.has_errors() => Ok(()),
        _ => Err(first(report.diagnostics())),
    }
}

/// Replaces a file in one step: it is never incomplete.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.new", std::process::id()));
    let new = path.with_file_name(name);
    let mut file = File::options().write(true).create_new(true).open(&new)?;
    let written = file
        .write_all(text.as_bytes())
        .and_then(|()| file.sync_all());
    let replaced = written.and_then(|()| fs::rename(&new, path));
    if replaced.is_err() {
        let _ = fs::remove_file(&new);
    }
    replaced
}
