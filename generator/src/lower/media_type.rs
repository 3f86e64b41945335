//! Which media types can a `Content-Type` or `Accept` header hold?

use super::operation::Unbound;
use crate::diagnostic::Code;
use crate::ir::Operation;
use crate::text::DocumentText;

/// Checks the media types that an operation sends and accepts.
pub(super) fn check(operation: &Operation) -> Result<(), Unbound> {
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
            let reason = "it has a media type that no header can hold";
            let pointer = &operation.pointer;
            return Err(Unbound::new(Code::UnsupportedBody, reason, pointer));
        }
    }
    Ok(())
}

fn is_header_value(text: &DocumentText) -> bool {
    text.untrusted().chars().all(|c| matches!(c, ' '..='~'))
}

#[cfg(test)]
mod tests {
    use crate::lower::testing::lowered;

    /// The reasons why the only operation of a document, with this beside its response, is left out.
    fn reasons(properties: &str) -> Vec<String> {
        let (api, report) = lowered(&format!(
            "paths: {{/: {{post: {{responses: {{'204': {{description: d}}}}, {properties}}}}}}}"
        ));
        let omitted = api.omitted.iter();
        let reasons: Vec<_> = omitted.map(|it| it.reason.terminal().to_string()).collect();
        assert_eq!(report.diagnostics().len(), reasons.len());
        assert_eq!(api.operations.len(), 1 - reasons.len());
        reasons
    }

    #[test]
    fn every_shape_of_an_argument_can_be_sent() {
        for schema in [
            "{type: string, enum: [a]}",
            "{type: array, items: {type: array, items: {type: object}}}",
            "{anyOf: [{type: object}, {type: integer}]}",
            "{}",
        ] {
            let query = format!("parameters: [{{name: q, in: query, schema: {schema}}}]");
            assert!(reasons(&query).is_empty());
            for media_type in ["application/x-www-form-urlencoded", "multipart/form-data"] {
                let object = format!("{{type: object, properties: {{a: {schema}}}}}");
                let content = format!("{{{media_type}: {{schema: {object}}}}}");
                let body = format!("requestBody: {{content: {content}}}");
                assert!(reasons(&body).is_empty());
            }
        }
    }

    #[test]
    fn a_media_type_outside_of_ascii_cannot_be_sent() {
        let body = "requestBody: {content: {text/\u{e9}: {}}}";
        assert_eq!(
            reasons(body),
            ["it has a media type that no header can hold"]
        );
    }
}
