//! Which error bodies do the operations of an API declare?

use super::error_body::{self, ErrorText, Piece};
use crate::emit::rust::Module;
use crate::emit::rust::scope::Scope;
use crate::ir::{Api, ErrorResponse, Operation, StatusMatch, Type, TypeId};
use crate::text::DocumentText;
use heck::ToShoutySnakeCase;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};
use std::collections::{BTreeMap, BTreeSet};

/// The error bodies that a server writes its refusals as, each with the name of its constant.
pub(in crate::emit::rust) struct Errors {
    names: BTreeMap<ErrorText, String>,
    /// Those of types with names, which many operations share.
    of_types: BTreeMap<(TypeId, StatusMatch, DocumentText), Option<ErrorText>>,
}

impl Errors {
    /// Those of these operations.
    pub(in crate::emit::rust) fn of<'a>(
        module: &Module<'_>,
        operations: impl Iterator<Item = &'a Operation>,
    ) -> Self {
        let mut errors = Self {
            names: BTreeMap::new(),
            of_types: BTreeMap::new(),
        };
        let mut taken = BTreeSet::new();
        for error in operations.flat_map(|operation| &operation.errors) {
            if let Some(key) = key(error)
                && !errors.of_types.contains_key(&key)
            {
                let text = error_body::of(module.api, error);
                errors.of_types.insert(key, text);
            }
            let Some(text) = errors.text(module.api, error) else {
                continue;
            };
            if errors.names.contains_key(&text) {
                continue;
            }
            let wanted = match error.body.as_ref() {
                Some(Type::Named(id)) => module.names.types.get(id.index()),
                _ => None,
            };
            let wanted = wanted.map_or("TEXT".to_owned(), |name| {
                name.as_str().to_shouty_snake_case()
            });
            let mut name = wanted.clone();
            let mut number = 1;
            while !taken.insert(name.clone()) {
                number += 1;
                name = format!("{wanted}_{number}");
            }
            errors.names.insert(text, name);
        }
        errors
    }

    fn text(&self, api: &Api, error: &ErrorResponse) -> Option<ErrorText> {
        match key(error).and_then(|key| self.of_types.get(&key)) {
            Some(known) => known.clone(),
            None => error_body::of(api, error),
        }
    }

    /// The bodies, in the order of their names.
    pub(in crate::emit::rust) fn bodies(&self) -> Vec<ErrorConstant<'_>> {
        let mut bodies: Vec<ErrorConstant<'_>> = self
            .names
            .iter()
            .map(|(text, name)| ErrorConstant { name, text })
            .collect();
        bodies.sort_by_key(|body| body.name);
        bodies
    }

    /// The constant that lists the bodies of an operation, if it declares any.
    pub(super) fn list(&self, scope: &Scope<'_>, operation: &Operation) -> Option<TokenStream> {
        let rows = operation.errors.iter().filter_map(|error| {
            let text = self.text(scope.module.api, error)?;
            Some((error.status, self.names.get(&text)?))
        });
        let rows: Vec<_> = rows.collect();
        if rows.is_empty() {
            return None;
        }
        let (errors, statuses) = (
            scope.runtime("ErrorTemplates"),
            scope.runtime("ErrorStatus"),
        );
        let rows = rows.into_iter().map(|(status, name)| {
            let name = constant(name);
            let status = match status {
                StatusMatch::Code(code) => {
                    let code = Literal::u16_unsuffixed(code);
                    quote! { #statuses::Code(#code) }
                }
                StatusMatch::Range(digit) => {
                    let digit = Literal::u8_unsuffixed(digit);
                    quote! { #statuses::Range(#digit) }
                }
                StatusMatch::Default => quote! { #statuses::Any },
            };
            quote! { (#status, &super::errors::#name) }
        });
        Some(quote! { const ERRORS: #errors = &[#(#rows),*]; })
    }
}

/// The key of an error body, if its type has a name.
fn key(error: &ErrorResponse) -> Option<(TypeId, StatusMatch, DocumentText)> {
    match (&error.body, &error.media_type) {
        (Some(Type::Named(id)), Some(media_type)) => Some((*id, error.status, media_type.clone())),
        _ => None,
    }
}

/// An error body, and the name of its constant.
pub(in crate::emit::rust) struct ErrorConstant<'a> {
    name: &'a str,
    text: &'a ErrorText,
}

impl ErrorConstant<'_> {
    pub(in crate::emit::rust) fn emit(&self, scope: &Scope<'_>) -> TokenStream {
        let (body, piece) = (scope.runtime("ErrorTemplate"), scope.runtime("ErrorPiece"));
        let (name, media_type) = (constant(self.name), self.text.media_type.literal());
        let pieces = self.text.pieces.iter().map(|part| match part {
            Piece::Text(text) => {
                let text = text.literal();
                quote! { #piece::Text(#text) }
            }
            Piece::Reason => quote! { #piece::Reason },
            Piece::JsonReason(most) => {
                let most = Literal::usize_unsuffixed(*most);
                quote! { #piece::JsonReason(#most) }
            }
            Piece::Status => quote! { #piece::Status },
            Piece::JsonStatus => quote! { #piece::JsonStatus },
            Piece::Title => quote! { #piece::Title },
            Piece::Code => quote! { #piece::Code },
            Piece::Now => quote! { #piece::Now },
            Piece::Errors => quote! { #piece::Errors },
        });
        quote! {
            pub(super) static #name: #body = #body {
                media_type: #media_type,
                pieces: &[#(#pieces),*],
            };
        }
    }
}

fn constant(name: &str) -> Ident {
    format_ident!("{name}")
}
