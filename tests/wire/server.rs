//! What does a client send, and what does it do with exactly these bytes?
//!
//! An HTTP/1.1 server for one test: it records requests as they arrive and plays a list of replies.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// A server that handles one request after the other, each on its own connection.
pub struct Server {
    address: SocketAddr,
    seen: Arc<Mutex<Vec<Seen>>>,
}

/// A request as it arrived.
#[derive(Clone, Debug)]
pub struct Seen {
    head: String,
    body: Vec<u8>,
}

/// What the server does with one connection.
#[derive(Clone, Debug)]
pub struct Response {
    /// Reads no request, only closes.
    hang_up: bool,
    /// Waits before it writes.
    delay: Duration,
    /// Writes these bytes, then closes.
    bytes: Vec<u8>,
    /// Keeps the connection open this long after the last byte.
    linger: Duration,
}

impl Server {
    /// Starts a server that plays these replies in order, and status 599 after the last one.
    pub fn start(responses: impl IntoIterator<Item = Response>) -> Self {
        Self::start_with(|_| responses)
    }

    /// The same, with replies that can name the server by its URL.
    pub fn start_with<R: IntoIterator<Item = Response>>(responses: impl FnOnce(&str) -> R) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port on loopback");
        let address = listener.local_addr().expect("its address");
        let seen = Arc::new(Mutex::new(Vec::new()));
        let url = format!("http://{address}");
        let mut responses: Vec<Response> = responses(&url).into_iter().collect();
        responses.reverse();
        let record = Arc::clone(&seen);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                // A client that goes away is what some tests are about.
                let _ = serve(stream, &mut responses, &record);
            }
        });
        Self { address, seen }
    }

    /// Its URL without a slash at the end, by number.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Its URL by name: another host, as far as a client can tell.
    pub fn url_by_name(&self) -> String {
        format!("http://localhost:{}", self.address.port())
    }

    /// Its host and port, as in a `Host` header.
    pub fn host(&self) -> String {
        self.address.to_string()
    }

    /// All requests so far.
    pub fn seen(&self) -> Vec<Seen> {
        self.seen.lock().expect("the record").clone()
    }

    /// The request, of which there must have been exactly one.
    pub fn only(&self) -> Seen {
        let mut seen = self.seen();
        assert_eq!(seen.len(), 1, "one request, not {seen:#?}");
        seen.remove(0)
    }
}

impl Seen {
    /// The request line without the version: `GET /path?query`.
    pub fn line(&self) -> &str {
        let line = self.head.lines().next().unwrap_or_default();
        line.strip_suffix(" HTTP/1.1").expect("HTTP/1.1")
    }

    /// Names (in small letters) and values of all headers, sorted by name.
    pub fn headers(&self) -> Vec<(String, &str)> {
        let mut headers: Vec<_> = self
            .head
            .lines()
            .skip(1)
            .filter_map(|line| line.split_once(':'))
            .map(|(name, value)| (name.to_ascii_lowercase(), value.trim()))
            .collect();
        headers.sort();
        headers
    }

    /// The value of a header that occurs once; `None` without it.
    pub fn header(&self, name: &str) -> Option<&str> {
        let headers = self.headers();
        let mut values = headers.iter().filter(|(key, _)| key == name);
        let value = values.next().map(|(_, value)| *value);
        assert!(
            values.next().is_none(),
            "{name} more than once: {headers:?}"
        );
        value
    }

    /// The body, which must be text.
    pub fn body(&self) -> &str {
        std::str::from_utf8(&self.body).expect("a body in UTF-8")
    }
}

impl Response {
    /// A response with a JSON body.
    pub fn json(status: u16, body: &str) -> Self {
        Self::with(status, &[("Content-Type", "application/json")], body)
    }

    /// A response with these headers, beside the length of the body.
    pub fn with(status: u16, headers: &[(&str, &str)], body: &str) -> Self {
        let mut text = format!("HTTP/1.1 {status} Scripted\r\n");
        for (name, value) in headers {
            text.push_str(&format!("{name}: {value}\r\n"));
        }
        // These two statuses have no body by definition, so no length either.
        if status != 204 && status != 304 {
            text.push_str(&format!("Content-Length: {}\r\n", body.len()));
        }
        text.push_str(&format!("Connection: close\r\n\r\n{body}"));
        Self::raw(text)
    }

    /// A response without a body.
    pub fn empty(status: u16) -> Self {
        Self::with(status, &[], "")
    }

    /// A redirect.
    pub fn redirect(status: u16, to: &str) -> Self {
        Self::with(status, &[("Location", to)], "")
    }

    /// These bytes and no others, then the end of the connection.
    pub fn raw(bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            hang_up: false,
            delay: Duration::ZERO,
            bytes: bytes.into(),
            linger: Duration::ZERO,
        }
    }

    /// The connection ends before anything is read.
    pub fn hang_up_at_once() -> Self {
        Self {
            hang_up: true,
            ..Self::raw("")
        }
    }

    /// The connection ends when the request was read.
    pub fn hang_up() -> Self {
        Self::raw("")
    }

    /// The same, but later.
    pub fn after(self, delay: Duration) -> Self {
        Self { delay, ..self }
    }

    /// Whether it comes later.
    pub fn is_slow(&self) -> bool {
        !self.delay.is_zero()
    }

    /// The same, with the connection left open for a while after the last byte.
    pub fn then_linger(self, linger: Duration) -> Self {
        Self { linger, ..self }
    }
}

/// Serves one connection. `replies` are in reverse, the next one last.
fn serve(
    mut stream: TcpStream,
    responses: &mut Vec<Response>,
    record: &Mutex<Vec<Seen>>,
) -> io::Result<()> {
    if responses.last().is_some_and(|response| response.hang_up) {
        responses.pop();
        return Ok(());
    }
    let Some(seen) = read_request(&mut stream)? else {
        return Ok(());
    };
    record.lock().expect("the record").push(seen);
    let response = responses.pop().unwrap_or_else(|| Response::empty(599));
    thread::sleep(response.delay);
    stream.write_all(&response.bytes)?;
    stream.flush()?;
    thread::sleep(response.linger);
    Ok(())
}

/// Reads one request; `None` when the connection was closed without one.
fn read_request(stream: &mut TcpStream) -> io::Result<Option<Seen>> {
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(end) = find(&bytes, b"\r\n\r\n") {
            break end + 4;
        }
        if read_more(stream, &mut bytes)? == 0 {
            return Ok(None);
        }
    };
    let mut body = bytes.split_off(end);
    let head = String::from_utf8_lossy(&bytes).into_owned();
    let seen = Seen {
        head,
        body: Vec::new(),
    };
    let expected = match seen.header("content-length") {
        Some(length) => length.parse().expect("a number as Content-Length"),
        None => 0,
    };
    while body.len() < expected {
        if read_more(stream, &mut body)? == 0 {
            return Ok(None);
        }
    }
    Ok(Some(Seen { body, ..seen }))
}

fn read_more(stream: &mut TcpStream, bytes: &mut Vec<u8>) -> io::Result<usize> {
    let mut buffer = [0; 4096];
    let count = stream.read(&mut buffer)?;
    bytes.extend_from_slice(&buffer[..count]);
    Ok(count)
}

fn find(bytes: &[u8], pattern: &[u8]) -> Option<usize> {
    bytes
        .windows(pattern.len())
        .position(|window| window == pattern)
}
