//! The result of an operation, and how it is decoded.
//!
//! - Where all successes have the same content, the status tells nothing. Where some have none, by
//!   their codes, there may be none; where contents differ, the status tells which it is.
//! - A success that is not declared is read as the most general that is declared with content; if
//!   it has no body, as one that is declared without.
//! - Where no success but a redirect is declared, that is the result.
//! - The response to HEAD has no body, whatever is declared (RFC 9110, section 9.3.2).

use crate::emit::rust::about::prose;
use crate::emit::rust::model::ty::ValueContext;
use crate::emit::rust::scope::Scope;
use crate::ir::{Method, Operation, Payload, StatusMatch, SuccessResponse, Type};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

/// The result of an operation.
pub(in crate::emit::rust) enum Output<'a> {
    /// Every success has this content.
    One(Content<'a>),
    /// Every success has this content but those with these codes, which have none.
    Optional(Content<'a>, Vec<u16>),
    /// Every success is a redirect: the result is its status and target.
    Redirect,
    /// The status tells which content it is.
    ByStatus(Vec<(&'a SuccessResponse, Content<'a>)>),
}

/// The content of a response.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::emit::rust) enum Content<'a> {
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
    /// The combined type of the declared responses.
    pub(in crate::emit::rust) fn of(operation: &'a Operation) -> Self {
        let responses: Vec<_> = operation
            .responses
            .iter()
            .map(|response| (response, Content::of(response)))
            .collect();
        if operation.ends_with_redirect() {
            return Self::Redirect;
        }
        if operation.method == Method::Head {
            return Self::One(Content::Nothing);
        }
        if let Some((content, without)) = optional(&responses) {
            return Self::Optional(content, without);
        }
        match responses.first() {
            None => Self::One(Content::Nothing),
            Some((_, first)) if responses.iter().all(|(_, content)| content == first) => {
                Self::One(*first)
            }
            Some(_) => Self::ByStatus(responses),
        }
    }
}

/// The one content of the responses, and the codes of those without; none where there are several
/// contents, no code or no response without.
fn optional<'a>(responses: &[(&SuccessResponse, Content<'a>)]) -> Option<(Content<'a>, Vec<u16>)> {
    let (without, with): (Vec<_>, Vec<_>) = responses
        .iter()
        .partition(|(_, content)| *content == Content::Nothing);
    let (_, first) = with.first()?;
    let same = with.iter().all(|(_, content)| content == first);
    let codes = without.iter().map(|(response, _)| match response.status {
        StatusMatch::Code(code) => Some(code),
        StatusMatch::Range(_) | StatusMatch::Default => None,
    });
    let codes: Option<Vec<u16>> = codes.collect();
    codes
        .filter(|codes| same && !codes.is_empty())
        .map(|codes| (*first, codes))
}

impl<'a> Content<'a> {
    fn of(response: &'a SuccessResponse) -> Self {
        match response.body.as_ref().map(|body| &body.payload) {
            None => Self::Nothing,
            Some(Payload::Json(ty)) => Self::Json(ty),
            Some(Payload::Binary | Payload::Ranged | Payload::Multipart(_) | Payload::Parts) => {
                Self::Binary
            }
            Some(
                Payload::Text | Payload::Lines(..) | Payload::Form(_) | Payload::WholeForm(..),
            ) => Self::Text,
        }
    }

    /// The type that holds it.
    pub(in crate::emit::rust) fn ty(self, scope: &Scope<'_>) -> TokenStream {
        match self {
            Self::Nothing => quote! { () },
            Self::Json(ty) => scope.held(ty, ValueContext::Model),
            Self::Text => scope.std("String"),
            Self::Binary => scope.external("bytes", "Bytes"),
        }
    }

    /// The type that holds it where there may be none.
    pub(in crate::emit::rust) fn optional_ty(self, scope: &Scope<'_>) -> TokenStream {
        let (option, ty) = (scope.std("Option"), self.ty(scope));
        quote! { #option<#ty> }
    }

    /// The expression that reads it from `answer`, unless that has one of these codes.
    pub(in crate::emit::rust) fn optional_read(
        self,
        scope: &Scope<'_>,
        without: &[u16],
    ) -> TokenStream {
        let codes = without.iter().map(|code| Literal::u16_unsuffixed(*code));
        let response = scope.runtime("Response");
        let read = match self {
            Self::Nothing => quote! { nothing },
            Self::Json(_) => quote! { json },
            Self::Text => quote! { text },
            Self::Binary => quote! { whole },
        };
        quote! { response.optional(&[#(#codes),*], #response::#read) }
    }

    /// The expression that reads it from `answer`.
    pub(in crate::emit::rust) fn read(self) -> TokenStream {
        match self {
            Self::Nothing => quote! { response.nothing() },
            Self::Json(_) => quote! { response.json() },
            Self::Text => quote! { response.text() },
            Self::Binary => quote! { response.whole() },
        }
    }
}

/// The enum of an operation with different responses by status, and the body of its `read`.
pub(in crate::emit::rust) fn by_status(
    scope: &Scope<'_>,
    name: &Ident,
    method: &Ident,
    responses: &[(&SuccessResponse, Content<'_>)],
) -> (TokenStream, TokenStream) {
    let variants = responses.iter().map(|(response, content)| {
        let variant = variant(response.status);
        let docs = prose(&response.docs, &said(response.status)).outer();
        match content {
            Content::Nothing => quote! { #docs #variant, },
            _ => {
                let ty = content.ty(scope);
                quote! { #docs #variant(#ty), }
            }
        }
    });
    let link = format!(" The responses of {}.", scope.method(method));
    let item = quote! {
        #[doc = #link]
        #[derive(Clone, Debug, PartialEq)]
        #[allow(clippy::large_enum_variant)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
        }
    };
    let has_content =
        |(_, content): &&(&SuccessResponse, Content<'_>)| *content != Content::Nothing;
    // Undeclared statuses use the most general response with content, unless a range or `default`
    // declares everything. The last is the most general.
    let last = responses
        .last()
        .filter(|(response, _)| !matches!(response.status, StatusMatch::Code(_)));
    let general = last
        .or_else(|| responses.iter().rfind(has_content))
        .or(responses.last());
    let general = general.map(|(response, _)| response.status);
    let catches_all = !matches!(general, Some(StatusMatch::Code(_)));
    let empty = responses
        .iter()
        .find(|(_, content)| *content == Content::Nothing)
        .filter(|_| !catches_all);
    let value = |(response, content): &(&SuccessResponse, Content<'_>)| {
        let variant = variant(response.status);
        match content {
            Content::Nothing => {
                let ok = scope.std("Ok");
                quote! { #ok(#name::#variant) }
            }
            _ => {
                let read = content.read();
                quote! { #read.map(#name::#variant) }
            }
        }
    };
    let is_general = |status| general == Some(status);
    let declared = responses
        .iter()
        .filter(|(response, _)| empty.is_some() || !is_general(response.status));
    let arms = declared.map(|declared| {
        let (pattern, value) = (pattern(declared.0.status), value(declared));
        quote! { #pattern => #value, }
    });
    let empty = empty.map(|empty| {
        let value = value(empty);
        quote! { _ if response.bytes().is_empty() => #value, }
    });
    let last = responses
        .iter()
        .find(|(response, _)| is_general(response.status))
        .map(|last| {
            let value = value(last);
            quote! { _ => #value, }
        });
    let read = quote! {
        match response.status().as_u16() {
            #(#arms)*
            #empty
            #last
        }
    };
    (item, read)
}

fn pattern(status: StatusMatch) -> TokenStream {
    match status {
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
    }
}

/// The name of a status, as far as it is a success (RFC 9110, section 15.3).
pub(in crate::emit::rust) fn variant(status: StatusMatch) -> Ident {
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
pub(in crate::emit::rust) fn said(status: StatusMatch) -> String {
    match status {
        StatusMatch::Code(code) => format!("Status {code}."),
        StatusMatch::Range(digit) => format!("Any other status from {digit}00 to {digit}99."),
        StatusMatch::Default => "Any other status.".to_owned(),
    }
}
