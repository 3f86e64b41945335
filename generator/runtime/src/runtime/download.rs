//! Responses as bytes that are read while they arrive.

use super::caller::Async;
#[cfg(feature = "blocking")]
use super::caller::Blocking;
use super::error::Error;
use super::opening::Opener;
use super::operation::Operation;
use super::request::Request;
#[cfg(feature = "blocking")]
use super::response_stream::BlockingResponseStream;
use super::response_stream::ResponseStream;
use bytes::Bytes;
use futures_core::Stream;
use http::header::CONTENT_LENGTH;
use http::response::Parts;
use http::{HeaderMap, StatusCode};
use std::fmt::{self, Debug};
use std::future::poll_fn;
#[cfg(feature = "blocking")]
use std::io::{self, Read};
use std::pin::Pin;
use std::task::{Context, Poll};

/// Clients that can stream the bytes of a response.
pub trait Downloader: Opener {
    /// The bytes: a stream, or a reader.
    type Download: Send + 'static;

    /// Sends a request and returns once the headers of the response are there. `accept` is the
    /// media type to ask for; if it is empty, the declared ones are used.
    fn download<R: Request>(&self, request: &R, accept: &str) -> Self::Opening<Self::Download>;
}

impl Downloader for Async {
    type Download = Download;

    fn download<R: Request>(&self, request: &R, accept: &str) -> Self::Opening<Download> {
        self.open(request, accept, |response| {
            Ok(Download::new(R::OPERATION, response))
        })
    }
}

/// The bytes of a response while they arrive. Their number is not limited: `body_limit` is for
/// responses that are held in memory.
#[must_use = "a stream does nothing until it is polled"]
pub struct Download {
    operation: &'static Operation,
    head: Parts,
    body: ResponseStream,
}

impl Download {
    pub(crate) fn new(
        operation: &'static Operation,
        response: http::Response<ResponseStream>,
    ) -> Self {
        let (head, body) = response.into_parts();
        Self {
            operation,
            head,
            body,
        }
    }

    /// The status of the response.
    pub fn status(&self) -> StatusCode {
        self.head.status
    }

    /// The headers of the response.
    pub fn headers(&self) -> &HeaderMap {
        &self.head.headers
    }

    /// The total size in bytes, if the server declares it.
    pub fn size(&self) -> Option<u64> {
        size(&self.head)
    }

    /// Returns the next bytes, or `None` at the end.
    ///
    /// # Errors
    ///
    /// Returns an error if the connection breaks or times out.
    pub async fn try_next(&mut self) -> Result<Option<Bytes>, Error> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context))
            .await
            .transpose()
    }
}

impl Stream for Download {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let operation = self.operation;
        let chunk = Pin::new(&mut self.body).poll_next(context);
        chunk.map(|chunk| chunk.map(|chunk| chunk.map_err(|error| error.of(operation))))
    }
}

impl Debug for Download {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Download")
            .field("status", &self.head.status)
            .field("size", &self.size())
            .finish_non_exhaustive()
    }
}

fn size(head: &Parts) -> Option<u64> {
    head.headers
        .get(CONTENT_LENGTH)?
        .to_str()
        .ok()?
        .parse()
        .ok()
}

#[cfg(feature = "blocking")]
impl Downloader for Blocking {
    type Download = BlockingDownload;

    fn download<R: Request>(&self, request: &R, accept: &str) -> Result<BlockingDownload, Error> {
        self.open(request, accept, |response| {
            Ok(BlockingDownload::new(response))
        })
    }
}

/// The bytes of a response, like [`Download`], for a blocking client.
#[cfg(feature = "blocking")]
#[must_use = "a reader does nothing until it is read"]
pub struct BlockingDownload {
    head: Parts,
    body: BlockingResponseStream,
}

#[cfg(feature = "blocking")]
impl BlockingDownload {
    pub(crate) fn new(response: http::Response<BlockingResponseStream>) -> Self {
        let (head, body) = response.into_parts();
        Self { head, body }
    }

    /// The status of the response.
    pub fn status(&self) -> StatusCode {
        self.head.status
    }

    /// The headers of the response.
    pub fn headers(&self) -> &HeaderMap {
        &self.head.headers
    }

    /// The total size in bytes, if the server declares it.
    pub fn size(&self) -> Option<u64> {
        size(&self.head)
    }
}

/// Errors contain an [`Error`] unless reading itself failed.
#[cfg(feature = "blocking")]
impl Read for BlockingDownload {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.body.read(buffer)
    }
}

#[cfg(feature = "blocking")]
impl Debug for BlockingDownload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BlockingDownload")
            .field("status", &self.head.status)
            .field("size", &self.size())
            .finish_non_exhaustive()
    }
}
