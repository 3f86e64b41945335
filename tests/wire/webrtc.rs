//! Is every request to Bandwidth WebRTC what its description says?

use super::clients::{BANDWIDTH_AUTHORIZATION, bandwidth};
use super::requests::{assert_headers, user_agent};
use super::server::{Response, Server};
use participant_apis::bandwidth_webrtc::types::{
    CreateParticipantRequest, ParticipantSubscription, PublishPermission, Subscriptions,
};

/// The request of the vendor's own example.
fn example() -> CreateParticipantRequest {
    CreateParticipantRequest::new()
        .callback_url("https://example.com/callback")
        .publish_permissions([PublishPermission::Video, PublishPermission::Audio])
        .subscriptions(
            Subscriptions::new()
                .session_id("d8886aad-b956-4e1b-b2f4-d7c9f8162772")
                .participants([
                    ParticipantSubscription::new()
                        .participant_id("568749d5-04d5-483d-adf5-deac7dd3d521"),
                    ParticipantSubscription::new()
                        .participant_id("0275e47f-dd21-4cf0-a1e1-dfdc719e73a7"),
                ]),
        )
        .tag("participant1")
}

#[tokio::test]
async fn webrtc_create_sends_the_vendors_example_as_json() {
    let server = Server::start([Response::json(200, "{}")]);
    bandwidth(&server)
        .create_participant("9900000", example())
        .send()
        .await
        .expect("an answer");

    let body = concat!(
        r#"{"callbackUrl":"https://example.com/callback","#,
        r#""publishPermissions":["VIDEO","AUDIO"],"#,
        r#""subscriptions":{"sessionId":"d8886aad-b956-4e1b-b2f4-d7c9f8162772","participants":["#,
        r#"{"participantId":"568749d5-04d5-483d-adf5-deac7dd3d521"},"#,
        r#"{"participantId":"0275e47f-dd21-4cf0-a1e1-dfdc719e73a7"}]},"#,
        r#""tag":"participant1"}"#,
    );
    let seen = server.only();
    assert_eq!(seen.line(), "POST /accounts/9900000/participants");
    assert_eq!(seen.body(), body);
    assert_headers(
        &seen,
        &[
            ("accept", "application/json"),
            ("authorization", BANDWIDTH_AUTHORIZATION),
            ("content-length", &body.len().to_string()),
            ("content-type", "application/json"),
            ("host", &server.host()),
            ("user-agent", &user_agent()),
        ],
    );
}

#[tokio::test]
async fn webrtc_create_leaves_out_what_is_absent_and_keeps_what_is_empty() {
    let server = Server::start([
        Response::json(200, "{}"),
        Response::json(200, "{}"),
        Response::json(200, "{}"),
    ]);
    let client = bandwidth(&server);
    let requests = [
        CreateParticipantRequest::default(),
        CreateParticipantRequest::new()
            .publish_permissions([])
            .subscriptions(Subscriptions::new()),
        CreateParticipantRequest::new()
            .publish_permissions([PublishPermission::Unknown("SCREEN".into())])
            .tag("\"\\\n\u{1F600}"),
    ];
    for request in requests {
        client
            .create_participant("9900000", request)
            .send()
            .await
            .expect("an answer");
    }

    let seen = server.seen();
    assert_eq!(seen[0].body(), "{}");
    assert_eq!(
        seen[1].body(),
        r#"{"publishPermissions":[],"subscriptions":{}}"#
    );
    assert_eq!(
        seen[2].body(),
        "{\"publishPermissions\":[\"SCREEN\"],\"tag\":\"\\\"\\\\\\n\u{1F600}\"}"
    );
}

#[tokio::test]
async fn a_path_parameter_stays_within_its_segment() {
    let server = Server::start([Response::json(200, "{}")]);
    bandwidth(&server)
        .create_participant("a/../b c?d#é%2F;=:@", CreateParticipantRequest::new())
        .send()
        .await
        .expect("an answer");

    let seen = server.only();
    let (method, path) = seen.line().split_once(' ').expect("method and path");
    assert_eq!(method, "POST");
    let segments: Vec<&str> = path.split('/').collect();
    assert_eq!(segments.len(), 4, "{path}");
    // Characters that a segment may hold as they are (RFC 3986, section 3.3) may also be encoded.
    let segment = segments[2]
        .replace("%3B", ";")
        .replace("%3D", "=")
        .replace("%3A", ":")
        .replace("%40", "@");
    assert_eq!(segment, "a%2F..%2Fb%20c%3Fd%23%C3%A9%252F;=:@");
}
