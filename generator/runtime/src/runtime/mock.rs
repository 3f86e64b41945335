//! A mock transport for tests.

use super::body::Body;
use super::error::{Error, Kind};
use super::mock_request::MockRequest;
use super::mock_response::{Arrival, MockResponse};
use super::operation::Operation;
use super::recording::Recording;
use super::request::Request;
#[cfg(feature = "blocking")]
use super::response_stream::BlockingResponseStream;
use super::response_stream::ResponseStream;
#[cfg(feature = "blocking")]
use super::transport::BlockingTransport;
use super::transport::{BoxFuture, Limits, Transport};
use http::Response;
use std::collections::VecDeque;
use std::fmt;
use std::panic::Location;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// A transport that returns prepared responses by operation, without a connection, and keeps the
/// requests. Clones share their state: give one to the builder of a client and keep one in the
/// test.
///
/// The responses of an operation are used in order; the last one is repeated. Delays before retries
/// do not take time; they are recorded in [`Mock::waits`].
#[derive(Clone, Default)]
pub struct Mock(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    responses: Vec<(&'static Operation, VecDeque<MockResponse>)>,
    tokens: VecDeque<MockResponse>,
    recording: Option<Recording>,
    received: Vec<MockRequest>,
    waits: Vec<Duration>,
}

impl Mock {
    /// Creates a mock without responses.
    pub fn new() -> Self {
        Self::default()
    }

    /// Creates a mock from a file that a [`Recorder`](super::recorder::Recorder) wrote. A request
    /// gets the response that was recorded for the same method, path, query and body; JSON is
    /// compared by value. `REDACTED` in the file matches any text. Equal requests get their
    /// responses in turn; the last one is repeated.
    ///
    /// # Errors
    ///
    /// Returns an error if the file cannot be read or is not a recording, with line and column.
    pub fn replay(path: impl AsRef<Path>) -> Result<Self, Error> {
        let mock = Self::new();
        mock.state().recording = Some(Recording::read(path.as_ref())?);
        Ok(mock)
    }

    /// Adds a response of an operation after those added before. It takes precedence over a
    /// recording.
    ///
    /// # Errors
    ///
    /// Returns an error if a client could not decode the response: a success that is not of the
    /// declared type, or an error body that is not the one declared for its status. See
    /// [`MockResponse::unchecked`].
    #[track_caller]
    pub fn on<R: Request>(&self, response: MockResponse) -> Result<&Self, Error> {
        let place = Location::caller();
        let checked = response.check::<R>();
        checked.map_err(|error| unusable(place, error).of(R::OPERATION))?;
        let mut state = self.state();
        let known = state.responses.iter_mut();
        match known.into_iter().find(|(one, _)| same(one, R::OPERATION)) {
            Some((_, queued)) => queued.push_back(response),
            None => state
                .responses
                .push((R::OPERATION, VecDeque::from([response]))),
        }
        drop(state);
        Ok(self)
    }

    /// Adds a response of the token endpoint. The default is a token that is valid for an hour.
    ///
    /// # Errors
    ///
    /// Returns an error if the response has an invalid status or header.
    #[track_caller]
    pub fn on_token(&self, response: MockResponse) -> Result<&Self, Error> {
        let place = Location::caller();
        response.sound().map_err(|error| unusable(place, error))?;
        self.state().tokens.push_back(response);
        Ok(self)
    }

    /// The requests of an operation in the order of their arrival, including each retry and
    /// redirect.
    pub fn received<R: Request>(&self) -> Vec<MockRequest> {
        let state = self.state();
        let of = |received: &&MockRequest| {
            let called = received.called();
            called.is_some_and(|called| same(called.operation, R::OPERATION))
        };
        state.received.iter().filter(of).cloned().collect()
    }

    /// All requests in the order of their arrival.
    pub fn all_received(&self) -> Vec<MockRequest> {
        self.state().received.clone()
    }

    /// The delays before retries.
    pub fn waits(&self) -> Vec<Duration> {
        self.state().waits.clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn respond(&self, received: MockRequest, limits: Limits) -> Result<Response<Arrival>, Error> {
        let mut state = self.state();
        let response = state.respond(&received, limits);
        state.received.push(received);
        response
    }
}

impl State {
    fn respond(
        &mut self,
        received: &MockRequest,
        limits: Limits,
    ) -> Result<Response<Arrival>, Error> {
        let Some(called) = received.called() else {
            return next(&mut self.tokens).unwrap_or_else(token).give(limits);
        };
        let mut responses = self.responses.iter_mut();
        let given = responses.find(|(operation, _)| same(operation, called.operation));
        if let Some(response) = given.and_then(|(_, responses)| next(responses)) {
            return response.give(limits);
        }
        if let Some(recording) = &mut self.recording {
            return recording.respond(received);
        }
        Err(Error::new(
            Kind::Configuration,
            "the mock has no response: give one with `mock.on::<…>(MockResponse::json(200, …))?`, where \
             the first `…` is the request's type in `operations`",
        ))
    }
}

/// The next response; the last one is repeated.
fn next(responses: &mut VecDeque<MockResponse>) -> Option<MockResponse> {
    match responses.len() {
        0 | 1 => responses.front().cloned(),
        _ => responses.pop_front(),
    }
}

/// RFC 6749, section 5.1.
fn token() -> MockResponse {
    let body = r#"{"access_token":"mock","token_type":"Bearer","expires_in":3600}"#;
    MockResponse::json(200, body)
}

/// Operations are compared by name because constants have no address.
fn same(one: &Operation, other: &Operation) -> bool {
    (one.id, one.method, one.path) == (other.id, other.method, other.path)
}

fn unusable(place: &Location<'_>, error: Error) -> Error {
    let (file, line) = (place.file(), place.line());
    let message = format!("the response given at {file}:{line} cannot be used: {error}");
    Error::new(Kind::Configuration, message).because(error)
}

impl Transport for Mock {
    fn send(
        &self,
        request: http::Request<Body>,
        limits: Limits,
    ) -> BoxFuture<'_, Result<Response<ResponseStream>, Error>> {
        Box::pin(async move {
            let received = MockRequest::take(request).await?;
            let response = self.respond(received, limits)?;
            Ok(response.map(ResponseStream::stream))
        })
    }

    fn sleep(&self, time: Duration) -> Option<BoxFuture<'static, ()>> {
        self.state().waits.push(time);
        Some(Box::pin(std::future::ready(())))
    }
}

#[cfg(feature = "blocking")]
impl BlockingTransport for Mock {
    fn send(
        &self,
        request: http::Request<Body>,
        limits: Limits,
    ) -> Result<Response<BlockingResponseStream>, Error> {
        let received = MockRequest::take_blocking(request)?;
        let response = self.respond(received, limits)?;
        Ok(response.map(BlockingResponseStream::reader))
    }

    fn sleep(&self, time: Duration) {
        self.state().waits.push(time);
    }
}

/// Prints the names of operations, not requests or responses.
impl fmt::Debug for Mock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.state();
        let operations: Vec<_> = state.responses.iter().map(|(one, _)| one.id).collect();
        f.debug_struct("Mock")
            .field("operations", &operations)
            .field("recording", &state.recording.is_some())
            .field("received", &state.received.len())
            .finish()
    }
}
