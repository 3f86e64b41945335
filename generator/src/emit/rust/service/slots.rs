//! Where does a server find an argument, and how is it written there?

use crate::emit::rust::operation::argument::{ArgumentEncoding, is_single, way};
use crate::emit::rust::operation::arguments::{Argument, Arguments, To};
use crate::emit::rust::scope::Scope;
use crate::ir::{Api, Encoding, Location, Parameter, Rest, Shape, Style, Type};
use crate::text::DocumentText;
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use std::collections::BTreeSet;

/// The expression for the place of an argument; none for a body, which is no part of anything.
pub(super) fn slot(
    scope: &Scope<'_>,
    argument: &Argument<'_>,
    all: &Arguments<'_>,
) -> Option<TokenStream> {
    match argument.to {
        To::Parameter(parameter) => Some(of_parameter(scope, argument, parameter, all)),
        To::Form(encoding) => Some(of_property(scope, argument, quote! { form }, encoding)),
        To::Part(encoding) => Some(of_property(scope, argument, quote! { part }, encoding)),
        To::PartHeader(part) => {
            let (place, part, wire) =
                (scope.runtime("In"), part.literal(), argument.wire.literal());
            let shape = argument
                .ty
                .and_then(|ty| shape(scope.module.api, ty, &Vec::new));
            Some(quote! { #place::part_header(#part, #wire) #shape })
        }
        To::Body(..) | To::Choice(..) => None,
    }
}

/// The expression for the place of a field of a form that is no argument by itself.
pub(super) fn of_whole_form(
    scope: &Scope<'_>,
    name: &DocumentText,
    encoding: &Encoding,
) -> TokenStream {
    let (place, name) = (scope.runtime("In"), name.literal());
    let style = encoding.style.filter(|style| *style != Style::Json);
    let Some(style) = style else {
        return quote! { #place::form(#name) };
    };
    let written = written(scope, style, encoding.explode, Style::Form);
    match style {
        Style::DeepObject => quote! { #place::form(#name).object(&[]) #written },
        _ => quote! { #place::form(#name).list() #written },
    }
}

fn of_parameter(
    scope: &Scope<'_>,
    argument: &Argument<'_>,
    parameter: &Parameter,
    all: &Arguments<'_>,
) -> TokenStream {
    let (place, wire) = (scope.runtime("In"), argument.wire.literal());
    let (kind, usual) = match parameter.location {
        Location::Path => (quote! { path }, Style::Simple),
        Location::Query => (quote! { query }, Style::Form),
        Location::QueryString => return quote! { #place::query_string(#wire) },
        Location::Header => (quote! { header }, Style::Simple),
        Location::Cookie => (quote! { cookie }, Style::Form),
    };
    let empty = parameter.allow_empty.then(|| quote! { .or_empty() });
    let api = scope.module.api;
    if way(api, argument) == ArgumentEncoding::Json {
        return quote! { #place::#kind(#wire) };
    }
    let others = || {
        let others = all.all.iter().filter(|other| {
            let is_beside = |it: &Parameter| it.location == parameter.location;
            other.wire != argument.wire && matches!(other.to, To::Parameter(it) if is_beside(it))
        });
        others.map(|other| other.wire.literal()).collect()
    };
    let shape = argument.ty.and_then(|ty| shape(api, ty, &others));
    let single = argument.ty.is_some_and(|ty| is_single(api, ty));
    let style = match parameter.style {
        // They say how several values stand together.
        Style::SpaceDelimited | Style::PipeDelimited | Style::TabDelimited if single => usual,
        style => style,
    };
    let explode = match style {
        _ if single => is_exploding(style),
        _ => parameter.explode,
    };
    let style = written(scope, style, explode, usual);
    quote! { #place::#kind(#wire) #shape #style #empty }
}

/// A field of a form or a part of a body. Unless a style is declared, an array is there again for
/// each element, and an object is JSON (Encoding Object).
fn of_property(
    scope: &Scope<'_>,
    argument: &Argument<'_>,
    kind: TokenStream,
    encoding: &Encoding,
) -> TokenStream {
    let (place, wire) = (scope.runtime("In"), argument.wire.literal());
    let api = scope.module.api;
    let style = encoding.style.filter(|style| *style != Style::Json);
    let Some(style) = style else {
        let json = way(api, argument) == ArgumentEncoding::Json;
        let list = argument.ty.is_some_and(|ty| is_list(api, ty)) && !json;
        let list = list.then(|| quote! { .list() });
        return quote! { #place::#kind(#wire) #list };
    };
    let shape = argument.ty.and_then(|ty| shape(api, ty, &Vec::new));
    let written = written(scope, style, encoding.explode, Style::Form);
    quote! { #place::#kind(#wire) #shape #written }
}

/// The style, where it is another than is usual there.
fn written(scope: &Scope<'_>, style: Style, explode: bool, usual: Style) -> Option<TokenStream> {
    let constant = match style {
        Style::Simple | Style::Json => quote! { SIMPLE },
        Style::Form => quote! { FORM },
        Style::Label => quote! { LABEL },
        Style::Matrix => quote! { MATRIX },
        Style::SpaceDelimited => quote! { SPACE_DELIMITED },
        Style::PipeDelimited => quote! { PIPE_DELIMITED },
        Style::TabDelimited => quote! { TAB_DELIMITED },
        Style::DeepObject => quote! { DEEP_OBJECT },
        Style::Cookie => quote! { COOKIE },
    };
    let other = style != Style::DeepObject && explode != is_exploding(style);
    if style == usual && !other {
        return None;
    }
    let explode = other.then(|| quote! { .explode(#explode) });
    let style = scope.runtime("Style");
    Some(quote! { .style(#style::#constant #explode) })
}

/// Whether `explode` is usual for a style.
fn is_exploding(style: Style) -> bool {
    matches!(style, Style::Form | Style::Cookie | Style::DeepObject)
}

/// The parts of a value, if it has any. `others` finds the names of the remaining properties.
fn shape(api: &Api, ty: &Type, others: &dyn Fn() -> Vec<Literal>) -> Option<TokenStream> {
    let map = || {
        let others = others();
        quote! { .map(&[#(#others),*]) }
    };
    match api.resolve(ty) {
        Type::Scalar(_) => None,
        Type::List(_) | Type::Tuple(_) => Some(quote! { .list() }),
        Type::Map(_) => Some(map()),
        Type::Any | Type::Foreign(_) => Some(quote! { .any(&[]) }),
        Type::Nullable(ty) => shape(api, ty, others),
        Type::Named(id) => match &api.get(*id)?.shape {
            Shape::Struct(object) if matches!(object.rest, Rest::Kept(_)) => Some(map()),
            Shape::Struct(object) => {
                let names = object.fields.iter().map(|field| field.name.literal());
                Some(quote! { .object(&[#(#names),*]) })
            }
            Shape::Union(_) => {
                let names = properties(api, ty);
                let names = names.into_iter().map(DocumentText::literal);
                Some(quote! { .any(&[#(#names),*]) })
            }
            Shape::Enum(_) | Shape::Pattern(_) | Shape::Alias(_) => None,
        },
    }
}

/// The fields that the objects of a union can have. Unions may be in unions, and in themselves.
fn properties<'a>(api: &'a Api, ty: &'a Type) -> BTreeSet<&'a DocumentText> {
    let (mut names, mut seen) = (BTreeSet::new(), BTreeSet::new());
    let mut open = vec![ty];
    while let Some(ty) = open.pop() {
        let Type::Named(id) = api.resolve(ty) else {
            continue;
        };
        if !seen.insert(*id) {
            continue;
        }
        match api.get(*id).map(|def| &def.shape) {
            Some(Shape::Struct(object)) => {
                names.extend(object.fields.iter().map(|field| &field.name));
            }
            Some(Shape::Union(union)) => {
                names.extend(union.discriminator.iter().map(|it| &it.property));
                open.extend(union.variants.iter().map(|variant| &variant.ty));
            }
            _ => {}
        }
    }
    names
}

fn is_list(api: &Api, ty: &Type) -> bool {
    match api.resolve(ty) {
        Type::List(_) | Type::Tuple(_) => true,
        Type::Nullable(ty) => is_list(api, ty),
        _ => false,
    }
}
