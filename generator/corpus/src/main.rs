//! What comes of binding every document of a folder? Generates a crate for each, compiles them all,
//! and prints a table.
//!
//! ```console
//! $ cargo run -p bindery-corpus -- ../shared/corpus --round-trip
//! ```
//!
//! Each document is bound by a process of its own, so that a crash or a runaway costs one row. The
//! crates become members of one workspace: their dependencies are compiled once, cargo keeps all
//! cores busy, and a second run picks up where an interrupted one stopped.

#![allow(
    clippy::disallowed_methods,
    reason = "documents are compared with what is made of them"
)]

mod baseline;
mod bind;
mod cargo;
mod children;
mod compile;
mod count;
mod documents;
mod examples;
mod fresh;
mod fuzz;
mod invent;
mod library;
mod memory;
mod outcome;
mod raw;
mod round_trip;
mod summary;
mod table;

use clap::{Parser, Subcommand};
use outcome::Outcome;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

/// Binds and compiles every document of a folder, and prints a table.
#[derive(Debug, Parser)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
struct Arguments {
    /// Folders with documents; each of their folders is a set of its own.
    #[arg(required = true)]
    folders: Vec<PathBuf>,

    /// Where the crates and the report go.
    #[arg(long, default_value = "target/corpus")]
    out: PathBuf,

    /// Only documents whose set and name, as in `public/stripe.com.json`, contain one of these texts.
    #[arg(long)]
    only: Vec<String>,

    /// Leave out documents whose set and name contain one of these texts.
    #[arg(long)]
    skip: Vec<String>,

    /// Leave out documents of more than so many bytes.
    #[arg(long)]
    max_bytes: Option<u64>,

    /// How many documents are bound, and crates compiled, at once.
    #[arg(long, default_value_t = 2)]
    jobs: usize,

    /// How many seconds a document may take.
    #[arg(long, default_value_t = 600)]
    limit: u64,

    /// Generate every document again, even if an earlier run of this program did.
    #[arg(long)]
    fresh: bool,

    /// Make a server of each document, too. To be given a folder of its own with `--out`.
    #[arg(long)]
    server: bool,

    /// Do not compile.
    #[arg(long)]
    no_check: bool,

    /// Try every example of the documents on the types.
    #[arg(long)]
    round_trip: bool,

    /// Fail when fewer than this share of the operations, in percent, is bound, or when a document
    /// cannot be bound or its crate has an error or a warning.
    #[arg(long)]
    require: Option<f64>,

    /// Fail when an example that fits its schema is lost, or one that does not is altered, or when
    /// the examples of a document could not be tried.
    #[arg(long, requires = "round_trip")]
    require_round_trip: bool,

    /// Fail when something is worse than in this file.
    #[arg(long)]
    baseline: Option<PathBuf>,

    /// Write the counts of this run to a file, for `--baseline`.
    #[arg(long)]
    save_baseline: Option<PathBuf>,

    #[command(subcommand)]
    one: Option<One>,
}

/// The work of a child process.
#[derive(Debug, Subcommand)]
enum One {
    /// Binds one document and prints the outcome as JSON.
    #[command(hide = true)]
    Bind {
        /// The document.
        document: PathBuf,
        /// The folder of the crate.
        out: PathBuf,
        /// The name of the crate.
        name: String,
        /// Make a server, too.
        #[arg(long)]
        server: bool,
    },
    /// Writes documents with random schemas and random values, to be bound like any others.
    Invent {
        /// Where they go.
        folder: PathBuf,
        /// How many.
        #[arg(long, default_value_t = 8)]
        documents: usize,
        /// How many schemas in each.
        #[arg(long, default_value_t = 60)]
        schemas: usize,
        /// How many values for each schema; as many damaged ones come on top.
        #[arg(long, default_value_t = 20)]
        values: usize,
        /// What they follow from.
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
    /// Generates crates from random documents, a server included, and compiles them.
    Fuzz(fuzz::Plan),
    /// Writes the crate of one document and a program that tries its examples.
    #[command(hide = true)]
    Examples {
        /// The document.
        document: PathBuf,
        /// The folder of both.
        out: PathBuf,
        /// The name of the crate.
        name: String,
    },
}

/// What the steps of a run have in common.
#[derive(Debug)]
struct Settings {
    /// This program.
    program: PathBuf,
    /// Where everything goes.
    out: PathBuf,
    jobs: usize,
    limit: Duration,
    fresh: bool,
    server: bool,
}

impl Settings {
    /// Where a child process writes what it prints.
    fn log(&self, name: &str) -> Result<PathBuf, String> {
        let folder = self.out.join("log");
        create(&folder)?;
        // The name of a crate has no dot, so an extension replaces nothing.
        Ok(folder.join(name))
    }
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let done = match &arguments.one {
        Some(One::Bind {
            document,
            out,
            name,
            server,
        }) => serde_json::to_string(&bind::child(document, out, name, *server))
            .map(|outcome| println!("{outcome}"))
            .map_err(|error| error.to_string())
            .map(|()| true),
        Some(One::Examples {
            document,
            out,
            name,
        }) => examples::child(document, out, name).map(|()| true),
        Some(One::Invent {
            folder,
            documents,
            schemas,
            values,
            seed,
        }) => {
            let plan = invent::Plan {
                documents: *documents,
                schemas: *schemas,
                values: *values,
                seed: *seed,
            };
            invent::write(folder, plan).map(|()| true)
        }
        Some(One::Fuzz(plan)) => fuzz::run(plan),
        None => run(&arguments),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::from(2)
        }
    }
}

fn run(arguments: &Arguments) -> Result<bool, String> {
    let documents = documents::find(arguments)?;
    if documents.is_empty() {
        return Err("there is no such document".to_owned());
    }
    let settings = Settings {
        program: std::env::current_exe().map_err(|error| error.to_string())?,
        out: arguments.out.clone(),
        jobs: arguments.jobs,
        limit: Duration::from_secs(arguments.limit),
        fresh: arguments.fresh,
        server: arguments.server,
    };
    let crates = arguments.out.join("crates");
    create(&crates)?;
    let mut outcomes = bind::all(&documents, &crates, &settings)?;
    if !arguments.no_check {
        compile::all(&mut outcomes, &crates, &settings)?;
    }
    if arguments.round_trip {
        let folder = arguments.out.join("examples");
        examples::all(&documents, &mut outcomes, &folder, &settings)?;
    }
    print!("{}", table::render(&outcomes));
    save(&arguments.out.join("report.json"), &outcomes)?;
    let summaries = summary::by_set(&outcomes);
    if let Some(path) = &arguments.save_baseline {
        save(path, &summaries)?;
    }
    let mut good = arguments
        .require
        .is_none_or(|share| meets(&outcomes, &summaries, share));
    if arguments.require_round_trip {
        good &= outcomes.iter().all(survives);
    }
    if let Some(path) = &arguments.baseline {
        let worse = baseline::compare(path, &summaries)?;
        for line in &worse {
            println!("worse: {line}");
        }
        good &= worse.is_empty();
    }
    Ok(good)
}

/// Whether every document has a crate without errors and warnings, and at least `share` percent of
/// the operations are bound.
fn meets(outcomes: &[Outcome], summaries: &summary::Summaries, share: f64) -> bool {
    let all = summary::total(summaries);
    outcomes.iter().all(Outcome::is_clean) && summary::percent(all.bound, all.operations) >= share
}

/// Whether every example came back, and none that does not fit came back altered.
fn survives(outcome: &Outcome) -> bool {
    outcome.round_trip.as_ref().is_some_and(|examples| {
        examples.failure.is_none() && examples.different.is_empty() && examples.altered.is_empty()
    })
}

fn save<T: serde::Serialize>(path: &Path, value: &T) -> Result<(), String> {
    let text = serde_json::to_string_pretty(value).map_err(|error| error.to_string())?;
    fs::write(path, text + "\n").map_err(|error| format!("{}: {error}", path.display()))
}

fn create(folder: &Path) -> Result<(), String> {
    fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))
}
