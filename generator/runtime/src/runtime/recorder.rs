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

#[cfg(test)]
mod tests {
    use super::super::answer::Answer;
    use super::super::builder::Builder;
    use super::super::caller::Caller;
    use super::super::mock::Mock;
    use super::super::mock_reply::MockReply;
    use super::super::operation::{Api, Credential, Operation, Scheme};
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

        fn read(answer: &Answer) -> Result<String, Error> {
            answer.text()
        }
    }

    fn file(name: &str) -> PathBuf {
        let name = format!("bindery-{}-{name}.jsonl", std::process::id());
        std::env::temp_dir().join(name)
    }

    /// What a client with this key gets.
    async fn fetched(key: &str, transport: impl Transport + 'static) -> Result<String, Error> {
        let builder = Builder::new(&API).credential("key", Secret::token(key));
        let client = builder.transport(Arc::new(transport)).build()?;
        client.call(&Fetch).await
    }

    #[tokio::test]
    async fn keys_in_the_query_stay_out_and_are_no_difference() {
        let (path, mock) = (file("keys"), Mock::new());
        let echo = "see https://api.example/thing?api_key=the+secret%2Fkey, key the secret/key";
        let echo = MockReply::new(200, "text/plain", echo.replace('+', "%20"));
        mock.on::<Fetch>(echo).unwrap();
        let recorder = Recorder::new(mock, &path).unwrap();
        let answer = fetched("the secret/key", recorder).await.unwrap();
        assert!(answer.ends_with("key the secret/key"), "{answer}");

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

    async fn read(body: &mut Incoming) -> Option<Result<Bytes, Error>> {
        poll_fn(|context| Pin::new(&mut *body).poll_next(context)).await
    }

    #[tokio::test]
    async fn a_body_that_was_not_read_to_its_end_breaks_off_again() {
        let (path, mock) = (file("cut"), Mock::new());
        mock.on::<Fetch>(MockReply::chunks(200, "text/plain", ["one", "two"]))
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
        mock.on_token(MockReply::empty(400)).unwrap();
        assert_eq!(ask().await.unwrap().status(), 400);
        drop(recorder);
        assert_eq!(std::fs::read(&path).unwrap(), b"");
        assert_eq!(mock.all_received().len(), 2);
        std::fs::remove_file(path).unwrap();
    }
}
