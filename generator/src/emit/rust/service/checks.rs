//! What does a server check of a value beyond its type?
//!
//! - Text that no list of values names, and a discriminator that names no type.
//! - Patterns that a type stands for.
//! - Limits of numbers, of the length of text and of the items of arrays, where they stand with a
//!   field, an argument or a type with a name.

use crate::emit::rust::Module;
use crate::emit::rust::model::structs::{self, Held};
use crate::emit::rust::operation::argument::{ArgumentEncoding, way};
use crate::emit::rust::operation::arguments::{Argument, Arguments, To};
use crate::emit::rust::operation::choice;
use crate::emit::rust::scope::{Scope, ident};
use crate::ir::{
    Api, Body, IntegerFormat, Limits, Location, NumberFormat, Payload, Rest, Scalar, Shape,
    TextFormat, Type, TypeId, Union,
};
use crate::name::ChoiceNames;
use crate::text::DocumentText;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use std::collections::BTreeSet;

/// The types of which there is something to check.
pub(in crate::emit::rust) struct Checked {
    types: BTreeSet<TypeId>,
}

impl Checked {
    /// Finds them.
    pub(in crate::emit::rust) fn of(api: &Api) -> Self {
        let mut checked = Self {
            types: BTreeSet::new(),
        };
        let mut users = vec![Vec::new(); api.types.len()];
        let mut open = Vec::new();
        for (id, def) in api.types() {
            if is_checked_by_itself(api, &def.shape) {
                open.push(id);
            }
            for held in parts(&def.shape).filter_map(|ty| held_type(api, ty)) {
                if let Some(users) = users.get_mut(held.index()) {
                    users.push(id);
                }
            }
        }
        // One that holds one is one.
        while let Some(id) = open.pop() {
            if checked.types.insert(id) {
                open.extend(users.get(id.index()).into_iter().flatten());
            }
        }
        checked
    }

    /// Whether there is something to check of a value of a type.
    fn has(&self, api: &Api, ty: &Type) -> bool {
        held_type(api, ty).is_some_and(|id| self.types.contains(&id))
    }

    /// The types that arguments hold, in their order, of which there is something to check.
    pub(in crate::emit::rust) fn types<'a>(
        &self,
        module: &Module<'_>,
        arguments: impl Iterator<Item = &'a Arguments<'a>>,
    ) -> Vec<TypeId> {
        let api = module.api;
        let mut reached = BTreeSet::new();
        for argument in arguments.flat_map(|arguments| &arguments.all) {
            match argument.to {
                To::Choice(body, _) => {
                    let types = choice::all(body).filter_map(|(_, payload)| held(payload));
                    types.for_each(|ty| reach(api, ty, &mut reached));
                }
                _ => argument
                    .ty
                    .iter()
                    .for_each(|ty| reach(api, ty, &mut reached)),
            }
        }
        let checked = reached.intersection(&self.types);
        let written: BTreeSet<TypeId> = checked.map(|id| module.written(*id)).collect();
        written.into_iter().collect()
    }

    /// The validation of a type.
    pub(in crate::emit::rust) fn emit(&self, scope: &Scope<'_>, id: TypeId) -> TokenStream {
        let (module, check) = (scope.module, scope.runtime("Check"));
        let (Some(def), Some(_)) = (module.api.get(id), module.names.types.get(id.index())) else {
            return TokenStream::new();
        };
        let checker = scope.runtime("Checker");
        let name = scope.named(id);
        let body = match &def.shape {
            Shape::Enum(listed) => {
                let Some(Some(unknown)) = module.names.unknown.get(id.index()) else {
                    return TokenStream::new();
                };
                let unknown = ident(unknown);
                let values = listed.values.iter();
                let values = values.map(|value| value.value.to_text().literal());
                quote! {
                    if let Self::#unknown(_) = self {
                        at.unlisted(&[#(#values),*]);
                    }
                }
            }
            Shape::Pattern(_) => {
                let text = scope.runtime("Text");
                let err = scope.std("Err");
                quote! {
                    if let #err(problem) = <Self as #text>::new(self.as_str().to_owned()) {
                        at.problem(problem);
                    }
                }
            }
            Shape::Union(union) => self.union(scope, id, union),
            Shape::Struct(object) => {
                let properties = structs::of(scope, id, object);
                let properties = properties.iter().flat_map(|property| {
                    let (name, wire) = (ident(property.name), property.field.name.literal());
                    let value = match property.held {
                        Held::Maybe => quote! { self.#name.value() },
                        _ => quote! { self.#name },
                    };
                    self.value(
                        scope,
                        &property.field.ty,
                        Some(&property.field.limits),
                        &quote! { at.property(#wire, &#value) },
                        |bounds| quote! { at.bounded(#wire, &#value, &#bounds) },
                    )
                });
                let properties: Vec<TokenStream> = properties.collect();
                let rest = match (&object.rest, module.names.rest.get(id.index())) {
                    (Rest::Kept(ty), Some(Some(name))) if self.has(module.api, ty) => {
                        let name = ident(name);
                        Some(quote! { #check::check(&self.#name, at); })
                    }
                    _ => None,
                };
                quote! { #(#properties;)* #rest }
            }
            Shape::Alias(_) => return TokenStream::new(),
        };
        quote! {
            impl #check for #name {
                fn check(&self, at: &mut #checker<'_>) {
                    #body
                }
            }
        }
    }

    fn union(&self, scope: &Scope<'_>, id: TypeId, union: &Union) -> TokenStream {
        let (api, names) = (scope.module.api, scope.module.names);
        let Some(variants) = names.variants.get(id.index()) else {
            return TokenStream::new();
        };
        let check = scope.runtime("Check");
        let rows = union.variants.iter().zip(variants);
        let rows = rows.filter(|(variant, _)| self.has(api, &variant.ty));
        let rows = rows.map(|(_, name)| {
            let name = ident(name);
            (
                quote! { Self::#name(value) },
                quote! { #check::check(value, at) },
            )
        });
        let other = names.unknown.get(id.index()).and_then(Option::as_ref);
        let refused = other.filter(|_| is_closed(union)).map(|other| {
            let other = ident(other);
            let problem = "of none of the declared types";
            (quote! { Self::#other(_) }, quote! { at.problem(#problem) })
        });
        let rows: Vec<_> = rows.chain(refused).collect();
        let is_all = rows.len() == variants.len() + usize::from(other.is_some());
        if let ([(pattern, check)], false) = (rows.as_slice(), is_all) {
            return quote! { if let #pattern = self { #check; } };
        }
        let arms = rows
            .iter()
            .map(|(pattern, check)| quote! { #pattern => #check, });
        let others = (!is_all).then(|| quote! { _ => {} });
        quote! { match self { #(#arms)* #others } }
    }

    /// The statement that checks an argument, if there is anything to be checked.
    pub(super) fn argument(
        &self,
        scope: &Scope<'_>,
        argument: &Argument<'_>,
        from: &Ident,
    ) -> Vec<TokenStream> {
        let (name, wire) = (ident(argument.name), argument.wire.literal());
        let place = match argument.to {
            To::Parameter(parameter) => match parameter.location {
                Location::Path => "path",
                Location::Query | Location::QueryString => "query",
                Location::Header => "header",
                Location::Cookie => "cookie",
            },
            _ => "body",
        };
        if let To::Choice(body, _) = argument.to {
            let checked = self.choice_has(scope.module.api, body);
            return checked
                .then(|| quote! { #from.check(#place, #wire, &#name) })
                .into_iter()
                .collect();
        }
        let Some(ty) = argument
            .ty
            .filter(|_| way(scope.module.api, argument) != ArgumentEncoding::File)
        else {
            return Vec::new();
        };
        self.value(
            scope,
            ty,
            argument.limits,
            &quote! { #from.check(#place, #wire, &#name) },
            |bounds| quote! { #from.bounded(#place, #wire, &#name, &#bounds) },
        )
    }

    fn choice_has(&self, api: &Api, body: &Body) -> bool {
        let mut types = choice::all(body).filter_map(|(_, payload)| held(payload));
        types.any(|ty| self.has(api, ty))
    }

    /// The validation of a body with one of several media types.
    pub(super) fn choice(
        &self,
        scope: &Scope<'_>,
        body: &Body,
        names: &ChoiceNames,
    ) -> Option<TokenStream> {
        let api = scope.module.api;
        if !self.choice_has(api, body) {
            return None;
        }
        let (check, checker) = (scope.runtime("Check"), scope.runtime("Checker"));
        let name = ident(&names.name);
        let rows = choice::all(body).zip(&names.variants);
        let arms = rows.map(|((_, payload), variant)| {
            let variant = ident(variant);
            match held(payload).is_some_and(|ty| self.has(api, ty)) {
                true => quote! { Self::#variant(value) => value.check(at), },
                false => quote! { Self::#variant(_) => {} },
            }
        });
        Some(quote! {
            impl #check for #name {
                fn check(&self, at: &mut #checker<'_>) {
                    match self { #(#arms)* }
                }
            }
        })
    }

    fn value(
        &self,
        scope: &Scope<'_>,
        ty: &Type,
        limits: Option<&Limits>,
        check: &TokenStream,
        bounded: impl Fn(TokenStream) -> TokenStream,
    ) -> Vec<TokenStream> {
        let api = scope.module.api;
        let checked = self.has(api, ty).then(|| check.clone());
        let bounds = has_bounds(api, limits, ty).then(|| bounded(bounds(scope, limits, ty)));
        checked.into_iter().chain(bounds).collect()
    }
}

/// The type of a body.
pub(super) fn held(payload: &Payload) -> Option<&Type> {
    match payload {
        Payload::Json(ty) | Payload::WholeForm(ty, _) | Payload::Lines(ty, _) => Some(ty),
        Payload::Form(_)
        | Payload::Multipart(_)
        | Payload::Parts
        | Payload::Text
        | Payload::Ranged
        | Payload::Binary => None,
    }
}

/// Whether a value that is of none of its types is in error. Without a discriminator nobody knows:
/// of several types that it may be of at once, each may be a part of it.
fn is_closed(union: &Union) -> bool {
    union.discriminator.is_some() && !union.any
}

pub(super) fn reach(api: &Api, ty: &Type, reached: &mut BTreeSet<TypeId>) {
    let mut open = vec![ty];
    while let Some(ty) = open.pop() {
        match ty {
            Type::Scalar(_) | Type::Any | Type::Foreign(_) => {}
            Type::List(ty) | Type::Map(ty) | Type::Nullable(ty) => open.push(ty),
            Type::Tuple(items) => open.extend(items),
            Type::Named(id) if !reached.insert(*id) => {}
            Type::Named(id) => match api.get(*id).map(|def| &def.shape) {
                Some(Shape::Struct(object)) => {
                    open.extend(object.fields.iter().map(|field| &field.ty));
                    if let Rest::Kept(ty) = &object.rest {
                        open.push(ty);
                    }
                }
                Some(Shape::Union(union)) => {
                    open.extend(union.variants.iter().map(|variant| &variant.ty));
                }
                Some(Shape::Alias(ty)) => open.push(ty),
                Some(Shape::Enum(_) | Shape::Pattern(_)) | None => {}
            },
        }
    }
}

/// The limits of a value: its own, and those of the names that its type has.
pub(super) fn all<'a>(api: &'a Api, own: Option<&'a Limits>, ty: &'a Type) -> Vec<&'a Limits> {
    let mut all: Vec<&Limits> = own.into_iter().collect();
    let mut current = ty;
    for _ in 0..=api.types.len() {
        match current {
            Type::Nullable(inner) => current = inner,
            Type::Named(id) => match api.get(*id) {
                Some(def) => match &def.shape {
                    Shape::Alias(target) => {
                        all.push(&def.limits);
                        current = target;
                    }
                    _ => break,
                },
                None => break,
            },
            _ => break,
        }
    }
    all
}

/// The limits that apply to a type.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    Text,
    List,
}

/// Whether there is something to check of a value besides what it holds.
fn is_checked_by_itself(api: &Api, shape: &Shape) -> bool {
    match shape {
        Shape::Enum(_) | Shape::Pattern(_) => true,
        Shape::Alias(_) => false,
        Shape::Union(union) => is_closed(union),
        Shape::Struct(object) => object
            .fields
            .iter()
            .any(|it| has_bounds(api, Some(&it.limits), &it.ty)),
    }
}

/// The types of variants, or of fields and other fields.
fn parts(shape: &Shape) -> impl Iterator<Item = &Type> {
    let (variants, fields, rest) = match shape {
        Shape::Union(union) => (union.variants.as_slice(), &[][..], None),
        Shape::Struct(object) => match &object.rest {
            Rest::Kept(ty) => (&[][..], object.fields.as_slice(), Some(ty)),
            Rest::Ignored | Rest::Closed => (&[][..], object.fields.as_slice(), None),
        },
        Shape::Enum(_) | Shape::Pattern(_) | Shape::Alias(_) => (&[][..], &[][..], None),
    };
    let variants = variants.iter().map(|variant| &variant.ty);
    let fields = fields.iter().map(|field| &field.ty);
    variants.chain(fields).chain(rest)
}

/// The type that a value is of, or its elements are.
fn held_type(api: &Api, ty: &Type) -> Option<TypeId> {
    let mut ty = ty;
    loop {
        match api.resolve(ty) {
            Type::Named(id) => return Some(*id),
            Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => ty = inner,
            Type::Scalar(_) | Type::Any | Type::Tuple(_) | Type::Foreign(_) => return None,
        }
    }
}

fn kind(api: &Api, ty: &Type) -> Option<Kind> {
    match api.resolve(ty) {
        Type::Scalar(Scalar::Integer(IntegerFormat::Big)) => None,
        Type::Scalar(Scalar::Integer(_) | Scalar::Number(NumberFormat::F64)) => Some(Kind::Number),
        Type::Scalar(Scalar::Text(TextFormat::Plain)) => Some(Kind::Text),
        Type::List(_) => Some(Kind::List),
        Type::Nullable(ty) => kind(api, ty),
        _ => None,
    }
}

fn has_bounds(api: &Api, own: Option<&Limits>, ty: &Type) -> bool {
    let Some(kind) = kind(api, ty) else {
        return false;
    };
    all(api, own, ty).into_iter().any(|limits| match kind {
        Kind::Number => {
            let limits = [
                limits.minimum.as_ref().map(|(text, _)| text),
                limits.maximum.as_ref().map(|(text, _)| text),
                limits.multiple_of.as_ref(),
            ];
            limits
                .into_iter()
                .flatten()
                .any(|text| number(text).is_some())
        }
        Kind::Text => limits.min_length.or(limits.max_length).is_some(),
        Kind::List => limits.min_items.or(limits.max_items).is_some() || limits.unique_items,
    })
}

fn bounds(scope: &Scope<'_>, own: Option<&Limits>, ty: &Type) -> TokenStream {
    let (api, bounds) = (scope.module.api, scope.runtime("Bounds"));
    let Some(kind) = kind(api, ty) else {
        return quote! { #bounds::NONE };
    };
    let mut calls = TokenStream::new();
    for limits in all(api, own, ty) {
        let (least, most) = match kind {
            Kind::Number => {
                if let Some((text, excluded)) = &limits.minimum
                    && let Some(limit) = number(text)
                {
                    calls.extend(match excluded {
                        true => quote! { .above(#limit) },
                        false => quote! { .minimum(#limit) },
                    });
                }
                if let Some((text, excluded)) = &limits.maximum
                    && let Some(limit) = number(text)
                {
                    calls.extend(match excluded {
                        true => quote! { .below(#limit) },
                        false => quote! { .maximum(#limit) },
                    });
                }
                if let Some(step) = limits.multiple_of.as_ref().and_then(number) {
                    calls.extend(quote! { .multiple_of(#step) });
                }
                continue;
            }
            Kind::Text => (limits.min_length, limits.max_length),
            Kind::List => (limits.min_items, limits.max_items),
        };
        let count = |count: u64| {
            let count = u32::try_from(count).unwrap_or(u32::MAX);
            Literal::u32_unsuffixed(count)
        };
        if let Some(least) = least.map(count) {
            calls.extend(quote! { .at_least(#least) });
        }
        if let Some(most) = most.map(count) {
            calls.extend(quote! { .at_most(#most) });
        }
        if limits.unique_items && kind == Kind::List {
            calls.extend(quote! { .unique() });
        }
    }
    quote! { #bounds::NONE #calls }
}

/// A limit as a literal.
fn number(text: &DocumentText) -> Option<TokenStream> {
    let number = text.as_f64()?;
    if !number.is_finite() {
        return None;
    }
    let literal = Literal::f64_unsuffixed(number.abs());
    Some(match number.is_sign_negative() {
        true => quote! { -#literal },
        false => quote! { #literal },
    })
}
