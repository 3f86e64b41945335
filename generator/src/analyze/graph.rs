//! Which types does a type, or an operation, speak of?
//!
//! Nothing here follows a [`TypeId`], so recursion is shallow: types nest only as far as inline
//! schemas do.

use crate::ir::{Api, Operation, Paging, Payload, Rest, Shape, Type, TypeId};
use crate::visits;

/// Every named type in a type.
pub(super) fn named(ty: &Type, see: &mut impl FnMut(TypeId)) {
    visits::note(1);
    match ty {
        Type::Named(id) => see(*id),
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => named(inner, see),
        Type::Tuple(items) => items.iter().for_each(|item| named(item, see)),
        Type::Scalar(_) | Type::Any | Type::Foreign(_) => {}
    }
}

/// The named types that a type holds in itself, not behind the pointer of a list or a map.
pub(super) fn by_value(ty: &Type, see: &mut impl FnMut(TypeId)) {
    match ty {
        Type::Named(id) => see(*id),
        Type::Nullable(inner) => by_value(inner, see),
        Type::Tuple(items) => items.iter().for_each(|item| by_value(item, see)),
        Type::List(_) | Type::Map(_) | Type::Scalar(_) | Type::Any | Type::Foreign(_) => {}
    }
}

/// The types of the parts of a shape: fields and rest, variants, the target of an alias.
pub(super) fn parts(shape: &Shape) -> Vec<&Type> {
    match shape {
        Shape::Struct(object) => {
            let rest = match &object.rest {
                Rest::Kept(ty) => Some(ty),
                Rest::Ignored | Rest::Closed => None,
            };
            object
                .fields
                .iter()
                .map(|field| &field.ty)
                .chain(rest)
                .collect()
        }
        Shape::Union(union) => union.variants.iter().map(|variant| &variant.ty).collect(),
        Shape::Alias(ty) => vec![ty],
        Shape::Enum(_) | Shape::Pattern(_) => Vec::new(),
    }
}

/// The same, to be changed.
pub(super) fn parts_mut(shape: &mut Shape) -> Vec<&mut Type> {
    match shape {
        Shape::Struct(object) => {
            let rest = match &mut object.rest {
                Rest::Kept(ty) => Some(ty),
                Rest::Ignored | Rest::Closed => None,
            };
            let fields = object.fields.iter_mut().map(|field| &mut field.ty);
            fields.chain(rest).collect()
        }
        Shape::Union(union) => {
            let variants = union.variants.iter_mut();
            variants.map(|variant| &mut variant.ty).collect()
        }
        Shape::Alias(ty) => vec![ty],
        Shape::Enum(_) | Shape::Pattern(_) => Vec::new(),
    }
}

/// The types of an operation's requests and responses.
pub(super) fn spoken_of(operation: &Operation) -> impl Iterator<Item = &Type> {
    sent(operation).into_iter().chain(received(operation))
}

/// The types that a request of an operation holds.
pub(super) fn sent(operation: &Operation) -> Vec<&Type> {
    let mut types: Vec<&Type> = operation.parameters.iter().map(|p| &p.ty).collect();
    if let Some(body) = &operation.body {
        payload(&body.payload, &mut types);
        for other in &body.others {
            payload(&other.payload, &mut types);
        }
    }
    types
}

/// The types that a response to an operation holds.
pub(super) fn received(operation: &Operation) -> Vec<&Type> {
    let mut types = Vec::new();
    for body in operation
        .responses
        .iter()
        .filter_map(|response| response.body.as_ref())
    {
        payload(&body.payload, &mut types);
    }
    types.extend(
        operation
            .errors
            .iter()
            .filter_map(|error| error.body.as_ref()),
    );
    if let Some(Paging { item, .. }) = &operation.paging {
        types.push(item);
    }
    let streaming = operation.streaming.as_ref();
    types.extend(streaming.and_then(|streaming| streaming.item.as_ref()));
    types
}

/// The types that a request of an operation holds, to be changed.
pub(super) fn sent_mut(operation: &mut Operation) -> Vec<&mut Type> {
    let parameters = operation.parameters.iter_mut();
    let mut types: Vec<&mut Type> = parameters.map(|parameter| &mut parameter.ty).collect();
    if let Some(body) = &mut operation.body {
        payload_mut(&mut body.payload, &mut types);
        for other in &mut body.others {
            payload_mut(&mut other.payload, &mut types);
        }
    }
    types
}

/// The types that a response to an operation holds, to be changed.
pub(super) fn received_mut(operation: &mut Operation) -> Vec<&mut Type> {
    let mut types = Vec::new();
    for body in operation
        .responses
        .iter_mut()
        .filter_map(|response| response.body.as_mut())
    {
        payload_mut(&mut body.payload, &mut types);
    }
    types.extend(
        operation
            .errors
            .iter_mut()
            .filter_map(|error| error.body.as_mut()),
    );
    if let Some(Paging { item, .. }) = &mut operation.paging {
        types.push(item);
    }
    let streaming = operation.streaming.as_mut();
    types.extend(streaming.and_then(|streaming| streaming.item.as_mut()));
    types
}

/// For each type, the types that speak of it.
pub(super) fn users(api: &Api) -> Vec<Vec<TypeId>> {
    let mut users = vec![Vec::new(); api.types.len()];
    for (id, def) in api.types() {
        for part in parts(&def.shape) {
            named(part, &mut |target| {
                if let Some(list) = users.get_mut(target.index()) {
                    list.push(id);
                }
            });
        }
    }
    users
}

fn payload<'a>(payload: &'a Payload, types: &mut Vec<&'a Type>) {
    match payload {
        Payload::Json(ty) | Payload::WholeForm(ty, _) | Payload::Lines(ty, _) => types.push(ty),
        Payload::Form(properties) | Payload::Multipart(properties) => {
            types.extend(properties.iter().map(|property| &property.field.ty));
        }
        Payload::Text | Payload::Binary | Payload::Ranged | Payload::Parts => {}
    }
}

fn payload_mut<'a>(payload: &'a mut Payload, types: &mut Vec<&'a mut Type>) {
    match payload {
        Payload::Json(ty) | Payload::WholeForm(ty, _) | Payload::Lines(ty, _) => types.push(ty),
        Payload::Form(properties) | Payload::Multipart(properties) => {
            types.extend(properties.iter_mut().map(|property| &mut property.field.ty));
        }
        Payload::Text | Payload::Binary | Payload::Ranged | Payload::Parts => {}
    }
}
