// Made by bindery; changes are overwritten.

//! A response that was received whole.

use super::decoded;
use super::error::{Error, Kind};
use super::operation::Operation;
use super::whole::integers;
use bytes::Bytes;
use http::StatusCode;
use http::header::{CONTENT_ENCODING, CONTENT_TYPE, HeaderMap};
use serde::de::DeserializeOwned;

/// A successful response with its whole body.
#[derive(Clone, Debug)]
pub struct Response {
    operation: &'static Operation,
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    /// The largest estimated memory of the decoded JSON, in bytes.
    decoded: usize,
}

impl Response {
    /// Accepts every 2xx status, declared or not.
    ///
    /// # Errors
    ///
    /// Returns an error for any other status. The error holds the response and, if it fits, its
    /// body as the declared type.
    pub fn new(
        operation: &'static Operation,
        response: http::Response<Bytes>,
    ) -> Result<Self, Error> {
        Self::limited(operation, response, usize::MAX)
    }

    /// Like [`Response::new`], but does not decode JSON that is estimated to take more than `decoded`
    /// bytes of memory.
    pub(crate) fn limited(
        operation: &'static Operation,
        response: http::Response<Bytes>,
        decoded: usize,
    ) -> Result<Self, Error> {
        let (parts, body) = response.into_parts();
        let (status, headers) = (parts.status, parts.headers);
        if status.is_success() {
            return Ok(Self {
                operation,
                status,
                headers,
                body,
                decoded,
            });
        }
        let declared = operation
            .error_body(status.as_u16())
            .filter(|_| !decoded::exceeds(&body, decoded))
            .and_then(|error| (error.decode)(without_mark(&body)));
        let message = if status.is_redirection() {
            format!("the server responded with {status}, a redirect that is not followed")
        } else {
            format!("the server responded with {status}")
        };
        Err(Error::new(Kind::Status, message)
            .of(operation)
            .responded(status, headers, body)
            .declaring(declared))
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The response without its operation.
    #[allow(dead_code, reason = "not every API has streamed responses")]
    pub(crate) fn into_response(self) -> http::Response<Bytes> {
        let mut response = http::Response::new(self.body);
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers;
        response
    }

    /// The body as it was received.
    pub fn bytes(&self) -> &Bytes {
        &self.body
    }

    /// Decodes the body as JSON.
    ///
    /// # Errors
    ///
    /// Returns an error if `Content-Type` is another media type, if the content does not fit `T`
    /// (the error has the JSON path), or if the decoded value would exceed the client's limit for
    /// decoded bodies.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, Error> {
        self.expect_json()?;
        if decoded::exceeds(&self.body, self.decoded) {
            let message = decoded::refusal("the body of the response", self.decoded);
            return Err(self.problem(Kind::BodyTooLarge, message));
        }
        // Tracking paths costs time, so it is done only after decoding has failed.
        let text = without_mark(&self.body);
        serde_json::from_slice(text).or_else(|problem| {
            let Some(text) = integers(text).filter(|_| problem.is_data()) else {
                return Err(self.locate::<T>(text, problem));
            };
            serde_json::from_slice(&text).map_err(|problem| self.locate::<T>(&text, problem))
        })
    }

    /// Decodes the body with `read`. Returns `None` if there is no body and for statuses that are
    /// declared without content.
    ///
    /// # Errors
    ///
    /// Decodes the body with `read`, which gets the response.
    pub fn optional<T>(
        &self,
        without: &[u16],
        read: fn(&Self) -> Result<T, Error>,
    ) -> Result<Option<T>, Error> {
        if self.body.is_empty() || without.contains(&self.status.as_u16()) {
            Ok(None)
        } else {
            read(self).map(Some)
        }
    }

    /// Decodes the body as text.
    ///
    /// # Errors
    ///
    /// Returns an error if the body is not UTF-8.
    pub fn text(&self) -> Result<String, Error> {
        match std::str::from_utf8(&self.body) {
            Ok(text) => Ok(text.to_owned()),
            Err(problem) => Err(self
                .problem(Kind::Decode, "the response is not UTF-8 text")
                .because(problem)),
        }
    }

    /// The body as it was received.
    ///
    /// # Errors
    ///
    /// Never fails; the result has the type that [`Request::read`](super::request::Request::read)
    /// needs.
    pub fn whole(&self) -> Result<Bytes, Error> {
        Ok(self.body.clone())
    }

    /// For operations that declare no content. The body is ignored.
    ///
    /// # Errors
    ///
    /// Never fails; the result has the type that [`Request::read`](super::request::Request::read)
    /// needs.
    pub fn nothing(&self) -> Result<(), Error> {
        Ok(())
    }

    /// A response without `Content-Type` is assumed to have the declared media type (RFC 9110,
    /// section 8.3).
    fn expect_json(&self) -> Result<(), Error> {
        if let Some(coding) = self.headers.get(CONTENT_ENCODING)
            && coding != "identity"
            && !self.body.is_empty()
        {
            let coding = String::from_utf8_lossy(coding.as_bytes());
            let message = format!("the response is encoded as `{coding}`, which was not asked for");
            return Err(self.problem(Kind::ContentType, message));
        }
        let Some(content_type) = self.headers.get(CONTENT_TYPE) else {
            return Ok(());
        };
        // The usual spelling needs no parsing.
        if content_type == "application/json" {
            return Ok(());
        }
        let text = String::from_utf8_lossy(content_type.as_bytes());
        let essence = text.split(';').next().unwrap_or_default().trim();
        if self.body.is_empty() || is_json(essence) {
            return Ok(());
        }
        let essence = essence.to_ascii_lowercase();
        let message = format!("the response is `{essence}`, not JSON");
        Err(self.problem(Kind::ContentType, message))
    }

    fn locate<T: DeserializeOwned>(&self, text: &[u8], problem: serde_json::Error) -> Error {
        if self.body.is_empty() {
            return self.problem(Kind::Decode, "the response has no body");
        }
        let reader = &mut serde_json::Deserializer::from_slice(text);
        let located: Result<T, _> = serde_path_to_error::deserialize(reader);
        let message = format!("the response does not fit: {problem}");
        let error = self.problem(Kind::Decode, message).because(problem);
        match located {
            Err(located) if located.path().iter().len() > 0 => error.at(located.path().to_string()),
            _ => error,
        }
    }

    fn problem(&self, kind: Kind, message: impl Into<String>) -> Error {
        Error::new(kind, message).of(self.operation).responded(
            self.status,
            self.headers.clone(),
            self.body.clone(),
        )
    }
}

/// Removes the byte order mark that some services put before JSON (RFC 8259, section 8.1).
fn without_mark(body: &[u8]) -> &[u8] {
    body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body)
}

/// Returns whether this is `application/json` or a type with the suffix `+json` (RFC 6839, section
/// 3.1).
fn is_json(essence: &str) -> bool {
    let suffix = essence.len().checked_sub("+json".len());
    let suffix = suffix.and_then(|start| essence.get(start..));
    let is = |name: &str| essence.eq_ignore_ascii_case(name);
    is("application/json")
        || is("text/json")
        || suffix.is_some_and(|suffix| suffix.eq_ignore_ascii_case("+json"))
}
