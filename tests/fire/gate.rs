//! How do more calls than there are sockets share them?

use bytes::Bytes;
use futures_core::Stream;
use participant_apis::{Body, BoxFuture, Error, Hyper, Limits, ResponseStream, Transport};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Lets so many requests through at once; the others wait. Each has its place until its response is
/// read or dropped.
#[derive(Debug)]
pub struct Gate {
    places: Arc<Semaphore>,
    inner: Hyper,
}

impl Gate {
    pub fn new(places: usize) -> Self {
        Self {
            places: Arc::new(Semaphore::new(places)),
            inner: Hyper::new(Duration::from_secs(30)).expect("a transport"),
        }
    }
}

impl Transport for Gate {
    fn send(
        &self,
        request: http::Request<Body>,
        limits: Limits,
    ) -> BoxFuture<'_, Result<http::Response<ResponseStream>, Error>> {
        Box::pin(async move {
            let place = Arc::clone(&self.places).acquire_owned().await;
            let place = place.expect("the gate is never closed");
            let response = self.inner.send(request, limits).await?;
            Ok(response.map(|body| ResponseStream::stream(Held(body, place))))
        })
    }

    fn sleep(&self, time: Duration) -> Option<BoxFuture<'static, ()>> {
        self.inner.sleep(time)
    }
}

/// A body that keeps its place while it is read.
struct Held(ResponseStream, #[allow(dead_code)] OwnedSemaphorePermit);

impl Stream for Held {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Pin::new(&mut self.0).poll_next(context)
    }
}
