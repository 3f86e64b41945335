//! What does the root of the generated crate say?

use crate::emit::Chunk;
use crate::emit::rust::about;
use crate::emit::rust::client::methods;
use crate::emit::rust::docs::Doc;
use crate::emit::rust::operation::{arguments, example};
use crate::emit::rust::package::needs::Need;
use crate::emit::rust::package::runtime;
use crate::emit::rust::package::runtime_files::File;
use crate::emit::rust::package::{features, guide, manifest};
use crate::emit::rust::scope::{Taken, ident};
use crate::emit::rust::{Crate, Module};
use crate::name::ALL_OPERATIONS;
use quote::quote;

/// The chunks of `src/lib.rs`.
pub(in crate::emit::rust) fn emit(krate: &Crate<'_>, needed: &[File]) -> Vec<Chunk> {
    let docs = documentation(krate, needed).inner();
    let modules = krate.modules.iter().map(|module| {
        let name = ident(module.name);
        quote! { pub mod #name; }
    });
    let public = runtime::public(needed);
    let limit = recursion_limit(krate).map(|limit| {
        let limit = limit.to_string();
        quote! {
            #![recursion_limit = #limit]
            #![doc(test(attr(recursion_limit = #limit)))]
        }
    });
    let behind_features = crate::emit::rust::has_features(krate).then(|| {
        quote! {
            #![cfg_attr(
                not(feature = #ALL_OPERATIONS),
                allow(
                    dead_code,
                    unused_imports,
                    unused_macros,
                    reason = "without some operations, what only they need is idle"
                )
            )]
        }
    });
    vec![
        crate::emit::rust::first_line(None),
        Chunk::Inner(quote! {
            #docs
            #![forbid(unsafe_code)]
            #![cfg_attr(docsrs, feature(doc_cfg))]
            #behind_features
            #limit
        }),
        Chunk::Items(quote! { #(#modules)* pub mod runtime; #public }),
    ]
}

fn recursion_limit(krate: &Crate<'_>) -> Option<usize> {
    let modules = krate.modules.iter();
    modules
        .filter_map(|module| module.facts.recursion_limit)
        .max()
}

fn documentation(krate: &Crate<'_>, needed: &[File]) -> Doc {
    let mut doc = Doc::new();
    doc.paragraph(&format!(
        "{}.",
        crate::emit::rust::docs::plain(&manifest::description(krate))
    ));
    for module in &krate.modules {
        let title = crate::emit::rust::docs::plain(&manifest::title(&module.api.title));
        doc.heading(&title);
        // It may be called as a primitive type is.
        let name = module.name.as_str();
        doc.paragraph(&format!("The module [`mod@{name}`]."));
        if let Some(lines) = program(krate, module) {
            doc.block(lines);
        }
        features::document(module, &mut doc);
        about::omitted(module, &mut doc);
    }
    guide::document(krate, needed, "#", &mut doc);
    if let Some(limit) = recursion_limit(krate) {
        doc.paragraph(&format!(
            "Types of this crate hold one another so deeply that a program that uses them may have \
             to begin with `#![recursion_limit = \"{limit}\"]`."
        ));
    }
    doc
}

/// A first program: the client, and the first operation that there is an example for.
pub(in crate::emit::rust) fn program(
    krate: &Crate<'_>,
    module: &Module<'_>,
) -> Option<Vec<String>> {
    let (library, name) = (krate.library(), module.name);
    let taken = Taken::of(module);
    let (example, need) =
        arguments::operations(module).find_map(|(operation, names, arguments)| {
            let example = example::of(module, &taken, operation, names, &arguments)?;
            Some((example, Need::of_operation(module, operation)))
        })?;
    let mut lines = vec!["```no_run".to_owned()];
    lines.push(match example.modules.as_slice() {
        [] => format!("use {library}::{name};"),
        used => format!("use {library}::{name}::{{self, {}}};", used.join(", ")),
    });
    lines.push(String::new());
    if !need.is_none() {
        lines.push(format!("# {}", need.written()));
    }
    lines.push("# async fn run() -> Result<(), Box<dyn std::error::Error>> {".to_owned());
    lines.extend(methods::construction(
        module.api,
        module.names,
        &library,
        &name.to_string(),
    ));
    lines.extend(example.lines);
    lines.extend(["# Ok(())", "# }", "```"].map(str::to_owned));
    Some(lines)
}
