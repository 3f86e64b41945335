//! A response that was received whole.

use super::charset;
use super::decoded;
use super::error::{Error, Kind};
use super::json_repair::repaired;
use super::operation::Operation;
use bytes::Bytes;
use http::StatusCode;
use http::header::{CONTENT_ENCODING, CONTENT_TYPE, HeaderMap};
use serde::de::DeserializeOwned;
use std::borrow::Cow;

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
            .and_then(|error| (error.decode)(without_mark(&charset::json(&body, &headers))));
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

    /// Accepts a redirect that is the result of its operation.
    pub(crate) fn redirect(operation: &'static Operation, response: http::Response<Bytes>) -> Self {
        let (parts, body) = response.into_parts();
        Self {
            operation,
            status: parts.status,
            headers: parts.headers,
            body,
            decoded: usize::MAX,
        }
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

    /// Decodes the body as JSON. Content of another media type is accepted if it is JSON, half of a
    /// surrogate pair is read as U+FFFD, and an empty body as null.
    ///
    /// # Errors
    ///
    /// Returns an error if the content is not JSON, if it does not fit `T` (the error has the JSON
    /// path), if there is no body and `T` has no null, or if the decoded value would exceed the
    /// client's limit for decoded bodies.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, Error> {
        self.expect_no_coding()?;
        if self.body.trim_ascii().is_empty() {
            return serde_json::from_slice(b"null")
                .map_err(|_| self.problem(Kind::Decode, "the response has no body"));
        }
        let media_type = self.other_media_type();
        let text = match self.is_usual() {
            true => Cow::Borrowed(&*self.body),
            false => charset::json(&self.body, &self.headers),
        };
        if decoded::exceeds(&text, self.decoded) {
            let message = decoded::refusal("the body of the response", self.decoded);
            return Err(self.problem(Kind::BodyTooLarge, message));
        }
        let text = without_mark(&text);
        // Repairs and paths cost time, so they are left until decoding has failed.
        serde_json::from_slice(text).or_else(|problem| {
            if let Some(text) = repaired(text, &problem) {
                return serde_json::from_slice(&text)
                    .map_err(|problem| self.misfit::<T>(&text, problem, media_type));
            }
            Err(self.misfit::<T>(text, problem, media_type))
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

    /// Decodes the body as text, in the `charset` of `Content-Type` if it is ISO-8859-1,
    /// ISO-8859-15, windows-1252 or UTF-16, and otherwise in UTF-8.
    ///
    /// # Errors
    ///
    /// Returns an error if the body is not text in that encoding.
    pub fn text(&self) -> Result<String, Error> {
        let charset = charset::charset(&self.headers);
        let decoded = charset.and_then(|charset| charset::decode(&self.body, &charset));
        if let Some(text) = decoded {
            return Ok(text);
        }
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

    fn expect_no_coding(&self) -> Result<(), Error> {
        if let Some(coding) = self.headers.get(CONTENT_ENCODING)
            && coding != "identity"
            && !self.body.is_empty()
        {
            let coding = String::from_utf8_lossy(coding.as_bytes());
            let message = format!("the response is encoded as `{coding}`, which was not asked for");
            return Err(self.problem(Kind::ContentType, message));
        }
        Ok(())
    }

    /// Returns whether the media type is the usual one, without parameters.
    fn is_usual(&self) -> bool {
        let content_type = self.headers.get(CONTENT_TYPE);
        content_type.is_none_or(|content_type| content_type == "application/json")
    }

    /// The media type of the response, if it is not JSON. A response without `Content-Type` is
    /// assumed to have the declared media type (RFC 9110, section 8.3).
    fn other_media_type(&self) -> Option<String> {
        if self.is_usual() {
            return None;
        }
        let content_type = self.headers.get(CONTENT_TYPE)?;
        let text = String::from_utf8_lossy(content_type.as_bytes());
        let essence = text.split(';').next().unwrap_or_default().trim();
        (!is_json(essence)).then(|| essence.to_ascii_lowercase())
    }

    /// The error of a body that is not JSON, or is JSON of another shape.
    fn misfit<T: DeserializeOwned>(
        &self,
        text: &[u8],
        problem: serde_json::Error,
        media_type: Option<String>,
    ) -> Error {
        match media_type.filter(|_| !problem.is_data()) {
            Some(media_type) => {
                let message = format!("the response is `{media_type}`, not JSON");
                self.problem(Kind::ContentType, message)
            }
            None => self.locate::<T>(text, problem),
        }
    }

    fn locate<T: DeserializeOwned>(&self, text: &[u8], problem: serde_json::Error) -> Error {
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
        let error = response(200, "text/html; x", "<p>[1]")
            .unwrap()
            .json::<Vec<u8>>()
            .unwrap_err();
        assert!(error.is_decode());
        assert_eq!(
            error.to_string(),
            "op: the response is `text/html`, not JSON"
        );
        assert_eq!(error.body(), Some(b"<p>[1]".as_slice()));
    }

    #[test]
    fn json_of_another_media_type_is_read_if_it_is_json() {
        for kind in [
            "text/plain",
            "text/html; x",
            "application/octet-stream",
            "binary",
        ] {
            let read = |body| response(200, kind, body).unwrap().json::<Vec<u8>>();
            assert_eq!(read("[1, 2.0]").unwrap(), [1, 2], "{kind}");
            let misfit = read("[1, -2]").unwrap_err();
            assert_eq!(misfit.path(), Some("[1]"), "{kind}");
            let error = read("hello").unwrap_err();
            assert!(error.to_string().ends_with("not JSON"), "{error}");
        }
    }

    #[test]
    fn an_empty_body_is_null() {
        for body in ["", " \n"] {
            let response = response(200, "application/json", body).unwrap();
            assert_eq!(response.json::<Option<u8>>().unwrap(), None);
            assert_eq!(response.json::<()>().unwrap(), ());
            let error = response.json::<u8>().unwrap_err();
            assert_eq!(error.to_string(), "op: the response has no body");
        }
    }

    #[test]
    fn half_of_a_surrogate_pair_loses_one_character() {
        let body = r#"["a\ud83d", "\ud83d\ude00"]"#;
        let read = response(200, "", body).unwrap().json::<Vec<String>>();
        assert_eq!(read.unwrap(), ["a\u{fffd}", "\u{1f600}"]);
    }

    #[test]
    fn the_charset_is_honoured() {
        let sent = |content_type: &str, body: &'static [u8]| {
            let response = http::Response::builder().header(CONTENT_TYPE, content_type);
            Response::new(&OPERATION, response.body(Bytes::from_static(body)).unwrap()).unwrap()
        };
        let text =
            |charset: &str, body| sent(&format!("text/plain; charset={charset}"), body).text();
        assert_eq!(text("ISO-8859-1", b"caf\xe9").unwrap(), "café");
        assert_eq!(text("utf-8", b"caf\xc3\xa9").unwrap(), "café");
        assert!(text("utf-8", b"caf\xe9").unwrap_err().is_decode());
        assert_eq!(text("us-ascii", b"caf").unwrap(), "caf");
        let json = sent("application/json;charset=iso-8859-1", b"\"caf\xe9\"");
        assert_eq!(json.json::<String>().unwrap(), "café");
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
