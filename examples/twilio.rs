//! The first program of the README for Twilio Proxy.

use participant_apis::twilio_proxy::Client;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::builder()
        .basic_auth(
            std::env::var("TWILIO_ACCOUNT_SID")?,
            std::env::var("TWILIO_AUTH_TOKEN")?,
        )
        .build()?;
    let service = std::env::var("TWILIO_PROXY_SERVICE_SID")?;
    let session = std::env::var("TWILIO_PROXY_SESSION_SID")?;

    let participant = client
        .create_participant(&service, &session, "+14155551212") // what is required: arguments
        .friendly_name("Courier") // what is optional: setters
        .send()
        .await?;
    println!("reached by {:?}", participant.proxy_identifier);

    let mut everybody = client.list_participant(&service, &session).stream();
    while let Some(participant) = everybody.try_next().await? {
        println!("{:?}", participant.identifier); // pages are fetched as they are needed
    }
    Ok(())
}
