//! Which names may a server tell of in the body of a request? Those of the description, and no others:
//! a caller's own may be secret.

use super::checks::{held, reach};
use crate::emit::rust::operation::arguments::{Argument, Arguments, To};
use crate::emit::rust::operation::choice;
use crate::ir::{Api, Payload, Shape, Type};
use crate::text::DocumentText;
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::BTreeSet;

/// Whether an argument is a body of JSON, or may be one.
fn is_json(argument: &Argument<'_>) -> bool {
    match argument.to {
        To::Body(payload, _) => matches!(payload, Payload::Json(_)),
        To::Choice(body, _) => {
            let mut payloads = choice::all(body).map(|(_, payload)| payload);
            payloads.any(|payload| matches!(payload, Payload::Json(_)))
        }
        _ => false,
    }
}

/// The constant of the names in bodies of JSON, sorted; none where there is no such body.
pub(in crate::emit::rust) fn emit<'a>(
    api: &Api,
    operations: impl Iterator<Item = &'a Arguments<'a>>,
) -> Option<TokenStream> {
    let bodies = operations.flat_map(|arguments| &arguments.all);
    let bodies: Vec<&Argument<'_>> = bodies.filter(|argument| is_json(argument)).collect();
    if bodies.is_empty() {
        return None;
    }
    let mut types = BTreeSet::new();
    for argument in bodies {
        let chosen: Vec<&Type> = match argument.to {
            To::Choice(body, _) => choice::all(body)
                .filter_map(|(_, payload)| held(payload))
                .collect(),
            _ => argument.ty.into_iter().collect(),
        };
        chosen.into_iter().for_each(|ty| reach(api, ty, &mut types));
    }
    let mut names = BTreeSet::new();
    for id in types {
        match api.get(id).map(|def| &def.shape) {
            Some(Shape::Struct(object)) => {
                names.extend(object.fields.iter().map(|field| &field.name));
            }
            Some(Shape::Union(union)) => {
                names.extend(union.discriminator.iter().map(|it| &it.property));
            }
            Some(Shape::Enum(_) | Shape::Pattern(_) | Shape::Alias(_)) | None => {}
        }
    }
    let names = names.into_iter().map(DocumentText::literal);
    Some(quote! {
        #[doc = " The names of properties that a refusal may contain."]
        const NAMES: &[&str] = &[#(#names),*];
    })
}

/// The constant of an operation that has such a body.
pub(super) fn of_operation(arguments: &Arguments<'_>) -> Option<TokenStream> {
    let has_any = arguments.all.iter().any(is_json);
    has_any.then(|| quote! { const NAMES: &'static [&'static str] = super::NAMES; })
}
