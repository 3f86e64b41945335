//! The Rust crate.

mod spell;

pub use spell::{Spelling, spell};

use super::Files;
use crate::analyze::Facts;
use crate::ir::Api;
use crate::name::{Identifier, Names};

/// A crate to be written.
#[derive(Debug)]
pub struct Crate<'a> {
    /// The package's name.
    pub name: &'a str,
    /// The package's version.
    pub version: &'a str,
    /// One a document, in the order of their names.
    pub modules: Vec<Module<'a>>,
}

/// A document's module.
#[derive(Debug)]
pub struct Module<'a> {
    /// Its name.
    pub name: &'a Identifier,
    /// What the document means.
    pub api: &'a Api,
    /// What follows from it.
    pub facts: &'a Facts,
    /// What everything is called.
    pub names: &'a Names,
}

/// Writes a crate. Cannot fail: everything that can has been found before.
pub fn emit(krate: &Crate<'_>) -> Files {
    let _ = krate;
    Files::default()
}
