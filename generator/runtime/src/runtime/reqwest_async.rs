//! The asynchronous transport by `reqwest`.

use super::body::{Body, BodyStream};
use super::error::{Error, Kind};
use super::response_stream::ResponseStream;
use super::transport::{BoxFuture, Limits, Transport};
use bytes::Bytes;
use futures_core::Stream;
use http::request::Parts;
use http::uri::{Authority, Scheme};
use http::{Request, Response, Uri};
use http_body::{Body as _, Frame, SizeHint};
use std::error::Error as StdError;
use std::future::ready;
use std::pin::Pin;
use std::sync::{Mutex, OnceLock, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::time::{Instant, Sleep};

/// Sends requests by a `reqwest::Client` of the caller, with its proxies, TLS and connections.
///
/// The client should follow no redirects (`reqwest::redirect::Policy::none()`): the generated
/// client follows those to which credentials may be sent, and returns the others.
#[derive(Clone, Debug)]
pub struct Reqwest {
    client: reqwest::Client,
    origin: Origin,
}

impl Reqwest {
    /// Creates a transport that uses this client.
    pub fn from_client(client: reqwest::Client) -> Self {
        Self {
            client,
            origin: Origin::default(),
        }
    }

    /// Converts the request and its body for reqwest.
    fn outgoing(&self, request: Request<Body>) -> Result<reqwest::Request, Error> {
        #[allow(unused_mut, reason = "only a mock needs the operation")]
        let (mut parts, body) = request.into_parts();
        #[cfg(feature = "mock")]
        parts.extensions.remove::<super::redact::Called>();
        let body = match body.bytes() {
            Some(bytes) => reqwest::Body::from(bytes.clone()),
            None => reqwest::Body::wrap(Outgoing(Mutex::new(body.into_stream()?))),
        };
        self.origin.request(parts, body)
    }
}

impl Transport for Reqwest {
    fn send(
        &self,
        request: Request<Body>,
        limits: Limits,
    ) -> BoxFuture<'_, Result<Response<ResponseStream>, Error>> {
        // Created outside the future, which would otherwise hold each of its forms.
        let mut request = match self.outgoing(request) {
            Ok(request) => request,
            Err(error) => return Box::pin(ready(Err(error))),
        };
        if !limits.streamed {
            *request.timeout_mut() = Some(limits.timeout);
        }
        Box::pin(async move {
            let response = self.client.execute(request);
            let response = if limits.streamed {
                let response = tokio::time::timeout(limits.timeout, response).await;
                response.map_err(Error::timeout)?
            } else {
                response.await
            };
            let response = Response::<reqwest::Body>::from(response.map_err(problem)?);
            Ok(response.map(|body| {
                let patience = limits.streamed.then_some(limits.idle_timeout);
                ResponseStream::stream(Arriving::new(body, patience))
            }))
        })
    }

    fn sleep(&self, time: Duration) -> Option<BoxFuture<'static, ()>> {
        Some(Box::pin(tokio::time::sleep(time)))
    }
}

/// Scheme, host and port of the first request. Most clients call a single server, and parsing them
/// in each URL would cost more than the rest of creating the request.
#[derive(Clone, Debug, Default)]
struct Origin(OnceLock<Known>);

#[derive(Clone, Debug)]
struct Known {
    scheme: Scheme,
    authority: Authority,
    url: reqwest::Url,
}

impl Origin {
    /// Converts the request for reqwest.
    fn request(&self, parts: Parts, body: reqwest::Body) -> Result<reqwest::Request, Error> {
        // reqwest accepts extensions only in its own conversion.
        if let Some(url) = self.url(&parts.uri)
            && parts.extensions.is_empty()
        {
            let mut request = reqwest::Request::new(parts.method, url);
            *request.headers_mut() = parts.headers;
            *request.version_mut() = parts.version;
            *request.body_mut() = Some(body);
            return Ok(request);
        }
        let uri = parts.uri.clone();
        let request = Request::from_parts(parts, body);
        let request = reqwest::Request::try_from(request).map_err(problem)?;
        if let (Some(scheme), Some(authority)) = (uri.scheme(), uri.authority()) {
            self.0.get_or_init(|| Known {
                scheme: scheme.clone(),
                authority: authority.clone(),
                url: request.url().clone(),
            });
        }
        Ok(request)
    }

    fn url(&self, uri: &Uri) -> Option<reqwest::Url> {
        let Known {
            scheme,
            authority,
            url,
        } = self.0.get()?;
        if uri.scheme() != Some(scheme) || uri.authority() != Some(authority) {
            return None;
        }
        let mut url = url.clone();
        url.set_path(uri.path());
        url.set_query(uri.query());
        Some(url)
    }
}

/// A streamed body. One thread uses it at a time; the lock shows that to the compiler.
struct Outgoing(Mutex<BodyStream>);

impl http_body::Body for Outgoing {
    type Data = Bytes;
    type Error = Box<dyn StdError + Send + Sync>;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        let stream = self.0.get_mut().unwrap_or_else(PoisonError::into_inner);
        let chunk = ready!(Pin::new(stream).poll_next(context));
        Poll::Ready(chunk.map(|chunk| chunk.map(Frame::data)))
    }

    fn size_hint(&self) -> SizeHint {
        let stream = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        stream
            .size()
            .map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}

/// The body of a response while it arrives.
struct Arriving {
    body: reqwest::Body,
    /// The idle timeout, and the time at which it expires.
    patience: Option<(Duration, Pin<Box<Sleep>>)>,
}

impl Arriving {
    fn new(body: reqwest::Body, patience: Option<Duration>) -> Self {
        let patience = patience.map(|time| (time, Box::pin(tokio::time::sleep(time))));
        Self { body, patience }
    }
}

impl Stream for Arriving {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        loop {
            match Pin::new(&mut this.body).poll_frame(context) {
                Poll::Ready(Some(Ok(frame))) => {
                    if let Some((time, end)) = &mut this.patience
                        && let Some(later) = Instant::now().checked_add(*time)
                    {
                        end.as_mut().reset(later);
                    }
                    // Trailers are ignored.
                    if let Ok(chunk) = frame.into_data() {
                        return Poll::Ready(Some(Ok(chunk)));
                    }
                }
                Poll::Ready(Some(Err(error))) => return Poll::Ready(Some(Err(problem(error)))),
                Poll::Ready(None) => return Poll::Ready(None),
                Poll::Pending => break,
            }
        }
        let Some((time, end)) = &mut this.patience else {
            return Poll::Pending;
        };
        ready!(end.as_mut().poll(context));
        let message = format!("nothing came for {time:?}");
        Poll::Ready(Some(Err(Error::timeout(message))))
    }
}

/// Omits the URL because its query may contain a key.
pub(crate) fn problem(error: reqwest::Error) -> Error {
    let error = error.without_url();
    if error.is_builder() {
        Error::new(Kind::InvalidRequest, "the request cannot be sent as it is").because(error)
    } else if error.is_connect() {
        Error::connect(error)
    } else if error.is_timeout() {
        Error::timeout(error)
    } else {
        Error::interrupted(error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_url_of_a_later_request_is_what_it_would_be_by_itself() {
        let origin = Origin::default();
        for url in [
            "https://a.example/v1/x?y=1",
            "https://a.example",
            "https://a.example/",
            "https://a.example?z",
            "https://a.example/?",
            "https://a.example//b//",
            "https://a.example/a/../b/./c",
            "https://a.example/%2e%2E/%41%zz/~%20!$&'()*+,;=:@|^`{}\\\\é",
            "https://a.example/a?b=%27'\"<>`{}|^é?/?",
            "https://a.example:443/x",
            "https://A.example/x",
            "http://a.example/x",
            "https://b.example/x",
            "https://user@a.example/x",
        ] {
            let Ok(uri) = url.parse::<Uri>() else {
                continue;
            };
            let request = Request::get(uri.clone()).body(reqwest::Body::default());
            let (parts, body) = request.unwrap().into_parts();
            let request = origin.request(parts, body).unwrap();
            let alone: reqwest::Url = uri.to_string().parse().unwrap();
            assert_eq!(request.url(), &alone, "{url}");
        }
    }

    #[test]
    fn everything_of_a_request_is_kept() {
        let origin = Origin::default();
        for extension in [None, Some("x"), None] {
            let mut request = Request::put("http://a.example/x")
                .version(http::Version::HTTP_10)
                .header("x", "y")
                .body(reqwest::Body::from("z"))
                .unwrap();
            extension.map(|extension| request.extensions_mut().insert(extension));
            let (parts, body) = request.into_parts();
            let request = origin.request(parts, body).unwrap();
            assert_eq!(request.method(), "PUT");
            assert_eq!(request.version(), http::Version::HTTP_10);
            assert_eq!(request.headers()["x"], "y");
            let body = request.body().and_then(reqwest::Body::as_bytes);
            assert_eq!(body, Some(&b"z"[..]));
        }
    }
}
