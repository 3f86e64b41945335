//! Who carries a request to the server and its response back?

use super::body::Body;
use super::decoded;
use super::error::Error;
#[cfg(feature = "blocking")]
use super::incoming::BlockingIncoming;
use super::incoming::Incoming;
use http::{Request, Response};
use std::fmt::Debug;
use std::pin::Pin;
use std::time::Duration;

/// A future on the heap.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Carries requests to servers. It follows no redirects and repeats nothing: the client does,
/// where credentials may go and where nothing is done twice.
pub trait Transport: Debug + Send + Sync {
    /// Sends a request. There is a response as soon as its headers are there.
    ///
    /// # Errors
    ///
    /// When there is no response. Every status is one. Errors are made with [`Error::connect`],
    /// [`Error::timeout`] and [`Error::interrupted`], and so are those of the response's body.
    fn send(
        &self,
        request: Request<Body>,
        limits: Limits,
    ) -> BoxFuture<'_, Result<Response<Incoming>, Error>>;

    /// Lets time pass before a request is repeated. Without it nothing is.
    fn sleep(&self, time: Duration) -> Option<BoxFuture<'static, ()>> {
        let _ = time;
        None
    }
}

/// Carries requests to servers, and blocks meanwhile.
#[cfg(feature = "blocking")]
pub trait BlockingTransport: Debug + Send + Sync {
    /// As [`Transport::send`].
    ///
    /// # Errors
    ///
    /// As [`Transport::send`].
    fn send(
        &self,
        request: Request<Body>,
        limits: Limits,
    ) -> Result<Response<BlockingIncoming>, Error>;

    /// Lets time pass before a request is repeated.
    fn sleep(&self, time: Duration) {
        std::thread::sleep(time);
    }
}

/// What one exchange may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// From the first byte sent to the last one received; of a response that is read as a stream,
    /// to the end of its headers.
    pub timeout: Duration,
    /// How long a stream may be silent.
    pub idle_timeout: Duration,
    /// The most bytes that the body of a response may have, unless it is read as a stream.
    pub body: usize,
    /// The most bytes of memory that the JSON of a response, or of an item of a stream, may take once
    /// it is decoded, as estimated before. The client looks at it, not the transport.
    pub decoded: usize,
    /// Whether the response is read as a stream.
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
