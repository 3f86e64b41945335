//! What can a service do wrong?

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What it does with a request, which says so itself: by the number in its last path segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    Good,
    /// Good, after a while.
    Slow,
    /// Good, and then closes the connection that it said it would keep.
    ClosesIdle,
    /// Says that the body is shorter than it is; what is too much looks like another response.
    SaysTooLittle,
    /// Says that the body is longer than it is.
    SaysTooMuch,
    Resets,
    HangsUp,
    Garbage,
    /// Chunk after chunk, without end.
    Endless,
    /// Announces a gigabyte, and sends it.
    Gigabyte,
    /// A chunk that would be larger than all memory.
    HugeChunk,
    /// A chunk whose length no number holds.
    ImpossibleChunk,
    /// Headers without end.
    Headers,
    Circle,
    /// Redirects to somebody else.
    Elsewhere,
    Overloaded,
    /// Begins a body and falls silent.
    Silent,
    /// `100 Continue` without end.
    Continues,
}

impl Mode {
    pub const ALL: [Self; 18] = [
        Self::Good,
        Self::Slow,
        Self::ClosesIdle,
        Self::SaysTooLittle,
        Self::SaysTooMuch,
        Self::Resets,
        Self::HangsUp,
        Self::Garbage,
        Self::Endless,
        Self::Gigabyte,
        Self::HugeChunk,
        Self::ImpossibleChunk,
        Self::Headers,
        Self::Circle,
        Self::Elsewhere,
        Self::Overloaded,
        Self::Silent,
        Self::Continues,
    ];

    /// Of a hundred calls, half succeed, and each error has its share.
    pub fn of(number: usize) -> Self {
        let rest = number % 100;
        match rest {
            0..50 => Self::ALL[rest % 3],
            // These take as long as the caller waits.
            98 => Self::Silent,
            99 => Self::Continues,
            _ => Self::ALL[3 + (rest - 50) % 13],
        }
    }
}

/// What a service has seen.
#[derive(Debug, Default)]
pub struct Seen {
    pub requests: [AtomicUsize; Mode::ALL.len()],
    pub open: AtomicUsize,
    /// Requests to where a redirect led that nobody may follow.
    pub elsewhere: AtomicUsize,
}

impl Seen {
    pub fn requests(&self, mode: Mode) -> usize {
        self.requests[mode as usize].load(Ordering::SeqCst)
    }
}

/// Serves on a thread of its own; the URL, and what was seen.
pub fn start() -> (String, Arc<Seen>) {
    let seen = Arc::new(Seen::default());
    let (sender, receiver) = std::sync::mpsc::channel();
    let shared = Arc::clone(&seen);
    thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build();
        runtime.expect("a runtime").block_on(async {
            let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
            let other = TcpListener::bind("127.0.0.1:0").await.expect("a port");
            let here = listener.local_addr().expect("its address");
            let there = other.local_addr().expect("its address");
            sender.send(here).expect("the test waits");
            let stranger = Arc::clone(&shared);
            tokio::spawn(async move {
                while other.accept().await.is_ok() {
                    stranger.elsewhere.fetch_add(1, Ordering::SeqCst);
                }
            });
            while let Ok((stream, _)) = listener.accept().await {
                let seen = Arc::clone(&shared);
                tokio::spawn(async move {
                    seen.open.fetch_add(1, Ordering::SeqCst);
                    // A client that goes away is what it is meant to do.
                    let _ = serve(stream, &seen, there).await;
                    seen.open.fetch_sub(1, Ordering::SeqCst);
                });
            }
        });
    });
    let address: SocketAddr = receiver.recv().expect("the service has begun");
    (format!("http://{address}"), seen)
}

const GOOD: &str = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 21\r\n\r\n{\"identifier\":\"good\"}";
const EVIL: &str = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 21\r\n\r\n{\"identifier\":\"evil\"}";
const CHUNKED: &str =
    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";

async fn serve(mut stream: TcpStream, seen: &Seen, there: SocketAddr) -> std::io::Result<()> {
    let mut waiting = Vec::new();
    loop {
        let Some(head) = head(&mut stream, &mut waiting).await? else {
            return Ok(());
        };
        let path = head.split(' ').nth(1).unwrap_or_default();
        let number = path.get(path.len().saturating_sub(8)..);
        let number = number.and_then(|hex| usize::from_str_radix(hex, 16).ok());
        let mode = Mode::of(number.unwrap_or_default());
        seen.requests[mode as usize].fetch_add(1, Ordering::SeqCst);
        match mode {
            Mode::Good => stream.write_all(GOOD.as_bytes()).await?,
            Mode::Slow => {
                tokio::time::sleep(Duration::from_millis(30)).await;
                stream.write_all(GOOD.as_bytes()).await?;
            }
            Mode::ClosesIdle => {
                stream.write_all(GOOD.as_bytes()).await?;
                return Ok(());
            }
            Mode::SaysTooLittle => {
                let both = format!("{GOOD}{EVIL}");
                stream.write_all(both.as_bytes()).await?;
            }
            Mode::SaysTooMuch => {
                let long = GOOD.replace("21", "2100");
                stream.write_all(long.as_bytes()).await?;
                return Ok(());
            }
            Mode::Resets => {
                stream.write_all(&GOOD.as_bytes()[..60]).await?;
                // Closing with bytes unread sends a reset.
                return stream.set_zero_linger();
            }
            Mode::HangsUp => return Ok(()),
            Mode::Garbage => {
                let garbage: Vec<u8> = (0..=255).rev().collect();
                stream.write_all(&garbage).await?;
                return Ok(());
            }
            Mode::Endless => {
                stream.write_all(CHUNKED.as_bytes()).await?;
                let chunk = format!("1000\r\n{}\r\n", "1".repeat(0x1000));
                loop {
                    stream.write_all(chunk.as_bytes()).await?;
                }
            }
            Mode::Gigabyte => {
                let head = GOOD.split("21").next().unwrap_or_default();
                let head = format!("{head}1000000000\r\n\r\n");
                stream.write_all(head.as_bytes()).await?;
                for _ in 0..15_000 {
                    stream.write_all(&[b'1'; 1 << 16]).await?;
                }
            }
            Mode::HugeChunk => {
                let text = format!("{CHUNKED}fffffffffffffff\r\n{{}}");
                stream.write_all(text.as_bytes()).await?;
                return Ok(());
            }
            Mode::ImpossibleChunk => {
                let text = format!("{CHUNKED}{}\r\n{{}}", "f".repeat(40));
                stream.write_all(text.as_bytes()).await?;
                return Ok(());
            }
            Mode::Headers => {
                stream.write_all(b"HTTP/1.1 200 OK\r\n").await?;
                let line = format!("X-{}: {}\r\n", "n".repeat(50), "v".repeat(1000));
                loop {
                    stream.write_all(line.as_bytes()).await?;
                }
            }
            Mode::Circle => redirect(&mut stream, path).await?,
            Mode::Elsewhere => redirect(&mut stream, &format!("http://{there}/steal")).await?,
            Mode::Overloaded => {
                let text = "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n";
                stream.write_all(text.as_bytes()).await?;
            }
            Mode::Silent => {
                let text = format!("{CHUNKED}1\r\n{{\r\n");
                stream.write_all(text.as_bytes()).await?;
                // Until the client goes.
                while stream.read(&mut [0; 64]).await? > 0 {}
                return Ok(());
            }
            Mode::Continues => loop {
                let text = "HTTP/1.1 100 Continue\r\n\r\n".repeat(100);
                stream.write_all(text.as_bytes()).await?;
                tokio::time::sleep(Duration::from_millis(5)).await;
            },
        }
    }
}

async fn redirect(stream: &mut TcpStream, to: &str) -> std::io::Result<()> {
    let text = format!("HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n");
    stream.write_all(text.as_bytes()).await
}

/// The head of the next request, which has no body; nothing when the client has gone.
async fn head(stream: &mut TcpStream, waiting: &mut Vec<u8>) -> std::io::Result<Option<String>> {
    loop {
        if let Some(end) = waiting.windows(4).position(|bytes| bytes == b"\r\n\r\n") {
            let rest = waiting.split_off(end + 4);
            let head = std::mem::replace(waiting, rest);
            return Ok(Some(String::from_utf8_lossy(&head).into_owned()));
        }
        let mut buffer = [0; 4096];
        let count = stream.read(&mut buffer).await?;
        if count == 0 {
            return Ok(None);
        }
        waiting.extend_from_slice(&buffer[..count]);
    }
}
