//! Which operations does the document hold, by path? Paths Object and Path Item Object.

use super::conform::Conformed;
use super::document::{CheckedOperation, CheckedPath};
use super::objects::Kind;
use super::operation::{self, Place};
use super::parameters;
use super::{read, reference};
use crate::diagnostic::{Code, Diagnostic, Pointer, Report, Severity};
use crate::ir::{Method, Omitted};
use serde_json::Value;
use std::collections::BTreeMap;

/// Reads every path; operations that are faulty are added to `omitted`.
pub(super) fn read(
    tree: &Value,
    found: &Conformed,
    omitted: &mut Vec<Omitted>,
    report: &mut Report,
) -> Vec<CheckedPath> {
    let root = Pointer::root().child("paths");
    let paths = tree.get("paths").and_then(Value::as_object);
    let mut checked = Vec::new();
    let mut ids = BTreeMap::new();
    for (path, value) in paths.into_iter().flatten() {
        if path.starts_with("x-") {
            continue;
        }
        let pointer = root.child(path);
        if !path.starts_with('/') {
            report.push(
                Diagnostic::warning(
                    Code::InvalidObject,
                    format!("the path `{path}` does not begin with `/`; it is taken as `/{path}`"),
                )
                .at_key(&pointer, "")
                .help(format!("write `/{path}`")),
            );
        }
        let spelt = match path.strip_prefix('/') {
            Some(_) => path.clone(),
            None => format!("/{path}"),
        };
        for (pointer, value) in followed(tree, pointer, value) {
            let item = Item {
                tree,
                found,
                path: &spelt,
                pointer,
                value,
            };
            checked.push(item.read(&mut ids, omitted, report));
        }
    }
    checked
}

/// A path item with operations of its own, then the one that its `$ref` leads to.
fn followed<'a>(tree: &'a Value, pointer: Pointer, value: &'a Value) -> Vec<(Pointer, &'a Value)> {
    let mut items = Vec::new();
    let target = value.get("$ref").and_then(Value::as_str);
    if target.is_none() || METHODS.iter().any(|(key, _)| value.get(*key).is_some()) {
        items.push((pointer, value));
    }
    if let Some(Ok(item)) = target.map(|target| reference::follow(tree, target)) {
        items.push(item);
    }
    items
}

/// The members of a Path Item Object that hold operations.
const METHODS: [(&str, Method); 8] = [
    ("get", Method::Get),
    ("put", Method::Put),
    ("post", Method::Post),
    ("delete", Method::Delete),
    ("options", Method::Options),
    ("head", Method::Head),
    ("patch", Method::Patch),
    ("trace", Method::Trace),
];

/// A path item on its way to a [`CheckedPath`].
struct Item<'a> {
    tree: &'a Value,
    found: &'a Conformed,
    path: &'a str,
    pointer: Pointer,
    value: &'a Value,
}

impl Item<'_> {
    fn read(
        self,
        ids: &mut BTreeMap<String, Pointer>,
        omitted: &mut Vec<Omitted>,
        report: &mut Report,
    ) -> CheckedPath {
        let mut checked = CheckedPath {
            path: self.path.to_owned(),
            pointer: self.pointer.clone(),
            parameters: Vec::new(),
            servers: Vec::new(),
            operations: Vec::new(),
        };
        let mut fault = self.found.broken.get(&self.pointer).cloned();
        if fault.is_none() {
            match parameters::of_item(self.tree, self.value, &self.pointer, report) {
                Ok(parameters) => checked.parameters = parameters,
                Err(reason) => fault = Some(reason),
            }
            checked.servers = self
                .value
                .get("servers")
                .and_then(|value| {
                    let pointer = self.pointer.child("servers");
                    read::read(value, Kind::Server, &pointer, Severity::Warning, report)
                })
                .unwrap_or_default();
        }
        for (key, value) in self.value.as_object().into_iter().flatten() {
            let Some((_, method)) = METHODS.iter().find(|(name, _)| name == key) else {
                continue;
            };
            let pointer = self.pointer.child(key);
            let place = Place {
                tree: self.tree,
                path: self.path,
                pointer: &pointer,
                shared: &checked.parameters,
                method: *method,
            };
            let fault = fault
                .clone()
                .or_else(|| self.found.broken.get(&pointer).cloned());
            let read = match fault {
                Some(fault) => Err(fault),
                None => operation::read(&place, value, ids, report),
            };
            match read {
                Ok(operation) => checked.operations.push(CheckedOperation {
                    method: *method,
                    pointer,
                    operation,
                }),
                Err((code, reason)) => omitted.push(Omitted {
                    id: operation::id(value, *method, self.path),
                    method: method.as_str().to_owned(),
                    path: self.path.to_owned(),
                    code,
                    reason,
                }),
            }
        }
        checked
    }
}
