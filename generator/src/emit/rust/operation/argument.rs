//! Arguments: their types and documentation.

use crate::emit::rust::about::{about, about_shortly, is_same_name, wire};
use crate::emit::rust::docs::Doc;
use crate::emit::rust::model::ty::{Conversion, Taken, ValueContext};
use crate::emit::rust::operation::arguments::{Argument, To};
use crate::emit::rust::scope::{Scope, ident};
use crate::ir::{Api, Location, Payload, Scalar, Shape, Style, TextFormat, Type};
use proc_macro2::TokenStream;
use quote::quote;

/// How an argument becomes text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::emit::rust) enum ArgumentEncoding {
    /// It is text, or a list of texts.
    Plain,
    /// It has parts, for which the style has places.
    Nested,
    /// It is written as JSON.
    Json,
    /// It is no text: a file, or several.
    File,
}

/// How an argument becomes text.
pub(in crate::emit::rust) fn way(api: &Api, argument: &Argument<'_>) -> ArgumentEncoding {
    let style = match argument.to {
        To::Parameter(parameter) => Some(parameter.style),
        To::Form(encoding) | To::Part(encoding) => encoding.style,
        To::PartHeader(_) | To::Body(..) | To::Choice(..) => None,
    };
    match argument.ty {
        Some(ty) if matches!(argument.to, To::Part(_)) && is_file(api, ty) => {
            ArgumentEncoding::File
        }
        _ if style == Some(Style::Json) => ArgumentEncoding::Json,
        Some(ty) if !is_plain(api, ty) => ArgumentEncoding::Nested,
        _ => ArgumentEncoding::Plain,
    }
}

/// Whether a value is written as one text, for which `explode` says nothing.
pub(in crate::emit::rust) fn is_single(api: &Api, ty: &Type) -> bool {
    match api.resolve(ty) {
        Type::List(_) => false,
        Type::Nullable(ty) => is_single(api, ty),
        _ => is_plain(api, ty),
    }
}

/// Whether the Rust type of a value becomes text by itself.
fn is_plain(api: &Api, ty: &Type) -> bool {
    match api.resolve(ty) {
        Type::Scalar(scalar) => *scalar != Scalar::Null,
        Type::List(inner) | Type::Nullable(inner) => is_plain(api, inner),
        Type::Any | Type::Map(_) | Type::Tuple(_) | Type::Foreign(_) => false,
        Type::Named(id) => matches!(
            api.get(*id).map(|def| &def.shape),
            Some(Shape::Enum(_) | Shape::Pattern(_))
        ),
    }
}

/// Whether a part is a file, or several.
fn is_file(api: &Api, ty: &Type) -> bool {
    match api.resolve(ty) {
        Type::Scalar(scalar) => *scalar == Scalar::Text(TextFormat::Binary),
        Type::List(inner) | Type::Nullable(inner) => is_file(api, inner),
        _ => false,
    }
}

/// Where the value of an argument is held: what is written as a whole is a model.
pub(in crate::emit::rust) fn place(api: &Api, argument: &Argument<'_>) -> ValueContext {
    match (argument.to, way(api, argument)) {
        (To::Body(..), _) | (_, ArgumentEncoding::Nested | ArgumentEncoding::Json) => {
            ValueContext::Model
        }
        (_, ArgumentEncoding::Plain | ArgumentEncoding::File) => ValueContext::Request,
    }
}

/// The type of a given argument.
pub(in crate::emit::rust) fn held(scope: &Scope<'_>, argument: &Argument<'_>) -> TokenStream {
    let api = scope.module.api;
    match (argument.ty, argument.to) {
        (Some(ty), _) => {
            let held = match way(api, argument) {
                ArgumentEncoding::File => files(scope, ty),
                _ => scope.held(ty, place(api, argument)),
            };
            if argument.nullable {
                let option = scope.std("Option");
                return quote! { #option<#held> };
            }
            held
        }
        (None, To::Body(payload, _)) => super::choice::held(scope, payload, None),
        (None, To::Choice(_, names)) => {
            let name = ident(&names.name);
            quote! { #name }
        }
        (None, _) => scope.std("String"),
    }
}

fn files(scope: &Scope<'_>, ty: &Type) -> TokenStream {
    match scope.module.api.resolve(ty) {
        Type::List(inner) => {
            let (vec, inner) = (scope.std("Vec"), files(scope, inner));
            quote! { #vec<#inner> }
        }
        Type::Nullable(inner) => {
            let (option, inner) = (scope.std("Option"), files(scope, inner));
            quote! { #option<#inner> }
        }
        _ => scope.runtime("File"),
    }
}

/// The type that a caller passes.
pub(in crate::emit::rust) fn taken(scope: &Scope<'_>, argument: &Argument<'_>) -> Taken {
    let api = scope.module.api;
    let into = scope.std("Into");
    // Asked for only where it is written: naming a type imports it.
    let as_it_is = || Taken {
        ty: held(scope, argument),
        conversion: Conversion::None,
    };
    let converted = || {
        let held = held(scope, argument);
        Taken {
            ty: quote! { impl #into<#held> },
            conversion: Conversion::Into,
        }
    };
    match argument.ty {
        _ if argument.nullable => as_it_is(),
        Some(ty) if way(api, argument) == ArgumentEncoding::File => match api.resolve(ty) {
            Type::Scalar(_) => converted(),
            Type::List(item) if matches!(api.resolve(item), Type::Scalar(_)) => {
                let (iterator, file) = (scope.std("IntoIterator"), files(scope, item));
                Taken {
                    ty: quote! { impl #iterator<Item = impl #into<#file>> },
                    conversion: Conversion::CollectInto,
                }
            }
            _ => as_it_is(),
        },
        Some(ty) => scope.taken(ty, place(api, argument)),
        None if matches!(argument.to, To::Body(Payload::Parts, _)) => as_it_is(),
        None => converted(),
    }
}

/// The documentation of an argument in a list.
pub(in crate::emit::rust) fn said_shortly(scope: &Scope<'_>, argument: &Argument<'_>) -> Doc {
    about_shortly(
        argument.docs,
        argument.limits,
        argument.default,
        &otherwise(scope, argument, Side::Client),
    )
}

/// The side of an argument: sent by clients, or received by servers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::emit::rust) enum Side {
    Client,
    Server,
}

/// The documentation of an argument.
pub(in crate::emit::rust) fn said(
    scope: &Scope<'_>,
    argument: &Argument<'_>,
    side: Side,
) -> TokenStream {
    let otherwise = otherwise(scope, argument, side);
    let (limits, default) = (argument.limits, argument.default);
    let mut doc = about(argument.docs, limits, default, &otherwise);
    if matches!(argument.to, To::Parameter(parameter) if parameter.allow_empty) {
        doc.paragraph(match side {
            Side::Client => "`None` sends an empty value.",
            Side::Server => "`None` in it is an empty value.",
        });
    }
    if argument.with_body {
        doc.paragraph(match side {
            Side::Client => "Required if any other part of the body is sent.",
            Side::Server => "Present if any other part of the body is.",
        });
    }
    doc.outer()
}

/// The documentation of an argument without a description.
fn otherwise(scope: &Scope<'_>, argument: &Argument<'_>, side: Side) -> String {
    if let Some(text) = argument.ty.and_then(|ty| scope.summary(ty)) {
        return text;
    }
    let is_same = is_same_name(argument.name.as_str(), argument.wire);
    let place = match argument.to {
        To::Parameter(_) | To::Form(_) | To::Part(_) if is_same => return String::new(),
        To::Parameter(parameter) => match parameter.location {
            Location::Path => "path",
            Location::Query | Location::QueryString => "query",
            Location::Header => "headers",
            Location::Cookie => "cookies",
        },
        To::Form(_) => return format!("The property {} of the form.", wire(argument.wire)),
        To::PartHeader(part) => {
            return format!(
                "The header {} of the part {}.",
                wire(argument.wire),
                wire(part)
            );
        }
        To::Part(_) => return format!("The part {} of the body.", wire(argument.wire)),
        To::Body(Payload::Text, media_type) => {
            return format!(
                "The body of the request: text, sent as {}.",
                wire(media_type)
            );
        }
        To::Body(Payload::Binary, media_type) => {
            let bytes = match side {
                Side::Client => "bytes or a stream of them",
                Side::Server => "bytes",
            };
            let sent = wire(media_type);
            return format!("The body of the request: {bytes}, sent as {sent}.");
        }
        To::Body(Payload::Ranged, ranges) => {
            return format!(
                "The body of the request with its media type, one of {}.",
                wire(ranges)
            );
        }
        To::Body(Payload::Lines(..), media_type) => {
            return format!(
                "The items of the body of the request, sent as {}.",
                wire(media_type)
            );
        }
        To::Body(..) | To::Choice(..) => return String::new(),
    };
    format!("The parameter {} in the {place}.", wire(argument.wire))
}
