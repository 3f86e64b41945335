//! What does a method of a server get, and how is it read from a request?

use super::checks::Checked;
use super::errors::Errors;
use super::{bodies, names as reported_names, slots};
use crate::emit::rust::about;
use crate::emit::rust::docs::{Doc, code};
use crate::emit::rust::model::ty::ValueContext;
use crate::emit::rust::operation::argument::{ArgumentEncoding, Side, held, said, way};
use crate::emit::rust::operation::arguments::{Argument, Arguments, To};
use crate::emit::rust::operation::choice;
use crate::emit::rust::scope::{Scope, ident};
use crate::ir::{Alternative, Operation, Type};
use crate::name::OperationNames;
use crate::text::DocumentText;
use indexmap::IndexSet;
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use std::collections::BTreeSet;

/// The struct of an operation's arguments, and what reads it.
pub(in crate::emit::rust) fn emit(
    scope: &Scope<'_>,
    operation: &Operation,
    names: &OperationNames,
    arguments: &Arguments<'_>,
    checked: &Checked,
    errors: &Errors,
) -> TokenStream {
    let name = ident(&names.request);
    let fields = arguments.all.iter().map(|argument| field(scope, argument));
    let docs = documentation(operation, names).outer();
    let reported = [
        reported_names::of_operation(arguments),
        errors.list(scope, operation),
    ];
    let reported = reported.into_iter().flatten().collect();
    let read = read(scope, operation, names, arguments, checked, reported);
    let choices = arguments
        .all
        .iter()
        .filter_map(|argument| match argument.to {
            To::Choice(body, names) => {
                let check = checked.choice(scope, body, names);
                let declaration = bodies::choice(scope, body, names);
                Some(quote! { #declaration #check })
            }
            _ => None,
        });
    quote! {
        #docs
        #[derive(Clone, Debug)]
        pub struct #name { #(#fields)* }

        #read

        #(#choices)*
    }
}

fn documentation(operation: &Operation, names: &OperationNames) -> Doc {
    let mut doc = Doc::new();
    doc.paragraph(&format!(
        "The arguments of the method `{}` of a server: {}.",
        names.method,
        code(&operation.route())
    ));
    let unoffered = operation.body.iter().flat_map(|body| &body.unoffered);
    let unoffered: Vec<String> = unoffered.map(about::wire).collect();
    if !unoffered.is_empty() {
        doc.paragraph(&format!(
            "The document also declares bodies of {}; they are refused with status 415.",
            unoffered.join(", ")
        ));
    }
    doc
}

fn field(scope: &Scope<'_>, argument: &Argument<'_>) -> TokenStream {
    let (docs, name) = (said(scope, argument, Side::Server), ident(argument.name));
    let mut ty = ty(scope, argument);
    if !argument.required {
        let option = scope.std("Option");
        ty = quote! { #option<#ty> };
    }
    quote! { #docs pub #name: #ty, }
}

/// The type of an argument that is present.
fn ty(scope: &Scope<'_>, argument: &Argument<'_>) -> TokenStream {
    let api = scope.module.api;
    match (argument.ty, argument.to) {
        (Some(ty), _) => {
            let ty = match way(api, argument) {
                ArgumentEncoding::File => parts(scope, ty),
                _ => scope.held(ty, ValueContext::Model),
            };
            match argument.nullable {
                true => {
                    let option = scope.std("Option");
                    quote! { #option<#ty> }
                }
                false => ty,
            }
        }
        (None, To::Body(payload, _)) => bodies::held(scope, payload),
        (None, _) => held(scope, argument),
    }
}

/// A file, or several.
fn parts(scope: &Scope<'_>, ty: &Type) -> TokenStream {
    match scope.module.api.resolve(ty) {
        Type::List(_) => {
            let (vec, part) = (scope.std("Vec"), scope.runtime("Part"));
            quote! { #vec<#part> }
        }
        Type::Nullable(inner) => {
            let (option, inner) = (scope.std("Option"), parts(scope, inner));
            quote! { #option<#inner> }
        }
        _ => scope.runtime("Part"),
    }
}

fn read(
    scope: &Scope<'_>,
    operation: &Operation,
    names: &OperationNames,
    arguments: &Arguments<'_>,
    checked: &Checked,
    reported: TokenStream,
) -> TokenStream {
    let (name, request) = (ident(&names.request), scope.runtime("Request"));
    let (inbound, constant) = (scope.runtime("Inbound"), scope.runtime("Operation"));
    let (reader, option, some) = (
        scope.runtime("Reader"),
        scope.std("Option"),
        scope.std("Some"),
    );
    let scopes = scopes(&operation.security);
    let media = media(operation);
    let offered = offered(operation);
    let from = reader_name(arguments);
    let reads = arguments.all.iter().map(|argument| {
        let (name, read) = (
            ident(argument.name),
            read_one(scope, argument, arguments, &from),
        );
        quote! { let #name = #read; }
    });
    let fields = arguments.all.iter().map(|argument| {
        let name = ident(argument.name);
        quote! { #name: #name? }
    });
    let checks = arguments.all.iter();
    let checks = checks.flat_map(|argument| checked.argument(scope, argument, &from));
    let parameter = match arguments.all.is_empty() {
        true => format_ident!("_"),
        false => from.clone(),
    };
    quote! {
        impl #inbound for #name {
            const OPERATION: &'static #constant =
                <super::super::operations::#name as #request>::OPERATION;
            #scopes
            #media
            #offered
            #reported

            fn read(#parameter: &mut #reader<'_>) -> #option<Self> {
                #(#reads)*
                #(#checks;)*
                #some(Self { #(#fields),* })
            }
        }
    }
}

/// The parameter of `read`, which no argument is called.
fn reader_name(arguments: &Arguments<'_>) -> Ident {
    let names = ["from", "reader", "request", "arrived", "from_request"];
    let taken = |name: &&str| {
        let mut all = arguments.all.iter();
        all.any(|argument| argument.name.as_str() == *name)
    };
    let free = names.into_iter().find(|name| !taken(name));
    format_ident!("{}", free.unwrap_or("reader_of_request"))
}

fn read_one(
    scope: &Scope<'_>,
    argument: &Argument<'_>,
    all: &Arguments<'_>,
    from: &Ident,
) -> TokenStream {
    let api = scope.module.api;
    if let To::Body(payload, _) = argument.to {
        let read = bodies::read(scope, payload, from);
        return optional(argument, from, read);
    }
    if let To::Choice(body, names) = argument.to {
        let read = bodies::read_choice(scope, body, names, from);
        return optional(argument, from, read);
    }
    let way = way(api, argument);
    if way == ArgumentEncoding::File {
        let wire = argument.wire.literal();
        let method = match (argument.required && !argument.nullable, argument.with_body) {
            (true, _) => quote! { required_part },
            (_, true) if !argument.nullable => quote! { part_with_body },
            _ => quote! { optional_part },
        };
        return quote! { #from.#method(#wire) };
    }
    let slot = slots::slot(scope, argument, all);
    let is_parameter = matches!(argument.to, To::Parameter(_));
    let json = is_parameter && way == ArgumentEncoding::Json;
    let method = match (argument.required, argument.nullable) {
        _ if json && argument.required => quote! { required_json },
        _ if json => quote! { optional_json },
        (true, true) if is_parameter => quote! { required_or_empty },
        (false, true) if is_parameter => quote! { optional_or_empty },
        // Null is sent as nothing.
        (true, true) => quote! { optional },
        (true, false) => quote! { required },
        (false, false) if argument.with_body => quote! { with_body },
        (false, _) => quote! { optional },
    };
    quote! { #from.#method(#slot) }
}

/// A body that need not be there.
fn optional(argument: &Argument<'_>, from: &Ident, read: TokenStream) -> TokenStream {
    match argument.required {
        true => read,
        false => quote! { #from.optional_body(|#from| #read) },
    }
}

/// The scopes of each alternative, where one has any.
fn scopes(security: &[Alternative]) -> Option<TokenStream> {
    let any = security.iter().flat_map(|it| &it.schemes);
    let any = any.into_iter().any(|(_, scopes)| !scopes.is_empty());
    any.then(|| {
        let rows = security.iter().map(|alternative| {
            let scopes = alternative.schemes.iter().flat_map(|(_, scopes)| scopes);
            let scopes = scopes.map(DocumentText::literal);
            quote! { &[#(#scopes),*] }
        });
        quote! { const SCOPES: &'static [&'static [&'static str]] = &[#(#rows),*]; }
    })
}

fn media(operation: &Operation) -> Option<TokenStream> {
    let types = choice::all(operation.body.as_ref()?).map(|(media_type, _)| media_type.literal());
    Some(quote! { const MEDIA: &'static [&'static str] = &[#(#types),*]; })
}

/// The media types of successes, where the request value does not name them all.
fn offered(operation: &Operation) -> Option<TokenStream> {
    let mut known = BTreeSet::new();
    let bodies = operation.responses.iter().filter_map(|it| it.body.as_ref());
    known.extend(bodies.clone().map(|body| &body.media_type));
    let streamed = operation.streaming.iter().map(|it| &it.media_type);
    let others = bodies.flat_map(|body| std::iter::once(&body.media_type).chain(&body.others));
    let all: IndexSet<&DocumentText> = others.chain(streamed).collect();
    let more = all.iter().any(|media_type| !known.contains(media_type));
    let all = all.into_iter().map(DocumentText::borrowed);
    let all = DocumentText::join(all, ", ").literal();
    more.then(|| quote! { const OFFERED: &'static str = #all; })
}
