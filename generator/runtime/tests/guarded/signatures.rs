//! Requests that are signed by the caller's code.

use crate::guarded::Client;
use crate::service::Service;
use crate::{Authorize, Body, Error, Middleware, Operation};
use axum::http::request::Parts;
use std::collections::hash_map::DefaultHasher;
use std::error::Error as StdError;
use std::hash::{Hash, Hasher};

/// What a server computes too, of the key and what it received.
fn signature(key: &str, method: &str, target: &str, body: &[u8]) -> String {
    let mut hash = DefaultHasher::new();
    (key, method, target, body).hash(&mut hash);
    format!("{:016x}", hash.finish())
}

struct Signer(&'static str);

impl Authorize for Signer {
    fn authorize(
        &self,
        head: &mut Parts,
        body: Option<&[u8]>,
    ) -> Result<(), Box<dyn StdError + Send + Sync>> {
        let body = body.ok_or("a stream cannot be signed")?;
        let target = head.uri.path_and_query().ok_or("no target")?.as_str();
        let signature = signature(self.0, head.method.as_str(), target, body);
        head.headers.insert("x-signature", signature.parse()?);
        Ok(())
    }
}

#[tokio::test]
async fn a_signature_is_of_what_arrives() {
    let service = Service::start(&[]).await;
    let builder = Client::builder().base_url(&service.url).header_key("h");
    let client = builder
        .authorize("signature", Signer("s3cret"))
        .build()
        .unwrap();
    client.signed("Hällo").send().await.unwrap();
    let seen = service.only();
    assert_eq!(seen.body, "Hällo");
    let expected = signature("s3cret", "POST", &seen.uri, seen.body.as_bytes());
    assert_eq!(seen.signature.unwrap(), expected);
    assert_eq!(seen.header_key.unwrap(), "h");
    assert!(!format!("{client:?}").contains("s3cret"));
}

#[tokio::test]
async fn a_signature_may_stand_in_the_query() {
    let service = Service::start(&[]).await;
    let sign = |head: &mut Parts, _: Option<&[u8]>| {
        let url = format!("{}?signed=1", head.uri);
        head.uri = url.parse()?;
        Ok(())
    };
    let builder = Client::builder().base_url(&service.url);
    let client = builder.authorize("login", sign).build().unwrap();
    client.basic().send().await.unwrap();
    assert_eq!(service.only().uri, "/basic?signed=1");
}

#[tokio::test]
async fn what_cannot_be_signed_is_not_sent() {
    let service = Service::start(&[]).await;
    let refuse = |_: &mut Parts, _: Option<&[u8]>| Err("no key for today".into());
    let builder = Client::builder().base_url(&service.url);
    let client = builder.authorize("jwt", refuse).build().unwrap();
    let error = client.bearer().send().await.unwrap_err();
    assert!(error.is_authorization() && !error.request_sent() && !error.is_retryable());
    assert_eq!(
        error.to_string(),
        "bearer: credentials for `jwt`: the request was refused"
    );
    assert_eq!(error.source().unwrap().to_string(), "no key for today");
    assert!(service.seen().is_empty());
}

#[tokio::test]
async fn an_unknown_scheme_lists_the_known_ones() {
    let builder = Client::builder().authorize("signatur", Signer("s3cret"));
    let error = builder.build().unwrap_err();
    assert!(error.is_configuration());
    let text = error.to_string();
    assert!(text.starts_with("credentials for `signatur`: the API has no such scheme; it has `"));
    assert!(
        text.contains("`signature`") && !text.contains("s3cret"),
        "{text}"
    );
}

#[tokio::test]
async fn a_redirect_is_signed_anew() {
    let service = Service::start(&[]).await;
    let builder = Client::builder()
        .base_url(&service.url)
        .header("x-detour", "1");
    let client = builder
        .authorize("login", Signer("s3cret"))
        .build()
        .unwrap();
    client.basic().send().await.unwrap();
    let seen = service.only();
    assert_eq!(seen.uri, "/public?x=1");
    let expected = signature("s3cret", "GET", "/public?x=1", b"");
    assert_eq!(seen.signature.unwrap(), expected);
}

/// Adds a header.
#[derive(Debug)]
struct Adds;

impl Middleware for Adds {
    fn before(
        &self,
        _: &'static Operation,
        request: &mut http::Request<Body>,
    ) -> Result<(), Error> {
        request
            .headers_mut()
            .insert("x-seen", http::HeaderValue::from_static("1"));
        Ok(())
    }
}

#[tokio::test]
async fn signatures_are_made_after_middleware() {
    let service = Service::start(&[]).await;
    let sign = |head: &mut Parts, _: Option<&[u8]>| {
        let seen = head
            .headers
            .get("x-seen")
            .ok_or("middleware was not there")?;
        let seen = seen.clone();
        head.headers.insert("x-signature", seen);
        Ok(())
    };
    let builder = Client::builder().base_url(&service.url).middleware(Adds);
    let client = builder.authorize("login", sign).build().unwrap();
    client.basic().send().await.unwrap();
    assert_eq!(service.only().signature.unwrap(), "1");
}
