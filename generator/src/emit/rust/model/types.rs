//! The content of a module's `types`.

use crate::emit::Chunk;
use crate::emit::rust::Module;
use crate::emit::rust::about::{about, is_same_name, wire};
use crate::emit::rust::docs::Doc;
use crate::emit::rust::model::ty::ValueContext;
use crate::emit::rust::model::{enums, patterns, structs};
use crate::emit::rust::model::{unions, views};
use crate::emit::rust::scope::{Scope, ident};
use crate::ir::{Name, Shape, Type, TypeDef, TypeId};
use crate::name::Identifier;
use proc_macro2::TokenStream;
use quote::quote;

/// One type.
pub(in crate::emit::rust) fn emit(scope: &Scope<'_>, id: TypeId, def: &TypeDef) -> Vec<Chunk> {
    let Some(name) = scope.module.names.types.get(id.index()) else {
        return Vec::new();
    };
    let mut docs = docs(def, name);
    if let Some((said, other, how)) = other_view(scope.module, id)
        && let Some(name) = scope.module.names.types.get(other.index())
    {
        docs.paragraph(&format!("{said} [`{name}`]{how}."));
    }
    let docs = docs.outer();
    let written = scope.module.written(id);
    if written != id {
        return alias(scope, id, &Type::Named(written), &docs);
    }
    let mut chunks = match &def.shape {
        Shape::Struct(shape) => structs::emit(scope, id, shape, &docs),
        Shape::Enum(shape) => enums::emit(scope, id, shape, &docs),
        Shape::Union(shape) => unions::emit(scope, id, shape, &docs),
        Shape::Pattern(shape) => patterns::emit(scope, id, shape, &docs),
        Shape::Alias(ty) => alias(scope, id, ty, &docs),
    };
    chunks.extend(views::conversion(scope, id).map(Chunk::Items));
    chunks
}

fn alias(scope: &Scope<'_>, id: TypeId, ty: &Type, docs: &TokenStream) -> Vec<Chunk> {
    let Some(name) = scope.module.names.types.get(id.index()) else {
        return Vec::new();
    };
    let (name, ty) = (ident(name), scope.held(ty, ValueContext::Model));
    vec![Chunk::Items(quote! { #docs pub type #name = #ty; })]
}

/// For a type that differs between requests and responses: which one it is, the other one, and the
/// conversion.
pub(in crate::emit) fn other_view(
    module: &Module<'_>,
    id: TypeId,
) -> Option<(&'static str, TypeId, &'static str)> {
    let facts = |id: TypeId| module.facts.types.get(id.index());
    let made = |id: TypeId| facts(id).is_some_and(|facts| facts.from_response);
    match module.api.views.get(&id) {
        Some(response) => {
            let how = match made(id) {
                true => ", which `into()` converts to it",
                false => "",
            };
            let said = "This is the type in requests; that in responses is";
            Some((said, *response, how))
        }
        None => {
            let request = module.api.request_view(id)?;
            Some((
                "This is the type in responses; that in requests is",
                request,
                "",
            ))
        }
    }
}

fn docs(def: &TypeDef, name: &Identifier) -> Doc {
    let otherwise = match &def.origin.name {
        Name::Pinned(schema) | Name::Component(schema)
            if !is_same_name(name.as_str(), schema.borrowed()) =>
        {
            format!("The schema {}.", wire(schema))
        }
        // Others are named after their place in the document.
        _ => String::new(),
    };
    about(
        &def.docs,
        Some(&def.limits),
        def.default.as_ref(),
        &otherwise,
    )
}
