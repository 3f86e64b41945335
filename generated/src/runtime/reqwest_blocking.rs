//! How does reqwest carry requests of a client that blocks?

use super::error::Error;
use super::reqwest_async::{expected, fault};
use super::tls;
use super::transport::{BlockingTransport, Limits};
use bytes::Bytes;
use http::{Request, Response};
use std::io::Read;
use std::time::Duration;

/// Carries requests by reqwest's blocking client.
#[derive(Clone, Debug)]
pub(crate) struct BlockingReqwest(reqwest::blocking::Client);

impl BlockingReqwest {
    pub(crate) fn new(connect_timeout: Duration) -> Result<Self, Error> {
        let client = reqwest::blocking::Client::builder()
            .tls_backend_preconfigured(tls::config()?)
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(connect_timeout)
            .build();
        client.map(Self).map_err(tls::unusable)
    }
}

impl BlockingTransport for BlockingReqwest {
    fn send(&self, request: Request<Bytes>, limits: Limits) -> Result<Response<Bytes>, Error> {
        let empty = request.body().is_empty();
        let mut request = reqwest::blocking::Request::try_from(request).map_err(fault)?;
        if empty {
            // Even an empty one would be announced, to methods that have no use for one (RFC 9110,
            // section 8.6).
            *request.body_mut() = None;
        }
        *request.timeout_mut() = Some(limits.timeout);
        let mut response = self.0.execute(request).map_err(fault)?;
        let status = response.status();
        let mut body = Vec::with_capacity(expected(response.content_length(), status, limits)?);
        // One byte more than allowed tells a body that fits from one that does not.
        let most = u64::try_from(limits.body)
            .unwrap_or(u64::MAX)
            .saturating_add(1);
        response
            .by_ref()
            .take(most)
            .read_to_end(&mut body)
            .map_err(broken)?;
        if body.len() > limits.body {
            return Err(Error::body_too_large(status, limits.body));
        }
        let mut whole = Response::new(Bytes::from(body));
        *whole.status_mut() = status;
        *whole.headers_mut() = std::mem::take(response.headers_mut());
        Ok(whole)
    }
}

/// Reading goes by `std::io`, which wraps reqwest's error.
fn broken(error: std::io::Error) -> Error {
    match error.downcast::<reqwest::Error>() {
        Ok(error) => fault(error),
        Err(error) => Error::interrupted(error),
    }
}
