//! The body of a response as a transport receives it.

use super::error::Error;
use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use http::{Response, StatusCode};
use std::fmt;
use std::future::poll_fn;
#[cfg(feature = "blocking")]
use std::io::{self, Read};
use std::pin::Pin;
use std::task::{Context, Poll};

/// The body of a response: complete, or in chunks. `into()` converts bytes to it.
pub struct ResponseStream(Content);

enum Content {
    Whole(Option<Bytes>),
    Stream(Pin<Box<dyn Stream<Item = Result<Bytes, Error>> + Send>>),
}

impl ResponseStream {
    /// A body that arrives in chunks.
    pub fn stream(stream: impl Stream<Item = Result<Bytes, Error>> + Send + 'static) -> Self {
        Self(Content::Stream(Box::pin(stream)))
    }
}

impl Stream for ResponseStream {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match &mut self.0 {
            Content::Whole(bytes) => Poll::Ready(bytes.take().map(Ok)),
            Content::Stream(stream) => stream.as_mut().poll_next(context),
        }
    }
}

impl From<Bytes> for ResponseStream {
    fn from(bytes: Bytes) -> Self {
        Self(Content::Whole(Some(bytes)))
    }
}

impl fmt::Debug for ResponseStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ResponseStream")
    }
}

/// Reads a whole body up to a size limit.
pub(crate) fn collect(
    response: Response<ResponseStream>,
    most: usize,
) -> impl Future<Output = Result<Response<Bytes>, Error>> + Send {
    // Destructured outside the future, which would otherwise hold both the whole and the parts.
    let (parts, ResponseStream(content)) = response.into_parts();
    async move {
        let mut stream = match content {
            Content::Whole(bytes) => {
                let bytes = bytes.unwrap_or_default();
                return match bytes.len() > most {
                    true => Err(Error::body_too_large(parts.status, most)),
                    false => Ok(Response::from_parts(parts, bytes)),
                };
            }
            Content::Stream(stream) => stream,
        };
        let room = room(&parts, most)?;
        let mut body = Collected::Nothing;
        while let Some(chunk) = poll_fn(|context| stream.as_mut().poll_next(context)).await {
            let chunk = chunk?;
            fits(parts.status, body.len(), chunk.len(), most)?;
            body = body.and(chunk, room);
        }
        Ok(Response::from_parts(parts, body.whole()))
    }
}

/// The chunks received so far. Most bodies are one chunk, which is not copied.
enum Collected {
    Nothing,
    One(Bytes),
    Joined(BytesMut),
}

impl Collected {
    fn len(&self) -> usize {
        match self {
            Self::Nothing => 0,
            Self::One(chunk) => chunk.len(),
            Self::Joined(body) => body.len(),
        }
    }

    fn and(self, chunk: Bytes, room: usize) -> Self {
        let mut body = match self {
            Self::Nothing => return Self::One(chunk),
            Self::One(first) => {
                let mut body = BytesMut::with_capacity(room);
                body.extend_from_slice(&first);
                body
            }
            Self::Joined(body) => body,
        };
        body.extend_from_slice(&chunk);
        Self::Joined(body)
    }

    fn whole(self) -> Bytes {
        match self {
            Self::Nothing => Bytes::new(),
            Self::One(chunk) => chunk,
            Self::Joined(body) => body.freeze(),
        }
    }
}

/// The initial capacity. `Content-Length` is not trusted: a wrong value must neither admit a larger
/// body nor allocate gigabytes.
fn room(parts: &http::response::Parts, most: usize) -> Result<usize, Error> {
    const AT_ONCE: usize = 1 << 20;
    let announced = parts.headers.get(http::header::CONTENT_LENGTH);
    let announced = announced.and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    let announced = announced.map_or(0, |length| usize::try_from(length).unwrap_or(usize::MAX));
    fits(parts.status, 0, announced, most)?;
    Ok(announced.min(AT_ONCE))
}

fn fits(status: StatusCode, so_far: usize, more: usize, most: usize) -> Result<(), Error> {
    if more > most.saturating_sub(so_far) {
        return Err(Error::body_too_large(status, most));
    }
    Ok(())
}

/// The body of a response for a blocking client. `into()` converts bytes to it.
#[cfg(feature = "blocking")]
pub struct BlockingResponseStream(Box<dyn Read + Send>);

#[cfg(feature = "blocking")]
impl BlockingResponseStream {
    /// A body that is read from `reader`. An [`Error`] among its errors is returned unchanged.
    pub fn reader(reader: impl Read + Send + 'static) -> Self {
        Self(Box::new(reader))
    }
}

#[cfg(feature = "blocking")]
impl Read for BlockingResponseStream {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer)
    }
}

#[cfg(feature = "blocking")]
impl From<Bytes> for BlockingResponseStream {
    fn from(bytes: Bytes) -> Self {
        Self::reader(io::Cursor::new(bytes))
    }
}

#[cfg(feature = "blocking")]
impl fmt::Debug for BlockingResponseStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BlockingResponseStream")
    }
}

/// Like [`collect`].
#[cfg(feature = "blocking")]
pub(crate) fn collect_blocking(
    response: Response<BlockingResponseStream>,
    most: usize,
) -> Result<Response<Bytes>, Error> {
    let (parts, body) = response.into_parts();
    let mut whole = Vec::with_capacity(room(&parts, most)?);
    // One byte over the limit shows that the body is too large.
    let bound = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    body.take(bound).read_to_end(&mut whole).map_err(broken)?;
    fits(parts.status, 0, whole.len(), most)?;
    Ok(Response::from_parts(parts, Bytes::from(whole)))
}

/// The error of a transport, which `std::io` wraps.
#[cfg(feature = "blocking")]
pub(crate) fn broken(error: io::Error) -> Error {
    match error.downcast::<Error>() {
        Ok(error) => error,
        Err(error) => Error::interrupted(error),
    }
}
