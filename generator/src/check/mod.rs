//! Is the canonical 3.0 document right, and what does it hold, part by part?
//!
//! An error that one operation suffers from leaves out that operation, with a warning; an error of a
//! component, which any number of operations may need, is an error.

#![allow(clippy::disallowed_methods, reason = "messages are text of a document")]

mod broken;
mod choose;
mod conform;
mod document;
mod misplaced;
mod operation;
mod parameters;
mod paths;
mod read;
mod reference;
mod report;
mod required;
mod security;
mod server;
mod special;

pub(crate) use broken::leave_out;
pub(crate) use choose::{Unneeded, choose};
pub use document::{CheckedOperation, CheckedPath, Document, LeftOut, Placed};

use crate::diagnostic::{Code, Diagnostic, Pointer, Report, Severity};
use crate::limits::Limits;
use crate::openapi::objects::ObjectKind;
use crate::openapi::stack;
use conform::Conformed;
use indexmap::IndexMap;
use openapiv3::ReferenceOr;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// Finds the errors of a canonical 3.0 document and reads it component by component, so that one
/// invalid component is one diagnostic.
pub fn check(mut tree: Value, report: &mut Report) -> Option<Document> {
    let found = conform::conform(&mut tree, report);
    complete(&mut tree, report);
    reference::check(&tree, &found, report);
    security::check(&mut tree, report);
    // Deserialization is as deep as the document; its errors are reported with the others.
    let limits = *report.limits();
    let ((document, reported), (schemas, reported_of_schemas)) = stack::both_with_room(
        || distinctive(limits, |report| document(&tree, &found, report)),
        || {
            distinctive(limits, |report| {
                section(&tree, ObjectKind::Schema, &found, report)
            })
        },
    );
    for diagnostic in reported.into_iter().chain(reported_of_schemas) {
        report.push(diagnostic);
    }
    let mut document = document?;
    document.schemas = schemas;
    document.tree = tree;
    Some(document)
}

/// The document, and the diagnostics of reading it.
fn distinctive<T>(limits: Limits, read: impl FnOnce(&mut Report) -> T) -> (T, Vec<Diagnostic>) {
    let mut report = Report::within(limits);
    let read = read(&mut report);
    (read, report.into_diagnostics())
}

/// Reads every part but the schemas into its type.
fn document(tree: &Value, found: &Conformed, report: &mut Report) -> Option<Document> {
    let root = Pointer::root();
    let info = read::read(
        tree.get("info")?,
        ObjectKind::Info,
        &root.child("info"),
        Severity::Error,
        report,
    )?;
    // An invalid one was reported.
    let security = tree
        .get("security")
        .filter(|_| !found.broken.contains_key(&root))
        .and_then(|value| {
            let pointer = root.child("security");
            read::read(
                value,
                ObjectKind::OpenApi,
                &pointer,
                Severity::Error,
                report,
            )
        });
    let mut omitted = Vec::new();
    let paths = paths::read(tree, found, &mut omitted, report);
    Some(Document {
        info,
        servers: list(tree, "servers", ObjectKind::Server, report),
        security,
        schemas: IndexMap::new(),
        parameters: section(tree, ObjectKind::Parameter, found, report),
        request_bodies: section(tree, ObjectKind::RequestBody, found, report),
        responses: section(tree, ObjectKind::Response, found, report),
        security_schemes: section(tree, ObjectKind::SecurityScheme, found, report),
        paths,
        omitted,
        unchosen: Vec::new(),
        left_out: LeftOut::default(),
        tree: Value::Null,
    })
}

/// Adds what the specification requires of `info` and generation can do without.
fn complete(tree: &mut Value, report: &mut Report) {
    let Value::Object(map) = tree else { return };
    if !map.get("info").is_some_and(Value::is_object) {
        report.push(
            Diagnostic::warning(Code::MissingProperty, "the document has no `info`")
                .place(crate::diagnostic::Target::Source(0), "")
                .help("add `info` with `title` and `version`"),
        );
        map.insert("info".to_owned(), json!({}));
    }
    if let Some(Value::Object(info)) = map.get_mut("info") {
        for (key, value) in [("title", "API"), ("version", "0.0.0")] {
            if !info.get(key).is_some_and(Value::is_string) {
                info.insert(key.to_owned(), value.into());
            }
        }
    }
}

/// Reads the elements of a list of the root that are sound.
fn list<T: DeserializeOwned>(
    tree: &Value,
    key: &str,
    kind: ObjectKind,
    report: &mut Report,
) -> Vec<T> {
    let pointer = Pointer::root().child(key);
    let elements = tree.get(key).and_then(Value::as_array);
    elements
        .into_iter()
        .flatten()
        .enumerate()
        .filter_map(|(index, value)| {
            read::read(
                value,
                kind,
                &pointer.index(index),
                Severity::Warning,
                report,
            )
        })
        .collect()
}

/// Reads the sound entries of a section of `components`.
fn section<T: DeserializeOwned>(
    tree: &Value,
    kind: ObjectKind,
    found: &Conformed,
    report: &mut Report,
) -> IndexMap<String, ReferenceOr<T>> {
    let mut section = IndexMap::new();
    let Some(name) = kind.section() else {
        return section;
    };
    let pointer = Pointer::root().child("components").child(name);
    let entries = tree
        .get("components")
        .and_then(|components| components.get(name))
        .and_then(Value::as_object);
    for (key, value) in entries.into_iter().flatten() {
        let pointer = pointer.child(key);
        if found.broken.contains_key(&pointer) {
            continue;
        }
        if let Some(part) = read::read_referable(value, kind, &pointer, Severity::Error, report) {
            section.insert(key.clone(), part);
        }
    }
    section
}
