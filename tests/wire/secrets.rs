//! Do credentials go to the service alone, and into no text?

use super::clients::{
    ACCOUNT, PARTICIPANT, SERVICE, SESSION, TOKEN, TWILIO_AUTHORIZATION, participants, twilio,
    twilio_builder,
};
use super::server::{Response, Server};
use participant_apis::{Error, Redirects, twilio_proxy};

/// Fails if a text contains a secret, in clear or as in the header.
fn assert_silent(text: &str) {
    let encoded = TWILIO_AUTHORIZATION.trim_start_matches("Basic ");
    for secret in [TOKEN, encoded] {
        assert!(!text.contains(secret), "{text}");
    }
}

fn assert_error_silent(error: &Error) {
    assert_silent(&error.to_string());
    assert_silent(&format!("{error:?}"));
    assert_silent(&format!("{error:#?}"));
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        assert_silent(&format!("{cause} {cause:?}"));
        source = cause.source();
    }
}

#[tokio::test]
async fn nothing_shows_a_secret() {
    let server = Server::start([
        Response::json(401, r#"{"code":20003}"#),
        Response::json(200, "no JSON"),
        Response::hang_up(),
    ]);
    let builder = twilio_builder(&server);
    assert_silent(&format!("{builder:?}"));
    let client = builder.build().expect("a client");
    assert_silent(&format!("{client:?} {client:#?}"));
    let request = client.fetch_participant(SERVICE, SESSION, PARTICIPANT);
    assert_silent(&format!("{request:?}"));
    for _ in 0..3 {
        assert_error_silent(&request.clone().send().await.expect_err("an error"));
    }
    let stream = client.list_participant(SERVICE, SESSION).stream();
    assert_silent(&format!("{stream:?}"));
}

#[tokio::test]
async fn a_failed_connection_shows_no_secret() {
    let error = twilio_builder(&Server::start([]))
        .base_url("http://127.0.0.1:1")
        .build()
        .expect("a client")
        .fetch_participant(SERVICE, SESSION, PARTICIPANT)
        .send()
        .await
        .expect_err("nobody listens there");
    assert_error_silent(&error);
}

#[tokio::test]
async fn credentials_in_a_base_url_are_not_shown() {
    let server = Server::start([Response::json(500, "{}")]);
    let url = format!("http://someone:{TOKEN}@{}", server.host());
    let builder = twilio_proxy::Client::builder()
        .basic_auth(ACCOUNT, TOKEN)
        .base_url(url);
    assert_silent(&format!("{builder:?}"));
    match builder.build() {
        Err(error) => assert_error_silent(&error),
        Ok(client) => {
            assert_silent(&format!("{client:?}"));
            let error = client
                .fetch_participant(SERVICE, SESSION, PARTICIPANT)
                .send()
                .await
                .expect_err("status 500");
            assert_error_silent(&error);
        }
    }
}

#[tokio::test]
async fn a_redirect_to_another_host_carries_nothing_there() {
    for status in [301, 302, 303, 307, 308] {
        let other = Server::start([Response::json(200, "{}"), Response::json(200, "{}")]);
        for url in [other.url(), other.url_by_name()] {
            let target = format!("{url}{}/{PARTICIPANT}", participants());
            let server = Server::start([Response::redirect(status, &target)]);
            let request = twilio(&server).fetch_participant(SERVICE, SESSION, PARTICIPANT);
            request.send().await.expect("the redirect is followed");
            assert_eq!(server.seen().len(), 1);
            let seen = other.seen().pop().expect("a request");
            assert_eq!(seen.header("authorization"), None, "{status}");

            let server = Server::start([Response::redirect(status, &target)]);
            let client = twilio_builder(&server).redirects(Redirects::SameOrigin);
            let request =
                client
                    .build()
                    .expect("a client")
                    .fetch_participant(SERVICE, SESSION, PARTICIPANT);
            let error = request.send().await.expect_err("it is not followed");
            assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
            assert_eq!(error.headers()["location"], target.as_str());
            assert_error_silent(&error);
        }
        assert_eq!(other.seen().len(), 2, "{status}");
    }
}

#[tokio::test]
async fn a_redirect_on_the_same_host_is_followed() {
    let server = Server::start([
        Response::redirect(302, "/elsewhere?a=1"),
        Response::json(200, r#"{"identifier":"+1"}"#),
    ]);
    let participant = twilio(&server)
        .fetch_participant(SERVICE, SESSION, PARTICIPANT)
        .send()
        .await
        .expect("an answer");

    assert_eq!(participant.identifier.as_deref(), Some("+1"));
    let seen = server.seen();
    assert_eq!(seen[1].line(), "GET /elsewhere?a=1");
    assert_eq!(seen[1].header("authorization"), Some(TWILIO_AUTHORIZATION));
}

#[tokio::test]
async fn redirects_in_a_circle_end() {
    let server = Server::start(vec![Response::redirect(307, "/round"); 20]);
    let error = twilio(&server)
        .fetch_participant(SERVICE, SESSION, PARTICIPANT)
        .send()
        .await
        .expect_err("an error");

    assert_eq!(error.status().map(|status| status.as_u16()), Some(307));
    assert!(server.seen().len() < 10);
}

#[tokio::test]
async fn a_redirected_post_is_not_turned_into_another_request() {
    let other = Server::start([Response::json(200, "{}")]);
    let server = Server::start([Response::redirect(307, &other.url())]);
    let error = twilio(&server)
        .create_participant(SERVICE, SESSION, "+14155551212")
        .send()
        .await
        .expect_err("the redirect is not followed");

    assert_eq!(error.status().map(|status| status.as_u16()), Some(307));
    assert!(other.seen().is_empty());
}

#[tokio::test]
async fn a_response_that_quotes_the_secret_is_kept_but_not_printed() {
    let server = Server::start([Response::json(400, &format!(r#"{{"message":"{TOKEN}"}}"#))]);
    let error = twilio(&server)
        .fetch_participant(SERVICE, SESSION, PARTICIPANT)
        .send()
        .await
        .expect_err("status 400");

    assert!(error.body().is_some_and(|body| !body.is_empty()));
    assert_error_silent(&error);
}
