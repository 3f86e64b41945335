//! What comes of binding every document of a folder? Generates a crate for each, compiles them all,
//! and prints a table.
//!
//! ```console
//! $ cargo run --release -p bindery-corpus -- ../shared/corpus
//! ```
//!
//! Each document is bound by a process of its own, so that a crash or a runaway costs one row. The
//! crates become members of one workspace: their dependencies are compiled once, cargo keeps both
//! cores busy, and a second run picks up where an interrupted one stopped.

mod bind;
mod compile;
mod documents;
mod outcome;
mod table;

use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

/// Binds and compiles every document of a folder, and prints a table.
#[derive(Debug, Parser)]
struct Arguments {
    /// Folders with documents; each of their folders is a set of its own.
    folders: Vec<PathBuf>,

    /// Where the crates and the report go.
    #[arg(long, default_value = "target/corpus")]
    out: PathBuf,

    /// Only documents whose name contains one of these texts.
    #[arg(long)]
    only: Vec<String>,

    /// Leave out documents whose name contains one of these texts.
    #[arg(long)]
    skip: Vec<String>,

    /// Leave out documents of more than so many bytes.
    #[arg(long)]
    max_bytes: Option<u64>,

    /// How many documents are bound, and crates compiled, at once.
    #[arg(long, default_value_t = 2)]
    jobs: usize,

    /// Do not compile.
    #[arg(long)]
    no_check: bool,

    /// Fail when fewer than this share of the operations, in percent, is bound, or when a document
    /// cannot be bound or its crate has an error or a warning.
    #[arg(long)]
    require: Option<f64>,

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
    },
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    if let Some(One::Bind {
        document,
        out,
        name,
    }) = &arguments.one
    {
        return bind::child(document, out, name);
    }
    match run(&arguments) {
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
    std::fs::create_dir_all(&arguments.out)
        .map_err(|error| format!("{}: {error}", arguments.out.display()))?;
    let mut outcomes = bind::all(&documents, &arguments.out, arguments.jobs)?;
    if !arguments.no_check {
        compile::all(&mut outcomes, &arguments.out, arguments.jobs)?;
    }
    print!("{}", table::render(&outcomes, !arguments.no_check));
    let report = serde_json::to_string_pretty(&outcomes).map_err(|error| error.to_string())?;
    let path = arguments.out.join("report.json");
    std::fs::write(&path, report).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(arguments
        .require
        .is_none_or(|share| table::meets(&outcomes, share)))
}
