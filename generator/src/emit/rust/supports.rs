//! Which operations can the generated code carry out? What it cannot is left out with a reason,
//! never written as something else.

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{Api, Omitted, Operation};
use crate::text::DocumentText;

/// Leaves out the operations that cannot be written as Rust, each with a warning, and names them in
/// [`Api::omitted`]. To be done before types that no operation needs are dropped.
pub fn leave_out(api: &mut Api, report: &mut Report) {
    for operation in std::mem::take(&mut api.operations) {
        let Err((code, reason)) = supports(&operation) else {
            api.operations.push(operation);
            continue;
        };
        let message = format!("`{}` is left out: {reason}", operation.id.terminal());
        report.push(Diagnostic::warning(code, message).at(&operation.pointer, ""));
        api.omitted.push(Omitted {
            id: operation.id,
            method: operation.method.token().to_text(),
            path: operation.path.text,
            code,
            reason: reason.into(),
        });
    }
}

/// Whether an operation can be written as Rust.
///
/// # Errors
///
/// The kind of error, and the reason in a sentence, for the first part that cannot.
pub fn supports(operation: &Operation) -> Result<(), (Code, String)> {
    let others = operation.body.iter().flat_map(|body| &body.others);
    let others = others.map(|other| &other.media_type);
    let sent = operation
        .body
        .iter()
        .map(|body| &body.media_type)
        .chain(others);
    let received = operation
        .responses
        .iter()
        .filter_map(|response| response.body.as_ref());
    let streamed = operation.streaming.iter().map(|it| &it.media_type);
    let received = received.map(|body| &body.media_type).chain(streamed);
    for media_type in sent.chain(received) {
        if !is_header_value(media_type) {
            let reason = "it has a media type that no header can hold".to_owned();
            return Err((Code::UnsupportedBody, reason));
        }
    }
    Ok(())
}

#[allow(clippy::disallowed_methods, reason = "characters are looked at")]
fn is_header_value(text: &DocumentText) -> bool {
    text.untrusted().chars().all(|c| matches!(c, ' '..='~'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::ApiConfig;
    use crate::{check, lower, upgrade};
    use serde_json::{Value, json};

    /// The diagnostics of the only operation of a document, which has this beside its response.
    fn reason(properties: Value) -> String {
        let mut operation = json!({ "responses": { "204": { "description": "" } } });
        for (name, value) in properties.as_object().unwrap() {
            operation[name] = value.clone();
        }
        let tree = json!({
            "openapi": "3.0.3",
            "info": { "title": "T", "version": "1" },
            "servers": [{ "url": "https://one.example" }],
            "paths": { "/": { "post": operation } },
        });
        let mut report = Report::new();
        let upgraded = upgrade::upgrade(tree, &mut report).unwrap();
        let document = check::check(upgraded.tree, &mut report).unwrap();
        let mut api = lower::lower(&document, &ApiConfig::default(), &mut report);
        assert_eq!(api.operations.len(), 1, "{:?}", report.diagnostics());
        leave_out(&mut api, &mut report);
        let reasons: Vec<_> = api
            .omitted
            .iter()
            .map(|omitted| omitted.reason.terminal().to_string())
            .collect();
        assert_eq!(report.diagnostics().len(), reasons.len());
        reasons.join("; ")
    }

    #[test]
    fn every_shape_of_an_argument_can_be_written() {
        for schema in [
            json!({ "type": "string", "enum": ["a"] }),
            json!({ "type": "array", "items": { "type": "array", "items": { "type": "object" } } }),
            json!({ "anyOf": [{ "type": "object" }, { "type": "integer" }] }),
            json!({}),
        ] {
            let query = json!({ "name": "q", "in": "query", "schema": schema });
            assert_eq!(reason(json!({ "parameters": [query] })), "");
            let schema = json!({ "schema": { "type": "object", "properties": { "a": schema } } });
            for media_type in ["application/x-www-form-urlencoded", "multipart/form-data"] {
                let body = json!({ "requestBody": { "content": { media_type: schema } } });
                assert_eq!(reason(body), "");
            }
        }
    }

    #[test]
    fn what_cannot_be_written_is_named_with_the_reason() {
        let body = json!({ "requestBody": { "content": { "text/\u{e9}": {} } } });
        assert_eq!(reason(body), "it has a media type that no header can hold");
    }
}
