//! What is refused before a single byte is sent?

use super::clients::{ACCOUNT, PARTICIPANT, SERVICE, SESSION, TOKEN, bandwidth, twilio};
use super::server::{Response, Server};
use participant_apis::bandwidth_webrtc::types::CreateParticipantRequest;
use participant_apis::twilio_proxy;

#[tokio::test]
async fn swapped_sids_name_the_argument() {
    let server = Server::start([]);
    let client = twilio(&server);
    let error = client
        .fetch_participant(SESSION, SERVICE, PARTICIPANT)
        .send()
        .await
        .expect_err("the first two are swapped");

    assert!(error.is_invalid_request(), "{error}");
    assert!(!error.request_sent() && !error.is_retryable());
    assert_eq!(error.operation(), Some("fetchParticipant"));
    assert!(error.to_string().contains("ServiceSid"), "{error}");

    let error = client
        .create_participant(SERVICE, SESSION, "+14155551212")
        .proxy_identifier_sid(PARTICIPANT)
        .send()
        .await
        .expect_err("no phone number");
    assert!(error.is_invalid_request());
    assert!(error.to_string().contains("ProxyIdentifierSid"), "{error}");

    let mut stream = client.list_participant(SERVICE, SERVICE).stream();
    let error = stream.try_next().await.expect_err("no session");
    assert!(error.to_string().contains("SessionSid"), "{error}");

    assert!(server.seen().is_empty());
}

#[tokio::test]
async fn text_that_is_no_sid_is_no_sid() {
    let server = Server::start([]);
    let client = twilio(&server);
    let long = format!("{PARTICIPANT}0");
    for text in [
        "",
        "KP",
        "KP../../Services",
        PARTICIPANT.trim_end_matches('F'),
        &long,
        &PARTICIPANT.to_lowercase(),
    ] {
        let error = client
            .delete_participant(SERVICE, SESSION, text)
            .send()
            .await
            .expect_err(text);
        assert!(error.is_invalid_request(), "{text}: {error}");
        assert!(
            twilio_proxy::types::ParticipantSid::new(text).is_err(),
            "{text}"
        );
    }
    assert!(server.seen().is_empty());
}

#[tokio::test]
async fn credentials_are_for_the_server_to_demand() {
    let server = Server::start([Response::json(401, "{}"), Response::json(200, "{}")]);
    let client = twilio_proxy::Client::builder()
        .base_url(server.url())
        .build()
        .expect("a client without credentials can be built");
    let request = client.fetch_participant(SERVICE, SESSION, PARTICIPANT);
    let error = request.clone().send().await.expect_err("no credentials");

    assert!(error.is_unauthorized());
    assert!(error.request_sent());
    assert!(
        error
            .to_string()
            .ends_with("; no credentials were sent; the document lists `accountSid_authToken`"),
        "{error}"
    );
    request.send().await.expect("the server asks for none");
    for seen in server.seen() {
        assert_eq!(seen.header("authorization"), None);
    }
}

#[tokio::test]
async fn a_401_to_credentials_is_what_the_server_says() {
    let server = Server::start([Response::json(401, "{}")]);
    let error = twilio(&server)
        .fetch_participant(SERVICE, SESSION, PARTICIPANT)
        .send()
        .await
        .expect_err("refused");
    let text = error.to_string();
    assert!(
        text.ends_with("the server responded with 401 Unauthorized"),
        "{text}"
    );
}

#[tokio::test]
async fn a_path_parameter_cannot_climb() {
    // No encoding saves these: URL parsers take `%2e%2e` for `..` as well.
    let server = Server::start([Response::json(200, "{}"), Response::json(200, "{}")]);
    for account in ["..", "."] {
        let error = bandwidth(&server)
            .create_participant(account, CreateParticipantRequest::new())
            .send()
            .await
            .expect_err(account);
        assert!(error.is_invalid_request(), "{error}");
        assert!(error.to_string().contains("accountId"), "{error}");
    }
    assert!(server.seen().is_empty());
}

#[tokio::test]
async fn an_empty_path_parameter_would_be_another_path() {
    let server = Server::start([Response::json(200, "{}")]);
    let error = bandwidth(&server)
        .create_participant("", CreateParticipantRequest::new())
        .send()
        .await
        .expect_err("an empty segment");
    assert!(error.is_invalid_request(), "{error}");
    assert!(server.seen().is_empty());
}

#[test]
fn a_builder_refuses_what_cannot_work() {
    let builder = || twilio_proxy::Client::builder().basic_auth(ACCOUNT, TOKEN);
    for url in [
        "",
        "proxy.twilio.com",
        "ftp://proxy.twilio.com",
        "http://",
        "http://:80",
        "http://localhost:99999",
        "/v1",
    ] {
        let error = builder().base_url(url).build().expect_err(url);
        assert!(error.is_configuration(), "{url}: {error}");
    }
    let smuggled = "x\r\nX-Admin: 1";
    assert!(builder().header("X-Tenant", smuggled).build().is_err());
    assert!(builder().header(smuggled, "x").build().is_err());
    assert!(builder().user_agent(smuggled).build().is_err());
    // Requests smuggled in the rest of a body.
    assert!(builder().header("Content-Length", "5").build().is_err());
    assert!(
        builder()
            .header("Transfer-Encoding", "chunked")
            .build()
            .is_err()
    );
}

#[tokio::test]
async fn a_user_name_with_a_colon_cannot_be_distinguished_from_its_password() {
    // RFC 7617, section 2.
    let server = Server::start([]);
    let built = twilio_proxy::Client::builder()
        .basic_auth("a:b", "c")
        .base_url(server.url())
        .build();
    let error = match built {
        Err(error) => error,
        Ok(client) => client
            .fetch_participant(SERVICE, SESSION, PARTICIPANT)
            .send()
            .await
            .expect_err("a colon in the user name"),
    };
    assert!(!error.request_sent());
    assert!(server.seen().is_empty());
}
