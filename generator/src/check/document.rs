//! A checked document: canonical OpenAPI 3.0, every part valid by itself.

use crate::diagnostic::Pointer;
use crate::ir;
use indexmap::IndexMap;
use openapiv3::{
    Info, Parameter, ReferenceOr, RequestBody, Response, Schema, SecurityRequirement,
    SecurityScheme, Server,
};
use serde_json::Value;
use std::collections::BTreeSet;

/// A checked document. Invalid parts are absent; omitted operations are listed in `omitted`.
#[derive(Debug)]
pub struct Document {
    /// `info`.
    pub info: Info,
    /// `servers`.
    pub servers: Vec<Server>,
    /// `security`.
    pub security: Option<Vec<SecurityRequirement>>,
    /// `components.schemas`, by key.
    pub schemas: IndexMap<String, ReferenceOr<Schema>>,
    /// `components.parameters`, by key.
    pub parameters: IndexMap<String, ReferenceOr<Parameter>>,
    /// `components.requestBodies`, by key.
    pub request_bodies: IndexMap<String, ReferenceOr<RequestBody>>,
    /// `components.responses`, by key.
    pub responses: IndexMap<String, ReferenceOr<Response>>,
    /// `components.securitySchemes`, by key.
    pub security_schemes: IndexMap<String, ReferenceOr<SecurityScheme>>,
    /// `paths`, in document order.
    pub paths: Vec<CheckedPath>,
    /// Operations with an error that only they suffer from.
    pub omitted: Vec<ir::Omitted>,
    /// The `operationId`s of operations that the user did not choose.
    pub unchosen: Vec<String>,
    /// Schemas that are left out because of errors.
    pub left_out: LeftOut,
    /// The whole tree, for `$ref`s to places that are no component.
    pub tree: Value,
}

/// Schemas that are left out because of errors.
#[derive(Debug, Default)]
pub struct LeftOut {
    /// Keys of `components.schemas`.
    pub schemas: BTreeSet<String>,
    /// Places in other files that are in error, or refer to such a place.
    pub files: BTreeSet<Pointer>,
}

impl LeftOut {
    /// Whether a schema of another file holds an error.
    pub fn is_inside(&self, schema: &Pointer) -> bool {
        let mut files = self.files.iter();
        files.any(|at| at.strip_prefix(schema).is_some())
    }
}

/// A parameter, with the place where it stands.
pub type Placed = (ReferenceOr<Parameter>, Pointer);

/// The operations of one Path Item Object at a path. Where that has a `$ref`, there is one of these
/// for each object on the way.
#[derive(Debug)]
pub struct CheckedPath {
    /// As the document spells it.
    pub path: String,
    /// The Path Item Object.
    pub pointer: Pointer,
    /// Parameters of all its operations, with the places where they stand; a later one goes before
    /// an earlier one of the same name and location.
    pub parameters: Vec<Placed>,
    /// Servers of all its operations.
    pub servers: Vec<Server>,
    /// Its operations, in document order.
    pub operations: Vec<CheckedOperation>,
}

/// An operation of a path.
#[derive(Debug)]
pub struct CheckedOperation {
    /// Its method.
    pub method: ir::Method,
    /// The Operation Object.
    pub pointer: Pointer,
    /// The document.
    pub operation: openapiv3::Operation,
}
