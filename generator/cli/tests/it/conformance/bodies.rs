//! Does a server read every kind of body, and is what it sends back read?

use super::server::{Server, recorder};
use axum::Router;
use axum::body::Bytes;
use axum::extract::{Json, Multipart as Parts, State};
use axum::http::{HeaderMap, header};
use axum::routing::{delete, patch, post, put};
use axum_extra::extract::Form;
use conformance::document::types::{self, Pet, Rgb};
use conformance::{File, Maybe};
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};

fn pet() -> Pet {
    Pet::new("Zoë \"the\" cat \u{1F408}").age(7)
}

#[tokio::test]
async fn json_and_its_relatives() {
    let routes = Router::new()
        .route(
            "/bodies/json",
            post(|Json(pet): Json<Value>| async { Json(pet) }),
        )
        .route(
            "/bodies/suffix",
            patch(|headers: HeaderMap, Json(pet): Json<Value>| async move {
                assert_eq!(
                    headers[header::CONTENT_TYPE],
                    "application/merge-patch+json"
                );
                (
                    [(header::CONTENT_TYPE, "application/hal+json")],
                    pet.to_string(),
                )
            }),
        )
        .route(
            "/bodies/delete",
            delete(|Json(pet): Json<Value>| async move {
                assert_eq!(pet["age"], 7);
                axum::http::StatusCode::NO_CONTENT
            }),
        );
    let client = Server::start(routes).await.client();
    assert_eq!(client.send_json(pet()).send().await.unwrap(), pet());
    let nobody = Pet::new("").age(Maybe::Null);
    assert_eq!(
        client
            .send_merge_patch(nobody.clone())
            .send()
            .await
            .unwrap(),
        nobody
    );
    client.delete_with_body(pet()).send().await.unwrap();
}

#[derive(Debug, Deserialize, PartialEq)]
struct Sent {
    name: String,
    age: Option<u8>,
    #[serde(default)]
    tags: Vec<String>,
    joined: Option<String>,
    json: Option<String>,
}

#[tokio::test]
async fn forms() {
    let seen = Arc::new(Mutex::new(None));
    let routes = Router::new().route(
        "/bodies/form",
        post(
            |State(seen): State<Arc<Mutex<Option<Sent>>>>, Form(form): Form<Sent>| async move {
                *seen.lock().unwrap() = Some(form);
                axum::http::StatusCode::NO_CONTENT
            },
        ),
    );
    let client = Server::start(routes.with_state(Arc::clone(&seen)))
        .await
        .client();
    client
        .send_form("a+b & c=d\r\n%41 é")
        .age(0)
        .tags(["x", "", "y z"])
        .joined(["1", "2"])
        .json(Rgb::new(1, 2, 3))
        .send()
        .await
        .unwrap();
    let form = seen.lock().unwrap().take().unwrap();
    assert_eq!(form.name, "a+b & c=d\r\n%41 é");
    assert_eq!(form.tags, ["x", "", "y z"]);
    assert_eq!((form.age, form.joined.as_deref()), (Some(0), Some("1,2")));
    let json: Value = serde_json::from_str(&form.json.unwrap()).unwrap();
    assert_eq!(json, json!({"R": 1, "G": 2, "B": 3}));

    client.send_form("only").send().await.unwrap();
    let form = seen.lock().unwrap().take().unwrap();
    assert_eq!((form.age, form.json, form.tags.len()), (None, None, 0));

    #[derive(Deserialize)]
    struct Deep {
        deep: std::collections::BTreeMap<String, u8>,
    }
    let (server, record) = recorder().await;
    let deep = server.client().send_form("n").deep(Rgb::new(1, 2, 3));
    deep.send().await.unwrap();
    let form = serde_qs::Config::new().use_form_encoding(true);
    let Deep { deep } = form.deserialize_bytes(&record.last().body).unwrap();
    assert_eq!(
        deep,
        [("B".into(), 3), ("G".into(), 2), ("R".into(), 1)].into()
    );
}

#[tokio::test]
async fn a_form_that_need_not_be_sent() {
    let (server, record) = recorder().await;
    let client = server.client();
    client.send_optional_form().send().await.unwrap();
    assert_eq!(record.last().header("content-type"), None);
    assert_eq!(record.last().body, "");
    let given = client.send_optional_form().name("a b").age(Some(1));
    given.send().await.unwrap();
    assert_eq!(record.last().body, "name=a+b&age=1");
}

#[tokio::test]
async fn methods_that_other_versions_have() {
    let (server, record) = recorder().await;
    let client = server.client();
    let list = types::QueryFormList::new(["1", "2"]);
    client.query_form(list).send().await.unwrap();
    assert_eq!(record.last().method, "QUERY");
    assert_eq!(record.last().body, "list=1,2");
    let color = types::Color::new(Rgb::new(1, 2, 3));
    client.query_form(color).send().await.unwrap();
    let sent = record.last().body;
    assert_eq!(sent, "color=%7B%22R%22%3A1%2C%22G%22%3A2%2C%22B%22%3A3%7D");
    client.copy_form().send().await.unwrap();
    assert_eq!(record.last().method, "COPY");
    assert_eq!(record.last().body, "");
}

/// A part as multer gives it: name, file name, media type, content.
type Part = (String, Option<String>, Option<String>, Bytes);

#[tokio::test]
async fn parts() {
    let seen: Arc<Mutex<Vec<Part>>> = Arc::default();
    let routes = Router::new().route(
        "/bodies/parts",
        post(
            |State(seen): State<Arc<Mutex<Vec<Part>>>>, mut parts: Parts| async move {
                while let Some(part) = parts.next_field().await.unwrap() {
                    let name = part.name().unwrap().to_owned();
                    let file = part.file_name().map(str::to_owned);
                    let kind = part.content_type().map(str::to_owned);
                    let content = part.bytes().await.unwrap();
                    seen.lock().unwrap().push((name, file, kind, content));
                }
                axum::http::StatusCode::NO_CONTENT
            },
        ),
    );
    let client = Server::start(routes.with_state(Arc::clone(&seen)))
        .await
        .client();
    let bytes: Vec<u8> = (0..=255).cycle().take(100_000).collect();
    client
        .send_parts(
            "a title\r\n--",
            File::new(bytes.clone())
                .name("ü \"1\".png")
                .content_type("image/png"),
        )
        .more([File::new("one"), File::new("two").name("2.txt")])
        .tags(["x", "y"])
        .color(Rgb::new(1, 2, 3))
        .send()
        .await
        .unwrap();
    let seen = seen.lock().unwrap();
    let named = |name: &str| {
        seen.iter()
            .filter(|part| part.0 == name)
            .collect::<Vec<_>>()
    };
    assert_eq!(named("title")[0].3, "a title\r\n--");
    let file = named("file")[0];
    assert_eq!(file.2.as_deref(), Some("image/png"));
    // As browsers write a quote (HTML Standard, "multipart form data"); multer leaves it so.
    assert_eq!(file.1.as_deref(), Some("ü %221%22.png"));
    assert_eq!(file.3, bytes);
    let more = named("more");
    assert_eq!(
        (more[0].3.as_ref(), more[1].3.as_ref()),
        (&b"one"[..], &b"two"[..])
    );
    assert_eq!(more[1].1.as_deref(), Some("2.txt"));
    let tags = named("tags");
    assert_eq!(
        (tags[0].3.as_ref(), tags[1].3.as_ref()),
        (&b"x"[..], &b"y"[..])
    );
    let color = named("color")[0];
    assert_eq!(color.2.as_deref(), Some("application/json"));
    let color: Value = serde_json::from_slice(&color.3).unwrap();
    assert_eq!(color, json!({"R": 1, "G": 2, "B": 3}));
    assert_eq!(seen.len(), 7);
}

#[tokio::test]
async fn text_xml_and_bytes() {
    async fn echo(headers: HeaderMap, body: Bytes) -> (HeaderMap, Bytes) {
        let kind = headers[header::CONTENT_TYPE].clone();
        (HeaderMap::from_iter([(header::CONTENT_TYPE, kind)]), body)
    }
    let routes = Router::new()
        .route("/bodies/text", put(echo))
        .route("/bodies/xml", post(echo))
        .route("/bodies/binary", post(echo));
    let client = Server::start(routes).await.client();
    let text = "one\r\ntwo ü\u{0}";
    assert_eq!(client.send_text().body(text).send().await.unwrap(), text);
    let xml = "<?xml version=\"1.0\"?><pet/>";
    assert_eq!(client.send_xml(xml).send().await.unwrap(), xml);
    let bytes: Vec<u8> = (0..=255).collect();
    assert_eq!(
        client.send_binary(bytes.clone()).send().await.unwrap(),
        bytes
    );
}

#[tokio::test]
async fn a_body_left_out_is_announced_as_nothing() {
    let (server, record) = recorder().await;
    // 204 is not declared, and the text is empty.
    let _ = server.client().send_text().send().await;
    let seen = record.last();
    assert_eq!(seen.header("content-type"), None);
    assert_eq!(seen.header("content-length"), Some("0"));
    server.client().auth_open().send().await.unwrap();
    assert_eq!(record.last().header("content-length"), None);
}
