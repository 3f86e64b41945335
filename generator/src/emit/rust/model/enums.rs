//! How does a list of values read in Rust? Open: a value that is not listed is kept.

use crate::analyze::TypeFacts;
use crate::emit::Chunk;
use crate::emit::rust::about::{about, wire};
use crate::emit::rust::model::derives;
use crate::emit::rust::model::ty::is_text;
use crate::emit::rust::scope::{Scope, ident};
use crate::ir::{Enum, EnumValue, TypeId};
use crate::name::Identifier;
use proc_macro2::TokenStream;
use quote::quote;
use std::fmt::Write as _;

/// The enum and its table of values.
pub(in crate::emit::rust) fn emit(
    scope: &Scope<'_>,
    id: TypeId,
    shape: &Enum,
    docs: &TokenStream,
) -> Vec<Chunk> {
    let names = scope.module.names;
    let (Some(name), Some(variants), Some(Some(unknown))) = (
        names.types.get(id.index()),
        names.variants.get(id.index()),
        names.unknown.get(id.index()),
    ) else {
        return Vec::new();
    };
    let usual = TypeFacts::default();
    let facts = scope.module.facts.types.get(id.index()).unwrap_or(&usual);
    let (type_name, further) = (ident(name), derives::further(facts));
    // The runtime compares texts.
    let (base, compared) = if is_text(shape.base) {
        (scope.std("String"), TokenStream::new())
    } else {
        let compared = quote! { , PartialEq, Eq, PartialOrd, Ord, Hash };
        (quote! { i64 }, compared)
    };
    let declared = shape.values.iter().zip(variants).map(|(value, name)| {
        let docs = value_docs(value);
        let name = ident(name);
        let deprecated = value.docs.deprecated.then(|| quote! { #[deprecated] });
        quote! { #docs #deprecated #name, }
    });
    let catch_all = ident(unknown);
    let item = quote! {
        #docs
        #[derive(Clone, Debug #compared #further)]
        #[non_exhaustive]
        pub enum #type_name {
            #(#declared)*
            #[doc = " A value that the document does not list, as it was sent."]
            #catch_all(#base),
        }
    };
    vec![
        Chunk::Items(item),
        Chunk::Verbatim(table(scope, name, shape, variants, unknown)),
    ]
}

fn value_docs(value: &EnumValue) -> TokenStream {
    let text = wire(&value.value.to_text());
    about(&value.docs, None, None, &format!("{text}.")).outer()
}

fn table(
    scope: &Scope<'_>,
    name: &Identifier,
    shape: &Enum,
    variants: &[Identifier],
    unknown: &Identifier,
) -> String {
    let table = if is_text(shape.base) {
        "open_enum"
    } else {
        "open_integer_enum"
    };
    let mut text = format!("{} {{\n    {name}, {unknown} {{\n", scope.table(table));
    for (value, variant) in shape.values.iter().zip(variants) {
        let literal = value.value.literal();
        let _ = writeln!(text, "        {variant} = {literal},");
    }
    text.push_str("    }\n}");
    text
}
