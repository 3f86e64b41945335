//! Refusals: in the document's own error body if it declares one for the status, else as problem
//! details (RFC 9457).

use super::judge::Judge;
use super::limits::OWN_BYTES;
use super::operation::{Content, Operation};
use super::response::{MockResponse, media};
use super::tree::{merged, property_names};
use bindery::ir::StatusMatch;
use bindery::lower::error_names::{REASONS, STATUSES};
use bindery::openapi::media_type::Family;
use hyper::StatusCode;
use hyper::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use serde_json::{Map, Value, json};

/// Bytes of the body of a refusal, which every connection may have in memory.
const BODY: usize = OWN_BYTES;

/// Why a request is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    pub status: u16,
    /// In a sentence.
    pub reason: String,
    /// Headers that go with the status.
    pub headers: Vec<(HeaderName, String)>,
}

impl Refusal {
    pub(super) fn new(status: u16, reason: impl Into<String>) -> Self {
        Self {
            status,
            reason: reason.into(),
            headers: Vec::new(),
        }
    }

    pub(super) fn with(mut self, name: HeaderName, value: String) -> Self {
        self.headers.push((name, value));
        self
    }

    /// The refusal of a request that is of no operation, or of one that declares nothing for it.
    pub(super) fn plain(&self) -> MockResponse {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::BAD_REQUEST);
        let body = json!({
            "type": "about:blank",
            "title": status.canonical_reason().unwrap_or("Error"),
            "status": self.status,
            "detail": self.reason,
        });
        let response = self.respond("application/problem+json", &body);
        response.unwrap_or_else(|| MockResponse::new(self.status))
    }

    /// The refusal as an operation declares it.
    pub(super) fn declared(
        &self,
        judge: &Judge<'_>,
        operation: &Operation,
        seed: u64,
    ) -> MockResponse {
        let declared = response(operation, self.status).and_then(|(_, response)| {
            let mut contents = response.content.iter();
            contents.find(|content| content.family == Family::Json && content.framing.is_none())
        });
        let Some(content) = declared else {
            return self.plain();
        };
        let body = self.body(judge, content, seed);
        let written = body.and_then(|body| self.respond(&content.media_type, &body));
        written.unwrap_or_else(|| self.plain())
    }

    /// An error body that says the reason; none where no value fits.
    fn body(&self, judge: &Judge<'_>, content: &Content, seed: u64) -> Option<Value> {
        let any = json!({});
        let schema = content.schema.as_ref();
        let schema = schema.and_then(|schema| schema.find(judge.tree));
        let schema = schema.unwrap_or(&any);
        let mut body = media::value(judge, content, None, seed, "error")?;
        let names = property_names(judge.tree, schema);
        if let Value::Object(properties) = &mut body {
            self.say(judge, schema, properties, &names);
            // Some have the error in an envelope: `{"error": {"message": …}}`.
            let inner: Vec<String> = properties.keys().cloned().collect();
            for name in inner {
                let known = merged(judge.tree, schema);
                let schema = known.get("properties").and_then(|all| all.get(&name));
                let (Some(schema), Some(Value::Object(properties))) =
                    (schema, properties.get_mut(&name))
                else {
                    continue;
                };
                let names = property_names(judge.tree, schema);
                self.say(judge, schema, properties, &names);
            }
        }
        judge.fits(schema, &body).then_some(body)
    }

    /// Puts the reason and the status where the schema has a place for them.
    fn say(
        &self,
        judge: &Judge<'_>,
        schema: &Value,
        properties: &mut Map<String, Value>,
        names: &[String],
    ) {
        let known = |wanted: &&&str| names.iter().any(|name| name == **wanted);
        let mut put = |name: &str, value: Value| {
            let before = properties.insert(name.to_owned(), value);
            let fits = judge.fits(schema, &Value::Object(properties.clone()));
            if !fits {
                match before {
                    Some(before) => properties.insert(name.to_owned(), before),
                    None => properties.shift_remove(name),
                };
            }
            fits
        };
        for name in STATUSES.iter().filter(known) {
            let _ = put(name, self.status.into()) || put(name, self.status.to_string().into());
        }
        let mut places = REASONS.iter().filter(known);
        places.any(|name| put(name, self.reason.as_str().into()));
    }

    /// None where the body would be too long.
    fn respond(&self, media_type: &str, body: &Value) -> Option<MockResponse> {
        let body = media::json_text(body, BODY)?;
        let mut response = MockResponse::new(self.status);
        let content_type = HeaderValue::from_str(media_type)
            .unwrap_or(HeaderValue::from_static("application/json"));
        response.headers.insert(CONTENT_TYPE, content_type);
        for (name, value) in &self.headers {
            if let Ok(value) = HeaderValue::from_str(value) {
                response.headers.append(name, value);
            }
        }
        response.body = body;
        response.reason = Some(self.reason.clone());
        Some(response)
    }
}

/// The response that an operation declares for a status: by its number, its range, or `default`.
pub(super) fn response(
    operation: &Operation,
    status: u16,
) -> Option<(u16, &super::operation::Response)> {
    let range = u8::try_from(status / 100).ok()?;
    let wanted = [
        StatusMatch::Code(status),
        StatusMatch::Range(range),
        StatusMatch::Default,
    ];
    let mut found = wanted.into_iter().filter_map(|wanted| {
        let mut responses = operation.responses.iter();
        responses.find(|response| response.status == wanted)
    });
    found.next().map(|response| (status, response))
}
