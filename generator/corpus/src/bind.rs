//! What comes of binding each document?

use crate::children::{each, run};
use crate::documents::Document;
use crate::fresh::Memory;
use crate::outcome::{Omitted, Outcome};
use crate::{Settings, count, library, memory};
use bindery::config::Traits;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

/// Binds all documents into `folder`; the outcomes are in the order of the documents.
pub fn all(
    documents: &[Document],
    folder: &Path,
    settings: &Settings,
) -> Result<Vec<Outcome>, String> {
    let kept = settings.out.join("outcomes");
    let memory = Memory::open(&kept, &settings.program, settings.fresh)?;
    Ok(each(documents, settings.jobs, |document| {
        one(document, folder, &memory, settings).unwrap_or_else(|failure| Outcome {
            set: document.set.clone(),
            name: document.name.clone(),
            failure: Some(failure),
            ..Outcome::default()
        })
    }))
}

fn one(
    document: &Document,
    folder: &Path,
    memory: &Memory,
    settings: &Settings,
) -> Result<Outcome, String> {
    let crate_folder = folder.join(&document.name);
    let key = memory.key(&document.path)?;
    if let Some(outcome) = memory.recall(&document.name, key)
        && (outcome.failure.is_some() || crate_folder.join("Cargo.toml").exists())
    {
        return Ok(outcome);
    }
    eprintln!("binding {}", document.name);
    let mut command = Command::new(&settings.program);
    command
        .arg("bind")
        .args([&document.path, &crate_folder])
        .arg(&document.name)
        .args(settings.server.then_some("--server"));
    let log = settings.log(&document.name)?;
    let printed = run(command, &log, settings.limit).and_then(|stdout| {
        serde_json::from_slice(&stdout).map_err(|error| format!("no outcome: {error}"))
    });
    let outcome = Outcome {
        set: document.set.clone(),
        name: document.name.clone(),
        ..printed.unwrap_or_else(|failure| Outcome {
            // A process that crashed has counted nothing, but its operations are missing all the same.
            operations: count::operations(&document.path).unwrap_or_default(),
            failure: Some(failure),
            ..Outcome::default()
        })
    };
    memory.keep(&document.name, key, &outcome)?;
    Ok(outcome)
}

/// Binds one document and writes its crate: the work of a child process.
pub fn child(document: &Path, out: &Path, name: &str, server: bool) -> Outcome {
    let start = Instant::now();
    let job = library::job(document, out, name, Traits::Used);
    let bound = job.and_then(|mut job| {
        if server {
            library::add_server(&mut job);
        }
        library::generate_crate(&job)
    });
    let mut outcome = Outcome {
        seconds: start.elapsed().as_secs_f64(),
        peak_megabytes: memory::peak_megabytes(),
        ..Outcome::default()
    };
    match count::operations(document) {
        Ok(operations) => outcome.operations = operations,
        Err(failure) => outcome.failure = Some(failure),
    }
    match bound {
        Ok(bound) => {
            outcome.lines = bound
                .files
                .iter()
                .filter(|(path, _)| path.as_str().ends_with(".rs"))
                .map(|(_, text)| text.lines().count())
                .sum();
            for meaning in &bound.meanings {
                outcome.bound += meaning.api.operations.len();
                outcome
                    .omitted
                    .extend(meaning.api.omitted.iter().map(|omitted| Omitted {
                        operation: format!(
                            "{} {}",
                            omitted.method.untrusted(),
                            omitted.path.untrusted()
                        ),
                        code: omitted.code.name().to_owned(),
                        reason: omitted.reason.untrusted().to_owned(),
                    }));
            }
            for diagnostic in bound.findings.iter().flat_map(|one| &one.diagnostics) {
                let code = diagnostic.code.name().to_owned();
                *outcome.warnings.entry(code).or_default() += 1;
            }
            if let Err(failure) = library::write(&bound, out) {
                outcome.failure = Some(failure);
            }
        }
        Err(failure) => outcome.failure = Some(failure),
    }
    outcome
}
