//! How does a server read a body?

use super::slots;
use crate::emit::rust::model::ty::ValueContext;
use crate::emit::rust::operation::choice;
use crate::emit::rust::scope::{Scope, ident};
use crate::ir::{Body, Payload};
use crate::name::ChoiceNames;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

/// The type of a body.
pub(super) fn held(scope: &Scope<'_>, payload: &Payload) -> TokenStream {
    match payload {
        Payload::Json(ty) | Payload::WholeForm(ty, _) => scope.held(ty, ValueContext::Model),
        Payload::Text => scope.std("String"),
        Payload::Binary => scope.external("bytes", "Bytes"),
        Payload::Ranged => scope.runtime("TypedBody"),
        Payload::Lines(ty, _) => {
            let (vec, ty) = (scope.std("Vec"), scope.held(ty, ValueContext::Model));
            quote! { #vec<#ty> }
        }
        Payload::Parts | Payload::Form(_) | Payload::Multipart(_) => {
            let (vec, part) = (scope.std("Vec"), scope.runtime("Part"));
            quote! { #vec<#part> }
        }
    }
}

/// The expression that reads a body from `from`.
pub(super) fn read(scope: &Scope<'_>, payload: &Payload, from: &Ident) -> TokenStream {
    match payload {
        Payload::Json(_) => quote! { #from.json() },
        Payload::WholeForm(_, encodings) => {
            let slots = encodings.iter();
            let slots = slots.map(|(name, encoding)| slots::of_whole_form(scope, name, encoding));
            quote! { #from.whole_form(&[#(#slots),*]) }
        }
        Payload::Text => quote! { #from.text() },
        Payload::Binary => quote! { #from.bytes() },
        Payload::Ranged => quote! { #from.typed() },
        Payload::Lines(..) => quote! { #from.items() },
        Payload::Parts | Payload::Form(_) | Payload::Multipart(_) => quote! { #from.parts() },
    }
}

/// The expression that reads a body of one of several media types.
pub(super) fn read_choice(
    scope: &Scope<'_>,
    body: &Body,
    names: &ChoiceNames,
    from: &Ident,
) -> TokenStream {
    let name = ident(&names.name);
    let last = names.variants.len().saturating_sub(1);
    let arms = choice::all(body).zip(&names.variants).enumerate();
    let arms = arms.map(|(place, ((_, payload), variant))| {
        let (variant, read) = (ident(variant), read(scope, payload, from));
        let number = Literal::usize_unsuffixed(place);
        match place == last {
            true => quote! { _ => #read.map(#name::#variant), },
            false => quote! { #number => #read.map(#name::#variant), },
        }
    });
    quote! { match #from.media() { #(#arms)* } }
}

/// The enum of the media types of a body.
pub(super) fn choice(scope: &Scope<'_>, body: &Body, names: &ChoiceNames) -> TokenStream {
    let name = ident(&names.name);
    let variants = choice::all(body).zip(&names.variants);
    let variants = variants.map(|((media_type, payload), variant)| {
        let doc = format!(" {}.", crate::emit::rust::about::wire(media_type));
        let (variant, ty) = (ident(variant), held(scope, payload));
        quote! { #[doc = #doc] #variant(#ty), }
    });
    quote! {
        #[doc = " A body, by its media type."]
        #[derive(Clone, Debug)]
        #[allow(clippy::large_enum_variant)]
        pub enum #name { #(#variants)* }
    }
}
