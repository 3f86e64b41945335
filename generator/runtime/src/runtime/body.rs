//! The body of a request.

use super::error::{Error, Kind};
use bytes::Bytes;
use futures_core::Stream;
use std::collections::VecDeque;
use std::error::Error as StdError;
use std::fmt;
#[cfg(feature = "blocking")]
use std::io::{self, Read};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

/// The body of a request: bytes, or a stream or reader that produces them while they are sent.
///
/// `into()` converts bytes and text to it. Clones share a stream or reader, which can be sent once:
/// such a request is not retried or redirected.
#[derive(Clone, Default)]
pub struct Body(Content);

#[derive(Clone)]
enum Content {
    Whole(Bytes),
    #[allow(dead_code, reason = "not every API takes bodies from streams")]
    Segments(Vec<Segment>),
}

#[derive(Clone)]
enum Segment {
    Bytes(Bytes),
    Source(Source),
}

/// A stream or reader, with its length if known.
#[derive(Clone)]
struct Source {
    origin: Arc<Mutex<Option<Origin>>>,
    length: Option<u64>,
}

#[allow(dead_code, reason = "not every API takes bodies from streams")]
enum Origin {
    Stream(Pin<Box<dyn Stream<Item = Result<Bytes, BoxError>> + Send>>),
    #[cfg(feature = "blocking")]
    Reader(Box<dyn Read + Send>),
}

/// The error of a body that could not be read.
type BoxError = Box<dyn StdError + Send + Sync>;

impl Default for Content {
    fn default() -> Self {
        Self::Whole(Bytes::new())
    }
}

#[allow(dead_code, reason = "not every API takes bodies from streams")]
impl Body {
    /// Creates a body from a stream, for asynchronous clients. It is sent in chunks unless
    /// [`Body::length`] sets its length.
    pub fn stream<S, E>(stream: S) -> Self
    where
        S: Stream<Item = Result<Bytes, E>> + Send + 'static,
        E: Into<Box<dyn StdError + Send + Sync>> + 'static,
    {
        Self::from_origin(Origin::Stream(Box::pin(Chunks(Box::pin(stream)))))
    }

    /// Creates a body from a reader, for blocking clients.
    #[cfg(feature = "blocking")]
    pub fn reader(reader: impl Read + Send + 'static) -> Self {
        Self::from_origin(Origin::Reader(Box::new(reader)))
    }

    fn from_origin(origin: Origin) -> Self {
        let origin = Arc::new(Mutex::new(Some(origin)));
        let length = None;
        Self(Content::Segments(vec![Segment::Source(Source {
            origin,
            length,
        })]))
    }

    /// Sets the length of a stream or reader in bytes. If it produces fewer, the call fails.
    pub fn length(mut self, bytes: u64) -> Self {
        if let Content::Segments(segments) = &mut self.0 {
            for segment in segments {
                if let Segment::Source(source) = segment {
                    source.length = Some(bytes);
                }
            }
        }
        self
    }

    /// Concatenates bodies.
    pub(crate) fn join(bodies: impl IntoIterator<Item = Self>) -> Self {
        let mut segments = Vec::new();
        for body in bodies {
            match body.0 {
                Content::Whole(bytes) => segments.push(Segment::Bytes(bytes)),
                Content::Segments(more) => segments.extend(more),
            }
        }
        if segments
            .iter()
            .any(|segment| matches!(segment, Segment::Source(_)))
        {
            return Self(Content::Segments(segments));
        }
        let mut whole = Vec::new();
        for segment in &segments {
            if let Segment::Bytes(bytes) = segment {
                whole.extend_from_slice(bytes);
            }
        }
        Self::from(whole)
    }
}

impl Body {
    /// The whole body; `None` if it is a stream or reader.
    pub fn bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Content::Whole(bytes) => Some(bytes),
            Content::Segments(_) => None,
        }
    }

    /// The length in bytes, if known.
    pub fn size(&self) -> Option<u64> {
        let count = |bytes: &Bytes| u64::try_from(bytes.len()).ok();
        match &self.0 {
            Content::Whole(bytes) => count(bytes),
            Content::Segments(segments) => segments.iter().try_fold(0u64, |sum, segment| {
                sum.checked_add(match segment {
                    Segment::Bytes(bytes) => count(bytes)?,
                    Segment::Source(source) => source.length?,
                })
            }),
        }
    }

    /// Returns whether the body is empty.
    pub fn is_empty(&self) -> bool {
        self.size() == Some(0)
    }

    /// The body as a stream, for transports.
    ///
    /// # Errors
    ///
    /// Returns an error if it is a reader, or was sent already.
    pub fn into_stream(self) -> Result<BodyStream, Error> {
        let size = self.size();
        let mut rest = VecDeque::new();
        for piece in self.pieces()? {
            rest.push_back(match piece {
                Piece::Bytes(bytes) => Piece::Bytes(bytes),
                Piece::Origin(Origin::Stream(stream)) => Piece::Origin(Origin::Stream(stream)),
                #[cfg(feature = "blocking")]
                Piece::Origin(Origin::Reader(_)) => {
                    return Err(unusable(
                        "a reader, which only a client that blocks can send",
                    ));
                }
            });
        }
        Ok(BodyStream { rest, size })
    }

    /// The body as a reader, for transports.
    ///
    /// # Errors
    ///
    /// Returns an error if it is a stream, or was sent already.
    #[cfg(feature = "blocking")]
    pub fn into_reader(self) -> Result<Box<dyn Read + Send>, Error> {
        let mut reader: Box<dyn Read + Send> = Box::new(io::empty());
        for piece in self.pieces()? {
            let next: Box<dyn Read + Send> = match piece {
                Piece::Bytes(bytes) => Box::new(io::Cursor::new(bytes)),
                Piece::Origin(Origin::Reader(reader)) => reader,
                Piece::Origin(Origin::Stream(_)) => {
                    return Err(unusable("a stream, which a client that blocks cannot send"));
                }
            };
            reader = Box::new(reader.chain(next));
        }
        Ok(reader)
    }

    fn pieces(self) -> Result<Vec<Piece>, Error> {
        let segments = match self.0 {
            Content::Whole(bytes) => return Ok(vec![Piece::Bytes(bytes)]),
            Content::Segments(segments) => segments,
        };
        let mut pieces = Vec::with_capacity(segments.len());
        for segment in segments {
            pieces.push(match segment {
                Segment::Bytes(bytes) => Piece::Bytes(bytes),
                Segment::Source(source) => {
                    let mut origin = source.origin.lock().unwrap_or_else(PoisonError::into_inner);
                    let taken = origin.take();
                    Piece::Origin(taken.ok_or_else(|| unusable("a stream that was sent already"))?)
                }
            });
        }
        Ok(pieces)
    }
}

enum Piece {
    Bytes(Bytes),
    Origin(Origin),
}

fn unusable(what: &str) -> Error {
    Error::new(Kind::InvalidRequest, format!("the body is {what}"))
}

/// A stream whose errors have one type.
#[allow(dead_code, reason = "not every API takes bodies from streams")]
struct Chunks<S>(Pin<Box<S>>);

impl<S, E> Stream for Chunks<S>
where
    S: Stream<Item = Result<Bytes, E>>,
    E: Into<BoxError>,
{
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let chunk = self.0.as_mut().poll_next(context);
        chunk.map(|chunk| chunk.map(|chunk| chunk.map_err(Into::into)))
    }
}

/// A body that is being sent.
pub struct BodyStream {
    rest: VecDeque<Piece>,
    size: Option<u64>,
}

impl BodyStream {
    /// The total length in bytes, if known.
    pub fn size(&self) -> Option<u64> {
        self.size
    }
}

impl Stream for BodyStream {
    type Item = Result<Bytes, Box<dyn StdError + Send + Sync>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            match self.rest.front_mut() {
                None => return Poll::Ready(None),
                Some(Piece::Origin(Origin::Stream(stream))) => {
                    match stream.as_mut().poll_next(context) {
                        Poll::Ready(None) => {}
                        other => return other,
                    }
                }
                Some(Piece::Bytes(bytes)) if !bytes.is_empty() => {
                    return Poll::Ready(Some(Ok(std::mem::take(bytes))));
                }
                Some(_) => {}
            }
            self.rest.pop_front();
        }
    }
}

impl fmt::Debug for BodyStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BodyStream")
            .field("size", &self.size)
            .finish_non_exhaustive()
    }
}

macro_rules! contents {
    ($($content:ty)*) => {$(
        impl From<$content> for Body {
            fn from(content: $content) -> Self {
                Self(Content::Whole(Bytes::from(content)))
            }
        }
    )*};
}

contents! { Bytes Vec<u8> String &'static [u8] &'static str }

/// Prints the length, not the content.
impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.size() {
            Some(size) => write!(f, "Body({size} bytes)"),
            None => f.write_str("Body(a stream)"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::future::poll_fn;

    struct Give(Vec<Result<Bytes, &'static str>>);

    impl Stream for Give {
        type Item = Result<Bytes, &'static str>;

        fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
            Poll::Ready((!self.0.is_empty()).then(|| self.0.remove(0)))
        }
    }

    fn give(parts: &[Result<&'static str, &'static str>]) -> Body {
        let parts = parts
            .iter()
            .map(|part| part.map(|text| Bytes::from_static(text.as_bytes())));
        Body::stream(Give(parts.collect()))
    }

    async fn read(body: Body) -> Result<String, String> {
        let mut stream = body.into_stream().map_err(|error| error.to_string())?;
        let mut all = Vec::new();
        while let Some(chunk) = poll_fn(|context| Pin::new(&mut stream).poll_next(context)).await {
            all.extend_from_slice(&chunk.map_err(|error| error.to_string())?);
        }
        Ok(String::from_utf8(all).unwrap())
    }

    #[tokio::test]
    async fn whole_bodies_can_be_sent_again() {
        let body = Body::join([Body::from("ab"), Body::default(), Body::from("c")]);
        assert_eq!(body.bytes().unwrap(), "abc");
        assert_eq!((body.size(), body.is_empty()), (Some(3), false));
        assert_eq!(read(body.clone()).await.unwrap(), "abc");
        assert_eq!(read(body).await.unwrap(), "abc");
        assert!(Body::default().is_empty());
    }

    #[tokio::test]
    async fn a_stream_is_sent_once() {
        let stream = give(&[Ok("12"), Ok(""), Ok("3")]);
        let body = Body::join([Body::from("<"), stream, Body::from(">")]);
        assert_eq!((body.bytes(), body.size()), (None, None));
        let again = body.clone();
        assert_eq!(read(body).await.unwrap(), "<123>");
        let error = read(again).await.unwrap_err();
        assert_eq!(error, "the body is a stream that was sent already");
    }

    #[tokio::test]
    async fn a_length_is_added_up_and_a_problem_comes_through() {
        let body = Body::join([Body::from("<"), give(&[Ok("12"), Err("torn")]).length(4)]);
        assert_eq!(body.size(), Some(5));
        assert_eq!(format!("{body:?}"), "Body(5 bytes)");
        assert_eq!(body.clone().into_stream().unwrap().size(), Some(5));
        let body = give(&[Ok("12"), Err("torn")]);
        assert_eq!(read(body).await.unwrap_err(), "torn");
    }

    #[cfg(feature = "blocking")]
    #[tokio::test]
    async fn streams_and_readers_keep_apart() {
        let reader = || Body::join([Body::from("<"), Body::reader(&b"12"[..]), Body::from(">")]);
        let mut text = String::new();
        let mut read_in = reader().into_reader().unwrap();
        read_in.read_to_string(&mut text).unwrap();
        assert_eq!(text, "<12>");
        assert!(read(reader()).await.unwrap_err().contains("a reader"));
        let error = give(&[]).into_reader().err().unwrap();
        assert!(error.is_invalid_request() && error.to_string().contains("a stream"));
    }
}
