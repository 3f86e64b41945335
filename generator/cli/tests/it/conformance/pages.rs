//! Is every pet of a list had once, whatever the form of its pages?

use super::server::Server;
use axum::Router;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, Uri, header};
use axum::response::{IntoResponse, Json, Response};
use axum::routing::{get, post};
use conformance::{Decimal, Error};
use conformance::document::Client;
use conformance::document::types::{Page, PagesByBodyType, Pet};
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};

/// Seven pets, three on a page.
const ALL: usize = 7;
const SIZE: usize = 3;

fn pets(from: usize, size: usize) -> Vec<Value> {
    let pet = |number| json!({"name": format!("pet {number}")});
    (from..ALL.min(from + size)).map(pet).collect()
}

#[derive(Deserialize)]
struct Asked {
    from: Option<usize>,
    cursor: Option<String>,
    offset: Option<usize>,
    limit: Option<usize>,
    page: Option<usize>,
    per_page: Option<usize>,
}

async fn by_link(Query(asked): Query<Asked>) -> Json<Value> {
    let from = asked.from.unwrap_or(0);
    let next = from + SIZE;
    // Relative, with characters that have to be kept unchanged.
    let link = (next < ALL).then(|| format!("?from={next}&note=a%26b+c"));
    Json(json!({"pets": pets(from, SIZE), "next_url": link}))
}

async fn by_header(Query(asked): Query<Asked>, uri: Uri, headers: HeaderMap) -> Response {
    let from = asked.from.unwrap_or(0);
    let next = from + SIZE;
    let body = Json(json!({"pets": pets(from, SIZE)}));
    if next >= ALL {
        return body.into_response();
    }
    let host = headers[header::HOST].to_str().unwrap();
    let path = uri.path();
    let link = format!(
        "<http://{host}{path}?from=0>; rel=\"first\", <http://{host}{path}?from={next}>; \
         title=\"a, b; rel=none\"; rel=\"next\""
    );
    ([(header::LINK, link)], body).into_response()
}

async fn by_cursor(Query(asked): Query<Asked>) -> Json<Value> {
    let cursor = asked.cursor.unwrap_or_else(|| "a&b=0".to_owned());
    let from: usize = cursor.strip_prefix("a&b=").unwrap().parse().unwrap();
    let next = from + SIZE;
    let cursor = (next < ALL).then(|| format!("a&b={next}"));
    Json(json!({"pets": pets(from, SIZE), "next_cursor": cursor}))
}

/// Every page is asked for with the whole body, and nothing of it is lost on the way.
async fn by_body(headers: HeaderMap, body: String) -> Json<Value> {
    assert_eq!(headers[header::CONTENT_TYPE], "application/json");
    assert_eq!(headers[header::CONTENT_LENGTH], body.len().to_string());
    assert!(body.contains("\"weight\":1.10000000000000000001"), "{body}");
    let body: Value = serde_json::from_str(&body).unwrap();
    assert_eq!(body["name"], "pet");
    let size = usize::try_from(body["page"]["size"].as_u64().unwrap()).unwrap();
    let from = match body["page"].get("cursor") {
        Some(cursor) => cursor.as_str().unwrap().parse().unwrap(),
        None => 0,
    };
    let next = from + size;
    // A cursor comes with the last page too.
    let more = next < ALL;
    Json(json!({"pets": pets(from, size), "next_cursor": next.to_string(), "has_more": more}))
}

async fn by_offset(Query(asked): Query<Asked>) -> Json<Value> {
    let from = asked.offset.unwrap_or(0);
    // Fewer than asked for, as many services send.
    let size = asked.limit.unwrap_or(SIZE).min(SIZE);
    Json(json!({"pets": pets(from, size), "total": ALL}))
}

async fn by_number(Query(asked): Query<Asked>) -> Json<Value> {
    let size = asked.per_page.unwrap_or(SIZE);
    let from = (asked.page.unwrap_or(1) - 1) * size;
    Json(json!({"pets": pets(from, size), "total_pages": ALL.div_ceil(size)}))
}

type Count = Arc<Mutex<usize>>;

async fn count(
    State(count): State<Count>,
    request: axum::extract::Request,
    next: axum::middleware::Next,
) -> Response {
    *count.lock().unwrap() += 1;
    next.run(request).await
}

async fn serve() -> (Server, Count) {
    let counted = Count::default();
    let routes = Router::new()
        .route("/pages/link", get(by_link))
        .route("/pages/header", get(by_header))
        .route("/pages/cursor", get(by_cursor))
        .route("/pages/body", post(by_body))
        .route("/pages/offset", get(by_offset))
        .route("/pages/number", get(by_number))
        .layer(axum::middleware::from_fn_with_state(
            Arc::clone(&counted),
            count,
        ));
    (Server::start(routes).await, counted)
}

fn check(names: Vec<String>) {
    let all: Vec<String> = (0..ALL).map(|number| format!("pet {number}")).collect();
    assert_eq!(names, all);
}

macro_rules! collected {
    ($stream:expr) => {{
        let mut stream = $stream;
        let mut names = Vec::new();
        while let Some(pet) = stream.try_next().await.unwrap() {
            names.push(pet.name);
        }
        names
    }};
}

fn asked(size: i64) -> PagesByBodyType {
    PagesByBodyType::new()
        .name("pet")
        .weight("1.10000000000000000001".parse::<Decimal>().unwrap())
        .page(Page::new().size(size))
}

#[tokio::test]
async fn every_form_gives_every_item_once() {
    let (server, count) = serve().await;
    let client: Client = server.client();
    check(collected!(client.pages_by_link().stream()));
    check(collected!(client.pages_by_header().stream()));
    check(collected!(client.pages_by_cursor().stream()));
    check(collected!(client.pages_by_body().body(asked(3)).stream()));
    check(collected!(client.pages_by_offset().stream()));
    check(collected!(client.pages_by_offset().limit(50).stream()));
    check(collected!(client.pages_by_number().stream()));
    check(collected!(client.pages_by_number().per_page(2).stream()));
    assert_eq!(
        *count.lock().unwrap(),
        7 * 3 + 4,
        "no page twice, and none too many"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_for_clients_that_block() {
    let (server, _) = serve().await;
    let builder = server.builder();
    let all = tokio::task::spawn_blocking(move || {
        let client = builder.build_blocking().unwrap();
        let names = |pets: &mut dyn Iterator<Item = Result<Pet, Error>>| -> Vec<String> {
            pets.map(|pet| pet.unwrap().name).collect()
        };
        [
            names(&mut client.pages_by_link().stream()),
            names(&mut client.pages_by_header().stream()),
            names(&mut client.pages_by_cursor().stream()),
            names(&mut client.pages_by_body().body(asked(3)).stream()),
            names(&mut client.pages_by_offset().stream()),
            names(&mut client.pages_by_number().stream()),
        ]
    });
    for names in all.await.unwrap() {
        check(names);
    }
}
