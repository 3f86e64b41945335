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

#[cfg(test)]
mod tests {
    use super::super::builder::Builder;
    use super::super::caller::Caller;
    use super::super::mock::Mock;
    use super::super::mock_response::MockResponse;
    use super::super::operation::{Api, Credential, Operation, Scheme};
    use super::super::redact::Called;
    use super::super::response::Response;
    use super::super::secret::Secret;
    use super::super::writer::Writer;
    use super::*;
    use std::future::poll_fn;
    use std::path::PathBuf;

    static API: Api = Api {
        name: "keyed",
        servers: &["https://api.example"],
        user_agent: "test",
        schemes: &[Scheme {
            name: "key",
            credential: Credential::QueryKey("api_key"),
        }],
    };

    static FETCH: Operation = Operation {
        id: "fetch",
        method: "GET",
        path: "/thing",
        accept: "",
        security: &[&["key"]],
        errors: &[],
    };

    struct Fetch;

    impl super::super::request::Request for Fetch {
        type Output = String;

        const OPERATION: &'static Operation = &FETCH;

        fn write(&self, _: &mut Writer) {}

        fn read(response: &Response) -> Result<String, Error> {
            response.text()
        }
    }

    fn file(name: &str) -> PathBuf {
        let name = format!("bindery-{}-{name}.jsonl", std::process::id());
        std::env::temp_dir().join(name)
    }

    /// The response for a client with this key.
    async fn fetched(key: &str, transport: impl Transport + 'static) -> Result<String, Error> {
        let builder = Builder::new(&API).credential("key", Secret::token(key));
        let client = builder.transport(Arc::new(transport)).build()?;
        client.call(&Fetch).await
    }

    #[tokio::test]
    async fn keys_in_the_query_stay_out_and_are_no_difference() {
        let (path, mock) = (file("keys"), Mock::new());
        let echo = "see https://api.example/thing?api_key=the+secret%2Fkey, key the secret/key";
        let echo = MockResponse::new(200, "text/plain", echo.replace('+', "%20"));
        mock.on::<Fetch>(echo).unwrap();
        let recorder = Recorder::new(mock, &path).unwrap();
        let response = fetched("the secret/key", recorder).await.unwrap();
        assert!(response.ends_with("key the secret/key"), "{response}");

        let text = std::fs::read_to_string(&path).unwrap();
        assert!(!text.contains("secret"), "{text}");
        assert!(text.contains("https://api.example/thing?api_key=REDACTED"));
        let replayed = fetched("another", Mock::replay(&path).unwrap()).await;
        let expected = "see https://api.example/thing?api_key=REDACTED, key REDACTED";
        assert_eq!(replayed.unwrap(), expected);
        std::fs::remove_file(path).unwrap();
    }

    fn request() -> Request<Body> {
        let mut request = Request::new(Body::from("asked"));
        request.extensions_mut().insert(Called {
            api: &API,
            operation: &FETCH,
        });
        request
    }

    async fn read(body: &mut ResponseStream) -> Option<Result<Bytes, Error>> {
        poll_fn(|context| Pin::new(&mut *body).poll_next(context)).await
    }

    #[tokio::test]
    async fn a_body_that_was_not_read_to_its_end_breaks_off_again() {
        let (path, mock) = (file("cut"), Mock::new());
        mock.on::<Fetch>(MockResponse::chunks(200, "text/plain", ["one", "two"]))
            .unwrap();
        let recorder = Recorder::new(mock, &path).unwrap();
        let sent = Transport::send(&recorder, request(), Limits::default());
        let mut body = sent.await.unwrap().into_body();
        assert_eq!(read(&mut body).await.unwrap().unwrap(), "one");
        drop(body);

        let mock = Mock::replay(&path).unwrap();
        let sent = Transport::send(&mock, request(), Limits::default());
        let mut body = sent.await.unwrap().into_body();
        assert_eq!(read(&mut body).await.unwrap().unwrap(), "one");
        let error = read(&mut body).await.unwrap().unwrap_err();
        assert!(error.is_interrupted());
        assert!(read(&mut body).await.is_none());
        std::fs::remove_file(path).unwrap();
    }

    #[tokio::test]
    async fn requests_for_tokens_are_carried_and_not_written() {
        let (path, mock) = (file("tokens"), Mock::new());
        let recorder = Recorder::new(mock.clone(), &path).unwrap();
        let ask = || {
            Transport::send(
                &recorder,
                Request::new(Body::from("secret")),
                Limits::default(),
            )
        };
        let mut body = ask().await.unwrap().into_body();
        let token = read(&mut body).await.unwrap().unwrap();
        assert!(token.starts_with(br#"{"access_token":"#), "{token:?}");
        mock.on_token(MockResponse::empty(400)).unwrap();
        assert_eq!(ask().await.unwrap().status(), 400);
        drop(recorder);
        assert_eq!(std::fs::read(&path).unwrap(), b"");
        assert_eq!(mock.all_received().len(), 2);
        std::fs::remove_file(path).unwrap();
    }
}
