//! Reads OpenAPI descriptions and binds them into a Rust crate.
//!
//! ```text
//! load ─► upgrade ─► check ─► lower ─► analyze ─► name ─► emit ─► format ─► write
//! ```
//!
//! Each stage is a module; `pipeline` runs them in this order. Only `load` and `write` touch files.

pub mod analyze;
pub mod build;
pub mod check;
#[cfg(feature = "cli")]
pub mod cli;
pub mod config;
pub mod diagnostic;
pub mod diff;
pub mod emit;
pub mod findings;
pub mod fingerprint;
pub mod format;
pub mod ir;
pub mod job;
pub mod limits;
pub mod lint;
pub mod load;
pub mod lower;
pub mod message;
#[cfg(feature = "mock")]
pub mod mock;
pub mod name;
mod parallel;
pub mod pipeline;
pub mod progress;
#[cfg(feature = "cli")]
pub mod scaffold;
pub mod upgrade;
mod words;
pub mod write;
