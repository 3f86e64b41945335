//! Does the blocking client do the same as the async one?

use super::clients::{
    PARTICIPANT, SERVICE, SESSION, bandwidth, participants, twilio, twilio_builder,
};
use super::server::{Response, Seen, Server};
use participant_apis::bandwidth_webrtc::types::CreateParticipantRequest;
use participant_apis::twilio_proxy::types::ApiError;
use participant_apis::{Blocking, Error, bandwidth_webrtc, twilio_proxy};
use std::future::Future;
use std::time::Duration;

fn wait<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime")
        .block_on(future)
}

fn blocking(server: &Server) -> twilio_proxy::Client<Blocking> {
    twilio_builder(server).build_blocking().expect("a client")
}

/// A server that plays these replies twice, once for each client.
fn twice(responses: &[Response]) -> Server {
    Server::start(responses.iter().chain(responses).cloned())
}

/// Holds the first half of the requests equal to the second, to the header.
fn assert_same_requests(server: &Server) {
    let seen = server.seen();
    assert!(
        !seen.is_empty() && seen.len().is_multiple_of(2),
        "{seen:#?}"
    );
    let (first, second) = seen.split_at(seen.len() / 2);
    let text = |seen: &Seen| format!("{}\n{:?}\n{}", seen.line(), seen.headers(), seen.body());
    for (one, other) in first.iter().zip(second) {
        assert_eq!(text(one), text(other));
    }
}

/// What an error says of itself.
fn traits(error: &Error) -> String {
    format!(
        "{error} | status {:?} body {:?} path {:?} operation {:?} | {} {} {} {} {} {} {} {}",
        error.status(),
        error.body(),
        error.path(),
        error.operation(),
        error.is_status(),
        error.is_decode(),
        error.is_timeout(),
        error.is_connect(),
        error.is_body_too_large(),
        error.is_invalid_request(),
        error.is_missing_credentials(),
        error.request_sent(),
    )
}

#[test]
fn all_five_operations() {
    let created = [Response::json(201, r#"{"identifier":"+1"}"#)];
    let server = twice(&created);
    let one = wait(
        twilio(&server)
            .create_participant(SERVICE, SESSION, "+1")
            .friendly_name("Ann & Bö")
            .send(),
    );
    let other = blocking(&server)
        .create_participant(SERVICE, SESSION, "+1")
        .friendly_name("Ann & Bö")
        .send();
    assert_eq!(one.expect("an answer"), other.expect("an answer"));
    assert_same_requests(&server);

    let server = twice(&[Response::json(200, r#"{"identifier":"+1"}"#)]);
    let one = wait(
        twilio(&server)
            .fetch_participant(SERVICE, SESSION, PARTICIPANT)
            .send(),
    );
    let other = blocking(&server)
        .fetch_participant(SERVICE, SESSION, PARTICIPANT)
        .send();
    assert_eq!(one.expect("an answer"), other.expect("an answer"));
    assert_same_requests(&server);

    let server = twice(&[Response::empty(204)]);
    wait(
        twilio(&server)
            .delete_participant(SERVICE, SESSION, PARTICIPANT)
            .send(),
    )
    .expect("a success");
    blocking(&server)
        .delete_participant(SERVICE, SESSION, PARTICIPANT)
        .send()
        .expect("a success");
    assert_same_requests(&server);

    let server = twice(&[Response::json(
        200,
        r#"{"participants":[{"identifier":"+1"}]}"#,
    )]);
    let one = wait(
        twilio(&server)
            .list_participant(SERVICE, SESSION)
            .page(1)
            .send(),
    );
    let other = blocking(&server)
        .list_participant(SERVICE, SESSION)
        .page(1)
        .send();
    assert_eq!(one.expect("an answer"), other.expect("an answer"));
    assert_same_requests(&server);

    let server = twice(&[Response::json(200, r#"{"token":"t"}"#)]);
    let request = CreateParticipantRequest::new().tag("x");
    let one = wait(
        bandwidth(&server)
            .create_participant("99", request.clone())
            .send(),
    );
    let client = bandwidth_webrtc::Client::builder()
        .basic_auth("dashboard", "the-password")
        .base_url(server.url())
        .build_blocking()
        .expect("a client");
    let other = client.create_participant("99", request).send();
    assert_eq!(one.expect("an answer"), other.expect("an answer"));
    assert_same_requests(&server);
}

#[test]
fn every_kind_of_failure() {
    let responses = [
        Response::json(404, r#"{"code":20404}"#),
        Response::json(200, r#"{"links":{"a":1}}"#),
        Response::with(200, &[("Content-Type", "text/html")], "<p>"),
        // A user name is never sent to another host.
        Response::redirect(302, "http://user@127.0.0.1:1/"),
        Response::json(200, &format!(r#"{{"identifier":"{}"}}"#, "1".repeat(5_000))),
        Response::hang_up(),
        Response::raw(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9\r\nConnection: close\r\n\r\n{}",
        ),
        Response::json(200, "{}").after(Duration::from_secs(30)),
    ];
    for response in responses {
        // Only the slow server may end in a timeout, however busy this machine is.
        let timeout = if response.is_slow() { 1 } else { 20 };
        let builder = |server: &Server| {
            twilio_builder(server)
                .body_limit(1_000)
                .timeout(Duration::from_secs(timeout))
        };
        // A server each: one that still sleeps would keep the other client waiting.
        let server = Server::start([response.clone()]);
        let client = builder(&server).build().expect("a client");
        let one = wait(
            client
                .fetch_participant(SERVICE, SESSION, PARTICIPANT)
                .send(),
        )
        .expect_err("an error");
        let server = Server::start([response.clone()]);
        let client = builder(&server).build_blocking().expect("a client");
        let other = client
            .fetch_participant(SERVICE, SESSION, PARTICIPANT)
            .send()
            .expect_err("an error");

        assert_eq!(traits(&one), traits(&other), "{response:?}");
        assert_eq!(one.declared::<ApiError>(), other.declared::<ApiError>());
    }
}

#[test]
fn refusals_are_the_same() {
    let server = Server::start([]);
    let one = wait(
        twilio(&server)
            .fetch_participant(SESSION, SERVICE, PARTICIPANT)
            .send(),
    );
    let other = blocking(&server)
        .fetch_participant(SESSION, SERVICE, PARTICIPANT)
        .send();
    assert_eq!(
        traits(&one.expect_err("swapped")),
        traits(&other.expect_err("swapped"))
    );
    assert!(server.seen().is_empty());
}

#[test]
fn pages_are_an_iterator() {
    let next = format!("{}?PageToken=PT1", participants());
    let pages = [
        Response::json(
            200,
            &format!(
                r#"{{"participants":[{{"identifier":"+1"}},{{"identifier":"+2"}}],"meta":{{"next_page_url":"{next}"}}}}"#
            ),
        ),
        Response::json(
            200,
            r#"{"participants":[{"identifier":"+3"}],"meta":{"next_page_url":null}}"#,
        ),
    ];
    let server = Server::start(pages.clone());
    let found: Vec<String> = blocking(&server)
        .list_participant(SERVICE, SESSION)
        .stream()
        .map(|participant| {
            participant
                .expect("a participant")
                .identifier
                .unwrap_or_default()
        })
        .collect();
    assert_eq!(found, ["+1", "+2", "+3"]);
    assert_eq!(server.seen().len(), 2);

    let server = Server::start(pages);
    let sizes: Vec<usize> = blocking(&server)
        .list_participant(SERVICE, SESSION)
        .pages()
        .map(|page| page.expect("a page").participants.unwrap_or_default().len())
        .collect();
    assert_eq!(sizes, [2, 1]);

    let server = Server::start([Response::json(500, "{}")]);
    let client = blocking(&server);
    let mut stream = client.list_participant(SERVICE, SESSION).stream();
    assert!(stream.next().expect("an error").is_err());
    assert!(stream.next().is_none());
}

#[tokio::test]
async fn it_works_on_a_thread_for_blocking_within_an_async_program() {
    let server = Server::start([Response::json(200, r#"{"identifier":"+1"}"#)]);
    let participant = tokio::task::spawn_blocking(move || {
        blocking(&server)
            .fetch_participant(SERVICE, SESSION, PARTICIPANT)
            .send()
    })
    .await
    .expect("no panic")
    .expect("an answer");
    assert_eq!(participant.identifier.as_deref(), Some("+1"));
}
