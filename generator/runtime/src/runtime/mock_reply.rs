//! The responses of a mock.

use super::answer::Answer;
use super::error::{Error, Kind};
use super::request::Request;
use super::transport::Limits;
use bytes::Bytes;
use futures_core::Stream;
use http::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use http::{Response, StatusCode};
use std::collections::VecDeque;
#[cfg(feature = "blocking")]
use std::io::{self, Read};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

/// The reaction of a [`Mock`](super::mock::Mock) to a request: a status with headers and a body, or
/// a failed connection.
#[derive(Clone, Debug)]
#[must_use = "a reply does nothing until a mock has it"]
pub struct MockReply {
    content: Content,
    delay: Duration,
    unchecked: bool,
    fault: Option<&'static str>,
}

#[derive(Clone, Debug)]
enum Content {
    Answer {
        status: StatusCode,
        headers: HeaderMap,
        body: Arrival,
    },
    NoConnection,
    TooLate,
    BrokenOff,
}

impl MockReply {
    /// A response with a JSON body.
    pub fn json(status: u16, body: impl Into<Bytes>) -> Self {
        Self::new(status, "application/json", body)
    }

    /// A response with a body of this media type.
    pub fn new(status: u16, content_type: &str, body: impl Into<Bytes>) -> Self {
        Self::chunks(status, content_type, [body])
    }

    /// A response without a body.
    pub fn empty(status: u16) -> Self {
        let mut reply = Self::of(Content::NoConnection);
        match StatusCode::from_u16(status) {
            Ok(status) => {
                reply.content = Content::Answer {
                    status,
                    headers: HeaderMap::new(),
                    body: Arrival::default(),
                }
            }
            Err(_) => reply.fault = Some("it has a status that is none"),
        }
        reply
    }

    /// A response with a body of this media type that arrives in these chunks.
    pub fn chunks<B: Into<Bytes>>(
        status: u16,
        content_type: &str,
        chunks: impl IntoIterator<Item = B>,
    ) -> Self {
        let mut reply = Self::empty(status).header(CONTENT_TYPE.as_str(), content_type);
        if let Content::Answer { body, .. } = &mut reply.content {
            body.chunks = chunks.into_iter().map(Into::into).collect();
        }
        reply
    }

    /// No connection can be made.
    pub fn connect_error() -> Self {
        Self::of(Content::NoConnection)
    }

    /// The request is sent, and the response times out.
    pub fn timeout() -> Self {
        Self::of(Content::TooLate)
    }

    /// The request is sent, and the connection breaks before the response. See [`MockReply::cut`]
    /// for a body that ends early.
    pub fn interrupted() -> Self {
        Self::of(Content::BrokenOff)
    }

    fn of(content: Content) -> Self {
        Self {
            content,
            delay: Duration::ZERO,
            unchecked: false,
            fault: None,
        }
    }

    /// Adds a header. Failed connections have none.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        let name = HeaderName::from_bytes(name.as_bytes());
        match (&mut self.content, name, HeaderValue::from_str(value)) {
            (Content::Answer { headers, .. }, Ok(name), Ok(value)) => {
                headers.append(name, value);
            }
            (Content::Answer { .. }, ..) => self.fault = Some("it has an impossible header"),
            _ => {}
        }
        self
    }

    /// The connection breaks after the body.
    pub fn cut(mut self) -> Self {
        if let Content::Answer { body, .. } = &mut self.content {
            body.cut = true;
        }
        self
    }

    /// Delays the headers. No time passes: a call with a shorter timeout fails as timed out;
    /// otherwise the response is there at once.
    pub fn after(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// Allows a response that the document does not declare, to test how a program handles it.
    pub fn unchecked(mut self) -> Self {
        self.unchecked = true;
        self
    }

    /// Returns whether a client can decode it as a response to this operation.
    pub(crate) fn check<R: Request>(&self) -> Result<(), Error> {
        if let Some(fault) = self.fault {
            return Err(Error::new(Kind::Configuration, fault));
        }
        let Content::Answer {
            status,
            headers,
            body,
        } = &self.content
        else {
            return Ok(());
        };
        if self.unchecked || body.cut {
            return Ok(());
        }
        let mut response = Response::new(body.whole());
        *response.status_mut() = *status;
        *response.headers_mut() = headers.clone();
        match Answer::new(R::OPERATION, response) {
            Ok(answer) => R::read(&answer).map(drop),
            Err(error) => {
                let declared = R::OPERATION.error_body(status.as_u16()).is_some();
                if declared && error.declared_any().is_none() {
                    let message =
                        format!("the body is not what the document declares for {status}");
                    return Err(Error::new(Kind::Decode, message));
                }
                Ok(())
            }
        }
    }

    /// Returns whether it is a valid HTTP response.
    pub(crate) fn sound(&self) -> Result<(), Error> {
        match self.fault {
            Some(fault) => Err(Error::new(Kind::Configuration, fault)),
            None => Ok(()),
        }
    }

    /// The result of the transport.
    pub(crate) fn give(self, limits: Limits) -> Result<Response<Arrival>, Error> {
        if self.delay >= limits.timeout {
            let message = format!("the mock responds after {:?}", self.delay);
            return Err(Error::timeout(message));
        }
        match self.content {
            Content::Answer {
                status,
                headers,
                body,
            } => {
                let mut response = Response::new(body);
                *response.status_mut() = status;
                *response.headers_mut() = headers;
                Ok(response)
            }
            Content::NoConnection => Err(Error::connect("the mock makes no connection")),
            Content::TooLate => Err(Error::timeout("the mock does not respond")),
            Content::BrokenOff => Err(Error::interrupted("the mock broke off")),
        }
    }
}

/// A body in several chunks, available at once.
#[derive(Clone, Debug, Default)]
pub(crate) struct Arrival {
    chunks: VecDeque<Bytes>,
    cut: bool,
}

impl Arrival {
    /// A body in one chunk, after which the connection may break.
    pub(crate) fn new(body: Bytes, cut: bool) -> Self {
        Self {
            chunks: VecDeque::from([body]),
            cut,
        }
    }

    fn whole(&self) -> Bytes {
        match self.chunks.iter().collect::<Vec<_>>().as_slice() {
            [only] => Bytes::clone(only),
            many => many
                .iter()
                .flat_map(|chunk| chunk.iter())
                .copied()
                .collect(),
        }
    }

    fn broken(&mut self) -> Option<Error> {
        let cut = std::mem::take(&mut self.cut);
        cut.then(|| Error::interrupted("the mock cut the body off"))
    }
}

impl Stream for Arrival {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let next = self.chunks.pop_front().map(Ok);
        Poll::Ready(next.or_else(|| self.broken().map(Err)))
    }
}

#[cfg(feature = "blocking")]
impl Read for Arrival {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while let Some(chunk) = self.chunks.front_mut() {
            if chunk.is_empty() {
                self.chunks.pop_front();
                continue;
            }
            let piece = chunk.split_to(chunk.len().min(buffer.len()));
            return piece.as_ref().read(buffer);
        }
        match self.broken() {
            Some(error) => Err(io::Error::other(error)),
            None => Ok(0),
        }
    }
}
