//! How do requests come in and answers go out? HTTP/1.1 (RFC 9112), with the faults that are asked
//! for.

use super::faults::{Fate, Fault};
use super::refusal::Refusal;
use super::{Mock, Reply, explained};
use crate::text::DocumentStr;
use bytes::Bytes;
use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::body::{Frame, Incoming, SizeHint};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use std::future::{Future, poll_fn};
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio::time::Sleep;

/// Bytes of a body.
const BODY: usize = 16 << 20;

/// Connections at once.
const CONNECTIONS: usize = 512;

/// Within this time a request has to arrive.
const PATIENCE: Duration = Duration::from_secs(30);

/// Answers requests until `end` comes to its end. Open connections are closed then.
///
/// `log` is given a line for each request.
pub async fn serve(
    listener: TcpListener,
    mock: Arc<Mock>,
    log: impl Fn(&str) + Send + Sync + 'static,
    end: impl Future<Output = ()>,
) {
    let log: Arc<dyn Fn(&str) + Send + Sync> = Arc::new(log);
    let room = Arc::new(Semaphore::new(CONNECTIONS));
    let mut connections = JoinSet::new();
    tokio::pin!(end);
    loop {
        let accepted = async {
            let permit = Arc::clone(&room).acquire_owned().await;
            (permit, listener.accept().await)
        };
        let (permit, accepted) = tokio::select! {
            () = &mut end => break,
            Some(_) = connections.join_next() => continue,
            accepted = accepted => accepted,
        };
        match accepted {
            Ok((stream, _)) => {
                let (mock, log) = (Arc::clone(&mock), Arc::clone(&log));
                connections.spawn(async move {
                    connection(stream, mock, log).await;
                    drop(permit);
                });
            }
            // Too many files are open, or the caller went away: neither lasts.
            Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
        }
    }
    connections.shutdown().await;
}

/// The body of an answer, or its beginning.
type Body = UnsyncBoxBody<Bytes, io::Error>;

async fn connection(stream: TcpStream, mock: Arc<Mock>, log: Arc<dyn Fn(&str) + Send + Sync>) {
    // Small answers go out at once.
    let _ = stream.set_nodelay(true);
    let reset = Arc::new(AtomicBool::new(false));
    let is_reset = Arc::clone(&reset);
    let service = service_fn(move |request| {
        let (mock, log, reset) = (Arc::clone(&mock), Arc::clone(&log), Arc::clone(&reset));
        // The connection is taken apart at its end, so nothing in it may be pinned.
        Box::pin(async move { answer(&mock, &*log, &reset, request).await })
    });
    let mut connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(PATIENCE)
        .serve_connection(TokioIo::new(stream), service);
    // A caller that went away has no use for an answer.
    let _ = poll_fn(|context| Pin::new(&mut connection).poll_without_shutdown(context)).await;
    let stream = connection.into_parts().io.into_inner();
    if is_reset.load(Ordering::Relaxed) {
        // Without this, the caller would see a connection that was closed in order.
        let _ = stream.set_zero_linger();
    }
}

async fn answer(
    mock: &Mock,
    log: &(dyn Fn(&str) + Send + Sync),
    reset: &AtomicBool,
    request: Request<Incoming>,
) -> io::Result<Response<Body>> {
    let started = Instant::now();
    let (head, body) = request.into_parts();
    let fate = mock.fate(&head);
    let collected = tokio::time::timeout(PATIENCE, Limited::new(body, BODY).collect()).await;
    let (fate, reply) = match (fate, collected) {
        (Err(reason), _) => (Fate::default(), Refusal::new(400, reason).plain()),
        (Ok(fate), Ok(Ok(collected))) => {
            let reply = match fate.fault {
                Some(Fault::Status(status)) => mock.failure(&head, status),
                _ => mock.answer(&head, &collected.to_bytes()),
            };
            (fate, reply)
        }
        (Ok(fate), Ok(Err(error))) if error.is::<LengthLimitError>() => {
            let reason = format!("the body is longer than {BODY} bytes");
            (fate, Refusal::new(413, reason).plain())
        }
        (Ok(fate), Ok(Err(_))) => (fate, Refusal::new(400, "the body broke off").plain()),
        (Ok(fate), Err(_)) => (fate, Refusal::new(408, "the body came too late").plain()),
    };
    let reply = explained(reply);
    tokio::time::sleep(fate.delay).await;
    log(&line(
        head.method.as_str(),
        head.uri.path(),
        &reply,
        fate.fault,
        started.elapsed(),
    ));
    match fate.fault {
        Some(Fault::Hang) => std::future::pending().await,
        Some(Fault::Reset) => {
            reset.store(true, Ordering::Relaxed);
            Err(io::ErrorKind::ConnectionReset.into())
        }
        Some(Fault::Garbage) => Ok(response(&reply, garbage(&reply.body))),
        Some(Fault::Truncate) => Ok(truncated(&reply)),
        Some(Fault::Status(_)) | None => Ok(response(&reply, reply.body.clone())),
    }
}

fn response(reply: &Reply, body: Bytes) -> Response<Body> {
    with_body(
        reply,
        Full::new(body)
            .map_err(|never| match never {})
            .boxed_unsync(),
    )
}

fn with_body(reply: &Reply, body: Body) -> Response<Body> {
    let mut response = Response::new(body);
    *response.status_mut() =
        StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    *response.headers_mut() = reply.headers.clone();
    response
}

/// Bytes that are neither JSON nor text.
fn garbage(body: &Bytes) -> Bytes {
    let half = body.len() / 2;
    let mut spoilt = body.slice(..half).to_vec();
    spoilt.extend_from_slice(b"\x00\xff\xfe{\"\x80");
    spoilt.into()
}

/// The first half of a body, and then the end of the connection.
fn truncated(reply: &Reply) -> Response<Body> {
    let half = reply.body.slice(..reply.body.len() / 2);
    let broken = Broken {
        half: Some(half),
        end: Box::pin(tokio::time::sleep(Duration::from_millis(50))),
        length: u64::try_from(reply.body.len()).unwrap_or(u64::MAX).max(1),
    };
    with_body(reply, broken.boxed_unsync())
}

/// A body that is shorter than it says.
struct Broken {
    half: Option<Bytes>,
    /// The end comes later: hyper would not send what it has of an answer that is known to fail.
    end: Pin<Box<Sleep>>,
    length: u64,
}

impl hyper::body::Body for Broken {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        if let Some(half) = self.half.take() {
            return Poll::Ready(Some(Ok(Frame::data(half))));
        }
        let end = self.end.as_mut().poll(context);
        end.map(|()| Some(Err(io::ErrorKind::ConnectionAborted.into())))
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.length)
    }
}

/// What is said of a request. The query is left out, in which keys may be.
fn line(method: &str, path: &str, reply: &Reply, fault: Option<Fault>, took: Duration) -> String {
    let mut line = format!("{method} {path} {}", reply.status);
    if let Some(operation) = &reply.operation {
        line.push_str(&format!(" {operation}"));
    }
    line.push_str(&format!(" {}ms", took.as_millis()));
    if let Some(fault) = fault {
        line.push_str(&format!(" fault: {fault}"));
    }
    if let Some(reason) = &reply.reason {
        line.push_str(&format!(": {reason}"));
    }
    DocumentStr::from(&line).terminal().to_string()
}
