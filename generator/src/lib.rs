//! Reads OpenAPI descriptions and binds them into a Rust crate.
//!
//! The input is any number of documents: OpenAPI 3.0, 3.1, 3.2 or Swagger 2.0, in YAML or JSON,
//! each of one or several files. The output is the source of one crate with a module for each
//! document: models, a client with a method for each operation, and a runtime.
//!
//! There are four ways to it, and all make the same:
//!
//! | | who runs it | where the crate is |
//! | --- | --- | --- |
//! | `bindery generate` | you | where you say |
//! | [`build::refresh`] | cargo, when a document changed | in a folder that is committed |
//! | [`build::include`] | cargo, when a document changed | among the build's own files |
//! | [`Generator`] | a program of yours | where you say, or in memory |
//!
//! # A committed crate
//!
//! For a crate that others depend on, or that is to be seen in reviews. `bindery new` makes such a
//! package; by hand it is this. The package compiles the folder that its build script keeps:
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
//! `bindery generate` makes `generated/` for the first time, since cargo wants to see a library before
//! it runs a script; after that, builds keep it. The first one says which dependencies and features the
//! generated code needs: they are lines of `generated/Cargo.toml`. Commit `generated/` with the
//! documents, and set `BINDERY_FROZEN=1` in CI, where a build is to judge what is committed and change
//! nothing.
//!
//! # A crate that only the build has
//!
//! For a package of a workspace whose generated code nobody commits:
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
//! The first build says what `[dependencies]` and `[features]` have to hold. The crate has to be at the
//! root of the package, so give it a package of its own.
//!
//! # A program of one's own
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
//! are public for tools that look into them, and change with the generator: what is promised is
//! [`Generator`], [`build`] and what the command line does.

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
