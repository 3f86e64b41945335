//! What is handed out of a response that is read whole.

use super::{Get, caller};
use crate::runtime::caller::Caller;
use crate::runtime::error::Error;
use crate::runtime::header::header;
use crate::runtime::operation::Operation;
use crate::runtime::request::Request;
use crate::runtime::response::Response;
use crate::runtime::writer::Writer;
use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;

#[tokio::test]
async fn status_and_headers_come_with_what_was_read() {
    let handler = async || {
        (
            StatusCode::CREATED,
            [("x-total", "7"), ("x-tags", "a, b")],
            "body",
        )
    };
    let caller = caller(Router::new().route("/", get(handler)));
    let response = caller.call_full(&Get).await.unwrap();
    assert_eq!(response.status(), StatusCode::CREATED);
    assert_eq!(header(response.headers(), "X-Total"), Some(7i64));
    let tags = Some(vec!["a".to_owned(), "b".to_owned()]);
    assert_eq!(header(response.headers(), "X-Tags"), tags);
    assert_eq!(response.into_body(), "body");
}

/// Reads a list of strings, or text.
struct Strings;
struct Text;

impl Request for Strings {
    type Output = Option<Vec<String>>;

    const OPERATION: &'static Operation = Get::OPERATION;

    fn write(&self, _: &mut Writer) {}

    fn read(response: &Response) -> Result<Self::Output, Error> {
        response.json()
    }
}

impl Request for Text {
    type Output = String;

    const OPERATION: &'static Operation = Get::OPERATION;

    fn write(&self, _: &mut Writer) {}

    fn read(response: &Response) -> Result<String, Error> {
        response.text()
    }
}

fn sending(content_type: &'static str, body: &'static [u8]) -> Router {
    let handler = async move || ([("content-type", content_type)], body);
    Router::new().route("/", get(handler))
}

#[tokio::test]
async fn deviations_of_real_services_are_read() {
    let expected = Some(vec!["caf\u{e9}".to_owned(), "\u{fffd}!".to_owned()]);
    let utf_8 = "[\"caf\u{e9}\", \"\\udc00!\"]".as_bytes();
    let latin = b"[\"caf\xe9\", \"\\ud83d!\"]";
    for (content_type, body) in [
        ("application/json", utf_8),
        ("text/plain", utf_8),
        ("text/html; charset=utf-8", utf_8),
        ("application/octet-stream", utf_8),
        ("application/json; charset=iso-8859-1", latin),
        ("text/plain;charset=\"Windows-1252\"", latin),
    ] {
        let read = caller(sending(content_type, body)).call(&Strings).await;
        assert_eq!(read.unwrap(), expected, "{content_type}");
    }
    let empty = caller(sending("application/json", b""))
        .call(&Strings)
        .await;
    assert_eq!(empty.unwrap(), None);
    let html = caller(sending("text/html", b"<p>no</p>"))
        .call(&Strings)
        .await;
    assert!(html.unwrap_err().is_decode());
    let text = caller(sending("text/plain; charset=ISO-8859-1", b"\xa3 5")).call(&Text);
    assert_eq!(text.await.unwrap(), "\u{a3} 5");
}

#[tokio::test]
async fn a_response_that_did_not_change_has_a_predicate() {
    let router = Router::new().route("/", get(async || StatusCode::NOT_MODIFIED));
    let error = caller(router).call(&Get).await.unwrap_err();
    assert!(error.is_not_modified() && !error.is_not_found());
}
