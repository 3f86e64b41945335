//! Lowers small documents, for tests.

use crate::check::{CheckedOperation, CheckedPath, Document};
use crate::config::ApiConfig;
use crate::diagnostic::{Pointer, Report};
use crate::ir::{Api, Method, Operation, Type};
use crate::load::load_text;
use openapiv3::{OpenAPI, ReferenceOr};
use serde_json::{Value, json};

/// Lowers a document of which `openapi` and `info`, and `paths` if absent, are added.
pub(crate) fn lowered(text: &str) -> (Api, Report) {
    let mut tree = read(text);
    let properties = tree.as_object_mut().expect("a mapping");
    properties.insert("openapi".to_owned(), json!("3.0.3"));
    properties.insert("info".to_owned(), json!({"title": "Test", "version": "1"}));
    properties.entry("paths").or_insert_with(|| json!({}));
    let mut report = Report::new();
    let api = super::lower(&document(tree), &ApiConfig::default(), &mut report);
    (api, report)
}

/// The type of a schema, as a property of the only component.
pub(crate) fn component(schema: &str) -> (Type, Api) {
    let text = format!("components: {{schemas: {{Holder: {{properties: {{it: {schema}}}}}}}}}");
    let (api, _) = lowered(&text);
    let crate::ir::Shape::Struct(holder) = &api.types[0].shape else {
        panic!("no struct")
    };
    (holder.fields[0].ty.clone(), api)
}

/// Lowers one operation without a path parameter.
pub(crate) fn operation(text: &str) -> Operation {
    let inner = read(text);
    let mut operation = json!({"responses": {"204": {"description": "none"}}});
    for (key, value) in inner.as_object().expect("a mapping") {
        operation[key] = value.clone();
    }
    let tree = json!({"paths": {"/test": {"get": operation}}});
    let (api, report) = lowered(&tree.to_string());
    let operation = api.operations.into_iter().next();
    operation.unwrap_or_else(|| panic!("{:?}", report.diagnostics()))
}

fn read(text: &str) -> Value {
    let mut report = Report::new();
    let loaded = load_text("test", text.to_owned(), &mut report).expect("a text");
    assert!(report.diagnostics().is_empty(), "{report:?}: {text}");
    loaded.tree
}

/// A document without any check.
pub(crate) fn document(tree: Value) -> Document {
    let open: OpenAPI = serde_json::from_value(tree.clone()).expect("an OpenAPI document");
    let components = open.components.unwrap_or_default();
    let mut paths = Vec::new();
    for (path, item) in open.paths.paths {
        let ReferenceOr::Item(item) = item else {
            continue;
        };
        let pointer = Pointer::root().child("paths").child(&path);
        let methods = [
            (Method::Get, "get", item.get),
            (Method::Put, "put", item.put),
            (Method::Post, "post", item.post),
            (Method::Delete, "delete", item.delete),
            (Method::Options, "options", item.options),
            (Method::Head, "head", item.head),
            (Method::Patch, "patch", item.patch),
            (Method::Trace, "trace", item.trace),
        ];
        let operations = methods.into_iter().filter_map(|(method, key, operation)| {
            Some(CheckedOperation {
                method,
                pointer: pointer.child(key),
                operation: operation?,
            })
        });
        paths.push(CheckedPath {
            operations: operations.collect(),
            path,
            parameters: item
                .parameters
                .into_iter()
                .enumerate()
                .map(|(index, it)| (it, pointer.child("parameters").index(index)))
                .collect(),
            pointer,
            servers: item.servers,
        });
    }
    Document {
        info: open.info,
        servers: open.servers,
        security: open.security,
        schemas: components.schemas,
        parameters: components.parameters,
        request_bodies: components.request_bodies,
        responses: components.responses,
        security_schemes: components.security_schemes,
        paths,
        omitted: Vec::new(),
        unchosen: Vec::new(),
        left_out: crate::check::LeftOut::default(),
        tree,
    }
}
