//! The blocking transport by hyper.

use super::body::Body;
use super::error::{Error, Kind};
use super::hyper_async::Hyper;
use super::park::waker;
use super::response_stream::{BlockingResponseStream, ResponseStream};
use super::transport::{BlockingTransport, Limits, Transport};
use bytes::{Buf, Bytes};
use futures_core::Stream;
use http::{Request, Response};
use std::future::poll_fn;
use std::io::{self, Read};
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll};
use std::thread;
use std::time::Duration;
use tokio::runtime::{Builder, Handle};
use tokio::sync::mpsc::{self, Receiver};
use tokio::sync::oneshot;

/// Sends requests like [`Hyper`] and blocks the thread until there is a response. A thread of the
/// transport drives its connections and ends with it.
///
/// In asynchronous code it would block all other tasks of the thread.
#[derive(Clone, Debug)]
pub struct BlockingHyper {
    hyper: Hyper,
    background: Background,
}

impl BlockingHyper {
    /// Creates a transport with its own connection pool. `connect_timeout` limits each connection
    /// attempt.
    ///
    /// # Errors
    ///
    /// Returns an error if TLS cannot be set up or no thread can be started.
    pub fn new(connect_timeout: Duration) -> Result<Self, Error> {
        Self::with(Hyper::new(connect_timeout)?)
    }

    /// Creates a blocking transport from an asynchronous one.
    pub(crate) fn with(hyper: Hyper) -> Result<Self, Error> {
        let background = Background::start().map_err(|error| {
            let message = "the thread of the transport cannot be started";
            Error::new(Kind::Configuration, message).because(error)
        })?;
        Ok(Self { hyper, background })
    }
}

impl BlockingTransport for BlockingHyper {
    fn send(
        &self,
        request: Request<Body>,
        limits: Limits,
    ) -> Result<Response<BlockingResponseStream>, Error> {
        let (parts, body) = request.into_parts();
        let body = self.background.streamed(body)?;
        let request = Request::from_parts(parts, body);
        let response = self.background.wait(self.hyper.send(request, limits))?;
        Ok(response.map(|response_stream| {
            BlockingResponseStream::reader(Arriving {
                response_stream,
                chunk: Bytes::new(),
                background: self.background.clone(),
            })
        }))
    }
}

/// The thread that drives connections and timers until the last clone is dropped.
#[derive(Clone, Debug)]
struct Background {
    handle: Handle,
    _end: Arc<oneshot::Sender<()>>,
}

impl Background {
    fn start() -> io::Result<Self> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let handle = runtime.handle().clone();
        let (sender, receiver) = oneshot::channel::<()>();
        thread::Builder::new()
            .name("bindery-blocking".to_owned())
            .spawn(move || {
                let _ = runtime.block_on(receiver);
                // A reader may block for long while the next bytes are requested.
                runtime.shutdown_background();
            })?;
        Ok(Self {
            handle,
            _end: Arc::new(sender),
        })
    }

    /// Waits for a future on the current thread.
    fn wait<F: Future>(&self, future: F) -> F::Output {
        let _entered = self.handle.enter();
        let waker = waker();
        let mut context = Context::from_waker(&waker);
        let mut future = pin!(future);
        loop {
            match future.as_mut().poll(&mut context) {
                Poll::Ready(output) => return output,
                Poll::Pending => thread::park(),
            }
        }
    }

    /// A body whose reader runs on a thread for blocking work.
    fn streamed(&self, body: Body) -> Result<Body, Error> {
        const CHUNK: usize = 32 << 10;
        if body.bytes().is_some() {
            return Ok(body);
        }
        let size = body.size();
        let mut reader = body.into_reader()?;
        let (sender, receiver) = mpsc::channel(1);
        self.handle.spawn_blocking(move || {
            loop {
                let mut chunk = vec![0; CHUNK];
                let read = match reader.read(&mut chunk) {
                    Ok(0) => return,
                    Ok(read) => read,
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                    Err(error) => {
                        let _ = sender.blocking_send(Err(error));
                        return;
                    }
                };
                chunk.truncate(read);
                if sender.blocking_send(Ok(Bytes::from(chunk))).is_err() {
                    return;
                }
            }
        });
        let body = Body::stream(Chunks(receiver));
        Ok(match size {
            Some(size) => body.length(size),
            None => body,
        })
    }
}

/// The bytes read of a body.
struct Chunks(Receiver<io::Result<Bytes>>);

impl Stream for Chunks {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_recv(context)
    }
}

/// The body of a response while it arrives.
struct Arriving {
    response_stream: ResponseStream,
    /// Bytes that have arrived and are not yet read.
    chunk: Bytes,
    background: Background,
}

impl Read for Arriving {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.chunk.is_empty() && !buffer.is_empty() {
            let response_stream = &mut self.response_stream;
            let next = poll_fn(|context| Pin::new(&mut *response_stream).poll_next(context));
            match self.background.wait(next) {
                Some(Ok(chunk)) => self.chunk = chunk,
                Some(Err(error)) => return Err(io::Error::other(error)),
                None => return Ok(0),
            }
        }
        let size = self.chunk.len().min(buffer.len());
        if let Some(buffer) = buffer.get_mut(..size) {
            self.chunk.copy_to_slice(buffer);
        }
        Ok(size)
    }
}
