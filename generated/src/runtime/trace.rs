// Made by bindery; changes are overwritten.

//! What do those who trace a program learn of a call?
//!
//! Names are those of OpenTelemetry's semantic conventions for HTTP clients. The path is told as
//! the document spells it; no argument, header or body is.

use super::body::Body;
use super::error::Error;
use super::exchange::{Pause, Step};
use super::operation::{Api, Operation};
use http::{Request, StatusCode};
use std::time::Duration;
use tracing::Span;
use tracing::field::Empty;

/// The span of one call, from the caller's order to the end of its response; of a response that is
/// read as a stream, to the end of its headers.
pub(crate) struct Trace {
    span: Span,
    /// How often a request was sent, redirects included.
    times: u32,
    /// After which time, and because of what, the next one is a retry.
    repetition: Option<(Duration, String)>,
}

impl Trace {
    pub(crate) fn new(
        api: &'static Api,
        operation: &'static Operation,
        request: &Request<Body>,
    ) -> Self {
        let (method, template) = (operation.method, operation.path);
        let span = tracing::info_span!(
            "call",
            otel.name = %format_args!("{method} {template}"),
            otel.kind = "client",
            otel.status_code = Empty,
            openapi.api = api.name,
            openapi.operation_id = operation.id,
            http.request.method = method,
            url.template = template,
            server.address = request.uri().host(),
            server.port = port(request),
            http.request.resend_count = Empty,
            http.response.status_code = Empty,
            "error.type" = Empty,
        );
        Self {
            span,
            times: 0,
            repetition: None,
        }
    }

    /// Work that is done for the call belongs into it.
    pub(crate) fn span(&self) -> Span {
        self.span.clone()
    }

    /// What is done next, and the error that it is done about.
    pub(crate) fn step(&mut self, step: &Step, about: Option<&Error>) {
        match step {
            Step::Send(..) => self.send(),
            Step::Pause(Pause::Time(time)) => {
                let why = about.map(kind).unwrap_or_default();
                self.repetition = Some((*time, why));
            }
            Step::Done(Err(error)) => {
                self.span.record("error.type", kind(error));
                self.span.record("otel.status_code", "ERROR");
            }
            Step::Pause(Pause::Call(..)) | Step::Done(Ok(_)) => {}
        }
    }

    fn send(&mut self) {
        if self.times > 0 {
            self.span.record("http.request.resend_count", self.times);
        }
        self.times = self.times.saturating_add(1);
        if let Some((time, why)) = self.repetition.take() {
            tracing::info!(
                parent: &self.span,
                waited_ms = u64::try_from(time.as_millis()).unwrap_or(u64::MAX),
                "error.type" = %why,
                "the request is sent again"
            );
        }
    }

    /// A response has begun. The last one of a call stands.
    pub(crate) fn answered(&self, status: StatusCode) {
        let status = status.as_u16();
        self.span.record("http.response.status_code", status);
    }
}

fn port(request: &Request<Body>) -> Option<u16> {
    let usual = match request.uri().scheme_str() {
        Some("https") => Some(443),
        Some("http") => Some(80),
        _ => None,
    };
    request.uri().port_u16().or(usual)
}

/// The status, or one word of a few.
fn kind(error: &Error) -> String {
    if error.is_status()
        && let Some(status) = error.status()
    {
        return status.as_str().to_owned();
    }
    let kinds = [
        (error.is_configuration(), "configuration"),
        (error.is_invalid_request(), "invalid_request"),
        (error.is_missing_credentials(), "missing_credentials"),
        (error.is_connect(), "connect"),
        (error.is_timeout(), "timeout"),
        (error.is_interrupted(), "interrupted"),
        (error.is_body_too_large(), "body_too_large"),
    ];
    let found = kinds.into_iter().find(|(is, _)| *is);
    found.map_or("_OTHER", |(_, name)| name).to_owned()
}
