//! Which credentials can a request to a server have?

use crate::emit::rust::about::wire;
use crate::emit::rust::scope::{Scope, ident};
use crate::ir::{Operation, SecurityScheme};
use crate::text::DocumentText;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// Whether an operation needs credentials, and whether it does without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Need {
    None,
    Optional,
    Required,
}

impl Need {
    pub(super) fn of(operation: &Operation) -> Self {
        let (with, without): (Vec<_>, Vec<_>) = operation
            .security
            .iter()
            .partition(|alternative| !alternative.schemes.is_empty());
        match (with.is_empty(), without.is_empty()) {
            (true, _) => Self::None,
            (false, false) => Self::Optional,
            (false, true) => Self::Required,
        }
    }
}

/// The enum of credentials; none where no operation needs any.
pub(super) fn emit(scope: &Scope<'_>) -> Option<TokenStream> {
    let names = &scope.module.names.service;
    if names.alternatives.is_empty() {
        return None;
    }
    let name = ident(&names.credentials);
    let variants = names.alternatives.iter().map(|(schemes, variant)| {
        let said: Vec<String> = schemes.iter().map(wire).collect();
        let doc = format!(" For {}.", said.join(" and "));
        let variant = ident(variant);
        let held: Vec<_> = schemes.iter().filter_map(|it| ty(scope, it)).collect();
        match held.is_empty() {
            true => quote! { #[doc = #doc] #variant, },
            false => quote! { #[doc = #doc] #variant(#(#held),*), },
        }
    });
    let mut reads_any = false;
    let arms: Vec<TokenStream> = names
        .alternatives
        .iter()
        .map(|(schemes, variant)| {
            let variant = ident(variant);
            let reads: Vec<_> = schemes.iter().filter_map(|it| read(scope, it)).collect();
            reads_any |= !reads.is_empty();
            // All are looked for, so that all missing ones can be reported.
            let some = scope.std("Some");
            let values: Vec<_> = (0..reads.len())
                .map(|at| format_ident!("value_{at}"))
                .collect();
            let schemes = schemes.iter().map(DocumentText::literal);
            match reads.as_slice() {
                [] => quote! { [#(#schemes),*] => #some(Self::#variant), },
                [read] => quote! { [#(#schemes),*] => #read.map(Self::#variant), },
                reads => quote! {
                    [#(#schemes),*] => {
                        #(let #values = #reads;)*
                        #some(Self::#variant(#(#values?),*))
                    }
                },
            }
        })
        .collect();
    let from = match reads_any {
        true => format_ident!("from"),
        false => format_ident!("_"),
    };
    let (credentialed, presented) = (scope.runtime("Credentialed"), scope.runtime("Presented"));
    let (option, none) = (scope.std("Option"), scope.std("None"));
    Some(quote! {
        #[doc = " The credentials of a caller: those of the operation's first security requirement that the"]
        #[doc = " request satisfies."]
        #[derive(Clone, Debug)]
        pub enum #name { #(#variants)* }

        impl #credentialed for #name {
            fn of(schemes: &[&str], #from: &mut #presented<'_>) -> #option<Self> {
                match schemes {
                    #(#arms)*
                    _ => #none,
                }
            }
        }
    })
}

fn scheme<'a>(scope: &Scope<'a>, name: &DocumentText) -> Option<&'a SecurityScheme> {
    let module = scope.module;
    module
        .names
        .scheme(module.api, name)
        .map(|(scheme, _)| scheme)
}

fn ty(scope: &Scope<'_>, name: &DocumentText) -> Option<TokenStream> {
    let server = scheme(scope, name)?.credential.scheme.server.as_ref()?;
    Some(scope.runtime(server.ty))
}

fn read(scope: &Scope<'_>, name: &DocumentText) -> Option<TokenStream> {
    let credential = &scheme(scope, name)?.credential;
    let server = credential.scheme.server.as_ref()?;
    let method = format_ident!("{}", server.method);
    let argument = server.takes_name.then(|| credential.name().literal());
    Some(quote! { from.#method(#argument) })
}
