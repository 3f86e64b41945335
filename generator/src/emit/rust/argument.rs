//! What does a caller pass for an argument, and what is said of it?

use super::about::{about, about_shortly, wire};
use super::arguments::{Argument, To};
use super::docs::Doc;
use super::scope::Scope;
use super::ty::{Conversion, Place, Taken};
use crate::ir::{Location, Payload};
use proc_macro2::TokenStream;
use quote::quote;

/// What a caller passes for an argument.
pub(super) fn taken(scope: &Scope<'_>, argument: &Argument<'_>) -> Taken {
    let into = scope.std("Into");
    match (argument.ty, argument.to) {
        (Some(ty), To::Body(..)) => scope.taken(ty, Place::Model),
        (Some(ty), _) if argument.nullable => {
            let (option, ty) = (scope.std("Option"), scope.held(ty, Place::Request));
            Taken {
                ty: quote! { #option<#ty> },
                conversion: Conversion::None,
            }
        }
        (Some(ty), _) => scope.taken(ty, Place::Request),
        (None, To::Body(Payload::Binary, _)) => {
            let bytes = scope.external("bytes", "Bytes");
            Taken {
                ty: quote! { impl #into<#bytes> },
                conversion: Conversion::Into,
            }
        }
        (None, _) => {
            let string = scope.std("String");
            Taken {
                ty: quote! { impl #into<#string> },
                conversion: Conversion::Into,
            }
        }
    }
}

/// What is said of an argument in a list of them.
pub(super) fn said_shortly(scope: &Scope<'_>, argument: &Argument<'_>) -> Doc {
    about_shortly(
        argument.docs,
        argument.limits,
        argument.default,
        &otherwise(scope, argument),
    )
}

/// What is said of an argument.
pub(super) fn said(scope: &Scope<'_>, argument: &Argument<'_>) -> TokenStream {
    about(
        argument.docs,
        argument.limits,
        argument.default,
        &otherwise(scope, argument),
    )
    .outer()
}

/// What is said of an argument that the document says nothing of.
fn otherwise(scope: &Scope<'_>, argument: &Argument<'_>) -> String {
    if let Some(text) = argument.ty.and_then(|ty| scope.summary(ty)) {
        return text;
    }
    let place = match argument.to {
        To::Parameter(Location::Path) => "path",
        To::Parameter(Location::Query) => "query",
        To::Parameter(Location::Header) => "headers",
        To::Parameter(Location::Cookie) => "cookies",
        To::Form => return format!("The member {} of the form.", wire(argument.wire)),
        To::Body(..) => return "The body of the request.".to_owned(),
    };
    format!("The parameter {} in the {place}.", wire(argument.wire))
}
