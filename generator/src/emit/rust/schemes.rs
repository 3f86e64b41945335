//! How are credentials given to a client's builder?

use super::about::wire;
use super::docs::{Doc, code};
use super::scope::{Scope, ident};
use crate::ir::{Api, Credential, SecurityScheme};
use crate::name::Identifier;
use crate::text::DocumentText;
use indexmap::IndexMap;
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::{BTreeMap, BTreeSet};

/// Operations by the scopes that they need.
type Rows<'a> = IndexMap<DocumentText, Vec<&'a DocumentText>>;

/// The constant data of each scheme. Mutual TLS has none.
pub(super) fn table(scope: &Scope<'_>) -> Vec<TokenStream> {
    let schemes = scope.module.api.schemes.iter();
    schemes
        .filter_map(|scheme| self::scheme(scope, scheme))
        .collect()
}

/// The methods of the builder.
pub(super) fn setters(scope: &Scope<'_>, krate: &str) -> TokenStream {
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
    if scheme.credential == Credential::MutualTls {
        return None;
    }
    let (table, credential) = (scope.runtime("Scheme"), scope.runtime("Credential"));
    let name = scheme.name.literal();
    let value = match &scheme.credential {
        Credential::Basic => quote! { #credential::Basic },
        Credential::Bearer | Credential::OAuth2 { .. } => quote! { #credential::Bearer },
        Credential::HeaderKey(key) => {
            let key = key.literal();
            quote! { #credential::HeaderKey(#key) }
        }
        Credential::QueryKey(key) => {
            let key = key.literal();
            quote! { #credential::QueryKey(#key) }
        }
        Credential::CookieKey(key) => {
            let key = key.literal();
            quote! { #credential::CookieKey(#key) }
        }
        Credential::Other(_) => quote! { #credential::Authorization },
        Credential::MutualTls => return None,
    };
    Some(quote! { #table { name: #name, credential: #value } })
}

fn setter(scope: &Scope<'_>, scheme: &SecurityScheme, name: &Identifier) -> TokenStream {
    let said = wire(&scheme.name);
    let what = match &scheme.credential {
        Credential::Basic => format!("User name and password for {said} (HTTP basic, RFC 7617)."),
        Credential::Bearer => format!("The token for {said} (HTTP bearer, RFC 6750)."),
        Credential::OAuth2 { .. } => format!("An access token for {said} (OAuth 2)."),
        Credential::HeaderKey(key) => {
            format!("The key for {said}, sent in the header {}.", wire(key))
        }
        Credential::QueryKey(key) => {
            format!("The key for {said}, sent in the query as {}.", wire(key))
        }
        Credential::CookieKey(key) => {
            format!("The key for {said}, sent in the cookie {}.", wire(key))
        }
        Credential::Other(kind) => {
            format!(
                "The value of `Authorization` for {said} (HTTP {}).",
                wire(kind)
            )
        }
        Credential::MutualTls => return TokenStream::new(),
    };
    let mut doc = Doc::new();
    doc.paragraph(&what).prose(scheme.docs.description());
    let (docs, key, name) = (doc.outer(), scheme.name.literal(), ident(name));
    let (into, string, secret) = (
        scope.std("Into"),
        scope.std("String"),
        scope.runtime("Secret"),
    );
    if scheme.credential == Credential::Basic {
        return quote! {
            #docs
            pub fn #name(self, username: impl #into<#string>, password: impl #into<#string>) -> Self {
                Self(self.0.credential(#key, #secret::basic(username, password)))
            }
        };
    }
    let argument = match &scheme.credential {
        Credential::HeaderKey(_) | Credential::QueryKey(_) | Credential::CookieKey(_) => {
            quote! { key }
        }
        Credential::Other(_) => quote! { value },
        _ => quote! { token },
    };
    quote! {
        #docs
        pub fn #name(self, #argument: impl #into<#string>) -> Self {
            Self(self.0.credential(#key, #secret::token(#argument)))
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
    let Credential::OAuth2 {
        token_url: Some(url),
    } = &scheme.credential
    else {
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
