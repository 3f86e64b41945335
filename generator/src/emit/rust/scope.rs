//! What does a file of the output name, and what does it have to import for that?

use crate::emit::rust::Module;
use crate::emit::rust::about::summary_of_type;
use crate::ir::{Shape, Type, TypeId};
use crate::name::{Identifier, ServerNames};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// The items of the runtime that the output names: the rest is left out of it.
pub(super) type Uses = BTreeSet<&'static str>;

/// The runtime items that the files of a crate refer to.
#[derive(Debug, Default)]
pub(super) struct RuntimeUses {
    /// In files that are always compiled.
    pub(super) always: Uses,
    /// In those that are compiled with the feature `server` alone.
    pub(super) server: Uses,
}

/// A file that is being written. Naming an item makes its import, so that no import is missing or
/// idle; an item whose name the document took for itself is written with its path instead.
pub(super) struct Scope<'a> {
    /// The document's module.
    pub(super) module: &'a Module<'a>,
    taken: &'a Taken<'a>,
    home: Home,
    /// The types in the same file, if it is a part of `types`.
    beside: Option<&'a BTreeSet<TypeId>>,
    imports: RefCell<BTreeMap<String, BTreeSet<String>>>,
    uses: RefCell<Uses>,
}

/// Where a file stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Home {
    /// It is the module `types`.
    Types,
    /// It is another module of the document's module.
    Module,
    /// It is a part of one.
    Part,
    /// It is a part of the part that features share.
    Shared,
}

impl Home {
    /// The module that it is a part of, from there; the document's module, where it is none.
    pub(super) fn whole(self) -> &'static str {
        match self {
            Self::Types | Self::Module | Self::Part => "super",
            Self::Shared => "super::super",
        }
    }

    /// The document's module, from there.
    fn up(self) -> &'static str {
        match self {
            Self::Types | Self::Module => "super",
            Self::Part => "super::super",
            Self::Shared => "super::super::super",
        }
    }
}

/// Names that a document's module gives to its own items.
pub(super) struct Taken<'a> {
    types: BTreeSet<&'a str>,
    others: BTreeSet<&'a str>,
    /// Every name counts as taken.
    everything: bool,
}

impl<'a> Taken<'a> {
    /// Collects them.
    pub(super) fn of(module: &Module<'a>) -> Self {
        let requests = module
            .names
            .operations
            .iter()
            .flat_map(|names| {
                let choice = names.choice.as_ref().map(|choice| &choice.name);
                let own = [&names.request, &names.required, &names.response];
                own.into_iter().chain(choice)
            })
            .map(Identifier::as_str);
        let servers = module.names.choices().map(|names| names.ty.as_str());
        Self {
            types: module.names.types.iter().map(Identifier::as_str).collect(),
            others: requests
                .chain(servers)
                .chain(["Client", "ClientBuilder"])
                .collect(),
            everything: false,
        }
    }

    /// As if every name were taken: whatever is named is written with its path.
    pub(super) fn everything() -> Self {
        Self {
            types: BTreeSet::new(),
            others: BTreeSet::new(),
            everything: true,
        }
    }

    fn has(&self, name: &str) -> bool {
        self.everything || self.types.contains(name) || self.others.contains(name)
    }

    /// Whether a type of this name cannot be imported beside the requests.
    fn hides_type(&self, name: &str) -> bool {
        self.everything || self.others.contains(name) || name == CALLER
    }
}

impl<'a> Scope<'a> {
    /// A file.
    pub(super) fn new(module: &'a Module<'a>, taken: &'a Taken<'a>, home: Home) -> Self {
        Self {
            module,
            taken,
            home,
            beside: None,
            imports: RefCell::default(),
            uses: RefCell::default(),
        }
    }

    /// A part of the module `types` that holds these.
    pub(super) fn holding(
        module: &'a Module<'a>,
        taken: &'a Taken<'a>,
        home: Home,
        types: &'a BTreeSet<TypeId>,
    ) -> Self {
        Self {
            beside: Some(types),
            ..Self::new(module, taken, home)
        }
    }

    /// Where the file stands.
    pub(super) fn home(&self) -> Home {
        self.home
    }

    /// Whether a type allows every JSON value, null among them.
    pub(super) fn is_any(&self, ty: &Type) -> bool {
        matches!(self.module.api.resolve(ty), Type::Any)
    }

    /// Whether null is a value of a type like any other: of anything, and of a union that may be
    /// anything.
    pub(super) fn takes_null(&self, ty: &Type) -> bool {
        let api = self.module.api;
        let shape = match api.resolve(ty) {
            Type::Any => return true,
            Type::Named(id) => api.get(*id).map(|def| &def.shape),
            _ => None,
        };
        matches!(shape, Some(Shape::Union(union)) if union.discriminator.is_none()
            && union.variants.iter().any(|variant| self.is_any(&variant.ty)))
    }

    /// A type of the document.
    pub(super) fn named(&self, id: TypeId) -> TokenStream {
        let Some(name) = self.module.names.types.get(id.index()) else {
            // No id of this document: `Api::get` has none either.
            return quote! { () };
        };
        let written = ident(name);
        if self.home == Home::Types {
            return quote! { #written };
        }
        if let Some(beside) = self.beside {
            if !beside.contains(&id) {
                self.import(self.home.whole(), &written.to_string());
            }
            return quote! { #written };
        }
        if self.taken.hides_type(name.as_str()) {
            self.import(self.home.up(), "types");
            return quote! { types::#written };
        }
        self.import(&format!("{}::types", self.home.up()), &written.to_string());
        quote! { #written }
    }

    /// A request value or another item of `operations`, from outside of it.
    pub(super) fn operation(&self, name: &Identifier) -> Ident {
        let path = format!("{}::operations", self.home.up());
        self.import(&path, &ident(name).to_string());
        ident(name)
    }

    /// A choice of servers, from outside of the client's file.
    pub(super) fn server(&self, names: &ServerNames) -> Ident {
        let written = ident(&names.ty);
        self.import(self.home.up(), &written.to_string());
        written
    }

    /// An item of the runtime.
    pub(super) fn runtime(&self, name: &'static str) -> TokenStream {
        self.uses.borrow_mut().insert(name);
        let written = named(name);
        if self.taken.has(name) {
            self.import("crate", "runtime");
            quote! { runtime::#written }
        } else {
            self.import("crate::runtime", name);
            quote! { #written }
        }
    }

    /// Records that a crate is to have an item of the runtime that its own code does not name.
    pub(super) fn used(&self, name: &'static str) {
        self.uses.borrow_mut().insert(name);
    }

    /// A macro of the runtime, for [`Chunk::Verbatim`](crate::emit::Chunk).
    pub(super) fn table(&self, name: &'static str) -> String {
        self.uses.borrow_mut().insert(name);
        format!("crate::runtime::{name}!")
    }

    /// A macro of the runtime, as tokens.
    pub(super) fn invocation(&self, name: &'static str) -> TokenStream {
        self.uses.borrow_mut().insert(name);
        let name = named(name);
        quote! { crate::runtime::#name! }
    }

    /// A link to a type of the document; none for types without a name.
    pub(super) fn link(&self, ty: &Type) -> Option<String> {
        let Type::Named(id) = ty else {
            return None;
        };
        let name = self.module.names.types.get(id.index())?.as_str();
        Some(doc_link(self.module.name, name, &format!("types::{name}")))
    }

    /// The first paragraph about a type with a name, for what has no documentation of its own.
    pub(super) fn summary(&self, ty: &Type) -> Option<String> {
        let Type::Named(id) = ty else {
            return None;
        };
        let summary = summary_of_type(&self.module.api.get(*id)?.docs)?;
        (!summary.is_empty()).then(|| summary.lines().join(" "))
    }

    /// An item of the standard library: by its name where the prelude has it.
    pub(super) fn std(&self, name: &'static str) -> TokenStream {
        let module = match name {
            "BTreeMap" => "collections",
            "Box" => "boxed",
            "Vec" => "vec",
            "String" => "string",
            "Option" | "Some" | "None" => "option",
            "Result" | "Ok" | "Err" => "result",
            "Clone" => "clone",
            "IntoIterator" => "iter",
            _ => "convert",
        };
        let written = named(name);
        if self.taken.has(name) {
            let module = named(module);
            if name == "Some" || name == "None" {
                return quote! { std::#module::Option::#written };
            }
            return quote! { std::#module::#written };
        }
        if name == "BTreeMap" {
            self.import(&format!("std::{module}"), name);
        }
        quote! { #written }
    }

    /// An item of a crate that the output depends on.
    pub(super) fn external(&self, krate: &str, name: &str) -> TokenStream {
        let written = named(name);
        if self.taken.has(name) {
            let krate = named(krate);
            return quote! { #krate::#written };
        }
        self.import(krate, name);
        quote! { #written }
    }

    /// The parameter that stands for the way a request is sent.
    pub(super) fn caller(&self) -> Ident {
        format_ident!("{CALLER}")
    }

    /// The visibility of what only the document's module has to see.
    pub(super) fn internal(&self) -> TokenStream {
        let name = ident(self.module.name);
        match self.home {
            Home::Part | Home::Shared => quote! { pub(in crate::#name) },
            Home::Types | Home::Module => quote! { pub(super) },
        }
    }

    /// A link to a method of the client.
    pub(super) fn method(&self, method: &Ident) -> String {
        let method = method.to_string();
        let path = format!("Client::{}", method.trim_start_matches("r#"));
        doc_link(self.module.name, &path, &path)
    }

    /// Adds an import.
    pub(super) fn import(&self, path: &str, name: &str) {
        let mut imports = self.imports.borrow_mut();
        imports
            .entry(path.to_owned())
            .or_default()
            .insert(name.to_owned());
    }

    /// The imports, and what was used of the runtime.
    pub(super) fn finish(self, uses: &mut Uses) -> TokenStream {
        self.into_named().finish(uses)
    }

    /// The items referred to, to be merged with those of other parts of the file.
    pub(super) fn into_named(self) -> Named {
        Named {
            imports: self.imports.into_inner(),
            uses: self.uses.into_inner(),
        }
    }
}

/// The items that a part of a file refers to.
#[derive(Debug, Default)]
pub(super) struct Named {
    imports: BTreeMap<String, BTreeSet<String>>,
    uses: Uses,
}

impl Named {
    /// Adds what another part of the file names.
    pub(super) fn add(&mut self, other: Self) {
        self.uses.extend(other.uses);
        for (path, names) in other.imports {
            self.imports.entry(path).or_default().extend(names);
        }
    }

    /// The imports, and what was used of the runtime.
    pub(super) fn finish(self, uses: &mut Uses) -> TokenStream {
        uses.extend(self.uses);
        let mut imports: Vec<_> = self.imports.into_iter().collect();
        imports.sort_by_key(|(path, _)| (rank(path), path.clone()));
        imports
            .into_iter()
            .map(|(path, names)| statement(&path, &names))
            .collect()
    }
}

/// A link of rustdoc to an item of a document's module, by a path without `r#`: in links a keyword is a
/// name like any other, and `#` begins a fragment.
pub(super) fn doc_link(module: &Identifier, label: &str, path: &str) -> String {
    format!("[`{label}`](crate::{}::{path})", module.as_str())
}

/// The type parameter of clients and request values.
const CALLER: &str = "C";

/// An identifier as a token.
pub(super) fn ident(name: &Identifier) -> Ident {
    if name.is_raw() {
        Ident::new_raw(name.as_str(), Span::call_site())
    } else {
        Ident::new(name.as_str(), Span::call_site())
    }
}

/// A name of ours.
fn named(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

/// The order of `rustfmt`: this crate from near to far, then others.
fn rank(path: &str) -> u8 {
    match path.split("::").next() {
        Some("super") => 0,
        Some("crate") => 1,
        _ => 2,
    }
}

fn statement(path: &str, names: &BTreeSet<String>) -> TokenStream {
    let path: Vec<Ident> = path
        .split("::")
        .map(|part| format_ident!("{part}"))
        .collect();
    let names: Vec<Ident> = names.iter().map(|name| format_ident!("{name}")).collect();
    match names.as_slice() {
        [name] => quote! { use #(#path::)*#name; },
        names => quote! { use #(#path::)*{#(#names),*}; },
    }
}
