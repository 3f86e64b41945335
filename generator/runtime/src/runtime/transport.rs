//! The interface to HTTP clients.

use super::body::Body;
use super::decoded;
use super::error::Error;
#[cfg(feature = "blocking")]
use super::response_stream::BlockingResponseStream;
use super::response_stream::ResponseStream;
use http::{Request, Response};
use std::fmt::Debug;
use std::pin::Pin;
use std::time::Duration;

/// A future on the heap.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Sends requests. A transport follows no redirects and retries nothing: the client does that,
/// because it knows where credentials may be sent and what is idempotent.
pub trait Transport: Debug + Send + Sync {
    /// Sends a request and returns the response once its headers are there.
    ///
    /// # Errors
    ///
    /// Returns an error if there is no response; a response with any status is `Ok`. Errors of the
    /// request and of the body are created with [`Error::connect`], [`Error::timeout`] and
    /// [`Error::interrupted`].
    fn send(
        &self,
        request: Request<Body>,
        limits: Limits,
    ) -> BoxFuture<'_, Result<Response<ResponseStream>, Error>>;

    /// Waits before a retry. Without it nothing is retried.
    fn sleep(&self, time: Duration) -> Option<BoxFuture<'static, ()>> {
        let _ = time;
        None
    }
}

/// Sends requests and blocks until the response is there.
#[cfg(feature = "blocking")]
pub trait BlockingTransport: Debug + Send + Sync {
    /// Like [`Transport::send`].
    ///
    /// # Errors
    ///
    /// Like [`Transport::send`].
    fn send(
        &self,
        request: Request<Body>,
        limits: Limits,
    ) -> Result<Response<BlockingResponseStream>, Error>;

    /// Waits before a retry.
    fn sleep(&self, time: Duration) {
        std::thread::sleep(time);
    }
}

/// The limits of one exchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// The timeout from the first byte sent to the last one received; for a streamed response, to
    /// the end of its headers.
    pub timeout: Duration,
    /// How long a streamed body may send nothing.
    pub idle_timeout: Duration,
    /// The size limit of the response body in bytes, unless it is streamed.
    pub body: usize,
    /// The limit of estimated memory for the decoded JSON of a response or of one item of a stream,
    /// in bytes. The client applies it, not the transport.
    pub decoded: usize,
    /// Whether the response is streamed.
    pub streamed: bool,
}

/// 60 seconds, 64 MiB, and 512 MiB once decoded.
impl Default for Limits {
    fn default() -> Self {
        Self {
            timeout: Duration::from_secs(60),
            idle_timeout: Duration::from_secs(60),
            body: 64 << 20,
            decoded: decoded::USUAL,
            streamed: false,
        }
    }
}
