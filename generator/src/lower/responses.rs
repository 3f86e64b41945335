//! Responses (Responses Object, Response Object).

use super::context::{InlineName, Lowering};
use super::docs::{described, example};
use super::operation::Unbound;
use crate::diagnostic::{Code, Pointer};
use crate::ir::{
    Docs, ErrorResponse, Payload, ResponseBody, Scalar, StatusMatch, Streaming, SuccessResponse,
    TextFormat, Type,
};
use crate::openapi::media_type::{Family, family, framing, preferred};
use crate::text::DocumentText;
use openapiv3::{Content, ReferenceOr, Response, Responses, StatusCode};
use std::collections::BTreeSet;

/// The responses of an operation.
#[derive(Default)]
pub(super) struct LoweredResponses {
    pub(super) responses: Vec<SuccessResponse>,
    pub(super) errors: Vec<ErrorResponse>,
    pub(super) headers: Vec<DocumentText>,
    pub(super) streaming: Option<Streaming>,
}

/// A response with what it holds.
struct Read {
    body: Option<ResponseBody>,
    docs: Docs,
}

impl<'d> Lowering<'d> {
    /// Sorts the responses of an operation into successes and errors. `default` stands for every
    /// undeclared status: it is an error where a success or a redirect is declared, and both where
    /// none is.
    pub(super) fn responses(
        &mut self,
        responses: &'d Responses,
        pointer: &Pointer,
        way: &InlineName,
    ) -> Result<LoweredResponses, Unbound> {
        let mut sorted: Vec<(StatusMatch, &'d ReferenceOr<Response>, Pointer)> = responses
            .responses
            .iter()
            .map(|(code, response)| {
                let at = pointer.child(&code.to_string());
                (status(code), response, at)
            })
            .collect();
        if let Some(default) = &responses.default {
            sorted.push((StatusMatch::Default, default, pointer.child("default")));
        }
        // Codes before ranges before `default`; in document order otherwise.
        sorted.sort_by_key(|(status, ..)| match status {
            StatusMatch::Code(_) => 0,
            StatusMatch::Range(_) => 1,
            StatusMatch::Default => 2,
        });
        let any_success = sorted
            .iter()
            .any(|(status, ..)| is_success(*status) || status.is_redirect());
        let mut responses = LoweredResponses::default();
        let mut known = BTreeSet::new();
        for (status, response, at) in sorted {
            let headers = self.headers(response, &at);
            self.spend(1 + headers.len());
            for name in &headers {
                if known.insert(name.clone()) {
                    responses.headers.push(name.clone());
                }
            }
            let default_only = status == StatusMatch::Default && !any_success;
            if is_success(status) || default_only {
                let way = match responses.responses.len() {
                    0 => way.step("response"),
                    _ => way.step(&phrase(status)).step("response"),
                };
                let never_has_content = never_has_content(status);
                if responses.streaming.is_none() && !never_has_content {
                    responses.streaming = self.streaming(response, &at, &way);
                }
                let read = self.response(response, &at, way, !never_has_content)?;
                responses.responses.push(SuccessResponse {
                    status,
                    body: read.body,
                    headers: headers.clone(),
                    docs: read.docs,
                });
            }
            if !is_success(status) {
                let way = match status {
                    StatusMatch::Default => way.step("error"),
                    _ => way.step(&phrase(status)).step("error"),
                };
                let read = self.response(response, &at, way, true)?;
                responses.errors.push(ErrorResponse {
                    status,
                    problem: read
                        .body
                        .as_ref()
                        .is_some_and(|body| is_problem(body.media_type.untrusted())),
                    text: matches!(&read.body, Some(body) if body.payload == Payload::Text),
                    media_type: read.body.as_ref().map(|body| body.media_type.clone()),
                    headers,
                    body: match read.body.map(|body| body.payload) {
                        Some(Payload::Json(ty)) => Some(ty),
                        Some(Payload::Text) => Some(Type::Scalar(Scalar::Text(TextFormat::Plain))),
                        _ => None,
                    },
                    docs: read.docs,
                });
            }
        }
        Ok(responses)
    }

    fn response(
        &mut self,
        response: &'d ReferenceOr<Response>,
        pointer: &Pointer,
        way: InlineName,
        has_content: bool,
    ) -> Result<Read, Unbound> {
        let shared = matches!(response, ReferenceOr::Reference { .. });
        let Some((response, at)) = self.references.response(response, pointer) else {
            let reason = "one of its responses leads nowhere";
            return Err(Unbound::new(Code::DanglingRef, reason, pointer));
        };
        // A response that many operations share is named after itself.
        let way = match at.steps().last() {
            Some(key) if shared => InlineName::from(&key).step("response"),
            _ => way,
        };
        let preferred = preferred(&response.content);
        let shown = preferred.and_then(|(_, media_type, _)| {
            example(media_type.example.as_ref(), &media_type.examples)
        });
        let docs = Docs {
            example: shown,
            ..described(Some(&response.description))
        };
        self.spend_on(&docs, None);
        let body = preferred.filter(|_| has_content);
        let body = body.map(|(name, media_type, _)| {
            let at = at.child("content").child(name);
            ResponseBody {
                media_type: name.into(),
                payload: self.payload(name, media_type, &at, way),
                others: others(&response.content, name),
            }
        });
        Ok(Read { body, docs })
    }
}

/// The media types beside the one that is read. Text of JSON and the like is the same again, and
/// what is read as it arrives is asked for by its own method.
fn others(content: &Content, read: &str) -> Vec<DocumentText> {
    let names = content.keys().filter(|name| {
        let same = family(name) == family(read) && family(name) == Family::Json;
        *name != read && !same && !name.contains('*') && framing(name).is_none()
    });
    names.map(DocumentText::from).collect()
}

/// `application/problem+json`, whatever its parameters.
fn is_problem(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    essence.eq_ignore_ascii_case("application/problem+json")
}

fn status(code: &StatusCode) -> StatusMatch {
    match code {
        StatusCode::Code(code) => StatusMatch::Code(*code),
        StatusCode::Range(digit) => StatusMatch::Range(u8::try_from(*digit).unwrap_or(u8::MAX)),
    }
}

fn is_success(status: StatusMatch) -> bool {
    match status {
        StatusMatch::Code(code) => (200..300).contains(&code),
        StatusMatch::Range(digit) => digit == 2,
        StatusMatch::Default => false,
    }
}

/// Whether responses of this status have no content, whatever is declared (RFC 9110, sections 15.3.5
/// and 15.3.6).
fn never_has_content(status: StatusMatch) -> bool {
    matches!(status, StatusMatch::Code(204 | 205))
}

/// A status in words (RFC 9110, section 15).
fn phrase(status: StatusMatch) -> String {
    let known = match status {
        StatusMatch::Code(200) => "ok",
        StatusMatch::Code(201) => "created",
        StatusMatch::Code(202) => "accepted",
        StatusMatch::Code(204) => "no content",
        StatusMatch::Code(206) => "partial",
        StatusMatch::Code(400) => "bad request",
        StatusMatch::Code(401) => "unauthorized",
        StatusMatch::Code(402) => "payment required",
        StatusMatch::Code(403) => "forbidden",
        StatusMatch::Code(404) => "not found",
        StatusMatch::Code(405) => "method not allowed",
        StatusMatch::Code(406) => "not acceptable",
        StatusMatch::Code(408) => "timeout",
        StatusMatch::Code(409) => "conflict",
        StatusMatch::Code(410) => "gone",
        StatusMatch::Code(412) => "precondition failed",
        StatusMatch::Code(413) => "too large",
        StatusMatch::Code(415) => "unsupported media type",
        StatusMatch::Code(422) => "unprocessable",
        StatusMatch::Code(429) => "too many requests",
        StatusMatch::Code(500) | StatusMatch::Range(5) => "server",
        StatusMatch::Code(501) => "not implemented",
        StatusMatch::Code(502) => "bad gateway",
        StatusMatch::Code(503) => "unavailable",
        StatusMatch::Code(504) => "gateway timeout",
        StatusMatch::Range(2) => "success",
        StatusMatch::Range(3) => "redirect",
        StatusMatch::Range(4) => "client",
        StatusMatch::Default => "default",
        StatusMatch::Code(code) => return format!("status {code}"),
        StatusMatch::Range(digit) => return format!("status {digit}xx"),
    };
    known.to_owned()
}

#[cfg(test)]
mod tests {
    use crate::ir::StatusMatch::{Code, Default, Range};
    use crate::lower::testing::operation;

    #[test]
    fn responses_and_errors_are_sorted() {
        let operation = operation(
            "responses: {default: {description: d}, 4XX: {description: d}, 2XX: {description: d}, \
             '404': {description: d}, '201': {description: d}}",
        );
        let responses: Vec<_> = operation.responses.iter().map(|a| a.status).collect();
        assert_eq!(responses, [Code(201), Range(2)]);
        let errors: Vec<_> = operation.errors.iter().map(|e| e.status).collect();
        assert_eq!(errors, [Code(404), Range(4), Default]);
    }

    #[test]
    fn the_example_is_that_of_the_content() {
        let operation = operation(
            "responses: {'200': {description: d, content: {application/json: {example: {a: 1}}}}, \
             default: {description: d, content: {application/json: {examples: {one: {value: 2}}}}}}",
        );
        let example = operation.responses[0].docs.example.as_ref();
        assert_eq!(example, Some(&serde_json::json!({"a": 1}).into()));
        let example = operation.errors[0].docs.example.as_ref();
        assert_eq!(example, Some(&serde_json::json!(2).into()));
    }

    #[test]
    fn no_content_is_no_content_whatever_is_declared() {
        let operation = operation(
            "responses: {'204': {description: d, content: {application/json: {}}}, \
             '205': {description: d, content: {application/jsonl: {}}}, \
             '200': {description: d, content: {application/json: {}}}}",
        );
        let has_body = |status| {
            let mut responses = operation.responses.iter();
            let found = responses.find(|response| response.status == Code(status));
            found.unwrap().body.is_some()
        };
        assert!(!has_body(204) && !has_body(205) && has_body(200));
        assert!(operation.streaming.is_none());
    }

    #[test]
    fn a_redirect_is_the_result_where_no_success_is_declared() {
        let of = |responses: &str| operation(&format!("responses: {{{responses}}}"));
        for (responses, expected) in [
            ("'302': {description: d}", true),
            ("3XX: {description: d}, '404': {description: d}", true),
            ("'303': {description: d}, default: {description: d}", true),
            ("'302': {description: d}, '200': {description: d}", false),
            ("'304': {description: d}, default: {description: d}", false),
            ("'404': {description: d}", false),
        ] {
            assert_eq!(of(responses).ends_with_redirect(), expected, "{responses}");
        }
    }

    #[test]
    fn a_lone_default_is_the_response_too() {
        let operation =
            operation("responses: {default: {description: d, content: {application/json: {}}}}");
        assert_eq!(operation.responses.len(), 1);
        assert!(operation.responses[0].body.is_some());
        assert_eq!(operation.errors.len(), 1);
    }
}
