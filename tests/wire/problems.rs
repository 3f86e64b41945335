//! What does a caller learn when the connection, not the service, fails?

use super::clients::{PARTICIPANT, SERVICE, SESSION, twilio, twilio_builder};
use super::server::{Response, Server};
use participant_apis::{Error, twilio_proxy};
use std::net::TcpListener;
use std::time::{Duration, Instant};

async fn fetch(client: &twilio_proxy::Client) -> Result<twilio_proxy::types::Participant, Error> {
    client
        .fetch_participant(SERVICE, SESSION, PARTICIPANT)
        .send()
        .await
}

async fn fetch_error(response: Response) -> Error {
    let server = Server::start([response]);
    fetch(&twilio(&server)).await.expect_err("an error")
}

#[tokio::test]
async fn a_slow_server_ends_in_a_timeout() {
    let slow_head = Response::json(200, "{}").after(Duration::from_secs(30));
    let slow_body = Response::raw(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{\"sid\":",
    )
    .then_linger(Duration::from_secs(30));
    for response in [slow_head, slow_body] {
        let server = Server::start([response]);
        let client = twilio_builder(&server)
            .timeout(Duration::from_secs(1))
            .build()
            .expect("a client");
        let start = Instant::now();
        let error = fetch(&client).await.expect_err("an error");

        assert!(error.is_timeout(), "{error}");
        assert!(error.request_sent());
        assert!(start.elapsed() < Duration::from_secs(15));
        assert_eq!(server.seen().len(), 1);
    }
}

#[tokio::test]
async fn without_time_nothing_is_sent() {
    let server = Server::start([Response::json(200, "{}")]);
    let client = twilio_builder(&server).timeout(Duration::ZERO).build();
    let error = fetch(&client.expect("a client"))
        .await
        .expect_err("no time");

    assert!(error.is_timeout(), "{error}");
    assert!(!error.request_sent());
    assert!(server.seen().is_empty());
}

#[tokio::test]
async fn nobody_listening_is_a_connection_failure_before_anything_was_sent() {
    // A port that was free a moment ago.
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("its address");
    drop(listener);
    let client = twilio_builder(&Server::start([]))
        .base_url(format!("http://{address}"))
        .build()
        .expect("a client");
    let error = fetch(&client).await.expect_err("an error");

    assert!(error.is_connect(), "{error}");
    assert!(!error.request_sent());
    assert!(error.is_retryable());
    assert_eq!(error.status(), None);
    assert_eq!(error.body(), None);
}

#[tokio::test]
async fn a_connection_dropped_before_the_request_was_read_may_have_carried_it() {
    let error = fetch_error(Response::hang_up_at_once()).await;
    assert!(error.request_sent(), "nobody can know: {error}");
    assert!(!error.is_timeout() && !error.is_status() && !error.is_decode());
}

#[tokio::test]
async fn a_connection_dropped_after_the_request_has_carried_it() {
    let error = fetch_error(Response::hang_up()).await;
    assert!(error.request_sent());
    assert!(!error.is_connect() && !error.is_status() && !error.is_decode());
    assert_eq!(error.status(), None);
    assert_eq!(error.operation(), Some("fetchParticipant"));
}

#[tokio::test]
async fn a_body_shorter_than_its_length_is_not_taken_for_a_response() {
    let error = fetch_error(Response::raw(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 200\r\n\
         Connection: close\r\n\r\n{\"identifier\":\"+1\"}",
    ))
    .await;
    assert!(error.request_sent());
    assert!(!error.is_timeout(), "{error}");
}

#[tokio::test]
async fn a_body_longer_than_its_length_is_cut_there() {
    let server = Server::start([Response::raw(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 19\r\n\
         Connection: close\r\n\r\n{\"identifier\":\"+1\"}and more",
    )]);
    let participant = fetch(&twilio(&server)).await.expect("an answer");
    assert_eq!(participant.identifier.as_deref(), Some("+1"));
}

#[tokio::test]
async fn what_is_not_http_is_an_error() {
    let error = fetch_error(Response::raw("SSH-2.0-OpenSSH_9.9\r\n")).await;
    assert!(!error.is_status() && !error.is_timeout(), "{error}");
}

#[tokio::test]
async fn a_body_over_the_limit_is_not_read() {
    let long = format!(r#"{{"identifier":"{}"}}"#, "1".repeat(5_000));
    let declared = Response::json(200, &long);
    let chunked = Response::raw(format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\
         Connection: close\r\n\r\n{:x}\r\n{long}\r\n0\r\n\r\n",
        long.len()
    ));
    // The declared length alone is reason enough; the body never comes.
    let promised = Response::raw(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000000000\r\n\r\n",
    )
    .then_linger(Duration::from_secs(30));
    let failed = Response::json(500, &long);
    for response in [declared, chunked, promised, failed] {
        let server = Server::start([response]);
        let client = twilio_builder(&server)
            .body_limit(1_000)
            .build()
            .expect("a client");
        let start = Instant::now();
        let error = fetch(&client).await.expect_err("an error");

        assert!(error.is_body_too_large(), "{error}");
        let help =
            "larger than 1000 bytes; raise the limit with `body_limit` of the client's builder";
        assert!(error.to_string().ends_with(help), "{error}");
        assert!(start.elapsed() < Duration::from_secs(15));
    }
}

#[tokio::test]
async fn a_body_that_would_become_too_large_is_not_decoded() {
    let participants = |count: usize| {
        let list = vec!["{}"; count].join(",");
        format!(r#"{{"participants":[{list}],"meta":{{}}}}"#)
    };
    let (small, large) = (participants(10), participants(1_000));
    let server = Server::start([
        Response::json(200, &small),
        Response::json(200, &large),
        Response::json(404, &large),
        Response::json(200, &large),
    ]);
    let client = |limit: usize| {
        let builder = twilio_builder(&server).decoded_limit(limit);
        builder.build().expect("a client")
    };
    let list = |client: &twilio_proxy::Client| client.list_participant(SERVICE, SESSION).send();
    let limited = client(10_000);
    list(&limited).await.expect("a page");
    let error = list(&limited).await.expect_err("too large");
    assert!(error.is_body_too_large() && error.request_sent());
    assert_eq!(error.body(), Some(large.as_bytes()), "nothing is lost");
    let message = error.to_string();
    assert!(message.contains("more than 10000 bytes"), "{message}");
    assert!(
        message.contains("raise the limit with `decoded_limit`"),
        "{message}"
    );
    // A status is not lost to the size of its body.
    assert!(list(&limited).await.expect_err("404").is_not_found());
    let page = list(&client(1_000_000)).await.expect("a page");
    assert_eq!(page.participants.map(|list| list.len()), Some(1_000));
}

#[tokio::test]
async fn a_body_of_exactly_the_limit_is_read() {
    let body = r#"{"identifier":"+1"}"#;
    let server = Server::start([Response::json(200, body)]);
    let client = twilio_builder(&server)
        .body_limit(body.len())
        .build()
        .expect("a client");
    let participant = fetch(&client).await.expect("an answer");
    assert_eq!(participant.identifier.as_deref(), Some("+1"));
}
