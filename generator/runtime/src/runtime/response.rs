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

#[cfg(test)]
mod tests {
    use super::super::operation::{ErrorBody, Status, decode_error};
    use super::*;
    use std::collections::BTreeMap;

    static OPERATION: Operation = Operation {
        id: "op",
        method: "GET",
        path: "/",
        accept: "application/json",
        security: &[],
        errors: &[ErrorBody {
            status: Status::Code(404),
            decode: decode_error::<Vec<u8>>,
        }],
    };

    fn response(
        status: u16,
        content_type: &'static str,
        body: &'static str,
    ) -> Result<Response, Error> {
        let mut response = http::Response::new(Bytes::from_static(body.as_bytes()));
        *response.status_mut() = StatusCode::from_u16(status).unwrap();
        if !content_type.is_empty() {
            response
                .headers_mut()
                .insert(CONTENT_TYPE, content_type.parse().unwrap());
        }
        Response::new(&OPERATION, response)
    }

    #[test]
    fn json_is_known_by_its_media_type() {
        for kind in [
            "",
            "application/json",
            "Application/JSON; charset=utf-8",
            "application/hal+json",
        ] {
            assert_eq!(
                response(200, kind, "[1]")
                    .unwrap()
                    .json::<Vec<u8>>()
                    .unwrap(),
                [1],
                "{kind}"
            );
        }
        let error = response(200, "text/html; x", "[1]")
            .unwrap()
            .json::<Vec<u8>>()
            .unwrap_err();
        assert!(error.is_decode());
        assert_eq!(
            error.to_string(),
            "op: the response is `text/html`, not JSON"
        );
        assert_eq!(error.body(), Some(b"[1]".as_slice()));
    }

    #[test]
    fn a_problem_is_located() {
        type Nested = BTreeMap<String, Vec<u8>>;
        let problem = |body| {
            response(200, "", body)
                .unwrap()
                .json::<Nested>()
                .unwrap_err()
        };
        let error = problem(r#"{"a":[1],"b":[1,-2]}"#);
        assert_eq!(error.path(), Some("b[1]"));
        assert!(error.to_string().ends_with("(at `b[1]`)"), "{error}");
        assert_eq!(problem("7").path(), None);
        assert_eq!(problem(r#"{"a":[1"#).path(), Some("a"));
        assert_eq!(problem("").to_string(), "op: the response has no body");
    }

    #[test]
    fn an_integer_may_be_written_with_a_point() {
        let read = |body| response(200, "", body).unwrap().json::<Vec<u8>>();
        assert_eq!(read("[1.0,2,3.00]").unwrap(), [1, 2, 3]);
        let error = read("[1.0,2.5]").unwrap_err();
        assert_eq!(error.path(), Some("[1]"));
        let precise = response(200, "", "[1.0,2.5]").unwrap();
        assert_eq!(precise.json::<Vec<f64>>().unwrap(), [1.0, 2.5]);
    }

    #[test]
    fn any_success_is_a_success() {
        for status in [200, 201, 202, 204, 299] {
            let response = response(status, "text/html", "<p>").unwrap();
            assert!(response.nothing().is_ok());
        }
        let optional = |status, body| {
            let response = response(status, "", body).unwrap();
            response.optional(&[202], Response::json::<u8>)
        };
        assert_eq!(optional(204, "").unwrap(), None);
        assert_eq!(optional(202, "queued").unwrap(), None);
        assert_eq!(optional(200, "5").unwrap(), Some(5));
        assert!(optional(200, "x").unwrap_err().is_decode());
        assert_eq!(response(200, "", "x").unwrap().whole().unwrap(), "x");
    }

    #[test]
    fn other_statuses_keep_their_body() {
        let error = response(404, "application/json", "[7]").unwrap_err();
        assert!(error.is_not_found() && error.request_sent());
        assert_eq!(error.declared::<Vec<u8>>(), Some(&vec![7]));
        assert_eq!(error.declared::<String>(), None);
        let error = response(500, "text/html", "<p>").unwrap_err();
        assert!(error.is_server_error() && error.is_retryable());
        assert_eq!(error.declared::<Vec<u8>>(), None);
        assert_eq!(error.body(), Some(b"<p>".as_slice()));
        assert!(
            response(302, "", "")
                .unwrap_err()
                .to_string()
                .contains("redirect")
        );
    }
}
