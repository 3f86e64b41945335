//! Requests that the document does not declare.

use super::base::Base;
use super::body::Body;
#[cfg(feature = "blocking")]
use super::caller::Blocking;
use super::caller::{Async, ResponseFuture, raw};
#[cfg(feature = "blocking")]
use super::download::BlockingDownload;
use super::download::Download;
use super::error::{Error, Kind};
use super::escape;
use super::exchange::Exchange;
use super::opening::Opening;
use super::operation::Operation;
use super::response::Response;
use super::settings::Settings;
use super::template::has_dots;
use bytes::Bytes;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderValue};
use http::{HeaderMap, Method};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt::Display;
use std::sync::Arc;

/// A request that the document does not declare, with the base URL, credentials, retries and limits
/// of the client.
///
/// The first error is kept and returned by the method that sends the request.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct RawRequest<C> {
    caller: C,
    operation: &'static Operation,
    method: Result<Method, String>,
    /// Encoded, with a slash at the start.
    path: String,
    query: String,
    headers: HeaderMap,
    body: Body,
    problem: Option<String>,
}

impl<C> RawRequest<C> {
    pub(crate) fn new(caller: C, operation: &'static Operation, method: &str, path: &str) -> Self {
        let mut encoded = String::with_capacity(path.len() + 1);
        if !path.is_empty() && !path.starts_with('/') {
            encoded.push('/');
        }
        escape::literal(path, &mut encoded);
        let dots = encoded.split('/').any(has_dots);
        Self {
            caller,
            operation,
            method: Method::from_bytes(method.as_bytes())
                .map_err(|_| "the method is not one that a request can have".to_owned()),
            path: encoded,
            query: String::new(),
            headers: HeaderMap::new(),
            body: Body::default(),
            problem: dots.then(|| format!("the path has a segment {DOTS}")),
        }
    }

    /// Appends a segment to the path. It is percent-encoded. Empty text, `.` and `..` are errors
    /// because they would address another resource.
    pub fn segment(mut self, segment: impl Display) -> Self {
        let start = self.path.len() + 1;
        self.path.push('/');
        escape::component(&segment.to_string(), &mut self.path);
        match self.path.get(start..) {
            Some("") | None => self.refuse("the path has an empty segment"),
            Some(segment) if has_dots(segment) => {
                self.refuse(&format!("the path has a segment {DOTS}"));
            }
            Some(_) => {}
        }
        self
    }

    /// Adds a query parameter. Name and value are percent-encoded.
    pub fn query(mut self, name: &str, value: impl Display) -> Self {
        escape::pair(name, &value.to_string(), &mut self.query);
        self
    }

    /// Adds a header.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        match escape::header(name, HeaderValue::from_str(value)) {
            Ok((name, value)) => {
                self.headers.append(name, value);
            }
            Err(problem) => self.refuse(problem),
        }
        self
    }

    /// Sets the body and its media type. A stream is sent once and never retried.
    pub fn body(mut self, media_type: &str, body: impl Into<Body>) -> Self {
        match HeaderValue::from_str(media_type) {
            Ok(media_type) => {
                self.headers.insert(CONTENT_TYPE, media_type);
            }
            Err(_) => self.refuse("the media type is not text that a header can hold"),
        }
        self.body = body.into();
        self
    }

    /// Sets a JSON body.
    pub fn json(mut self, value: &impl Serialize) -> Self {
        match serde_json::to_vec(value) {
            Ok(json) => self.body("application/json", json),
            Err(problem) => {
                self.refuse(&format!("the body is not encodable as JSON: {problem}"));
                self
            }
        }
    }

    fn refuse(&mut self, problem: &str) {
        self.problem.get_or_insert_with(|| problem.to_owned());
    }

    fn http(&self, base: &Base) -> Result<http::Request<Body>, Error> {
        let refused =
            |problem: String| Error::new(Kind::InvalidRequest, problem).of(self.operation);
        if let Some(problem) = &self.problem {
            return Err(refused(problem.clone()));
        }
        let mut target = format!("{}{}", base.path(), self.path);
        if target.is_empty() {
            target.push('/');
        }
        if !self.query.is_empty() {
            target.push('?');
            target.push_str(&self.query);
        }
        let uri = base.url(target);
        let mut request = http::Request::new(self.body.clone());
        *request.method_mut() = self.method.clone().map_err(refused)?;
        *request.uri_mut() = uri.ok_or_else(|| refused("the URL cannot be written".to_owned()))?;
        *request.headers_mut() = self.headers.clone();
        let expects_body = matches!(
            *request.method(),
            Method::POST | Method::PUT | Method::PATCH
        );
        if expects_body && request.body().is_empty() {
            let none = HeaderValue::from_static("0");
            request.headers_mut().insert(CONTENT_LENGTH, none);
        }
        Ok(request)
    }

    fn exchange(&self, settings: &Arc<Settings>, streamed: bool) -> Exchange {
        let request = self.http(&settings.base);
        Exchange::new(Arc::clone(settings), self.operation, request, streamed)
    }
}

const DOTS: &str = "`.` or `..`, which would address another resource";

impl RawRequest<Async> {
    /// Sends the request and returns the status, the headers and the bytes of a success. Any other
    /// status is an error, which has them too.
    pub fn send_raw(self) -> ResponseFuture<http::Response<Bytes>> {
        self.caller
            .begin(self.exchange(&self.caller.settings, false), raw)
    }

    /// Sends the request and decodes the body of a success as JSON.
    pub fn send<T: DeserializeOwned>(self) -> ResponseFuture<T> {
        let exchange = self.exchange(&self.caller.settings, false);
        self.caller.begin(exchange, Response::json::<T>)
    }

    /// Sends the request and reads the response while it arrives, without a limit of size.
    pub fn download(self) -> Opening<Download> {
        let exchange = self.exchange(&self.caller.settings, true);
        let operation = self.operation;
        self.caller.open_exchange(operation, exchange, |response| {
            Ok(Download::new(operation, response))
        })
    }
}

#[cfg(feature = "blocking")]
impl RawRequest<Blocking> {
    /// Sends the request and returns the status, the headers and the bytes of a success. Any other
    /// status is an error, which has them too.
    ///
    /// # Errors
    ///
    /// Returns an error if the request cannot be sent or the status is not a success.
    pub fn send_raw(self) -> Result<http::Response<Bytes>, Error> {
        let exchange = self.exchange(&self.caller.settings, false);
        self.caller.complete(exchange, raw)
    }

    /// Sends the request and decodes the body of a success as JSON.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`RawRequest::send_raw`], and one if the body does not fit `T`.
    pub fn send<T: DeserializeOwned>(self) -> Result<T, Error> {
        let exchange = self.exchange(&self.caller.settings, false);
        self.caller.complete(exchange, Response::json::<T>)
    }

    /// Sends the request and reads the response while it arrives, without a limit of size.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`RawRequest::send_raw`].
    pub fn download(self) -> Result<BlockingDownload, Error> {
        let exchange = self.exchange(&self.caller.settings, true);
        self.caller
            .open_exchange(self.operation, exchange, |response| {
                Ok(BlockingDownload::new(response))
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static OPERATION: Operation = Operation {
        id: "request",
        method: "",
        path: "",
        accept: "",
        security: &[],
        errors: &[],
    };

    fn request(method: &str, path: &str) -> RawRequest<()> {
        RawRequest::new((), &OPERATION, method, path)
    }

    fn sent(request: &RawRequest<()>) -> Result<http::Request<Body>, Error> {
        request.http(&Base::new("https://a.example/v1/")?)
    }

    #[test]
    fn paths_and_queries_are_encoded_below_the_base_url() {
        let url = |request| sent(&request).unwrap().uri().to_string();
        assert_eq!(
            url(request("GET", "/pets").segment("a/b?").segment(7)),
            "https://a.example/v1/pets/a%2Fb%3F/7"
        );
        let query = request("GET", "pets/é").query("q", "a&b=c").query("n", 1);
        assert_eq!(
            url(query),
            "https://a.example/v1/pets/%C3%A9?q=a%26b%3Dc&n=1"
        );
        assert_eq!(url(request("GET", "")), "https://a.example/v1");
    }

    #[test]
    fn what_would_address_something_else_is_an_error() {
        for wrong in [
            request("GET", "/../admin"),
            request("GET", "/a/%2e%2E/b"),
            request("GET", "/pets").segment(".."),
            request("GET", "/pets").segment(""),
            request("NO METHOD", "/pets"),
            request("GET", "/pets").header("x\n", "v"),
            request("GET", "/pets").header("x", "v\r\ny: z"),
            request("GET", "/pets").header("Content-Length", "5"),
            request("GET", "/pets").header("x", " v"),
            request("GET", "/pets").body("text/\n", "x"),
        ] {
            let error = sent(&wrong).unwrap_err();
            assert!(
                error.is_invalid_request() && !error.request_sent(),
                "{error}"
            );
        }
    }

    #[test]
    fn a_body_has_its_media_type() {
        let json = sent(&request("POST", "/pets").json(&[1, 2])).unwrap();
        assert_eq!(json.headers()[CONTENT_TYPE], "application/json");
        assert_eq!(json.body().bytes().unwrap(), "[1,2]");
        let empty = sent(&request("POST", "/pets")).unwrap();
        assert_eq!(empty.headers()[CONTENT_LENGTH], "0");
    }
}
