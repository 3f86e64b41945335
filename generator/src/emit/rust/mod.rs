//! The Rust crate.

mod about;
mod client;
mod docs;
mod model;
mod module;
mod operation;
mod package;
mod scope;
mod service;
mod spell;

pub use package::needs::{operation_features, type_features};
pub use package::public::{Public, PublicArgument, PublicOperation, exports, public, spelled};
pub use package::public_items::{Constant, PublicField, PublicType};
pub use package::starter::{Starter, starter};
#[doc(hidden)]
pub use service::sample_error;
pub use spell::{Spelling, spell};

// Used by other back ends that describe the crate.
pub(in crate::emit) use about::{further, omitted, prose, summary_of_type, wire};
pub(in crate::emit) use client::groups::groups;
pub(in crate::emit) use docs::{Doc, cell, code, default, fenced, plain, sentences};
pub(in crate::emit) use model::types::other_view;
pub(in crate::emit) use operation::surface::{Call, Given, Outcome, Surface};
pub(in crate::emit) use package::features::{
    document as document_features, needed as needed_features,
};
pub(in crate::emit) use package::manifest::title;

use super::CHANGELOG;
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
    let needed = package::runtime::needed(&uses);
    package::runtime::emit(&needed, &uses, krate.package.dates, &mut files);
    let texts = [
        (
            "Cargo.toml",
            Content::Text(package::manifest::emit(krate, &needed)),
        ),
        (
            "README.md",
            Content::Text(package::readme::emit(krate, &needed)),
        ),
        ("rustfmt.toml", Content::Text(RUSTFMT.to_owned())),
        (
            "src/lib.rs",
            Content::Rust(package::lib_rs::emit(krate, &needed)),
        ),
    ];
    for (path, content) in texts {
        if let Some(path) = RelativePath::new(path) {
            files.0.insert(path, content);
        }
    }
    header::complete(&mut files);
    // It has no header: after the first run it belongs to the user.
    if let Some(path) = RelativePath::new(CHANGELOG) {
        let text = package::changelog::emit(krate);
        files.0.insert(path, Content::Text(text));
    }
    files
}

/// Whether operations of a crate are behind features.
pub(super) fn has_features(krate: &Crate<'_>) -> bool {
    !package::features::of_crate(krate).is_empty()
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
