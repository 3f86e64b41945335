//! How are the headers of responses read?

use crate::emit::rust::about::about;
use crate::emit::rust::docs::code;
use crate::emit::rust::model::ty::ValueContext;
use crate::emit::rust::scope::{Scope, ident};
use proc_macro2::TokenStream;
use quote::quote;

/// A function for each header. The declared ones are the same for all operations, so that they
/// stand here once.
pub(in crate::emit::rust) fn functions(scope: &Scope<'_>) -> TokenStream {
    let (api, names) = (scope.module.api, scope.module.names);
    let functions = api.headers.iter().zip(&names.headers);
    functions
        .map(|(header, name)| {
            let mut doc = about(&header.docs, None, None, "");
            doc.paragraph(&format!(
                "`None` if the header {} is absent or has another form.",
                code(&header.name)
            ));
            let wire = header.name.literal();
            let (docs, name) = (doc.outer(), ident(name));
            let deprecated = header.docs.deprecated.then(|| quote! { #[deprecated] });
            let map = scope.external("http", "HeaderMap");
            let (option, ty) = (
                scope.std("Option"),
                scope.held(&header.ty, ValueContext::Model),
            );
            let read = match header.json {
                true => scope.runtime("json_header"),
                false => scope.runtime("header"),
            };
            quote! {
                #docs
                #deprecated
                pub fn #name(headers: &#map) -> #option<#ty> {
                    #read(headers, #wire)
                }
            }
        })
        .collect()
}
