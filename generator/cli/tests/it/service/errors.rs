//! As what are refusals written, and what do they not tell?

use crate::raw::{JSON, ask, request};
use crate::shop;
use serde_json::Value;
use served::shop::types::{ApiError, Details, Envelope};

const KEY: &str = "X-Key: k";

/// The status, the media type and the body of a refusal.
async fn refused(url: &str, text: impl AsRef<[u8]>) -> (String, String, String) {
    let (head, body) = ask(url, text).await;
    let status = head.split(' ').nth(1).unwrap().to_owned();
    let media_type = head.lines().find_map(|line| line.strip_prefix("content-type: "));
    (status, media_type.unwrap_or_default().to_owned(), body)
}

async fn get(url: &str, target: &str, headers: &[&str]) -> (String, String, String) {
    let headers: Vec<&str> = headers.iter().copied().chain([KEY]).collect();
    refused(url, request(&format!("GET {target}"), &headers, "")).await
}

async fn put(url: &str, body: &str) -> (String, String, String) {
    refused(url, request("PUT /things/1", &[JSON], body)).await
}

#[tokio::test]
async fn a_refusal_is_the_error_that_is_declared_for_its_status() {
    let (_, client, url) = shop().await;
    let (status, media_type, body) = get(&url, "/things/1?limit=101", &[]).await;
    assert_eq!((status.as_str(), media_type.as_str()), ("400", "application/vnd.shop+json"));
    let error: Value = serde_json::from_str(&body).unwrap();
    assert_eq!(error["code"], "invalid_request", "{body}");
    assert_eq!(error["message"], "query, `limit`: above 100");
    assert_eq!(error["hints"], serde_json::json!([]));
    assert!(error["at"].as_str().unwrap().ends_with('Z') && error.get("trace").is_none());
    // The client reads it as the type that is declared.
    let error = client.fetch_thing("1").limit(101).send().await.unwrap_err();
    let declared = error.declared::<ApiError>().unwrap();
    assert_eq!(declared.message, "query, `limit`: above 100");
    let (_, _, body) = get(&url, "/things/1?limit=x&joined=a&joined=b&json=1&json=1", &[]).await;
    let error: Value = serde_json::from_str(&body).unwrap();
    assert_eq!(error["message"].as_str().unwrap().chars().count(), 60, "as long as it may be");

    let line = "GET /things/1";
    let (status, media_type, body) = refused(&url, request(line, &[], "")).await;
    assert_eq!((status.as_str(), media_type.as_str()), ("401", "application/json"));
    let error: Envelope = serde_json::from_str(&body).unwrap();
    assert_eq!(error.error.reason, "credentials are missing");
    assert_eq!((error.error.status, error.error.kind.as_str()), (401, "unauthorized"));

    let (status, media_type, body) = get(&url, "/things/1", &[]).await;
    assert_eq!((status.as_str(), media_type.as_str()), ("501", "text/plain"));
    assert_eq!(body, "`fetchThing` is not implemented");
}

#[tokio::test]
async fn problem_details_keep_what_is_declared_of_them() {
    let (_, _, url) = shop().await;
    let (status, media_type, body) = put(&url, r#"{"name":1}"#).await;
    assert_eq!((status.as_str(), media_type.as_str()), ("400", "application/problem+json"));
    let details: Details = serde_json::from_str(&body).unwrap();
    assert_eq!((details.r#type.as_str(), details.title.as_str()), ("about:blank", "Bad Request"));
    assert!(details.detail.unwrap().starts_with("body, `/name`: invalid type: integer"), "{body}");
    let problem: Value = serde_json::from_str(&body).unwrap();
    assert_eq!(problem["errors"][0]["pointer"], "#/name");
    // A declared error without a place for a reason gets none.
    let long = format!(r#"{{"name":"{}"}}"#, "x".repeat(100_000));
    let (status, media_type, body) = put(&url, &long).await;
    assert_eq!((status.as_str(), media_type.as_str()), ("413", "application/problem+json"));
    assert!(body.contains("the body has more than"), "{body}");
}

#[tokio::test]
async fn what_may_be_there_once_is_refused_twice() {
    let (_, _, url) = shop().await;
    for (target, headers, place) in [
        ("/things/1?limit=1&limit=1", &[][..], "query, `limit`"),
        ("/things/1?json={}&json={}", &[], "query, `json`"),
        ("/things/1?joined=a,b&joined=c", &[], "query, `joined`"),
        ("/things/1", &["X-Once: a", "X-Once: b"], "header, `X-Once`"),
        ("/things/1", &["Cookie: once=a; once=b"], "cookie, `once`"),
        ("/things/1", &["Cookie: once=a", "Cookie: once=b"], "cookie, `once`"),
    ] {
        let (status, _, body) = get(&url, target, headers).await;
        assert_eq!(status, "400", "{target} {headers:?}: {body}");
        let reason = format!("{place}: there several times");
        assert!(body.contains(&reason), "{target} {headers:?}: {body}");
    }
    let (status, _, body) = get(&url, "/things/1?limit=1&joined=a,b", &["X-Once: a"]).await;
    assert_eq!(status, "501", "{body}");
    let both = get(&url, "/items/1?tag=a&tag=b", &["X-Trace: 1", "X-Trace: 2"]).await;
    assert_eq!(both.0, "200", "lists may be there several times: {both:?}");
}

#[tokio::test]
async fn a_path_is_percent_encoded() {
    let (_, _, url) = shop().await;
    for target in ["/things/%zz", "/things/a%2", "/things/%", "/nowhere/%zz"] {
        let (status, media_type, body) = get(&url, target, &[]).await;
        assert_eq!(status, "400", "{target}: {body}");
        let declared = media_type == "application/vnd.shop+json";
        assert_eq!(declared, target.starts_with("/things"), "{media_type}");
        assert!(body.contains("two hexadecimal digits"), "{body}");
    }
    let (status, _, body) = get(&url, "/things/%2F%C3%A9", &[]).await;
    assert_eq!(status, "501", "{body}");
}

#[tokio::test]
async fn null_stands_for_nothing_but_itself() {
    let (_, _, url) = shop().await;
    for (body, pointer) in [
        (r#"{"name":"a","note":null}"#, "#/note"),
        (r#"{"name":"a","labels":null}"#, "#/labels"),
        (r#"{"name":"a","inner":{"name":"b","note":null}}"#, "#/inner/note"),
        (r#"{"name":null}"#, "#/name"),
    ] {
        let (status, _, refusal) = put(&url, body).await;
        assert_eq!(status, "400", "{body}: {refusal}");
        let refusal: Value = serde_json::from_str(&refusal).unwrap();
        assert_eq!(refusal["errors"][0]["pointer"], pointer, "{body}");
        let detail = refusal["errors"][0]["detail"].as_str().unwrap();
        assert!(detail.starts_with("invalid type: null, expected "), "{detail}");
    }
    let (status, _, body) = put(&url, r#"{"name":"a","tag":null,"inner":{"name":"b"}}"#).await;
    assert_eq!(status, "501", "{body}");
}

/// A refusal contains no value or name of the caller, wherever it is in a request.
#[tokio::test]
async fn nothing_of_a_request_is_repeated() {
    const SECRET: &str = "hunter2";
    let (_, _, url) = shop().await;
    let sent = |text: &str| text.replace("SECRET", SECRET);
    for body in [
        r#"{"name":"a","labels":{"SECRET":"SECRET"}}"#,
        r#"{"name":"a","labels":{"SECRET":{"SECRET":1}}}"#,
        r#"{"name":"a","colours":{"SECRET":"SECRET"}}"#,
        r#"{"name":"a","inner":{"SECRET":"SECRET"}}"#,
        r#"{"name":["SECRET"]}"#,
        r#"{"name":{"SECRET":1}}"#,
        r#"{"SECRET":1}"#,
        r#"{"SECRET"}"#,
        r#"{"name":SECRET}"#,
        r#"SECRET"#,
        r#""SECRET""#,
    ] {
        let (status, _, refusal) = put(&url, &sent(body)).await;
        assert_eq!(status, "400", "{body}: {refusal}");
        assert!(!refusal.contains(SECRET), "{body}: {refusal}");
    }
    for (line, headers) in [
        ("GET /SECRET", &[][..]),
        ("GET /SECRET/%zz", &[]),
        ("GET /things/SECRET?limit=SECRET", &[]),
        ("GET /things/SECRET?json=SECRET", &[]),
        ("GET /things/SECRET?json={\"SECRET\":1&limit=x", &[]),
        ("GET /things/SECRET?limit=1&limit=SECRET", &["X-Once: SECRET", "X-Once: b"]),
        ("GET /items/SECRET", &["X-Trace: SECRET"]),
        ("GET /items/1?filter[SECRET][least]=SECRET&filter[least]=SECRET", &[]),
        ("GET /items/1?filter[colour]=SECRET", &[]),
        ("GET /items/1?SECRET=1&verbose=SECRET", &["Cookie: SECRET=SECRET"]),
        ("SECRET /items/1", &[]),
        ("GET /things/1?limit=SECRET", &["Accept: text/SECRET"]),
        ("PUT /things/1", &["Content-Type: text/SECRET", "Content-Length: 9"]),
        ("GET /items", &["Authorization: SECRET SECRET"]),
    ] {
        let mut headers: Vec<String> = headers.iter().map(|text| sent(text)).collect();
        headers.push(KEY.to_owned());
        let headers: Vec<&str> = headers.iter().map(String::as_str).collect();
        let (status, _, refusal) = refused(&url, request(&sent(line), &headers, "")).await;
        assert!(status.starts_with('4'), "{line}: {status} {refusal}");
        assert!(!refusal.contains(SECRET), "{line}: {refusal}");
    }
    let (status, _, refusal) = refused(
        &url,
        request(
            "POST /items",
            &["Authorization: Basic YW5uOm9wZW4gc2VzYW1l", "Content-Type: multipart/form-data; boundary=B"],
            &sent("--B\r\nContent-Disposition: form-data; name=\"SECRET\"\r\n\r\nSECRET\r\n--B\r\nContent-Disposition: form-data; name=\"item\"\r\n\r\n{\"name\":SECRET}\r\n--B--"),
        ),
    )
    .await;
    assert_eq!(status, "400", "{refusal}");
    assert!(!refusal.contains(SECRET), "{refusal}");
}
