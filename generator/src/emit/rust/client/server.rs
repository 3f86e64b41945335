//! Where is an API served, and how does a caller choose?

use crate::emit::rust::about::{prose, wire};
use crate::emit::rust::docs::{Doc, code};
use crate::emit::rust::scope::{Scope, ident};
use crate::ir::{Server, ServerVariable};
use crate::name::ServerNames;
use crate::text::DocumentText;
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::BTreeMap;

/// The choice for a client, and the builder's method that takes it.
pub(in crate::emit::rust) fn of_client(scope: &Scope<'_>) -> Option<(TokenStream, TokenStream)> {
    let names = scope.module.names.server.as_ref()?;
    let ty = ident(&names.ty);
    let mut doc = Doc::new();
    doc.paragraph(&usual(names));
    doc.paragraph(
        "Operations that the document serves elsewhere alone stay there. What is given with \
         [`ClientBuilder::base_url`] counts instead.",
    );
    let docs = doc.outer();
    let setter = quote! {
        #docs
        pub fn server(self, server: #ty) -> Self {
            Self(self.0.server(server.0.url()))
        }
    };
    let said = "Where this API is served. A value that a variable cannot have is an error when the \
                client is built.";
    Some((
        choice(scope, &scope.module.api.servers, names, said),
        setter,
    ))
}

/// The choices for requests of operations that are served elsewhere.
pub(in crate::emit::rust) fn of_operations(scope: &Scope<'_>) -> TokenStream {
    let (api, names) = (scope.module.api, scope.module.names);
    let choices = names.other_servers.iter().filter_map(|(place, names)| {
        let operation = api.operations.get(*place)?;
        let said = "Where some operations are served. A value that a variable cannot have is an \
                    error when the request is sent.";
        Some(choice(scope, &operation.servers, names, said))
    });
    choices.collect()
}

/// Which server is called when nothing is chosen.
pub(in crate::emit::rust) fn usual(names: &ServerNames) -> String {
    match names.servers.first() {
        Some(first) => format!(
            "Sets the server. The default is [`{}::{}`].",
            names.ty,
            first.as_str()
        ),
        None => "Sets the server and the variables of its URL.".to_owned(),
    }
}

/// The type of which each value is a server.
fn choice(scope: &Scope<'_>, servers: &[Server], names: &ServerNames, about: &str) -> TokenStream {
    let (ty, table) = (ident(&names.ty), scope.runtime("ServerUrl"));
    let value = |server: &Server| {
        let mut doc = prose(&server.docs, "");
        doc.paragraph(&code(&server.url));
        let variables = server.variables.iter().map(|variable| {
            let row = scope.runtime("Variable");
            let (name, default) = (variable.name.literal(), variable.default.literal());
            let values = variable.values.iter().map(DocumentText::literal);
            quote! { #row { name: #name, default: #default, values: &[#(#values),*] } }
        });
        let (docs, url) = (doc.outer(), server.url.literal());
        (docs, quote! { Self(#table::new(#url, &[#(#variables),*])) })
    };
    let named = servers.iter().zip(&names.servers).map(|(server, name)| {
        let ((docs, value), name) = (value(server), ident(name));
        quote! {
            #docs
            pub fn #name() -> Self {
                #value
            }
        }
    });
    let only = match servers {
        [only] => {
            let (docs, value) = value(only);
            Some(quote! {
                impl Default for #ty {
                    #docs
                    fn default() -> Self {
                        #value
                    }
                }
            })
        }
        _ => None,
    };
    let mut variables: BTreeMap<&DocumentText, Vec<&ServerVariable>> = BTreeMap::new();
    for variable in servers.iter().flat_map(|server| &server.variables) {
        variables.entry(&variable.name).or_default().push(variable);
    }
    let setters = names.variables.iter().map(|(key, name)| {
        let all = variables.get(key).map_or(&[][..], Vec::as_slice);
        let (docs, name) = (said(all).outer(), ident(name));
        let key = key.literal();
        let (into, string) = (scope.std("Into"), scope.std("String"));
        quote! {
            #docs
            pub fn #name(self, value: impl #into<#string>) -> Self {
                Self(self.0.with(#key, value.into()))
            }
        }
    });
    let mut doc = Doc::new();
    doc.paragraph(about);
    let docs = doc.outer();
    // Not a method of it: a variable or a server may be called as the method is.
    let internal = scope.internal();
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[must_use = "a server is used once it is given to a builder or a request"]
        pub struct #ty(#internal #table);

        impl #ty {
            #(#named)*
            #(#setters)*
        }

        #only
    }
}

/// The description of a variable, which several servers may have; if it differs between servers,
/// its name.
fn said(all: &[&ServerVariable]) -> Doc {
    let mut doc = Doc::new();
    let Some((first, others)) = all.split_first() else {
        return doc;
    };
    let mut text = format!("Sets the variable {} of the URL", wire(&first.name));
    let mut others = others.iter();
    if others.all(|other| other.default == first.default && other.values == first.values) {
        text.push_str(&facts(first));
    } else {
        text.push('.');
    }
    doc.paragraph(&text);
    if let Some(description) = &first.description {
        doc.prose(description);
    }
    doc
}

fn facts(variable: &ServerVariable) -> String {
    let values: Vec<String> = variable.values.iter().map(wire).collect();
    let default = wire(&variable.default);
    match values.as_slice() {
        [] => format!(". The default is {default}."),
        values => format!(": one of {}; the default is {default}.", values.join(", ")),
    }
}
