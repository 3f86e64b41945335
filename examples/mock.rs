//! Tests a program without a server, with the in-memory transport.

use participant_apis::twilio_proxy::Client;
use participant_apis::twilio_proxy::operations::FetchParticipant;
use participant_apis::{Mock, MockResponse};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mock = Mock::new();
    mock.on::<FetchParticipant>(MockResponse::empty(503).unchecked())?
        .on::<FetchParticipant>(MockResponse::json(200, r#"{"friendly_name": "Courier"}"#))?;
    let client = Client::builder()
        .basic_auth("username", "password")
        .transport(mock.clone())
        .build()?;

    let participant = client
        .fetch_participant(
            "KS00000000000000000000000000000000",
            "KC00000000000000000000000000000000",
            "KP00000000000000000000000000000000",
        )
        .send()
        .await?;
    assert_eq!(participant.friendly_name.as_deref(), Some("Courier"));

    let received = mock.received::<FetchParticipant>();
    assert_eq!(received.len(), 2); // the 503 was retried
    assert_eq!(received[0].uri(), received[1].uri());
    Ok(())
}
