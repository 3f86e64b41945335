//! Can a request be made, and its response read, without any connection?

use super::clients::{NUMBER, PARTICIPANT, SERVICE, SESSION, participants, twilio};
use super::server::{Response, Server};
use bytes::Bytes;
use participant_apis::bandwidth_webrtc::types::CreateParticipantRequest;
use participant_apis::twilio_proxy::operations::{
    CreateParticipant, DeleteParticipant, FetchParticipant,
};
use participant_apis::twilio_proxy::types::ApiError;
use participant_apis::{Request, bandwidth_webrtc, twilio_proxy};

fn response(status: u16, body: &'static str) -> http::Response<Bytes> {
    http::Response::builder()
        .status(status)
        .header("content-type", "application/json")
        .body(Bytes::from_static(body.as_bytes()))
        .expect("a response")
}

#[test]
fn a_request_becomes_an_http_request() {
    let request: CreateParticipant = twilio_proxy::Client::detached()
        .create_participant(SERVICE, SESSION, "+14155551212")
        .proxy_identifier_sid(NUMBER);
    let http = request
        .to_http("https://gateway.example/twilio/")
        .expect("a request");

    assert_eq!(http.method(), "POST");
    assert_eq!(
        http.uri().to_string(),
        format!("https://gateway.example/twilio{}", participants())
    );
    assert_eq!(
        http.headers()
            .get("content-type")
            .map(|value| value.as_bytes()),
        Some(&b"application/x-www-form-urlencoded"[..])
    );
    assert_eq!(
        http.headers().get("accept").map(|value| value.as_bytes()),
        Some(&b"application/json"[..])
    );
    // Credentials belong to a client, and there is none.
    assert!(!http.headers().contains_key("authorization"));
    assert_eq!(
        http.body().bytes(),
        Some(&Bytes::from(format!(
            "Identifier=%2B14155551212&ProxyIdentifierSid={NUMBER}"
        )))
    );
}

#[test]
fn json_bodies_and_queries_as_well() {
    let http = bandwidth_webrtc::Client::detached()
        .create_participant("9900000", CreateParticipantRequest::new().tag("x"))
        .to_http("https://api.webrtc.bandwidth.com/v1")
        .expect("a request");
    assert_eq!(
        http.uri(),
        "https://api.webrtc.bandwidth.com/v1/accounts/9900000/participants"
    );
    let body = http.body().bytes().expect("a whole body");
    assert_eq!(body, r#"{"tag":"x"}"#.as_bytes());

    let http = twilio_proxy::Client::detached()
        .list_participant(SERVICE, SESSION)
        .page_size(7)
        .to_http("https://proxy.twilio.com")
        .expect("a request");
    assert_eq!(http.uri().query(), Some("PageSize=7"));
    assert!(http.body().is_empty());
}

#[test]
fn a_wrong_argument_is_found_here_too() {
    let error = twilio_proxy::Client::detached()
        .fetch_participant(SESSION, SERVICE, PARTICIPANT)
        .to_http("https://proxy.twilio.com")
        .expect_err("swapped");
    assert!(error.is_invalid_request());
    assert!(error.to_string().contains("ServiceSid"), "{error}");
}

#[test]
fn an_http_response_becomes_a_response() {
    let participant =
        <FetchParticipant as Request>::from_http(response(200, r#"{"identifier":"+1"}"#))
            .expect("an answer");
    assert_eq!(participant.identifier.as_deref(), Some("+1"));

    let error = <FetchParticipant as Request>::from_http(response(404, r#"{"code":20404}"#))
        .expect_err("status 404");
    assert!(error.is_not_found());
    assert_eq!(
        error.declared::<ApiError>().and_then(|body| body.code),
        Some(20404)
    );

    let () = <DeleteParticipant as Request>::from_http(response(204, "")).expect("a success");

    let error = <FetchParticipant as Request>::from_http(response(401, "{}")).expect_err("401");
    assert!(error.is_unauthorized());
    let lists = "; the document lists `accountSid_authToken`";
    assert!(error.to_string().ends_with(lists), "{error}");
}

#[tokio::test]
async fn a_request_made_apart_can_be_sent_by_a_client() {
    let request = twilio_proxy::Client::detached().fetch_participant(SERVICE, SESSION, PARTICIPANT);
    let server = Server::start([Response::json(200, r#"{"identifier":"+1"}"#)]);
    let participant = twilio(&server).send(&request).await.expect("an answer");

    assert_eq!(participant.identifier.as_deref(), Some("+1"));
    assert_eq!(
        server.only().line(),
        format!("GET {}/{PARTICIPANT}", participants())
    );
}
