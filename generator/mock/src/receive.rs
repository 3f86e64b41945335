//! How does the body of a request arrive, within the limits?

use super::budget::{Budget, Share};
use super::limits::{Limit, Limits, OWN_BYTES};
use super::refusal::Refusal;
use bytes::Bytes;
use http_body_util::BodyExt;
use hyper::body::Body;
use hyper::header::CONNECTION;
use std::sync::Arc;
use tokio::time::{Instant, timeout_at};

/// A body in memory.
#[derive(Debug)]
pub(super) struct Received {
    pub bytes: Vec<u8>,
    _share: Share,
}

/// Reads a body.
///
/// # Errors
///
/// A refusal: 400, 408, 413 or 503.
pub(super) async fn whole<B>(
    limits: &Limits,
    budget: &Arc<Budget>,
    body: B,
) -> Result<Received, Refusal>
where
    B: Body<Data = Bytes> + Unpin,
{
    let most = limits.of(Limit::BodyBytes);
    let too_long = || {
        let what = format!("the body is longer than {most} bytes");
        limits.unread(Limit::BodyBytes, 413, &what)
    };
    let announced = body.size_hint().lower();
    if announced > u64::try_from(most).unwrap_or(u64::MAX) {
        return Err(too_long());
    }
    let deadline = Instant::now().checked_add(limits.time(Limit::BodyTime));
    let deadline = deadline.unwrap_or_else(Instant::now);
    let (mut body, mut bytes, mut share) = (body, Vec::new(), budget.share());
    loop {
        let frame = timeout_at(deadline, body.frame())
            .await
            .map_err(|_| limits.unread(Limit::BodyTime, 408, "the body did not arrive in time"))?;
        let Some(frame) = frame else {
            return Ok(Received {
                bytes,
                _share: share,
            });
        };
        let frame = frame.map_err(|_| {
            Refusal::new(400, "the body broke off").with(CONNECTION, "close".to_owned())
        })?;
        let Ok(data) = frame.into_data() else {
            continue;
        };
        let length = bytes.len() + data.len();
        if length > most {
            return Err(too_long());
        }
        if length > bytes.capacity() {
            // No more is in memory than has arrived, but for a factor of two.
            let capacity = length
                .max(bytes.capacity() * 2)
                .clamp(OWN_BYTES.min(most), most);
            if !share.cover(capacity) {
                let what = "the bodies of requests take too much memory now";
                return Err(limits.unread(Limit::BodyBytesTotal, 503, what));
            }
            bytes.reserve_exact(capacity - bytes.len());
        }
        bytes.extend_from_slice(&data);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hyper::body::Frame;
    use std::convert::Infallible;
    use std::pin::Pin;
    use std::task::{Context, Poll};

    /// Frames of these lengths, and then the end, unless it `stalls`.
    struct Frames<'a> {
        lengths: &'a [usize],
        stalls: bool,
    }

    impl Body for Frames<'_> {
        type Data = Bytes;
        type Error = Infallible;

        fn poll_frame(
            mut self: Pin<&mut Self>,
            _: &mut Context<'_>,
        ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
            match self.lengths.split_first() {
                Some((length, lengths)) => {
                    self.lengths = lengths;
                    Poll::Ready(Some(Ok(Frame::data(vec![b'x'; *length].into()))))
                }
                None if self.stalls => Poll::Pending,
                None => Poll::Ready(None),
            }
        }
    }

    async fn received(limits: Limits, lengths: &[usize], stalls: bool) -> Result<usize, u16> {
        let budget = Budget::new(limits.of(Limit::BodyBytesTotal));
        let outcome = whole(&limits, &budget, Frames { lengths, stalls }).await;
        let length = outcome.map(|received| received.bytes.len());
        assert_eq!(budget.used().0, 0);
        length.map_err(|refusal| refusal.status)
    }

    #[tokio::test(start_paused = true)]
    async fn bodies_have_limits() {
        let limits = Limits::default().with(Limit::BodyBytes, 200_000);
        assert_eq!(received(limits, &[], false).await, Ok(0));
        let whole = [1, 99_999, 100_000];
        assert_eq!(received(limits, &whole, false).await, Ok(200_000));
        assert_eq!(received(limits, &[100_000, 100_001], false).await, Err(413));
        assert_eq!(received(limits, &[1], true).await, Err(408));
        let small = limits.with(Limit::BodyBytesTotal, 1_000);
        assert_eq!(received(small, &[OWN_BYTES], false).await, Ok(OWN_BYTES));
        assert_eq!(received(small, &[OWN_BYTES + 1_001], false).await, Err(503));
    }
}
