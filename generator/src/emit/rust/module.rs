//! What do the files of one document's module hold?

use super::about::wire;
use super::arguments::{self, Arguments};
use super::docs::Doc;
use super::groups::groups;
use super::scope::{Home, Scope, Taken, Uses, ident};
use super::{Crate, Module, client, headers, lib_rs, manifest, request, types};
use crate::emit::{Chunk, Content, Files, RelativePath};
use crate::ir::Operation;
use crate::name::{Identifier, OperationNames};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use std::collections::BTreeMap;

/// Adds the files of a module, and records what they use of the runtime.
pub(super) fn emit(krate: &Crate<'_>, module: &Module<'_>, files: &mut Files, uses: &mut Uses) {
    let taken = Taken::of(module);
    let operations: Vec<_> = arguments::operations(module).collect();
    let mut writer = Writer {
        krate,
        module,
        taken: &taken,
        operations: &operations,
        files,
        uses,
    };
    let groups = groups(module);
    writer.root();
    writer.types();
    writer.headers();
    writer.operations(groups.as_ref());
    writer.client(groups.as_ref());
}

/// Modules with the places of their operations.
type Groups = BTreeMap<Identifier, Vec<usize>>;

struct Writer<'a> {
    krate: &'a Crate<'a>,
    module: &'a Module<'a>,
    taken: &'a Taken<'a>,
    operations: &'a [(&'a Operation, &'a OperationNames, Arguments<'a>)],
    files: &'a mut Files,
    uses: &'a mut Uses,
}

impl<'a> Writer<'a> {
    fn add(&mut self, name: &str, docs: TokenStream, chunks: Vec<Chunk>) {
        let mut all = vec![super::header(Some(self.module.name.as_str()))];
        if !docs.is_empty() {
            all.push(Chunk::Inner(docs));
        }
        all.extend(chunks);
        let path = format!("src/{}/{name}.rs", self.module.name.as_str());
        if let Some(path) = RelativePath::new(&path) {
            self.files.0.insert(path, Content::Rust(all));
        }
    }

    fn scope(&self, home: Home) -> Scope<'a> {
        Scope::new(self.module, self.taken, home)
    }

    fn root(&mut self) {
        let api = self.module.api;
        let mut doc = Doc::new();
        doc.prose(&format!("{}.", manifest::title(&api.title)));
        doc.prose(api.docs.description.as_deref().unwrap_or_default());
        if !api.version.trim().is_empty() {
            let version = wire(&api.version);
            doc.paragraph(&format!("Version of the description: {version}."));
        }
        lib_rs::omitted(self.module, &mut doc);
        let server = self.module.names.server.as_ref();
        let mut public: Vec<Ident> = server.map(|names| ident(&names.ty)).into_iter().collect();
        public.extend(["Client", "ClientBuilder"].map(|name| format_ident!("{name}")));
        public.sort();
        let headers = (!api.headers.is_empty()).then(|| quote! { pub mod headers; });
        let items = quote! {
            mod client;
            #headers
            pub mod operations;
            pub mod types;

            pub use client::{#(#public),*};
        };
        self.add("mod", doc.inner(), vec![Chunk::Items(items)]);
    }

    fn types(&mut self) {
        let scope = self.scope(Home::Types);
        let api = self.module.api;
        let types: Vec<Chunk> = api
            .types()
            .flat_map(|(id, def)| types::emit(&scope, id, def))
            .collect();
        let imports = scope.finish(self.uses);
        let mut chunks = Vec::new();
        if !imports.is_empty() {
            chunks.push(Chunk::Items(imports));
        }
        chunks.extend(types);
        self.add(
            "types",
            quote! { #![doc = " The types of this API."] },
            chunks,
        );
    }

    fn headers(&mut self) {
        if self.module.api.headers.is_empty() {
            return;
        }
        let scope = self.scope(Home::Module);
        let functions = headers::functions(&scope);
        let imports = scope.finish(self.uses);
        self.add(
            "headers",
            quote! { #![doc = " The headers of this API's answers, as the types that its description declares."] },
            vec![Chunk::Items(quote! { #imports #functions })],
        );
    }

    fn operations(&mut self, groups: Option<&Groups>) {
        let docs = quote! { #![doc = " The requests of this API, as values."] };
        let Some(groups) = groups else {
            let items = self.requests(Home::Module, self.operations.iter());
            return self.add("operations", docs, vec![Chunk::Items(items)]);
        };
        for (name, places) in groups {
            let operations = places
                .iter()
                .filter_map(|place| self.operations.get(*place));
            let items = self.requests(Home::Part, operations);
            let path = format!("operations/{}", name.as_str());
            self.add(&path, TokenStream::new(), vec![Chunk::Items(items)]);
        }
        let names: Vec<Ident> = groups.keys().map(ident).collect();
        let items = quote! { #(mod #names;)* #(pub use #names::*;)* };
        self.add("operations", docs, vec![Chunk::Items(items)]);
    }

    fn requests<'b>(
        &mut self,
        home: Home,
        operations: impl Iterator<Item = &'b (&'b Operation, &'b OperationNames, Arguments<'b>)>,
    ) -> TokenStream {
        let scope = self.scope(home);
        let items: TokenStream = operations
            .map(|(operation, names, arguments)| request::emit(&scope, operation, names, arguments))
            .collect();
        let imports = scope.finish(self.uses);
        quote! { #imports #items }
    }

    fn client(&mut self, groups: Option<&Groups>) {
        let scope = self.scope(Home::Module);
        let declaration = client::declaration(&scope, &self.krate.library());
        let Some(groups) = groups else {
            let methods = self.methods(&scope, self.operations.iter());
            let imports = scope.finish(self.uses);
            let items = quote! { #imports #declaration #methods };
            return self.add("client", TokenStream::new(), vec![Chunk::Items(items)]);
        };
        for (name, places) in groups {
            let scope = self.scope(Home::Part);
            scope.import("super", "Client");
            let operations = places
                .iter()
                .filter_map(|place| self.operations.get(*place));
            let methods = self.methods(&scope, operations);
            let imports = scope.finish(self.uses);
            let items = quote! { #imports #methods };
            let path = format!("client/{}", name.as_str());
            self.add(&path, TokenStream::new(), vec![Chunk::Items(items)]);
        }
        let names: Vec<Ident> = groups.keys().map(ident).collect();
        let imports = scope.finish(self.uses);
        let items = quote! { #(mod #names;)* #imports #declaration };
        self.add("client", TokenStream::new(), vec![Chunk::Items(items)]);
    }

    fn methods<'b>(
        &self,
        scope: &Scope<'_>,
        operations: impl Iterator<Item = &'b (&'b Operation, &'b OperationNames, Arguments<'b>)>,
    ) -> TokenStream {
        let library = self.krate.library();
        let methods: Vec<TokenStream> = operations
            .map(|(operation, names, arguments)| {
                client::method(scope, self.taken, &library, operation, names, arguments)
            })
            .collect();
        if methods.is_empty() {
            return TokenStream::new();
        }
        let (caller, clone) = (scope.caller(), scope.std("Clone"));
        quote! { impl<#caller: #clone> Client<#caller> { #(#methods)* } }
    }
}
