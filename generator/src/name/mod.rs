//! What is everything called? All Rust names of the output at once; knows nothing of tokens.

mod identifier;

pub use identifier::Identifier;

use crate::analyze::Facts;
use crate::config::ApiConfig;
use crate::ir::Api;

/// Every Rust name of one document's module.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// Types, by `TypeId::index`.
    pub types: Vec<Identifier>,
    /// Fields of structs, by type and position.
    pub fields: Vec<Vec<Identifier>>,
    /// The field for members that a struct does not list, by type.
    pub rest: Vec<Option<Identifier>>,
    /// Values of enums and variants of unions, by type and position.
    pub variants: Vec<Vec<Identifier>>,
    /// The variant for values that an enum does not list, by type.
    pub unknown: Vec<Option<Identifier>>,
    /// Operations, in their order.
    pub operations: Vec<OperationNames>,
    /// The setters of the client builder for security schemes, in their order.
    pub schemes: Vec<Identifier>,
}

/// The names of an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperationNames {
    /// The client's method.
    pub method: Identifier,
    /// The request value.
    pub request: Identifier,
    /// The struct for required arguments, where they are too many.
    pub required: Identifier,
    /// Parameters, in their order.
    pub parameters: Vec<Identifier>,
    /// Members of a form, in their order.
    pub form: Vec<Identifier>,
    /// A body that is not a form.
    pub body: Identifier,
}

/// Names everything in a document.
pub fn name(api: &Api, facts: &Facts, config: &ApiConfig) -> Names {
    let _ = (api, facts, config);
    Names::default()
}

/// The module for a document with this file stem or configured name.
pub fn module(stem: &str) -> Identifier {
    Identifier::new(stem)
}
