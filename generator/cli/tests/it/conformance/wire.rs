//! Do unusual kinds of requests and responses go over the wire as their document means them?

use super::server::{Seen, Server, recorder};
use axum::Router;
use axum::http::{HeaderMap, StatusCode, header};
use axum::routing::{get, post};
use conformance::wire::operations::{
    PutJsonOrImageBody, SendJsonOrPartsBody, SendJsonOrPartsParts,
};
use conformance::wire::types::{Pet, Upload};
use conformance::wire::Client;
use conformance::{File, JsonLines, Retries};
use std::pin::Pin;
use std::task::{Context, Poll};

fn client(server: &Server) -> Client {
    let builder = Client::builder().base_url(&server.url);
    builder.retries(Retries::none()).build().unwrap()
}

fn pet(name: &str) -> Pet {
    Pet::new(name)
}

/// The body and its media type.
fn body(seen: &Seen) -> (String, String) {
    let text = String::from_utf8(seen.body.to_vec()).unwrap();
    (text, seen.header("content-type").unwrap_or_default().to_owned())
}

#[tokio::test]
async fn required_properties_of_forms_are_arguments() {
    let (server, record) = recorder().await;
    let client = client(&server);
    client.send_form("Rex").age(3).send().await.unwrap();
    let form = "application/x-www-form-urlencoded".to_owned();
    assert_eq!(body(&record.last()), ("name=Rex&age=3".to_owned(), form));
    client.send_optional_form().send().await.unwrap();
    assert_eq!(body(&record.last()), Default::default());
    client.send_parts("bytes").send().await.unwrap();
    let (text, media_type) = body(&record.last());
    assert!(media_type.starts_with("multipart/form-data"));
    assert!(text.contains("name=\"file\"") && text.contains("bytes"), "{text}");
}

#[tokio::test]
async fn the_caller_chooses_the_media_type_of_a_range() {
    let (server, record) = recorder().await;
    let client = client(&server);
    client.put_image(("image/png", "bytes")).send().await.unwrap();
    assert_eq!(body(&record.last()), ("bytes".to_owned(), "image/png".to_owned()));
    let video = ("video/mp4; codecs=avc1", vec![1_u8]);
    client.put_media(video).send().await.unwrap();
    assert_eq!(body(&record.last()).1, "video/mp4; codecs=avc1");
    client.put_anything().body(("text/x-log", "a")).send().await.unwrap();
    assert_eq!(body(&record.last()).1, "text/x-log");
    client.put_anything().send().await.unwrap();
    assert_eq!(body(&record.last()), Default::default());
    let count = record.count();
    for wrong in ["text/plain", "image/*", "image", "image/png\r\nx: y"] {
        let error = client.put_image((wrong, "bytes")).send().await.unwrap_err();
        assert!(error.is_invalid_request(), "{wrong}: {error}");
    }
    assert_eq!(record.count(), count);

    client.put_json_or_image(PutJsonOrImageBody::Json(pet("Rex"))).send().await.unwrap();
    let json = (r#"{"name":"Rex"}"#.to_owned(), "application/json".to_owned());
    assert_eq!(body(&record.last()), json);
    let image = PutJsonOrImageBody::Image(("image/gif", "g").into());
    client.put_json_or_image(image).send().await.unwrap();
    assert_eq!(body(&record.last()).1, "image/gif");
}

#[tokio::test]
async fn a_version_of_json_is_json() {
    let echo = async |headers: HeaderMap, body: String| {
        let media_type = headers[header::CONTENT_TYPE].clone();
        assert_eq!(media_type, "application/json;version=2");
        assert_eq!(headers[header::ACCEPT], "application/json;version=2");
        ([(header::CONTENT_TYPE, media_type)], body)
    };
    let server = Server::start(Router::new().route("/version", post(echo))).await;
    assert_eq!(client(&server).send_version(pet("Rex")).send().await.unwrap(), pet("Rex"));
}

struct Give<I>(I);

impl<I: Iterator + Unpin> futures_core::Stream for Give<I> {
    type Item = I::Item;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<I::Item>> {
        Poll::Ready(self.0.next())
    }
}

#[tokio::test]
async fn lines_of_json_are_typed_items() {
    let (server, record) = recorder().await;
    let client = client(&server);
    client.send_lines([pet("a"), pet("b\n")]).send().await.unwrap();
    let lines = "{\"name\":\"a\"}\n{\"name\":\"b\\n\"}\n";
    assert_eq!(body(&record.last()), (lines.to_owned(), "application/jsonl".to_owned()));
    let bulk = [serde_json::json!({"index": {}}), serde_json::json!({"a": 1})];
    client.send_bulk(bulk).send().await.unwrap();
    let bulk = ("{\"index\":{}}\n{\"a\":1}\n".to_owned(), "application/x-ndjson".to_owned());
    assert_eq!(body(&record.last()), bulk);
    client.send_sequence([1, 2]).send().await.unwrap();
    assert_eq!(body(&record.last()).0, "\u{1e}1\n\u{1e}2\n");

    let items = |names: &[&str]| {
        let pets: Vec<_> = names.iter().map(|name| Ok::<_, std::io::Error>(pet(name))).collect();
        JsonLines::stream(Give(pets.into_iter()))
    };
    client.send_lines(items(&["a", "b"])).send().await.unwrap();
    assert_eq!(body(&record.last()).0, "{\"name\":\"a\"}\n{\"name\":\"b\"}\n");
    let numbers = [1, 2].map(Ok::<i64, std::io::Error>).into_iter();
    client.send_sequence(JsonLines::stream(Give(numbers))).send().await.unwrap();
    assert_eq!(body(&record.last()).0, "\u{1e}1\n\u{1e}2\n");
}

#[tokio::test]
async fn a_list_in_a_header_is_repeated_if_configured() {
    let (server, record) = recorder().await;
    let request = client(&server).send_headers().x_ids(["a,b", "c"]).x_tags(["d", "e"]);
    request.send().await.unwrap();
    let headers = record.last().headers;
    let values = |name| headers.get_all(name).iter().cloned().collect::<Vec<_>>();
    assert_eq!(values("x-ids"), ["a,b", "c"]);
    assert_eq!(values("x-tags"), ["d,e"]);
}

#[tokio::test]
async fn the_last_segment_may_be_empty_where_the_document_shows_it() {
    let (server, record) = recorder().await;
    client(&server).get_file("").send().await.unwrap();
    assert_eq!(record.last().target(), "/files/");
    client(&server).get_file("a/b").send().await.unwrap();
    assert_eq!(record.last().target(), "/files/a%2Fb");
    assert!(client(&server).get_file("..").send().await.is_err());
}

#[tokio::test]
async fn the_whole_query_is_json_or_text() {
    let (server, record) = recorder().await;
    client(&server).query_json(pet("a&b")).send().await.unwrap();
    assert_eq!(record.last().target(), "/query-json?%7B%22name%22%3A%22a%26b%22%7D");
    client(&server).query_text().text("x y=ü").send().await.unwrap();
    assert_eq!(record.last().target(), "/query-text?x%20y%3D%C3%BC");
    client(&server).query_text().send().await.unwrap();
    assert_eq!(record.last().target(), "/query-text");
}

#[tokio::test]
async fn media_types_of_components_are_used() {
    let echo = async |headers: HeaderMap, body: String| {
        ([(header::CONTENT_TYPE, headers[header::CONTENT_TYPE].clone())], body)
    };
    let server = Server::start(Router::new().route("/media-type", post(echo))).await;
    let echoed: Pet = client(&server).send_media_type(pet("Rex")).send().await.unwrap();
    assert_eq!(echoed, pet("Rex"));
}

#[tokio::test]
async fn a_redirect_is_the_result_and_a_download_follows_it() {
    let target = Server::start(Router::new().fallback(async |headers: HeaderMap| {
        assert!(!headers.contains_key("x-secret"), "{headers:?}");
        "the bytes"
    }))
    .await;
    let location = format!("{}/signed?s=1", target.url);
    let to = location.clone();
    let redirect = async move || (StatusCode::FOUND, [(header::LOCATION, to)]);
    let server = Server::start(Router::new().route("/link", get(redirect))).await;
    let builder = Client::builder().base_url(&server.url).header("X-Secret", "s");
    let client = builder.build().unwrap();
    let redirect = client.get_link().send().await.unwrap();
    assert_eq!((redirect.status, redirect.location), (StatusCode::FOUND, Some(location)));
    let mut download = client.get_link().download().await.unwrap();
    assert_eq!(download.try_next().await.unwrap().unwrap(), "the bytes");
}

#[tokio::test]
async fn streams_under_the_name_of_json_are_typed_items() {
    let watch = async |headers: HeaderMap| {
        match headers[header::ACCEPT] == "application/json;stream=watch" {
            true => "{\"name\":\"a\"}\n{\"name\":\"b\"}\n",
            false => "{\"items\":[{\"name\":\"c\"}]}",
        }
    };
    let gateway = async || "{\"result\":{\"name\":\"a\"}}\n{\"error\":{\"message\":\"gone\"}}\n";
    let routes = Router::new().route("/watch", get(watch)).route("/gateway", get(gateway));
    let server = Server::start(routes).await;
    let client = client(&server);
    let mut events = client.watch().events().await.unwrap();
    let mut names = Vec::new();
    while let Some(pet) = events.try_next().await.unwrap() {
        names.push(pet.name);
    }
    assert_eq!(names, ["a", "b"]);
    let list = client.watch().send().await.unwrap();
    assert_eq!(list.items.unwrap()[0].name, "c");

    let mut events = client.gateway().events().await.unwrap();
    let first = events.try_next().await.unwrap().unwrap();
    assert_eq!(first.result.unwrap().name, "a");
    let second = events.try_next().await.unwrap().unwrap();
    assert_eq!(second.error.unwrap().message.as_deref(), Some("gone"));
    assert!(events.try_next().await.unwrap().is_none());
}

#[tokio::test]
async fn parts_beside_json_are_typed() {
    let (server, record) = recorder().await;
    let client = client(&server);
    client.send_json_or_parts(Upload::new("t", "d")).send().await.unwrap();
    assert_eq!(body(&record.last()).1, "application/json");
    let doc = File::new("content").name("a.txt");
    let parts = SendJsonOrPartsParts::new("a title", doc).tags(["x", "y"]);
    let parts = SendJsonOrPartsBody::Multipart(parts);
    client.send_json_or_parts(parts).send().await.unwrap();
    let (text, media_type) = body(&record.last());
    assert!(media_type.starts_with("multipart/form-data; boundary="));
    assert!(text.contains("name=\"title\"\r\n\r\na title\r\n"), "{text}");
    let file = "name=\"doc\"; filename=\"a.txt\"\r\nContent-Type: text/plain\r\n\r\ncontent";
    assert!(text.contains(file), "{text}");
    assert_eq!(text.matches("name=\"tags\"").count(), 2);
}

#[tokio::test]
async fn parts_have_their_headers() {
    let (server, record) = recorder().await;
    let client = client(&server);
    let request = client.send_part_headers(pet("Rex"), "disk").x_count(2);
    request.note("n").send().await.unwrap();
    let (text, _) = body(&record.last());
    let meta = "name=\"meta\"\r\nContent-Type: application/json\r\nX-Origin: disk\r\nX-Count: 2\r\n\r\n";
    assert!(text.contains(meta), "{text}");
    assert_eq!(text.matches("X-Origin").count(), 1);
    let count = record.count();
    let wrong = client.send_part_headers(pet("Rex"), "a\r\nX-Other: b").send().await;
    assert!(wrong.unwrap_err().is_invalid_request());
    assert_eq!(record.count(), count);
}

#[tokio::test]
async fn everything_can_be_had_raw() {
    let created = async || (StatusCode::CREATED, [("x-id", "7")], "not declared");
    let routes = Router::new().route("/form", post(created)).route("/other/a%20b", get(created));
    let server = Server::start(routes).await;
    let client = client(&server);
    let raw = client.send_form("Rex").send_raw().await.unwrap();
    assert_eq!((raw.status(), &raw.headers()["x-id"]), (StatusCode::CREATED, &"7".parse().unwrap()));
    assert_eq!(raw.body(), "not declared");
    let full = client.send_form("Rex").send_full().await.unwrap();
    assert_eq!(full.headers()["x-id"], "7");
    let mut download = client.send_form("Rex").download().await.unwrap();
    assert_eq!(download.try_next().await.unwrap().unwrap(), "not declared");
    let other = client.request("GET", "/other").segment("a b").send_raw().await.unwrap();
    assert_eq!(other.body(), "not declared");
}
