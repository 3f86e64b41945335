//! Can the client read the responses that the reference shows as examples?

use participant_apis::bandwidth_webrtc;
use participant_apis::twilio_proxy::operations::{
    CreateParticipant, FetchParticipant, ListParticipant,
};
use participant_apis::{Mock, MockResponse};

const TWILIO: &str = include_str!("../generated/docs/twilio_proxy/README.md");
const BANDWIDTH: &str = include_str!("../generated/docs/bandwidth_webrtc/README.md");

/// The status and the body of the example response of an operation.
fn response<'a>(page: &'a str, operation: &str) -> (u16, &'a str) {
    let start = format!("\n## {operation}\n");
    let (_, section) = page.split_once(&start).expect("a section");
    let (_, shown) = section
        .split_once("\nThe response, with status ")
        .expect("an answer");
    let (status, shown) = shown.split_once(":\n\n```json\n").expect("a body");
    let (body, _) = shown.split_once("\n```\n").expect("an end");
    (status.parse().expect("a status"), body)
}

#[test]
fn example_responses_fit_their_types() -> Result<(), participant_apis::Error> {
    let mock = Mock::new();
    let response = |page, operation| {
        let (status, body) = response(page, operation);
        MockResponse::json(status, body)
    };
    // A reply that the client could not read is an error here.
    mock.on::<CreateParticipant>(response(TWILIO, "create_participant"))?;
    mock.on::<ListParticipant>(response(TWILIO, "list_participant"))?;
    mock.on::<FetchParticipant>(response(TWILIO, "fetch_participant"))?;
    let created = response(BANDWIDTH, "create_participant");
    mock.on::<bandwidth_webrtc::operations::CreateParticipant>(created)?;
    let unfit = MockResponse::json(200, r#"{"sid": 1}"#);
    assert!(mock.on::<FetchParticipant>(unfit).is_err());
    Ok(())
}
