//! The first program of the README for Bandwidth WebRTC.

use participant_apis::bandwidth_webrtc::Client;
use participant_apis::bandwidth_webrtc::types::{
    AccessError, CreateParticipantRequest, PublishPermission,
};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::builder()
        .basic_auth(
            std::env::var("BANDWIDTH_USERNAME")?,
            std::env::var("BANDWIDTH_PASSWORD")?,
        )
        .build()?;
    let request = CreateParticipantRequest::new()
        .publish_permissions(vec![PublishPermission::Audio])
        .tag("guide");

    match client
        .create_participant(std::env::var("BANDWIDTH_ACCOUNT_ID")?, request)
        .send()
        .await
    {
        Ok(created) => println!("created {:?}", created.participant),
        Err(error) => {
            eprintln!("{error}");
            if let Some(body) = error.declared::<AccessError>() {
                eprintln!("the service says {:?}", body.message);
            }
        }
    }
    Ok(())
}
