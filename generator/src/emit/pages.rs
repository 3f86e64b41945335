//! How does a crate hold pages about itself, and how are the examples on them compiled?

use super::rust::{self, Crate};
use super::{Chunk, Content, Files, Format, RelativePath, markdown};
use crate::name::ALL_OPERATIONS;
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::BTreeMap;

/// The folder of the pages in the crate.
const FOLDER: &str = "docs";

/// The dependencies of the examples besides the crate.
const DEV_DEPENDENCIES: &str = r#"
[dev-dependencies]
# The examples in docs/ are programs, and are compiled with the tests.
tokio = { version = "1", default-features = false, features = ["macros", "rt-multi-thread"] }
"#;

/// As [`rust::emit`], with the reference of [`markdown`] in the folder `docs`, whose examples are
/// compiled with the tests of the crate.
pub fn emit_with_reference(krate: &Crate<'_>, format: Format) -> Files {
    let mut files = rust::emit(krate, format);
    add(&mut files, markdown::emit(krate), krate);
    files
}

/// Puts pages into the folder `docs` of a crate, and their examples among its tests.
fn add(crate_files: &mut Files, pages: Files, krate: &Crate<'_>) {
    // A page has examples of operations with all kinds of tags.
    let condition = match rust::has_features(krate) {
        true => quote! { all(doctest, feature = #ALL_OPERATIONS) },
        false => quote! { doctest },
    };
    let mut tests = TokenStream::new();
    for (path, content) in pages.0 {
        let Some(path) = RelativePath::new(&format!("{FOLDER}/{}", path.as_str())) else {
            continue;
        };
        if matches!(&content, Content::Text(text) if text.contains("\n```rust")) {
            let path = format!("../{}", path.as_str());
            tests.extend(quote! {
                #[cfg(#condition)]
                #[doc = include_str!(#path)]
                const _: () = ();
            });
        }
        crate_files.0.insert(path, content);
    }
    if tests.is_empty() {
        return;
    }
    let root: &mut BTreeMap<_, _> = &mut crate_files.0;
    for (path, content) in root {
        match (path.as_str(), content) {
            ("src/lib.rs", Content::Rust(chunks)) => chunks.push(Chunk::Items(tests.clone())),
            ("Cargo.toml", Content::Text(text)) => text.push_str(DEV_DEPENDENCIES),
            _ => {}
        }
    }
}
