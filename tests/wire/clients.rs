//! Which clients, credentials and SIDs do all tests use?

use super::server::Server;
use participant_apis::{Retries, bandwidth_webrtc, twilio_proxy};
use std::time::Duration;

pub const ACCOUNT: &str = "AC00000000000000000000000000000001";
pub const TOKEN: &str = "the-auth-token";
pub const SERVICE: &str = "KS0123456789abcdef0123456789ABCDEF";
pub const SESSION: &str = "KC0123456789abcdef0123456789ABCDEF";
pub const PARTICIPANT: &str = "KP0123456789abcdef0123456789ABCDEF";
pub const NUMBER: &str = "PN0123456789abcdef0123456789ABCDEF";

/// `ACCOUNT:TOKEN` in Base64, written down so that no encoder judges itself.
pub const TWILIO_AUTHORIZATION: &str =
    "Basic QUMwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMTp0aGUtYXV0aC10b2tlbg==";

/// `dashboard:the-password` in Base64.
pub const BANDWIDTH_AUTHORIZATION: &str = "Basic ZGFzaGJvYXJkOnRoZS1wYXNzd29yZA==";

/// The path of the participants that the constants above name.
pub fn participants() -> String {
    format!("/v1/Services/{SERVICE}/Sessions/{SESSION}/Participants")
}

/// A client of Twilio Proxy for this server.
pub fn twilio(server: &Server) -> twilio_proxy::Client {
    twilio_builder(server).build().expect("a client")
}

/// The same, to be configured further.
pub fn twilio_builder(server: &Server) -> twilio_proxy::ClientBuilder {
    twilio_proxy::Client::builder()
        .basic_auth(ACCOUNT, TOKEN)
        .base_url(server.url())
        // No test may hang; those about time set their own.
        .timeout(Duration::from_secs(20))
        // What a server sees is exactly what a test asks for; those about retries set their own.
        .retries(Retries::none())
}

/// A client of Bandwidth WebRTC for this server.
pub fn bandwidth(server: &Server) -> bandwidth_webrtc::Client {
    bandwidth_webrtc::Client::builder()
        .basic_auth("dashboard", "the-password")
        .base_url(server.url())
        .timeout(Duration::from_secs(20))
        .retries(Retries::none())
        .build()
        .expect("a client")
}
