//! Responses of a server.

use super::parameter::Parameter;
use super::service_refusal::Failure;
use super::style::{self, Style};
use axum::body::Body;
use axum::response::Response;
use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use http::{HeaderMap, StatusCode};
use serde::Serialize;

/// A response that is being created.
#[derive(Debug)]
pub(crate) struct Outgoing {
    status: StatusCode,
    headers: HeaderMap,
    problem: Option<Failure>,
}

#[allow(dead_code, reason = "an API uses few of these responses")]
impl Outgoing {
    /// Creates a response with this status.
    pub(crate) fn new(status: u16) -> Self {
        let status = StatusCode::from_u16(status);
        Self {
            status: status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
            headers: HeaderMap::new(),
            problem: None,
        }
    }

    /// Creates a response with a status of a range, by its first digit.
    pub(crate) fn within(digit: u16, status: StatusCode) -> Self {
        let mut response = Self::new(status.as_u16());
        if status.as_u16() / 100 != digit {
            response.problem = Some(Failure::new(format!("{status} is not one of {digit}XX")));
        }
        response
    }

    /// Adds a header, if it has a value.
    pub(crate) fn header(mut self, name: &'static str, value: &dyn Parameter) -> Self {
        let raw = |text: &str, to: &mut String| to.push_str(text);
        let mut text = String::new();
        let value = match style::text(&mut text, name, value.parts(), Style::SIMPLE, raw) {
            Ok(false) => return self,
            Ok(true) => HeaderValue::from_bytes(text.as_bytes()).ok(),
            Err(_) => None,
        };
        match (HeaderName::from_bytes(name.as_bytes()), value) {
            (Ok(name), Some(value)) => {
                self.headers.insert(name, value);
            }
            _ => {
                let problem = format!("the header `{name}` cannot hold its value");
                self.problem.get_or_insert(Failure::new(problem));
            }
        }
        self
    }

    /// Without a body.
    pub(crate) fn empty(self) -> Result<Response, Failure> {
        self.with(Body::empty())
    }

    /// With a JSON body.
    pub(crate) fn json(
        self,
        media_type: &'static str,
        value: &impl Serialize,
    ) -> Result<Response, Failure> {
        let json = serde_json::to_vec(value)?;
        self.of(media_type).with(Body::from(json))
    }

    /// With a text body.
    pub(crate) fn text(self, media_type: &'static str, text: String) -> Result<Response, Failure> {
        self.of(media_type).with(Body::from(text))
    }

    /// With a body of bytes or a stream.
    pub(crate) fn body(
        self,
        media_type: &'static str,
        body: impl Into<Body>,
    ) -> Result<Response, Failure> {
        self.of(media_type).with(body.into())
    }

    fn of(mut self, media_type: &'static str) -> Self {
        // A range is not the media type of a body.
        let media_type = match media_type.contains('*') {
            true => "application/octet-stream",
            false => media_type,
        };
        if let Ok(value) = HeaderValue::from_str(media_type) {
            self.headers.entry(CONTENT_TYPE).or_insert(value);
        }
        self
    }

    fn with(self, body: Body) -> Result<Response, Failure> {
        if let Some(problem) = self.problem {
            return Err(problem);
        }
        let mut response = Response::new(body);
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers;
        Ok(response)
    }
}

/// Reads a body of at most this many bytes.
///
/// # Errors
///
/// `None` if it has more, or the error of reading it.
pub(super) async fn whole(body: Body, most: usize) -> Result<Bytes, Option<axum::Error>> {
    use futures_core::Stream;
    use std::pin::Pin;
    let mut stream = body.into_data_stream();
    let mut first = Bytes::new();
    let mut all = Vec::new();
    while let Some(chunk) =
        std::future::poll_fn(|context| Pin::new(&mut stream).poll_next(context)).await
    {
        let chunk = chunk.map_err(Some)?;
        if first.len() + all.len() + chunk.len() > most {
            return Err(None);
        }
        // Most bodies are one chunk, which is not copied.
        if first.is_empty() && all.is_empty() {
            first = chunk;
        } else {
            all.extend_from_slice(&std::mem::take(&mut first));
            all.extend_from_slice(&chunk);
        }
    }
    Ok(if all.is_empty() {
        first
    } else {
        Bytes::from(all)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_response_has_what_it_was_given() {
        let response = Outgoing::new(201)
            .header("X-List", &vec!["a", "b"])
            .header("X-None", &None::<String>);
        let response = response.json("application/json", &[1]).unwrap();
        assert_eq!(response.status(), 201);
        assert_eq!(response.headers()["x-list"], "a,b");
        assert_eq!(response.headers()[CONTENT_TYPE], "application/json");
        assert_eq!(response.headers().len(), 2);
        assert!(Outgoing::new(200).header("X", &"a\nb").empty().is_err());
        assert!(Outgoing::within(4, StatusCode::CONFLICT).empty().is_ok());
        assert!(Outgoing::within(4, StatusCode::OK).empty().is_err());
        let any = Outgoing::new(200).body("image/*", "x").unwrap();
        assert_eq!(any.headers()[CONTENT_TYPE], "application/octet-stream");
    }

    #[tokio::test]
    async fn a_body_has_an_end() {
        assert_eq!(whole(Body::from("abc"), 3).await.unwrap(), "abc");
        assert!(whole(Body::from("abc"), 2).await.unwrap_err().is_none());
    }
}
