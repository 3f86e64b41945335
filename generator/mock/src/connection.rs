//! What does a connection wait for, and since when?
//!
//! All phases but one wait for the client. Each of these has a time, and the connection that has
//! waited longest is closed when there are too many.

use super::limits::{Limit, Limits};
use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::sync::Notify;
use tokio::time::Instant;

/// The state of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phase {
    /// The first byte of a request.
    Idle,
    /// The end of the headers.
    Head,
    /// The end of the body.
    Body,
    /// The server: it processes the request, or delays the response.
    Server,
    /// The client, which takes the response.
    Response,
}

/// A connection, as the server, its socket and the response body see it.
#[derive(Debug)]
pub(super) struct Connection {
    state: Mutex<State>,
    /// Woken when a response has left.
    sent: Notify,
    /// Woken when the connection has to make room for another.
    evicted: Notify,
}

#[derive(Debug)]
struct State {
    phase: Phase,
    since: Instant,
    /// Method and path of the request.
    request: String,
    /// All of the response was given to the socket's buffers.
    is_written: bool,
    /// A part of the request will not be read.
    is_unread: bool,
    /// An injected error resets the connection.
    is_reset: bool,
}

impl Connection {
    pub(super) fn new() -> Self {
        let state = State {
            phase: Phase::Idle,
            since: Instant::now(),
            request: String::new(),
            is_written: false,
            is_unread: false,
            is_reset: false,
        };
        Self {
            state: Mutex::new(state),
            sent: Notify::new(),
            evicted: Notify::new(),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn phase(&self) -> Phase {
        self.state().phase
    }

    pub(super) fn enter(&self, phase: Phase) {
        let mut state = self.state();
        state.phase = phase;
        state.since = Instant::now();
        state.is_written = false;
    }

    /// Begins a request.
    pub(super) fn begin(&self, request: String) {
        self.enter(Phase::Body);
        self.state().request = request;
    }

    /// Method and path of the last request.
    pub(super) fn request(&self) -> String {
        self.state().request.clone()
    }

    /// Since when it waits for its client; none while it waits for the server.
    pub(super) fn waits_since(&self) -> Option<Instant> {
        let state = self.state();
        (state.phase != Phase::Server).then_some(state.since)
    }

    /// Until when the client has to do something. The time of a body is with who reads it.
    pub(super) fn deadline(&self, limits: &Limits) -> Option<Instant> {
        let state = self.state();
        let limit = match state.phase {
            Phase::Idle => Limit::IdleTime,
            Phase::Head => Limit::HeadTime,
            Phase::Response => Limit::WriteTime,
            Phase::Body | Phase::Server => return None,
        };
        state.since.checked_add(limits.time(limit))
    }

    /// A part of the request will not be read.
    pub(super) fn leave_unread(&self) {
        self.state().is_unread = true;
    }

    pub(super) fn is_unread(&self) -> bool {
        self.state().is_unread
    }

    pub(super) fn reset(&self) {
        self.state().is_reset = true;
    }

    pub(super) fn is_reset(&self) -> bool {
        self.state().is_reset
    }

    /// Asks the connection to close.
    pub(super) fn evict(&self) {
        self.evicted.notify_one();
    }

    /// Ends when the connection is to close.
    pub(super) async fn evicted(&self) {
        self.evicted.notified().await;
    }

    /// Ends when the last response has left, so that a connection has one response in memory.
    pub(super) async fn sent(&self) {
        while self.phase() == Phase::Response {
            self.sent.notified().await;
        }
    }

    /// All of the response was given to the socket's buffers.
    pub(super) fn written(&self) {
        self.state().is_written = true;
    }

    fn received(&self) {
        let is_idle = self.phase() == Phase::Idle;
        if is_idle {
            self.enter(Phase::Head);
        }
    }

    fn flushed(&self) {
        let is_sent = {
            let state = self.state();
            state.phase == Phase::Response && state.is_written
        };
        if is_sent {
            self.enter(Phase::Idle);
            self.sent.notify_one();
        }
    }
}

/// A socket that tells its connection what happens.
pub(super) struct Watched<'c> {
    pub stream: TcpStream,
    pub connection: &'c Connection,
}

impl Watched<'_> {
    fn stream(self: Pin<&mut Self>) -> Pin<&mut TcpStream> {
        Pin::new(&mut self.get_mut().stream)
    }
}

impl AsyncRead for Watched<'_> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let read = self.as_mut().stream().poll_read(context, buffer);
        if buffer.filled().len() > before {
            self.connection.received();
        }
        read
    }
}

impl AsyncWrite for Watched<'_> {
    fn poll_write(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.stream().poll_write(context, bytes)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.stream().poll_write_vectored(context, bytes)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    /// hyper flushes a socket when it has given it everything.
    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let flushed = self.as_mut().stream().poll_flush(context);
        if flushed.is_ready() {
            self.connection.flushed();
        }
        flushed
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.stream().poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_response_has_left_when_it_is_written_and_flushed() {
        let connection = Connection::new();
        connection.received();
        assert_eq!(connection.phase(), Phase::Head);
        connection.begin("GET /".to_owned());
        connection.received();
        assert_eq!(connection.phase(), Phase::Body);
        connection.enter(Phase::Server);
        assert_eq!(connection.waits_since(), None);
        connection.enter(Phase::Response);
        connection.flushed();
        assert_eq!(connection.phase(), Phase::Response, "the body is not done");
        connection.written();
        assert_eq!(connection.phase(), Phase::Response, "it is in a buffer");
        connection.flushed();
        assert_eq!(connection.phase(), Phase::Idle);
        assert!(connection.waits_since().is_some());
    }
}
