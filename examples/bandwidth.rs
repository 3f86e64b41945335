//! Creates a Bandwidth WebRTC participant.

use participant_apis::bandwidth_webrtc::Client;
use participant_apis::bandwidth_webrtc::types::{
    AccessError, CreateParticipantRequest, PublishPermission,
};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::builder()
        .basic_auth(
            variable("BANDWIDTH_USERNAME")?,
            variable("BANDWIDTH_PASSWORD")?,
        )
        .build()?;
    let request = CreateParticipantRequest::new()
        .publish_permissions(vec![PublishPermission::Audio])
        .tag("guide");

    match client
        .create_participant(variable("BANDWIDTH_ACCOUNT_ID")?, request)
        .send()
        .await
    {
        Ok(created) => println!("created {:?}", created.participant),
        Err(error) => {
            eprintln!("{error}");
            if let Some(body) = error.declared::<AccessError>() {
                eprintln!("the service reports {:?}", body.message);
            }
        }
    }
    Ok(())
}

/// Returns an environment variable, or an error that names it.
fn variable(name: &str) -> Result<String, String> {
    std::env::var(name).map_err(|_| format!("set the environment variable {name}"))
}
