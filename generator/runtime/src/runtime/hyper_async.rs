//! The asynchronous transport by hyper.

use super::body::{Body, BodyStream};
use super::error::Error;
use super::hyper_connect::Connector;
use super::response_stream::ResponseStream;
use super::tls;
use super::transport::{BoxFuture, Limits, Transport};
use bytes::Bytes;
use futures_core::Stream;
use http::header::PROXY_AUTHORIZATION;
use http::uri::Scheme;
use http::{Request, Response};
use http_body::{Body as _, Frame, SizeHint};
use hyper_util::client::legacy::{Client, Error as SendError};
use hyper_util::client::proxy::matcher::Matcher;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use rustls::ClientConfig;
use std::error::Error as StdError;
use std::future::{poll_fn, ready};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::time::{Instant, Sleep};

/// Sends requests by hyper over HTTP/1.1, with TLS by rustls. It trusts the certificates that the
/// operating system trusts, uses the proxies of `HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY` and
/// `NO_PROXY`, and pools connections.
///
/// The cryptography of TLS is the provider that the program installed with
/// `rustls::crypto::CryptoProvider::install_default`, or else ring.
///
/// It is the default transport of clients, and can be wrapped by another one.
#[derive(Clone, Debug)]
pub struct Hyper {
    client: Client<Connector, Outgoing>,
    proxies: Arc<Matcher>,
}

impl Hyper {
    /// Creates a transport with its own connection pool. `connect_timeout` limits each connection
    /// attempt.
    ///
    /// # Errors
    ///
    /// Returns an error if TLS cannot be set up.
    pub fn new(connect_timeout: Duration) -> Result<Self, Error> {
        let proxies = Matcher::from_env();
        Ok(Self::with(tls::config()?, proxies, connect_timeout))
    }

    /// Creates a transport with other proxies than those of the environment.
    pub(crate) fn with(tls: ClientConfig, proxies: Matcher, connect_timeout: Duration) -> Self {
        let proxies = Arc::new(proxies);
        let connector = Connector::new(tls, Arc::clone(&proxies), connect_timeout);
        let client = Client::builder(TokioExecutor::new())
            .pool_timer(TokioTimer::new())
            .build(connector);
        Self { client, proxies }
    }

    /// Converts the request for hyper.
    fn outgoing(&self, request: Request<Body>) -> Result<Request<Outgoing>, Error> {
        let (mut parts, body) = request.into_parts();
        #[cfg(feature = "mock")]
        parts.extensions.remove::<super::redact::Called>();
        // A proxy that forwards requests gets the credentials in each of them; others get them when
        // connecting.
        if parts.uri.scheme() == Some(&Scheme::HTTP)
            && let Some(proxy) = self.proxies.intercept(&parts.uri)
            && let Some(credentials) = proxy.basic_auth()
        {
            parts
                .headers
                .insert(PROXY_AUTHORIZATION, credentials.clone());
        }
        let body = match body.bytes() {
            Some(bytes) => Outgoing::Whole(bytes.clone()),
            None => Outgoing::Stream(body.into_stream()?),
        };
        Ok(Request::from_parts(parts, body))
    }
}

impl Transport for Hyper {
    fn send(
        &self,
        request: Request<Body>,
        limits: Limits,
    ) -> BoxFuture<'_, Result<Response<ResponseStream>, Error>> {
        // Created outside the future, which would otherwise hold each of its forms.
        let mut response = match self.outgoing(request) {
            Ok(request) => self.client.request(request),
            Err(error) => return Box::pin(ready(Err(error))),
        };
        Box::pin(async move {
            let mut end = Box::pin(tokio::time::sleep(limits.timeout));
            let response = poll_fn(|context| {
                if let Poll::Ready(response) = Pin::new(&mut response).poll(context) {
                    return Poll::Ready(response.map_err(failed));
                }
                ready!(end.as_mut().poll(context));
                let message = format!("no response within {:?}", limits.timeout);
                Poll::Ready(Err(Error::timeout(message)))
            });
            let response = response.await?;
            Ok(response.map(|body| {
                let idle = limits.streamed.then_some(limits.idle_timeout);
                ResponseStream::stream(Arriving::new(body, end, idle))
            }))
        })
    }

    fn sleep(&self, time: Duration) -> Option<BoxFuture<'static, ()>> {
        Some(Box::pin(tokio::time::sleep(time)))
    }
}

/// The body of a request.
enum Outgoing {
    Whole(Bytes),
    Stream(BodyStream),
}

impl http_body::Body for Outgoing {
    type Data = Bytes;
    type Error = Box<dyn StdError + Send + Sync>;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        match &mut *self {
            Self::Whole(bytes) if bytes.is_empty() => Poll::Ready(None),
            Self::Whole(bytes) => Poll::Ready(Some(Ok(Frame::data(std::mem::take(bytes))))),
            Self::Stream(stream) => {
                let chunk = ready!(Pin::new(stream).poll_next(context));
                Poll::Ready(chunk.map(|chunk| chunk.map(Frame::data)))
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        matches!(self, Self::Whole(bytes) if bytes.is_empty())
    }

    fn size_hint(&self) -> SizeHint {
        let size = match self {
            Self::Whole(bytes) => u64::try_from(bytes.len()).ok(),
            Self::Stream(stream) => stream.size(),
        };
        size.map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}

/// The body of a response while it arrives.
struct Arriving {
    body: hyper::body::Incoming,
    /// The deadline.
    end: Pin<Box<Sleep>>,
    /// The idle timeout. Without it, `end` is the deadline of the call.
    idle: Option<Duration>,
}

impl Arriving {
    fn new(body: hyper::body::Incoming, end: Pin<Box<Sleep>>, idle: Option<Duration>) -> Self {
        let mut arriving = Self { body, end, idle };
        arriving.arrived();
        arriving
    }

    /// The idle timeout starts again with each chunk.
    fn arrived(&mut self) {
        if let Some(time) = self.idle
            && let Some(later) = Instant::now().checked_add(time)
        {
            self.end.as_mut().reset(later);
        }
    }
}

impl Stream for Arriving {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        loop {
            match Pin::new(&mut this.body).poll_frame(context) {
                Poll::Ready(Some(Ok(frame))) => {
                    this.arrived();
                    // Trailers are ignored.
                    if let Ok(chunk) = frame.into_data() {
                        return Poll::Ready(Some(Ok(chunk)));
                    }
                }
                Poll::Ready(Some(Err(error))) => {
                    return Poll::Ready(Some(Err(Error::interrupted(error))));
                }
                Poll::Ready(None) => return Poll::Ready(None),
                Poll::Pending => break,
            }
        }
        ready!(this.end.as_mut().poll(context));
        let message = match this.idle {
            Some(time) => format!("nothing came for {time:?}"),
            None => "the response was not whole in time".to_owned(),
        };
        Poll::Ready(Some(Err(Error::timeout(message))))
    }
}

fn failed(error: SendError) -> Error {
    if error.is_connect() {
        Error::connect(error)
    } else {
        Error::interrupted(error)
    }
}
