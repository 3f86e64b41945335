//! How does a body read that can be of several media types?

use crate::emit::rust::about::wire;
use crate::emit::rust::docs::Doc;
use crate::emit::rust::model::ty::ValueContext;
use crate::emit::rust::operation::argument::taken;
use crate::emit::rust::operation::arguments::{Argument, To, of_parts};
use crate::emit::rust::operation::request::Request;
use crate::emit::rust::operation::writes::in_order;
use crate::emit::rust::scope::{Scope, ident};
use crate::ir::{Body, FormField, Payload};
use crate::name::PartsNames;
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
        Payload::Text | Payload::Binary | Payload::Ranged | Payload::Lines(..) => true,
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
        let variants = all(body).zip(names.variants.iter().zip(&names.parts)).map(
            |((media_type, payload), (variant, parts))| {
                let docs = Doc::new()
                    .paragraph(&format!("{}.", wire(media_type)))
                    .outer();
                let (variant, ty) = (ident(variant), held(scope, payload, parts.as_ref()));
                quote! { #docs #variant(#ty), }
            },
        );
        let usual = names.variants.first().map(ident)?;
        let (from, ty) = (scope.std("From"), held(scope, &body.payload, None));
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
        let parts = body.others.iter().zip(names.parts.iter().skip(1));
        let parts = parts.filter_map(|(other, names)| match &other.payload {
            Payload::Multipart(fields) => {
                Some(self.parts(&other.media_type, fields, names.as_ref()?))
            }
            _ => None,
        });
        Some(quote! {
            #[doc = #doc]
            #[derive(Clone, Debug)]
            #[allow(clippy::large_enum_variant)]
            #[non_exhaustive]
            pub enum #name { #(#variants)* }

            #conversion

            #(#parts)*
        })
    }

    /// The struct for the parts of a body.
    fn parts(
        &self,
        media_type: &DocumentText,
        fields: &[FormField],
        names: &PartsNames,
    ) -> TokenStream {
        let (scope, name) = (self.scope, ident(&names.name));
        let arguments = of_parts(fields, names);
        let (required, optional): (Vec<&Argument<'_>>, Vec<&Argument<'_>>) =
            arguments.iter().partition(|argument| argument.required);
        let declared = arguments.iter().map(|argument| {
            let (name, ty) = (ident(argument.name), self.field(argument));
            quote! { #name: #ty, }
        });
        let (parameters, given): (Vec<_>, Vec<_>) = required
            .iter()
            .map(|argument| {
                let (name, taken) = (ident(argument.name), taken(scope, argument));
                let (ty, value) = (taken.ty, taken.conversion.apply(scope, &name));
                (quote! { #name: #ty }, quote! { #name: #value, })
            })
            .unzip();
        let absent = optional.iter().map(|argument| {
            let (name, none) = (ident(argument.name), scope.std("None"));
            quote! { #name: #none, }
        });
        let setters = optional.iter().map(|argument| self.setter(argument));
        let writes = in_order(&arguments).map(|argument| match argument.to {
            To::Part(encoding) => self.part(argument, encoding),
            To::PartHeader(part) => self.part_header(argument, part),
            _ => TokenStream::new(),
        });
        let doc = format!(
            " The parts of a body that {} sends as {}.",
            scope.method(&self.method),
            wire(media_type)
        );
        let clippy = match required.len() {
            0 => Some(quote! { #[allow(clippy::new_without_default)] }),
            count => (count > 7).then(|| quote! { #[allow(clippy::too_many_arguments)] }),
        };
        let multipart = scope.runtime("Multipart");
        quote! {
            #[doc = #doc]
            #[derive(Clone, Debug)]
            pub struct #name { #(#declared)* }

            impl #name {
                #[doc = " The required parts."]
                #clippy
                pub fn new(#(#parameters),*) -> Self {
                    Self { #(#given)* #(#absent)* }
                }

                #(#setters)*

                #[doc = " The parts as they are sent."]
                pub fn to_multipart(&self) -> #multipart {
                    let mut parts = #multipart::new();
                    #(#writes)*
                    parts
                }
            }
        }
    }
}

/// The type of a body with one of several media types.
pub(in crate::emit::rust) fn held(
    scope: &Scope<'_>,
    payload: &Payload,
    parts: Option<&PartsNames>,
) -> TokenStream {
    match payload {
        Payload::Json(ty) | Payload::WholeForm(ty, _) => scope.held(ty, ValueContext::Model),
        Payload::Parts | Payload::Form(_) | Payload::Multipart(_) => match parts {
            Some(names) => {
                let name = ident(&names.name);
                quote! { #name }
            }
            None => scope.runtime("Multipart"),
        },
        Payload::Binary => scope.runtime("Body"),
        Payload::Ranged => scope.runtime("TypedBody"),
        Payload::Lines(ty, _) => {
            let (lines, ty) = (
                scope.runtime("JsonLines"),
                scope.held(ty, ValueContext::Model),
            );
            quote! { #lines<#ty> }
        }
        Payload::Text => scope.std("String"),
    }
}
