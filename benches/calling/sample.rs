//! What the service responds with.

use serde_json::{Value, json};

/// The SIDs of a call.
pub const SIDS: [&str; 3] = [
    "KS00000000000000000000000000000001",
    "KC00000000000000000000000000000001",
    "KP00000000000000000000000000000001",
];

/// A participant with every field.
pub fn participant(number: usize) -> Value {
    let [service, session, _] = SIDS;
    let sid = format!("KP{number:032x}");
    let url = format!(
        "https://proxy.twilio.com/v1/Services/{service}/Sessions/{session}/Participants/{sid}"
    );
    json!({
        "sid": sid,
        "session_sid": session,
        "service_sid": service,
        "account_sid": "AC00000000000000000000000000000001",
        "friendly_name": format!("Courier {number}"),
        "identifier": "+14155550100",
        "proxy_identifier": "+14155550000",
        "proxy_identifier_sid": "PN00000000000000000000000000000001",
        "date_deleted": null,
        "date_created": "2015-07-30T20:00:00Z",
        "date_updated": "2015-07-30T20:00:00Z",
        "url": url,
        "links": {"message_interactions": format!("{url}/MessageInteractions")},
    })
}

/// A page of so many participants.
pub fn page(size: usize) -> String {
    let participants: Vec<Value> = (0..size).map(participant).collect();
    let url = "https://proxy.twilio.com/v1/Services/x/Sessions/y/Participants?PageSize=50&Page=0";
    json!({
        "meta": {
            "page": 0, "page_size": size, "first_page_url": url, "previous_page_url": null,
            "url": url, "next_page_url": null, "key": "participants",
        },
        "participants": participants,
    })
    .to_string()
}
