//! Who carries a request to the server and its answer back?

use super::error::Error;
use bytes::Bytes;
use http::{Request, Response};
use std::fmt::Debug;
use std::pin::Pin;
use std::time::Duration;

/// A future on the heap.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Carries requests to servers. It follows no redirects: the client does, and only where
/// credentials may go.
pub trait Transport: Debug + Send + Sync {
    /// Sends a request and reads its answer whole, within the limits.
    ///
    /// # Errors
    ///
    /// When there is no answer, or a larger one than allowed. Every status is an answer. Errors
    /// are made with [`Error::connect`], [`Error::timeout`], [`Error::interrupted`] and
    /// [`Error::body_too_large`].
    fn send(
        &self,
        request: Request<Bytes>,
        limits: Limits,
    ) -> BoxFuture<'_, Result<Response<Bytes>, Error>>;
}

/// Carries requests to servers, and blocks meanwhile.
#[cfg(feature = "blocking")]
pub trait BlockingTransport: Debug + Send + Sync {
    /// As [`Transport::send`].
    ///
    /// # Errors
    ///
    /// As [`Transport::send`].
    fn send(&self, request: Request<Bytes>, limits: Limits) -> Result<Response<Bytes>, Error>;
}

/// What one exchange may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// From the first byte sent to the last one received.
    pub timeout: Duration,
    /// The most bytes that the body of an answer may have.
    pub body: usize,
}

/// 60 seconds and 64 MiB.
impl Default for Limits {
    fn default() -> Self {
        Self {
            timeout: Duration::from_secs(60),
            body: 64 << 20,
        }
    }
}
