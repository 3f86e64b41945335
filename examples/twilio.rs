//! Creates and lists Twilio Proxy participants.

use participant_apis::twilio_proxy::Client;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::builder()
        .basic_auth(
            variable("TWILIO_ACCOUNT_SID")?,
            variable("TWILIO_AUTH_TOKEN")?,
        )
        .build()?;
    let service = variable("TWILIO_PROXY_SERVICE_SID")?;
    let session = variable("TWILIO_PROXY_SESSION_SID")?;

    let participant = client
        .create_participant(&service, &session, "+14155551212") // required: arguments
        .friendly_name("Courier") // optional: setters
        .send()
        .await?;
    println!("proxy number: {:?}", participant.proxy_identifier);

    let mut participants = client.list_participant(&service, &session).stream();
    while let Some(participant) = participants.try_next().await? {
        println!("{:?}", participant.identifier); // pages are requested as they are needed
    }
    Ok(())
}

/// Returns an environment variable, or an error that names it.
fn variable(name: &str) -> Result<String, String> {
    std::env::var(name).map_err(|_| format!("set the environment variable {name}"))
}
