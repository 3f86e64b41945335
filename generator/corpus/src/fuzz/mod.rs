//! Does every crate compile that is generated from a random document?
//!
//! One half of the documents is random from the first to the last word. The other half is made from
//! documents that have no errors, by random changes. What has no errors becomes a module of a crate
//! with others, so that the runtime and the dependencies are compiled once for many of them; some
//! documents get a crate alone, which has no more of the runtime than they need.

#![allow(
    clippy::indexing_slicing,
    reason = "keys are set in JSON objects that were written as objects"
)]

#[path = "../../../tests/hostile/changes.rs"]
#[allow(clippy::unwrap_used, reason = "it serves tests, too")]
mod changes;
mod document;
mod names;
mod operation;
mod schema;

use crate::cargo::{self, Package, Said};
use crate::invent::rng;
use crate::{create, library};
use bindery::config::Traits;
use bindery::job::Request;
use bindery::pipeline;
use clap::Args;
use proptest::prelude::RngExt;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

/// What is generated and compiled.
#[derive(Clone, Debug, Args)]
pub struct Plan {
    /// Where the documents and the crates go.
    #[arg(long, default_value = "target/fuzz")]
    out: PathBuf,

    /// How many documents.
    #[arg(long, default_value_t = 400)]
    documents: usize,

    /// How many of them get a crate alone.
    #[arg(long, default_value_t = 10)]
    alone: usize,

    /// How many of the others share a crate.
    #[arg(long, default_value_t = 100)]
    together: usize,

    /// What all choices follow from.
    #[arg(long, default_value_t = 1)]
    seed: u64,

    /// The folder whose folders hold the documents that are changed.
    #[arg(long, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/pass"))]
    seeds: PathBuf,

    /// Where the crates are compiled, instead of beside them.
    #[arg(long)]
    target: Option<PathBuf>,

    /// How many crates are compiled at once.
    #[arg(long, default_value_t = 2)]
    jobs: usize,
}

/// With and without everything that a crate can have, and its documentation.
const COMMANDS: [&[&str]; 3] = [
    &["check", "--all-features"],
    &["check", "--no-default-features"],
    &["doc", "--no-deps", "--all-features"],
];

/// Runs all of it and prints the counts. Returns whether nothing panicked and every crate compiles
/// without a warning.
pub fn run(plan: &Plan) -> Result<bool, String> {
    let folder = plan.out.join("documents");
    let _ = fs::remove_dir_all(&folder);
    create(&folder)?;
    let (accepted, panicked) = accepted(plan, &folder)?;
    println!(
        "{} documents, {} of them without errors, {} panics",
        plan.documents,
        accepted.len(),
        panicked.len()
    );
    for path in &panicked {
        println!("panic: {}", path.display());
    }
    let crates = plan.out.join("crates");
    create(&crates)?;
    let (alone, others) = accepted.split_at(plan.alone.min(accepted.len()));
    let groups: Vec<&[PathBuf]> = alone
        .chunks(1)
        .chain(others.chunks(plan.together.max(1)))
        .collect();
    let mut properties = Vec::new();
    for (number, documents) in groups.iter().enumerate() {
        let name = format!("fuzz-{number:03}");
        generate(documents, &crates.join(&name), &name)?;
        properties.push(Package { name, alone: false });
    }
    let lock = concat!(env!("CARGO_MANIFEST_DIR"), "/../../Cargo.lock");
    fs::copy(lock, crates.join("Cargo.lock")).map_err(|error| format!("{lock}: {error}"))?;
    let mut clean = panicked.is_empty();
    for command in COMMANDS {
        let target = plan.target.as_deref();
        let said = cargo::run(command, &crates, &properties, plan.jobs, target)?;
        clean &= report(command, &properties, &said);
    }
    Ok(clean)
}

/// Writes the documents; returns those without errors, and those that a stage panics at.
fn accepted(plan: &Plan, folder: &Path) -> Result<(Vec<PathBuf>, Vec<PathBuf>), String> {
    let seeds = changes::seeds(&plan.seeds);
    let (mut accepted, mut panicked) = (Vec::new(), Vec::new());
    for number in 0..plan.documents {
        let tree = match number % 2 {
            0 => document::document(plan.seed, number),
            _ => changed(&seeds, plan.seed, number),
        };
        let path = folder.join(format!("d{number:05}.json"));
        fs::write(&path, tree.to_string())
            .map_err(|error| format!("{}: {error}", path.display()))?;
        let out = folder.join("crate");
        let job = library::job(&path, &out, "fuzz", Traits::Used)?;
        match catch_unwind(AssertUnwindSafe(|| pipeline::understand(&job))) {
            Ok(Ok(_)) => accepted.push(path),
            Ok(Err(_)) => {}
            Err(_) => panicked.push(path),
        }
    }
    Ok((accepted, panicked))
}

/// A document without errors, changed by parts of its own, of another one, and of a random one.
fn changed(seeds: &[(String, Value)], seed: u64, number: usize) -> Value {
    let mut rng = rng(seed, number);
    let mut any = || {
        let at = rng.random_range(0..seeds.len().max(1));
        seeds
            .get(at)
            .map(|(_, tree)| tree.clone())
            .unwrap_or_default()
    };
    let (tree, other) = (any(), any());
    let mut change = || {
        (
            rng.random_range(0..1 << 20),
            rng.random_range(0..u8::MAX),
            rng.random_range(0..1 << 20),
        )
    };
    let tree = changes::changed(tree, &other, &[change(), change()]);
    changes::changed(
        tree,
        &document::document(seed, number),
        &[change(), change()],
    )
}

/// Writes a crate with a module for each document.
fn generate(documents: &[PathBuf], out: &Path, name: &str) -> Result<(), String> {
    let request = Request {
        documents: documents.to_vec(),
        out: out.to_owned(),
        crate_name: Some(name.to_owned()),
        ..Request::default()
    };
    let mut job = library::found(&request)?;
    job.docs = true;
    library::add_server(&mut job);
    library::write(&library::generate_crate(&job)?, out)
}

/// Prints what the compiler reports, and returns whether that is nothing.
fn report(command: &[&str], properties: &[Package], said: &BTreeMap<String, Said>) -> bool {
    let mut files = BTreeMap::new();
    let (mut errors, mut warnings) = (0, 0);
    for property in properties {
        let Some(said) = said.get(&property.name) else {
            println!("{}: cargo reports nothing", property.name);
            errors += 1;
            continue;
        };
        errors += said.errors + usize::from(!said.done && said.errors == 0);
        warnings += said.warnings;
        files.extend(
            said.files
                .iter()
                .map(|(file, first)| (format!("{}/{file}", property.name), first)),
        );
    }
    println!(
        "cargo {}: {} crates, {errors} errors, {warnings} warnings",
        command.join(" "),
        properties.len()
    );
    for (file, first) in files {
        println!("{file}: {first}");
    }
    errors + warnings == 0
}
