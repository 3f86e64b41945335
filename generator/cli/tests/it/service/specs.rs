//! Do servers of the documents in `specs/` get what their clients send?

use crate::served;
use ::served::bandwidth_webrtc::server as bandwidth;
use ::served::twilio_proxy::server as proxy;
use ::served::twilio_proxy::types::Participant;
use ::served::{Basic, Call, Failure, Refusal, bandwidth_webrtc, twilio_proxy};
use axum::http::StatusCode;
use std::sync::Arc;

const SERVICE: &str = "KS00000000000000000000000000000000";
const SESSION: &str = "KC00000000000000000000000000000000";
const PARTICIPANT: &str = "KP00000000000000000000000000000000";

struct Proxy;

impl proxy::Server for Proxy {
    type Caller = Basic;

    async fn authorize(&self, _: &Call, credentials: proxy::Credentials) -> Result<Basic, Refusal> {
        let proxy::Credentials::AccountSidAuthToken(basic) = credentials;
        Ok(basic)
    }

    async fn create_participant(
        &self,
        call: Call<Basic>,
        request: proxy::CreateParticipant,
    ) -> Result<proxy::CreateParticipantResponse, Failure> {
        assert_eq!(call.caller.username, "AC");
        assert_eq!(call.caller.password, "secret");
        if request.identifier == "+0" {
            let failure = serde_json::json!({ "code": 80103, "message": "taken", "status": 409 });
            let failure = serde_json::from_value(failure)?;
            return Ok(proxy::CreateParticipantResponse::Default(
                StatusCode::CONFLICT,
                failure,
            ));
        }
        let mut participant = participant()?;
        participant.friendly_name = request.friendly_name;
        participant.proxy_identifier_sid = request.proxy_identifier_sid;
        Ok(proxy::CreateParticipantResponse::Created(participant))
    }

    async fn list_participant(
        &self,
        call: Call<Basic>,
        request: proxy::ListParticipant,
    ) -> Result<proxy::ListParticipantResponseByStatus, Failure> {
        let host = call.headers["host"].to_str()?;
        let path = call.uri.path();
        let next = match request.page_token.as_deref() {
            None => serde_json::json!(format!("http://{host}{path}?PageToken=two&Page=1")),
            Some(token) => {
                assert_eq!((token, request.page), ("two", Some(1)));
                serde_json::Value::Null
            }
        };
        let page = serde_json::json!({
            "participants": [serde_json::to_value(participant()?)?],
            "meta": { "next_page_url": next },
        });
        Ok(proxy::ListParticipantResponseByStatus::Ok(serde_json::from_value(
            page,
        )?))
    }

    async fn delete_participant(
        &self,
        _: Call<Basic>,
        request: proxy::DeleteParticipant,
    ) -> Result<proxy::DeleteParticipantResponse, Failure> {
        assert_eq!(request.service_sid.as_str(), SERVICE);
        assert_eq!(request.session_sid.as_str(), SESSION);
        assert_eq!(request.sid.as_str(), PARTICIPANT);
        Ok(proxy::DeleteParticipantResponse::NoContent)
    }
}

/// A participant in a response of the service.
fn participant() -> serde_json::Result<Participant> {
    serde_json::from_value(serde_json::json!({
        "sid": PARTICIPANT,
        "session_sid": SESSION,
        "service_sid": SERVICE,
        "account_sid": "AC00000000000000000000000000000000",
        "identifier": "+1",
        "date_created": "2026-11-21T09:00:00Z",
        "date_updated": "2026-11-21T09:00:00Z",
        "date_deleted": null,
        "url": "https://proxy.twilio.com/",
        "links": {},
    }))
}

#[tokio::test]
async fn every_operation_of_the_proxy_is_served() {
    let url = served(proxy::router(Arc::new(Proxy))).await;
    let client = twilio_proxy::Client::builder()
        .base_url(&url)
        .retries(::served::Retries::none())
        .basic_auth("AC", "secret")
        .build()
        .unwrap();
    let made = client
        .create_participant(SERVICE, SESSION, "+1")
        .friendly_name("Ann & Bo")
        .proxy_identifier_sid("PN00000000000000000000000000000000")
        .send()
        .await
        .unwrap();
    assert_eq!(made.friendly_name.as_deref(), Some("Ann & Bo"));
    assert_eq!(
        made.proxy_identifier_sid.unwrap().as_str(),
        "PN00000000000000000000000000000000"
    );
    let error = client
        .create_participant(SERVICE, SESSION, "+0")
        .send()
        .await
        .unwrap_err();
    assert_eq!(error.status().unwrap(), 409);
    assert!(error.declared::<twilio_proxy::types::ApiError>().is_some());

    let mut all = client.list_participant(SERVICE, SESSION).stream();
    let mut count = 0;
    while let Some(participant) = all.try_next().await.unwrap() {
        assert_eq!(participant.sid.unwrap().as_str(), PARTICIPANT);
        count += 1;
    }
    assert_eq!(count, 2);

    client
        .delete_participant(SERVICE, SESSION, PARTICIPANT)
        .send()
        .await
        .unwrap();
    let missing = client
        .fetch_participant(SERVICE, SESSION, PARTICIPANT)
        .send()
        .await;
    assert_eq!(missing.unwrap_err().status().unwrap(), 501);
}

struct WebRtc;

impl bandwidth::Server for WebRtc {
    type Caller = ();

    async fn authorize(
        &self,
        _: &Call,
        credentials: bandwidth::Credentials,
    ) -> Result<(), Refusal> {
        let bandwidth::Credentials::Basic(basic) = credentials;
        match basic.username.as_str() {
            "user" => Ok(()),
            _ => Err(Refusal::unauthorized("unknown user")),
        }
    }

    async fn create_participant(
        &self,
        _: Call<()>,
        request: bandwidth::CreateParticipant,
    ) -> Result<bandwidth::CreateParticipantResponseByStatus, Failure> {
        if request.account_id == "closed" {
            let error = serde_json::from_str(r#"{"error":"closed"}"#)?;
            return Ok(bandwidth::CreateParticipantResponseByStatus::Forbidden(error));
        }
        let response = serde_json::json!({
            "participant": serde_json::to_value(&request.body)?,
            "token": format!("token of {}", request.account_id),
        });
        Ok(bandwidth::CreateParticipantResponseByStatus::Ok(
            serde_json::from_value(response)?,
        ))
    }
}

#[tokio::test]
async fn json_reaches_the_other_service() {
    let url = served(bandwidth::router(Arc::new(WebRtc))).await;
    let client = |user: &str| {
        let client = bandwidth_webrtc::Client::builder().base_url(&url);
        client.basic_auth(user, "x").build().unwrap()
    };
    let body = bandwidth_webrtc::types::CreateParticipantRequest::new().tag("one");
    let made = client("user")
        .create_participant("a/b", body.clone())
        .send()
        .await
        .unwrap();
    assert_eq!(made.token.as_deref(), Some("token of a/b"));
    assert_eq!(made.participant.unwrap().tag.as_deref(), Some("one"));
    let error = client("user")
        .create_participant("closed", body.clone())
        .send()
        .await
        .unwrap_err();
    assert!(
        error
            .declared::<bandwidth_webrtc::types::AccessError>()
            .is_some()
    );
    let error = client("nobody")
        .create_participant("a", body)
        .send()
        .await
        .unwrap_err();
    assert_eq!(
        error.headers()["www-authenticate"],
        "Basic realm=\"api\", charset=\"UTF-8\""
    );
}
