//! What do the files of one document's module hold?

use super::arguments;
use super::docs::Doc;
use super::scope::{Scope, Taken, Uses};
use super::{Crate, Module, client, lib_rs, manifest, request, types};
use crate::emit::{Chunk, Content, Files, RelativePath};
use proc_macro2::TokenStream;
use quote::quote;

/// Adds the files of a module, and records what they use of the runtime.
pub(super) fn emit(krate: &Crate<'_>, module: &Module<'_>, files: &mut Files, uses: &mut Uses) {
    let taken = Taken::of(module);
    let folder = format!("src/{}", module.name.as_str());
    let mut add = |name: &str, chunks: Vec<Chunk>| {
        if let Some(path) = RelativePath::new(&format!("{folder}/{name}")) {
            files.0.insert(path, Content::Rust(chunks));
        }
    };
    add("mod.rs", root(module));
    add("client.rs", client_file(krate, module, &taken, uses));
    add("operations.rs", operations_file(module, &taken, uses));
    add("types.rs", types_file(module, &taken, uses));
}

fn root(module: &Module<'_>) -> Vec<Chunk> {
    let api = module.api;
    let mut doc = Doc::new();
    doc.prose(&format!("{}.", manifest::title(&api.title)));
    doc.prose(api.docs.description.as_deref().unwrap_or_default());
    if !api.version.trim().is_empty() {
        doc.paragraph(&format!(
            "Version of the description: {}.",
            super::about::wire(&api.version)
        ));
    }
    lib_rs::omitted(module, &mut doc);
    let docs = doc.inner();
    vec![
        super::header(Some(module.name.as_str())),
        Chunk::Inner(docs),
        Chunk::Items(quote! {
            mod client;
            pub mod operations;
            pub mod types;

            pub use client::{Client, ClientBuilder};
        }),
    ]
}

fn client_file(
    krate: &Crate<'_>,
    module: &Module<'_>,
    taken: &Taken<'_>,
    uses: &mut Uses,
) -> Vec<Chunk> {
    let scope = Scope::new(module, taken, Some("super::types"));
    let library = krate.library();
    let declaration = client::declaration(&scope, &library);
    let methods: Vec<TokenStream> = arguments::operations(module)
        .map(|(operation, names, arguments)| {
            client::method(&scope, taken, &library, operation, names, &arguments)
        })
        .collect();
    let (caller, clone) = (scope.caller(), scope.std("Clone"));
    let methods = (!methods.is_empty()).then(|| {
        quote! { impl<#caller: #clone> Client<#caller> { #(#methods)* } }
    });
    let imports = scope.finish(uses);
    vec![
        super::header(Some(module.name.as_str())),
        Chunk::Items(quote! { #imports #declaration #methods }),
    ]
}

fn operations_file(module: &Module<'_>, taken: &Taken<'_>, uses: &mut Uses) -> Vec<Chunk> {
    let scope = Scope::new(module, taken, Some("super::types"));
    let items: TokenStream = arguments::operations(module)
        .map(|(operation, names, arguments)| request::emit(&scope, operation, names, &arguments))
        .collect();
    let imports = scope.finish(uses);
    vec![
        super::header(Some(module.name.as_str())),
        Chunk::Inner(quote! { #![doc = " The requests of this API, as values."] }),
        Chunk::Items(quote! { #imports #items }),
    ]
}

fn types_file(module: &Module<'_>, taken: &Taken<'_>, uses: &mut Uses) -> Vec<Chunk> {
    let scope = Scope::new(module, taken, None);
    let types: Vec<Chunk> = module
        .api
        .types()
        .flat_map(|(id, def)| types::emit(&scope, id, def))
        .collect();
    let imports = scope.finish(uses);
    let mut chunks = vec![
        super::header(Some(module.name.as_str())),
        Chunk::Inner(quote! { #![doc = " The types of this API."] }),
    ];
    if !imports.is_empty() {
        chunks.push(Chunk::Items(imports));
    }
    chunks.extend(types);
    chunks
}
