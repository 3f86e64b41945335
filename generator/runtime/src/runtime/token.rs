//! Which token goes with a request, when tokens have to be fetched first?

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

/// Tokens that are fetched when they are needed and kept for later requests. All clones of a
/// client share them. It sends nothing itself: it says what is to be sent.
pub(crate) trait Tokens: Send + Sync {
    /// What has to be done to have a token for an operation.
    fn turn(self: Arc<Self>, operation: &'static Operation, now: Instant) -> Turn;

    /// Takes a token out of use, because the API did not accept it.
    fn refuse(&self, operation: &'static Operation, token: &Token);
}

/// What has to be done to have a token.
#[allow(dead_code, reason = "an API may have no tokens that are fetched")]
pub(crate) enum Turn {
    /// Nothing: here it is.
    Ready(Token),
    /// To fetch it. Nobody else does meanwhile.
    Fetch(Box<dyn Fetch>),
    /// To wait until the one who fetches it has done so or has given up, and to ask again.
    Wait(Waiting),
}

/// The time until another call has fetched a token or has given up. An error is the one that the
/// other has got.
pub(crate) type Waiting = BoxFuture<'static, Result<(), Error>>;

/// A token as the value of `Authorization`.
#[derive(Clone)]
pub(crate) struct Token {
    pub(crate) value: HeaderValue,
    /// Tells it from those before and after it.
    #[allow(dead_code, reason = "an API may have no tokens that are fetched")]
    pub(crate) number: u64,
}

/// The right and the duty to fetch a token. Whoever drops it gives it up, and the next one who
/// waits has it.
pub(crate) trait Fetch: Send {
    /// What is to be sent.
    fn request(&self) -> Request<Bytes>;

    /// Takes what came of it, and gives the token.
    fn answer(
        self: Box<Self>,
        answer: Result<Response<Bytes>, Error>,
        now: Instant,
    ) -> Result<Token, Error>;
}

/// Waits for another call, but not longer than this time; nothing when that is over.
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

/// As [`join`], in the caller's thread.
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
