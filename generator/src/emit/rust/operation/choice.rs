//! How does a body read that can be of several media types?

use crate::emit::rust::about::wire;
use crate::emit::rust::docs::Doc;
use crate::emit::rust::model::ty::ValueContext;
use crate::emit::rust::operation::arguments::To;
use crate::emit::rust::operation::request::Request;
use crate::emit::rust::scope::{Scope, ident};
use crate::ir::{Body, Payload};
use crate::text::DocumentText;
use proc_macro2::TokenStream;
use quote::quote;

/// The media types of a body with what is written as each: the usual one first.
pub(in crate::emit::rust) fn all(body: &Body) -> impl Iterator<Item = (&DocumentText, &Payload)> {
    let others = body
        .others
        .iter()
        .map(|other| (&other.media_type, &other.payload));
    std::iter::once((&body.media_type, &body.payload)).chain(others)
}

/// Whether what the usual media type holds is taken as anything that becomes it.
pub(in crate::emit::rust) fn is_converted(scope: &Scope<'_>, payload: &Payload) -> bool {
    match payload {
        Payload::Json(ty) | Payload::WholeForm(ty, _) => {
            scope.is_converted(ty, ValueContext::Model)
        }
        Payload::Text | Payload::Binary => true,
        Payload::Parts | Payload::Form(_) | Payload::Multipart(_) => false,
    }
}

impl Request<'_> {
    /// The enum of media types, which what is usually sent becomes with `into()`.
    pub(in crate::emit::rust) fn choice_of_bodies(&self) -> Option<TokenStream> {
        let scope = self.scope;
        let mut arguments = self.arguments.all.iter();
        let (body, names) = arguments.find_map(|argument| match argument.to {
            To::Choice(body, names) => Some((body, names)),
            _ => None,
        })?;
        let doc = format!(" The bodies that {} can send.", scope.method(&self.method));
        let name = ident(&names.name);
        let variants = all(body)
            .zip(&names.variants)
            .map(|((media_type, payload), variant)| {
                let docs = Doc::new()
                    .paragraph(&format!("{}.", wire(media_type)))
                    .outer();
                let (variant, ty) = (ident(variant), held(scope, payload));
                quote! { #docs #variant(#ty), }
            });
        let usual = names.variants.first().map(ident)?;
        let (from, ty) = (scope.std("From"), held(scope, &body.payload));
        let conversion = if is_converted(scope, &body.payload) {
            let into = scope.std("Into");
            quote! {
                impl<T: #into<#ty>> #from<T> for #name {
                    fn from(body: T) -> Self {
                        Self::#usual(body.into())
                    }
                }
            }
        } else {
            quote! {
                impl #from<#ty> for #name {
                    fn from(body: #ty) -> Self {
                        Self::#usual(body)
                    }
                }
            }
        };
        Some(quote! {
            #[doc = #doc]
            #[derive(Clone, Debug)]
            #[allow(clippy::large_enum_variant)]
            #[non_exhaustive]
            pub enum #name { #(#variants)* }

            #conversion
        })
    }
}

/// The type of a body with one of several media types.
pub(in crate::emit::rust) fn held(scope: &Scope<'_>, payload: &Payload) -> TokenStream {
    match payload {
        Payload::Json(ty) | Payload::WholeForm(ty, _) => scope.held(ty, ValueContext::Model),
        Payload::Parts | Payload::Form(_) | Payload::Multipart(_) => scope.runtime("Multipart"),
        Payload::Binary => scope.runtime("Body"),
        Payload::Text => scope.std("String"),
    }
}
