//! Which operations can a server offer? The others are left out of the server with a warning; the
//! client has all of them.

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{Api, Operation, Segment};
use crate::text::DocumentText;

/// The limit of path parameters that may contain slashes, each of which can end anywhere.
const RESERVED: usize = 2;

/// Reports each operation that has no method in a server as a warning.
pub fn report_unserved(api: &Api, report: &mut Report) {
    for operation in &api.operations {
        if let Err(reason) = served(operation) {
            let id = operation.id.terminal();
            let message = format!("`{id}` is left out of the server: {reason}");
            let code = Code::UnsupportedParameter;
            report.push(Diagnostic::warning(code, message).at(&operation.pointer, ""));
        }
    }
}

/// Whether a server can offer an operation.
///
/// # Errors
///
/// The reason in a sentence.
pub fn served(operation: &Operation) -> Result<(), &'static str> {
    let reserved = operation.path.segments.iter();
    let reserved = reserved.filter(|segment| match segment {
        Segment::Parameter(name) => is_reserved(&operation.path.text, name),
        Segment::Literal(_) => false,
    });
    if reserved.count() > RESERVED {
        return Err("more than two of its path parameters may contain slashes");
    }
    Ok(())
}

/// Whether the path has the parameter as `{+name}`.
#[allow(clippy::disallowed_methods, reason = "texts are compared")]
fn is_reserved(path: &DocumentText, name: &DocumentText) -> bool {
    path.contains(&format!("{{+{}}}", name.untrusted()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::ApiConfig;
    use crate::{check, lower, upgrade};
    use serde_json::{Value, json};

    /// The diagnostics of the only operation of a document, which has this path.
    fn reported(path: &str, names: &[&str]) -> Vec<String> {
        let parameters: Vec<Value> = names
            .iter()
            .map(|name| json!({ "name": name, "in": "path", "required": true, "schema": {} }))
            .collect();
        let tree = json!({
            "openapi": "3.0.3",
            "info": { "title": "T", "version": "1" },
            "servers": [{ "url": "https://one.example" }],
            "paths": { path: { "get": {
                "operationId": "get",
                "parameters": parameters,
                "responses": { "204": { "description": "" } },
            } } },
        });
        let mut report = Report::new();
        let upgraded = upgrade::upgrade(tree, &mut report).unwrap();
        let document = check::check(upgraded.tree, &mut report).unwrap();
        let api = lower::lower(&document, &ApiConfig::default(), &mut report);
        assert_eq!(api.operations.len(), 1, "{:?}", report.diagnostics());
        let mut report = Report::new();
        report_unserved(&api, &mut report);
        let diagnostics = report.diagnostics().iter();
        diagnostics.map(|it| it.message.clone()).collect()
    }

    #[test]
    fn unroutable_paths_are_reported() {
        assert!(reported("/{a}/{b}/{c}", &["a", "b", "c"]).is_empty());
        assert!(reported("/{+a}/x/{+b}", &["a", "b"]).is_empty());
        assert_eq!(
            reported("/{+a}/{+b}/{+c}", &["a", "b", "c"]),
            [
                "`get` is left out of the server: more than two of its path parameters may contain slashes"
            ]
        );
    }
}
