//! What stands in the `types` of a document's module?

use super::about::about;
use super::docs::Doc;
use super::scope::{Scope, ident};
use super::ty::Place;
use super::{enums, patterns, structs, unions};
use crate::emit::Chunk;
use crate::ir::{Name, Shape, TypeDef, TypeId};
use quote::quote;

/// One type.
pub(super) fn emit(scope: &Scope<'_>, id: TypeId, def: &TypeDef) -> Vec<Chunk> {
    let docs = docs(def).outer();
    match &def.shape {
        Shape::Struct(shape) => structs::emit(scope, id, shape, &docs),
        Shape::Enum(shape) => enums::emit(scope, id, shape, &docs),
        Shape::Union(shape) => unions::emit(scope, id, shape, &docs),
        Shape::Pattern(shape) => patterns::emit(scope, id, shape, &docs),
        Shape::Alias(ty) => {
            let Some(name) = scope.module.names.types.get(id.index()) else {
                return Vec::new();
            };
            let (name, ty) = (ident(name), scope.held(ty, Place::Model));
            vec![Chunk::Items(quote! { #docs pub type #name = #ty; })]
        }
    }
}

fn docs(def: &TypeDef) -> Doc {
    let otherwise = match &def.origin.name {
        Name::Pinned(name) | Name::Component(name) => {
            format!("The schema {}.", super::about::wire(name))
        }
        Name::Inferred(words) => match words.split_last() {
            Some((last, [])) => format!("A part of {}.", super::about::wire(last)),
            Some((last, way)) => {
                let (last, way) = (super::about::wire(last), super::about::wire(&way.join(" ")));
                format!("The part {last} of {way}.")
            }
            None => "A part of the document without a name.".to_owned(),
        },
    };
    about(
        &def.docs,
        Some(&def.limits),
        def.default.as_ref(),
        &otherwise,
    )
}
