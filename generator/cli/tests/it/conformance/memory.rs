//! Does a gigabyte, up or down, pass through a client without being kept? A binary of its own, so
//! that the memory that it looks at is that of these two exchanges.

#[path = "suite/server.rs"]
#[allow(dead_code, reason = "the suite uses the rest")]
mod server;

use axum::Router;
use axum::body::{Body as Sent, Bytes};
use axum::extract::DefaultBodyLimit;
use axum::http::header;
use axum::routing::{get, post};
use conformance::Body;
use futures_core::Stream;
use server::Server;
use std::convert::Infallible;
use std::pin::{Pin, pin};
use std::task::{Context, Poll};

const CHUNK: usize = 64 * 1024;
const TOTAL: usize = 1 << 30;

/// The memory that both sides may use in addition: buffers of sockets and some chunks. Keeping the
/// body would take sixteen times as much.
const MOST: u64 = 64 << 20;

/// A gigabyte, made as it is asked for.
struct Gigabyte(usize);

impl Stream for Gigabyte {
    type Item = Result<Bytes, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        static ZEROS: [u8; CHUNK] = [0; CHUNK];
        Poll::Ready(self.0.checked_sub(CHUNK).map(|rest| {
            self.0 = rest;
            // A copy, so that each chunk costs memory as those of a file do.
            Ok(Bytes::copy_from_slice(&ZEROS))
        }))
    }
}

async fn count(body: Sent) -> String {
    let mut stream = pin!(body.into_data_stream());
    let mut total = 0;
    while let Some(chunk) = std::future::poll_fn(|cx| stream.as_mut().poll_next(cx)).await {
        total += chunk.unwrap().len();
    }
    total.to_string()
}

#[tokio::test]
async fn a_gigabyte_passes_through() {
    let down = || async {
        let kind = (header::CONTENT_TYPE, "application/octet-stream");
        ([kind], Sent::from_stream(Gigabyte(TOTAL)))
    };
    let up = |body: Sent| async {
        let kind = (header::CONTENT_TYPE, "application/octet-stream");
        ([kind], count(body).await)
    };
    let routes = Router::new()
        .route("/streams/bytes", get(down))
        .route("/bodies/binary", post(up))
        .layer(DefaultBodyLimit::disable());
    let client = Server::start(routes).await.client();
    // Small ones first: what is allocated once is not the bodies'.
    client.send_binary(Body::from("x")).send().await.unwrap();
    let before = peak_memory();

    let mut download = client.download_bytes().download().await.unwrap();
    let mut total = 0;
    while let Some(chunk) = download.try_next().await.unwrap() {
        total += chunk.len();
    }
    assert_eq!(total, TOTAL);
    let body = Body::stream(Gigabyte(TOTAL)).length(TOTAL as u64);
    let response = client.send_binary(body).send().await.unwrap();
    assert_eq!(response, TOTAL.to_string());

    match (before, peak_memory()) {
        (Some(before), Some(after)) => {
            let more = after - before;
            println!("{} kB more for a gigabyte up and down", more >> 10);
            assert!(more < MOST, "{more} bytes");
        }
        _ => println!("nothing here says how much memory a process has had"),
    }
}

/// The most memory that the process has had so far, where the system tells.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kilobytes << 10)
}
