// Made by bindery; changes are overwritten.

//! The responses of a mock.

use super::error::{Error, Kind};
use super::request::Request;
use super::response::Response;
use super::transport::Limits;
use bytes::Bytes;
use futures_core::Stream;
use http::StatusCode;
use http::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
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
pub struct MockResponse {
    content: Content,
    delay: Duration,
    unchecked: bool,
    problem: Option<&'static str>,
}

#[derive(Clone, Debug)]
enum Content {
    Response {
        status: StatusCode,
        headers: HeaderMap,
        body: Arrival,
    },
    NoConnection,
    TooLate,
    BrokenOff,
}

impl MockResponse {
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
        let mut response = Self::of(Content::NoConnection);
        match StatusCode::from_u16(status) {
            Ok(status) => {
                response.content = Content::Response {
                    status,
                    headers: HeaderMap::new(),
                    body: Arrival::default(),
                }
            }
            Err(_) => response.problem = Some("it has a status that is none"),
        }
        response
    }

    /// A response with a body of this media type that arrives in these chunks.
    pub fn chunks<B: Into<Bytes>>(
        status: u16,
        content_type: &str,
        chunks: impl IntoIterator<Item = B>,
    ) -> Self {
        let mut response = Self::empty(status).header(CONTENT_TYPE.as_str(), content_type);
        if let Content::Response { body, .. } = &mut response.content {
            body.chunks = chunks.into_iter().map(Into::into).collect();
        }
        response
    }

    /// No connection can be made.
    pub fn connect_error() -> Self {
        Self::of(Content::NoConnection)
    }

    /// The request is sent, and the response times out.
    pub fn timeout() -> Self {
        Self::of(Content::TooLate)
    }

    /// The request is sent, and the connection breaks before the response. See [`MockResponse::cut`]
    /// for a body that ends early.
    pub fn interrupted() -> Self {
        Self::of(Content::BrokenOff)
    }

    fn of(content: Content) -> Self {
        Self {
            content,
            delay: Duration::ZERO,
            unchecked: false,
            problem: None,
        }
    }

    /// Adds a header. Failed connections have none.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        let name = HeaderName::from_bytes(name.as_bytes());
        match (&mut self.content, name, HeaderValue::from_str(value)) {
            (Content::Response { headers, .. }, Ok(name), Ok(value)) => {
                headers.append(name, value);
            }
            (Content::Response { .. }, ..) => self.problem = Some("it has an impossible header"),
            _ => {}
        }
        self
    }

    /// The connection breaks after the body.
    pub fn cut(mut self) -> Self {
        if let Content::Response { body, .. } = &mut self.content {
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
        if let Some(problem) = self.problem {
            return Err(Error::new(Kind::Configuration, problem));
        }
        let Content::Response {
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
        let mut response = http::Response::new(body.whole());
        *response.status_mut() = *status;
        *response.headers_mut() = headers.clone();
        match Response::new(R::OPERATION, response) {
            Ok(response) => R::read(&response).map(drop),
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
        match self.problem {
            Some(problem) => Err(Error::new(Kind::Configuration, problem)),
            None => Ok(()),
        }
    }

    /// The result of the transport.
    pub(crate) fn give(self, limits: Limits) -> Result<http::Response<Arrival>, Error> {
        if self.delay >= limits.timeout {
            let message = format!("the mock responds after {:?}", self.delay);
            return Err(Error::timeout(message));
        }
        match self.content {
            Content::Response {
                status,
                headers,
                body,
            } => {
                let mut response = http::Response::new(body);
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
