//! Requests that a mock transport received.

use super::body::Body;
use super::error::{Error, Kind};
use super::redact::{Called, Secrets, parameter};
use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use http::header::CONTENT_TYPE;
use http::request::Parts;
use http::{HeaderMap, HeaderValue, Method, Request, Uri};
use serde::de::DeserializeOwned;
use std::fmt;
use std::future::poll_fn;
#[cfg(feature = "blocking")]
use std::io::Read;
use std::pin::Pin;

/// The boundary in a recording.
const BOUNDARY: &str = "recorded-boundary";

/// A request as a transport received it, including credentials, which `Debug` omits.
#[derive(Clone)]
pub struct MockRequest {
    parts: Parts,
    body: Bytes,
}

impl MockRequest {
    /// Reads the whole body, including a stream.
    pub(crate) async fn take(request: Request<Body>) -> Result<Self, Error> {
        let (parts, body) = request.into_parts();
        if let Some(bytes) = body.bytes() {
            let body = bytes.clone();
            return Ok(Self { parts, body });
        }
        let mut stream = body.into_stream()?;
        let mut body = BytesMut::new();
        while let Some(chunk) = poll_fn(|context| Pin::new(&mut stream).poll_next(context)).await {
            body.extend_from_slice(&chunk.map_err(unreadable)?);
        }
        let body = body.freeze();
        Ok(Self { parts, body })
    }

    /// Like [`MockRequest::take`], from a reader.
    #[cfg(feature = "blocking")]
    pub(crate) fn take_blocking(request: Request<Body>) -> Result<Self, Error> {
        let (parts, body) = request.into_parts();
        let mut whole = Vec::new();
        let mut reader = body.into_reader()?;
        reader.read_to_end(&mut whole).map_err(unreadable)?;
        let body = Bytes::from(whole);
        Ok(Self { parts, body })
    }

    /// The request with its whole body.
    pub(crate) fn request(&self) -> Request<Body> {
        Request::from_parts(self.parts.clone(), Body::from(self.body.clone()))
    }

    /// The operation; `None` for a request for a token.
    pub(crate) fn called(&self) -> Option<Called> {
        self.parts.extensions.get().copied()
    }

    /// The secrets in it.
    pub(crate) fn secrets(&self) -> Secrets {
        let mut secrets = Secrets::default();
        secrets.see_request(self.called(), self.uri(), self.headers());
        secrets.see_body(self.headers(), &self.body);
        secrets
    }

    /// The request with another multipart boundary, if it has parts. The client's boundary depends
    /// on the parts, including secrets, or is random.
    pub(crate) fn with_plain_boundary(&self) -> Self {
        let mut plain = self.clone();
        let content_type = self.headers().get(CONTENT_TYPE);
        let content_type = content_type
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        let boundary = parameter(content_type, "boundary");
        let Some(boundary) = boundary.filter(|_| content_type.starts_with("multipart/")) else {
            return plain;
        };
        if let Ok(value) = HeaderValue::from_str(&content_type.replace(boundary, BOUNDARY)) {
            plain.parts.headers.insert(CONTENT_TYPE, value);
        }
        let (mut body, mut rest) = (BytesMut::new(), &*self.body);
        while let Some(byte) = rest.first() {
            match rest.strip_prefix(boundary.as_bytes()) {
                Some(more) => {
                    body.extend_from_slice(BOUNDARY.as_bytes());
                    rest = more;
                }
                None => {
                    body.extend_from_slice(&[*byte]);
                    rest = rest.get(1..).unwrap_or_default();
                }
            }
        }
        plain.body = body.freeze();
        plain
    }

    /// The method.
    pub fn method(&self) -> &Method {
        &self.parts.method
    }

    /// The URL. Its query may contain a key.
    pub fn uri(&self) -> &Uri {
        &self.parts.uri
    }

    /// The headers. Credentials among them are marked as sensitive.
    pub fn headers(&self) -> &HeaderMap {
        &self.parts.headers
    }

    /// The body; empty if it had none.
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// Decodes the body as JSON, for example as a `serde_json::Value`.
    ///
    /// # Errors
    ///
    /// Returns an error if it is not JSON, or does not fit `T`.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, Error> {
        serde_json::from_slice(&self.body).map_err(|problem| {
            let message = format!("the body of the request does not fit: {problem}");
            let error = Error::new(Kind::Decode, message).because(problem);
            match self.called() {
                Some(called) => error.of(called.operation),
                None => error,
            }
        })
    }
}

/// Omits credentials and the content of the body.
impl fmt::Debug for MockRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MockRequest")
            .field("method", self.method())
            .field("uri", &self.secrets().uri(self.uri()))
            .field("headers", self.headers())
            .field("body_bytes", &self.body.len())
            .finish()
    }
}

fn unreadable(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    Error::new(Kind::InvalidRequest, "the body cannot be read").because(cause)
}
