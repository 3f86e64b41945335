//! Where does an answer hold its items and the link to the next page?

use super::output::{Content, Output};
use super::scope::{Scope, ident};
use crate::ir::{Operation, Paging, Presence, Scalar, Shape, TextFormat, Type};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// How a page is read.
pub(super) struct Plan<'a> {
    /// The type of an item.
    pub(super) item: &'a Type,
    items: Vec<Found>,
    next: Vec<Found>,
}

/// A member on the way into a page.
struct Found {
    name: Ident,
    held: Held,
}

/// How a member can be missing.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Held {
    Always,
    Option,
    Maybe,
}

/// The plan of an operation whose answers go on; none where they do not, or where the members are
/// not what paging needs: text for the link, a list for the items.
pub(super) fn plan<'a>(scope: &Scope<'a>, operation: &'a Operation) -> Option<Plan<'a>> {
    let Some(Paging::NextLink { items, next, item }) = &operation.paging else {
        return None;
    };
    let Output::One(Content::Json(page)) = Output::of(operation) else {
        return None;
    };
    let (items, items_type) = walk(scope, page, items)?;
    let (next, next_type) = walk(scope, page, next)?;
    let text = Type::Scalar(Scalar::Text(TextFormat::Plain));
    let is_list = matches!(scope.module.api.resolve(items_type), Type::List(_));
    let is_text = scope.module.api.resolve(next_type) == &text;
    (is_list && is_text).then_some(Plan { item, items, next })
}

fn walk<'a>(scope: &Scope<'a>, page: &'a Type, steps: &[String]) -> Option<(Vec<Found>, &'a Type)> {
    let module = scope.module;
    let mut found = Vec::new();
    let mut ty = page;
    for step in steps {
        let Type::Named(id) = module.api.resolve(ty) else {
            return None;
        };
        let Shape::Struct(shape) = &module.api.get(*id)?.shape else {
            return None;
        };
        let index = shape.fields.iter().position(|field| field.name == *step)?;
        let field = shape.fields.get(index)?;
        let facts = module.facts.types.get(id.index())?;
        found.push(Found {
            name: ident(module.names.fields.get(id.index())?.get(index)?),
            held: match field.presence {
                Presence::Required => Held::Always,
                Presence::OptionalNullable if facts.in_request => Held::Maybe,
                _ => Held::Option,
            },
        });
        ty = &field.ty;
    }
    (!found.is_empty()).then_some((found, ty))
}

impl Plan<'_> {
    /// The body of `Paged::next`: the link, by reference.
    pub(super) fn next(&self, scope: &Scope<'_>) -> TokenStream {
        let mut value = quote! { page };
        let last = self.next.len().saturating_sub(1);
        for (index, Found { name, held }) in self.next.iter().enumerate() {
            value = match held {
                Held::Always if index == last => {
                    let some = scope.std("Some");
                    quote! { #some(&#value.#name) }
                }
                Held::Option if index == last => quote! { #value.#name.as_deref() },
                Held::Maybe if index == last => {
                    let string = scope.std("String");
                    quote! { #value.#name.value().map(#string::as_str) }
                }
                Held::Always => quote! { #value.#name },
                Held::Option => quote! { #value.#name.as_ref()? },
                Held::Maybe => quote! { #value.#name.value()? },
            };
        }
        value
    }

    /// The body of `Paged::items`: the list, by value; empty where a member is missing.
    pub(super) fn items(&self) -> TokenStream {
        let (items, optional) = take(quote! { page }, &self.items);
        if optional {
            quote! { #items.unwrap_or_default() }
        } else {
            items
        }
    }
}

/// The member at the end of a way, and whether it is an `Option`.
fn take(from: TokenStream, way: &[Found]) -> (TokenStream, bool) {
    let Some((Found { name, held }, rest)) = way.split_first() else {
        return (from, false);
    };
    let value = match held {
        Held::Always => return take(quote! { #from.#name }, rest),
        Held::Option => quote! { #from.#name },
        Held::Maybe => quote! { #from.#name.into_value() },
    };
    if rest.is_empty() {
        return (value, true);
    }
    let (inner, optional) = take(quote! { #name }, rest);
    let method = if optional {
        quote! { and_then }
    } else {
        quote! { map }
    };
    (quote! { #value.#method(|#name| #inner) }, true)
}
