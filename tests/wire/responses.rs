//! Does every successful response reach the caller as what it is?

use super::clients::{
    ACCOUNT, NUMBER, PARTICIPANT, SERVICE, SESSION, bandwidth, twilio, twilio_builder,
};
use super::server::{Response, Server};
use participant_apis::bandwidth_webrtc::types::{CreateParticipantRequest, PublishPermission};
use participant_apis::twilio_proxy::types::{ApiError, Participant};

/// The result of a fetch whose response has this body.
async fn fetched(body: &str) -> Participant {
    let server = Server::start([Response::json(200, body)]);
    twilio(&server)
        .fetch_participant(SERVICE, SESSION, PARTICIPANT)
        .send()
        .await
        .expect("an answer")
}

#[tokio::test]
async fn a_created_participant_arrives_whole() {
    let body = format!(
        r#"{{
            "sid": "{PARTICIPANT}", "session_sid": "{SESSION}", "service_sid": "{SERVICE}",
            "account_sid": "{ACCOUNT}", "friendly_name": "Cour\u00efer", "identifier": "+14155551212",
            "proxy_identifier": "+14155550000", "proxy_identifier_sid": "{NUMBER}",
            "date_deleted": null, "date_created": "2026-11-21T09:00:00Z",
            "date_updated": "2026-11-21T10:30:15.250+01:00",
            "url": "https://proxy.twilio.com/v1/x",
            "links": {{"message_interactions": "https://proxy.twilio.com/v1/x/MessageInteractions"}}
        }}"#
    );
    let server = Server::start([Response::json(201, &body)]);
    let participant = twilio(&server)
        .create_participant(SERVICE, SESSION, "+14155551212")
        .send()
        .await
        .expect("an answer");

    let sid = participant.sid.expect("a SID");
    assert_eq!(sid.as_str(), PARTICIPANT);
    let number = participant.proxy_identifier_sid.expect("a SID");
    assert_eq!(number.as_str(), NUMBER);
    assert_eq!(participant.friendly_name.as_deref(), Some("Courïer"));
    assert_eq!(participant.identifier.as_deref(), Some("+14155551212"));
    assert_eq!(participant.date_deleted, None);
    assert_eq!(
        participant.date_created.map(|date| date.to_string()),
        Some("2026-11-21T09:00:00Z".into())
    );
    assert_eq!(
        participant.date_updated.map(|date| date.to_string()),
        Some("2026-11-21T10:30:15.250+01:00".into())
    );
    let links = participant.links.expect("links");
    assert_eq!(
        links.get("message_interactions").map(String::as_str),
        Some("https://proxy.twilio.com/v1/x/MessageInteractions")
    );
}

#[tokio::test]
async fn missing_and_null_properties_are_absent() {
    let nothing = fetched("{}").await;
    let nulls = fetched(
        r#"{"sid":null,"session_sid":null,"service_sid":null,"account_sid":null,
            "friendly_name":null,"identifier":null,"proxy_identifier":null,
            "proxy_identifier_sid":null,"date_deleted":null,"date_created":null,
            "date_updated":null,"url":null,"links":null}"#,
    )
    .await;

    assert_eq!(nothing, nulls);
    assert_eq!(nulls.sid, None);
    assert_eq!(nulls.links, None);
}

#[tokio::test]
async fn unknown_properties_are_ignored() {
    let participant = fetched(
        r#"{"new":{"deep":[1,2.5,null,{"a":[]}]},"identifier":"+1","sidd":"x","links":{}}"#,
    )
    .await;

    assert_eq!(participant.identifier.as_deref(), Some("+1"));
    assert_eq!(participant.links.map(|links| links.len()), Some(0));
}

#[tokio::test]
async fn a_response_survives_a_value_that_no_longer_fits_its_pattern_or_format() {
    let participant =
        fetched(r#"{"sid":"KPnew-form","date_created":"2026-11-21T09:00:00","identifier":"+1"}"#)
            .await;

    assert_eq!(
        participant.sid.map(|sid| sid.to_string()),
        Some("KPnew-form".into())
    );
    assert_eq!(
        participant.date_created.map(|date| date.to_string()),
        Some("2026-11-21T09:00:00".into())
    );
    assert_eq!(participant.identifier.as_deref(), Some("+1"));
}

#[tokio::test]
async fn webrtc_responds_with_the_vendors_example() {
    let server = Server::start([Response::json(
        200,
        r#"{
          "participant": {
            "id": "320e2af6-13ec-498d-8b51-daba52c37853",
            "callbackUrl": "https://example.com/callback",
            "publishPermissions": ["VIDEO", "AUDIO"],
            "sessions": ["75c21163-e110-41bc-bd76-1bb428ec85d5"],
            "subscriptions": {
              "sessionId": "d8886aad-b956-4e1b-b2f4-d7c9f8162772",
              "participants": [
                {"participantId": "568749d5-04d5-483d-adf5-deac7dd3d521"},
                {"participantId": "0275e47f-dd21-4cf0-a1e1-dfdc719e73a7"}
              ]
            },
            "tag": "participant1"
          },
          "token": "a.b.c"
        }"#,
    )]);
    let created = bandwidth(&server)
        .create_participant("9900000", CreateParticipantRequest::new())
        .send()
        .await
        .expect("an answer");

    assert_eq!(created.token.as_deref(), Some("a.b.c"));
    let participant = created.participant.expect("a participant");
    assert_eq!(
        participant.id.as_deref(),
        Some("320e2af6-13ec-498d-8b51-daba52c37853")
    );
    assert_eq!(
        participant.publish_permissions,
        Some(vec![PublishPermission::Video, PublishPermission::Audio])
    );
    assert_eq!(
        participant.sessions,
        Some(vec!["75c21163-e110-41bc-bd76-1bb428ec85d5".to_owned()])
    );
    let subscriptions = participant.subscriptions.expect("subscriptions");
    let ids: Vec<_> = subscriptions
        .participants
        .unwrap_or_default()
        .into_iter()
        .filter_map(|subscription| subscription.participant_id)
        .collect();
    assert_eq!(
        ids,
        [
            "568749d5-04d5-483d-adf5-deac7dd3d521",
            "0275e47f-dd21-4cf0-a1e1-dfdc719e73a7"
        ]
    );
}

#[tokio::test]
async fn an_unknown_enum_value_is_kept() {
    let server = Server::start([Response::json(
        200,
        r#"{"participant":{"publishPermissions":["AUDIO","SCREEN","audio"],"tag":"t"}}"#,
    )]);
    let created = bandwidth(&server)
        .create_participant("9900000", CreateParticipantRequest::new())
        .send()
        .await
        .expect("an answer");

    let participant = created.participant.expect("a participant");
    let permissions = participant.publish_permissions.expect("permissions");
    assert_eq!(permissions[0], PublishPermission::Audio);
    assert_eq!(permissions[1], PublishPermission::Unknown("SCREEN".into()));
    assert_eq!(permissions[1].as_str(), "SCREEN");
    assert_eq!(permissions[2], PublishPermission::Unknown("audio".into()));
    assert_eq!(participant.tag.as_deref(), Some("t"));
}

#[tokio::test]
async fn delete_takes_any_2xx_with_or_without_a_body() {
    let responses = [
        Response::empty(204),
        Response::empty(200),
        Response::empty(202),
        Response::json(200, r#"{"deleted":true}"#),
        Response::with(202, &[("Content-Type", "text/plain")], "queued"),
        Response::raw(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\n",
        ),
    ];
    let server = Server::start(responses);
    let client = twilio(&server);
    for _ in 0..6 {
        let () = client
            .delete_participant(SERVICE, SESSION, PARTICIPANT)
            .send()
            .await
            .expect("a success");
    }
    assert_eq!(server.seen().len(), 6);
}

#[tokio::test]
async fn create_takes_any_2xx_with_the_body() {
    let server = Server::start([
        Response::json(200, r#"{"identifier":"+1"}"#),
        Response::json(202, r#"{"identifier":"+1"}"#),
    ]);
    let client = twilio(&server);
    for _ in 0..2 {
        let participant = client
            .create_participant(SERVICE, SESSION, "+1")
            .send()
            .await
            .expect("a success");
        assert_eq!(participant.identifier.as_deref(), Some("+1"));
    }
}

#[tokio::test]
async fn json_is_recognised_by_its_media_type() {
    for media_type in [
        "application/json; charset=utf-8",
        "APPLICATION/JSON",
        "application/hal+json",
    ] {
        let server = Server::start([Response::with(
            200,
            &[("Content-Type", media_type)],
            r#"{"identifier":"+1"}"#,
        )]);
        let participant = twilio(&server)
            .fetch_participant(SERVICE, SESSION, PARTICIPANT)
            .send()
            .await
            .unwrap_or_else(|error| panic!("{media_type}: {error}"));
        assert_eq!(participant.identifier.as_deref(), Some("+1"));
    }
}

#[tokio::test]
async fn a_byte_order_mark_is_passed_over() {
    let server = Server::start([
        Response::json(200, "\u{feff}{\"identifier\":\"+1\"}"),
        Response::json(404, "\u{feff}{\"code\":20404}"),
    ]);
    let client = twilio(&server);
    let fetch = client.fetch_participant(SERVICE, SESSION, PARTICIPANT);
    let participant = fetch.clone().send().await.expect("an answer");
    assert_eq!(participant.identifier.as_deref(), Some("+1"));
    let error = fetch.send().await.expect_err("status 404");
    let declared = error.declared::<ApiError>();
    assert_eq!(declared.and_then(|body| body.code), Some(20404));
}

#[tokio::test]
async fn a_coding_that_was_not_asked_for_is_named() {
    let headers = [
        ("Content-Type", "application/json"),
        ("Content-Encoding", "gzip"),
    ];
    let server = Server::start([Response::with(200, &headers, "packed")]);
    let error = twilio(&server)
        .fetch_participant(SERVICE, SESSION, PARTICIPANT)
        .send()
        .await
        .expect_err("nothing here unpacks it");
    assert!(error.is_decode(), "{error}");
    assert!(error.to_string().contains("`gzip`"), "{error}");
    assert_eq!(error.body(), Some(b"packed".as_slice()));
}

#[tokio::test]
async fn a_chunked_response_is_put_together() {
    let server = Server::start([Response::raw(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\
         Connection: close\r\n\r\n5\r\n{\"ide\r\n11\r\nntifier\":\"+1415\"}\r\n0\r\n\r\n",
    )]);
    let participant = twilio_builder(&server)
        .build()
        .expect("a client")
        .fetch_participant(SERVICE, SESSION, PARTICIPANT)
        .send()
        .await
        .expect("an answer");
    assert_eq!(participant.identifier.as_deref(), Some("+1415"));
}
