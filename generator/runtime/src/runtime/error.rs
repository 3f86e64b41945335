//! What can go wrong with a call, and what does the caller learn of it?

use super::operation::{Declared, Operation};
use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use std::error::Error as StdError;
use std::fmt;

/// Why a call failed. Ask it with the predicates; nothing secret is in its texts.
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

/// What a caller does about a body that is too large.
pub(crate) const RAISE: &str = "; raise the limit with `body_limit` of the client's builder";

/// The kinds of failure, for the predicates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(
    dead_code,
    reason = "some arise only in files that not every API needs"
)]
pub(crate) enum Kind {
    /// The client was configured with something that cannot work.
    Configuration,
    /// An argument cannot be sent.
    InvalidRequest,
    /// No alternative of the operation's security has all its credentials.
    MissingCredentials,
    /// Credentials could not be made or fetched.
    Authorization,
    /// No connection.
    Connect,
    /// Too late.
    Timeout,
    /// The connection broke.
    Interrupted,
    /// A response that is no success.
    Status,
    /// A response of another media type than the declared one.
    ContentType,
    /// A response that does not fit the declared type.
    Decode,
    /// A response larger than the limit.
    BodyTooLarge,
    /// A next page that was already seen.
    PageLoop,
    /// A next page that lies elsewhere.
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

    /// For transports: no connection could be made, so nothing was sent.
    pub fn connect(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::new(Kind::Connect, "no connection could be made").because(source)
    }

    /// For transports: time ran out, perhaps after the request was sent.
    pub fn timeout(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::new(Kind::Timeout, "the call took too long")
            .because(source)
            .sent()
    }

    /// For transports: the exchange broke off, perhaps after the request was sent.
    pub fn interrupted(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::new(Kind::Interrupted, "the exchange broke off")
            .because(source)
            .sent()
    }

    /// For middleware: the request is not to be sent.
    pub fn refused(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::new(Kind::InvalidRequest, "the request was refused").because(source)
    }

    /// For transports: the body of a response is larger than allowed.
    pub fn body_too_large(status: StatusCode, limit: usize) -> Self {
        let message = format!("the body of the answer is larger than {limit} bytes{RAISE}");
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

    pub(crate) fn answered(mut self, status: StatusCode, headers: HeaderMap, body: Bytes) -> Self {
        self.0.status = Some(status);
        self.0.headers = headers;
        self.0.body = Some(body);
        self.0.sent = true;
        self
    }

    /// The status of a response whose headers and body are nobody's business.
    #[allow(dead_code, reason = "an API may have no tokens that are fetched")]
    pub(crate) fn having(mut self, status: StatusCode) -> Self {
        self.0.status = Some(status);
        self
    }

    /// Says that this befell the fetch of a token: the request itself was not sent.
    #[allow(dead_code, reason = "an API may have no tokens that are fetched")]
    pub(crate) fn without_token(mut self, scheme: &str) -> Self {
        // The limit of such a response is the client's own.
        let message = &self.0.message;
        let message = message.strip_suffix(RAISE).unwrap_or(message);
        self.0.message = format!("credentials for `{scheme}`: no token was fetched: {message}");
        self.0.sent = false;
        self
    }

    /// The same for another call that has come to the same. The source stays with the first.
    #[allow(dead_code, reason = "an API may have no tokens that are fetched")]
    pub(crate) fn again(&self) -> Self {
        let mut error = Self::new(self.0.kind, self.0.message.clone());
        error.0.status = self.0.status;
        error.0.sent = self.0.sent;
        error
    }

    /// Adds to the message, after a semicolon.
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

    /// The status of the response, if there was one.
    pub fn status(&self) -> Option<StatusCode> {
        self.0.status
    }

    /// The headers of the response; empty if there was none.
    pub fn headers(&self) -> &HeaderMap {
        &self.0.headers
    }

    /// The body of the response as it was received, if there was one.
    pub fn body(&self) -> Option<&[u8]> {
        self.0.body.as_deref()
    }

    /// The name that the service gave to the exchange, to be told to its support: the value of
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

    /// The `operationId` of the operation that failed; nothing when a client could not be built.
    pub fn operation(&self) -> Option<&str> {
        self.0.operation.map(|operation| operation.id)
    }

    /// Where in the JSON of the answer the value stands that does not fit, such as
    /// `participants[3].sid`.
    pub fn path(&self) -> Option<&str> {
        self.0.path.as_deref()
    }

    /// Whether the request may have reached the server. When this is false, calling again
    /// cannot do anything twice.
    pub fn request_sent(&self) -> bool {
        self.0.sent
    }

    /// Whether the client was configured with something that cannot work, such as a malformed
    /// base URL.
    pub fn is_configuration(&self) -> bool {
        self.0.kind == Kind::Configuration
    }

    /// Whether an argument cannot be sent unchanged. Nothing was sent.
    pub fn is_invalid_request(&self) -> bool {
        self.0.kind == Kind::InvalidRequest
    }

    /// Whether credentials are configured, but not those that the operation requires. Nothing was
    /// sent. Without any configured credentials the request is sent, and the server decides.
    pub fn is_missing_credentials(&self) -> bool {
        self.0.kind == Kind::MissingCredentials
    }

    /// Whether credentials could not be had: the service that gives tokens gave none, or what was to
    /// sign the request refused to. The request itself was not sent; [`Error::status`] is that of
    /// the service that gives tokens.
    pub fn is_authorization(&self) -> bool {
        self.0.kind == Kind::Authorization
    }

    /// Whether no connection could be made, in time or at all. Nothing was sent.
    pub fn is_connect(&self) -> bool {
        self.0.kind == Kind::Connect
    }

    /// Whether time ran out for the call. For connecting alone, see [`Error::is_connect`].
    pub fn is_timeout(&self) -> bool {
        self.0.kind == Kind::Timeout
    }

    /// Whether the exchange broke off before the response was whole, or what came was not HTTP.
    pub fn is_interrupted(&self) -> bool {
        self.0.kind == Kind::Interrupted
    }

    /// Whether there was a response, and its status is no success.
    pub fn is_status(&self) -> bool {
        self.0.kind == Kind::Status
    }

    /// Whether the status is 404 or 410.
    pub fn is_not_found(&self) -> bool {
        self.is_status_in(&[404, 410])
    }

    /// Whether the status is 401: credentials are wrong or missing. If the request had none, the
    /// message lists the security schemes of the document.
    pub fn is_unauthorized(&self) -> bool {
        self.is_status_in(&[401])
    }

    /// Whether the status is 403: credentials do not suffice.
    pub fn is_forbidden(&self) -> bool {
        self.is_status_in(&[403])
    }

    /// Whether the status is 429: too many requests.
    pub fn is_rate_limited(&self) -> bool {
        self.is_status_in(&[429])
    }

    /// Whether the status is 5xx.
    pub fn is_server_error(&self) -> bool {
        self.is_status() && self.0.status.is_some_and(|status| status.is_server_error())
    }

    /// Whether a successful response could not be read: its media type or its content is not what
    /// the document declares. [`Error::body`] holds it.
    pub fn is_decode(&self) -> bool {
        matches!(self.0.kind, Kind::Decode | Kind::ContentType)
    }

    /// Whether the body of the response is larger than one of the client's limits: that for its bytes,
    /// or that for what it is decoded to.
    pub fn is_body_too_large(&self) -> bool {
        self.0.kind == Kind::BodyTooLarge
    }

    /// Whether the link to a next page leads to one already seen.
    pub fn is_page_loop(&self) -> bool {
        self.0.kind == Kind::PageLoop
    }

    /// Whether the link to a next page leads to another scheme, host or port, where credentials
    /// must not go, or is no URL at all.
    pub fn is_foreign_link(&self) -> bool {
        self.0.kind == Kind::ForeignLink
    }

    /// Whether the same call may succeed later: no connection, a broken one, time ran out, or a
    /// status of 408, 425, 429, 500, 502, 503 or 504. Whether it is safe to call again is another
    /// question, see [`Error::request_sent`] and the operation's method.
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

/// Leaves out headers and body: they may hold what must not be logged.
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
