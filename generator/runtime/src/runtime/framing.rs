//! Framing of streamed items.

use super::decoded;
use super::error::{Error, Kind, RAISE};
use super::json_repair::repaired;
use super::operation::Operation;
use super::transport::Limits;
use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderMap};
use http::{StatusCode, response};
use serde::de::DeserializeOwned;
use std::fmt::{self, Debug};

/// How the items of a response are separated and decoded.
pub struct Format<T> {
    /// The media type for `Accept`.
    pub(crate) accept: &'static str,
    /// Whether a response of another media type is an error.
    pub(crate) strict: bool,
    /// Whether items are JSON, so that their decoded size is limited.
    pub(crate) json: bool,
    pub(crate) framer: fn(limit: usize) -> Box<dyn Framer>,
    pub(crate) read: fn(Frame) -> Read<T>,
}

/// The meaning of a frame.
#[allow(
    dead_code,
    reason = "an API may have no framing that needs all of them"
)]
pub(crate) enum Read<T> {
    Item(T),
    /// The marker for the end of the stream.
    End,
    /// A frame that does not fit the declared type.
    Misfit(Misfit),
}

/// The error of a frame, with its text.
pub(crate) struct Misfit {
    text: String,
    path: Option<String>,
    problem: serde_json::Error,
}

/// Finds the frames in chunks that may end anywhere.
pub(crate) trait Framer: Debug + Send {
    /// Adds the next chunk. Call it when the previous one has no further frame.
    fn push(&mut self, chunk: Bytes);

    /// Marks the end of the chunks.
    fn end(&mut self);

    /// Returns the next complete frame.
    fn next(&mut self) -> Result<Option<Frame>, Broken>;
}

/// An item as it was received. Only server-sent events have more than data.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Frame {
    pub(crate) event: String,
    pub(crate) id: String,
    pub(crate) retry: Option<u64>,
    pub(crate) data: String,
}

/// The error that ends the frames.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(
    dead_code,
    reason = "an API may have no framing that needs all of them"
)]
pub(crate) enum Broken {
    /// An item exceeds this limit.
    TooLarge(usize),
    /// The stream ends within an item.
    Cut,
}

/// Decodes JSON; errors have their path.
pub(crate) fn json<T: DeserializeOwned>(text: &str) -> Result<T, Misfit> {
    serde_json::from_str(text).or_else(|problem| {
        let again = repaired(text.as_bytes(), &problem);
        let Some(again) = again.and_then(|text| String::from_utf8(text).ok()) else {
            return Err(misfit::<T>(text, text, problem));
        };
        serde_json::from_str(&again).map_err(|problem| misfit::<T>(text, &again, problem))
    })
}

/// The item that did not fit, as it was received.
fn misfit<T: DeserializeOwned>(sent: &str, read: &str, problem: serde_json::Error) -> Misfit {
    let reader = &mut serde_json::Deserializer::from_str(read);
    let located: Result<T, _> = serde_path_to_error::deserialize(reader);
    let path = located
        .err()
        .filter(|located| located.path().iter().len() > 0);
    Misfit {
        text: sent.to_owned(),
        path: path.map(|located| located.path().to_string()),
        problem,
    }
}

/// The state between chunks and items, without IO.
pub(crate) struct Feed<T> {
    operation: &'static Operation,
    status: StatusCode,
    headers: HeaderMap,
    framer: Box<dyn Framer>,
    /// The limit of decoded memory for an item, in bytes.
    decoded: usize,
    read: fn(Frame) -> Read<T>,
    ended: bool,
    over: bool,
}

impl<T> Feed<T> {
    /// Begins with the headers of a successful response. The limits apply to each item, not to
    /// their sum.
    ///
    /// # Errors
    ///
    /// Returns an error if the media type of the response cannot be framed this way.
    pub(crate) fn new(
        operation: &'static Operation,
        format: &Format<T>,
        head: response::Parts,
        limits: &Limits,
    ) -> Result<Self, Error> {
        let (status, headers) = (head.status, head.headers);
        let essence = headers.get(CONTENT_TYPE).map(|value| {
            let text = String::from_utf8_lossy(value.as_bytes()).to_ascii_lowercase();
            text.split(';').next().unwrap_or_default().trim().to_owned()
        });
        if let Some(essence) = essence
            && format.strict
            && essence != format.accept
        {
            let message = format!("the response is `{essence}`, not `{}`", format.accept);
            let error = Error::new(Kind::ContentType, message).of(operation);
            return Err(error.responded(status, headers, Bytes::new()));
        }
        Ok(Self {
            operation,
            status,
            headers,
            framer: (format.framer)(limits.body),
            decoded: if format.json {
                limits.decoded
            } else {
                usize::MAX
            },
            read: format.read,
            ended: false,
            over: false,
        })
    }

    pub(crate) fn status(&self) -> StatusCode {
        self.status
    }

    pub(crate) fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Returns whether the stream is finished.
    pub(crate) fn is_over(&self) -> bool {
        self.over
    }

    pub(crate) fn push(&mut self, chunk: Bytes) {
        self.framer.push(chunk);
    }

    /// Marks the end of the chunks; complete items are still returned.
    pub(crate) fn end(&mut self) {
        self.framer.end();
        self.ended = true;
    }

    /// Marks a broken connection: no more items are returned.
    pub(crate) fn interrupt(&mut self, error: Error) -> Error {
        self.over = true;
        error.of(self.operation)
    }

    /// Returns the next complete item. An item that does not fit is an error, and the following
    /// ones can still be read; a framing error ends the stream.
    pub(crate) fn next(&mut self) -> Option<Result<T, Error>> {
        if self.over {
            return None;
        }
        let frame = match self.framer.next() {
            Ok(Some(frame)) => frame,
            Ok(None) => {
                self.over = self.ended;
                return None;
            }
            Err(broken) => {
                self.over = true;
                return Some(Err(self.broken(broken)));
            }
        };
        if decoded::exceeds(frame.data.as_bytes(), self.decoded) {
            let message = decoded::refusal("an item of the response", self.decoded);
            return Some(Err(self.too_large(message)));
        }
        match (self.read)(frame) {
            Read::Item(item) => Some(Ok(item)),
            Read::Misfit(misfit) => Some(Err(self.misfit(misfit))),
            Read::End => {
                self.over = true;
                None
            }
        }
    }

    fn broken(&self, broken: Broken) -> Error {
        match broken {
            Broken::TooLarge(limit) => {
                let message =
                    format!("an item of the response is larger than {limit} bytes{RAISE}");
                self.too_large(message)
            }
            Broken::Cut => self.problem(Kind::Decode, "an item of the response is cut off"),
        }
    }

    fn too_large(&self, message: String) -> Error {
        self.problem(Kind::BodyTooLarge, message)
    }

    fn problem(&self, kind: Kind, message: impl Into<String>) -> Error {
        let (status, headers) = (self.status, self.headers.clone());
        Error::new(kind, message)
            .of(self.operation)
            .responded(status, headers, Bytes::new())
    }

    fn misfit(&self, misfit: Misfit) -> Error {
        let message = format!("an item of the response does not fit: {}", misfit.problem);
        let (status, headers) = (self.status, self.headers.clone());
        let error = Error::new(Kind::Decode, message)
            .of(self.operation)
            .responded(status, headers, misfit.text.into())
            .because(misfit.problem);
        match misfit.path {
            Some(path) => error.at(path),
            None => error,
        }
    }
}

impl<T> Debug for Feed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Feed")
            .field("operation", &self.operation.id)
            .field("status", &self.status)
            .field("over", &self.over)
            .finish_non_exhaustive()
    }
}

impl<T> Debug for Format<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Format").field(&self.accept).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::super::lines::json_lines;
    use super::*;

    static OPERATION: Operation = Operation {
        id: "op",
        method: "GET",
        path: "/",
        accept: "",
        security: &[],
        errors: &[],
    };

    #[test]
    fn an_item_that_would_become_too_large_is_an_error_and_not_the_end() {
        let limits = Limits {
            decoded: 1500,
            ..Limits::default()
        };
        let head = http::Response::new(()).into_parts().0;
        let format = json_lines::<serde_json::Value>("application/jsonl");
        let mut feed = Feed::new(&OPERATION, &format, head, &limits).unwrap();
        feed.push(Bytes::from_static(b"[{},{}]\n[{},{},{}]\n\"{{{\"\n"));
        feed.end();
        assert!(feed.next().unwrap().is_ok());
        let error = feed.next().unwrap().unwrap_err();
        assert!(error.is_body_too_large() && !feed.is_over());
        assert_eq!(
            error.to_string(),
            "op: an item of the response would take more than 1500 bytes of memory once decoded; \
             raise the limit with `decoded_limit` of the client's builder"
        );
        assert!(feed.next().unwrap().is_ok());
        assert!(feed.next().is_none());
    }

    #[test]
    fn an_item_may_write_an_integer_with_a_point() {
        assert_eq!(json::<Vec<u8>>("[1.0,2]").ok(), Some(vec![1, 2]));
        let misfit = json::<Vec<u8>>("[1.0,2.5]").err().unwrap();
        assert_eq!(misfit.path.as_deref(), Some("[1]"));
        assert_eq!(misfit.text, "[1.0,2.5]");
    }
}
