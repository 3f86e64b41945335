//! How are credentials given to a client's builder?

use crate::emit::rust::about::wire;
use crate::emit::rust::docs::{Doc, code};
use crate::emit::rust::scope::{Scope, ident};
use crate::ir::{Api, SecurityScheme};
use crate::name::Identifier;
use crate::schemes::{Place, Value, filled};
use crate::text::DocumentText;
use indexmap::IndexMap;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use std::collections::{BTreeMap, BTreeSet};

/// Operations by the scopes that they need.
type Rows<'a> = IndexMap<DocumentText, Vec<&'a DocumentText>>;

/// The constant data of each scheme. Mutual TLS has none.
pub(in crate::emit::rust) fn table(scope: &Scope<'_>) -> Vec<TokenStream> {
    let schemes = scope.module.api.schemes.iter();
    schemes
        .filter_map(|scheme| self::scheme(scope, scheme))
        .collect()
}

/// The methods of the builder.
pub(in crate::emit::rust) fn setters(scope: &Scope<'_>, krate: &str) -> TokenStream {
    let (api, names) = (scope.module.api, scope.module.names);
    let schemes = api.schemes.iter().zip(&names.schemes).zip(&names.grants);
    let scopes = scopes(api);
    let none = IndexMap::new();
    schemes
        .flat_map(|((scheme, name), grant)| {
            let grant = grant.as_ref().map(|name| {
                let rows = scopes.get(&scheme.name).unwrap_or(&none);
                self::grant(scope, scheme, name, rows, krate)
            });
            [Some(setter(scope, scheme, name)), grant]
        })
        .flatten()
        .collect()
}

fn scheme(scope: &Scope<'_>, scheme: &SecurityScheme) -> Option<TokenStream> {
    let credential = &scheme.credential;
    let client = credential.scheme.client.as_ref()?;
    let (table, ty) = (scope.runtime("Scheme"), scope.runtime("Credential"));
    let (name, variant) = (
        scheme.name.literal(),
        format_ident!("{}", client.credential),
    );
    let argument = match credential.scheme.place {
        Place::Authorization | Place::Transport => TokenStream::new(),
        Place::Header | Place::Query | Place::Cookie => {
            let key = credential.name().literal();
            quote! { (#key) }
        }
    };
    Some(quote! { #table { name: #name, credential: #ty::#variant #argument } })
}

fn setter(scope: &Scope<'_>, scheme: &SecurityScheme, name: &Identifier) -> TokenStream {
    let credential = &scheme.credential;
    let Some(client) = &credential.scheme.client else {
        return TokenStream::new();
    };
    let mut doc = Doc::new();
    let said = (wire(&scheme.name), wire(&credential.name()));
    doc.paragraph(&filled(client.docs, &said.0, &said.1))
        .prose(scheme.docs.description());
    let (docs, key, name) = (doc.outer(), scheme.name.literal(), ident(name));
    let arguments: Vec<_> = client
        .arguments
        .iter()
        .map(|it| format_ident!("{it}"))
        .collect();
    let secret = scope.runtime("Secret");
    let (ty, value) = match client.value {
        Value::Secret(function) => {
            let function = format_ident!("{function}");
            (None, quote! { #secret::#function(#(#arguments),*) })
        }
        Value::Signer(ty) => {
            let ty = scope.runtime(ty);
            (None, quote! { #secret::signer(#ty::new(#(#arguments),*)) })
        }
        Value::Given(ty) => {
            let ty = scope.runtime(ty);
            (Some(ty), quote! { #secret::signer(#(#arguments),*) })
        }
    };
    let ty = ty.unwrap_or_else(|| {
        let (into, string) = (scope.std("Into"), scope.std("String"));
        quote! { impl #into<#string> }
    });
    quote! {
        #docs
        pub fn #name(self, #(#arguments: #ty),*) -> Self {
            Self(self.0.credential(#key, #value))
        }
    }
}

/// OAuth 2 client credentials.
fn grant(
    scope: &Scope<'_>,
    scheme: &SecurityScheme,
    name: &Identifier,
    rows: &Rows<'_>,
    krate: &str,
) -> TokenStream {
    let Some(url) = &scheme.credential.token_url else {
        return TokenStream::new();
    };
    let mut doc = Doc::new();
    doc.paragraph(&format!(
        "The credentials of this program for {} (OAuth 2, RFC 6749, section 4.4): access tokens are \
         fetched from {} when they are needed, shared by all clones of the client, and replaced \
         before they end.",
        wire(&scheme.name),
        code(url)
    ));
    doc.heading("Examples");
    let module = scope.module.name;
    doc.block(vec![
        "```no_run".to_owned(),
        format!("let credentials = {krate}::ClientCredentials::new(\"id\", \"secret\");"),
        format!("let client = {krate}::{module}::Client::builder()"),
        format!("    .{name}(credentials)"),
        "    .build()?;".to_owned(),
        format!("# Ok::<(), {krate}::Error>(())"),
        "```".to_owned(),
    ]);
    let client = scope.runtime("ClientCredentials");
    let (docs, name) = (doc.outer(), ident(name));
    let (key, url) = (scheme.name.literal(), url.literal());
    let rows = rows.iter().map(|(scopes, operations)| {
        let operations = operations.iter().map(|id| id.literal());
        let scopes = scopes.literal();
        quote! { (#scopes, &[#(#operations),*]) }
    });
    quote! {
        #docs
        pub fn #name(self, client: #client) -> Self {
            let tokens = client.of(#key, #url, &[#(#rows),*]);
            Self(self.0.credential(#key, tokens))
        }
    }
}

/// For each scheme, the operations under the scopes that they need. An operation with several
/// alternatives needs those of the first that names the scheme.
fn scopes(api: &Api) -> BTreeMap<&DocumentText, Rows<'_>> {
    let mut schemes: BTreeMap<&DocumentText, Rows<'_>> = BTreeMap::new();
    for operation in &api.operations {
        let mut known = BTreeSet::new();
        for (name, scopes) in operation.security.iter().flat_map(|a| &a.schemes) {
            if known.insert(name) && !scopes.is_empty() {
                let text = DocumentText::join(scopes.iter().map(DocumentText::borrowed), " ");
                let rows = schemes.entry(name).or_default();
                rows.entry(text).or_default().push(&operation.id);
            }
        }
    }
    schemes
}
