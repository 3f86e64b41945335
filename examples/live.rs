//! Calls the real services, with credentials from the environment.
//!
//! Run it with `cargo run --example live`; it says what is missing. It only reads from Twilio, and
//! creates one participant at Bandwidth.

use participant_apis::bandwidth_webrtc::types::{CreateParticipantRequest, PublishPermission};
use participant_apis::{bandwidth_webrtc, twilio_proxy};
use std::env;
use std::error::Error;
use std::process::ExitCode;

/// Variable and meaning, in the order of the arguments they become.
const TWILIO: [(&str, &str); 4] = [
    ("TWILIO_ACCOUNT_SID", "the account, AC…"),
    ("TWILIO_AUTH_TOKEN", "its auth token"),
    ("TWILIO_PROXY_SERVICE_SID", "a Proxy service, KS…"),
    ("TWILIO_PROXY_SESSION_SID", "a session of that service, KC…"),
];
const BANDWIDTH: [(&str, &str); 3] = [
    ("BANDWIDTH_ACCOUNT_ID", "the account"),
    ("BANDWIDTH_USERNAME", "the user name of its API credentials"),
    ("BANDWIDTH_PASSWORD", "their password"),
];

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let mut called = false;
    let mut failed = false;
    if let Some(values) = read("Twilio Proxy", &TWILIO) {
        called = true;
        failed |= report("Twilio Proxy", twilio(values).await);
    }
    if let Some(values) = read("Bandwidth WebRTC", &BANDWIDTH) {
        called = true;
        failed |= report("Bandwidth WebRTC", bandwidth(values).await);
    }
    if !called {
        eprintln!("Nothing to call. `cargo run --example offline` needs none of this.");
    }
    if called && !failed {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Prints everybody in a session.
async fn twilio([account, token, service, session]: [String; 4]) -> Result<(), Box<dyn Error>> {
    let client = twilio_proxy::Client::builder()
        .basic_auth(account, token)
        .build()?;
    let mut everybody = client.list_participant(&service, &session).stream();
    while let Some(participant) = everybody.try_next().await? {
        println!(
            "  {}  {}  {}",
            participant
                .sid
                .map(|sid| sid.to_string())
                .unwrap_or_default(),
            participant.identifier.unwrap_or_default(),
            participant.friendly_name.unwrap_or_default(),
        );
    }
    Ok(())
}

/// Creates a participant that may speak and prints its id.
async fn bandwidth([account, user, password]: [String; 3]) -> Result<(), Box<dyn Error>> {
    let client = bandwidth_webrtc::Client::builder()
        .basic_auth(user, password)
        .build()?;
    let request = CreateParticipantRequest::new()
        .publish_permissions(vec![PublishPermission::Audio])
        .tag("bindery-example");
    let created = client.create_participant(account, request).send().await?;
    let id = created.participant.and_then(|participant| participant.id);
    println!(
        "  created {}",
        id.as_deref().unwrap_or("a participant without an id")
    );
    // The token lets anybody join, so it is not printed.
    println!("  token received: {}", created.token.is_some());
    Ok(())
}

/// The values of all variables; `None`, with a word about each missing one, when one is not set.
fn read<const N: usize>(service: &str, variables: &[(&str, &str); N]) -> Option<[String; N]> {
    let values = variables.map(|(name, _)| env::var(name).unwrap_or_default());
    if values.iter().all(|value| !value.is_empty()) {
        return Some(values);
    }
    eprintln!("{service} is not called. Set in the environment:");
    for ((name, meaning), value) in variables.iter().zip(&values) {
        let state = if value.is_empty() { "missing" } else { "set" };
        eprintln!("  {name:<26} {state:<8} {meaning}");
    }
    None
}

/// Prints how it went; true for a failure.
fn report(service: &str, outcome: Result<(), Box<dyn Error>>) -> bool {
    match outcome {
        Ok(()) => {
            println!("{service}: done");
            false
        }
        Err(error) => {
            eprintln!("{service}: {error}");
            true
        }
    }
}
