// Made by bindery; changes are overwritten.

//! What was given to a transport, as a value that tests can look at?

use super::body::Body;
use super::error::{Error, Kind};
use super::redact::{Called, Secrets};
use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use http::request::Parts;
use http::{HeaderMap, Method, Request, Uri};
use serde::de::DeserializeOwned;
use std::fmt;
use std::future::poll_fn;
#[cfg(feature = "blocking")]
use std::io::Read;
use std::pin::Pin;

/// A request as a transport received it, credentials included, which `Debug` leaves out.
#[derive(Clone)]
pub struct MockRequest {
    parts: Parts,
    body: Bytes,
}

impl MockRequest {
    /// Reads the body whole, also one that comes from a stream.
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

    /// As [`MockRequest::take`], from a reader.
    #[cfg(feature = "blocking")]
    pub(crate) fn take_blocking(request: Request<Body>) -> Result<Self, Error> {
        let (parts, body) = request.into_parts();
        let mut whole = Vec::new();
        let mut reader = body.into_reader()?;
        reader.read_to_end(&mut whole).map_err(unreadable)?;
        let body = Bytes::from(whole);
        Ok(Self { parts, body })
    }

    /// The request again, with its body whole.
    pub(crate) fn request(&self) -> Request<Body> {
        Request::from_parts(self.parts.clone(), Body::from(self.body.clone()))
    }

    /// The call that it belongs to; nothing for one that asks for a token.
    pub(crate) fn called(&self) -> Option<Called> {
        self.parts.extensions.get().copied()
    }

    pub(crate) fn secrets(&self) -> Secrets {
        let called = self.called();
        called.map_or_else(Secrets::default, |called| {
            called.secrets(self.uri(), self.headers())
        })
    }

    /// The method.
    pub fn method(&self) -> &Method {
        &self.parts.method
    }

    /// Where it was to be sent. The query may hold a key.
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

    /// The body as JSON, for example as a `serde_json::Value`.
    ///
    /// # Errors
    ///
    /// When it is no JSON, or does not fit `T`.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, Error> {
        serde_json::from_slice(&self.body).map_err(|fault| {
            let message = format!("the body of the request does not fit: {fault}");
            let error = Error::new(Kind::Decode, message).because(fault);
            match self.called() {
                Some(called) => error.of(called.operation),
                None => error,
            }
        })
    }
}

/// Leaves out credentials, and what the body holds.
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
