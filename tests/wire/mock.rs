//! Can a program be tested without a service, and is a wrong response reported where it is written?

use super::clients::{PARTICIPANT, SERVICE, SESSION, participants};
use participant_apis::bandwidth_webrtc::operations as bandwidth_operations;
use participant_apis::bandwidth_webrtc::types::{AccessError, CreateParticipantRequest};
use participant_apis::twilio_proxy::operations::{
    CreateParticipant, DeleteParticipant, FetchParticipant, ListParticipant,
};
use participant_apis::twilio_proxy::types::{ApiError, Participant};
use participant_apis::{Error, Mock, MockResponse, Retries, bandwidth_webrtc, twilio_proxy};
use std::time::Duration;

fn twilio(mock: &Mock) -> twilio_proxy::Client {
    let builder = twilio_proxy::Client::builder().basic_auth("AC1", "the-password");
    let builder = builder.timeout(Duration::from_secs(20));
    builder.transport(mock.clone()).build().expect("a client")
}

async fn fetch(mock: &Mock) -> Result<Participant, Error> {
    let client = twilio(mock);
    let request = client.fetch_participant(SERVICE, SESSION, PARTICIPANT);
    request.send().await
}

fn named(name: &str) -> MockResponse {
    MockResponse::json(200, format!(r#"{{"friendly_name":"{name}"}}"#))
}

#[tokio::test]
async fn responses_are_given_by_operation_in_order() -> Result<(), Error> {
    let mock = Mock::new();
    mock.on::<FetchParticipant>(named("first"))?
        .on::<FetchParticipant>(named("last"))?
        .on::<DeleteParticipant>(MockResponse::empty(204))?;
    for name in ["first", "last", "last"] {
        assert_eq!(fetch(&mock).await?.friendly_name.as_deref(), Some(name));
    }
    let client = twilio(&mock);
    let request = client.delete_participant(SERVICE, SESSION, PARTICIPANT);
    request.send().await?;

    assert_eq!(mock.received::<FetchParticipant>().len(), 3);
    assert_eq!(mock.received::<CreateParticipant>().len(), 0);
    let received = mock.received::<DeleteParticipant>();
    assert_eq!(received[0].method(), "DELETE");
    let path = format!("{}/{PARTICIPANT}", participants());
    assert_eq!(received[0].uri().path(), path);
    assert_eq!(mock.all_received().len(), 4);
    Ok(())
}

#[tokio::test]
async fn what_was_sent_can_be_looked_at_without_its_credentials() -> Result<(), Error> {
    let mock = Mock::new();
    let created = MockResponse::json(201, r#"{"participant":{"id":"p-1"},"token":"t"}"#);
    mock.on::<bandwidth_operations::CreateParticipant>(created)?;
    let client = bandwidth_webrtc::Client::builder()
        .basic_auth("dashboard", "the-password")
        .transport(mock.clone())
        .build()?;
    let request = CreateParticipantRequest::new().tag("guide");
    let response = client.create_participant("9900000", request).send().await?;
    assert_eq!(
        response.participant.and_then(|one| one.id).as_deref(),
        Some("p-1")
    );

    let received = &mock.received::<bandwidth_operations::CreateParticipant>()[0];
    assert_eq!(received.body().as_ref(), br#"{"tag":"guide"}"#);
    let body: serde_json::Value = received.json()?;
    assert_eq!(body["tag"], "guide");
    assert_eq!(received.headers()["content-type"], "application/json");
    let problem = received.json::<Vec<u8>>().expect_err("it is an object");
    assert!(problem.is_decode(), "{problem}");

    let authorization = received.headers()["authorization"].to_str().expect("text");
    let shown = format!("{received:?} {mock:?}");
    assert!(shown.contains("/accounts/9900000/participants"), "{shown}");
    assert!(
        !shown.contains(authorization) && !shown.contains("guide"),
        "{shown}"
    );
    Ok(())
}

#[test]
fn a_response_that_no_client_could_read_is_found_where_it_is_given() {
    let mock = Mock::new();
    let problems = [
        (
            mock.on::<FetchParticipant>(MockResponse::json(200, r#"{"links":{"a":1}}"#)),
            "fetchParticipant: the response given at tests/wire/mock.rs:",
            "(at `links.a`)",
        ),
        (
            mock.on::<FetchParticipant>(MockResponse::new(200, "text/html", "<p>")),
            "cannot be used",
            "the response is `text/html`, not JSON",
        ),
        (
            mock.on::<FetchParticipant>(MockResponse::json(404, r#"{"status":"four"}"#)),
            "cannot be used",
            "the body is not what the document declares for 404 Not Found",
        ),
        (
            mock.on::<FetchParticipant>(MockResponse::json(200, "{}").header("a b", "c")),
            "cannot be used",
            "it has an impossible header",
        ),
        (
            mock.on::<FetchParticipant>(MockResponse::json(7, "{}")),
            "cannot be used",
            "it has a status that is none",
        ),
        (
            mock.on_token(MockResponse::empty(7)),
            "the response given at tests/wire/mock.rs:",
            "it has a status that is none",
        ),
    ];
    for (result, beginning, end) in problems {
        let error = result.expect_err(end);
        let text = error.to_string();
        assert!(text.contains(beginning) && text.ends_with(end), "{text}");
        assert!(error.is_configuration());
    }
    // Nothing of it was kept.
    assert_eq!(
        format!("{mock:?}"),
        "Mock { operations: [], recording: false, received: 0 }"
    );
}

#[tokio::test]
async fn declared_errors_arrive_as_values() -> Result<(), Error> {
    let mock = Mock::new();
    let missing = r#"{"code":20404,"message":"not there","more_info":"https://x","status":404}"#;
    mock.on::<FetchParticipant>(MockResponse::json(404, missing))?;
    let error = fetch(&mock).await.expect_err("it is not there");
    assert!(error.is_not_found());
    let body = error.declared::<ApiError>().expect("the declared body");
    assert_eq!(body.message.as_deref(), Some("not there"));
    assert!(error.declared::<AccessError>().is_none());

    mock.on::<FetchParticipant>(MockResponse::json(200, "[]").unchecked())?;
    fetch(&mock).await.expect_err("still not there");
    let error = fetch(&mock).await.expect_err("not what is declared");
    assert!(error.is_decode(), "{error}");
    Ok(())
}

#[tokio::test]
async fn an_operation_without_a_response_is_named_with_what_to_do() {
    let mock = Mock::new();
    let error = fetch(&mock).await.expect_err("there is no response");
    let text = error.to_string();
    assert!(
        text.starts_with("fetchParticipant: the mock has no response"),
        "{text}"
    );
    assert!(
        text.contains("mock.on::<…>(MockResponse::json(200, …))?"),
        "{text}"
    );
    assert!(error.is_configuration() && !error.request_sent());
    assert_eq!(mock.all_received().len(), 1);
}

#[tokio::test]
async fn failures_are_what_they_would_be() -> Result<(), Error> {
    type Is = fn(&Error) -> bool;
    let cases: [(MockResponse, Is, bool); 5] = [
        (MockResponse::connect_error(), Error::is_connect, false),
        (MockResponse::timeout(), Error::is_timeout, true),
        (MockResponse::interrupted(), Error::is_interrupted, true),
        (
            MockResponse::json(200, "{").cut(),
            Error::is_interrupted,
            true,
        ),
        (
            MockResponse::json(200, "{}").after(Duration::from_secs(21)),
            Error::is_timeout,
            true,
        ),
    ];
    for (response, is, sent) in cases {
        let mock = Mock::new();
        mock.on::<FetchParticipant>(response)?;
        let client = twilio_proxy::Client::builder()
            .basic_auth("AC1", "the-password")
            .timeout(Duration::from_secs(20))
            .retries(Retries::none())
            .transport(mock.clone())
            .build()?;
        let request = client.fetch_participant(SERVICE, SESSION, PARTICIPANT);
        let error = request.send().await.expect_err("a failure");
        assert!(is(&error), "{error:?}");
        assert_eq!(error.request_sent(), sent, "{error:?}");
    }
    Ok(())
}

#[tokio::test]
async fn waiting_is_written_down_and_takes_no_time() -> Result<(), Error> {
    let mock = Mock::new();
    let busy = MockResponse::empty(429)
        .unchecked()
        .header("Retry-After", "7");
    mock.on::<FetchParticipant>(busy)?
        .on::<FetchParticipant>(named("late").after(Duration::from_secs(19)))?;
    assert_eq!(fetch(&mock).await?.friendly_name.as_deref(), Some("late"));
    assert_eq!(mock.received::<FetchParticipant>().len(), 2);
    // The server's wish is the least; chance may add to it.
    let [wait] = mock.waits()[..] else {
        panic!("{:?}", mock.waits());
    };
    assert!(wait >= Duration::from_secs(7), "{wait:?}");
    Ok(())
}

#[tokio::test]
async fn bodies_arrive_in_pieces_and_pages_follow_each_other() -> Result<(), Error> {
    let next = format!("https://proxy.twilio.com{}?Page=1", participants());
    let first = format!(r#"{{"participants":[{{}}],"meta":{{"next_page_url":"{next}"}}}}"#);
    let (one, two) = first.split_at(20);
    let pieces = [one.to_owned(), String::new(), two.to_owned()];
    let mock = Mock::new();
    mock.on::<ListParticipant>(MockResponse::chunks(200, "application/json", pieces))?
        .on::<ListParticipant>(MockResponse::json(200, r#"{"participants":[{},{}]}"#))?;
    let mut all = twilio(&mock).list_participant(SERVICE, SESSION).stream();
    let mut count = 0;
    while all.try_next().await?.is_some() {
        count += 1;
    }
    assert_eq!(count, 3);
    let received = mock.received::<ListParticipant>();
    assert_eq!(received.len(), 2);
    assert_eq!(received[1].uri(), next.as_str());
    Ok(())
}

#[cfg(feature = "blocking")]
#[test]
fn a_client_that_blocks_gets_a_response_too() -> Result<(), Error> {
    let mock = Mock::new();
    let busy = MockResponse::empty(503)
        .unchecked()
        .header("Retry-After", "9");
    let pieces = ["{\"friendly_name\"", "", ":\"Courier\"}"];
    mock.on::<FetchParticipant>(busy)?
        .on::<FetchParticipant>(MockResponse::chunks(200, "application/json", pieces))?
        .on::<FetchParticipant>(MockResponse::json(200, "{").cut())?;
    let client = twilio_proxy::Client::builder()
        .basic_auth("AC1", "the-password")
        .blocking_transport(mock.clone())
        .build_blocking()?;
    let fetch = || {
        client
            .fetch_participant(SERVICE, SESSION, PARTICIPANT)
            .send()
    };
    assert_eq!(fetch()?.friendly_name.as_deref(), Some("Courier"));
    assert_eq!(mock.waits().len(), 1);
    assert!(fetch().expect_err("cut off").is_interrupted());
    Ok(())
}
