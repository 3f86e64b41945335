//! Which properties do a base with a discriminator and all schemas that extend it have in common? The
//! union of them has a method for each, so that no match is needed.

use crate::emit::rust::about::{about, wire};
use crate::emit::rust::model::structs::{self, Held};
use crate::emit::rust::model::ty::ValueContext;
use crate::emit::rust::scope::{Scope, ident};
use crate::ir::{Name, Shape, Type, Union, Variant};
use crate::name::Identifier;
use crate::text::DocumentText;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// Bases that extend each other.
const DEPTH: usize = 8;

/// Methods of traits that a method of the same name would hide.
const TAKEN: [&str; 10] = [
    "borrow",
    "clone",
    "eq",
    "fmt",
    "from",
    "into",
    "ne",
    "to_owned",
    "to_string",
    "try_into",
];

/// A property that all variants have.
struct Common<'a> {
    property: &'a DocumentText,
    name: &'a Identifier,
    ty: TokenStream,
    docs: TokenStream,
    deprecated: bool,
    /// For each variant, an `Option` of a reference to the property of `value`.
    accesses: Vec<TokenStream>,
}

/// The methods of the union of a base and its extensions; none for any other union. `variants` are
/// the names of the variants.
pub(super) fn accessors(
    scope: &Scope<'_>,
    type_name: &Ident,
    shape: &Union,
    variants: &[Identifier],
    other: &Ident,
) -> Option<TokenStream> {
    let common = common(scope, shape, DEPTH);
    if common.is_empty() {
        return None;
    }
    let (option, none) = (scope.std("Option"), scope.std("None"));
    let methods = common.iter().map(|property| {
        let Common {
            name,
            ty,
            docs,
            accesses,
            ..
        } = property;
        let name = ident(name);
        let arms = variants.iter().zip(accesses).map(|(variant, access)| {
            let variant = ident(variant);
            quote! { Self::#variant(value) => #access, }
        });
        let deprecated = property.deprecated.then(|| quote! { #[deprecated] });
        quote! {
            #docs
            #deprecated
            pub fn #name(&self) -> #option<&#ty> {
                match self {
                    #(#arms)*
                    Self::#other(_) => #none,
                }
            }
        }
    });
    Some(quote! {
        impl #type_name {
            #(#methods)*
        }
    })
}

fn common<'a>(scope: &Scope<'a>, shape: &'a Union, depth: usize) -> Vec<Common<'a>> {
    let is_base =
        |variant: &&Variant| variant.is_default && matches!(variant.name, Name::Inferred(_));
    let base = shape.variants.iter().find(is_base);
    let (Some(base), Some(_)) = (base, &shape.discriminator) else {
        return Vec::new();
    };
    let Some(Shape::Struct(fields)) = shape_of(scope, &base.ty) else {
        return Vec::new();
    };
    let Type::Named(id) = scope.module.api.resolve(&base.ty) else {
        return Vec::new();
    };
    let fields = structs::of(scope, scope.module.written(*id), fields);
    let fields = fields.into_iter().filter_map(|own| {
        let ty = scope.held(&own.field.ty, ValueContext::Model);
        let property = &own.field.name;
        let accesses = shape.variants.iter().map(|variant| {
            let access = access(scope, &variant.ty, property, &ty, depth);
            access.filter(|_| !TAKEN.contains(&own.name.as_str()))
        });
        let accesses = accesses.collect::<Option<Vec<_>>>()?;
        let otherwise = format!("The property {} of every variant.", wire(property));
        Some(Common {
            property,
            name: own.name,
            ty,
            docs: about(&own.field.docs, None, None, &otherwise).outer(),
            deprecated: own.field.docs.deprecated,
            accesses,
        })
    });
    fields.collect()
}

fn shape_of<'a>(scope: &Scope<'a>, ty: &Type) -> Option<&'a Shape> {
    let Type::Named(id) = scope.module.api.resolve(ty) else {
        return None;
    };
    let def = scope.module.api.get(scope.module.written(*id))?;
    Some(&def.shape)
}

/// An `Option` of a reference to a property of `value`, which is a variant of this type, if its
/// property has the same type.
fn access(
    scope: &Scope<'_>,
    variant: &Type,
    property: &DocumentText,
    ty: &TokenStream,
    depth: usize,
) -> Option<TokenStream> {
    let Type::Named(id) = scope.module.api.resolve(variant) else {
        return None;
    };
    let depth = depth.checked_sub(1)?;
    match shape_of(scope, variant)? {
        Shape::Struct(shape) => {
            let fields = structs::of(scope, scope.module.written(*id), shape);
            let field = fields.iter().find(|it| it.field.name == *property)?;
            let held = scope.held(&field.field.ty, ValueContext::Model);
            if held.to_string() != ty.to_string() {
                return None;
            }
            let (name, some) = (ident(field.name), scope.std("Some"));
            Some(match (field.held, field.boxed) {
                (Held::Required, false) => quote! { #some(&value.#name) },
                (Held::Required, true) => quote! { #some(&*value.#name) },
                (Held::Maybe, false) => quote! { value.#name.value() },
                (Held::Maybe, true) => quote! { value.#name.value().map(|inner| &**inner) },
                (_, false) => quote! { value.#name.as_ref() },
                (_, true) => quote! { value.#name.as_deref() },
            })
        }
        Shape::Union(shape) => {
            let common = common(scope, shape, depth);
            let found = common.into_iter().find(|it| it.property == property)?;
            let name = ident(found.name);
            let is_same = found.ty.to_string() == ty.to_string();
            is_same.then(|| quote! { value.#name() })
        }
        _ => None,
    }
}
