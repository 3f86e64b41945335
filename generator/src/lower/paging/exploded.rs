//! Which query parameters do the properties of an object become?
//!
//! A parameter of the style `form` with `explode` has no name on the wire: each property of its
//! object is a parameter of its own. Spring describes its pages so (`pageable`).

use crate::ir::{Location, Parameter, Style};
use crate::lower::context::Lowering;

impl Lowering<'_> {
    /// The parameters of an operation, with the properties of exploded objects in their place.
    pub(super) fn exploded(&self, parameters: &[Parameter]) -> Vec<Parameter> {
        let mut all = Vec::with_capacity(parameters.len());
        for parameter in parameters {
            let is_exploded = parameter.location == Location::Query
                && parameter.style == Style::Form
                && parameter.explode;
            let Some(fields) = self.fields(&parameter.ty).filter(|_| is_exploded) else {
                all.push(parameter.clone());
                continue;
            };
            all.extend(fields.iter().map(|field| Parameter {
                name: field.name.clone(),
                ty: field.ty.clone(),
                presence: field.presence,
                default: field.default.clone(),
                docs: field.docs.clone(),
                limits: field.limits.clone(),
                ..parameter.clone()
            }));
        }
        all
    }
}
