// Made by bindery; changes are overwritten.

//! The two kinds of clients: asynchronous and blocking.

use super::answer::Answer;
use super::error::Error;
use super::exchange::{Exchange, Outcome};
use super::execute::execute;
#[cfg(feature = "blocking")]
use super::execute::execute_blocking;
use super::request::Request;
use super::settings::Settings;
#[cfg(feature = "blocking")]
use super::transport::BlockingTransport;
use super::transport::{BoxFuture, Transport};
use http::Response;
use std::fmt::{self, Debug};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

/// How a client sends requests: [`Async`], or `Blocking` with the feature of that name.
pub trait Caller: Clone + sealed::Sealed {
    /// The return type of a call: a future of a result, or the result itself.
    type Reply<T: Send + 'static>;

    /// Sends a request.
    fn call<R: Request>(&self, request: &R) -> Self::Reply<R::Output>;

    /// Sends a request and returns the response with its status and headers.
    fn call_full<R: Request>(&self, request: &R) -> Self::Reply<Response<R::Output>>;

    /// Returns a caller with the same settings and connections that sends no credentials.
    #[must_use]
    fn anonymous(&self) -> Self;
}

pub(crate) mod sealed {
    /// Keeps [`super::Caller`] open to more methods.
    pub trait Sealed {}
}

/// Sends requests asynchronously: a call returns a future.
#[derive(Clone, Debug)]
pub struct Async {
    pub(crate) settings: Arc<Settings>,
    pub(crate) transport: Arc<dyn Transport>,
}

impl sealed::Sealed for Async {}

impl Caller for Async {
    type Reply<T: Send + 'static> = Reply<T>;

    fn call<R: Request>(&self, request: &R) -> Reply<R::Output> {
        self.begin(request, R::read)
    }

    fn call_full<R: Request>(&self, request: &R) -> Reply<Response<R::Output>> {
        self.begin(request, full::<R>)
    }

    fn anonymous(&self) -> Self {
        Self {
            settings: Arc::new(self.settings.anonymous()),
            transport: Arc::clone(&self.transport),
        }
    }
}

impl Async {
    fn begin<T>(&self, request: &impl Request, read: fn(&Answer) -> Result<T, Error>) -> Reply<T> {
        let exchange = Exchange::of(&self.settings, request);
        Reply {
            outcome: Box::pin(execute(exchange, Arc::clone(&self.transport))),
            read,
        }
    }
}

fn full<R: Request>(answer: &Answer) -> Result<Response<R::Output>, Error> {
    let mut response = Response::new(R::read(answer)?);
    *response.status_mut() = answer.status();
    *response.headers_mut() = answer.headers().clone();
    Ok(response)
}

/// The future of a call. It does nothing until it is polled. Dropping it cancels the call.
#[must_use = "a future does nothing until it is awaited"]
pub struct Reply<T> {
    outcome: BoxFuture<'static, Outcome>,
    read: fn(&Answer) -> Result<T, Error>,
}

impl<T> Future for Reply<T> {
    type Output = Result<T, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let read = self.read;
        let outcome = self.outcome.as_mut().poll(context);
        outcome.map(|answer| answer.and_then(|(answer, _)| read(&answer)))
    }
}

impl<T> Debug for Reply<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Reply")
    }
}

/// Sends requests and blocks until the response is there. Do not use it in asynchronous code.
#[cfg(feature = "blocking")]
#[derive(Clone, Debug)]
pub struct Blocking {
    pub(crate) settings: Arc<Settings>,
    pub(crate) transport: Arc<dyn BlockingTransport>,
}

#[cfg(feature = "blocking")]
impl sealed::Sealed for Blocking {}

#[cfg(feature = "blocking")]
impl Caller for Blocking {
    type Reply<T: Send + 'static> = Result<T, Error>;

    fn call<R: Request>(&self, request: &R) -> Result<R::Output, Error> {
        let exchange = Exchange::of(&self.settings, request);
        let (answer, _) = execute_blocking(exchange, &*self.transport)?;
        R::read(&answer)
    }

    fn call_full<R: Request>(&self, request: &R) -> Result<Response<R::Output>, Error> {
        let exchange = Exchange::of(&self.settings, request);
        let (answer, _) = execute_blocking(exchange, &*self.transport)?;
        full::<R>(&answer)
    }

    fn anonymous(&self) -> Self {
        Self {
            settings: Arc::new(self.settings.anonymous()),
            transport: Arc::clone(&self.transport),
        }
    }
}
