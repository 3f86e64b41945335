//! How does the body of a response leave, so that memory is held no longer than it is needed?

use super::budget::Share;
use super::connection::Connection;
use super::limits::OWN_BYTES;
use bytes::{Buf, Bytes};
use hyper::body::{Body, Frame, SizeHint};
use hyper::{HeaderMap, Response, StatusCode};
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::time::Sleep;

/// A body that is given to the socket piece by piece: of a response that is not taken, one piece is
/// in hyper's buffers and the rest here, where it is counted.
#[derive(Debug)]
pub(super) struct Sending {
    rest: Bytes,
    /// The number of remaining bytes that the client expects.
    announced: u64,
    /// When the connection breaks off, where it does.
    end: Option<Pin<Box<Sleep>>>,
    /// Whether pieces have to be copied, as each would keep the whole in memory.
    is_large: bool,
    _share: Share,
    connection: Arc<Connection>,
}

impl Sending {
    /// All of these bytes.
    pub(super) fn whole(bytes: Bytes, share: Share, connection: Arc<Connection>) -> Self {
        Self {
            announced: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
            is_large: bytes.len() > OWN_BYTES,
            rest: bytes,
            end: None,
            _share: share,
            connection,
        }
    }

    /// The first half of them, and then the end of the connection.
    pub(super) fn half(bytes: Bytes, share: Share, connection: Arc<Connection>) -> Self {
        let mut sending = Self::whole(bytes, share, connection);
        sending.rest.truncate(sending.rest.len() / 2);
        sending.announced = sending.announced.max(1);
        // The end comes later: hyper would not send what it has of a response that is known to fail.
        sending.end = Some(Box::pin(tokio::time::sleep(Duration::from_millis(50))));
        sending
    }

    /// The response that has this body.
    pub(super) fn respond(self, status: u16, headers: HeaderMap) -> Response<Self> {
        let mut response = Response::new(self);
        let status = StatusCode::from_u16(status);
        *response.status_mut() = status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        *response.headers_mut() = headers;
        response
    }
}

impl Body for Sending {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        if self.rest.has_remaining() {
            let length = self.rest.len().min(OWN_BYTES);
            let piece = self.rest.split_to(length);
            self.announced = self
                .announced
                .saturating_sub(u64::try_from(length).unwrap_or(u64::MAX));
            let piece = match self.is_large {
                true => Bytes::copy_from_slice(&piece),
                false => piece,
            };
            return Poll::Ready(Some(Ok(Frame::data(piece))));
        }
        match &mut self.end {
            None => Poll::Ready(None),
            Some(end) => {
                let end = end.as_mut().poll(context);
                end.map(|()| Some(Err(io::ErrorKind::ConnectionAborted.into())))
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_empty() && self.end.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.announced)
    }
}

impl Drop for Sending {
    fn drop(&mut self) {
        self.connection.written();
    }
}
