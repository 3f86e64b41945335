//! How does one exchange go, from a request to a successful answer?

use super::answer::Answer;
use super::base::{resolve, same_origin};
use super::error::{Error, Kind};
use super::operation::Operation;
#[cfg(feature = "blocking")]
use super::transport::BlockingTransport;
use super::transport::{Limits, Transport};
use bytes::Bytes;
use http::header::LOCATION;
use http::{Method, Request, Response, Uri};
use std::sync::Arc;
use std::time::Instant;

/// Sends a request by a transport. The one such function, whatever the operation. With the
/// answer comes the URL that gave it.
pub(crate) async fn execute(
    operation: &'static Operation,
    request: Result<Request<Bytes>, Error>,
    transport: Arc<dyn Transport>,
    limits: Limits,
) -> Result<(Answer, Uri), Error> {
    let mut exchange = Exchange::new(operation, limits);
    let mut request = request?;
    loop {
        let spare = exchange.spare(&request);
        let left = exchange.left()?;
        let response = transport
            .send(request, left)
            .await
            .map_err(|error| error.of(operation))?;
        match exchange.step(spare, response) {
            Step::Again(next) => request = next,
            Step::Done(answer) => return answer,
        }
    }
}

/// As [`execute`], in the caller's thread.
#[cfg(feature = "blocking")]
pub(crate) fn execute_blocking(
    operation: &'static Operation,
    request: Result<Request<Bytes>, Error>,
    transport: &dyn BlockingTransport,
    limits: Limits,
) -> Result<(Answer, Uri), Error> {
    let mut exchange = Exchange::new(operation, limits);
    let mut request = request?;
    loop {
        let spare = exchange.spare(&request);
        let left = exchange.left()?;
        let response = transport
            .send(request, left)
            .map_err(|error| error.of(operation))?;
        match exchange.step(spare, response) {
            Step::Again(next) => request = next,
            Step::Done(answer) => return answer,
        }
    }
}

/// Redirects that are followed before the chain is taken for a circle.
const HOPS: u8 = 5;

/// What has to be remembered between the requests of one call.
struct Exchange {
    operation: &'static Operation,
    limits: Limits,
    started: Instant,
    hops: u8,
}

enum Step {
    Again(Request<Bytes>),
    Done(Result<(Answer, Uri), Error>),
}

/// What may have to be sent again after a redirect, or at least where it went.
enum Spare {
    Request(Box<Request<Bytes>>),
    Uri(Uri),
}

impl Exchange {
    fn new(operation: &'static Operation, limits: Limits) -> Self {
        Self {
            operation,
            limits,
            started: Instant::now(),
            hops: 0,
        }
    }

    /// The timeout is for the whole call, so each request has what the ones before left.
    fn left(&self) -> Result<Limits, Error> {
        match self.limits.timeout.checked_sub(self.started.elapsed()) {
            Some(timeout) if !timeout.is_zero() => Ok(Limits {
                timeout,
                ..self.limits
            }),
            _ => Err(self.late()),
        }
    }

    /// Before the first redirect, nothing was sent.
    fn late(&self) -> Error {
        let error = Error::new(Kind::Timeout, "no time is left to send the request");
        let error = error.of(self.operation);
        if self.hops == 0 { error } else { error.sent() }
    }

    /// Only requests that may be repeated follow redirects: others might act twice, or lose
    /// their body.
    fn spare(&self, request: &Request<Bytes>) -> Spare {
        if matches!(*request.method(), Method::GET | Method::HEAD) {
            Spare::Request(Box::new(request.clone()))
        } else {
            Spare::Uri(request.uri().clone())
        }
    }

    fn step(&mut self, spare: Spare, response: Response<Bytes>) -> Step {
        let uri = match spare {
            Spare::Request(mut request) => match redirect(request.uri(), &response) {
                Some(_) if self.hops == HOPS => return Step::Done(Err(self.endless(response))),
                Some(target) => {
                    self.hops += 1;
                    *request.uri_mut() = target;
                    return Step::Again(*request);
                }
                None => request.uri().clone(),
            },
            Spare::Uri(uri) => uri,
        };
        Step::Done(Answer::new(self.operation, response).map(|answer| (answer, uri)))
    }

    fn endless(&self, response: Response<Bytes>) -> Error {
        let (parts, body) = response.into_parts();
        Error::new(Kind::Status, format!("more than {HOPS} redirects"))
            .of(self.operation)
            .answered(parts.status, parts.headers, body)
    }
}

/// Where a redirect leads, if it may be followed with the request's credentials: to the same
/// scheme, host and port (RFC 9110, section 15.4).
fn redirect(from: &Uri, response: &Response<Bytes>) -> Option<Uri> {
    if !matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308) {
        return None;
    }
    let location = response.headers().get(LOCATION)?.to_str().ok()?;
    resolve(from, location).filter(|target| same_origin(from, target))
}
