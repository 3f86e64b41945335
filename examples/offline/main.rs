//! A tour of both clients without credentials and without a network.
//!
//! Both services are played by a small server in this very process, so what is printed really went
//! over HTTP. Run it with `cargo run --example offline`.

mod http;
mod services;

use participant_apis::bandwidth_webrtc::types::{
    CreateParticipantRequest, ParticipantSubscription, PublishPermission, Subscriptions,
};
use participant_apis::twilio_proxy::types::{ApiError, ServiceSid, SessionSid};
use participant_apis::{bandwidth_webrtc, twilio_proxy};
use services::WEBRTC_ACCOUNT;
use std::error::Error;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let services = services::start()?;
    println!("Both services are played by {services}. A line with > is what they were asked.");
    twilio(&services).await?;
    bandwidth(&services).await?;
    Ok(())
}

/// A conversation of five people through Twilio Proxy.
async fn twilio(services: &str) -> Result<(), Box<dyn Error>> {
    println!("\nTwilio Proxy");
    let client = twilio_proxy::Client::builder()
        .basic_auth(services::TWILIO_ACCOUNT, services::TWILIO_TOKEN)
        .base_url(services)
        .build()?;
    let service: ServiceSid = "KS00000000000000000000000000000001".parse()?;
    let session: SessionSid = "KC00000000000000000000000000000001".parse()?;

    println!("\n  Five people join. What is optional is a setter; forms are encoded:");
    let people = ["Ann", "Bö", "Chidi", "Dana", "Eli & Co."];
    for (number, name) in people.iter().enumerate() {
        client
            .create_participant(&service, &session, format!("+1415555120{number}"))
            .friendly_name(*name)
            .send()
            .await?;
    }

    println!("\n  A list is one stream, whatever the number of pages:");
    // Two to a page, so that there are three pages. They are fetched as the stream is read.
    let mut everybody = client
        .list_participant(&service, &session)
        .page_size(2)
        .stream();
    let mut last = None;
    while let Some(participant) = everybody.try_next().await? {
        println!(
            "    {:<10} {} is reached by {}",
            participant.friendly_name.as_deref().unwrap_or("?"),
            participant.identifier.as_deref().unwrap_or("?"),
            participant.proxy_identifier.as_deref().unwrap_or("?"),
        );
        last = participant.sid.or(last);
    }

    println!("\n  The last one leaves, and is still to be seen:");
    let last = last.ok_or("the session is empty")?;
    client
        .delete_participant(&service, &session, &last)
        .send()
        .await?;
    let gone = client
        .fetch_participant(&service, &session, &last)
        .send()
        .await?;
    println!("    {last} was deleted: {:?}", gone.date_deleted.is_some());

    println!("\n  A failure keeps its status and the body that the document declares:");
    let nobody = "KP99999999999999999999999999999999";
    match client
        .fetch_participant(&service, &session, nobody)
        .send()
        .await
    {
        Ok(_) => return Err("that participant does not exist".into()),
        Err(error) => {
            println!("    {error}");
            println!("    not found: {}", error.is_not_found());
            if let Some(ApiError { code, message, .. }) = error.declared() {
                println!("    the service's own words: {code:?} {message:?}");
            }
        }
    }

    println!("\n  Two SIDs in the wrong order never leave the program:");
    // Typed SIDs in the wrong order do not compile; as text they are refused without a request.
    let swapped = client.fetch_participant(session.as_str(), service.as_str(), &last);
    if let Err(error) = swapped.send().await {
        println!("    {error}");
    }
    Ok(())
}

/// A participant of a WebRTC session at Bandwidth.
async fn bandwidth(services: &str) -> Result<(), Box<dyn Error>> {
    println!("\nBandwidth WebRTC");
    let client = bandwidth_webrtc::Client::builder()
        .basic_auth(services::WEBRTC_USER, services::WEBRTC_PASSWORD)
        .base_url(format!("{services}/webrtc/v1"))
        .build()?;

    println!("\n  A JSON body, with only what was set:");
    let request = CreateParticipantRequest::new()
        .publish_permissions(vec![PublishPermission::Audio, PublishPermission::Video])
        .subscriptions(
            Subscriptions::new()
                .session_id("d8886aad-b956-4e1b-b2f4-d7c9f8162772")
                .participants(vec![
                    ParticipantSubscription::new()
                        .participant_id("568749d5-04d5-483d-adf5-deac7dd3d521"),
                ]),
        )
        .tag("guide");
    let created = client
        .create_participant(WEBRTC_ACCOUNT, request)
        .send()
        .await?;
    if let Some(participant) = &created.participant {
        println!(
            "    {} ({}) may publish {:?}",
            participant.id.as_deref().unwrap_or("?"),
            participant.tag.as_deref().unwrap_or("?"),
            participant
                .publish_permissions
                .as_deref()
                .unwrap_or_default(),
        );
    }
    println!(
        "    and joins with the token {}",
        created.token.as_deref().unwrap_or("?")
    );

    println!("\n  Another account's participants are not ours to create:");
    let refused = client
        .create_participant("0000000", CreateParticipantRequest::new())
        .send()
        .await;
    if let Err(error) = refused {
        println!("    {error}");
    }
    Ok(())
}
