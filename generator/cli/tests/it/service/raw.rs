//! Responses to requests that no generated client sends.

use crate::shop;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

/// Sends bytes and reads the whole response: head and body, the head without the date.
pub async fn ask(url: &str, request: impl AsRef<[u8]>) -> (String, String) {
    let address = url.strip_prefix("http://").unwrap();
    let mut stream = tokio::net::TcpStream::connect(address).await.unwrap();
    stream.write_all(request.as_ref()).await.unwrap();
    let mut response = Vec::new();
    stream.read_to_end(&mut response).await.unwrap();
    let response = String::from_utf8_lossy(&response);
    let (head, body) = response.split_once("\r\n\r\n").unwrap();
    let lines = head
        .lines()
        .filter(|line| !line.starts_with("date:") && *line != "connection: close");
    (lines.collect::<Vec<_>>().join("\n"), body.to_owned())
}

/// A request with these headers and this body.
pub fn request(line: &str, headers: &[&str], body: &str) -> String {
    let mut text = format!("{line} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n");
    for header in headers {
        text.push_str(&format!("{header}\r\n"));
    }
    if !body.is_empty() {
        text.push_str(&format!("Content-Length: {}\r\n", body.len()));
    }
    text + "\r\n" + body
}

const TOKEN: &str = "Authorization: Bearer t";
pub const JSON: &str = "Content-Type: application/json";

#[tokio::test]
async fn problems_are_reported_with_their_places() {
    let (_, _, url) = shop().await;
    let get = |target: &str| request(&format!("GET {target}"), &["X-Trace: 1, x"], "");
    let (head, body) = ask(&url, get("/items/seven?filter%5Bleast%5D=much&tag=%ff")).await;
    assert!(
        head.starts_with("HTTP/1.1 400 Bad Request\ncontent-type: application/problem+json"),
        "{head}"
    );
    let expected = concat!(
        r#"{"detail":"4 parts of the request are not as described","errors":["#,
        r#"{"detail":"invalid value: text, expected i64","in":"path","name":"id"},"#,
        r#"{"detail":"invalid value: text, expected i64","in":"query","name":"filter"},"#,
        r#"{"detail":"not written in the way that is described","in":"query","name":"tag"},"#,
        r#"{"detail":"invalid value: text, expected i64","in":"header","name":"X-Trace"}],"#,
        r#""status":400,"title":"Bad Request"}"#
    );
    assert_eq!(body, expected);

    let post = |body: &str| request("POST /both", &[BASIC, "X-Key: k", JSON], body);
    let (head, body) = ask(
        &url,
        &post(r#"{"name":"a","price":1,"parts":[{"name":"b"}]}"#),
    )
    .await;
    assert!(head.contains(" 400 "), "{head}");
    assert!(body.contains("\"pointer\":\"#/parts/0\""), "{body}");
    assert!(body.contains("missing field `price`"), "{body}");
    let (_, body) = ask(&url, post("{")).await;
    assert!(
        body.contains("EOF") && body.contains("\"pointer\":\"#\""),
        "{body}"
    );
    let (_, body) = ask(&url, post("")).await;
    assert!(body.contains("\"detail\":\"body: missing\""), "{body}");
    let (head, _) = ask(&url, post(r#"{"name":"a","price":1.0}"#)).await;
    assert!(head.contains(" 200 "), "{head}");
}

#[tokio::test]
async fn values_are_those_of_the_description() {
    let (_, _, url) = shop().await;
    let target = "/items/7?filter[colour]=blue&tag=x";
    let (head, body) = ask(&url, request(&format!("GET {target}"), &[], "")).await;
    assert!(head.contains(" 400 "), "{head}");
    let problem = r#"{"detail":"none of `red`, `green`","in":"query","name":"filter/colour"}"#;
    assert!(body.contains(problem), "{body}");

    let item = r#"{"name":"","price":-1,"colour":"blue","code":"A1","parts":[
        {"name":"b","price":0},{"name":"c","price":0,"colour":"grey"},
        {"name":"d","price":0},{"name":"e","price":0}]}"#;
    let (head, body) = ask(
        &url,
        request("POST /both", &[BASIC, "X-Key: k", JSON], item),
    )
    .await;
    assert!(head.contains(" 400 "), "{head}");
    for (detail, pointer) in [
        ("fewer than 1 characters", "#/name"),
        ("below 0", "#/price"),
        ("none of `red`, `green`", "#/colour"),
        ("none of `red`, `green`", "#/parts/1/colour"),
        ("more than 3 items", "#/parts"),
    ] {
        let problem = format!(r#"{{"detail":"{detail}","in":"body","pointer":"{pointer}"}}"#);
        assert!(body.contains(&problem), "{problem}: {body}");
    }
    assert!(body.contains("^[A-Z]{2}[0-9]{2}$"), "{body}");
    let basic = BASIC;
    let (_, body) = ask(&url, request("GET /items?limit=101", &[basic], "")).await;
    assert!(
        body.contains(r#"{"detail":"above 100","in":"query","name":"limit"}"#),
        "{body}"
    );
    let (_, body) = ask(
        &url,
        &request("POST /both", &[basic, "X-Key: k", JSON], item),
    )
    .await;
    assert!(body.contains("\"pointer\":\"#/parts/1/colour\""), "{body}");
}

#[tokio::test]
async fn paths_and_methods_are_those_of_the_description() {
    let (_, _, url) = shop().await;
    let (head, body) = ask(&url, request("GET /nowhere", &[], "")).await;
    assert!(
        head.starts_with("HTTP/1.1 404 Not Found\ncontent-type: application/problem+json"),
        "{head}"
    );
    assert!(body.contains("there is no such path"), "{body}");
    let (head, _) = ask(&url, request("PATCH /items/7", &[], "")).await;
    assert!(
        head.contains(" 405 ") && head.contains("\nallow: DELETE, GET, HEAD, OPTIONS, PUT"),
        "{head}"
    );
    let (head, body) = ask(&url, request("OPTIONS /items/7", &[], "")).await;
    assert!(
        head.contains(" 204 ") && head.contains("\nallow: DELETE, GET"),
        "{head}"
    );
    assert_eq!(body, "");
    let (head, body) = ask(&url, request("HEAD /items/7", &[], "")).await;
    assert!(
        head.contains(" 200 ") && head.contains("\ncontent-length: 29"),
        "{head}"
    );
    assert_eq!(body, "");
    let (head, _) = ask(&url, request("HEAD /items/404", &[], "")).await;
    assert!(head.contains(" 404 "), "{head}");
}

#[tokio::test]
async fn who_calls_is_asked_first() {
    let (shop, _, url) = shop().await;
    let status = async |line: &str, headers: &[&str]| ask(&url, request(line, headers, "")).await.0;
    let missing = status("DELETE /items/x", &[]).await;
    assert!(
        missing.starts_with("HTTP/1.1 401 Unauthorized"),
        "{missing}"
    );
    assert!(
        missing.contains("\nwww-authenticate: ApiKey in=\"header\", name=\"X-Key\""),
        "{missing}"
    );
    let missing = status("GET /items", &["Authorization: Bearer x"]).await;
    assert!(
        missing.contains("\nwww-authenticate: Basic realm=\"api\", charset=\"UTF-8\""),
        "{missing}"
    );
    // ann:wrong
    let wrong = status("GET /items", &["Authorization: Basic YW5uOndyb25n"]).await;
    assert!(
        wrong.contains(" 401 ") && wrong.contains("\nwww-authenticate: Basic"),
        "{wrong}"
    );
    let weak = status("PUT /items/x", &["Authorization: Bearer weak"]).await;
    assert!(
        weak.contains(" 403 ") && !weak.contains("www-authenticate"),
        "{weak}"
    );
    let both = status("POST /both", &["X-Key: k"]).await;
    assert!(
        both.contains(" 401 ") && both.contains("Basic") && both.contains("ApiKey"),
        "{both}"
    );
    let nobody = status("GET /items/a.json", &[]).await;
    assert!(nobody.contains(" 200 "), "{nobody}");
    assert_eq!(shop.last(), "(None, \"a\")");
}

#[tokio::test]
async fn media_types_and_sizes_are_those_of_the_description() {
    let (shop, _, url) = shop().await;
    let put = |headers: &[&str], body: &str| {
        let headers: Vec<&str> = headers.iter().copied().chain([TOKEN]).collect();
        request("PUT /items/1", &headers, body)
    };
    let item = r#"{"name":"a","price":1}"#;
    let (head, _) = ask(&url, put(&["Content-Type: text/csv"], item)).await;
    assert!(
        head.contains(" 415 ") && head.contains("\naccept: application/json"),
        "{head}"
    );
    let (head, _) = ask(&url, put(&[JSON, "Content-Encoding: gzip"], item)).await;
    assert!(head.contains(" 415 "), "{head}");
    let (head, _) = ask(&url, put(&[JSON, "Accept: text/html"], item)).await;
    assert!(head.contains(" 406 "), "{head}");
    let (head, _) = ask(&url, put(&[], item)).await;
    assert!(
        head.contains(" 200 "),
        "its media type may be omitted: {head}"
    );
    let (head, _) = ask(
        &url,
        &put(&[JSON], &format!("{item}{}", " ".repeat(100_000))),
    )
    .await;
    assert!(head.contains(" 413 "), "{head}");
    let chunked = "PUT /note HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\
                   Authorization: Basic YW5uOm9wZW4gc2VzYW1l\r\nTransfer-Encoding: chunked\r\n\r\n\
                   8\r\n12345678\r\n3\r\n123\r\n0\r\n\r\n";
    assert!(ask(&url, chunked).await.0.contains(" 413 "));
    assert!(
        ask(&url, chunked.replace("3\r\n123", "2\r\n12"))
            .await
            .0
            .contains(" 204 ")
    );
    assert_eq!(shop.last(), "ReplaceNote { body: Some(b\"1234567812\") }");
    let parts = request(
        "POST /items",
        &[
            "Authorization: Basic YW5uOm9wZW4gc2VzYW1l",
            "Content-Type: multipart/form-data; boundary=B",
        ],
        "--B\r\nContent-Disposition: form-data; name=\"item\"\r\n\r\n{}\r\n--B--\r\n",
    );
    let (_, body) = ask(&url, &parts).await;
    assert!(
        body.contains("missing field `name`") && body.contains("\"name\":\"picture\""),
        "{body}"
    );
}

const BASIC: &str = "Authorization: Basic YW5uOm9wZW4gc2VzYW1l";

/// Malicious requests are refused like any others, and the response stays short.
#[tokio::test]
async fn nothing_is_made_of_what_has_no_end() {
    let (_, _, url) = shop().await;
    let post = |body: &str| request("POST /both", &[BASIC, "X-Key: k", JSON], body);
    let part = r#"{"name":"a","price":1,"colour":"grey"}"#;
    let many = vec![part; 2_000].join(",");
    let many = post(&format!(r#"{{"name":"a","price":1,"parts":[{many}]}}"#));
    let (head, body) = ask(&url, many).await;
    assert!(head.contains(" 400 "), "{head}");
    assert!(
        body.contains("many parts of the request are not as described"),
        "{body}"
    );
    assert_eq!(body.matches("\"pointer\"").count(), 100);

    let (head, _) = ask(&url, post(&"[".repeat(90_000))).await;
    assert!(head.contains(" 400 "), "{head}");
    let nested = r#"{"name":"a","price":1,"parts":["#.repeat(1_000);
    let (head, body) = ask(&url, post(&nested)).await;
    assert!(
        head.contains(" 400 ") && body.contains("recursion limit"),
        "{head}\n{body}"
    );

    let headers: String = (0..10_000).map(|it| format!("x{it}:\r\n")).collect();
    let parts = format!("--B\r\n{headers}\r\nx\r\n--B--");
    let media = "Content-Type: multipart/form-data; boundary=B";
    let (head, body) = ask(&url, request("POST /items", &[BASIC, media], &parts)).await;
    assert!(
        head.contains(" 400 ") && body.contains("a part has too many headers"),
        "{head}\n{body}"
    );
    let none = ["Content-Type: multipart/form-data", BASIC];
    let (head, body) = ask(&url, request("POST /items", &none, "x")).await;
    assert!(
        head.contains(" 400 ") && body.contains("names no boundary"),
        "{head}\n{body}"
    );
}

#[tokio::test]
async fn what_is_none_or_ambiguous_is_refused() {
    let (_, _, url) = shop().await;
    let item = r#"{"name":"a","price":1}"#;
    let put = |body: &str| request("PUT /items/1", &[TOKEN, JSON], body);
    let (head, body) = ask(&url, put(&format!("{item} {item}"))).await;
    assert!(
        head.contains(" 400 ") && body.contains("trailing characters"),
        "{head}\n{body}"
    );
    let (_, body) = ask(&url, put(r#"{"name":"a","price":"hunter2"}"#)).await;
    assert!(
        body.contains("invalid type: string, expected f64") && !body.contains("hunter2"),
        "{body}"
    );
    for (percent, status) in [("1.5", " 202 "), ("NaN", " 400 "), ("inf", " 400 ")] {
        let form = "Content-Type: application/x-www-form-urlencoded";
        let body = format!("percent={percent}");
        let (head, _) = ask(
            &url,
            request("POST /items/1:discount", &[BASIC, form], &body),
        )
        .await;
        assert!(head.contains(status), "{percent}: {head}");
    }
    for headers in [
        &[TOKEN, TOKEN][..],
        &["Authorization: Bearer"],
        &["Authorization:"],
        &["Authorization: Bearerx t"],
    ] {
        let (head, _) = ask(&url, request("PUT /items/1", headers, "")).await;
        assert!(head.contains(" 401 "), "{headers:?}: {head}");
    }
    for headers in [&["X-Key: a", "X-Key: b"][..], &["X-Key:"]] {
        let (head, _) = ask(&url, request("DELETE /items/1", headers, "")).await;
        assert!(head.contains(" 401 "), "{headers:?}: {head}");
    }
    let (head, _) = ask(
        &url,
        b"DELETE /items/1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Key: \xff\r\n\r\n",
    )
    .await;
    assert!(head.contains(" 401 "), "{head}");
}
