//! Requests that the document does not declare.

use super::serve;
use crate::runtime::builder::Builder;
use crate::runtime::operation::{Api, Credential, Operation, Scheme};
use crate::runtime::raw_request::RawRequest;
use crate::runtime::secret::Secret;
use axum::Router;
use axum::body::Bytes;
use axum::extract::Request;
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use axum::routing::{get, post};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

static API: Api = Api {
    name: "raw",
    servers: &[],
    user_agent: "raw/1",
    schemes: &[Scheme {
        name: "token",
        credential: Credential::Bearer,
    }],
};

static UNDECLARED: Operation = Operation {
    id: "request",
    method: "",
    path: "",
    accept: "",
    security: &[&["token"], &[]],
    errors: &[],
};

fn routes() -> Router {
    let times = Arc::new(AtomicUsize::new(0));
    let flaky = async move || match times.fetch_add(1, Ordering::SeqCst) {
        0 => StatusCode::SERVICE_UNAVAILABLE.into_response(),
        _ => "[1, 2]".into_response(),
    };
    let echo = async |request: Request| {
        let auth = request.headers().get("authorization").cloned();
        let auth = auth.map_or_else(|| "none".into(), |it| it.to_str().unwrap().to_owned());
        let agent = request.headers()["user-agent"].to_str().unwrap().to_owned();
        format!("{} {auth} {agent}", request.uri())
    };
    let body = async |headers: HeaderMap, body: Bytes| {
        (
            StatusCode::CREATED,
            [("x-type", headers["content-type"].clone())],
            body,
        )
    };
    Router::new()
        .route("/v1/flaky", get(flaky))
        .route("/v1/body", post(body))
        .fallback(echo)
}

fn builder() -> Builder {
    Builder::new(&API).base_url(format!("{}/v1", serve(routes())))
}

#[tokio::test]
async fn a_request_has_what_the_client_has() {
    let caller = builder()
        .credential("token", Secret::token("t"))
        .build()
        .unwrap();
    let request =
        |method: &str, path: &str| RawRequest::new(caller.clone(), &UNDECLARED, method, path);
    let echoed = request("GET", "/echo").segment("a/b").query("q", "x y");
    let echoed = echoed.send_raw().await.unwrap().into_body();
    assert_eq!(echoed, "/v1/echo/a%2Fb?q=x%20y Bearer t raw/1");
    let retried: Vec<u8> = request("GET", "/flaky").send().await.unwrap();
    assert_eq!(retried, [1, 2]);
    let created = request("POST", "/body")
        .json(&[3])
        .send_raw()
        .await
        .unwrap();
    assert_eq!(created.status(), StatusCode::CREATED);
    assert_eq!(created.headers()["x-type"], "application/json");
    assert_eq!(created.body(), "[3]");
    let mut download = request("POST", "/body")
        .body("text/x", "down")
        .download()
        .await
        .unwrap();
    assert_eq!(download.try_next().await.unwrap().unwrap(), "down");
    let error = request("DELETE", "/body").send_raw().await.unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::METHOD_NOT_ALLOWED));

    let anonymous = builder().build().unwrap();
    let request = RawRequest::new(anonymous, &UNDECLARED, "GET", "echo");
    assert_eq!(
        request.send_raw().await.unwrap().body(),
        "/v1/echo none raw/1"
    );
}

#[cfg(feature = "blocking")]
#[test]
fn a_blocking_client_has_it_too() {
    use std::io::Read;
    let caller = builder().body_limit(100).build_blocking().unwrap();
    let request = |path: &str| RawRequest::new(caller.clone(), &UNDECLARED, "GET", path);
    let echoed = request("/echo").send_raw().unwrap().into_body();
    assert_eq!(echoed, "/v1/echo none raw/1");
    let list: Vec<u8> = request("/flaky").send().unwrap();
    assert_eq!(list, [1, 2]);
    let mut text = String::new();
    request("/echo")
        .download()
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    assert_eq!(text, "/v1/echo none raw/1");
    let long = request("/echo").query("long", "x".repeat(200));
    assert!(long.send_raw().unwrap_err().is_body_too_large());
}
