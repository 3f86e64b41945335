//! Which expression makes a default that no constant can hold, such as a list?

#![allow(clippy::disallowed_methods, reason = "each string becomes a literal")]

use crate::analyze::TypeFacts;
use crate::emit::rust::model::defaults;
use crate::emit::rust::model::structs::{self, Held};
use crate::emit::rust::model::ty::ValueContext;
use crate::emit::rust::scope::{Scope, ident};
use crate::ir::{
    IntegerFormat, NumberFormat, Rest, Scalar, Shape, Struct, TextFormat, Type, TypeId, Union,
};
use crate::text::DocumentValue;
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::{Map, Value};

/// The limit of values in a default: that of a component is repeated for each field of its type.
const MAX_VALUES: usize = 200;

/// How deep they may be in one another.
const MAX_DEPTH: usize = 16;

/// The type and the expression. None where the type would not hold the value whole, and for text
/// with a pattern, which is checked while the program runs.
pub(in crate::emit::rust) fn value(
    scope: &Scope<'_>,
    ty: &Type,
    value: &DocumentValue,
) -> Option<(TokenStream, TokenStream)> {
    let value = value.untrusted();
    let ty = match scope.module.api.resolve(ty) {
        Type::Nullable(_) if value.is_null() => return None,
        Type::Nullable(inner) => inner,
        _ => ty,
    };
    let mut maker = DefaultBuilder {
        scope,
        left: MAX_VALUES,
    };
    let made = maker.make(ty, value, 0)?;
    Some((scope.held(ty, ValueContext::Model), made))
}

struct DefaultBuilder<'a, 'b> {
    scope: &'b Scope<'a>,
    left: usize,
}

impl DefaultBuilder<'_, '_> {
    fn make(&mut self, ty: &Type, value: &Value, depth: usize) -> Option<TokenStream> {
        self.left = self.left.checked_sub(1)?;
        if depth > MAX_DEPTH {
            return None;
        }
        let api = self.scope.module.api;
        let ty = api.resolve(ty);
        match ty {
            Type::Scalar(scalar) => self.scalar(*scalar, ty, value),
            Type::Any => {
                let json = self.json(value, depth)?;
                Some(quote! { serde_json::json!(#json) })
            }
            Type::Foreign(_) => None,
            Type::Nullable(_) if value.is_null() => {
                let none = self.scope.std("None");
                Some(quote! { #none })
            }
            Type::Nullable(inner) => {
                let (some, made) = (self.scope.std("Some"), self.make(inner, value, depth + 1)?);
                Some(quote! { #some(#made) })
            }
            Type::List(item) => {
                let items = value.as_array()?.iter();
                let items: Option<Vec<_>> = items
                    .map(|value| self.make(item, value, depth + 1))
                    .collect();
                let items = items?;
                let vec = self.scope.std("Vec");
                if items.is_empty() {
                    return Some(quote! { #vec::new() });
                }
                Some(quote! { #vec::from([#(#items),*]) })
            }
            Type::Tuple(types) => {
                let items = value
                    .as_array()
                    .filter(|items| items.len() == types.len())?;
                let items = types.iter().zip(items);
                let items: Option<Vec<_>> = items
                    .map(|(ty, value)| self.make(ty, value, depth + 1))
                    .collect();
                let items = items?;
                Some(quote! { (#(#items,)*) })
            }
            Type::Map(item) => self.map(item, value.as_object()?.iter(), depth),
            Type::Named(id) => match &api.get(*id)?.shape {
                Shape::Struct(shape) => self.object(*id, shape, value.as_object()?, depth),
                Shape::Union(union) => self.union(*id, union, value, depth),
                Shape::Enum(_) => defaults::held(self.scope, ty, value).map(|(_, made)| made),
                Shape::Pattern(_) | Shape::Alias(_) => None,
            },
        }
    }

    fn scalar(&self, scalar: Scalar, ty: &Type, value: &Value) -> Option<TokenStream> {
        match scalar {
            Scalar::Null => value.is_null().then(|| quote! { () }),
            Scalar::Integer(IntegerFormat::Big) | Scalar::Number(NumberFormat::Decimal) => {
                let decimal = self.scope.runtime("Decimal");
                let digits = match (value.as_i64(), value.as_u64()) {
                    (Some(number), _) => Literal::i64_suffixed(number),
                    (None, Some(number)) => Literal::u64_suffixed(number),
                    // A number with a fraction is not an integer.
                    (None, None) => return None,
                };
                Some(quote! { #decimal::from(#digits) })
            }
            Scalar::Text(TextFormat::Binary) => None,
            Scalar::Text(TextFormat::Plain) => {
                let text = Literal::string(value.as_str()?);
                Some(quote! { #text.to_owned() })
            }
            Scalar::Text(TextFormat::Base64) => {
                let (base64, text) = (self.scope.runtime("Base64"), value.as_str()?);
                Some(quote! { #base64::from_text(#text) })
            }
            Scalar::Text(_) => {
                let text = Literal::string(value.as_str()?);
                Some(quote! { #text.into() })
            }
            Scalar::Boolean | Scalar::Integer(_) | Scalar::Number(_) => {
                defaults::held(self.scope, ty, value).map(|(_, made)| made)
            }
        }
    }

    fn map<'v>(
        &mut self,
        item: &Type,
        properties: impl Iterator<Item = (&'v String, &'v Value)>,
        depth: usize,
    ) -> Option<TokenStream> {
        let map = self.scope.std("BTreeMap");
        let properties: Option<Vec<_>> = properties
            .map(|(name, value)| {
                let (name, made) = (Literal::string(name), self.make(item, value, depth + 1)?);
                Some(quote! { (#name.to_owned(), #made) })
            })
            .collect();
        let properties = properties?;
        if properties.is_empty() {
            return Some(quote! { #map::new() });
        }
        Some(quote! { #map::from([#(#properties),*]) })
    }

    /// A struct literal with all fields, because response types have no `new`.
    fn object(
        &mut self,
        id: TypeId,
        shape: &Struct,
        given: &Map<String, Value>,
        depth: usize,
    ) -> Option<TokenStream> {
        let scope = self.scope;
        let names = scope.module.names;
        let mut fields = Vec::new();
        for property in structs::of(scope, id, shape) {
            let name = ident(property.name);
            let value = given.get(property.field.name.untrusted());
            let made = match (property.held, value) {
                (Held::Required | Held::Nullable, None) => return None,
                (Held::Maybe, None) => {
                    let maybe = scope.runtime("Maybe");
                    quote! { #maybe::Absent }
                }
                (Held::Maybe, Some(Value::Null)) => {
                    let maybe = scope.runtime("Maybe");
                    quote! { #maybe::Null }
                }
                (Held::Optional | Held::Present, None) | (Held::Nullable, Some(Value::Null)) => {
                    let none = scope.std("None");
                    quote! { #none }
                }
                // It would be left out when it is sent.
                (Held::Optional, Some(Value::Null)) => return None,
                (held, Some(value)) => {
                    let mut made = self.make(&property.field.ty, value, depth + 1)?;
                    if property.boxed {
                        let boxed = scope.std("Box");
                        made = quote! { #boxed::new(#made) };
                    }
                    match held {
                        Held::Required => made,
                        Held::Maybe => {
                            let maybe = scope.runtime("Maybe");
                            quote! { #maybe::Value(#made) }
                        }
                        Held::Optional | Held::Present | Held::Nullable => {
                            let some = scope.std("Some");
                            quote! { #some(#made) }
                        }
                    }
                }
            };
            fields.push(quote! { #name: #made });
        }
        let listed = |name: &String| shape.fields.iter().any(|field| field.name == *name);
        let mut others = given.iter().filter(|(name, _)| !listed(name)).peekable();
        match (&shape.rest, names.rest.get(id.index())) {
            (Rest::Kept(item), Some(Some(name))) => {
                let (name, made) = (ident(name), self.map(item, others, depth)?);
                fields.push(quote! { #name: #made });
            }
            // They would be lost.
            _ if others.peek().is_some() => return None,
            _ => {}
        }
        let ty = scope.named(id);
        Some(quote! { #ty { #(#fields),* } })
    }

    /// As the first variant that holds it whole; with a discriminator, as the one that it names.
    fn union(
        &mut self,
        id: TypeId,
        union: &Union,
        value: &Value,
        depth: usize,
    ) -> Option<TokenStream> {
        let usual = TypeFacts::default();
        let facts = self
            .scope
            .module
            .facts
            .types
            .get(id.index())
            .unwrap_or(&usual);
        let names = self.scope.module.names.variants.get(id.index())?;
        let tag = match &union.discriminator {
            Some(by) => Some(value.get(by.property.untrusted())?),
            None => None,
        };
        for (index, (variant, name)) in union.variants.iter().zip(names).enumerate() {
            if tag.is_some_and(|tag| !variant.has_tag(tag)) {
                continue;
            }
            // The budget that a rejected variant has used is not returned, so that nested unions
            // terminate.
            let Some(mut made) = self.make(&variant.ty, value, depth + 1) else {
                continue;
            };
            if facts.boxed.get(index).copied().unwrap_or_default() {
                let boxed = self.scope.std("Box");
                made = quote! { #boxed::new(#made) };
            }
            let (ty, name) = (self.scope.named(id), ident(name));
            return Some(quote! { #ty::#name(#made) });
        }
        None
    }

    /// JSON as the macro `json!` takes it.
    fn json(&mut self, value: &Value, depth: usize) -> Option<TokenStream> {
        self.left = self.left.checked_sub(1)?;
        if depth > MAX_DEPTH {
            return None;
        }
        Some(match value {
            Value::Null => quote! { null },
            Value::Bool(value) => quote! { #value },
            Value::String(text) => quote! { #text },
            Value::Number(number) => match (number.as_i64(), number.as_u64()) {
                (Some(number), _) => quote! { #number },
                (None, Some(number)) => quote! { #number },
                (None, None) => {
                    let number = number.as_f64().filter(|number| number.is_finite())?;
                    quote! { #number }
                }
            },
            Value::Array(items) => {
                let items: Option<Vec<_>> = items
                    .iter()
                    .map(|value| self.json(value, depth + 1))
                    .collect();
                let items = items?;
                quote! { [#(#items),*] }
            }
            Value::Object(properties) => {
                let properties: Option<Vec<_>> = properties
                    .iter()
                    .map(|(name, value)| {
                        let value = self.json(value, depth + 1)?;
                        Some(quote! { #name: #value })
                    })
                    .collect();
                let properties = properties?;
                quote! { {#(#properties),*} }
            }
        })
    }
}
