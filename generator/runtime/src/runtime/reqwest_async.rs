//! How does reqwest carry requests?

use super::error::{Error, Kind};
use super::tls;
use super::transport::{BoxFuture, Limits, Transport};
use bytes::{Bytes, BytesMut};
use http::{Request, Response, StatusCode};
use std::time::Duration;

/// Carries requests by reqwest, over HTTP/1.1 and TLS (rustls). It trusts whom the system
/// trusts, and uses the proxies that the environment names.
#[derive(Clone, Debug)]
pub(crate) struct Reqwest(reqwest::Client);

impl Reqwest {
    pub(crate) fn new(connect_timeout: Duration) -> Result<Self, Error> {
        let client = reqwest::Client::builder()
            .tls_backend_preconfigured(tls::config()?)
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(connect_timeout)
            .build();
        client.map(Self).map_err(tls::unusable)
    }

    async fn exchange(
        &self,
        request: Request<Bytes>,
        limits: Limits,
    ) -> Result<Response<Bytes>, Error> {
        let mut request = reqwest::Request::try_from(request).map_err(fault)?;
        *request.timeout_mut() = Some(limits.timeout);
        let mut response = self.0.execute(request).await.map_err(fault)?;
        let status = response.status();
        let expected = expected(response.content_length(), status, limits)?;
        let mut body = BytesMut::with_capacity(expected);
        while let Some(chunk) = response.chunk().await.map_err(fault)? {
            if chunk.len() > limits.body.saturating_sub(body.len()) {
                return Err(Error::body_too_large(status, limits.body));
            }
            body.extend_from_slice(&chunk);
        }
        let mut whole = Response::new(body.freeze());
        *whole.status_mut() = status;
        *whole.headers_mut() = std::mem::take(response.headers_mut());
        Ok(whole)
    }
}

impl Transport for Reqwest {
    fn send(
        &self,
        request: Request<Bytes>,
        limits: Limits,
    ) -> BoxFuture<'_, Result<Response<Bytes>, Error>> {
        Box::pin(self.exchange(request, limits))
    }
}

/// The room to begin with. `Content-Length` is a promise only: a false one must neither let a
/// larger body in nor make us set gigabytes aside.
pub(crate) fn expected(
    announced: Option<u64>,
    status: StatusCode,
    limits: Limits,
) -> Result<usize, Error> {
    const AT_ONCE: usize = 1 << 20;
    let announced = announced.map_or(0, |length| usize::try_from(length).unwrap_or(usize::MAX));
    if announced > limits.body {
        return Err(Error::body_too_large(status, limits.body));
    }
    Ok(announced.min(AT_ONCE))
}

/// The URL is left out: its query may hold a key.
pub(crate) fn fault(error: reqwest::Error) -> Error {
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
