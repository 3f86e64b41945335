//! What does a service that means harm get out of a client that reads its responses as streams?

#[cfg(feature = "blocking")]
use super::ClientBuilder as BlockingBuilder;
use super::{ClientBuilder, Get};
use crate::runtime::caller::Async;
use crate::runtime::download::Downloader;
use crate::runtime::error::Error;
use crate::runtime::events::Streamer;
use crate::runtime::framing::Format;
use crate::runtime::lines::{json_lines, json_sequence};
use crate::runtime::retry::Retries;
use crate::runtime::sse::text_events;
use serde_json::Value;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

const LIMIT: usize = 10_000;

/// Responds to each request with a head and then with one piece again and again, for as long as the
/// client takes it, or with silence where there is no piece.
struct Service {
    url: String,
    open: Arc<AtomicUsize>,
}

impl Service {
    fn start(head: &'static str, first: &'static [u8], again: &'static [u8]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let open = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&open);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                count.fetch_add(1, Ordering::SeqCst);
                let count = Arc::clone(&count);
                std::thread::spawn(move || {
                    // It ends when the client goes, which is what the tests wait for.
                    let _ = serve(stream, head, first, again);
                    count.fetch_sub(1, Ordering::SeqCst);
                });
            }
        });
        Self { url, open }
    }

    fn caller(&self) -> Async {
        self.builder().build().unwrap().caller
    }

    fn builder(&self) -> ClientBuilder {
        ClientBuilder::new()
            .base_url(&self.url)
            .body_limit(LIMIT)
            .retries(Retries::none())
    }

    /// Waits until so many connections are left.
    async fn has_left(&self, connections: usize) {
        for _ in 0..2000 {
            if self.open.load(Ordering::SeqCst) == connections {
                return;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("{} connections are left", self.open.load(Ordering::SeqCst));
    }
}

fn serve(mut stream: TcpStream, head: &str, first: &[u8], again: &[u8]) -> std::io::Result<()> {
    let mut request = Vec::new();
    while !request.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        if stream.read(&mut byte)? == 0 {
            return Ok(());
        }
        request.extend_from_slice(&byte);
    }
    stream.write_all(format!("HTTP/1.1 200 OK\r\n{head}\r\n\r\n").as_bytes())?;
    stream.write_all(first)?;
    if again.is_empty() {
        while stream.read(&mut [0; 64])? > 0 {}
    } else {
        loop {
            stream.write_all(again)?;
        }
    }
    Ok(())
}

const EVENTS: &str = "Content-Type: text/event-stream";
const LINES: &str = "Content-Type: application/x-ndjson";

/// The first error of a stream.
async fn problem<T: Send + 'static>(service: &Service, format: Format<T>) -> Error {
    let mut events = service.caller().events(&Get, format).await.unwrap();
    loop {
        match events.try_next().await {
            Ok(Some(_)) => {}
            Ok(None) => panic!("the service never ends"),
            Err(error) => {
                assert!(events.try_next().await.is_ok_and(|item| item.is_none()));
                return error;
            }
        }
    }
}

#[tokio::test]
async fn an_event_without_end_is_too_large() {
    let pieces: [&[u8]; 5] = [
        b"x",
        b"data: x\n",
        b"data\n",
        b": x: y",
        b"data: \xff\xfe\r",
    ];
    for again in pieces {
        let service = Service::start(EVENTS, b"", again);
        let error = problem(&service, text_events()).await;
        assert!(error.is_body_too_large(), "{again:?}: {error}");
        assert!(error.body().is_none_or(<[u8]>::is_empty));
        service.has_left(0).await;
    }
}

/// Lines that are no data add nothing to an event, so that there is never too much of it.
#[tokio::test]
async fn comments_without_end_hold_nothing() {
    let service = Service::start(EVENTS, b"data: a\n\n", b": and so on\nid: 1\nevent: e\n");
    let mut events = service.caller().events(&Get, text_events()).await.unwrap();
    assert_eq!(events.try_next().await.unwrap().unwrap().data, "a");
    let waiting = tokio::time::timeout(Duration::from_millis(300), events.try_next()).await;
    assert!(waiting.is_err(), "there is no second event");
    drop(events);
    service.has_left(0).await;
}

#[tokio::test]
async fn a_line_without_end_is_too_large() {
    for again in [&b"[1,"[..], b"\"", b" ", b"{\"a\":\"\\\""] {
        let service = Service::start(LINES, b"", again);
        let error = problem(&service, json_lines::<Value>("application/x-ndjson")).await;
        assert!(error.is_body_too_large(), "{again:?}: {error}");
        service.has_left(0).await;
    }
    let service = Service::start("Content-Type: application/json-seq", b"\x1e", b"[\n");
    let error = problem(&service, json_sequence::<Value>("application/json-seq")).await;
    assert!(error.is_body_too_large(), "{error}");
}

/// Memory is used for received bytes only, whatever length a chunk declares.
#[tokio::test]
async fn a_chunk_of_petabytes_is_a_promise() {
    let head = "Content-Type: text/event-stream\r\nTransfer-Encoding: chunked";
    let service = Service::start(head, b"fffffffffffff\r\ndata: a\n\n", b"");
    let mut events = service.caller().events(&Get, text_events()).await.unwrap();
    assert_eq!(events.try_next().await.unwrap().unwrap().data, "a");
    drop(events);
    service.has_left(0).await;
    // A length that no number holds.
    let service = Service::start(head, b"ffffffffffffffffffffffff\r\ndata: a\n\n", b"");
    let error = problem(&service, text_events()).await;
    assert!(error.is_interrupted() && error.request_sent(), "{error}");
}

#[tokio::test]
async fn a_stream_that_falls_silent_is_given_up() {
    let service = Service::start(EVENTS, b"data: a\n\ndata: b", b"");
    let builder = service.builder().idle_timeout(Duration::from_millis(200));
    let caller = builder.build().unwrap().caller;
    let mut events = caller.events(&Get, text_events()).await.unwrap();
    assert_eq!(events.try_next().await.unwrap().unwrap().data, "a");
    let error = events.try_next().await.unwrap_err();
    assert!(error.is_timeout(), "{error}");
    assert_eq!(events.try_next().await.unwrap(), None);
    let mut download = caller.download(&Get, "").await.unwrap();
    assert!(download.try_next().await.unwrap().is_some());
    assert!(download.try_next().await.unwrap_err().is_timeout());
    drop((events, download, caller));
    service.has_left(0).await;
}

/// A response of which there is always more: what the caller does not read stays with the service.
#[tokio::test]
async fn a_download_that_is_dropped_frees_its_connection() {
    static PIECE: [u8; 1 << 16] = [b'x'; 1 << 16];
    let service = Service::start("Content-Length: 1000000000000", b"", &PIECE);
    let caller = service.caller();
    let mut downloads = Vec::new();
    for _ in 0..20 {
        let mut download = caller.download(&Get, "").await.unwrap();
        assert_eq!(download.size(), Some(1_000_000_000_000));
        assert!(download.try_next().await.unwrap().is_some());
        downloads.push(download);
    }
    assert_eq!(service.open.load(Ordering::SeqCst), 20);
    downloads.truncate(1);
    service.has_left(1).await;
    // The remaining one continues.
    let rest = downloads.first_mut().unwrap();
    assert!(rest.try_next().await.unwrap().is_some());
    drop(downloads);
    service.has_left(0).await;
}

/// A call that is given up at any time leaves nothing behind, and the client still works.
#[tokio::test]
async fn calls_given_up_in_the_middle_leave_nothing() {
    let silent = Service::start("Content-Length: 10", b"12345", b"");
    let caller = silent.caller();
    for micros in (0..100).map(|step| step * 100) {
        let patience = Duration::from_micros(micros);
        let events = async {
            let mut download = caller.download(&Get, "").await.unwrap();
            while download.try_next().await.unwrap().is_some() {}
        };
        assert!(tokio::time::timeout(patience, events).await.is_err());
    }
    silent.has_left(0).await;
}

#[cfg(feature = "blocking")]
#[test]
fn a_client_that_blocks_is_as_careful() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .unwrap();
    let blocking = |service: &Service| {
        let builder = BlockingBuilder::new().base_url(&service.url);
        let builder = builder.body_limit(LIMIT).retries(Retries::none());
        builder.build_blocking().unwrap().caller
    };
    let service = Service::start(EVENTS, b"", b"data: x\n");
    let mut events = blocking(&service).events(&Get, text_events()).unwrap();
    let error = events.next().unwrap().unwrap_err();
    assert!(error.is_body_too_large(), "{error}");
    assert!(events.next().is_none());
    drop(events);
    runtime.block_on(service.has_left(0));

    let service = Service::start("Content-Length: 1000000000000", b"", b"xxxxxxxx");
    let mut download = blocking(&service).download(&Get, "").unwrap();
    download.read_exact(&mut [0; 100_000]).unwrap();
    drop(download);
    runtime.block_on(service.has_left(0));
}
