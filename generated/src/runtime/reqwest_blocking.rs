// Made by bindery; changes are overwritten.

//! The blocking transport by `reqwest`.

use super::body::Body;
use super::error::Error;
use super::reqwest_async::problem;
use super::response_stream::BlockingResponseStream;
use super::transport::{BlockingTransport, Limits};
use http::{Request, Response};
use std::io::{self, Read};

/// Sends requests by a `reqwest::blocking::Client` of the caller, like
/// [`Reqwest`](super::reqwest_async::Reqwest). reqwest panics in asynchronous code.
#[derive(Clone, Debug)]
pub struct BlockingReqwest(reqwest::blocking::Client);

impl BlockingReqwest {
    /// Creates a transport that uses this client.
    pub fn from_client(client: reqwest::blocking::Client) -> Self {
        Self(client)
    }
}

impl BlockingTransport for BlockingReqwest {
    fn send(
        &self,
        request: Request<Body>,
        limits: Limits,
    ) -> Result<Response<BlockingResponseStream>, Error> {
        let (parts, body) = request.into_parts();
        // Even an empty body would be announced, for methods that have no use for one (RFC 9110,
        // section 8.6).
        let body = if body.is_empty() {
            None
        } else {
            Some(outgoing(body)?)
        };
        let request = Request::from_parts(parts, "");
        let mut request = reqwest::blocking::Request::try_from(request).map_err(problem)?;
        *request.body_mut() = body;
        *request.timeout_mut() = Some(limits.timeout);
        let mut received = self.0.execute(request).map_err(problem)?;
        let (status, headers) = (received.status(), std::mem::take(received.headers_mut()));
        let mut response = Response::new(BlockingResponseStream::reader(Arriving(received)));
        *response.status_mut() = status;
        *response.headers_mut() = headers;
        Ok(response)
    }
}

fn outgoing(body: Body) -> Result<reqwest::blocking::Body, Error> {
    if let Some(bytes) = body.bytes() {
        return Ok(reqwest::blocking::Body::from(bytes.clone()));
    }
    let size = body.size();
    let reader = body.into_reader()?;
    Ok(match size {
        Some(size) => reqwest::blocking::Body::sized(reader, size),
        None => reqwest::blocking::Body::new(reader),
    })
}

/// The body of a response while it arrives.
struct Arriving(reqwest::blocking::Response);

impl Read for Arriving {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        // Reads through `std::io`, which wraps reqwest's error.
        let read = self.0.read(buffer);
        read.map_err(|error| match error.downcast::<reqwest::Error>() {
            Ok(error) => io::Error::other(problem(error)),
            Err(error) => error,
        })
    }
}
