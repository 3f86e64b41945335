//! Calls whose response is streamed.

#[cfg(feature = "blocking")]
use super::caller::Blocking;
use super::caller::{Async, Caller};
use super::error::{Error, Kind};
use super::exchange::Exchange;
use super::open::open;
#[cfg(feature = "blocking")]
use super::open::open_blocking;
use super::operation::Operation;
use super::request::Request;
#[cfg(feature = "blocking")]
use super::response_stream::BlockingResponseStream;
use super::response_stream::ResponseStream;
use super::settings::Settings;
use super::transport::BoxFuture;
use http::Response;
use http::header::{ACCEPT, HeaderValue};
use std::fmt::{self, Debug};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

/// Clients that can stream responses.
pub trait Opener: Caller {
    /// The return type: a future of a result, or the result itself.
    type Opening<T: Send + 'static>;
}

impl Opener for Async {
    type Opening<T: Send + 'static> = Opening<T>;
}

#[cfg(feature = "blocking")]
impl Opener for Blocking {
    type Opening<T: Send + 'static> = Result<T, Error>;
}

/// The future of a call with a streamed response: it is ready once the headers of the response are
/// there. It does nothing until it is polled. Dropping it cancels the call.
#[must_use = "a future does nothing until it is awaited"]
pub struct Opening<T>(BoxFuture<'static, Result<T, Error>>);

impl<T> Future for Opening<T> {
    type Output = Result<T, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.0.as_mut().poll(context)
    }
}

impl<T> Debug for Opening<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Opening")
    }
}

impl Async {
    /// Sends a request and returns the response once its headers are there.
    pub(crate) fn open<R: Request, T>(
        &self,
        request: &R,
        accept: &str,
        read: impl FnOnce(Response<ResponseStream>) -> Result<T, Error> + Send + 'static,
    ) -> Opening<T> {
        let exchange = exchange(&self.settings, request, accept);
        self.open_exchange(R::OPERATION, exchange, read)
    }

    /// Returns the response of a call once its headers are there.
    pub(crate) fn open_exchange<T>(
        &self,
        operation: &'static Operation,
        exchange: Exchange,
        read: impl FnOnce(Response<ResponseStream>) -> Result<T, Error> + Send + 'static,
    ) -> Opening<T> {
        let transport = Arc::clone(&self.transport);
        Opening(Box::pin(async move {
            let opened = open(exchange, transport).await;
            opened.map_err(|error| error.of(operation)).and_then(read)
        }))
    }
}

#[cfg(feature = "blocking")]
impl Blocking {
    /// Like [`Async::open`].
    pub(crate) fn open<R: Request, T>(
        &self,
        request: &R,
        accept: &str,
        read: impl FnOnce(Response<BlockingResponseStream>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let exchange = exchange(&self.settings, request, accept);
        self.open_exchange(R::OPERATION, exchange, read)
    }

    /// Like [`Async::open_exchange`].
    pub(crate) fn open_exchange<T>(
        &self,
        operation: &'static Operation,
        exchange: Exchange,
        read: impl FnOnce(Response<BlockingResponseStream>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let opened = open_blocking(exchange, &*self.transport);
        opened.map_err(|error| error.of(operation)).and_then(read)
    }
}

/// A request for this media type, or for the declared ones if it is empty.
fn exchange<R: Request>(settings: &Arc<Settings>, request: &R, accept: &str) -> Exchange {
    let asked = settings.bare(request).and_then(|mut request| {
        if !accept.is_empty() {
            let value = HeaderValue::from_str(accept).map_err(|_| {
                let message = "the media type is no text that a header can hold";
                Error::new(Kind::InvalidRequest, message).of(R::OPERATION)
            })?;
            request.headers_mut().insert(ACCEPT, value);
        }
        Ok(request)
    });
    Exchange::new(Arc::clone(settings), R::OPERATION, asked, true)
}
