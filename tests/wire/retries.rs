//! What is sent again, when, and how often?

use super::clients::{PARTICIPANT, SERVICE, SESSION, twilio_builder};
use super::server::{Response, Server};
use participant_apis::twilio_proxy::types::Participant;
use participant_apis::{Body, Error, Middleware, Operation, Retries, twilio_proxy};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// Repeats without waiting, so that tests are quick.
fn at_once(times: u32) -> Retries {
    Retries::default()
        .at_most(times)
        .backoff(Duration::ZERO, Duration::ZERO)
}

fn client(server: &Server, retries: Retries) -> twilio_proxy::Client {
    let builder = twilio_builder(server).retries(retries);
    builder.build().expect("a client")
}

fn ok() -> Response {
    Response::json(200, "{}")
}

fn asking(status: u16, wait: &str) -> Response {
    Response::with(status, &[("Retry-After", wait)], "")
}

async fn fetch(client: &twilio_proxy::Client) -> Result<Participant, Error> {
    let request = client.fetch_participant(SERVICE, SESSION, PARTICIPANT);
    request.send().await
}

async fn create(client: &twilio_proxy::Client) -> Result<Participant, Error> {
    let request = client.create_participant(SERVICE, SESSION, "+14155551212");
    request.send().await
}

#[tokio::test]
async fn what_may_be_repeated_is() {
    for status in [408, 429, 500, 502, 503, 504] {
        let server = Server::start([Response::empty(status), Response::empty(status), ok()]);
        fetch(&client(&server, at_once(2)))
            .await
            .expect("the third");
        let seen = server.seen();
        assert_eq!(seen.len(), 3, "{status}");
        assert_eq!(seen[0].line(), seen[2].line());
        assert_eq!(seen[0].headers(), seen[2].headers());
    }
    let server = Server::start([Response::hang_up(), ok()]);
    fetch(&client(&server, at_once(1)))
        .await
        .expect("the second");
    assert_eq!(server.seen().len(), 2);
}

#[tokio::test]
async fn the_last_failure_is_the_callers() {
    let server = Server::start([
        Response::empty(500),
        Response::json(503, r#"{"code":7}"#),
        ok(),
    ]);
    let error = fetch(&client(&server, at_once(1))).await.expect_err("503");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(503));
    assert_eq!(server.seen().len(), 2);

    for status in [400, 401, 404, 409, 501] {
        let server = Server::start([Response::empty(status), ok()]);
        let error = fetch(&client(&server, at_once(2))).await.expect_err("no");
        assert!(error.is_status());
        assert_eq!(server.seen().len(), 1, "{status}");
    }
}

#[tokio::test]
async fn what_could_act_twice_is_not_repeated() {
    for response in [
        Response::empty(503),
        Response::empty(500),
        Response::hang_up(),
    ] {
        let server = Server::start([response, ok()]);
        let error = create(&client(&server, at_once(2))).await.expect_err("no");
        assert!(error.is_retryable() && error.request_sent());
        assert_eq!(server.seen().len(), 1);
    }
    // A request that was turned away did nothing.
    let server = Server::start([asking(429, "0"), ok()]);
    create(&client(&server, at_once(2)))
        .await
        .expect("a second");
    assert_eq!(server.seen()[0].body(), server.seen()[1].body());
}

#[tokio::test]
async fn with_a_key_anything_may_be_repeated() {
    let server = Server::start([Response::empty(503), ok(), ok(), ok()]);
    let client = twilio_builder(&server)
        .retries(at_once(2))
        .idempotency_key("X-Key")
        .build()
        .expect("a client");
    create(&client).await.expect("the second");
    create(&client).await.expect("another call");
    fetch(&client).await.expect("a call that needs no key");

    let seen = server.seen();
    let keys: Vec<_> = seen.iter().map(|seen| seen.header("x-key")).collect();
    assert_eq!(keys[0].map(str::len), Some(36));
    assert_eq!(keys[0], keys[1], "the same call");
    assert_ne!(keys[1], keys[2], "another call");
    assert_eq!(keys[3], None);
}

#[tokio::test]
async fn the_server_says_how_long_to_wait() {
    let server = Server::start([asking(503, "1"), ok()]);
    let began = std::time::Instant::now();
    fetch(&client(&server, at_once(1)))
        .await
        .expect("the second");
    assert!(began.elapsed() >= Duration::from_secs(1));

    // Longer than the call may take: the response is had at once, and says when to come again.
    let server = Server::start([asking(429, "3600"), ok()]);
    let error = fetch(&client(&server, at_once(1))).await.expect_err("429");
    assert!(error.is_rate_limited());
    assert_eq!(error.headers()["retry-after"], "3600");
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn a_service_in_trouble_is_not_called_many_times_as_often() {
    let server = Server::start((0..60).map(|_| Response::empty(503)));
    let client = client(&server, at_once(5));
    for _ in 0..20 {
        fetch(&client.clone()).await.expect_err("503");
    }
    assert_eq!(server.seen().len(), 20 + 10, "ten retries for all clones");
}

#[tokio::test]
async fn a_call_given_up_while_it_waits_sends_nothing_more() {
    let server = Server::start([asking(503, "1"), ok()]);
    let client = client(&server, at_once(1));
    let patience = Duration::from_millis(300);
    let late = tokio::time::timeout(patience, fetch(&client)).await;
    assert!(late.is_err(), "it waits for a second");
    tokio::time::sleep(Duration::from_millis(1200)).await;
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn a_call_has_an_id() {
    let response = Response::with(500, &[("Twilio-Request-Id", "RQ1")], "");
    let server = Server::start([response.clone(), response, ok()]);
    let client = twilio_builder(&server)
        .retries(at_once(1))
        .request_id("X-Request-Id")
        .build()
        .expect("a client");
    let error = fetch(&client).await.expect_err("500");
    assert_eq!(error.request_id(), Some("RQ1"));
    fetch(&client).await.expect("another call");

    let seen = server.seen();
    let ids: Vec<_> = seen
        .iter()
        .map(|seen| seen.header("x-request-id"))
        .collect();
    assert!(ids[0].is_some());
    assert_eq!(ids[0], ids[1]);
    assert_ne!(ids[1], ids[2]);
    assert!(twilio_builder(&server).request_id("a b").build().is_err());
}

/// Counts, names requests, and stops those to one place.
#[derive(Clone, Debug, Default)]
struct Guard(Arc<Mutex<Vec<String>>>);

impl Middleware for Guard {
    fn before(
        &self,
        operation: &'static Operation,
        request: &mut http::Request<Body>,
    ) -> Result<(), Error> {
        if operation.method == "DELETE" {
            return Err(Error::refused("nothing is deleted here"));
        }
        let headers = request.headers_mut();
        headers.insert("x-signed", http::HeaderValue::from_static("yes"));
        assert!(headers["authorization"].is_sensitive());
        Ok(())
    }

    fn after(
        &self,
        operation: &'static Operation,
        outcome: Result<(http::StatusCode, &http::HeaderMap), &Error>,
        time: Duration,
    ) {
        assert!(time < Duration::from_secs(20));
        let outcome = match outcome {
            Ok((status, _)) => status.as_str().to_owned(),
            Err(error) => error.to_string(),
        };
        let mut seen = self.0.lock().expect("the record");
        seen.push(format!("{} {outcome}", operation.id));
    }
}

#[tokio::test]
async fn middleware_sees_every_request_and_its_outcome() {
    let server = Server::start([Response::empty(503), Response::hang_up(), ok()]);
    let guard = Guard::default();
    let client = twilio_builder(&server)
        .retries(at_once(2))
        .middleware(guard.clone())
        .build()
        .expect("a client");
    fetch(&client).await.expect("the third");
    let delete = client.delete_participant(SERVICE, SESSION, PARTICIPANT);
    let error = delete.send().await.expect_err("refused");

    assert!(error.is_invalid_request() && !error.request_sent());
    assert_eq!(error.operation(), Some("deleteParticipant"));
    let cause = std::error::Error::source(&error).expect("a cause");
    assert_eq!(cause.to_string(), "nothing is deleted here");
    let seen = server.seen();
    assert_eq!(seen.len(), 3);
    assert!(
        seen.iter()
            .all(|seen| seen.header("x-signed") == Some("yes"))
    );
    let reported = guard.0.lock().expect("the record");
    assert_eq!(
        *reported,
        [
            "fetchParticipant 503",
            "fetchParticipant fetchParticipant: the exchange broke off",
            "fetchParticipant 200",
        ]
    );
}

#[cfg(feature = "blocking")]
#[test]
fn clients_that_block_do_the_same() {
    let server = Server::start([
        Response::empty(503),
        asking(503, "0"),
        ok(),
        Response::empty(500),
    ]);
    let client = twilio_builder(&server)
        .retries(at_once(2))
        .build_blocking()
        .expect("a client");
    let fetch = client.fetch_participant(SERVICE, SESSION, PARTICIPANT);
    fetch.send().expect("the third");
    let create = client.create_participant(SERVICE, SESSION, "+1");
    create.send().expect_err("500");
    assert_eq!(server.seen().len(), 4);
}
