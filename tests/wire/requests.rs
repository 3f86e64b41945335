//! Is every request to Twilio Proxy what its description says?

use super::clients::{
    ACCOUNT, NUMBER, PARTICIPANT, SERVICE, SESSION, TOKEN, TWILIO_AUTHORIZATION, participants,
    twilio, twilio_builder,
};
use super::server::{Response, Seen, Server};
use participant_apis::twilio_proxy::types::{
    ParticipantSid, PhoneNumberSid, ServiceSid, SessionSid,
};

/// Holds a request to these headers and no others.
pub fn assert_headers(seen: &Seen, expected: &[(&str, &str)]) {
    let headers = seen.headers();
    let headers: Vec<(&str, &str)> = headers
        .iter()
        .map(|(name, value)| (name.as_str(), *value))
        .collect();
    assert_eq!(headers, expected);
}

/// What the clients call themselves.
pub fn user_agent() -> String {
    format!("participant-apis/{}", env!("CARGO_PKG_VERSION"))
}

#[tokio::test]
async fn create_sends_a_form_with_only_what_was_given() {
    let server = Server::start([Response::json(201, "{}")]);
    twilio(&server)
        .create_participant(SERVICE, SESSION, "+14155551212")
        .send()
        .await
        .expect("an answer");

    let seen = server.only();
    assert_eq!(seen.line(), format!("POST {}", participants()));
    assert_eq!(seen.body(), "Identifier=%2B14155551212");
    assert_headers(
        &seen,
        &[
            ("accept", "application/json"),
            ("authorization", TWILIO_AUTHORIZATION),
            ("content-length", "25"),
            ("content-type", "application/x-www-form-urlencoded"),
            ("host", &server.host()),
            ("user-agent", &user_agent()),
        ],
    );
}

#[tokio::test]
async fn create_sends_every_field_encoded_and_in_document_order() {
    let server = Server::start([Response::json(201, "{}")]);
    twilio(&server)
        .create_participant(SERVICE, SESSION, "+14155551212")
        .proxy_identifier_sid(NUMBER)
        .proxy_identifier("+1 415")
        .friendly_name("Ann & Bö = 100% ~*-._\r\n")
        .send()
        .await
        .expect("an answer");

    assert_eq!(
        server.only().body(),
        format!(
            "Identifier=%2B14155551212\
             &FriendlyName=Ann+%26+B%C3%B6+%3D+100%25+%7E*-._%0D%0A\
             &ProxyIdentifier=%2B1+415\
             &ProxyIdentifierSid={NUMBER}"
        )
    );
}

#[tokio::test]
async fn an_empty_value_is_sent_and_an_absent_one_is_not() {
    let server = Server::start([Response::json(201, "{}")]);
    twilio(&server)
        .create_participant(SERVICE, SESSION, "")
        .friendly_name("")
        .send()
        .await
        .expect("an answer");

    assert_eq!(server.only().body(), "Identifier=&FriendlyName=");
}

#[tokio::test]
async fn sids_are_taken_as_text_or_as_their_types() {
    let server = Server::start([Response::json(201, "{}"), Response::json(200, "{}")]);
    let client = twilio(&server);
    let service = ServiceSid::new(SERVICE).expect("a service SID");
    let session: SessionSid = SESSION.parse().expect("a session SID");
    let number = PhoneNumberSid::try_from(NUMBER).expect("a number SID");
    client
        .create_participant(&service, session.clone(), "+14155551212")
        .proxy_identifier_sid(number)
        .send()
        .await
        .expect("an answer");
    let participant = ParticipantSid::new(PARTICIPANT).expect("a participant SID");
    client
        .fetch_participant(service, String::from(SESSION), participant)
        .send()
        .await
        .expect("an answer");

    let seen = server.seen();
    assert_eq!(seen[0].line(), format!("POST {}", participants()));
    assert_eq!(
        seen[1].line(),
        format!("GET {}/{PARTICIPANT}", participants())
    );
}

#[tokio::test]
async fn fetch_sends_no_body() {
    let server = Server::start([Response::json(200, "{}")]);
    twilio(&server)
        .fetch_participant(SERVICE, SESSION, PARTICIPANT)
        .send()
        .await
        .expect("an answer");

    let seen = server.only();
    assert_eq!(seen.line(), format!("GET {}/{PARTICIPANT}", participants()));
    assert_eq!(seen.body(), "");
    assert_headers(
        &seen,
        &[
            ("accept", "application/json"),
            ("authorization", TWILIO_AUTHORIZATION),
            ("host", &server.host()),
            ("user-agent", &user_agent()),
        ],
    );
}

#[tokio::test]
async fn delete_asks_for_nothing_in_particular() {
    let server = Server::start([Response::empty(204)]);
    twilio(&server)
        .delete_participant(SERVICE, SESSION, PARTICIPANT)
        .send()
        .await
        .expect("an answer");

    let seen = server.only();
    assert_eq!(
        seen.line(),
        format!("DELETE {}/{PARTICIPANT}", participants())
    );
    assert_eq!(seen.body(), "");
    assert_eq!(seen.header("authorization"), Some(TWILIO_AUTHORIZATION));
    assert_eq!(seen.header("content-type"), None);
    // No header and `*/*` mean the same (RFC 9110, section 12.5.1).
    assert!(matches!(seen.header("accept"), None | Some("*/*")));
}

#[tokio::test]
async fn list_sends_its_parameters_encoded() {
    let page = r#"{"participants":[],"meta":{"next_page_url":null}}"#;
    let server = Server::start([Response::json(200, page), Response::json(200, page)]);
    let client = twilio(&server);
    client
        .list_participant(SERVICE, SESSION)
        .send()
        .await
        .expect("an answer");
    client
        .list_participant(SERVICE, SESSION)
        .page_token("PT a+b&c=d/é")
        .page(2)
        .page_size(1000)
        .send()
        .await
        .expect("an answer");

    let seen = server.seen();
    assert_eq!(seen[0].line(), format!("GET {}", participants()));
    assert_eq!(
        seen[1].line(),
        format!(
            "GET {}?PageSize=1000&Page=2&PageToken=PT%20a%2Bb%26c%3Dd%2F%C3%A9",
            participants()
        )
    );
}

#[tokio::test]
async fn a_base_url_may_have_a_path() {
    for slash in ["", "/"] {
        let server = Server::start([Response::json(200, "{}")]);
        twilio_builder(&server)
            .base_url(format!("{}/proxied/twilio{slash}", server.url()))
            .build()
            .expect("a client")
            .fetch_participant(SERVICE, SESSION, PARTICIPANT)
            .send()
            .await
            .expect("an answer");

        assert_eq!(
            server.only().line(),
            format!("GET /proxied/twilio{}/{PARTICIPANT}", participants())
        );
    }
}

#[tokio::test]
async fn user_agent_and_further_headers_are_the_callers_choice() {
    let server = Server::start([Response::json(200, "{}")]);
    twilio_builder(&server)
        .user_agent("switchboard/7")
        .header("X-Tenant", "blue")
        .build()
        .expect("a client")
        .fetch_participant(SERVICE, SESSION, PARTICIPANT)
        .send()
        .await
        .expect("an answer");

    let seen = server.only();
    assert_eq!(seen.header("user-agent"), Some("switchboard/7"));
    assert_eq!(seen.header("x-tenant"), Some("blue"));
}

#[tokio::test]
async fn basic_credentials_are_utf_8() {
    let server = Server::start([Response::json(200, "{}")]);
    twilio_builder(&server)
        .basic_auth("Aladdin", "p:ä")
        .build()
        .expect("a client")
        .fetch_participant(SERVICE, SESSION, PARTICIPANT)
        .send()
        .await
        .expect("an answer");

    assert_eq!(
        server.only().header("authorization"),
        Some("Basic QWxhZGRpbjpwOsOk")
    );
}

#[tokio::test]
async fn a_request_is_a_value_that_can_be_sent_twice() {
    let server = Server::start([Response::json(201, "{}"), Response::json(201, "{}")]);
    let request = twilio_builder(&server)
        .basic_auth(ACCOUNT, TOKEN)
        .build()
        .expect("a client")
        .create_participant(SERVICE, SESSION, "+14155551212");
    request.clone().send().await.expect("an answer");
    request.send().await.expect("an answer");

    let seen = server.seen();
    assert_eq!(seen[0].line(), seen[1].line());
    assert_eq!(seen[0].body(), seen[1].body());
}
