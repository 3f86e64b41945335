//! What does one operation hold? Operation Object.

use super::{parameters, read};
use crate::diagnostic::{Code, Diagnostic, Pointer, Report, Severity};
use crate::ir::Method;
use crate::openapi::objects::ObjectKind;
use crate::openapi::reference::follow;
use openapiv3::{Operation, Parameter, ReferenceOr};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde::de::value::MapDeserializer;
use serde_json::Value;
use std::collections::BTreeMap;

/// Where an operation stands.
pub(super) struct OperationContext<'a> {
    pub(super) tree: &'a Value,
    pub(super) path: &'a str,
    pub(super) pointer: &'a Pointer,
    /// The parameters of its path item.
    pub(super) shared: &'a [(ReferenceOr<Parameter>, Pointer)],
    pub(super) method: &'a Method,
}

/// Reads an operation, or says why it has to be left out. `ids` holds the `operationId`s so far.
pub(super) fn read(
    place: &OperationContext<'_>,
    value: &Value,
    ids: &mut BTreeMap<String, Pointer>,
    report: &mut Report,
) -> Result<Operation, (Code, String)> {
    let mut operation = deserialize(value).map_err(|problem| {
        let reason = format!("this Operation Object cannot be read: {problem}");
        report.push(Diagnostic::warning(Code::InvalidObject, &reason).at_key(place.pointer, ""));
        (Code::InvalidObject, reason)
    })?;
    unique_id(&mut operation, place, ids, report);
    let parameters = place.pointer.child("parameters");
    for (index, parameter) in operation.parameters.iter_mut().enumerate() {
        let pointer = parameters.index(index);
        inline(
            place.tree,
            parameter,
            ObjectKind::Parameter,
            &pointer,
            report,
        )?;
    }
    if let Some(body) = &mut operation.request_body {
        let pointer = place.pointer.child("requestBody");
        inline(place.tree, body, ObjectKind::RequestBody, &pointer, report)?;
    }
    let responses = place.pointer.child("responses");
    let described = &mut operation.responses;
    for (status, response) in &mut described.responses {
        let pointer = responses.child(&status.to_string());
        inline(place.tree, response, ObjectKind::Response, &pointer, report)?;
    }
    if let Some(response) = &mut described.default {
        inline(
            place.tree,
            response,
            ObjectKind::Response,
            &responses.child("default"),
            report,
        )?;
    }
    parameters::settle(&mut operation, place, report);
    Ok(operation)
}

/// `operationId`, or method and path.
pub(super) fn id(value: &Value, method: &Method, path: &str) -> String {
    match value.get("operationId").and_then(Value::as_str) {
        Some(id) => id.to_owned(),
        None => format!("{} {path}", method.token().untrusted()),
    }
}

/// Replaces a reference that leads to no component by the object: later stages look for parameters,
/// bodies and responses among the components only.
pub(super) fn inline<T: DeserializeOwned>(
    tree: &Value,
    part: &mut ReferenceOr<T>,
    kind: ObjectKind,
    pointer: &Pointer,
    report: &mut Report,
) -> Result<(), (Code, String)> {
    let ReferenceOr::Reference { reference } = &*part else {
        return Ok(());
    };
    // A dangling one was reported with all others.
    let Ok((target, value)) = follow(tree, reference, report.limits()) else {
        return Err((Code::DanglingRef, format!("`{reference}` does not exist")));
    };
    if let Some(key) = crate::openapi::objects::component_key(target.as_str(), kind) {
        // The end of a chain of references, so that nobody else has to follow it.
        let section = kind.section().unwrap_or_default();
        *part = ReferenceOr::Reference {
            reference: format!("#/components/{section}/{key}"),
        };
        return Ok(());
    }
    match read::read(value, kind, pointer, Severity::Warning, report) {
        Some(item) => {
            *part = ReferenceOr::Item(item);
            Ok(())
        }
        None => Err((
            Code::InvalidObject,
            format!("the {} at `{reference}` cannot be read", kind.name()),
        )),
    }
}

/// Reads an operation without its callbacks, which a client has no use for.
fn deserialize(value: &Value) -> serde_json::Result<Operation> {
    let properties = value
        .as_object()
        .into_iter()
        .flatten()
        .filter(|(key, _)| *key != "callbacks")
        .map(|(key, value)| (key.as_str(), value));
    Operation::deserialize(MapDeserializer::new(properties))
}

/// The first operation with an `operationId` keeps it; others do without.
fn unique_id(
    operation: &mut Operation,
    place: &OperationContext<'_>,
    ids: &mut BTreeMap<String, Pointer>,
    report: &mut Report,
) {
    let Some(id) = operation.operation_id.take_if(|id| !id.is_empty()) else {
        operation.operation_id = None;
        return;
    };
    let here = place.pointer.child("operationId");
    match ids.get(&id) {
        // One path item, used by two paths.
        Some(first) if *first == here => {}
        Some(first) => {
            report.push(
                Diagnostic::warning(
                    Code::DuplicateOperationId,
                    format!("two operations have the `operationId` `{id}`"),
                )
                .at(
                    &here,
                    format!(
                        "`{} {}` is named after its path instead",
                        place.method.token().untrusted(),
                        place.path
                    ),
                )
                .at(first, "the first one")
                .help("give each operation an `operationId` of its own"),
            );
        }
        None => {
            ids.insert(id.clone(), here);
            operation.operation_id = Some(id);
        }
    }
}
