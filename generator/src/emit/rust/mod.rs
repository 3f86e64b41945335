//! The Rust crate.

mod about;
mod argument;
mod arguments;
mod arriving;
mod choice;
mod client;
mod default_values;
mod defaults;
mod derives;
mod docs;
mod enums;
mod example;
mod features;
mod groups;
mod guide;
mod headers;
mod lib_rs;
mod manifest;
mod module;
mod needs;
mod output;
mod paging;
mod parts;
mod patterns;
mod public;
mod readme;
mod request;
mod runtime;
mod runtime_files;
mod schemes;
mod scope;
mod server;
mod service;
mod spell;
mod starter;
mod structs;
mod surface;
mod ty;
mod types;
mod unions;
mod views;
mod wire;
mod writes;

pub use needs::{operation_features, type_features};
pub use public::{
    Constant, Public, PublicArgument, PublicField, PublicOperation, PublicType, exports, public,
    spelled,
};
#[doc(hidden)]
pub use service::sample_error;
pub use spell::{Spelling, spell};
pub use starter::{Starter, starter};

// Used by other back ends that describe the crate.
pub(in crate::emit) use about::{further, prose, summary_of_type, wire};
pub(in crate::emit) use docs::{Doc, cell, code, default, fenced, plain, sentences};
pub(in crate::emit) use features::{document as document_features, needed as needed_features};
pub(in crate::emit) use groups::groups;
pub(in crate::emit) use lib_rs::omitted;
pub(in crate::emit) use manifest::title;
pub(in crate::emit) use patterns::sample;
pub(in crate::emit) use surface::{Call, Given, Outcome, Surface};
pub(in crate::emit) use types::other_view;

use super::{Chunk, Content, Files, Format, RelativePath, header};
use crate::analyze::{Facts, served};
use crate::config::Package;
use crate::ir::{Api, TypeId};
use crate::name::{Identifier, Names};
use scope::RuntimeUses;

/// A crate to be written.
#[derive(Debug)]
pub struct Crate<'a> {
    /// The package's name.
    pub name: &'a str,
    /// The package's version.
    pub version: &'a str,
    /// Further keys of its manifest.
    pub package: &'a Package,
    /// One a document, in the order of their names.
    pub modules: Vec<Module<'a>>,
}

/// A document's module.
#[derive(Debug)]
pub struct Module<'a> {
    /// Its name.
    pub name: &'a Identifier,
    /// The meaning of the document.
    pub api: &'a Api,
    /// Its facts.
    pub facts: &'a Facts,
    /// Its names.
    pub names: &'a Names,
}

/// Writes a crate. Cannot fail: everything that can has been found before.
pub fn emit(krate: &Crate<'_>, format: Format) -> Files {
    let (mut files, mut uses) = (Files::default(), RuntimeUses::default());
    for module in &krate.modules {
        module::emit(krate, module, format, &mut files, &mut uses);
    }
    let needed = runtime::needed(&uses);
    runtime::emit(&needed, &uses, krate.package.dates, &mut files);
    let texts = [
        ("Cargo.toml", Content::Text(manifest::emit(krate, &needed))),
        ("README.md", Content::Text(readme::emit(krate, &needed))),
        ("rustfmt.toml", Content::Text(RUSTFMT.to_owned())),
        ("src/lib.rs", Content::Rust(lib_rs::emit(krate, &needed))),
    ];
    for (path, content) in texts {
        if let Some(path) = RelativePath::new(path) {
            files.0.insert(path, content);
        }
    }
    header::complete(&mut files);
    files
}

/// Whether operations of a crate are behind features.
pub(super) fn has_features(krate: &Crate<'_>) -> bool {
    !features::of_crate(krate).is_empty()
}

/// Generated files are formatted already; reformatting would count as an edit by hand.
const RUSTFMT: &str = "disable_all_formatting = true\n";

/// The header of a file of Rust code. It names no version, so that an upgrade touches only what it changes.
fn first_line(module: Option<&str>) -> Chunk {
    let source = module.map(|module| format!(" from the OpenAPI document `{module}`"));
    let source = source.unwrap_or_default();
    Chunk::Verbatim(header::rust(&source))
}

impl Module<'_> {
    /// The type that a name stands for: an earlier one that it repeats, or its own.
    fn written(&self, id: TypeId) -> TypeId {
        let facts = self.facts.types.get(id.index());
        facts.and_then(|facts| facts.repeats).unwrap_or(id)
    }

    /// Whether there is a server of it.
    fn is_served(&self, krate: &Crate<'_>) -> bool {
        let mut operations = self.api.operations.iter();
        krate.package.server && operations.any(|it| served(it).is_ok())
    }
}

impl Crate<'_> {
    /// The name by which Rust code knows the crate.
    pub(in crate::emit) fn library(&self) -> String {
        self.name.replace('-', "_")
    }
}
