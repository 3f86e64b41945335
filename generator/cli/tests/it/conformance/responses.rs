//! Does every response reach the caller as what it is?

use super::server::Server;
use axum::Router;
use axum::extract::Query;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use conformance::document::operations::AnswersResponse;
use conformance::document::types::{Fault, Problem};
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
struct Wanted {
    status: u16,
}

async fn response(Query(Wanted { status }): Query<Wanted>) -> Response {
    let code = StatusCode::from_u16(status).unwrap();
    match status {
        200 => (code, axum::Json(json!({"name": "Rex", "new": 1}))).into_response(),
        202 => (code, axum::Json(json!({"R": 1, "G": 2, "B": 3}))).into_response(),
        204 => code.into_response(),
        203 | 409 => (code, "text").into_response(),
        418 => {
            let kind = [(header::CONTENT_TYPE, "application/problem+json")];
            (code, kind, json!({"title": "teapot"}).to_string()).into_response()
        }
        _ => (code, axum::Json(json!({"code": status}))).into_response(),
    }
}

#[tokio::test]
async fn the_response_to_head_has_no_body() {
    let response = || async { ([(header::CONTENT_LENGTH, "40")], ()) };
    let server = Server::start(Router::new().route("/exists", axum::routing::head(response))).await;
    server.client().exists().send().await.unwrap();
}

#[tokio::test]
async fn each_status_has_its_type() {
    let server = Server::start(Router::new().route("/answers", get(response))).await;
    let client = server.client();
    let responded = |status: i64| client.answers().status(status).send();
    match responded(200).await.unwrap() {
        AnswersResponse::Ok(pet) => assert_eq!(pet.name, "Rex"),
        other => panic!("{other:?}"),
    }
    match responded(202).await.unwrap() {
        AnswersResponse::Accepted(color) => assert_eq!((color.r, color.g, color.b), (1, 2, 3)),
        other => panic!("{other:?}"),
    }
    assert_eq!(responded(204).await.unwrap(), AnswersResponse::NoContent);
    match responded(203).await.unwrap() {
        AnswersResponse::Success(text) => assert_eq!(text, "text"),
        other => panic!("{other:?}"),
    }

    let error = responded(404).await.unwrap_err();
    assert!(error.is_not_found());
    assert_eq!(error.declared::<Fault>().unwrap().code, 404);
    let error = responded(409).await.unwrap_err();
    assert_eq!(error.declared::<String>().unwrap(), "text");
    let error = responded(418).await.unwrap_err();
    let problem = error.declared::<Problem>().unwrap();
    assert_eq!(problem.title.as_deref(), Some("teapot"));
    let error = responded(503).await.unwrap_err();
    assert_eq!(error.declared::<Fault>().unwrap().code, 503);
}
