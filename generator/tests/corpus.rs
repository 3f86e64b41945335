//! Real documents go through `load`, `upgrade` and `check` without an error.
//!
//! They are not part of the repository: `BINDERY_CORPUS`, or `../shared/corpus` beside the
//! repository, names their folder. Where it is absent the test says so and passes.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use bindery::diagnostic::{Report, Severity};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

#[test]
fn real_documents_are_read() {
    let root = match std::env::var_os("BINDERY_CORPUS") {
        Some(folder) => PathBuf::from(folder),
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus"),
    };
    if !root.is_dir() {
        eprintln!("skipped: there is no folder {}", root.display());
        return;
    }
    let mut documents = Vec::new();
    for folder in ["constructs", "public", "large"] {
        documents.extend(documents_in(&root.join(folder)));
    }
    documents.sort();
    let mut operations = 0;
    let mut omitted = 0;
    let mut warnings: BTreeMap<&str, usize> = BTreeMap::new();
    let mut invalid = Vec::new();
    for path in &documents {
        let mut report = Report::new();
        let checked = bindery::load::load(path, &mut report)
            .and_then(|loaded| bindery::upgrade::upgrade(loaded.tree, &mut report))
            .and_then(|upgraded| bindery::check::check(upgraded.tree, &mut report));
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        for diagnostic in report.diagnostics() {
            if diagnostic.severity == Severity::Error {
                invalid.push(format!("{name}: {diagnostic:?}"));
            } else {
                *warnings.entry(diagnostic.code.name()).or_default() += 1;
                println!(
                    "{name}: {}: {} at {:?}",
                    diagnostic.code,
                    diagnostic.message,
                    diagnostic.places.first()
                );
            }
        }
        match checked {
            None => invalid.push(format!("{name}: not read")),
            Some(document) => {
                operations += document
                    .paths
                    .iter()
                    .map(|path| path.operations.len())
                    .sum::<usize>();
                omitted += document.omitted.len();
                for operation in &document.omitted {
                    println!(
                        "{name}: omitted {} {}: {}",
                        operation.method.terminal(),
                        operation.path.terminal(),
                        operation.reason.terminal()
                    );
                }
            }
        }
    }
    println!(
        "{} documents, {operations} operations, {omitted} omitted, warnings: {warnings:?}",
        documents.len()
    );
    assert!(
        invalid.is_empty(),
        "{} faults:\n{}",
        invalid.len(),
        invalid.join("\n")
    );
    assert!(operations > 0);
}

fn documents_in(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            path.extension()
                .is_some_and(|ending| ending == "json" || ending == "yaml")
        })
        .collect()
}
