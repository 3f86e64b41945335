//! What goes over the wire, and what comes of each response.

use crate::bandwidth_webrtc::types::{ErrorBody, ParticipantRequest, PublishPermission};
use crate::server::{Script, Server};
use crate::twilio_proxy::types::{ApiError, ServiceSid};
use crate::twilio_proxy::{Client, ClientBuilder};
use crate::{Maybe, Request, Retries, bandwidth_webrtc};
use std::time::Duration;

const KS: &str = "KS00000000000000000000000000000001";
const KC: &str = "KC00000000000000000000000000000002";
const KP: &str = "KP00000000000000000000000000000003";
const JSON: &str = "200 OK\nContent-Type: application/json";

fn builder(server: &Server) -> ClientBuilder {
    Client::builder()
        .basic_auth("AC1", "s3cret")
        .base_url(&server.url)
        .retries(Retries::none())
}

fn client(server: &Server) -> Client {
    builder(server).build().unwrap()
}

fn responding(head: &'static str, body: &'static str) -> (Server, Client) {
    let server = Server::start(vec![Script::Response(head, body)]);
    let client = client(&server);
    (server, client)
}

#[tokio::test]
async fn a_form_goes_out_and_a_participant_comes_back() {
    let (server, client) = responding(
        "201 Created\nContent-Type: application/json; charset=utf-8",
        r#"{"sid":"KPx","friendly_name":null,"date_created":"2026-01-01T00:00:00","new":[{}],
            "links":{"a":"b"}}"#,
    );
    let participant = client
        .create_participant(KS, KC, "+14155551212")
        .friendly_name("Al & Zoë")
        .send()
        .await
        .unwrap();
    assert_eq!(participant.sid.unwrap().as_str(), "KPx");
    assert_eq!(participant.friendly_name, None);
    assert_eq!(
        participant.date_created.unwrap().as_str(),
        "2026-01-01T00:00:00"
    );
    let host = server.url.strip_prefix("http://").unwrap();
    let body = "Identifier=%2B14155551212&FriendlyName=Al+%26+Zo%C3%AB";
    let expected = format!(
        "POST /v1/Services/{KS}/Sessions/{KC}/Participants HTTP/1.1\r\n\
         content-type: application/x-www-form-urlencoded\r\n\
         accept: application/json\r\n\
         user-agent: bindery-runtime/0.1.0\r\n\
         authorization: Basic QUMxOnMzY3JldA==\r\n\
         host: {host}\r\n\
         content-length: {}\r\n\r\n{body}",
        body.len()
    );
    assert_eq!(server.request(), expected);
}

#[tokio::test]
async fn json_distinguishes_absent_and_null() {
    let response = r#"{"participant":{"publishPermissions":["AUDIO","SCREEN"],"tag":null},
        "token":null}"#;
    let server = Server::start(vec![
        Script::Response(JSON, response),
        Script::Response(JSON, response),
    ]);
    let client = bandwidth_webrtc::Client::builder()
        .basic_auth("u", "p")
        .base_url(format!("{}/v1/", server.url))
        .build()
        .unwrap();
    let body = ParticipantRequest::new().publish_permissions([PublishPermission::Video]);
    let created = client
        .create_participant("a/../b", body.clone())
        .send()
        .await
        .unwrap();
    assert_eq!(created.token, None);
    assert_eq!(created.participant.tag, Maybe::Null);
    assert_eq!(
        created.participant.publish_permissions.unwrap(),
        [
            PublishPermission::Audio,
            PublishPermission::Unknown("SCREEN".to_owned())
        ]
    );
    client
        .create_participant("a", body.tag(None))
        .send()
        .await
        .unwrap();
    let requests = server.requests();
    assert!(requests[0].starts_with("POST /v1/accounts/a%2F..%2Fb/participants HTTP/1.1\r\n"));
    assert!(requests[0].contains("content-type: application/json\r\n"));
    assert!(requests[0].ends_with("\r\n\r\n{\"publishPermissions\":[\"VIDEO\"]}"));
    assert!(requests[1].ends_with("{\"publishPermissions\":[\"VIDEO\"],\"tag\":null}"));
}

#[tokio::test]
async fn any_success_will_do_where_nothing_is_declared() {
    for (head, body) in [
        ("204 No Content", ""),
        (JSON, "{}"),
        ("202 Accepted", "<p>"),
    ] {
        let (server, client) = responding(head, body);
        client.delete_participant(KS, KC, KP).send().await.unwrap();
        let request = server.request();
        let line = format!("DELETE /v1/Services/{KS}/Sessions/{KC}/Participants/{KP} HTTP/1.1");
        assert!(request.starts_with(&line), "{request}");
        assert!(!request.contains("content-"), "{request}");
    }
}

#[tokio::test]
async fn errors_keep_what_was_received() {
    let body = r#"{"code":20404,"message":"no","more_info":"x"}"#;
    let (_server, client) = responding("404 Not Found\nX-Id: 7", body);
    let error = client.list_participant(KS, KC).send().await.unwrap_err();
    assert!(error.is_not_found() && error.is_status() && error.request_sent());
    assert_eq!(error.headers()["x-id"], "7");
    assert_eq!(error.body(), Some(body.as_bytes()));
    assert_eq!(error.operation(), Some("listParticipant"));
    assert_eq!(error.declared::<ApiError>(), None);
    assert_eq!(
        error.to_string(),
        "listParticipant: the server responded with 404 Not Found"
    );

    let (_server, client) = responding("404 Not Found", body);
    let error = client
        .create_participant(KS, KC, "x")
        .send()
        .await
        .unwrap_err();
    let declared = error.declared::<ApiError>().unwrap();
    assert_eq!((declared.code, declared.message.as_str()), (20404, "no"));
    assert_eq!(declared.additional_properties["more_info"], "x");

    let server = Server::start(vec![Script::Response("503 Busy", "{\"error\":\"e\"}")]);
    let client = bandwidth_webrtc::Client::builder()
        .basic_auth("u", "p")
        .base_url(&server.url)
        .retries(Retries::none())
        .build()
        .unwrap();
    let error = client
        .create_participant("a", ParticipantRequest::new())
        .send()
        .await
        .unwrap_err();
    assert!(error.is_retryable() && error.is_server_error());
    assert_eq!(
        error.declared::<ErrorBody>().unwrap().error.as_deref(),
        Some("e")
    );
}

#[tokio::test]
async fn responses_that_do_not_fit_say_where() {
    for (head, body, expected) in [
        (
            "200 OK\nContent-Type: text/html",
            "<p>",
            "the response is `text/html`, not JSON",
        ),
        ("200 OK", "", "the response has no body"),
        (
            JSON,
            r#"{"participants":[{},{"sid":"#,
            "the response does not fit: EOF while parsing a value at line 1 column 27 \
             (at `participants[1].sid`)",
        ),
        (
            JSON,
            r#"{"participants":[{"sid":7}]}"#,
            "the response does not fit: invalid type: integer `7`, expected a string at line 1 \
             column 25 (at `participants[0].sid`)",
        ),
    ] {
        let (_server, client) = responding(head, body);
        let error = client.list_participant(KS, KC).send().await.unwrap_err();
        assert!(error.is_decode(), "{error:?}");
        assert_eq!(error.to_string(), format!("listParticipant: {expected}"));
        assert_eq!(error.body(), Some(body.as_bytes()));
        assert_eq!(error.status().map(|status| status.as_u16()), Some(200));
    }
}

#[tokio::test]
async fn swapped_arguments_send_nothing() {
    let server = Server::start(vec![]);
    let error = client(&server)
        .list_participant(KC, KS)
        .send()
        .await
        .unwrap_err();
    assert!(error.is_invalid_request() && !error.request_sent());
    assert_eq!(
        error.to_string(),
        "listParticipant: argument `ServiceSid` is not a ServiceSid, which has to match \
         `^KS[0-9a-fA-F]{32}$`"
    );
    let typed: ServiceSid = KS.parse().unwrap();
    assert!(
        client(&server)
            .list_participant(&typed, KC.to_owned())
            .to_http("http://h")
            .is_ok()
    );
    for account in ["", ".", ".."] {
        let request = bandwidth_webrtc::Client::detached()
            .create_participant(account, ParticipantRequest::new());
        assert!(
            request
                .to_http("http://h")
                .unwrap_err()
                .is_invalid_request(),
            "{account}"
        );
    }
}

#[tokio::test]
async fn without_credentials_the_server_decides() {
    let refusal = || Script::Response("401 Unauthorized", "");
    let server = Server::start(vec![refusal(), Script::Response(JSON, "{}")]);
    let client = Client::builder()
        .base_url(&server.url)
        .retries(Retries::none())
        .build()
        .unwrap();
    let error = client.list_participant(KS, KC).send().await.unwrap_err();
    assert!(error.is_unauthorized() && error.request_sent());
    assert!(error.to_string().contains("`accountSid_authToken`"));
    assert!(client.list_participant(KS, KC).send().await.is_ok());
}

#[tokio::test]
async fn broken_connections_are_distinguished() {
    let server = Server::start(vec![Script::Wait(Duration::from_secs(2))]);
    let client = builder(&server)
        .timeout(Duration::from_millis(200))
        .build()
        .unwrap();
    let error = client.list_participant(KS, KC).send().await.unwrap_err();
    assert!(
        error.is_timeout() && error.is_retryable() && error.request_sent(),
        "{error:?}"
    );

    let server = Server::start(vec![Script::Drop]);
    let error = self::client(&server)
        .list_participant(KS, KC)
        .send()
        .await
        .unwrap_err();
    assert!(
        !error.is_connect() && error.is_retryable() && error.request_sent(),
        "{error:?}"
    );

    let server = Server::start(vec![]);
    let client = self::client(&server);
    std::thread::sleep(Duration::from_millis(50));
    let error = client.list_participant(KS, KC).send().await.unwrap_err();
    assert!(
        error.is_connect() && error.is_retryable() && !error.request_sent(),
        "{error:?}"
    );
    let shown = format!("{error:?} {client:?}");
    assert!(
        !shown.contains("s3cret") && !shown.contains("QUMx"),
        "{shown}"
    );
    assert!(shown.contains("accountSid_authToken"), "{shown}");
}

#[tokio::test]
async fn bodies_are_limited_whatever_they_announce() {
    let announced = b"HTTP/1.1 200 OK\r\nContent-Length: 9999999999999\r\n\r\n{".to_vec();
    let mut chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".to_vec();
    for _ in 0..100 {
        chunked.extend_from_slice(b"10\r\n0123456789abcdef\r\n");
    }
    let mut until_end = b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".to_vec();
    until_end.extend_from_slice(&[b' '; 2000]);
    for bytes in [announced, chunked, until_end] {
        let server = Server::start(vec![Script::Raw(bytes)]);
        let client = builder(&server).body_limit(1000).build().unwrap();
        let error = client.list_participant(KS, KC).send().await.unwrap_err();
        assert!(
            error.is_body_too_large() && error.request_sent(),
            "{error:?}"
        );
        assert_eq!(error.status().map(|status| status.as_u16()), Some(200));
    }
    let cut = b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"participants\":[".to_vec();
    let server = Server::start(vec![Script::Raw(cut)]);
    let error = client(&server)
        .list_participant(KS, KC)
        .send()
        .await
        .unwrap_err();
    assert!(
        error.is_retryable() && !error.is_decode() && error.request_sent(),
        "{error:?}"
    );
}

#[tokio::test]
async fn redirects_do_not_take_credentials_elsewhere() {
    let elsewhere = Server::start(vec![Script::Response(JSON, "{}")]);
    let location = format!(
        "HTTP/1.1 302 Found\r\nLocation: {}/x\r\n\r\n",
        elsewhere.url
    );
    let server = Server::start(vec![Script::Raw(location.into_bytes())]);
    client(&server)
        .list_participant(KS, KC)
        .send()
        .await
        .unwrap();
    let requests = elsewhere.requests();
    assert!(requests[0].starts_with("GET /x HTTP/1.1\r\n"));
    let head = requests[0].to_ascii_lowercase();
    assert!(!head.contains("\nauthorization:"), "{head}");

    let server = Server::start(vec![
        Script::Response("307 Moved\nLocation: /there?q=1", ""),
        Script::Response(JSON, "{}"),
    ]);
    client(&server)
        .list_participant(KS, KC)
        .send()
        .await
        .unwrap();
    let requests = server.requests();
    assert!(
        requests[1].starts_with("GET /there?q=1 HTTP/1.1\r\n"),
        "{requests:?}"
    );
    assert!(requests[1].contains("authorization: Basic"), "{requests:?}");

    let (server, client) = responding("307 Moved\nLocation: /there", "");
    let error = client
        .create_participant(KS, KC, "x")
        .send()
        .await
        .unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(307));
    server.request();

    let circle = || Script::Response("302 Found\nLocation: {url}/again", "");
    let server = Server::start((0..9).map(|_| circle()).collect());
    let error = self::client(&server)
        .list_participant(KS, KC)
        .send()
        .await
        .unwrap_err();
    assert!(
        error.to_string().contains("more than 5 redirects"),
        "{error}"
    );
    assert_eq!(server.requests().len(), 6);
}

fn three_pages() -> Server {
    Server::start(vec![
        Script::Response(
            JSON,
            r#"{"participants":[{"sid":"1"},{"sid":"2"}],"meta":{"next_page_url":"?Page=1"}}"#,
        ),
        Script::Response(
            JSON,
            r#"{"participants":[],"meta":{"next_page_url":"{url}/last?Page=2&PageToken=a%2Fb"}}"#,
        ),
        Script::Response(
            JSON,
            r#"{"participants":[{"sid":"3"}],"meta":{"next_page_url":null}}"#,
        ),
    ])
}

fn assert_three_pages(server: &Server) {
    let requests = server.requests();
    let lines: Vec<_> = requests
        .iter()
        .map(|text| text.lines().next().unwrap())
        .collect();
    let path = format!("/v1/Services/{KS}/Sessions/{KC}/Participants");
    assert_eq!(
        lines,
        [
            format!("GET {path}?PageSize=2 HTTP/1.1"),
            format!("GET {path}?Page=1 HTTP/1.1"),
            "GET /last?Page=2&PageToken=a%2Fb HTTP/1.1".to_owned()
        ]
    );
    for request in requests {
        assert!(
            request.contains("accept: application/json\r\n"),
            "{request}"
        );
        assert!(
            request.contains("authorization: Basic QUMxOnMzY3JldA==\r\n"),
            "{request}"
        );
    }
}

#[tokio::test]
async fn three_pages_are_one_stream() {
    let server = three_pages();
    let mut all = client(&server)
        .list_participant(KS, KC)
        .page_size(2)
        .stream();
    let mut sids = Vec::new();
    while let Some(participant) = all.try_next().await.unwrap() {
        sids.push(participant.sid.unwrap().to_string());
    }
    assert_eq!(sids, ["1", "2", "3"]);
    assert!(all.try_next().await.unwrap().is_none());
    assert_three_pages(&server);

    let server = three_pages();
    let mut pages = client(&server)
        .list_participant(KS, KC)
        .page_size(2)
        .pages();
    let mut sizes = Vec::new();
    while let Some(page) = pages.try_next().await.unwrap() {
        sizes.push(page.participants.unwrap().len());
    }
    assert_eq!(sizes, [2, 0, 1]);
    assert_three_pages(&server);
}

#[tokio::test]
async fn a_page_loop_and_a_foreign_page_are_errors_after_the_items() {
    let page = |link| Script::Response(JSON, link);
    let server = Server::start(vec![
        page(r#"{"participants":[{}],"meta":{"next_page_url":"/a"}}"#),
        page(r#"{"participants":[{}],"meta":{"next_page_url":"/a"}}"#),
    ]);
    let mut all = client(&server).list_participant(KS, KC).stream();
    assert!(all.try_next().await.unwrap().is_some());
    assert!(all.try_next().await.unwrap().is_some());
    let error = all.try_next().await.unwrap_err();
    assert!(
        error.is_page_loop() && error.operation() == Some("listParticipant"),
        "{error:?}"
    );
    assert!(all.try_next().await.unwrap().is_none());

    for link in ["https://evil.example/", "//evil.example/", "mailto:x"] {
        let body = format!(r#"{{"participants":[{{}}],"meta":{{"next_page_url":"{link}"}}}}"#);
        let length = body.len();
        let raw = format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n{body}");
        let server = Server::start(vec![Script::Raw(raw.into_bytes())]);
        let mut all = client(&server).list_participant(KS, KC).stream();
        assert!(all.try_next().await.unwrap().is_some());
        assert!(
            all.try_next().await.unwrap_err().is_foreign_link(),
            "{link}"
        );
    }
}

#[cfg(feature = "blocking")]
#[test]
fn the_same_calls_block() {
    let server = three_pages();
    let client = builder(&server).build_blocking().unwrap();
    let all = client.list_participant(KS, KC).page_size(2).stream();
    let sids: Vec<_> = all
        .map(|item| item.unwrap().sid.unwrap().to_string())
        .collect();
    assert_eq!(sids, ["1", "2", "3"]);
    assert_three_pages(&server);

    let server = Server::start(vec![
        Script::Raw(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{                }".to_vec()),
        Script::Wait(Duration::from_secs(1)),
    ]);
    let client = builder(&server)
        .body_limit(9)
        .timeout(Duration::from_millis(300))
        .build_blocking()
        .unwrap();
    assert!(
        client
            .list_participant(KS, KC)
            .send()
            .unwrap_err()
            .is_body_too_large()
    );
    let error = client.delete_participant(KS, KC, KP).send().unwrap_err();
    assert!(error.is_timeout() && error.request_sent(), "{error:?}");
}

#[test]
fn requests_and_clients_can_cross_threads() {
    fn crosses<T: Send + Sync>() {}
    fn is_sent<T: Send>(_: &T) {}
    crosses::<Client>();
    crosses::<crate::Error>();
    let client = Client::builder().basic_auth("a", "b").build().unwrap();
    is_sent(&client.list_participant(KS, KC).send());
    is_sent(&client.list_participant(KS, KC).stream());
}

#[test]
fn a_builder_refuses_what_cannot_be_sent() {
    for builder in [
        Client::builder().base_url("http://h?x"),
        Client::builder().header("x", "a\r\nb: c"),
        Client::builder().header("a b", "c"),
        Client::builder().user_agent("a\0"),
        Client::builder().basic_auth("a:b", "c"),
    ] {
        let error = builder.build().unwrap_err();
        assert!(error.is_configuration(), "{error:?}");
    }
}

#[test]
fn a_request_is_a_value_without_a_client() {
    let request = Client::detached()
        .create_participant(KS, KC, "+1")
        .to_http("https://h/p/")
        .unwrap();
    assert_eq!(request.method(), "POST");
    let uri = format!("https://h/p/v1/Services/{KS}/Sessions/{KC}/Participants");
    assert_eq!(request.uri().to_string(), uri);
    assert_eq!(request.body().bytes().unwrap(), "Identifier=%2B1");
    assert!(!request.headers().contains_key("authorization"));
    type Create = crate::twilio_proxy::operations::CreateParticipant;
    let response = http::Response::builder()
        .status(201)
        .body("{\"sid\":\"x\"}".into())
        .unwrap();
    assert_eq!(
        Create::from_http(response).unwrap().sid.unwrap().as_str(),
        "x"
    );
}
