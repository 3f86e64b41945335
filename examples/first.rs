//! The program of the README. Start the mock server first:
//! `cargo run -p bindery-cli -- mock specs/twilio_proxy.yaml`.

use participant_apis::twilio_proxy::Client;

#[tokio::main]
async fn main() -> Result<(), participant_apis::Error> {
    let client = Client::builder()
        .basic_auth("account SID", "auth token")
        .base_url("http://127.0.0.1:4010") // the mock server; omit this line to call Twilio
        .build()?;
    let service = "KS00000000000000000000000000000001";
    let session = "KC00000000000000000000000000000001";
    let participant = client
        .create_participant(service, session, "+14155551212") // required: arguments
        .friendly_name("Courier") // optional: setters
        .send()
        .await?;
    println!("created {:?}", participant.friendly_name);
    Ok(())
}
