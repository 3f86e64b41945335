//! How does a part of the tree become a type of `openapiv3`?

use crate::diagnostic::{Code, Diagnostic, Pointer, Report, Severity};
use crate::openapi::objects::ObjectKind;
use openapiv3::ReferenceOr;
use serde::Deserialize;
use serde_json::Value;

/// Reads a part that went through `conform`. One that still cannot be read is one diagnostic.
pub(super) fn read<'a, T: Deserialize<'a>>(
    value: &'a Value,
    kind: ObjectKind,
    pointer: &Pointer,
    severity: Severity,
    report: &mut Report,
) -> Option<T> {
    match T::deserialize(value) {
        Ok(part) => Some(part),
        Err(problem) => {
            report.push(Diagnostic {
                severity,
                ..Diagnostic::error(
                    Code::InvalidObject,
                    format!("this {} cannot be read: {problem}", kind.name()),
                )
                .at_key(pointer, "")
            });
            None
        }
    }
}

/// A reference as it stands, or the part read.
pub(super) fn read_referable<'a, T: Deserialize<'a>>(
    value: &'a Value,
    kind: ObjectKind,
    pointer: &Pointer,
    severity: Severity,
    report: &mut Report,
) -> Option<ReferenceOr<T>> {
    match value.get("$ref").and_then(Value::as_str) {
        Some(reference) => Some(ReferenceOr::Reference {
            reference: reference.to_owned(),
        }),
        None => read(value, kind, pointer, severity, report).map(ReferenceOr::Item),
    }
}
