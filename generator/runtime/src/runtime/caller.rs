//! The two kinds of clients: asynchronous and blocking.

use super::call_options::CallOptions;
use super::error::Error;
use super::exchange::{Exchange, Outcome};
use super::execute::execute;
#[cfg(feature = "blocking")]
use super::execute::execute_blocking;
use super::request::Request;
use super::response::Response;
use super::settings::Settings;
#[cfg(feature = "blocking")]
use super::transport::BlockingTransport;
use super::transport::{BoxFuture, Transport};
use bytes::Bytes;
use std::fmt::{self, Debug};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

/// How a client sends requests: [`Async`], or `Blocking` with the feature of that name.
pub trait Caller: Clone + sealed::Sealed {
    /// The return type of a call: a future of a result, or the result itself.
    type Response<T: Send + 'static>;

    /// Sends a request.
    fn call<R: Request>(&self, request: &R) -> Self::Response<R::Output>;

    /// Sends a request and returns the response with its status and headers.
    fn call_full<R: Request>(&self, request: &R) -> Self::Response<http::Response<R::Output>>;

    /// Sends a request and returns the response with the bytes of its body.
    fn call_raw<R: Request>(&self, request: &R) -> Self::Response<http::Response<Bytes>>;

    /// Returns a caller with these options and the same connections.
    #[must_use]
    fn with(&self, options: &CallOptions) -> Self;

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
    type Response<T: Send + 'static> = ResponseFuture<T>;

    fn call<R: Request>(&self, request: &R) -> ResponseFuture<R::Output> {
        self.begin(Exchange::of(&self.settings, request), R::read)
    }

    fn call_full<R: Request>(&self, request: &R) -> ResponseFuture<http::Response<R::Output>> {
        self.begin(Exchange::of(&self.settings, request), full::<R>)
    }

    fn call_raw<R: Request>(&self, request: &R) -> ResponseFuture<http::Response<Bytes>> {
        self.begin(Exchange::of(&self.settings, request), raw)
    }

    fn with(&self, options: &CallOptions) -> Self {
        Self {
            settings: Arc::new(options.applied(&self.settings)),
            transport: Arc::clone(&self.transport),
        }
    }

    fn anonymous(&self) -> Self {
        Self {
            settings: Arc::new(self.settings.anonymous()),
            transport: Arc::clone(&self.transport),
        }
    }
}

impl Async {
    pub(crate) fn begin<T>(
        &self,
        exchange: Exchange,
        read: fn(&Response) -> Result<T, Error>,
    ) -> ResponseFuture<T> {
        ResponseFuture {
            outcome: Box::pin(execute(exchange, Arc::clone(&self.transport))),
            read,
        }
    }
}

fn full<R: Request>(response: &Response) -> Result<http::Response<R::Output>, Error> {
    R::read(response).map(|output| with_head(response, output))
}

/// The response as it was received.
pub(crate) fn raw(response: &Response) -> Result<http::Response<Bytes>, Error> {
    Ok(with_head(response, response.bytes().clone()))
}

/// A body with the status and the headers of a response.
fn with_head<T>(response: &Response, body: T) -> http::Response<T> {
    let mut whole = http::Response::new(body);
    *whole.status_mut() = response.status();
    *whole.headers_mut() = response.headers().clone();
    whole
}

/// The future of a call. It does nothing until it is polled. Dropping it cancels the call.
#[must_use = "a future does nothing until it is awaited"]
pub struct ResponseFuture<T> {
    outcome: BoxFuture<'static, Outcome>,
    read: fn(&Response) -> Result<T, Error>,
}

impl<T> Future for ResponseFuture<T> {
    type Output = Result<T, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let read = self.read;
        let outcome = self.outcome.as_mut().poll(context);
        outcome.map(|response| response.and_then(|(response, _)| read(&response)))
    }
}

impl<T> Debug for ResponseFuture<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ResponseFuture")
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
    type Response<T: Send + 'static> = Result<T, Error>;

    fn call<R: Request>(&self, request: &R) -> Result<R::Output, Error> {
        self.complete(Exchange::of(&self.settings, request), R::read)
    }

    fn call_full<R: Request>(&self, request: &R) -> Result<http::Response<R::Output>, Error> {
        self.complete(Exchange::of(&self.settings, request), full::<R>)
    }

    fn call_raw<R: Request>(&self, request: &R) -> Result<http::Response<Bytes>, Error> {
        self.complete(Exchange::of(&self.settings, request), raw)
    }

    fn with(&self, options: &CallOptions) -> Self {
        Self {
            settings: Arc::new(options.applied(&self.settings)),
            transport: Arc::clone(&self.transport),
        }
    }

    fn anonymous(&self) -> Self {
        Self {
            settings: Arc::new(self.settings.anonymous()),
            transport: Arc::clone(&self.transport),
        }
    }
}

#[cfg(feature = "blocking")]
impl Blocking {
    pub(crate) fn complete<T>(
        &self,
        exchange: Exchange,
        read: fn(&Response) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let (response, _) = execute_blocking(exchange, &*self.transport)?;
        read(&response)
    }
}
