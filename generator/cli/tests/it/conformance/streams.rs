//! Do bodies and responses travel chunk by chunk, in both directions?

use super::server::Server;
use axum::Router;
use axum::body::{Body as Sent, Bytes};
use axum::extract::Multipart as Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Json, Response};
use axum::routing::{get, post};
use conformance::{Body, File};
use futures_core::Stream;
use serde_json::json;
use std::convert::Infallible;
use std::io::{self, Read};
use std::pin::Pin;
use std::task::{Context, Poll};

/// Gives items one by one, each only when it is asked for.
struct Give<I>(I);

impl<T, I: Iterator<Item = T> + Unpin> Stream for Give<I> {
    type Item = T;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<T>> {
        Poll::Ready(self.0.next())
    }
}

const CHUNK: usize = 64 * 1024;
const CHUNKS: usize = 256;

/// 16 MB of bytes that differ from chunk to chunk.
fn chunks() -> impl Iterator<Item = Result<Bytes, Infallible>> {
    (0..CHUNKS).map(|number| Ok(Bytes::from(vec![number as u8; CHUNK])))
}

fn is_whole(bytes: &[u8]) -> bool {
    bytes.len() == CHUNK * CHUNKS
        && bytes
            .chunks(CHUNK)
            .enumerate()
            .all(|(number, chunk)| chunk.iter().all(|b| *b == number as u8))
}

fn routes() -> Router {
    Router::new()
        .route(
            "/streams/events",
            get(|| async {
                let events = (0..3).map(|age| {
                    let text = format!("{{\n\"name\": \"Zoë\",\n\"age\": {age}}}");
                    Ok::<_, Infallible>(Event::default().id(age.to_string()).event("pet").data(text))
                });
                Sse::new(Give(std::iter::once(Ok(Event::default().comment("hello"))).chain(events)))
            }),
        )
        .route(
            "/streams/lines",
            get(|| async {
                // Cut in the middle of lines, and of a character.
                let text = "{\"name\":\"Zoë\",\"age\":0}\n\n{\"name\":\"Zoë\",\"age\":1}\r\n{\"name\":\"Zoë\",\"age\":2}";
                let pieces: Vec<_> = text.bytes().map(|byte| Ok::<_, Infallible>(Bytes::from(vec![byte]))).collect();
                let kind = [(header::CONTENT_TYPE, "application/x-ndjson")];
                (kind, Sent::from_stream(Give(pieces.into_iter())))
            }),
        )
        .route(
            "/streams/bytes",
            get(|| async {
                let size = (CHUNK * CHUNKS).to_string();
                let kind = [
                    (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
                    (header::CONTENT_LENGTH, size),
                ];
                (kind, Sent::from_stream(Give(chunks())))
            }),
        )
        .route(
            "/bodies/binary",
            post(|headers: HeaderMap, body: Bytes| async move {
                let text = |name| headers.get(name).map(|value: &axum::http::HeaderValue| value.to_str().unwrap().to_owned());
                let said = json!([is_whole(&body), text(header::CONTENT_LENGTH), text(header::TRANSFER_ENCODING)]);
                ([(header::CONTENT_TYPE, "application/octet-stream")], said.to_string())
            }),
        )
        .route(
            "/bodies/parts",
            post(|mut parts: Parts| async move {
                let mut found = false;
                while let Some(part) = parts.next_field().await.unwrap() {
                    if part.name() == Some("file") {
                        assert_eq!(part.file_name(), Some("big.bin"));
                        assert_eq!(part.headers()["x-origin"], "disk");
                        found = is_whole(&part.bytes().await.unwrap());
                    }
                }
                if found { StatusCode::NO_CONTENT } else { StatusCode::BAD_REQUEST }
            }),
        )
        .route(
            "/answers/headers",
            get(|| async {
                let headers = [("x-calls-left", "41"), ("x-colors", "blue, black,brown")];
                (headers, Json(json!({"name": "Rex"})))
            }),
        )
        .route("/bodies/choice", post(choice))
        .layer(axum::extract::DefaultBodyLimit::disable())
}

async fn choice(headers: HeaderMap, body: Bytes) -> Response {
    let kind = headers[header::CONTENT_TYPE].to_str().unwrap();
    let fits = match kind {
        "application/json" => body == r#"{"name":"Rex"}"#,
        "text/csv" => body == "name\r\nRex",
        _ => false,
    };
    if fits {
        StatusCode::NO_CONTENT
    } else {
        StatusCode::BAD_REQUEST
    }
    .into_response()
}

#[tokio::test]
async fn events_and_lines_are_typed_items() {
    let client = Server::start(routes()).await.client();
    let mut events = client.watch_pets().events().await.unwrap();
    assert_eq!(events.status(), StatusCode::OK);
    let mut ages = Vec::new();
    while let Some(event) = events.try_next().await.unwrap() {
        assert_eq!(event.data.name, "Zoë");
        ages.push(event.data.age.value().copied().unwrap());
    }
    assert_eq!(ages, [0, 1, 2]);

    let mut lines = client.export_pets().events().await.unwrap();
    let mut ages = Vec::new();
    while let Some(pet) = lines.try_next().await.unwrap() {
        ages.push(pet.age.value().copied().unwrap());
    }
    assert_eq!(ages, [0, 1, 2]);
}

#[tokio::test]
async fn bytes_come_down_piece_by_piece() {
    let server = Server::start(routes()).await;
    // Less than the body has: a stream need not fit.
    let client = server.builder().body_limit(1000).build().unwrap();
    let mut download = client.download_bytes().download().await.unwrap();
    assert_eq!(download.size(), Some((CHUNK * CHUNKS) as u64));
    let mut all = Vec::new();
    while let Some(chunk) = download.try_next().await.unwrap() {
        all.extend_from_slice(&chunk);
    }
    assert!(is_whole(&all));
    assert!(
        client
            .download_bytes()
            .send()
            .await
            .unwrap_err()
            .is_body_too_large()
    );
}

#[tokio::test]
async fn bytes_go_up_piece_by_piece() {
    let client = Server::start(routes()).await.client();
    let said = |response: Bytes| -> serde_json::Value { serde_json::from_slice(&response).unwrap() };
    let known = Body::stream(Give(chunks())).length((CHUNK * CHUNKS) as u64);
    let response = client.send_binary(known).send().await.unwrap();
    assert_eq!(
        said(response),
        json!([true, (CHUNK * CHUNKS).to_string(), null])
    );
    let unknown = Body::stream(Give(chunks()));
    let response = client.send_binary(unknown).send().await.unwrap();
    assert_eq!(said(response), json!([true, null, "chunked"]));

    let file = File::new(Body::stream(Give(chunks())))
        .name("big.bin")
        .header("X-Origin", "disk");
    client.send_parts("title", file).send().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn clients_that_block_read_and_write() {
    let server = Server::start(routes()).await;
    let builder = server.builder();
    let done = tokio::task::spawn_blocking(move || {
        let client = builder.build_blocking().unwrap();
        let mut all = Vec::new();
        let mut download = client.download_bytes().download().unwrap();
        download.read_to_end(&mut all).unwrap();
        assert!(is_whole(&all));
        let file = File::new(Body::reader(io::Cursor::new(all)))
            .name("big.bin")
            .header("X-Origin", "disk");
        client.send_parts("title", file).send().unwrap();
        let events = client.watch_pets().events().unwrap();
        assert_eq!(
            events
                .map(|event| event.unwrap().data.name)
                .collect::<String>(),
            "ZoëZoëZoë"
        );
    });
    done.await.unwrap();
}

#[tokio::test]
async fn headers_and_media_types_have_types() {
    use conformance::document::headers::{x_calls_left, x_colors};
    use conformance::document::operations::SendChoiceBody;
    use conformance::document::types::Pet;

    let client = Server::start(routes()).await.client();
    let response = client
        .send_full(&client.answer_with_headers())
        .await
        .unwrap();
    assert_eq!(response.body().name, "Rex");
    assert_eq!(x_calls_left(response.headers()), Some(41));
    let colors = x_colors(response.headers()).unwrap();
    assert_eq!(colors, ["blue", "black", "brown"]);

    client.send_choice(Pet::new("Rex")).send().await.unwrap();
    let csv = SendChoiceBody::Csv("name\r\nRex".to_owned());
    client.send_choice(csv).send().await.unwrap();
}
