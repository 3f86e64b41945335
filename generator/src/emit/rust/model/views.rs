//! Conversions from response types to request types.
//!
//! Properties of responses only are dropped. Null is not sent: an absent property is left
//! unchanged.

use crate::emit::rust::model::structs::{self, Held, StructField};
use crate::emit::rust::scope::{Scope, ident};
use crate::ir::{Rest, Shape, Struct, Type, TypeId, Union};
use crate::text::DocumentText;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use std::collections::BTreeMap;

/// `From` the response type. None if there is no such type, or if requests require properties that
/// responses do not have.
pub(in crate::emit::rust) fn conversion(scope: &Scope<'_>, id: TypeId) -> Option<TokenStream> {
    let (api, names) = (scope.module.api, scope.module.names);
    let response = *api.views.get(&id)?;
    if !scope.module.facts.types.get(id.index())?.from_response {
        return None;
    }
    let unused = |shape: &Struct| shape.fields.is_empty() && !matches!(shape.rest, Rest::Kept(_));
    let mut value = quote! { value };
    let body = match (&api.get(response)?.shape, &api.get(id)?.shape) {
        (Shape::Struct(from), Shape::Struct(to)) => {
            if unused(to) {
                value = quote! { _ };
            }
            properties(scope, (response, from), (id, to))
        }
        (Shape::Union(_), Shape::Union(to)) => variants(scope, response, (id, to))?,
        _ => return None,
    };
    let [to, of] = [id, response].map(|id| names.types.get(id.index()).map(ident));
    let (to, of, from) = (to?, of?, scope.std("From"));
    Some(quote! {
        impl #from<#of> for #to {
            fn from(#value: #of) -> Self {
                #body
            }
        }
    })
}

fn properties(scope: &Scope<'_>, from: (TypeId, &Struct), to: (TypeId, &Struct)) -> TokenStream {
    let responded = structs::of(scope, from.0, from.1);
    let responded = responded
        .iter()
        .map(|property| (&property.field.name, property));
    let responded: BTreeMap<&DocumentText, &StructField<'_>> = responded.collect();
    let sent = structs::of(scope, to.0, to.1);
    let fields = sent.iter().map(|property| {
        let name = ident(property.name);
        let value = match responded.get(&property.field.name) {
            Some(source) => moved(scope, source, property),
            None if property.held == Held::Maybe => {
                let maybe = scope.runtime("Maybe");
                quote! { #maybe::Absent }
            }
            None => {
                let none = scope.std("None");
                quote! { #none }
            }
        };
        quote! { #name: #value, }
    });
    let fields: TokenStream = fields.collect();
    let rest = |id: TypeId| scope.module.names.rest.get(id.index())?.as_ref().map(ident);
    let rest = match (rest(from.0), rest(to.0), &to.1.rest) {
        (Some(from), Some(to), Rest::Kept(ty)) => {
            let held = quote! { value.#from };
            let value = map(scope, &held, ty).unwrap_or(held);
            quote! { #to: #value, }
        }
        _ => TokenStream::new(),
    };
    quote! { Self { #fields #rest } }
}

/// A field of the one, as the other holds it.
fn moved(scope: &Scope<'_>, from: &StructField<'_>, to: &StructField<'_>) -> TokenStream {
    let name = ident(from.name);
    let held = quote! { value.#name };
    let inner = |value: &TokenStream| {
        let unboxed = match from.boxed {
            true => quote! { *#value },
            false => value.clone(),
        };
        let converted = converted(scope, &unboxed, &to.field.ty);
        if converted.is_none() && from.boxed == to.boxed {
            return None;
        }
        let value = converted.unwrap_or(unboxed);
        if !to.boxed {
            return Some(value);
        }
        let boxed = scope.std("Box");
        Some(quote! { #boxed::new(#value) })
    };
    let (one, ty) = (quote! { it }, &to.field.ty);
    match (from.held, to.held) {
        (Held::Required, _) => inner(&held).unwrap_or(held),
        (Held::Maybe, _) => match inner(&one) {
            None => held,
            Some(value) => {
                let maybe = scope.runtime("Maybe");
                quote! {
                    match #held {
                        #maybe::Value(it) => #maybe::Value(#value),
                        #maybe::Null => #maybe::Null,
                        #maybe::Absent => #maybe::Absent,
                    }
                }
            }
        },
        (_, Held::Maybe) => {
            let maybe = scope.runtime("Maybe");
            match inner(&one) {
                None => quote! { #held.map_or(#maybe::Absent, #maybe::Value) },
                Some(value) => quote! { #held.map_or(#maybe::Absent, |it| #maybe::Value(#value)) },
            }
        }
        _ if !from.boxed && !to.boxed => each(scope, &held, ty).unwrap_or(held),
        _ => match inner(&one) {
            None => held,
            Some(value) => quote! { #held.map(|it| #value) },
        },
    }
}

fn variants(
    scope: &Scope<'_>,
    response: TypeId,
    (id, union): (TypeId, &Union),
) -> Option<TokenStream> {
    let (names, facts) = (scope.module.names, scope.module.facts);
    let of = ident(names.types.get(response.index())?);
    let listed = |id: TypeId| names.variants.get(id.index());
    let boxed = |id: TypeId, index: usize| {
        let facts = facts.types.get(id.index());
        facts.is_some_and(|facts| facts.boxed.get(index) == Some(&true))
    };
    let rows = union
        .variants
        .iter()
        .zip(listed(response)?.iter().zip(listed(id)?));
    let arms = rows.enumerate().map(|(index, (variant, (from, to)))| {
        let (from, to) = (ident(from), ident(to));
        let mut value = match boxed(response, index) {
            true => quote! { *it },
            false => quote! { it },
        };
        value = converted(scope, &value, &variant.ty).unwrap_or(value);
        if boxed(id, index) {
            let boxed = scope.std("Box");
            value = quote! { #boxed::new(#value) };
        }
        quote! { #of::#from(it) => Self::#to(#value), }
    });
    let arms: TokenStream = arms.collect();
    let other = |id: TypeId| names.unknown.get(id.index())?.as_ref().map(ident);
    let (from, to) = (other(response)?, other(id)?);
    Some(quote! {
        match value {
            #arms
            #of::#from(it) => Self::#to(it),
        }
    })
}

/// A value as one of this type, which requests hold; nothing where it is one already.
fn converted(scope: &Scope<'_>, value: &TokenStream, ty: &Type) -> Option<TokenStream> {
    match scope.module.api.resolve(ty) {
        Type::Scalar(_) | Type::Any | Type::Foreign(_) => None,
        Type::Named(_) => view(scope, ty).map(|name| quote! { #name::from(#value) }),
        Type::Nullable(inner) => each(scope, value, inner),
        Type::List(item) => {
            let each = each(scope, &quote! { #value.into_iter() }, item)?;
            Some(quote! { #each.collect() })
        }
        Type::Map(item) => map(scope, value, item),
        Type::Tuple(items) => {
            let names: Vec<_> = (0..items.len())
                .map(|index| format_ident!("it{index}"))
                .collect();
            let values: Vec<_> = items
                .iter()
                .zip(&names)
                .map(|(item, name)| converted(scope, &quote! { #name }, item))
                .collect();
            if values.iter().all(Option::is_none) {
                return None;
            }
            let values = values.into_iter().zip(&names);
            let values = values.map(|(value, name)| value.unwrap_or_else(|| quote! { #name }));
            Some(quote! {{ let (#(#names,)*) = #value; (#(#values,)*) }})
        }
    }
}

fn map(scope: &Scope<'_>, value: &TokenStream, item: &Type) -> Option<TokenStream> {
    let item = converted(scope, &quote! { it }, item)?;
    Some(quote! { #value.into_iter().map(|(key, it)| (key, #item)).collect() })
}

/// `value.map(…)`, of an option or an iterator; nothing where its values stay what they are.
fn each(scope: &Scope<'_>, value: &TokenStream, ty: &Type) -> Option<TokenStream> {
    if let Some(name) = view(scope, ty) {
        return Some(quote! { #value.map(#name::from) });
    }
    let one = converted(scope, &quote! { it }, ty)?;
    Some(quote! { #value.map(|it| #one) })
}

/// The name of a type that has a response type.
fn view(scope: &Scope<'_>, ty: &Type) -> Option<TokenStream> {
    let api = scope.module.api;
    match api.resolve(ty) {
        Type::Named(id) if api.views.contains_key(id) => Some(scope.named(*id)),
        _ => None,
    }
}
