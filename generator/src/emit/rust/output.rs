//! What does an operation answer with, and how is it read?

use super::about::prose;
use super::scope::Scope;
use super::ty::Place;
use crate::ir::{Answer, Operation, Payload, StatusMatch, Type};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

/// The result of an operation.
pub(super) enum Output<'a> {
    /// Every success has this content.
    One(Content<'a>),
    /// The status tells which content it is.
    ByStatus(Vec<(&'a Answer, Content<'a>)>),
}

/// The content of an answer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Content<'a> {
    /// None that is declared.
    Nothing,
    /// JSON of a type.
    Json(&'a Type),
    /// Text.
    Text,
    /// Bytes.
    Binary,
}

impl<'a> Output<'a> {
    /// What the declared answers come to.
    pub(super) fn of(operation: &'a Operation) -> Self {
        let answers: Vec<_> = operation
            .answers
            .iter()
            .map(|answer| (answer, Content::of(answer)))
            .collect();
        match answers.first() {
            None => Self::One(Content::Nothing),
            Some((_, first)) if answers.iter().all(|(_, content)| content == first) => {
                Self::One(*first)
            }
            Some(_) => Self::ByStatus(answers),
        }
    }
}

impl<'a> Content<'a> {
    fn of(answer: &'a Answer) -> Self {
        match answer.body.as_ref().map(|body| &body.payload) {
            None => Self::Nothing,
            Some(Payload::Json(ty)) => Self::Json(ty),
            Some(Payload::Binary | Payload::Multipart(_) | Payload::Parts) => Self::Binary,
            Some(Payload::Text | Payload::Form(_) | Payload::WholeForm(_)) => Self::Text,
        }
    }

    /// The type that holds it.
    pub(super) fn ty(self, scope: &Scope<'_>) -> TokenStream {
        match self {
            Self::Nothing => quote! { () },
            Self::Json(ty) => scope.held(ty, Place::Model),
            Self::Text => scope.std("String"),
            Self::Binary => scope.external("bytes", "Bytes"),
        }
    }

    /// The expression that reads it from `answer`.
    pub(super) fn read(self, scope: &Scope<'_>) -> TokenStream {
        match self {
            Self::Nothing => quote! { answer.nothing() },
            Self::Json(_) => quote! { answer.json() },
            Self::Text => quote! { answer.text() },
            Self::Binary => {
                let ok = scope.std("Ok");
                quote! { #ok(answer.bytes().clone()) }
            }
        }
    }
}

/// The enum of an operation that answers differently by status, and the body of its `read`.
pub(super) fn by_status(
    scope: &Scope<'_>,
    name: &Ident,
    method: &Ident,
    answers: &[(&Answer, Content<'_>)],
) -> (TokenStream, TokenStream) {
    let variants = answers.iter().map(|(answer, content)| {
        let variant = variant(answer.status);
        let docs = prose(&answer.docs, &said(answer.status)).outer();
        match content {
            Content::Nothing => quote! { #docs #variant, },
            _ => {
                let ty = content.ty(scope);
                quote! { #docs #variant(#ty), }
            }
        }
    });
    let link = format!(" What {} answers with.", scope.method(method));
    let item = quote! {
        #[doc = #link]
        #[derive(Clone, Debug, PartialEq)]
        #[allow(clippy::large_enum_variant)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
        }
    };
    // The last arm takes what is not declared: for the most general of the declared answers.
    let last = answers.len().saturating_sub(1);
    let arms = answers
        .iter()
        .enumerate()
        .map(|(index, (answer, content))| {
            let variant = variant(answer.status);
            let pattern = match answer.status {
                _ if index == last => quote! { _ },
                StatusMatch::Code(code) => {
                    let code = Literal::u16_unsuffixed(code);
                    quote! { #code }
                }
                StatusMatch::Range(digit) => {
                    let from = u16::from(digit) * 100;
                    let to = Literal::u16_unsuffixed(from + 99);
                    let from = Literal::u16_unsuffixed(from);
                    quote! { #from..=#to }
                }
                StatusMatch::Default => quote! { _ },
            };
            let value = match content {
                Content::Nothing => {
                    let ok = scope.std("Ok");
                    quote! { #ok(#name::#variant) }
                }
                _ => {
                    let read = content.read(scope);
                    quote! { #read.map(#name::#variant) }
                }
            };
            quote! { #pattern => #value, }
        });
    let read = quote! {
        match answer.status().as_u16() {
            #(#arms)*
        }
    };
    (item, read)
}

/// The name of a status, as far as it is a success (RFC 9110, section 15.3).
fn variant(status: StatusMatch) -> Ident {
    match status {
        StatusMatch::Code(200) => format_ident!("Ok"),
        StatusMatch::Code(201) => format_ident!("Created"),
        StatusMatch::Code(202) => format_ident!("Accepted"),
        StatusMatch::Code(203) => format_ident!("NonAuthoritative"),
        StatusMatch::Code(204) => format_ident!("NoContent"),
        StatusMatch::Code(205) => format_ident!("ResetContent"),
        StatusMatch::Code(206) => format_ident!("PartialContent"),
        StatusMatch::Code(207) => format_ident!("MultiStatus"),
        StatusMatch::Code(code) => format_ident!("Status{code}"),
        StatusMatch::Range(_) => format_ident!("Success"),
        StatusMatch::Default => format_ident!("Other"),
    }
}

/// A status in words.
pub(super) fn said(status: StatusMatch) -> String {
    match status {
        StatusMatch::Code(code) => format!("Status {code}."),
        StatusMatch::Range(digit) => format!("Any other status from {digit}00 to {digit}99."),
        StatusMatch::Default => "Any other status.".to_owned(),
    }
}
