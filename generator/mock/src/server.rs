//! How do requests come in and responses go out? HTTP/1.1 (RFC 9112), with the errors that are asked
//! for and within the limits.

use super::connection::{Connection, Phase, Watched};
use super::injections::{Fate, Injection};
use super::limits::{Limit, Limits};
use super::load::{Load, Opened};
use super::receive::{self, Received};
use super::refusal::Refusal;
use super::send::Sending;
use super::{Mock, MockResponse, explained};
use bindery::text::DocumentStr;
use bytes::Bytes;
use hyper::body::Incoming;
use hyper::http::request::Parts;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use std::future::{Future, poll_fn};
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;
use tokio::io::AsyncWrite;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::OwnedSemaphorePermit;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep, sleep_until, timeout};

/// hyper has no smaller buffers.
const LEAST_BUFFER: usize = 8 << 10;

/// How long bytes of a refused request are read and dropped, so that the client sees the refusal
/// instead of a reset connection.
const LINGER: Duration = Duration::from_secs(1);

/// Handles requests until `end` is ready. Open connections are closed then.
///
/// `log` is given a line for each request.
pub async fn serve(
    listener: TcpListener,
    mock: Arc<Mock>,
    log: impl Fn(&str) + Send + Sync + 'static,
    end: impl Future<Output = ()>,
) {
    let server = Server {
        load: Load::new(mock.options.limits),
        mock,
        log: Arc::new(log),
    };
    server.accept(listener, end).await;
}

/// The state that all connections share.
#[derive(Clone)]
pub(super) struct Server {
    pub mock: Arc<Mock>,
    pub load: Arc<Load>,
    pub log: Arc<dyn Fn(&str) + Send + Sync>,
}

impl Server {
    pub(super) async fn accept(self, listener: TcpListener, end: impl Future<Output = ()>) {
        let mut connections = JoinSet::new();
        tokio::pin!(end);
        loop {
            let accepted = tokio::select! {
                () = &mut end => break,
                Some(_) = connections.join_next() => continue,
                accepted = listener.accept() => accepted,
            };
            let Ok((stream, _)) = accepted else {
                // Too many files are open, or the client went away: neither lasts.
                self.load.evict();
                sleep(Duration::from_millis(20)).await;
                continue;
            };
            let opened = tokio::select! {
                () = &mut end => break,
                opened = self.load.open() => opened,
            };
            connections.spawn(connection(stream, self.clone(), opened));
        }
        connections.shutdown().await;
    }
}

/// How a connection ends.
enum End {
    /// In order, or by its client.
    Served,
    /// Its client took too long.
    Late(Phase),
    /// Another connection needed its place.
    Evicted(Phase),
}

async fn connection(stream: TcpStream, server: Server, opened: Opened) {
    // Small responses go out at once.
    let _ = stream.set_nodelay(true);
    let (connection, limits) = (&opened.connection, &server.load.limits);
    let service = service_fn(|request| {
        // The connection is taken apart at its end, so nothing in it may be pinned.
        Box::pin(response(&server, connection, request))
    });
    let io = TokioIo::new(Watched { stream, connection });
    let mut http = http1::Builder::new()
        .max_buf_size(limits.of(Limit::HeadBytes).max(LEAST_BUFFER))
        .serve_connection(io, service);
    let end = tokio::select! {
        // The others look at the phase that this one leads to.
        biased;
        _ = poll_fn(|context| Pin::new(&mut http).poll_without_shutdown(context)) => End::Served,
        phase = late(connection, limits) => End::Late(phase),
        () = connection.evicted() => End::Evicted(connection.phase()),
    };
    let stream = http.into_parts().io.into_inner().stream;
    close(stream, &server, connection, end).await;
}

/// Ends when the client took too long.
async fn late(connection: &Connection, limits: &Limits) -> Phase {
    let timer = sleep(Duration::ZERO);
    tokio::pin!(timer);
    poll_fn(|context| {
        let Some(deadline) = connection.deadline(limits) else {
            return Poll::Pending;
        };
        if timer.deadline() != deadline {
            timer.set(sleep_until(deadline));
        }
        timer.as_mut().poll(context)
    })
    .await;
    connection.phase()
}

/// Closes a connection: with a refusal where the client is in the middle of a request, and so that
/// nothing stays in memory where it is in the middle of a response.
async fn close(stream: TcpStream, server: &Server, connection: &Connection, end: End) {
    let limits = &server.load.limits;
    let waited = connection.waits_since();
    let waited = waited.map_or(Duration::ZERO, |since| since.elapsed());
    let refuse = |request: &str, refusal: Refusal| {
        let response = explained(refusal.plain());
        let (method, path) = request.split_once(' ').unwrap_or(("-", "-"));
        (server.log)(&line(method, path, &response, None, waited));
        // There is room for it in the buffers of the socket, as nothing else was sent.
        let _ = stream.try_write(&written(&response));
    };
    let cut = |reason: &str| {
        (server.log)(&visible(&format!(
            "{} closed: {reason}",
            connection.request()
        )));
        let _ = stream.set_zero_linger();
    };
    match end {
        End::Served if connection.is_reset() => {
            // Without this, the client would see a connection that was closed in order.
            let _ = stream.set_zero_linger();
        }
        End::Served if connection.is_unread() => linger(stream).await,
        End::Late(Phase::Head) => {
            let what = "the headers did not arrive in time";
            refuse("", limits.unread(Limit::HeadTime, 408, what));
            linger(stream).await;
        }
        End::Late(Phase::Response) => {
            let (key, most) = (Limit::WriteTime.key(), limits.of(Limit::WriteTime));
            cut(&format!(
                "the client did not take the response in time; the limit `{key}` is {most}"
            ));
        }
        End::Evicted(phase) => {
            let what = "another connection needed its place";
            match phase {
                Phase::Head => refuse("", limits.unread(Limit::Connections, 503, what)),
                Phase::Body => {
                    let request = connection.request();
                    refuse(&request, limits.unread(Limit::Connections, 503, what));
                }
                Phase::Response => cut(what),
                Phase::Idle | Phase::Server => (server.log)(&format!("idle closed: {what}")),
            }
        }
        End::Served | End::Late(_) => {}
    }
}

/// Reads what a client still sends of a request that was refused, for a while.
async fn linger(mut stream: TcpStream) {
    // The refusal was sent; the client closes when it has read it.
    let _ = poll_fn(|context| Pin::new(&mut stream).poll_shutdown(context)).await;
    let mut buffer = [0; 4096];
    let drop_all = async {
        while stream.readable().await.is_ok() {
            match stream.try_read(&mut buffer) {
                Ok(0) => return,
                Err(error) if error.kind() != io::ErrorKind::WouldBlock => return,
                _ => {}
            }
        }
    };
    let _ = timeout(LINGER, drop_all).await;
}

/// A reply without a connection that could send it.
fn written(response: &MockResponse) -> Vec<u8> {
    let status = StatusCode::from_u16(response.status).unwrap_or(StatusCode::BAD_REQUEST);
    let mut bytes = format!("HTTP/1.1 {status}\r\n").into_bytes();
    for (name, value) in &response.headers {
        bytes.extend_from_slice(name.as_str().as_bytes());
        bytes.extend_from_slice(b": ");
        bytes.extend_from_slice(value.as_bytes());
        bytes.extend_from_slice(b"\r\n");
    }
    let length = response.body.len();
    bytes.extend_from_slice(format!("content-length: {length}\r\n\r\n").as_bytes());
    bytes.extend_from_slice(&response.body);
    bytes
}

async fn response(
    server: &Server,
    connection: &Arc<Connection>,
    request: Request<Incoming>,
) -> io::Result<Response<Sending>> {
    // One response of a connection is in memory.
    connection.sent().await;
    let started = Instant::now();
    let (head, body) = request.into_parts();
    let (method, path) = (head.method.as_str(), head.uri.path());
    connection.begin(format!("{method} {path}"));
    let load = &server.load;
    let fate = server.mock.fate(&head);
    let body = receive::whole(&load.limits, &load.bodies, body).await;
    connection.enter(Phase::Server);
    if body.is_err() {
        connection.leave_unread();
    }
    let accepted = fate.map_err(|reason| Refusal::new(400, reason));
    let accepted = accepted.and_then(|fate| Ok((fate, body?, delay(load, fate)?)));
    let (fate, delayed, response) = match accepted {
        Ok((fate, body, delayed)) => {
            let response = process(server, &head, body, fate).await;
            (fate, delayed, response)
        }
        Err(refusal) => (Fate::default(), None, refusal.plain()),
    };
    let budget = match &delayed {
        Some(_) => &load.delayed_responses,
        None => &load.responses,
    };
    let (mut fate, mut response, mut share) = (fate, explained(response), budget.share());
    if !share.cover(response.body.len()) {
        let what = "responses that clients have not taken need too much memory now";
        let refusal = load.limits.refusal(Limit::ResponseBytesTotal, 503, what);
        let operation = response.operation.take();
        response = explained(refusal.plain());
        (fate, response.operation) = (Fate::default(), operation);
    }
    if fate.injection == Some(Injection::Hang) {
        // It is never sent.
        response.body = Bytes::new();
        share = budget.share();
    }
    sleep(fate.delay).await;
    (server.log)(&line(
        method,
        path,
        &response,
        fate.injection,
        started.elapsed(),
    ));
    if fate.injection == Some(Injection::Hang) {
        std::future::pending::<()>().await;
    }
    drop(delayed);
    let body = match fate.injection {
        Some(Injection::Garbage) => garbage(&response.body),
        _ => response.body,
    };
    let connection = Arc::clone(connection);
    let sending = match fate.injection {
        Some(Injection::Reset) => {
            connection.reset();
            return Err(io::ErrorKind::ConnectionReset.into());
        }
        Some(Injection::Truncate) => {
            connection.enter(Phase::Response);
            Sending::half(body, share, connection)
        }
        _ => {
            connection.enter(Phase::Response);
            Sending::whole(body, share, connection)
        }
    };
    Ok(sending.respond(response.status, response.headers))
}

/// The reply to a request, when it is its turn.
async fn process(server: &Server, head: &Parts, body: Received, fate: Fate) -> MockResponse {
    let _turn = server.load.processed.acquire().await;
    match fate.injection {
        Some(Injection::Status(status)) => server.mock.failure(head, status),
        _ => server.mock.respond(head, &body.bytes),
    }
}

/// The permit of a request that will be held up. Ordinary requests need none, so that such cannot
/// keep them out.
fn delay(load: &Load, fate: Fate) -> Result<Option<OwnedSemaphorePermit>, Refusal> {
    if !fate.is_delayed() {
        return Ok(None);
    }
    let permit = Arc::clone(&load.delayed).try_acquire_owned();
    permit.map(Some).map_err(|_| {
        let what = "too many requests are delayed now";
        load.limits.refusal(Limit::Delayed, 503, what)
    })
}

/// Bytes that are neither JSON nor text.
fn garbage(body: &Bytes) -> Bytes {
    let half = body.len() / 2;
    let mut spoilt = body.slice(..half).to_vec();
    spoilt.extend_from_slice(b"\x00\xff\xfe{\"\x80");
    spoilt.into()
}

/// The log line of a request. The query is omitted because it may contain keys.
fn line(
    method: &str,
    path: &str,
    response: &MockResponse,
    injection: Option<Injection>,
    took: Duration,
) -> String {
    let mut line = format!("{method} {path} {}", response.status);
    if let Some(operation) = &response.operation {
        line.push_str(&format!(" {operation}"));
    }
    line.push_str(&format!(" {}ms", took.as_millis()));
    if let Some(injection) = injection {
        line.push_str(&format!(" fault: {injection}"));
    }
    if let Some(reason) = &response.reason {
        line.push_str(&format!(": {reason}"));
    }
    visible(&line)
}

fn visible(line: &str) -> String {
    DocumentStr::from(line).terminal().to_string()
}
