//! The same calls as somebody writes them who has reqwest, serde and an afternoon.

use reqwest::{Client, Error, Url};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::time::Duration;

/// The fields that the document lists, with the types that they are usually given.
#[derive(Clone, Debug, Deserialize)]
#[allow(dead_code, reason = "they are decoded, and that is what is measured")]
pub struct Participant {
    pub sid: Option<String>,
    pub session_sid: Option<String>,
    pub service_sid: Option<String>,
    pub account_sid: Option<String>,
    pub friendly_name: Option<String>,
    pub identifier: Option<String>,
    pub proxy_identifier: Option<String>,
    pub proxy_identifier_sid: Option<String>,
    pub date_deleted: Option<String>,
    pub date_created: Option<String>,
    pub date_updated: Option<String>,
    pub url: Option<String>,
    pub links: Option<BTreeMap<String, String>>,
}

/// A page of participants.
#[derive(Clone, Debug, Deserialize)]
#[allow(dead_code, reason = "they are decoded, and that is what is measured")]
pub struct Page {
    pub participants: Option<Vec<Participant>>,
    pub meta: Option<Meta>,
}

/// What a page says of itself.
#[derive(Clone, Debug, Deserialize)]
#[allow(dead_code, reason = "they are decoded, and that is what is measured")]
pub struct Meta {
    pub first_page_url: Option<String>,
    pub key: Option<String>,
    pub next_page_url: Option<String>,
    pub page: Option<i64>,
    pub page_size: Option<i64>,
    pub previous_page_url: Option<String>,
    pub url: Option<String>,
}

/// A client with the settings of the generated one that matter here.
pub fn client() -> Client {
    // Whether it was installed by this call or an earlier one does not matter.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let builder = Client::builder().timeout(Duration::from_secs(30));
    builder.build().unwrap()
}

/// Fetches a participant.
pub async fn fetch(
    client: &Client,
    service: SocketAddr,
    [of_service, of_session, sid]: [&str; 3],
) -> Result<Participant, Error> {
    let mut url: Url = format!("http://{service}/v1/Services").parse().unwrap();
    let parts = [of_service, "Sessions", of_session, "Participants", sid];
    url.path_segments_mut().unwrap().extend(parts);
    let request = client
        .get(url)
        .header("accept", "application/json")
        .basic_auth("username", Some("password"));
    let response = request.send().await?.error_for_status()?;
    let body = response.bytes().await?;
    Ok(serde_json::from_slice(&body).unwrap())
}
