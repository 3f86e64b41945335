//! The public interface of the Rust client, for back ends that describe it.

use crate::emit::rust::client::methods;
use crate::emit::rust::model::structs;
use crate::emit::rust::model::ty::ValueContext;
use crate::emit::rust::operation::argument::{self, ArgumentEncoding};
use crate::emit::rust::operation::arguments::{self, Arguments, To};
use crate::emit::rust::operation::example;
use crate::emit::rust::operation::output::{Content, Output};
use crate::emit::rust::operation::paging;
use crate::emit::rust::scope::{Home, Scope, Taken};
use crate::emit::rust::{Crate, Module};
use crate::ir::{
    Docs, Limits, Location, Operation, Shape, StatusMatch, Struct, SuccessResponse, Type, TypeId,
};
use crate::name::OperationNames;
use crate::text::{DocumentStr, DocumentValue};
use proc_macro2::TokenStream;
use quote::quote;

/// A module, as it is seen from outside.
pub(in crate::emit) struct Surface<'a> {
    krate: &'a Crate<'a>,
    module: &'a Module<'a>,
    taken: Taken<'a>,
}

/// An operation with the method that calls it.
pub(in crate::emit) struct Call<'a> {
    /// The operation.
    pub(in crate::emit) operation: &'a Operation,
    /// The method of the client.
    pub(in crate::emit) method: &'a str,
    /// The struct for required arguments, where they are too many for places.
    pub(in crate::emit) required: Option<&'a str>,
    /// The arguments: required ones in the order of the method, then the setters.
    pub(in crate::emit) given: Vec<Given<'a>>,
    /// The enum of the outcomes, where the status tells them apart.
    pub(in crate::emit) response: Option<&'a str>,
    /// The result: one for all successes, or one for each declared status.
    pub(in crate::emit) outcomes: Vec<Outcome<'a>>,
    /// Whether the result is an `Option`: some successes have no content.
    pub(in crate::emit) optional: bool,
    /// Whether it has `stream()` and `pages()`.
    pub(in crate::emit) paged: bool,
    /// A program that compiles, line by line; none where no value can be made up.
    pub(in crate::emit) program: Option<Vec<String>>,
}

/// An argument.
pub(in crate::emit) struct Given<'a> {
    /// Its name in Rust.
    pub(in crate::emit) name: &'a str,
    /// Its name on the wire; empty for a body.
    pub(in crate::emit) wire: DocumentStr<'a>,
    /// Where it goes, as in "in the query".
    pub(in crate::emit) place: &'static str,
    /// The type that holds it.
    pub(in crate::emit) rust: String,
    /// The type of the document.
    pub(in crate::emit) ty: Option<&'a Type>,
    /// Whether it must be given.
    pub(in crate::emit) required: bool,
    /// Whether text is taken beside the type.
    pub(in crate::emit) or_text: bool,
    /// Its description.
    pub(in crate::emit) docs: &'a Docs,
    /// Its limits.
    pub(in crate::emit) limits: Option<&'a Limits>,
    /// The default of the server.
    pub(in crate::emit) default: Option<&'a DocumentValue>,
}

/// The result of a call.
pub(in crate::emit) struct Outcome<'a> {
    /// The status, where several outcomes are distinguished by it.
    pub(in crate::emit) status: Option<StatusMatch>,
    /// The type; none where there is no content.
    pub(in crate::emit) rust: Option<String>,
    /// The type of the document.
    pub(in crate::emit) ty: Option<&'a Type>,
}

/// A field of a struct.
pub(in crate::emit) struct SurfaceField<'a> {
    /// The field's name in Rust.
    pub(in crate::emit) name: &'a str,
    /// Its type.
    pub(in crate::emit) rust: String,
}

impl<'a> Surface<'a> {
    /// That of a module of the crate.
    pub(in crate::emit) fn of(krate: &'a Crate<'a>, module: &'a Module<'a>) -> Self {
        Self {
            krate,
            module,
            taken: Taken::of(module),
        }
    }

    /// Items named here are not imported anywhere, so such a scope is never finished.
    fn scope(&self) -> Scope<'_> {
        Scope::new(self.module, &self.taken, Home::Types)
    }

    /// The operations, in the order of the document.
    pub(in crate::emit) fn calls(&self) -> Vec<Call<'a>> {
        arguments::operations(self.module)
            .map(|(operation, names, arguments)| self.call(operation, names, &arguments))
            .collect()
    }

    fn call(
        &self,
        operation: &'a Operation,
        names: &'a OperationNames,
        arguments: &Arguments<'a>,
    ) -> Call<'a> {
        let scope = self.scope();
        let output = Output::of(operation);
        let outcomes = match &output {
            Output::One(content) | Output::Optional(content, _) => {
                vec![self.outcome(None, *content)]
            }
            Output::Redirect => vec![Outcome {
                status: None,
                rust: Some(spelled(&scope.runtime("Redirect"))),
                ty: None,
            }],
            Output::ByStatus(responses) => responses
                .iter()
                .map(|(response, content): &(&SuccessResponse, Content<'a>)| {
                    self.outcome(Some(response.status), *content)
                })
                .collect(),
        };
        Call {
            operation,
            method: names.method.as_str(),
            required: arguments.is_grouped().then(|| names.required.as_str()),
            given: arguments.all.iter().map(|it| self.given(it)).collect(),
            response: matches!(output, Output::ByStatus(_)).then(|| names.response.as_str()),
            outcomes,
            optional: matches!(output, Output::Optional(..)),
            paged: paging::plan(&scope, operation).is_some(),
            program: self.program(operation, names, arguments),
        }
    }

    fn outcome(&self, status: Option<StatusMatch>, content: Content<'a>) -> Outcome<'a> {
        let ty = match content {
            Content::Json(ty) => Some(ty),
            _ => None,
        };
        let rust = (content != Content::Nothing).then(|| spelled(&content.ty(&self.scope())));
        Outcome { status, rust, ty }
    }

    fn given(&self, argument: &arguments::Argument<'a>) -> Given<'a> {
        let (scope, api) = (self.scope(), self.module.api);
        let is_file = argument::way(api, argument) == ArgumentEncoding::File;
        let tokens = match argument.ty.filter(|_| !is_file) {
            // A checked value is the runtime's affair: callers give the type, or text.
            Some(ty) => {
                let ty = scope.held(ty, ValueContext::Model);
                if argument.nullable {
                    quote! { Option<#ty> }
                } else {
                    ty
                }
            }
            None => argument::held(&scope, argument),
        };
        let named = argument.ty.and_then(|ty| match api.resolve(ty) {
            Type::Named(id) => api.get(*id),
            _ => None,
        });
        Given {
            name: argument.name.as_str(),
            wire: argument.wire,
            place: place(argument.to),
            rust: spelled(&tokens),
            ty: argument.ty.filter(|_| !is_file),
            required: argument.required,
            or_text: named.is_some_and(|def| matches!(def.shape, Shape::Pattern(_)))
                && argument::place(api, argument) == ValueContext::Request,
            docs: argument.docs,
            limits: argument.limits,
            default: argument.default,
        }
    }

    /// A whole program: how the client is made, and the call.
    fn program(
        &self,
        operation: &Operation,
        names: &OperationNames,
        arguments: &Arguments<'_>,
    ) -> Option<Vec<String>> {
        let module = self.module;
        let example = example::of(module, &self.taken, operation, names, arguments)?;
        let path = format!("{}::{}", self.krate.library(), module.name);
        let mut lines = vec![match example.modules.as_slice() {
            [] => format!("use {path}::Client;"),
            used => format!("use {path}::{{Client, {}}};", used.join(", ")),
        }];
        lines.extend(["", "#[tokio::main]"].map(str::to_owned));
        lines.push("async fn main() -> Result<(), Box<dyn std::error::Error>> {".to_owned());
        let client = methods::construction(module.api, module.names, &self.krate.library(), "");
        let body = client
            .iter()
            .map(|line| line.replace("::Client::builder", "Client::builder"))
            .chain(example.lines);
        for line in body.flat_map(|line| line.lines().map(str::to_owned).collect::<Vec<_>>()) {
            lines.push(format!("    {line}").trim_end().to_owned());
        }
        if lines
            .iter()
            .any(|line| line.starts_with("    let response ="))
        {
            lines.push("    println!(\"{response:?}\");".to_owned());
        }
        lines.extend(["    Ok(())", "}"].map(str::to_owned));
        Some(lines)
    }

    /// The fields of a struct.
    pub(in crate::emit) fn properties(
        &self,
        id: TypeId,
        shape: &'a Struct,
    ) -> Vec<SurfaceField<'a>> {
        let names = self.module.names.fields.get(id.index());
        let types = structs::declared(&self.scope(), id, shape);
        names
            .into_iter()
            .flatten()
            .zip(&types)
            .map(|(name, ty)| SurfaceField {
                name: name.as_str(),
                rust: spelled(ty),
            })
            .collect()
    }

    /// The type that holds a value of a model.
    pub(in crate::emit) fn held(&self, ty: &Type) -> String {
        spelled(&self.scope().held(ty, ValueContext::Model))
    }
}

fn place(to: To<'_>) -> &'static str {
    match to {
        To::Parameter(parameter) => match parameter.location {
            Location::Path => "in the path",
            Location::Query | Location::QueryString => "in the query",
            Location::Header => "in the headers",
            Location::Cookie => "in the cookies",
        },
        To::Form(_) => "in the form",
        To::Part(_) => "a part of the body",
        To::PartHeader(_) => "a header of a part",
        To::Body(..) | To::Choice(..) => "the body",
    }
}

/// A type as people write it: tokens know no spaces.
fn spelled(tokens: &TokenStream) -> String {
    let text: String = tokens.to_string().split_whitespace().collect();
    text.replace(',', ", ").replace(", )", ",)")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_spelled_as_people_do() {
        let text = spelled(&quote! { Option<BTreeMap<String, Vec<(A, b::C,)>>> });
        assert_eq!(text, "Option<BTreeMap<String, Vec<(A, b::C,)>>>");
    }
}
