//! Does a mock server stay within its limits, and serve others, while clients use it up? Over real
//! sockets; what is asserted is what is counted and logged, and never a time.

use super::limits::{Limit, Limits, OWN_BYTES};
use super::load::Load;
use super::server::Server;
use super::{Mock, Options};
use bindery::job::Request as Job;
use bindery::pipeline;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{Interest, Ready};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::time::timeout;

/// A failing test ends after this time.
const PATIENCE: Duration = Duration::from_secs(60);

/// So long that no test gets there.
const NEVER: usize = 86_400_000;

/// So short that a test can wait for it.
const SOON: usize = 50;

struct Pressed {
    address: std::net::SocketAddr,
    load: Arc<Load>,
    lines: UnboundedReceiver<String>,
}

/// A server with these limits and no others of time.
async fn pressed(limits: &[(Limit, usize)]) -> Pressed {
    let document = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/documents/load.yaml");
    let job = Job {
        documents: vec![document],
        ..Job::default()
    };
    let (_, served) = pipeline::serve(&job.job().unwrap()).unwrap();
    let times = [
        Limit::IdleTime,
        Limit::HeadTime,
        Limit::BodyTime,
        Limit::WriteTime,
    ];
    let never = times.map(|limit| (limit, NEVER));
    let limits = never
        .iter()
        .chain(limits)
        .fold(Limits::default(), |all, (limit, value)| {
            all.with(*limit, *value)
        });
    let options = Options {
        limits,
        ..Options::default()
    };
    let load = Load::new(limits);
    let (sender, lines) = unbounded_channel();
    let server = Server {
        mock: Arc::new(Mock::new(served, options)),
        load: Arc::clone(&load),
        log: Arc::new(move |line: &str| {
            let _ = sender.send(line.to_owned());
        }),
    };
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(server.accept(listener, std::future::pending()));
    Pressed {
        address,
        load,
        lines,
    }
}

impl Pressed {
    /// A connection that sends this, and whose buffer for responses is small.
    async fn send(&self, text: &str) -> TcpStream {
        let socket = TcpSocket::new_v4().unwrap();
        socket.set_recv_buffer_size(16 << 10).unwrap();
        let stream = socket.connect(self.address).await.unwrap();
        send(&stream, text.as_bytes()).await;
        stream
    }

    /// The response to a request on a connection of its own.
    async fn ask(&self, line: &str, headers: &str, body: &str) -> String {
        let length = body.len();
        let head = format!("{line} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{headers}");
        let request = format!("{head}Content-Length: {length}\r\n\r\n{body}");
        let stream = self.send(&request).await;
        read_all(&stream).await
    }

    /// Makes the response to `GET /blob` a little longer than this.
    async fn put_blob(&self, length: usize) {
        let body = format!(r#"{{"text": "{}"}}"#, "x".repeat(length));
        let put = self.ask("PUT /blob", JSON, &body).await;
        assert!(put.starts_with("HTTP/1.1 204 "), "{put}");
    }

    /// Whether an ordinary request is served.
    async fn serves(&self) -> bool {
        let response = self.ask("GET /small", "", "").await;
        response.starts_with("HTTP/1.1 200 ")
    }

    /// The next line of the log that has one of these texts.
    async fn line(&mut self, wanted: &[&str]) -> String {
        loop {
            let line = timeout(PATIENCE, self.lines.recv()).await;
            let line = line.unwrap_or_else(|_| panic!("no line with {wanted:?}"));
            let line = line.unwrap();
            if wanted.iter().any(|wanted| line.contains(wanted)) {
                return line;
            }
        }
    }
}

/// Sends until everything is sent, or nobody reads it any more.
async fn send(stream: &TcpStream, mut bytes: &[u8]) {
    while !bytes.is_empty() && ready(stream, Interest::WRITABLE).await.is_writable() {
        match stream.try_write(bytes) {
            Ok(written) => bytes = &bytes[written..],
            Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => {}
            Err(_) => return,
        }
    }
}

/// Reads until the connection is closed.
async fn read_all(stream: &TcpStream) -> String {
    let (mut all, mut buffer) = (Vec::new(), vec![0; 64 << 10]);
    loop {
        ready(stream, Interest::READABLE).await;
        match stream.try_read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => all.extend_from_slice(&buffer[..read]),
            Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => {}
            Err(_) => break,
        }
    }
    String::from_utf8_lossy(&all).into_owned()
}

async fn ready(stream: &TcpStream, interest: Interest) -> Ready {
    timeout(PATIENCE, stream.ready(interest))
        .await
        .unwrap()
        .unwrap()
}

const GET_BLOB: &str = "GET /blob HTTP/1.1\r\nHost: x\r\n\r\n";
const JSON: &str = "Content-Type: application/json\r\n";

/// More than the buffers of sockets hold.
const BLOB: usize = 12 << 20;

#[tokio::test]
async fn responses_that_nobody_takes_stay_within_their_limit() {
    let total = 2 * BLOB + (1 << 20);
    let mut server = pressed(&[(Limit::ResponseBytesTotal, total)]).await;
    server.put_blob(BLOB).await;
    let mut readers = Vec::new();
    let mut statuses = Vec::new();
    for _ in 0..6 {
        readers.push(server.send(GET_BLOB).await);
        statuses.push(server.line(&["GET /blob"]).await);
    }
    let served = |status: &str| statuses.iter().filter(|line| line.contains(status)).count();
    assert_eq!((served(" 200 "), served(" 503 ")), (2, 4), "{statuses:?}");
    assert!(
        statuses[2].contains("the limit `response_bytes_total` is"),
        "{statuses:?}"
    );
    assert!(
        server.serves().await,
        "small responses have bytes of their own"
    );
    // Memory is released when the connections are gone.
    drop(readers);
    let response = loop {
        let response = server.ask("GET /blob", "", "").await;
        if response.starts_with("HTTP/1.1 200 ") {
            break response;
        }
    };
    assert!(response.len() > BLOB);
    let (_, peak) = server.load.responses.used();
    assert!(peak <= total, "{peak}");
}

#[tokio::test]
async fn responses_are_taken_in_time() {
    let mut server = pressed(&[(Limit::WriteTime, SOON)]).await;
    server.put_blob(BLOB).await;
    let reader = server.send(GET_BLOB).await;
    let closed = server.line(&["closed"]).await;
    let reason = "the client did not take the response in time; the limit `write_time` is 50";
    assert_eq!(closed, format!("GET /blob closed: {reason}"));
    assert!(read_all(&reader).await.len() < BLOB);
    assert!(server.serves().await);
}

#[tokio::test]
async fn a_refusal_says_when_to_come_back() {
    let server = pressed(&[(Limit::ResponseBytesTotal, 1)]).await;
    server.put_blob(OWN_BYTES).await;
    let response = server.ask("GET /blob", "", "").await;
    assert!(response.starts_with("HTTP/1.1 503 "), "{response}");
    assert!(response.contains("\r\nretry-after: 1\r\n"), "{response}");
    let server = pressed(&[(Limit::ResponseBytes, 100)]).await;
    server.put_blob(100).await;
    let response = server.ask("GET /blob", "", "").await;
    assert!(response.starts_with("HTTP/1.1 500 "), "{response}");
    assert!(
        response.contains("the limit `response_bytes` is 100"),
        "{response}"
    );
}

#[tokio::test]
async fn injected_problems_leave_room_for_ordinary_requests() {
    let mut server = pressed(&[(Limit::Delayed, 3)]).await;
    let hang = "GET /small HTTP/1.1\r\nHost: x\r\nX-Bindery-Fault: hang\r\n\r\n";
    let slow = "GET /small HTTP/1.1\r\nHost: x\r\nX-Bindery-Delay: 300s\r\n\r\n";
    let mut held = vec![server.send(slow).await];
    for _ in 0..4 {
        held.push(server.send(hang).await);
    }
    let mut lines = Vec::new();
    for _ in 0..4 {
        lines.push(server.line(&["small"]).await);
    }
    let hung = lines
        .iter()
        .filter(|line| line.contains("fault: hang"))
        .count();
    let refused = lines.iter().filter(|line| line.contains(" 503 "));
    let refused: Vec<&String> = refused.collect();
    assert_eq!((hung, refused.len()), (2, 2), "{lines:?}");
    assert!(refused[0].contains("the limit `delayed` is 3"), "{lines:?}");
    assert!(server.serves().await);
    drop(held);
    // A client that goes away gives its permit back.
    loop {
        held = vec![server.send(hang).await];
        if server
            .line(&["fault: hang", " 503 "])
            .await
            .contains("hang")
        {
            break;
        }
    }
    assert!(server.serves().await);
    drop(held);
}

#[tokio::test]
async fn requests_that_do_not_arrive_are_refused() {
    let mut server = pressed(&[(Limit::HeadTime, SOON)]).await;
    let slow = server.send("GET /small HTTP/1.1\r\nHost").await;
    let idle = server.send("").await;
    assert!(
        server
            .line(&[" 408 "])
            .await
            .contains("the limit `head_time` is 50")
    );
    let response = read_all(&slow).await;
    assert!(response.starts_with("HTTP/1.1 408 "), "{response}");
    assert!(response.contains("\r\nconnection: close\r\n"), "{response}");
    // A connection may be silent for longer than a request.
    send(
        &idle,
        b"GET /small HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    )
    .await;
    assert!(read_all(&idle).await.starts_with("HTTP/1.1 200 "));

    let server = pressed(&[(Limit::BodyTime, SOON)]).await;
    let head = "PUT /blob HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
    let slow = server
        .send(&format!("{head}Content-Length: 10\r\n\r\n{{"))
        .await;
    let response = read_all(&slow).await;
    assert!(response.starts_with("HTTP/1.1 408 "), "{response}");
    assert!(
        response.contains("the limit `body_time` is 50"),
        "{response}"
    );
    assert!(server.serves().await);

    let server = pressed(&[(Limit::IdleTime, SOON)]).await;
    let idle = server.send("").await;
    assert_eq!(read_all(&idle).await, "");
    let kept_alive = server.send("GET /small HTTP/1.1\r\nHost: x\r\n\r\n").await;
    assert!(read_all(&kept_alive).await.starts_with("HTTP/1.1 200 "));
}

#[tokio::test]
async fn connections_that_wait_for_their_clients_make_room() {
    let mut server = pressed(&[(Limit::Connections, 3)]).await;
    let idle = server.send("GET /small HTTP/1.1\r\nHost: x\r\n\r\n").await;
    server.line(&["/small 200"]).await;
    let hang = "GET /small HTTP/1.1\r\nHost: x\r\nX-Bindery-Fault: hang\r\n\r\n";
    let hung = server.send(hang).await;
    server.line(&["fault: hang"]).await;
    // The third, and the fourth, for which the first has to go.
    let in_head = server.send("GET /sm").await;
    let in_body = "PUT /blob HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{";
    let in_body = server.send(in_body).await;
    assert_eq!(
        server.line(&["closed"]).await,
        "idle closed: another connection needed its place"
    );
    assert!(read_all(&idle).await.ends_with("}\n"));
    // Now the third has waited longest, and then the fourth.
    assert!(server.serves().await);
    assert!(
        server
            .line(&[" 503 "])
            .await
            .contains("the limit `connections` is 3")
    );
    let response = read_all(&in_head).await;
    assert!(response.starts_with("HTTP/1.1 503 "), "{response}");
    assert!(response.contains("\r\nretry-after: 1\r\n"), "{response}");
    let others = [server.send("").await, server.send("").await];
    assert!(server.serves().await);
    let line = server.line(&["/blob 503 "]).await;
    assert!(line.starts_with("PUT /blob 503 "), "{line}");
    assert!(read_all(&in_body).await.starts_with("HTTP/1.1 503 "));
    // One that is processed, or delayed, is never closed.
    assert!(
        timeout(Duration::from_millis(1), hung.readable())
            .await
            .is_err()
    );
    drop(others);
}

#[tokio::test]
async fn bodies_in_flight_stay_within_their_limit() {
    let total = 150_000;
    let mut server = pressed(&[(Limit::BodyBytesTotal, total)]).await;
    let head = "PUT /blob HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 300000\r\n\r\n";
    let begun = format!("{head}{}", " ".repeat(2 * OWN_BYTES));
    let mut senders = Vec::new();
    for _ in 0..4 {
        senders.push(server.send(&begun).await);
    }
    for _ in 0..2 {
        let line = server.line(&[" 503 "]).await;
        assert!(
            line.contains("the limit `body_bytes_total` is 150,000"),
            "{line}"
        );
    }
    let (_, peak) = server.load.bodies.used();
    assert!(peak <= total, "{peak}");
    let small = format!(r#"{{"text": "{}"}}"#, "x".repeat(10_000));
    let response = server.ask("PUT /blob", JSON, &small).await;
    assert!(response.starts_with("HTTP/1.1 204 "), "{response}");
    let long = format!("PUT /blob HTTP/1.1\r\nHost: x\r\n{JSON}Content-Length: 99999999\r\n\r\n");
    let refused = read_all(&server.send(&long).await).await;
    assert!(refused.starts_with("HTTP/1.1 413 "), "{refused}");
}

/// The values of each kind of body and parameter are counted before they are in memory.
#[tokio::test]
async fn decoded_bodies_stay_within_their_limit() {
    let server = pressed(&[(Limit::BodyValues, 100)]).await;
    let form = "Content-Type: application/x-www-form-urlencoded\r\n";
    let multipart = "Content-Type: multipart/form-data; boundary=B\r\n";
    let list = |count: usize| format!("[{}]", vec!["1"; count - 1].join(","));
    let part = |headers: &str, text: &str| {
        format!("--B\r\nContent-Disposition: form-data; name=\"part\"\r\n{headers}\r\n{text}\r\n")
    };
    let object = |count: usize| format!(r#"{{"a":{}}}"#, list(count));
    type Written<'a> = &'a dyn Fn(usize) -> String;
    let bodies: [(&str, Written<'_>, usize); 8] = [
        (JSON, &list, 100),
        (form, &|count| vec!["a=1"; count].join("&"), 100),
        (form, &|count| format!("a{}=1", "[b]".repeat(count)), 99),
        (
            form,
            &|count| format!("list={}", vec!["x"; count].join(",")),
            100,
        ),
        (form, &|count| format!("object={}", object(count)), 99),
        (form, &|count| format!("a=1&number={}", list(count)), 99),
        (
            multipart,
            &|count| part("", "1").repeat(count) + "--B--",
            100,
        ),
        (
            multipart,
            &|count| part("Content-Type: application/json\r\n", &object(count)) + "--B--",
            48,
        ),
    ];
    for (headers, body, most) in bodies {
        for (count, status) in [(most, [" 204 ", " 400 "]), (most + 1, [" 413 ", " 413 "])] {
            let text = body(count);
            let response = server.ask("POST /bodies", headers, &text).await;
            let status_line = response.lines().next().unwrap();
            let expected = status.iter().any(|status| status_line.contains(status));
            assert!(expected, "{count} {text}: {response}");
        }
    }
}

/// A client that sends one request after another has one response in memory at a time.
#[tokio::test]
async fn requests_in_a_row_get_responses_in_a_row() {
    let mut server = pressed(&[]).await;
    server.put_blob(BLOB).await;
    let head = "HEAD /blob HTTP/1.1\r\nHost: x\r\n\r\n";
    let last = "GET /small HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    let stream = server
        .send(&format!("{GET_BLOB}{GET_BLOB}{head}{last}"))
        .await;
    server.line(&["GET /blob 200"]).await;
    assert!(server.serves().await);
    let (used, _) = server.load.responses.used();
    assert!(used > 0 && used < BLOB + 1_000, "{used}");
    let responses = read_all(&stream).await;
    assert_eq!(responses.matches("HTTP/1.1 200 OK").count(), 4);
    assert!(responses.ends_with("\"small\": true\n}\n"));
}
