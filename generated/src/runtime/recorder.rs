// Made by bindery; changes are overwritten.

//! How are exchanges with a service written down, to be replayed later?

use super::body::Body;
use super::error::{Error, Kind};
#[cfg(feature = "blocking")]
use super::incoming::BlockingIncoming;
use super::incoming::Incoming;
use super::mock_request::MockRequest;
use super::recorded::{Content, Recorded};
use super::redact::{Called, Secrets};
#[cfg(feature = "blocking")]
use super::transport::BlockingTransport;
use super::transport::{BoxFuture, Limits, Transport};
use bytes::Bytes;
use futures_core::Stream;
use http::header::{CONNECTION, CONTENT_LENGTH, HeaderName, TRANSFER_ENCODING};
use http::{Request, Response, response};
use std::fs::File;
#[cfg(feature = "blocking")]
use std::io::Read;
use std::io::{self, Write};
use std::path::Path;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;

/// Carries requests by another transport, and writes each answered one with its answer into a
/// file, one JSON object a line, for [`Mock::replay`](super::mock::Mock::replay).
///
/// Credentials stay out of the file: headers that are marked as sensitive, among them all that a
/// client was given by its builder, are left out; so are `Authorization`, `Cookie` and
/// `Set-Cookie`. Keys in the query are replaced by `REDACTED`, as are keys, tokens and passwords of
/// eight or more characters wherever text repeats them. Requests for tokens are carried and not
/// written. Everything else is written as it is, also what a program signs a request with in the
/// query: look through a recording before you share it, it may hold personal data too.
///
/// The bodies of requests are read whole before they are sent. A line is written when the body of
/// the answer has ended or is dropped.
#[derive(Clone, Debug)]
pub struct Recorder<T> {
    transport: T,
    file: Arc<Mutex<File>>,
}

impl<T> Recorder<T> {
    /// Begins a new recording; what the file held is lost.
    ///
    /// # Errors
    ///
    /// When the file cannot be created.
    pub fn new(transport: T, path: impl AsRef<Path>) -> Result<Self, Error> {
        let file = File::create(path).map_err(unwritable)?;
        let file = Arc::new(Mutex::new(file));
        Ok(Self { transport, file })
    }

    fn tape(&self, received: &MockRequest, answer: &response::Parts) -> Tape {
        Tape {
            file: Arc::clone(&self.file),
            secrets: received.secrets(),
            received: Some(received.clone()),
            answer: answer.clone(),
            body: Vec::new(),
        }
    }
}

impl<T: Transport> Transport for Recorder<T> {
    fn send(
        &self,
        request: Request<Body>,
        limits: Limits,
    ) -> BoxFuture<'_, Result<Response<Incoming>, Error>> {
        if Called::of(&request).is_none() {
            return self.transport.send(request, limits);
        }
        Box::pin(async move {
            let received = MockRequest::take(request).await?;
            let response = self.transport.send(received.request(), limits).await?;
            let (parts, body) = response.into_parts();
            let tape = self.tape(&received, &parts);
            let body = Incoming::stream(Taped { body, tape });
            Ok(Response::from_parts(parts, body))
        })
    }

    fn sleep(&self, time: Duration) -> Option<BoxFuture<'static, ()>> {
        self.transport.sleep(time)
    }
}

#[cfg(feature = "blocking")]
impl<T: BlockingTransport> BlockingTransport for Recorder<T> {
    fn send(
        &self,
        request: Request<Body>,
        limits: Limits,
    ) -> Result<Response<BlockingIncoming>, Error> {
        if Called::of(&request).is_none() {
            return self.transport.send(request, limits);
        }
        let received = MockRequest::take_blocking(request)?;
        let response = self.transport.send(received.request(), limits)?;
        let (parts, body) = response.into_parts();
        let tape = self.tape(&received, &parts);
        let body = BlockingIncoming::reader(Taped { body, tape });
        Ok(Response::from_parts(parts, body))
    }

    fn sleep(&self, time: Duration) {
        self.transport.sleep(time);
    }
}

/// A body that is written down while it is read.
struct Taped<B> {
    body: B,
    tape: Tape,
}

impl Stream for Taped<Incoming> {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        Poll::Ready(match ready!(Pin::new(&mut this.body).poll_next(context)) {
            Some(Ok(chunk)) => {
                this.tape.body.extend_from_slice(&chunk);
                Some(Ok(chunk))
            }
            Some(Err(error)) => Some(Err(error)),
            None => this
                .tape
                .end(false)
                .err()
                .map(|fault| Err(unwritable(fault))),
        })
    }
}

#[cfg(feature = "blocking")]
impl Read for Taped<BlockingIncoming> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.body.read(buffer)?;
        match buffer.get(..count) {
            Some(chunk) if count > 0 => self.tape.body.extend_from_slice(chunk),
            // An empty buffer says nothing about the end.
            _ if buffer.is_empty() => {}
            _ => self
                .tape
                .end(false)
                .map_err(|fault| io::Error::other(unwritable(fault)))?,
        }
        Ok(count)
    }
}

/// An exchange until it is written.
struct Tape {
    file: Arc<Mutex<File>>,
    secrets: Secrets,
    /// Nothing once it is written.
    received: Option<MockRequest>,
    answer: response::Parts,
    body: Vec<u8>,
}

impl Tape {
    fn end(&mut self, dropped: bool) -> io::Result<()> {
        let Some(received) = self.received.take() else {
            return Ok(());
        };
        let uri = self.secrets.uri(received.uri());
        let mut answered = Content {
            headers: self.secrets.shown(&self.answer.headers),
            body: self.secrets.bytes(&self.body),
        };
        if !self.body.is_empty() {
            // They are about the way that the body came, which is another one in a replay.
            const WAY: [HeaderName; 3] = [CONNECTION, CONTENT_LENGTH, TRANSFER_ENCODING];
            answered.headers.retain(|(name, _)| !WAY.contains(name));
        }
        let recorded = Recorded {
            method: received.method().clone(),
            uri: uri.parse().map_err(io::Error::other)?,
            sent: Content {
                headers: self.secrets.shown(received.headers()),
                body: self.secrets.bytes(received.body()),
            },
            status: self.answer.status,
            answered,
            cut: dropped && !self.is_whole(),
        };
        let line = format!("{}\n", recorded.line());
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.write_all(line.as_bytes())
    }

    /// Who knows the length of a body need not see its end.
    fn is_whole(&self) -> bool {
        let announced = self.answer.headers.get(CONTENT_LENGTH);
        let announced = announced.and_then(|length| length.to_str().ok()?.parse().ok());
        announced == Some(self.body.len())
    }
}

impl Drop for Tape {
    fn drop(&mut self) {
        // There is nobody left to be told.
        let _ = self.end(true);
    }
}

fn unwritable(fault: io::Error) -> Error {
    Error::new(Kind::Configuration, "the recording cannot be written").because(fault)
}
