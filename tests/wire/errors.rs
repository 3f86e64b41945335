//! Does every error response of the service keep its status, its body and its declared type?

use super::clients::{PARTICIPANT, SERVICE, SESSION, bandwidth, twilio};
use super::server::{Response, Server};
use participant_apis::bandwidth_webrtc::types::{
    AccessError, CreateParticipantRequest, RequestError,
};
use participant_apis::twilio_proxy::types::ApiError;
use participant_apis::{Error, bandwidth_webrtc};

/// What a fetch of a participant fails with when this is the response.
async fn fetch_error(response: Response) -> Error {
    let server = Server::start([response]);
    twilio(&server)
        .fetch_participant(SERVICE, SESSION, PARTICIPANT)
        .send()
        .await
        .expect_err("an error")
}

/// What the creation of a WebRTC participant fails with when this is the response.
async fn webrtc_error(response: Response) -> Error {
    let server = Server::start([response]);
    bandwidth(&server)
        .create_participant("9900000", CreateParticipantRequest::new())
        .send()
        .await
        .expect_err("an error")
}

fn status(error: &Error) -> Option<u16> {
    error.status().map(|status| status.as_u16())
}

#[tokio::test]
async fn twilio_errors_are_typed_whatever_the_status() {
    let body = r#"{"code":20404,"message":"No such participant","more_info":null,"status":404}"#;
    let error = fetch_error(Response::with(
        404,
        &[
            ("Content-Type", "application/json"),
            ("X-Request-Id", "RQ1"),
        ],
        body,
    ))
    .await;

    assert!(error.is_status() && error.is_not_found());
    assert!(!error.is_decode() && !error.is_timeout() && !error.is_retryable());
    assert_eq!(status(&error), Some(404));
    assert_eq!(error.body(), Some(body.as_bytes()));
    assert_eq!(error.operation(), Some("fetchParticipant"));
    assert!(error.request_sent());
    assert_eq!(error.headers()["x-request-id"], "RQ1");
    let declared = error.declared::<ApiError>().expect("the declared body");
    assert_eq!(declared.code, Some(20404));
    assert_eq!(declared.message.as_deref(), Some("No such participant"));
    assert_eq!(declared.more_info, None);
    // A type that the operation does not declare is not invented.
    assert!(error.declared::<AccessError>().is_none());

    let error = fetch_error(Response::json(429, r#"{"code":20429}"#)).await;
    assert!(error.is_rate_limited() && error.is_retryable());
    assert_eq!(
        error.declared::<ApiError>().and_then(|body| body.code),
        Some(20429)
    );
}

#[tokio::test]
async fn delete_declares_errors_though_its_success_has_no_body() {
    let server = Server::start([Response::json(404, r#"{"code":20404}"#)]);
    let error = twilio(&server)
        .delete_participant(SERVICE, SESSION, PARTICIPANT)
        .send()
        .await
        .expect_err("an error");

    assert!(error.is_not_found());
    assert_eq!(
        error.declared::<ApiError>().and_then(|body| body.code),
        Some(20404)
    );
}

#[tokio::test]
async fn every_documented_webrtc_error_has_its_type() {
    let error = webrtc_error(Response::json(
        400,
        r#"{"error":"bad tag","requestId":"r-1"}"#,
    ))
    .await;
    assert_eq!(status(&error), Some(400));
    let body = error.declared::<RequestError>().expect("the declared body");
    assert_eq!(body.error.as_deref(), Some("bad tag"));
    assert_eq!(body.request_id.as_deref(), Some("r-1"));

    let error = webrtc_error(Response::json(401, r#"{"message":"Unauthorized"}"#)).await;
    assert!(error.is_unauthorized());
    let body = error.declared::<AccessError>().expect("the declared body");
    assert_eq!(body.message.as_deref(), Some("Unauthorized"));
    assert!(error.declared::<RequestError>().is_none());

    let error = webrtc_error(Response::json(403, r#"{"message":"Access Denied"}"#)).await;
    assert_eq!(status(&error), Some(403));
    let body = error.declared::<AccessError>().expect("the declared body");
    assert_eq!(body.message.as_deref(), Some("Access Denied"));

    for code in [500, 503, 599] {
        let error = webrtc_error(Response::json(
            code,
            r#"{"error":"oops","requestId":"r-2"}"#,
        ))
        .await;
        assert!(error.is_server_error(), "{code}");
        assert_eq!(status(&error), Some(code));
        let body = error.declared::<RequestError>().expect("the declared body");
        assert_eq!(body.request_id.as_deref(), Some("r-2"));
    }
}

#[tokio::test]
async fn an_undocumented_status_keeps_status_and_body() {
    let error = webrtc_error(Response::json(418, r#"{"error":"teapot"}"#)).await;

    assert!(error.is_status());
    assert_eq!(status(&error), Some(418));
    assert_eq!(error.body(), Some(&br#"{"error":"teapot"}"#[..]));
    assert!(error.declared::<RequestError>().is_none());
    assert!(error.to_string().contains("418"), "{error}");
}

#[tokio::test]
async fn an_error_in_another_form_keeps_status_and_body() {
    let page = "<html>502 Bad Gateway</html>";
    let html = Response::with(502, &[("Content-Type", "text/html")], page);
    for response in [html, Response::json(502, page)] {
        let error = webrtc_error(response).await;
        assert!(error.is_status() && error.is_server_error());
        assert_eq!(status(&error), Some(502));
        assert_eq!(error.body(), Some(page.as_bytes()));
        assert!(error.declared::<RequestError>().is_none());
    }

    let error = webrtc_error(Response::empty(401)).await;
    assert!(error.is_unauthorized());
    assert_eq!(error.body(), Some(&b""[..]));
}

#[tokio::test]
async fn a_success_in_another_content_type_is_refused_with_its_body() {
    let error = fetch_error(Response::with(
        200,
        &[("Content-Type", "text/html")],
        "<p>hi</p>",
    ))
    .await;

    assert!(error.is_decode());
    assert_eq!(status(&error), Some(200));
    assert_eq!(error.body(), Some(&b"<p>hi</p>"[..]));
    assert!(error.to_string().contains("text/html"), "{error}");
}

#[tokio::test]
async fn a_decode_failure_says_where_and_keeps_the_body() {
    let body = r#"{"identifier":"+1","links":{"a":"x","b":17}}"#;
    let error = fetch_error(Response::json(200, body)).await;

    assert!(error.is_decode() && !error.is_status());
    assert_eq!(status(&error), Some(200));
    assert_eq!(error.body(), Some(body.as_bytes()));
    assert_eq!(error.path(), Some("links.b"));
    assert!(error.to_string().contains("links.b"), "{error}");
    assert!(error.request_sent());

    let body = r#"{"participants":[{"identifier":"+1"},{"identifier":2}],"meta":{}}"#;
    let server = Server::start([Response::json(200, body)]);
    let error = twilio(&server)
        .list_participant(SERVICE, SESSION)
        .send()
        .await
        .expect_err("an error");
    assert_eq!(error.path(), Some("participants[1].identifier"));
}

#[tokio::test]
async fn truncated_json_is_a_decode_failure_with_its_body() {
    // Complete for HTTP, but not for JSON.
    let body = r#"{"identifier":"+1","links":{"a":"#;
    let error = fetch_error(Response::json(200, body)).await;

    assert!(error.is_decode());
    assert_eq!(status(&error), Some(200));
    assert_eq!(error.body(), Some(body.as_bytes()));
    assert_eq!(error.path(), Some("links.a"));
}

#[tokio::test]
async fn a_body_that_goes_on_after_the_json_is_a_decode_failure() {
    let error = fetch_error(Response::json(
        200,
        r#"{"identifier":"+1"} {"identifier":"+2"}"#,
    ))
    .await;
    assert!(error.is_decode());
}

#[tokio::test]
async fn an_empty_body_where_one_is_declared_is_a_decode_failure() {
    for response in [
        Response::json(200, ""),
        Response::empty(200),
        Response::empty(204),
    ] {
        let error = fetch_error(response).await;
        assert!(error.is_decode(), "{error}");
        assert_eq!(error.body(), Some(&b""[..]));
    }
}

#[tokio::test]
async fn an_error_is_a_value_of_its_own() {
    fn is_usual<T: std::error::Error + Send + Sync + 'static>(_: &T) {}
    let error = webrtc_error(Response::json(401, r#"{"message":"no"}"#)).await;
    is_usual(&error);
    assert_eq!(size_of::<Error>(), size_of::<usize>());

    let client: bandwidth_webrtc::Client = bandwidth(&Server::start([]));
    let boxed: Box<dyn std::error::Error> = client
        .create_participant("9900000", CreateParticipantRequest::new())
        .send()
        .await
        .expect_err("status 599")
        .into();
    assert!(boxed.to_string().contains("599"), "{boxed}");
    assert_eq!(boxed.to_string().lines().count(), 1);
}
