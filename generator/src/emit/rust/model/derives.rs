//! What does the list of traits of a type end with?

use crate::analyze::TypeFacts;
use crate::config::Derive;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// The additional derives of a type, each after a comma.
pub(in crate::emit::rust) fn further(facts: &TypeFacts) -> TokenStream {
    let derives = facts.derives.iter().map(|derive| match derive {
        Derive::Eq => quote! { , Eq },
        Derive::Hash => quote! { , Hash },
        Derive::Macro(path) => {
            let steps = path.split("::").map(|step| format_ident!("{step}"));
            quote! { , #(::#steps)* }
        }
    });
    derives.collect()
}
