//! The reference, as pages of Markdown that a repository or a site can show.
//!
//! `README.md` lists the APIs. Each has a folder: `README.md` with its operations, `types.md` with
//! its types. Where there are many, each tag has a page in `operations/`, and each initial one in
//! `types/`. Every link leads to a heading of these pages or to an absolute address.

mod curl;
mod index;
mod operation;
mod page;
mod places;
mod response;
mod types;

use super::rust::{Crate, Doc, Surface, prose, summary_of_type};
use super::{Content, Files, RelativePath, header};
use crate::ir::{Docs, Type};
use places::Places;

/// Writes the pages. Cannot fail: everything that can has been found before.
pub fn emit(krate: &Crate<'_>) -> Files {
    let mut files = Files::default();
    let mut add = |path: &str, text: String| {
        if let Some(path) = RelativePath::new(path) {
            files.0.insert(path, Content::Text(text));
        }
    };
    add("README.md", index::root(krate));
    for module in &krate.modules {
        let surface = Surface::of(krate, module);
        let calls = surface.calls();
        let places = Places::of(module);
        let api = Reference {
            krate,
            module,
            surface: &surface,
            calls: &calls,
            places: &places,
            base: module.api.servers.first().and_then(curl::base),
        };
        let pages = index::pages(&api).into_iter().chain(types::pages(&api));
        for (path, text) in pages {
            add(&format!("{}/{path}", module.name.as_str()), text);
        }
    }
    header::complete(&mut files);
    files
}

/// Everything that the pages of one API are written from.
struct Reference<'a> {
    krate: &'a Crate<'a>,
    module: &'a super::rust::Module<'a>,
    surface: &'a Surface<'a>,
    calls: &'a [super::rust::Call<'a>],
    places: &'a Places,
    /// The URL of the first server of the document, if it is absolute.
    base: Option<String>,
}

impl Reference<'_> {
    /// The description of a thing, or else of its type, in short.
    fn said(&self, docs: &Docs, ty: Option<&Type>) -> Doc {
        let said = prose(docs, "");
        match ty {
            Some(Type::Named(id)) if said.is_empty() => match self.module.api.get(*id) {
                Some(def) => summary_of_type(&def.docs).unwrap_or(said),
                None => said,
            },
            _ => said,
        }
    }
}
