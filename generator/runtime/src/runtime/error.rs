//! The error of a call.

use super::operation::{Declared, Operation};
use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use std::error::Error as StdError;
use std::fmt;

/// The error of a call. Its predicates tell what failed. Its texts contain no secrets.
pub struct Error(Box<Inner>);

struct Inner {
    kind: Kind,
    message: String,
    operation: Option<&'static Operation>,
    sent: bool,
    status: Option<StatusCode>,
    headers: HeaderMap,
    body: Option<Bytes>,
    declared: Option<Declared>,
    path: Option<String>,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

/// What a caller can do about a body that is too large.
pub(crate) const RAISE: &str = "; raise the limit with `body_limit` of the client's builder";

/// What failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(
    dead_code,
    reason = "some arise only in files that not every API needs"
)]
pub(crate) enum Kind {
    /// The configuration of the client is invalid.
    Configuration,
    /// An argument cannot be sent.
    InvalidRequest,
    /// No alternative of the operation's security requirements has all its credentials.
    MissingCredentials,
    /// Credentials could not be created or fetched.
    Authorization,
    /// No connection could be made.
    Connect,
    /// The call timed out.
    Timeout,
    /// The connection broke.
    Interrupted,
    /// The status of the response is not a success.
    Status,
    /// The media type of the response is not the declared one.
    ContentType,
    /// The content of the response does not fit the declared type.
    Decode,
    /// The response exceeds a limit.
    BodyTooLarge,
    /// The next page was already received.
    PageLoop,
    /// The next page is on another host.
    ForeignLink,
}

impl Error {
    pub(crate) fn new(kind: Kind, message: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            kind,
            message: message.into(),
            operation: None,
            sent: false,
            status: None,
            headers: HeaderMap::new(),
            body: None,
            declared: None,
            path: None,
            source: None,
        }))
    }

    /// Creates the error of a transport that could not connect, so nothing was sent.
    pub fn connect(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::new(Kind::Connect, "no connection could be made").because(source)
    }

    /// Creates the error of a transport that timed out, perhaps after the request was sent.
    pub fn timeout(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::new(Kind::Timeout, "the call took too long")
            .because(source)
            .sent()
    }

    /// Creates the error of a transport whose connection broke, perhaps after the request was sent.
    pub fn interrupted(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::new(Kind::Interrupted, "the exchange broke off")
            .because(source)
            .sent()
    }

    /// Creates the error of middleware that refuses to send a request.
    pub fn refused(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::new(Kind::InvalidRequest, "the request was refused").because(source)
    }

    /// Creates the error of a transport that received a body over the limit.
    pub fn body_too_large(status: StatusCode, limit: usize) -> Self {
        let message = format!("the body of the response is larger than {limit} bytes{RAISE}");
        let mut error = Self::new(Kind::BodyTooLarge, message).sent();
        error.0.status = Some(status);
        error
    }

    pub(crate) fn because(mut self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    pub(crate) fn sent(mut self) -> Self {
        self.0.sent = true;
        self
    }

    pub(crate) fn of(mut self, operation: &'static Operation) -> Self {
        self.0.operation = Some(operation);
        self
    }

    pub(crate) fn responded(mut self, status: StatusCode, headers: HeaderMap, body: Bytes) -> Self {
        self.0.status = Some(status);
        self.0.headers = headers;
        self.0.body = Some(body);
        self.0.sent = true;
        self
    }

    /// Keeps the status of a response without its headers and body, which may contain secrets.
    #[allow(dead_code, reason = "an API may have no tokens that are fetched")]
    pub(crate) fn having(mut self, status: StatusCode) -> Self {
        self.0.status = Some(status);
        self
    }

    /// Marks this as the error of fetching a token: the request itself was not sent.
    #[allow(dead_code, reason = "an API may have no tokens that are fetched")]
    pub(crate) fn without_token(mut self, scheme: &str) -> Self {
        // The limit of a token response is fixed.
        let message = &self.0.message;
        let message = message.strip_suffix(RAISE).unwrap_or(message);
        self.0.message = format!("credentials for `{scheme}`: no token was fetched: {message}");
        self.0.sent = false;
        self
    }

    /// Copies the error for another call that failed for the same reason. The source stays with the
    /// first.
    #[allow(dead_code, reason = "an API may have no tokens that are fetched")]
    pub(crate) fn again(&self) -> Self {
        let mut error = Self::new(self.0.kind, self.0.message.clone());
        error.0.status = self.0.status;
        error.0.sent = self.0.sent;
        error
    }

    /// Appends to the message, after a semicolon.
    pub(crate) fn noting(mut self, note: &str) -> Self {
        self.0.message = format!("{}; {note}", self.0.message);
        self
    }

    pub(crate) fn declaring(mut self, declared: Option<Declared>) -> Self {
        self.0.declared = declared;
        self
    }

    pub(crate) fn at(mut self, path: String) -> Self {
        self.0.path = Some(path);
        self
    }

    pub(crate) fn declared_any(&self) -> Option<&(dyn std::any::Any + Send + Sync)> {
        self.0.declared.as_deref()
    }

    /// The status of the response, if there is one.
    pub fn status(&self) -> Option<StatusCode> {
        self.0.status
    }

    /// The headers of the response; empty if there is none.
    pub fn headers(&self) -> &HeaderMap {
        &self.0.headers
    }

    /// The body of the response as it was received, if there is one.
    pub fn body(&self) -> Option<&[u8]> {
        self.0.body.as_deref()
    }

    /// The id that the service gave to the exchange, to quote to its support: the value of
    /// `X-Request-Id`, `Request-Id`, `X-Amzn-RequestId`, `X-Correlation-Id` or a header that ends
    /// in `-Request-Id`.
    pub fn request_id(&self) -> Option<&str> {
        let known = [
            "x-request-id",
            "request-id",
            "x-amzn-requestid",
            "x-correlation-id",
        ];
        let named = known.iter().find_map(|name| self.0.headers.get(*name));
        let ending = || {
            let mut headers = self.0.headers.iter();
            let found = headers.find(|(name, _)| name.as_str().ends_with("-request-id"));
            found.map(|(_, value)| value)
        };
        named.or_else(ending)?.to_str().ok()
    }

    /// The `operationId` of the operation that failed; `None` if a client could not be built.
    pub fn operation(&self) -> Option<&str> {
        self.0.operation.map(|operation| operation.id)
    }

    /// The path of the JSON value that does not fit its type, such as `participants[3].sid`.
    pub fn path(&self) -> Option<&str> {
        self.0.path.as_deref()
    }

    /// Returns whether the request may have reached the server. If this is false, calling again
    /// cannot repeat an effect.
    pub fn request_sent(&self) -> bool {
        self.0.sent
    }

    /// Returns whether the configuration of the client is invalid, such as a malformed base URL.
    pub fn is_configuration(&self) -> bool {
        self.0.kind == Kind::Configuration
    }

    /// Returns whether an argument cannot be sent. Nothing was sent.
    pub fn is_invalid_request(&self) -> bool {
        self.0.kind == Kind::InvalidRequest
    }

    /// Returns whether credentials are configured, but not those that the operation requires.
    /// Nothing was sent. Without any configured credentials the request is sent, and the server
    /// decides.
    pub fn is_missing_credentials(&self) -> bool {
        self.0.kind == Kind::MissingCredentials
    }

    /// Returns whether credentials could not be obtained: the token endpoint did not issue a token,
    /// or a signing function failed. The request itself was not sent; [`Error::status`] is that of
    /// the token endpoint.
    pub fn is_authorization(&self) -> bool {
        self.0.kind == Kind::Authorization
    }

    /// Returns whether no connection could be made, in time or at all. Nothing was sent.
    pub fn is_connect(&self) -> bool {
        self.0.kind == Kind::Connect
    }

    /// Returns whether the call timed out. For the timeout of connecting, see
    /// [`Error::is_connect`].
    pub fn is_timeout(&self) -> bool {
        self.0.kind == Kind::Timeout
    }

    /// Returns whether the connection broke before the response was complete, or the server sent
    /// something that is not HTTP.
    pub fn is_interrupted(&self) -> bool {
        self.0.kind == Kind::Interrupted
    }

    /// Returns whether there is a response whose status is not a success.
    pub fn is_status(&self) -> bool {
        self.0.kind == Kind::Status
    }

    /// Returns whether the status is 404 or 410.
    pub fn is_not_found(&self) -> bool {
        self.is_status_in(&[404, 410])
    }

    /// Returns whether the status is 304: what the caller has is still current.
    pub fn is_not_modified(&self) -> bool {
        self.is_status_in(&[304])
    }

    /// Returns whether the status is 401: credentials are wrong or missing. If the request had
    /// none, the message lists the security schemes of the document.
    pub fn is_unauthorized(&self) -> bool {
        self.is_status_in(&[401])
    }

    /// Returns whether the status is 403: the credentials do not permit the operation.
    pub fn is_forbidden(&self) -> bool {
        self.is_status_in(&[403])
    }

    /// Returns whether the status is 429: too many requests.
    pub fn is_rate_limited(&self) -> bool {
        self.is_status_in(&[429])
    }

    /// Returns whether the status is 5xx.
    pub fn is_server_error(&self) -> bool {
        self.is_status() && self.0.status.is_some_and(|status| status.is_server_error())
    }

    /// Returns whether a successful response could not be decoded: its media type or its content is
    /// not what the document declares. [`Error::body`] contains it.
    pub fn is_decode(&self) -> bool {
        matches!(self.0.kind, Kind::Decode | Kind::ContentType)
    }

    /// Returns whether the response exceeds a limit of the client: that of its size or that of its
    /// decoded size.
    pub fn is_body_too_large(&self) -> bool {
        self.0.kind == Kind::BodyTooLarge
    }

    /// Returns whether the link to the next page leads to a page that was already received.
    pub fn is_page_loop(&self) -> bool {
        self.0.kind == Kind::PageLoop
    }

    /// Returns whether the link to the next page leads to another scheme, host or port, where
    /// credentials must not be sent, or is not a URL.
    pub fn is_foreign_link(&self) -> bool {
        self.0.kind == Kind::ForeignLink
    }

    /// Returns whether the same call may succeed later: no connection, a broken one, a timeout, or
    /// a status of 408, 425, 429, 500, 502, 503 or 504. See [`Error::request_sent`] and the
    /// operation's method for whether it is safe to call again.
    pub fn is_retryable(&self) -> bool {
        matches!(
            self.0.kind,
            Kind::Connect | Kind::Timeout | Kind::Interrupted
        ) || (self.is_status() || self.is_authorization())
            && self.has_status_in(&[408, 425, 429, 500, 502, 503, 504])
    }

    fn is_status_in(&self, statuses: &[u16]) -> bool {
        self.is_status() && self.has_status_in(statuses)
    }

    fn has_status_in(&self, statuses: &[u16]) -> bool {
        let status = self.0.status.map(|status| status.as_u16());
        status.is_some_and(|status| statuses.contains(&status))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(operation) = self.0.operation {
            write!(f, "{}: ", operation.id)?;
        }
        f.write_str(&self.0.message)?;
        if let Some(path) = &self.0.path {
            write!(f, " (at `{path}`)")?;
        }
        Ok(())
    }
}

/// Omits headers and body, which may contain secrets.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("kind", &self.0.kind)
            .field("message", &self.0.message)
            .field("operation", &self.operation())
            .field("status", &self.0.status)
            .field("path", &self.0.path)
            .field("request_sent", &self.0.sent)
            .field("body_bytes", &self.0.body.as_ref().map(Bytes::len))
            .field("source", &self.0.source)
            .finish()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}
