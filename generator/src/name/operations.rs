//! What are operations, their requests and their arguments called?

use super::case::{camel, snake};
use super::members::lower;
use super::rules::{RESERVED_ARGUMENTS, RESERVED_METHODS};
use super::scope::{Candidates, Scope};
use super::types::joined;
use super::{Identifier, OperationNames};
use crate::ir::{Api, Location, Operation, Payload};

/// Names the client's method for each operation.
pub(super) fn methods(api: &Api) -> Vec<Identifier> {
    let mut scope = Scope::without(RESERVED_METHODS);
    let candidates: Vec<Candidates> = api.operations.iter().map(of_method).collect();
    scope.give(&candidates)
}

/// Names the request value of each operation, which stands beside the types.
pub(super) fn requests(api: &Api, methods: &[Identifier], scope: &mut Scope) -> Vec<Identifier> {
    let operations = api.operations.iter().zip(methods);
    let candidates: Vec<Candidates> = operations
        .map(|(operation, method)| {
            let name = match &operation.pinned {
                Some(pinned) => camel(pinned),
                None => camel(method.as_str()),
            };
            ["", "Request", "Operation", "Call"]
                .map(|suffix| format!("{name}{suffix}"))
                .to_vec()
        })
        .collect();
    scope.give(&candidates)
}

/// Names everything else about the operations.
pub(super) fn operations(
    api: &Api,
    methods: Vec<Identifier>,
    requests: Vec<Identifier>,
    scope: &mut Scope,
) -> Vec<OperationNames> {
    let candidates: Vec<Candidates> = requests
        .iter()
        .map(|request| {
            ["Required", "RequiredArguments"]
                .map(|suffix| format!("{}{suffix}", request.as_str()))
                .to_vec()
        })
        .collect();
    let required = scope.give(&candidates);
    let heads = methods.into_iter().zip(requests).zip(required);
    api.operations
        .iter()
        .zip(heads)
        .map(|(operation, ((method, request), required))| {
            let (parameters, form, body) = arguments(operation);
            OperationNames {
                method,
                request,
                required,
                parameters,
                form,
                body,
            }
        })
        .collect()
}

fn of_method(operation: &Operation) -> Candidates {
    if let Some(pinned) = &operation.pinned {
        return vec![pinned.clone()];
    }
    let id = snake(&operation.id);
    let verb = operation.method.as_str().to_lowercase();
    let mut candidates = vec![id.clone()];
    if let Some(tag) = operation.tags.first() {
        candidates.push(joined(tag, &id));
    }
    candidates.push(joined(&id, &verb));
    candidates.push(snake(&format!("{verb} {}", operation.path.text)));
    candidates.push(format!("{id}_operation"));
    candidates
}

/// Parameters, members of a form and the body are setters of one request.
fn arguments(operation: &Operation) -> (Vec<Identifier>, Vec<Identifier>, Identifier) {
    let mut scope = Scope::without(RESERVED_ARGUMENTS);
    let mut candidates: Vec<Candidates> = operation
        .parameters
        .iter()
        .map(|parameter| match &parameter.pinned {
            Some(name) => vec![name.clone()],
            None => placed(&parameter.name, place(parameter.location)),
        })
        .collect();
    if let Some(Payload::Form(members)) = operation.body.as_ref().map(|body| &body.payload) {
        candidates.extend(members.iter().map(|member| match &member.field.pinned {
            Some(name) => vec![name.clone()],
            None => placed(&member.field.name, "form"),
        }));
    }
    let mut parameters = scope.give(&candidates);
    let form = parameters.split_off(operation.parameters.len().min(parameters.len()));
    let body = scope.give_one(
        ["body", "request_body", "payload"]
            .map(str::to_owned)
            .to_vec(),
    );
    (parameters, form, body)
}

/// Two parameters of one name differ in where they go.
fn placed(name: &str, place: &str) -> Candidates {
    let mut candidates = lower(name, &RESERVED_ARGUMENTS);
    let with_place = format!("{place}_{}", snake(name));
    let index = if RESERVED_ARGUMENTS.contains(&snake(name).as_str()) {
        2
    } else {
        1
    };
    candidates.insert(index, with_place);
    candidates
}

fn place(location: Location) -> &'static str {
    match location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
    }
}
