//! How does one of several types read in Rust?

use super::about::{about, wire};
use super::scope::{Scope, ident};
use super::ty::Place;
use crate::emit::Chunk;
use crate::ir::{Name, Shape, Type, TypeId, Union, Variant};
use crate::name::Identifier;
use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};
use std::fmt::Write as _;

/// The enum with a variant a type, and the table from which the runtime reads and writes it.
pub(super) fn emit(scope: &Scope<'_>, id: TypeId, shape: &Union, docs: &TokenStream) -> Vec<Chunk> {
    let names = scope.module.names;
    let (Some(name), Some(variants)) =
        (names.types.get(id.index()), names.variants.get(id.index()))
    else {
        return Vec::new();
    };
    let facts = scope.module.facts.types.get(id.index());
    let type_name = ident(name);
    let boxed = |index: usize| {
        facts.is_some_and(|facts| facts.boxed.get(index).copied().unwrap_or_default())
    };
    let declared =
        shape
            .variants
            .iter()
            .zip(variants)
            .enumerate()
            .map(|(index, (variant, name))| {
                let docs =
                    about(&variant.docs, None, None, &format!("{}.", origin(variant))).outer();
                let (name, mut ty) = (ident(name), scope.held(&variant.ty, Place::Model));
                if boxed(index) {
                    let boxed = scope.std("Box");
                    ty = quote! { #boxed<#ty> };
                }
                quote! { #docs #name(#ty), }
            });
    let other = other(scope, id);
    let item = quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #type_name {
            #(#declared)*
            #[doc = " A value that is none of these, as it was sent."]
            #other(serde_json::Value),
        }
    };
    vec![
        Chunk::Items(item),
        Chunk::Verbatim(table(scope, name, shape, variants, &other.to_string())),
    ]
}

fn other(scope: &Scope<'_>, id: TypeId) -> proc_macro2::Ident {
    match scope.module.names.unknown.get(id.index()) {
        Some(Some(name)) => ident(name),
        _ => format_ident!("Other"),
    }
}

fn origin(variant: &Variant) -> String {
    match &variant.name {
        Name::Pinned(name) | Name::Component(name) => wire(name),
        Name::Inferred(words) => wire(&words.join(" ")),
    }
}

/// With a discriminator, the values that choose each variant; without, the members that each
/// variant knows, by which objects are told apart.
fn table(
    scope: &Scope<'_>,
    name: &Identifier,
    shape: &Union,
    variants: &[Identifier],
    other: &str,
) -> String {
    let macro_name = if shape.discriminator.is_some() {
        "tagged_union"
    } else {
        "untagged_union"
    };
    let by = match &shape.discriminator {
        Some(by) => format!(" by {}", Literal::string(&by.property)),
        None => String::new(),
    };
    let mut text = format!("{} {{\n    {name}{by} {{\n", scope.table(macro_name));
    for (variant, name) in shape.variants.iter().zip(variants) {
        let words: Vec<String> = if shape.discriminator.is_some() {
            variant
                .tags
                .iter()
                .map(|tag| Literal::string(tag).to_string())
                .collect()
        } else {
            members(scope, &variant.ty)
        };
        let _ = writeln!(text, "        {name} [{}],", words.join(", "));
    }
    let _ = write!(text, "        else {other},\n    }}\n}}");
    text
}

/// The members that a variant knows, as literals.
fn members(scope: &Scope<'_>, ty: &Type) -> Vec<String> {
    let api = scope.module.api;
    let Type::Named(id) = api.resolve(ty) else {
        return Vec::new();
    };
    match api.get(*id).map(|def| &def.shape) {
        Some(Shape::Struct(shape)) => shape
            .fields
            .iter()
            .map(|field| Literal::string(&field.name).to_string())
            .collect(),
        _ => Vec::new(),
    }
}
