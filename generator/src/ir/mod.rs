//! The meaning of a document, independent of Rust: no identifier, no token, no module.
//!
//! `lower` writes it, `analyze` and `name` read it, `emit` joins the three.

mod docs;
mod operation;
mod security;
mod types;

pub use docs::{Docs, Limits};
pub use operation::{
    Body, Encoding, End, ErrorResponse, First, FormField, Framing, Header, Location, Method, More,
    Omitted, Operation, OtherBody, Paging, Parameter, PathTemplate, Payload, ResponseBody, Retry,
    Segment, Size, StatusMatch, Step, Streaming, Style, SuccessResponse, Turn, media_type_in,
};
pub use security::{Alternative, SecurityScheme, Server, ServerVariable};
pub use types::{
    Discriminator, Enum, EnumValue, Field, IntegerFormat, Name, NumberFormat, Origin, Pattern,
    Piece, Presence, Rest, Scalar, Shape, Struct, TextFormat, Type, TypeDef, TypeId, Union,
    Variant,
};

use crate::text::{DocumentText, DocumentValue};
use crate::visits;
use std::collections::BTreeMap;

/// One OpenAPI document.
#[derive(Clone, Debug)]
pub struct Api {
    /// `info.title`.
    pub title: DocumentText,
    /// `info.version`, as the document spells it.
    pub version: DocumentText,
    /// `info.description`.
    pub docs: Docs,
    /// Where the API is served, relative URLs unresolved; the first is the default.
    pub servers: Vec<Server>,
    /// `components.securitySchemes`, in document order.
    pub schemes: Vec<SecurityScheme>,
    /// Every type, components first; a [`TypeId`] is an index into this.
    pub types: Vec<TypeDef>,
    /// For types that differ between requests and responses: the request's type by the response's,
    /// which directly precedes it.
    pub views: BTreeMap<TypeId, TypeId>,
    /// Every operation that could be bound, in document order.
    pub operations: Vec<Operation>,
    /// The headers of their responses, each once.
    pub headers: Vec<Header>,
    /// How often requests are sent again, where it is not as usual.
    pub retry: Retry,
    /// Every operation that could not, with the reason.
    pub omitted: Vec<Omitted>,
}

impl Api {
    /// The definition of a type. `None` only for an id of another document.
    pub fn get(&self, id: TypeId) -> Option<&TypeDef> {
        self.types.get(id.index())
    }

    /// Every type with its id.
    pub fn types(&self) -> impl Iterator<Item = (TypeId, &TypeDef)> {
        self.types
            .iter()
            .enumerate()
            .map(|(index, def)| (TypeId::new(index), def))
    }

    /// The type that requests contain where responses contain this one, if they differ.
    pub fn request_view(&self, response: TypeId) -> Option<TypeId> {
        let request = TypeId::new(response.index() + 1);
        (self.views.get(&request) == Some(&response)).then_some(request)
    }

    /// The response's type, if the name of this request type is derived from it.
    pub fn called_after(&self, request: TypeId) -> Option<TypeId> {
        let response = *self.views.get(&request)?;
        let name = |id: TypeId| self.get(id).map(|def| &def.origin.name);
        (name(request) == name(response)).then_some(response)
    }

    /// The enum that has a single value, if that is what a type is: nothing else can be sent.
    pub fn only_value(&self, ty: &Type) -> Option<TypeId> {
        let Type::Named(id) = self.resolve(ty) else {
            return None;
        };
        match &self.get(*id)?.shape {
            Shape::Enum(listed) if listed.values.len() == 1 => Some(*id),
            _ => None,
        }
    }

    /// The default of an absent property or parameter: its own, or else that of its type.
    pub fn default<'a>(
        &'a self,
        own: Option<&'a DocumentValue>,
        ty: &Type,
    ) -> Option<&'a DocumentValue> {
        let of_type = || match ty {
            Type::Named(id) => self.get(*id)?.default.as_ref(),
            _ => None,
        };
        own.or_else(of_type)
    }

    /// Whether a constant can hold the values of a type: they are made without memory of their own.
    pub fn is_constant(&self, ty: &Type) -> bool {
        match self.resolve(ty) {
            Type::Scalar(scalar) => !matches!(
                scalar,
                Scalar::Null
                    | Scalar::Integer(IntegerFormat::Big)
                    | Scalar::Number(NumberFormat::Decimal)
                    | Scalar::Text(TextFormat::Binary)
            ),
            Type::Nullable(ty) => self.is_constant(ty),
            Type::Named(id) => {
                let shape = self.get(*id).map(|def| &def.shape);
                matches!(shape, Some(Shape::Pattern(_) | Shape::Enum(_)))
            }
            Type::Any | Type::List(_) | Type::Map(_) | Type::Tuple(_) | Type::Foreign(_) => false,
        }
    }

    /// Follows aliases (never around a circle) to the type that has a shape of its own.
    pub fn resolve<'a>(&'a self, ty: &'a Type) -> &'a Type {
        let mut current = ty;
        for _ in 0..=self.types.len() {
            visits::note(1);
            match current {
                Type::Named(id) => match self.get(*id).map(|def| &def.shape) {
                    Some(Shape::Alias(target)) => current = target,
                    _ => return current,
                },
                _ => return current,
            }
        }
        current
    }
}
