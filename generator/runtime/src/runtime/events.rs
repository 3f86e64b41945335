//! Responses that are read item by item while they arrive.

use super::caller::Async;
#[cfg(feature = "blocking")]
use super::caller::Blocking;
use super::error::Error;
use super::framing::{Feed, Format};
use super::opening::Opener;
use super::request::Request;
use super::response_stream::ResponseStream;
#[cfg(feature = "blocking")]
use super::response_stream::{BlockingResponseStream, broken};
#[cfg(feature = "blocking")]
use bytes::Bytes;
use futures_core::Stream;
use http::{HeaderMap, StatusCode};
use std::fmt::{self, Debug};
use std::future::poll_fn;
#[cfg(feature = "blocking")]
use std::io::{ErrorKind, Read};
use std::pin::Pin;
use std::task::{Context, Poll};

/// Clients that can stream the items of a response.
pub trait Streamer: Opener {
    /// The items: a stream, or an iterator.
    type Events<T: Send + 'static>: Send + 'static;

    /// Sends a request and returns once the headers of the response are there.
    fn events<R: Request, T: Send + 'static>(
        &self,
        request: &R,
        format: Format<T>,
    ) -> Self::Opening<Self::Events<T>>;
}

impl Streamer for Async {
    type Events<T: Send + 'static> = Events<T>;

    fn events<R: Request, T: Send + 'static>(
        &self,
        request: &R,
        format: Format<T>,
    ) -> Self::Opening<Events<T>> {
        let limits = self.settings.limits;
        self.open(request, format.accept, move |response| {
            let (head, body) = response.into_parts();
            let feed = Feed::new(R::OPERATION, &format, head, &limits)?;
            Ok(Events { feed, body })
        })
    }
}

/// The items of a response, each as soon as it is complete.
///
/// An item that does not fit its type is an error, and the following items can still be read. Any
/// other error ends the stream. Dropping the future of [`Events::try_next`] loses no item.
#[must_use = "a stream does nothing until it is polled"]
pub struct Events<T> {
    feed: Feed<T>,
    body: ResponseStream,
}

impl<T> Events<T> {
    /// The status of the response.
    pub fn status(&self) -> StatusCode {
        self.feed.status()
    }

    /// The headers of the response.
    pub fn headers(&self) -> &HeaderMap {
        self.feed.headers()
    }

    /// Returns the next item, or `None` at the end.
    ///
    /// # Errors
    ///
    /// Returns an error if the item does not fit its type or exceeds a limit of the client, and if
    /// the connection breaks or times out.
    pub async fn try_next(&mut self) -> Result<Option<T>, Error> {
        poll_fn(|context| self.poll(context)).await.transpose()
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        loop {
            if let Some(item) = self.feed.next() {
                return Poll::Ready(Some(item));
            }
            if self.feed.is_over() {
                return Poll::Ready(None);
            }
            match Pin::new(&mut self.body).poll_next(context) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(Some(Ok(chunk))) => self.feed.push(chunk),
                Poll::Ready(Some(Err(error))) => {
                    return Poll::Ready(Some(Err(self.feed.interrupt(error))));
                }
                Poll::Ready(None) => self.feed.end(),
            }
        }
    }
}

// Only the body is pinned, and it is on the heap.
impl<T> Unpin for Events<T> {}

impl<T> Stream for Events<T> {
    type Item = Result<T, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(context)
    }
}

impl<T> Debug for Events<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Events").field(&self.feed).finish()
    }
}

#[cfg(feature = "blocking")]
impl Streamer for Blocking {
    type Events<T: Send + 'static> = BlockingEvents<T>;

    fn events<R: Request, T: Send + 'static>(
        &self,
        request: &R,
        format: Format<T>,
    ) -> Result<BlockingEvents<T>, Error> {
        let limits = self.settings.limits;
        self.open(request, format.accept, |response| {
            let (head, body) = response.into_parts();
            let feed = Feed::new(R::OPERATION, &format, head, &limits)?;
            Ok(BlockingEvents { feed, body })
        })
    }
}

/// The items of a response, like [`Events`], for a blocking client.
#[cfg(feature = "blocking")]
#[must_use = "an iterator does nothing until it is asked"]
pub struct BlockingEvents<T> {
    feed: Feed<T>,
    body: BlockingResponseStream,
}

#[cfg(feature = "blocking")]
impl<T> BlockingEvents<T> {
    /// The status of the response.
    pub fn status(&self) -> StatusCode {
        self.feed.status()
    }

    /// The headers of the response.
    pub fn headers(&self) -> &HeaderMap {
        self.feed.headers()
    }
}

#[cfg(feature = "blocking")]
impl<T> Iterator for BlockingEvents<T> {
    type Item = Result<T, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut buffer = [0; 8 << 10];
        loop {
            if let Some(item) = self.feed.next() {
                return Some(item);
            }
            if self.feed.is_over() {
                return None;
            }
            match self.body.read(&mut buffer) {
                Ok(0) => self.feed.end(),
                Ok(count) => {
                    let chunk = buffer.get(..count).unwrap_or_default();
                    self.feed.push(Bytes::copy_from_slice(chunk));
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Some(Err(self.feed.interrupt(broken(error)))),
            }
        }
    }
}

#[cfg(feature = "blocking")]
impl<T> Debug for BlockingEvents<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("BlockingEvents").field(&self.feed).finish()
    }
}
