//! An HTTP server with nothing but the standard library.
//!
//! Enough of HTTP/1.1 for the clients of this example, and for nobody else.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::thread;

/// A request, decoded.
pub struct Request {
    /// The method.
    pub method: String,
    /// Path and query as they came.
    pub target: String,
    /// The path with its percent-encoding.
    pub path: String,
    /// The decoded query.
    pub query: Vec<(String, String)>,
    /// The `Authorization` header.
    pub authorization: Option<String>,
    /// The body, as text.
    pub body: String,
}

/// The response.
pub struct Response {
    /// The status.
    pub status: u16,
    /// The body, as JSON; none for a status that has none.
    pub body: Option<serde_json::Value>,
}

/// Responds to every request on a port of loopback until the program ends.
pub fn serve(
    mut response: impl FnMut(&Request) -> Response + Send + 'static,
) -> io::Result<SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            // A client that goes away concerns nobody here.
            let _ = exchange(&stream, &mut response);
        }
    });
    Ok(address)
}

/// The pairs of a query or a form, decoded.
pub fn pairs(text: &str) -> Vec<(String, String)> {
    text.split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (decode(name), decode(value)))
        .collect()
}

fn exchange(stream: &TcpStream, response: &mut impl FnMut(&Request) -> Response) -> io::Result<()> {
    let mut reader = BufReader::new(stream);
    let mut first = String::new();
    reader.read_line(&mut first)?;
    let mut words = first.split_whitespace();
    let method = words.next().unwrap_or_default().to_owned();
    let target = words.next().unwrap_or_default().to_owned();
    let (path, query) = target.split_once('?').unwrap_or((&target, ""));

    let mut length = 0;
    let mut authorization = None;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 || line == "\r\n" {
            break;
        }
        let Some((name, value)) = line.split_once(':') else {
            continue;
        };
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = value.trim().parse().unwrap_or(0),
            "authorization" => authorization = Some(value.trim().to_owned()),
            _ => {}
        }
    }
    let mut body = String::new();
    reader.take(length).read_to_string(&mut body)?;

    let path = path.to_owned();
    let query = pairs(query);
    let response = response(&Request {
        method,
        target,
        path,
        query,
        authorization,
        body,
    });
    let mut stream = stream;
    write!(
        stream,
        "HTTP/1.1 {} -\r\nConnection: close\r\n",
        response.status
    )?;
    match response.body {
        Some(body) => {
            let body = body.to_string();
            let length = body.len();
            write!(
                stream,
                "Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
            )
        }
        None => write!(stream, "\r\n"),
    }
}

/// Undoes the encoding of a form (`+` is a space, `%2B` is a plus).
fn decode(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let mut digit = || rest.next().and_then(|digit| char::from(digit).to_digit(16));
                let value = digit().unwrap_or(0) * 16 + digit().unwrap_or(0);
                u8::try_from(value).unwrap_or(b'?')
            }
            other => other,
        });
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
