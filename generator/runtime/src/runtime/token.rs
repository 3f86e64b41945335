//! Access tokens of requests.

use super::clock::Instant;
use super::error::Error;
use super::operation::Operation;
#[cfg(feature = "blocking")]
use super::park::waker;
use super::transport::{BoxFuture, Transport};
use bytes::Bytes;
use http::{HeaderValue, Request, Response};
use std::future::poll_fn;
use std::sync::Arc;
#[cfg(feature = "blocking")]
use std::task::Context;
use std::task::Poll;
#[cfg(feature = "blocking")]
use std::thread;
use std::time::Duration;

/// Tokens that are requested when needed and kept for later requests. All clones of a client share
/// them. It sends nothing itself: it states the request to send.
pub(crate) trait Tokens: Send + Sync {
    /// The next step to get a token for an operation.
    fn turn(self: Arc<Self>, operation: &'static Operation, now: Instant) -> Turn;

    /// Discards a token because the API rejected it.
    fn refuse(&self, operation: &'static Operation, token: &Token);
}

/// The next step to get a token.
#[allow(dead_code, reason = "an API may have no tokens that are fetched")]
pub(crate) enum Turn {
    /// The token is there.
    Ready(Token),
    /// Request it. No other call does so at the same time.
    Fetch(Box<dyn Fetch>),
    /// Wait until another call has received it or has given up, and ask again.
    Wait(Waiting),
}

/// The time until another call has received a token or has given up. The error is that of the other
/// call.
pub(crate) type Waiting = BoxFuture<'static, Result<(), Error>>;

/// A token as the value of `Authorization`.
#[derive(Clone)]
pub(crate) struct Token {
    pub(crate) value: HeaderValue,
    /// Distinguishes it from earlier and later tokens.
    #[allow(dead_code, reason = "an API may have no tokens that are fetched")]
    pub(crate) number: u64,
}

/// The right to request a token. Dropping it passes it to the next waiting call.
pub(crate) trait Fetch: Send {
    /// The request to send.
    fn request(&self) -> Request<Bytes>;

    /// Takes the response and returns the token.
    fn respond(
        self: Box<Self>,
        response: Result<Response<Bytes>, Error>,
        now: Instant,
    ) -> Result<Token, Error>;
}

/// Waits for another call, but not longer than this; `None` after a timeout.
pub(crate) async fn join(
    mut waiting: Waiting,
    time: Duration,
    transport: &dyn Transport,
) -> Option<Result<(), Error>> {
    let mut sleep = transport.sleep(time);
    poll_fn(|context| {
        if let Poll::Ready(result) = waiting.as_mut().poll(context) {
            return Poll::Ready(Some(result));
        }
        match &mut sleep {
            Some(sleep) => sleep.as_mut().poll(context).map(|()| None),
            None => Poll::Pending,
        }
    })
    .await
}

/// Like [`join`], for blocking clients.
#[cfg(feature = "blocking")]
pub(crate) fn join_blocking(mut waiting: Waiting, time: Duration) -> Option<Result<(), Error>> {
    let began = Instant::now();
    let waker = waker();
    let mut context = Context::from_waker(&waker);
    loop {
        if let Poll::Ready(result) = waiting.as_mut().poll(&mut context) {
            return Some(result);
        }
        let left = time.checked_sub(began.elapsed());
        thread::park_timeout(left.filter(|left| !left.is_zero())?);
    }
}
