//! The responses of the two services.
//!
//! Twilio Proxy keeps its participants in memory; Bandwidth WebRTC forgets them at once.

use crate::http::{self, Request, Response};
use serde_json::{Value, json};
use std::io;

pub const TWILIO_ACCOUNT: &str = "AC00000000000000000000000000000001";
pub const TWILIO_TOKEN: &str = "an auth token";
/// Account and token as RFC 7617 puts them into a header.
const TWILIO_AUTHORIZATION: &str =
    "Basic QUMwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMTphbiBhdXRoIHRva2Vu";

pub const WEBRTC_ACCOUNT: &str = "9900000";
pub const WEBRTC_USER: &str = "dashboard";
pub const WEBRTC_PASSWORD: &str = "a password";
const WEBRTC_AUTHORIZATION: &str = "Basic ZGFzaGJvYXJkOmEgcGFzc3dvcmQ=";

const NOW: &str = "2026-11-21T09:00:00Z";

/// Starts both services on one port; what they are asked and response is printed as it happens.
pub fn start() -> io::Result<String> {
    let mut participants = Vec::new();
    let address = http::serve(move |request| {
        let response = response(request, &mut participants);
        let Request {
            method,
            target,
            body,
            ..
        } = request;
        println!("    > {method} {}  {}", shorten(target), response.status);
        if !body.is_empty() {
            println!("      {body}");
        }
        response
    })?;
    Ok(format!("http://{address}"))
}

fn response(request: &Request, participants: &mut Vec<Value>) -> Response {
    let segments: Vec<&str> = request.path.trim_matches('/').split('/').collect();
    match segments.as_slice() {
        [
            "v1",
            "Services",
            service,
            "Sessions",
            session,
            "Participants",
            rest @ ..,
        ] => {
            if request.authorization.as_deref() != Some(TWILIO_AUTHORIZATION) {
                return twilio_error(401, 20003, "Who are you?");
            }
            match (request.method.as_str(), rest) {
                ("POST", []) => create(request, service, session, participants),
                ("GET", []) => list(request, participants),
                ("GET", [sid]) => match find(participants, sid) {
                    Some(participant) => ok(200, participant.clone()),
                    None => twilio_error(404, 20404, "No such participant"),
                },
                ("DELETE", [sid]) => match find(participants, sid) {
                    Some(participant) => {
                        if let Some(properties) = participant.as_object_mut() {
                            properties.insert("date_deleted".to_owned(), json!(NOW));
                        }
                        Response {
                            status: 204,
                            body: None,
                        }
                    }
                    None => twilio_error(404, 20404, "No such participant"),
                },
                _ => twilio_error(405, 20004, "Not that way"),
            }
        }
        ["webrtc", "v1", "accounts", account, "participants"] => webrtc(request, account),
        _ => twilio_error(404, 20404, "Nothing here"),
    }
}

fn create(
    request: &Request,
    service: &str,
    session: &str,
    participants: &mut Vec<Value>,
) -> Response {
    let form = http::pairs(&request.body);
    let field = |name: &str| {
        let value = form.iter().find(|(key, _)| key == name);
        value.map(|(_, value)| value.as_str())
    };
    let number = participants.len() + 1;
    let sid = format!("KP{number:032}");
    let url = format!("/v1/Services/{service}/Sessions/{session}/Participants/{sid}");
    let participant = json!({
        "sid": sid,
        "session_sid": session,
        "service_sid": service,
        "account_sid": TWILIO_ACCOUNT,
        "friendly_name": field("FriendlyName"),
        "identifier": field("Identifier"),
        "proxy_identifier": field("ProxyIdentifier").map_or_else(|| format!("+1510555{number:04}"), str::to_owned),
        "proxy_identifier_sid": format!("PN{number:032}"),
        "date_deleted": null,
        "date_created": NOW,
        "date_updated": NOW,
        "url": url,
        "links": {"message_interactions": format!("{url}/MessageInteractions")},
    });
    participants.push(participant.clone());
    ok(201, participant)
}

fn list(request: &Request, participants: &[Value]) -> Response {
    let number = |name: &str, otherwise: usize| {
        let value = request.query.iter().find(|(key, _)| key == name);
        value
            .and_then(|(_, value)| value.parse().ok())
            .unwrap_or(otherwise)
    };
    let size = number("PageSize", 50).clamp(1, 1000);
    let page = number("Page", 0);
    let items: Vec<&Value> = participants.iter().skip(page * size).take(size).collect();
    let more = (page + 1) * size < participants.len();
    let link = |page: usize| {
        format!(
            "{}?PageSize={size}&Page={page}&PageToken=PT{page}",
            request.path
        )
    };
    ok(
        200,
        json!({
            "participants": items,
            "meta": {
                "key": "participants",
                "page": page,
                "page_size": size,
                "url": link(page),
                "first_page_url": link(0),
                "previous_page_url": page.checked_sub(1).map(link),
                "next_page_url": more.then(|| link(page + 1)),
            },
        }),
    )
}

fn webrtc(request: &Request, account: &str) -> Response {
    if request.authorization.as_deref() != Some(WEBRTC_AUTHORIZATION) {
        return ok(401, json!({"message": "Unauthorized"}));
    }
    if account != WEBRTC_ACCOUNT {
        return ok(403, json!({"message": "Not your account"}));
    }
    let Ok(Value::Object(mut participant)) = serde_json::from_str(&request.body) else {
        return ok(400, json!({"error": "no JSON object", "requestId": "r-1"}));
    };
    participant.insert(
        "id".to_owned(),
        json!("320e2af6-13ec-498d-8b51-daba52c37853"),
    );
    participant.insert("sessions".to_owned(), json!([]));
    ok(
        200,
        json!({"participant": participant, "token": "a-token-for-the-browser"}),
    )
}

fn find<'a>(participants: &'a mut [Value], sid: &str) -> Option<&'a mut Value> {
    participants
        .iter_mut()
        .find(|participant| participant.get("sid").and_then(Value::as_str) == Some(sid))
}

fn ok(status: u16, body: Value) -> Response {
    Response {
        status,
        body: Some(body),
    }
}

fn twilio_error(status: u16, code: u32, message: &str) -> Response {
    ok(
        status,
        json!({"code": code, "message": message, "more_info": null, "status": status}),
    )
}

/// Takes the middle out of SIDs, for lines that fit a screen.
fn shorten(text: &str) -> String {
    text.replace("0000000000000000000000000000000", "…")
        .replace("9999999999999999999999999999999", "…")
}
