//! Generates Rust client crates from OpenAPI documents.
//!
//! The input is any number of documents: OpenAPI 3.0, 3.1, 3.2 or Swagger 2.0, in YAML or JSON,
//! each of one or several files. The output is the source of one crate with a module for each
//! document: models, a client with a method for each operation, and a runtime.
//!
//! There are four ways to generate a crate. All have the same output:
//!
//! | | run by | output |
//! | --- | --- | --- |
//! | `bindery generate` | you | a folder of your choice |
//! | [`build::refresh`] | cargo, when a document has changed | a folder that is committed |
//! | [`build::include`] | cargo, when a document has changed | the output folder of the build |
//! | [`Generator`] | your program | a folder of your choice, or memory |
//!
//! # A committed crate
//!
//! Use this for a crate that others depend on, or whose changes are reviewed. `bindery new` creates such
//! a package. To create it by hand, let the package compile the folder that its build script updates:
//!
//! ```toml
//! # Cargo.toml
//! [package]
//! name = "pets"
//! version = "0.1.0"
//! edition = "2024"
//!
//! [lib]
//! path = "generated/src/lib.rs"
//!
//! [build-dependencies]
//! bindery = "0.1"
//! ```
//!
//! ```no_run
//! // build.rs
//! fn main() -> std::process::ExitCode {
//!     bindery::build::refresh("specs", "generated")
//! }
//! ```
//!
//! Run `bindery generate` once to create `generated/`, because cargo requires the library to exist before
//! it runs a build script. Later builds update it. The first build prints the dependencies and features
//! that the generated code needs; they are lines of `generated/Cargo.toml`. Commit `generated/` with the
//! documents. In CI, set `BINDERY_FROZEN=1`: the build then writes nothing, and fails if `generated/` is
//! stale.
//!
//! # A crate that is not committed
//!
//! Use this for a package of a workspace whose generated code is not committed:
//!
//! ```toml
//! # Cargo.toml
//! [package]
//! name = "pets"
//! version = "0.1.0"
//! edition = "2024"
//!
//! [build-dependencies]
//! bindery = "0.1"
//! ```
//!
//! ```no_run
//! // build.rs
//! fn main() -> std::process::ExitCode {
//!     bindery::build::include("specs")
//! }
//! ```
//!
//! ```ignore
//! // src/lib.rs
//! include!(concat!(env!("OUT_DIR"), "/bindery/src/included.rs"));
//! ```
//!
//! The first build prints the lines that `[dependencies]` and `[features]` need. The generated code must
//! be at the root of the package, so give it a package of its own.
//!
//! # Your own program
//!
//! [`Generator`] creates a crate in memory or writes it into a folder; its [`Error`] contains every
//! error with its line. The result includes the meaning of the documents:
//!
//! ```
//! # fn main() -> Result<(), bindery::Error> {
//! let generated = bindery::Generator::of_folder("../specs").generate()?;
//! for meaning in generated.meanings() {
//!     for operation in &meaning.api.operations {
//!         println!("{}", operation.id.terminal());
//!     }
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # Features
//!
//! A build script needs none of them unless `bindery.toml` says so. The command line enables all.
//!
//! | feature | enables |
//! | --- | --- |
//! | `diff` | the module `diff`: the differences between two versions of a document |
//! | `docs` | `docs = true` in `bindery.toml`: the reference of the crate as Markdown pages |
//! | `lint` | the module `lint`: problems that do not affect generated code |
//! | `overlays` | `overlays` in `bindery.toml` (JSONPath) |
//! | `sarif` | diagnostics as SARIF |
//! | `full` | all of these |
//!
//! # How it works
//!
//! ```text
//! load ─► upgrade ─► check ─► lower ─► analyze ─► name ─► emit ─► format ─► write
//! ```
//!
//! Each stage is a module; `pipeline` runs them in this order. Only `load` and `write` touch files. They
//! are public for tools and change with the generator. The stable interface is
//! [`Generator`], [`build`] and the command line.

// Items that only an optional feature uses. Checks with `full` still find dead code.
#![cfg_attr(
    not(feature = "full"),
    allow(
        dead_code,
        unused_imports,
        unused_variables,
        reason = "an optional feature uses it"
    )
)]

pub mod analyze;
pub mod build;
mod canonical;
pub mod check;
mod circles;
pub mod config;
mod crates;
mod device_name;
pub mod diagnostic;
#[cfg(feature = "diff")]
pub mod diff;
pub mod emit;
pub mod examples;
pub mod findings;
pub mod fingerprint;
pub mod format;
mod generator;
pub mod ir;
pub mod job;
pub mod limits;
#[cfg(feature = "lint")]
pub mod lint;
pub mod load;
pub mod lower;
pub mod message;
pub mod name;
pub mod openapi;
mod optional;
mod parallel;
pub mod pipeline;
pub mod progress;
pub mod regular_file;
pub mod schemes;
pub mod text;
pub mod upgrade;
#[doc(hidden)]
pub mod visits;
mod words;
pub mod write;

pub use generator::{Error, Generated, Generator, Written};

/// Compiles the examples of the package's README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
