//! Responses that are read while they arrive.

#[cfg(feature = "blocking")]
use super::blocking;
use super::{Chunks, Get, caller};
use crate::runtime::download::Downloader;
use crate::runtime::events::Streamer;
use crate::runtime::lines::{json_lines, json_sequence};
use crate::runtime::sse::{json_events, text_events};
use axum::Router;
use axum::body::Body;
use axum::http::HeaderMap;
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use bytes::Bytes;
use futures_core::Stream;
use std::collections::VecDeque;
use std::convert::Infallible;
#[cfg(feature = "blocking")]
use std::io::Read;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

/// The events of axum.
struct Sent(VecDeque<Event>);

impl Stream for Sent {
    type Item = Result<Event, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.pop_front().map(Ok))
    }
}

/// Responds with chunks of a media type, and repeats `Accept` in a header.
fn responding(media_type: &'static str, chunks: Vec<Bytes>) -> Router {
    let response = async move |headers: HeaderMap| -> Response {
        let accept = headers["accept"].clone();
        let body = Body::from_stream(Chunks::of(chunks.clone()));
        ([("content-type", media_type)], [("x-accept", accept)], body).into_response()
    };
    Router::new().route("/", get(response))
}

fn single_bytes(text: &str) -> Vec<Bytes> {
    text.bytes().map(|byte| Bytes::from(vec![byte])).collect()
}

#[tokio::test]
async fn events_of_another_implementation_arrive() {
    let router = Router::new().route(
        "/",
        get(async || {
            let events = [
                Event::default().comment("hello"),
                Event::default().id("1").event("text").data("two\nlines é"),
                Event::default()
                    .retry(Duration::from_millis(1500))
                    .json_data([1, 2])
                    .unwrap(),
            ];
            Sse::new(Sent(events.into()))
        }),
    );
    let mut events = caller(router).events(&Get, text_events()).await.unwrap();
    assert_eq!(events.status(), 200);
    let first = events.try_next().await.unwrap().unwrap();
    assert_eq!(
        (first.event.as_str(), first.id.as_deref()),
        ("text", Some("1"))
    );
    assert_eq!((first.data.as_str(), first.retry), ("two\nlines é", None));
    let second = events.try_next().await.unwrap().unwrap();
    assert_eq!(
        (second.event.as_str(), second.id.as_deref()),
        ("message", Some("1"))
    );
    assert_eq!(second.retry, Some(Duration::from_millis(1500)));
    assert_eq!(second.data, "[1,2]");
    assert_eq!(events.try_next().await.unwrap(), None);
    assert_eq!(events.try_next().await.unwrap(), None);
}

#[tokio::test]
async fn json_events_end_with_done_and_a_misfit_ends_nothing() {
    let text =
        "data: {\"é\":[1]}\n\ndata: {\"a\":[-1]}\n\ndata: {}\n\ndata: [DONE]\n\ndata: {}\n\n";
    type Item = std::collections::BTreeMap<String, Vec<u8>>;
    let router = responding("text/event-stream; charset=utf-8", single_bytes(text));
    let mut events = caller(router)
        .events(&Get, json_events::<Item>())
        .await
        .unwrap();
    assert_eq!(events.headers()["x-accept"], "text/event-stream");
    assert_eq!(events.try_next().await.unwrap().unwrap().data["é"], [1]);
    let error = events.try_next().await.unwrap_err();
    assert!(
        error.is_decode() && error.operation() == Some("get"),
        "{error}"
    );
    assert_eq!(error.path(), Some("a[0]"));
    assert_eq!(error.body(), Some(b"{\"a\":[-1]}".as_slice()));
    assert!(events.try_next().await.unwrap().unwrap().data.is_empty());
    assert_eq!(events.try_next().await.unwrap(), None);
}

#[tokio::test]
async fn lines_and_sequences_arrive() {
    let lines = responding("application/x-ndjson", single_bytes("[1]\r\n\n[2]"));
    let format = json_lines::<Vec<u8>>("application/x-ndjson");
    let mut items = caller(lines).events(&Get, format).await.unwrap();
    assert_eq!(items.headers()["x-accept"], "application/x-ndjson");
    assert_eq!(items.try_next().await.unwrap(), Some(vec![1]));
    assert_eq!(items.try_next().await.unwrap(), Some(vec![2]));
    assert_eq!(items.try_next().await.unwrap(), None);
    let sequence = responding("application/json-seq", single_bytes("\u{1e}[\n1]\n\u{1e}2"));
    let format = json_sequence::<serde_json::Value>("application/json-seq");
    let mut items = caller(sequence).events(&Get, format).await.unwrap();
    assert_eq!(
        items.try_next().await.unwrap(),
        Some(serde_json::json!([1]))
    );
    let error = items.try_next().await.unwrap_err();
    assert!(error.to_string().contains("cut off"), "{error}");
    assert_eq!(items.try_next().await.unwrap(), None);
}

#[tokio::test]
async fn a_response_that_is_no_stream_of_events_is_an_error() {
    let router = responding("application/json", vec![Bytes::from("{}")]);
    let error = caller(router)
        .events(&Get, text_events())
        .await
        .unwrap_err();
    assert!(error.is_decode() && error.request_sent());
    let said = "get: the response is `application/json`, not `text/event-stream`";
    assert_eq!(error.to_string(), said);
    let missing = caller(Router::new())
        .events(&Get, text_events())
        .await
        .unwrap_err();
    assert!(missing.is_not_found());
    let missing = caller(Router::new()).download(&Get, "").await.unwrap_err();
    assert!(missing.is_not_found());
}

/// Events that come before the response is over, as it never is.
#[tokio::test]
async fn events_do_not_wait_for_the_end() {
    struct Endless(bool);
    impl Stream for Endless {
        type Item = Result<Event, Infallible>;
        fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
            match std::mem::replace(&mut self.0, true) {
                true => Poll::Pending,
                false => Poll::Ready(Some(Ok(Event::default().data("now")))),
            }
        }
    }
    let router = Router::new().route("/", get(async || Sse::new(Endless(false))));
    let mut events = caller(router).events(&Get, text_events()).await.unwrap();
    assert_eq!(events.try_next().await.unwrap().unwrap().data, "now");
    // A future that is given up loses nothing.
    let waiting = tokio::time::timeout(Duration::from_millis(50), events.try_next()).await;
    assert!(waiting.is_err());
}

#[tokio::test]
async fn bytes_arrive_with_their_size() {
    let file: Vec<u8> = (0..=255).cycle().take(200_000).collect();
    let whole = file.clone();
    let router = Router::new().route(
        "/",
        get(async move |headers: HeaderMap| ([("x-accept", headers["accept"].clone())], whole)),
    );
    let caller = caller(router);
    let mut download = caller.download(&Get, "").await.unwrap();
    assert_eq!(download.status(), 200);
    assert_eq!(download.headers()["x-accept"], "application/json");
    assert_eq!(download.size(), Some(200_000));
    let mut received = Vec::new();
    while let Some(chunk) = download.try_next().await.unwrap() {
        received.extend_from_slice(&chunk);
    }
    assert_eq!(received, file);
    let csv = caller.download(&Get, "text/csv").await.unwrap();
    assert_eq!(csv.headers()["x-accept"], "text/csv");
    let error = caller.download(&Get, "a\nb").await.unwrap_err();
    assert!(error.is_invalid_request() && !error.request_sent());
}

#[tokio::test]
async fn a_response_without_a_length_has_no_size() {
    let router = responding("application/pdf", single_bytes("abc"));
    let mut download = caller(router).download(&Get, "").await.unwrap();
    assert_eq!(download.size(), None);
    let mut received = Vec::new();
    while let Some(chunk) = download.try_next().await.unwrap() {
        received.extend_from_slice(&chunk);
    }
    assert_eq!(received, b"abc");
}

#[cfg(feature = "blocking")]
#[test]
fn a_client_that_blocks_reads_the_same() {
    let text = "data: [1]\n\ndata: [256]\n\ndata: [2]\n\n";
    let router = responding("text/event-stream", single_bytes(text));
    let mut events = blocking(router)
        .events(&Get, json_events::<Vec<u8>>())
        .unwrap();
    assert_eq!(events.next().unwrap().unwrap().data, [1]);
    assert_eq!(events.next().unwrap().unwrap_err().path(), Some("[0]"));
    assert_eq!(events.next().unwrap().unwrap().data, [2]);
    assert!(events.next().is_none());
    assert_eq!(
        (events.status().as_u16(), events.headers().len() > 1),
        (200, true)
    );

    let router = Router::new().route("/", get(async || vec![7u8; 100_000]));
    let mut download = blocking(router).download(&Get, "").unwrap();
    assert_eq!(
        (download.size(), download.status().as_u16()),
        (Some(100_000), 200)
    );
    let mut received = Vec::new();
    download.read_to_end(&mut received).unwrap();
    assert_eq!(received, vec![7u8; 100_000]);
    assert!(
        blocking(Router::new())
            .download(&Get, "")
            .unwrap_err()
            .is_not_found()
    );
}
