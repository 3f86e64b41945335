// Made by bindery; changes are overwritten.

//! Recording of exchanges with a service.

use super::body::Body;
use super::error::{Error, Kind};
use super::mock_request::MockRequest;
use super::recorded::{Content, Recorded};
use super::redact::Secrets;
#[cfg(feature = "blocking")]
use super::response_stream::BlockingResponseStream;
use super::response_stream::ResponseStream;
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
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;

/// A transport that sends requests by another one and writes each request with its response to a
/// file, one JSON object per line, for [`Mock::replay`](super::mock::Mock::replay).
///
/// # Secrets
///
/// These are omitted from the file, or replaced by `REDACTED`:
///
/// * the headers `Authorization`, `Proxy-Authorization`, `Cookie` and `Set-Cookie`, and every
///   header that is marked as sensitive, as are those given to the client's builder;
/// * the values of properties, form fields, parts, query parameters and headers with the name of a
///   secret, such as `password`, `client_secret`, `api_key`, `access_token`, `refresh_token` and
///   `id_token`, and with the names that [`Recorder::redact_name`] adds;
/// * every other occurrence of such a value in this call or a later one, in any spelling: with JSON
///   escapes, percent-encoded, in base64, or in a combination of these. Values of fewer than eight
///   characters are not searched for, because they occur in unrelated text;
///   [`Recorder::redact_text`] adds texts of any length.
///
/// Of a body that cannot be searched, because it is compressed or not text, only the size and the
/// SHA-256 hash are written, unless [`Recorder::keep_unsearchable_bodies`] is set. A replay matches
/// a request by them; replaying such a response is an error.
///
/// Requests for tokens are sent but not recorded. Everything else is written unchanged: inspect a
/// recording before you share it, because it may contain personal data.
///
/// The body of a request is read whole before it is sent. A line is written once the body of the
/// response has ended or is dropped. The last 256 secrets are remembered.
#[derive(Clone, Debug)]
pub struct Recorder<T> {
    transport: T,
    file: Arc<Mutex<File>>,
    secrets: Arc<Mutex<Secrets>>,
    keep: bool,
}

impl<T> Recorder<T> {
    /// Begins a new recording and truncates the file.
    ///
    /// # Errors
    ///
    /// Returns an error if the file cannot be created.
    pub fn new(transport: T, path: impl AsRef<Path>) -> Result<Self, Error> {
        let file = File::create(path).map_err(unwritable)?;
        Ok(Self {
            transport,
            file: Arc::new(Mutex::new(file)),
            secrets: Arc::default(),
            keep: false,
        })
    }

    /// Replaces this text, too, in every spelling: a secret that is not a credential of the API,
    /// for example, or an account number.
    pub fn redact_text(self, text: impl AsRef<str>) -> Self {
        self.secrets().give(text.as_ref());
        self
    }

    /// Replaces the values of properties, form fields, parts, query parameters and headers of this
    /// name, too. Names are equal if their words are: `pinCode`, `pin_code` and `Pin-Code`.
    pub fn redact_name(self, name: impl AsRef<str>) -> Self {
        self.secrets().give_name(name.as_ref());
        self
    }

    /// Writes bodies that are compressed or not text, for services that send images or archives. A
    /// secret in plain text is still replaced; one that is compressed or encrypted is not.
    pub fn keep_unsearchable_bodies(mut self) -> Self {
        self.keep = true;
        self
    }

    fn secrets(&self) -> MutexGuard<'_, Secrets> {
        self.secrets.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn tape(&self, received: MockRequest, response: &response::Parts) -> Tape {
        Tape {
            file: Arc::clone(&self.file),
            secrets: Arc::clone(&self.secrets),
            keep: self.keep,
            received: Some(received),
            response: response.clone(),
            body: Vec::new(),
        }
    }
}

impl<T: Transport> Transport for Recorder<T> {
    fn send(
        &self,
        request: Request<Body>,
        limits: Limits,
    ) -> BoxFuture<'_, Result<Response<ResponseStream>, Error>> {
        Box::pin(async move {
            let received = MockRequest::take(request).await?;
            let response = self.transport.send(received.request(), limits).await?;
            let (parts, body) = response.into_parts();
            let tape = self.tape(received, &parts);
            let body = ResponseStream::stream(Taped { body, tape });
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
    ) -> Result<Response<BlockingResponseStream>, Error> {
        let received = MockRequest::take_blocking(request)?;
        let response = self.transport.send(received.request(), limits)?;
        let (parts, body) = response.into_parts();
        let tape = self.tape(received, &parts);
        let body = BlockingResponseStream::reader(Taped { body, tape });
        Ok(Response::from_parts(parts, body))
    }

    fn sleep(&self, time: Duration) {
        self.transport.sleep(time);
    }
}

/// A body that is recorded while it is read.
struct Taped<B> {
    body: B,
    tape: Tape,
}

impl Stream for Taped<ResponseStream> {
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
                .map(|problem| Err(unwritable(problem))),
        })
    }
}

#[cfg(feature = "blocking")]
impl Read for Taped<BlockingResponseStream> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.body.read(buffer)?;
        match buffer.get(..count) {
            Some(chunk) if count > 0 => self.tape.body.extend_from_slice(chunk),
            // An empty buffer does not mean the end.
            _ if buffer.is_empty() => {}
            _ => self
                .tape
                .end(false)
                .map_err(|problem| io::Error::other(unwritable(problem)))?,
        }
        Ok(count)
    }
}

/// An exchange until it is written.
struct Tape {
    file: Arc<Mutex<File>>,
    /// The state that all exchanges share.
    secrets: Arc<Mutex<Secrets>>,
    keep: bool,
    /// `None` once it is written.
    received: Option<MockRequest>,
    response: response::Parts,
    body: Vec<u8>,
}

impl Tape {
    fn end(&mut self, dropped: bool) -> io::Result<()> {
        let Some(received) = self.received.take() else {
            return Ok(());
        };
        let received = received.with_plain_boundary();
        let secrets = self.secrets_with(&received);
        // A request for a token is not a call.
        if received.called().is_none() {
            return Ok(());
        }
        let uri = secrets.uri(received.uri());
        let mut responded = Content {
            headers: secrets.shown(&self.response.headers),
            body: secrets.body(&self.response.headers, &self.body, self.keep),
        };
        if !self.body.is_empty() {
            // These headers describe the transfer of the body, which differs in a replay.
            const WAY: [HeaderName; 3] = [CONNECTION, CONTENT_LENGTH, TRANSFER_ENCODING];
            responded.headers.retain(|(name, _)| !WAY.contains(name));
        }
        let recorded = Recorded {
            method: received.method().clone(),
            uri: uri.parse().map_err(io::Error::other)?,
            sent: Content {
                headers: secrets.shown(received.headers()),
                body: secrets.body(received.headers(), received.body(), self.keep),
            },
            status: self.response.status,
            responded,
            cut: dropped && !self.is_whole(),
        };
        let line = format!("{}\n", recorded.line());
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.write_all(line.as_bytes())
    }

    /// The earlier secrets, and those of this exchange.
    fn secrets_with(&self, received: &MockRequest) -> Secrets {
        let mut secrets = self.secrets.lock().unwrap_or_else(PoisonError::into_inner);
        secrets.see_request(received.called(), received.uri(), received.headers());
        secrets.see_body(received.headers(), received.body());
        secrets.see_response(&self.response.headers);
        secrets.see_body(&self.response.headers, &self.body);
        secrets.clone()
    }

    /// A reader that knows the length of a body may not read to its end.
    fn is_whole(&self) -> bool {
        let announced = self.response.headers.get(CONTENT_LENGTH);
        let announced = announced.and_then(|length| length.to_str().ok()?.parse().ok());
        announced == Some(self.body.len())
    }
}

impl Drop for Tape {
    fn drop(&mut self) {
        // There is no caller left to report to.
        let _ = self.end(true);
    }
}

fn unwritable(problem: io::Error) -> Error {
    Error::new(Kind::Configuration, "the recording cannot be written").because(problem)
}
