//! Which operations does the document hold, by path? Paths Object and Path Item Object.

use super::conform::Conformed;
use super::document::{CheckedOperation, CheckedPath};
use super::operation::{self, OperationContext};
use super::parameters;
use super::read;
use crate::diagnostic::{Code, Diagnostic, Pointer, Report, Severity};
use crate::ir::{Method, Omitted};
use crate::limits::{Limit, Limits, weight};
use crate::openapi::objects::ObjectKind;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Reads every path; operations that are invalid are added to `omitted`.
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
    let mut repeated = Repeated::default();
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
        let spelt = spelt(path);
        let items = chain(tree, pointer, value);
        Path {
            tree,
            found,
            path: &spelt,
            items,
        }
        .read(&mut ids, &mut repeated, omitted, report, &mut checked);
    }
    checked
}

/// The size of repeated path items so far, for [`Limit::Repeated`].
#[derive(Default)]
struct Repeated {
    parts: usize,
    /// The sizes of path items that are referenced.
    weights: BTreeMap<Pointer, usize>,
}

impl Repeated {
    /// Counts the path items that a path refers to, and returns whether that is too much.
    fn exceeds(&mut self, items: &[(Pointer, &Value)], limits: &Limits) -> bool {
        for (pointer, item) in items.iter().skip(1) {
            let known = self.weights.get(pointer).copied();
            let weight = known.unwrap_or_else(|| weight(item));
            self.weights.insert(pointer.clone(), weight);
            self.parts = self.parts.saturating_add(weight);
        }
        self.parts > limits.of(Limit::Repeated)
    }
}

/// An operation as it is listed, whether or not it can be read.
pub(super) struct Listed<'a> {
    pub(super) path: String,
    pub(super) method: Method,
    pub(super) pointer: Pointer,
    pub(super) value: &'a Value,
    /// The path items that it may take parameters from.
    pub(super) items: Vec<(Pointer, &'a Value)>,
}

/// Every operation of a document.
pub(super) fn listed(tree: &Value) -> Vec<Listed<'_>> {
    let root = Pointer::root().child("paths");
    let paths = tree.get("paths").and_then(Value::as_object);
    let mut listed: Vec<Listed<'_>> = Vec::new();
    for (path, value) in paths.into_iter().flatten() {
        if path.starts_with("x-") {
            continue;
        }
        let spelt = spelt(path);
        let items = chain(tree, root.child(path), value);
        for (pointer, item) in &items {
            for found in operations(pointer, item, &mut Report::new()) {
                listed.push(Listed {
                    path: spelt.clone(),
                    method: found.method,
                    pointer: found.pointer,
                    value: found.value,
                    items: items.clone(),
                });
            }
        }
    }
    listed
}

/// A path as it should have been written.
fn spelt(path: &str) -> String {
    match path.strip_prefix('/') {
        Some(_) => path.to_owned(),
        None => format!("/{path}"),
    }
}

/// The limit of path items that refer to one another; a longer chain is reported as circular.
const CHAIN: usize = 100;

/// A path item, and those that its `$ref` leads to, in order. Properties beside `$ref` take
/// precedence (Path Item Object, `$ref`, leaves that open).
fn chain<'a>(tree: &'a Value, pointer: Pointer, value: &'a Value) -> Vec<(Pointer, &'a Value)> {
    let mut items = vec![(pointer, value)];
    while let Some((_, last)) = items.last()
        && items.len() < CHAIN
        && let Some(target) = last.get("$ref").and_then(Value::as_str)
        && let Some(pointer) = target.strip_prefix('#')
        && let Some(next) = tree.pointer(pointer)
    {
        items.push((Pointer::from_escaped(pointer), next));
    }
    items
}

/// The properties of a Path Item Object that hold operations.
static METHODS: [(&str, Method); 9] = [
    ("get", Method::Get),
    ("put", Method::Put),
    ("post", Method::Post),
    ("delete", Method::Delete),
    ("options", Method::Options),
    ("head", Method::Head),
    ("patch", Method::Patch),
    ("trace", Method::Trace),
    ("query", Method::Query),
];

/// An operation of a path item.
struct Found<'a> {
    method: Method,
    pointer: Pointer,
    value: &'a Value,
    /// Why it cannot be read.
    problem: Option<(Code, String)>,
}

/// The operations of a path item, in its order.
fn operations<'a>(pointer: &Pointer, item: &'a Value, report: &mut Report) -> Vec<Found<'a>> {
    let mut operations = Vec::new();
    for (key, value) in item.as_object().into_iter().flatten() {
        let here = pointer.child(key);
        if let Some((_, method)) = METHODS.iter().find(|(name, _)| name == key) {
            operations.push(Found {
                method: method.clone(),
                pointer: here,
                value,
                problem: None,
            });
        } else if key == "additionalOperations" {
            let all = value.as_object().into_iter().flatten();
            for (token, value) in all.filter(|(token, _)| !token.starts_with("x-")) {
                operations.push(additional(token, here.child(token), value, report));
            }
        }
    }
    operations
}

/// A property of `additionalOperations` (OpenAPI 3.2, Path Item Object): its key is the method.
fn additional<'a>(
    token: &str,
    pointer: Pointer,
    value: &'a Value,
    report: &mut Report,
) -> Found<'a> {
    let mut fixed = METHODS.iter().map(|(_, method)| method);
    let fixed = fixed.find(|method| method.token() == *token);
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    let mut problem = None;
    if fixed.is_some() {
        report.push(
            Diagnostic::warning(
                Code::InvalidObject,
                format!("`{token}` has a field of its own in a Path Item Object"),
            )
            .at_key(&pointer, "")
            .help(format!("write `{}`", token.to_ascii_lowercase())),
        );
    } else if token.is_empty() || !token.bytes().all(is_token) {
        let reason = format!("`{token}` is no method of HTTP");
        report.push(
            Diagnostic::warning(Code::InvalidObject, &reason)
                .at_key(&pointer, "this operation is left out")
                .help("write a token, such as `COPY`"),
        );
        problem = Some((Code::InvalidObject, reason));
    }
    Found {
        method: fixed.map_or_else(|| Method::Other(token.into()), Method::clone),
        pointer,
        value,
        problem,
    }
}

/// A path on its way to [`CheckedPath`]s.
struct Path<'a> {
    tree: &'a Value,
    found: &'a Conformed,
    path: &'a str,
    /// The path item itself, then those that it refers to.
    items: Vec<(Pointer, &'a Value)>,
}

impl Path<'_> {
    fn read(
        self,
        ids: &mut BTreeMap<String, Pointer>,
        repeated: &mut Repeated,
        omitted: &mut Vec<Omitted>,
        report: &mut Report,
        checked: &mut Vec<CheckedPath>,
    ) {
        if repeated.exceeds(&self.items, report.limits()) {
            return self.leave_out(omitted, report);
        }
        let mut problem = None;
        let mut parameters = Vec::new();
        let mut servers = Vec::new();
        // Properties beside a reference come later and replace those of its target.
        for (pointer, item) in self.items.iter().rev() {
            let broken = self.found.broken.get(pointer).cloned();
            let own = match broken {
                Some(broken) => Err(broken),
                None => parameters::of_item(self.tree, item, pointer, report),
            };
            match own {
                Ok(own) => parameters.extend(own),
                Err(reason) => problem = Some(reason),
            }
            let own = item.get("servers").and_then(|value| {
                let pointer = pointer.child("servers");
                read::read(
                    value,
                    ObjectKind::Server,
                    &pointer,
                    Severity::Warning,
                    report,
                )
            });
            if let Some(own) = own {
                servers = own;
            }
        }
        let mut known = BTreeSet::new();
        for (pointer, item) in &self.items {
            let operations = operations(pointer, item, report);
            if operations.is_empty() {
                continue;
            }
            let mut of_item = CheckedPath {
                path: self.path.to_owned(),
                pointer: pointer.clone(),
                parameters: parameters.clone(),
                servers: servers.clone(),
                operations: Vec::new(),
            };
            for operation in operations {
                let Found {
                    method,
                    pointer,
                    value,
                    problem: own,
                } = operation;
                if !known.insert(method.token().to_text()) {
                    continue;
                }
                repeated.parts = repeated.parts.saturating_add(parameters.len());
                let place = OperationContext {
                    tree: self.tree,
                    path: self.path,
                    pointer: &pointer,
                    shared: &parameters,
                    method: &method,
                };
                let broken = || self.found.broken.get(&pointer).cloned();
                let read = match problem.clone().or(own).or_else(broken) {
                    Some(problem) => Err(problem),
                    None => operation::read(&place, value, ids, report),
                };
                match read {
                    Ok(operation) => of_item.operations.push(CheckedOperation {
                        method,
                        pointer,
                        operation,
                    }),
                    Err((code, reason)) => omitted.push(Omitted {
                        id: operation::id(value, &method, self.path).into(),
                        method: method.token().to_text(),
                        path: self.path.into(),
                        code,
                        reason: reason.into(),
                    }),
                }
            }
            checked.push(of_item);
        }
    }

    /// Leaves out all operations, for a path that would repeat too much.
    fn leave_out(&self, omitted: &mut Vec<Omitted>, report: &mut Report) {
        let most = report.limits().of(Limit::Repeated);
        let reason = format!("path items repeat more than {most} parts of the document");
        let warning = Limit::Repeated.exceeded(&reason);
        let place = self.items.first().map(|(pointer, _)| pointer);
        let place = place.cloned().unwrap_or_default();
        report.push(warning.at_key(&place, "the operations of this path are left out"));
        for (pointer, item) in &self.items {
            for found in operations(pointer, item, &mut Report::new()) {
                omitted.push(Omitted {
                    id: operation::id(found.value, &found.method, self.path).into(),
                    method: found.method.token().to_text(),
                    path: self.path.into(),
                    code: Code::LimitExceeded,
                    reason: (&reason).into(),
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::{Document, check};
    use crate::diagnostic::Report;
    use crate::upgrade::upgrade;
    use serde_json::{Value, json};

    fn checked(paths: Value) -> (Document, Vec<String>) {
        let tree = json!({
            "openapi": "3.2.0",
            "info": {"title": "t", "version": "1"},
            "paths": paths,
            "components": {"pathItems": {"Shared": {
                "parameters": [
                    {"name": "a", "in": "query", "schema": {"type": "string"}},
                    {"name": "b", "in": "query", "schema": {"type": "string"}},
                ],
                "servers": [{"url": "https://shared.example"}],
                "get": {"operationId": "shared", "responses": {}},
                "put": {"operationId": "put", "responses": {}},
            }}},
        });
        let mut report = Report::new();
        let tree = upgrade(tree, &mut report).unwrap().tree;
        let document = check(tree, &mut report).unwrap();
        let reported = report.diagnostics().iter();
        (
            document,
            reported.map(|reported| reported.message.clone()).collect(),
        )
    }

    #[test]
    fn operations_of_any_method_are_read() {
        let (document, reported) = checked(json!({"/a": {
            "query": {"operationId": "q", "requestBody": {"content": {}}, "responses": {}},
            "additionalOperations": {
                "COPY": {"operationId": "c", "responses": {"200": {
                    "content": {"application/json": {"schema": {"type": ["string", "null"]}}},
                }}},
                "two words": {"operationId": "w", "responses": {}},
                "GET": {"operationId": "g", "responses": {}},
            },
        }}));
        let operations = document.paths.iter().flat_map(|path| &path.operations);
        let methods: Vec<_> = operations.map(|it| it.method.token().untrusted()).collect();
        assert_eq!(methods, ["QUERY", "COPY", "GET"]);
        assert_eq!(document.omitted.len(), 1);
        assert_eq!(document.omitted[0].method, "two words");
        assert_eq!(
            reported,
            [
                "`two words` is no method of HTTP",
                "`GET` has a field of its own in a Path Item Object"
            ]
        );
    }

    #[test]
    fn what_stands_beside_a_reference_goes_first() {
        let (document, reported) = checked(json!({"/a": {
            "$ref": "#/components/pathItems/Shared",
            "parameters": [{"name": "a", "in": "query", "schema": {"type": "integer"}}],
            "servers": [{"url": "https://own.example"}],
            "get": {"operationId": "own", "responses": {}},
        }}));
        assert_eq!(reported, Vec::<String>::new());
        let found: Vec<_> = document
            .paths
            .iter()
            .flat_map(|path| path.operations.iter().map(move |it| (path, it)))
            .map(|(path, it)| {
                let places = path.parameters.iter().map(|(_, at)| at.as_str());
                (
                    it.operation.operation_id.as_deref().unwrap(),
                    it.pointer.as_str(),
                    path.servers[0].url.as_str(),
                    places.collect::<Vec<_>>(),
                )
            })
            .collect();
        let places = vec![
            "/components/pathItems/Shared/parameters/0",
            "/components/pathItems/Shared/parameters/1",
            "/paths/~1a/parameters/0",
        ];
        let server = "https://own.example";
        assert_eq!(
            found,
            [
                ("own", "/paths/~1a/get", server, places.clone()),
                ("put", "/components/pathItems/Shared/put", server, places),
            ]
        );
    }
}
