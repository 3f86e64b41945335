//! What is handed out of a response that is read whole.

use super::{Get, caller};
use crate::runtime::caller::Caller;
use crate::runtime::header::header;
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
