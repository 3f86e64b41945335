//! Spans of `tracing`.
//!
//! Names are those of OpenTelemetry's semantic conventions for HTTP clients. The path is recorded
//! as in the document; arguments, headers and bodies are not recorded.

use super::body::Body;
use super::error::Error;
use super::exchange::{Pause, Step};
use super::operation::{Api, Operation};
use http::{Request, StatusCode};
use std::time::Duration;
use tracing::Span;
use tracing::field::Empty;

/// The span of one call, from its start to the end of its response; for a streamed response, to the
/// end of its headers.
pub(crate) struct Trace {
    span: Span,
    /// The number of requests sent, including redirects.
    times: u32,
    /// The delay and the reason of the next retry.
    retry: Option<(Duration, String)>,
}

impl Trace {
    pub(crate) fn new(
        api: &'static Api,
        operation: &'static Operation,
        request: &Request<Body>,
    ) -> Self {
        let template = operation.path;
        let method = request.method().as_str();
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
            retry: None,
        }
    }

    /// Runs work for the call within its span.
    pub(crate) fn span(&self) -> Span {
        self.span.clone()
    }

    /// The next step, and the error that caused it.
    pub(crate) fn step(&mut self, step: &Step, about: Option<&Error>) {
        match step {
            Step::Send(..) => self.send(),
            Step::Pause(Pause::Time(time)) => {
                let why = about.map(kind).unwrap_or_default();
                self.retry = Some((*time, why));
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
        if let Some((time, why)) = self.retry.take() {
            tracing::info!(
                parent: &self.span,
                waited_ms = u64::try_from(time.as_millis()).unwrap_or(u64::MAX),
                "error.type" = %why,
                "the request is sent again"
            );
        }
    }

    /// A response has begun. The last one of a call is recorded.
    pub(crate) fn responded(&self, status: StatusCode) {
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

/// The status, or a short name of the error.
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
