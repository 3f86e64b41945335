//! Responses of `bindery mock` to requests written by hand, including malformed ones.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test fails by panicking"
)]

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// The program, playing the shop, until the test ends.
struct Played {
    child: Child,
    address: String,
}

/// A response as it came.
#[derive(Debug)]
struct Response {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Response {
    fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(':'));
        lines
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.trim())
    }

    fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

impl Played {
    fn start(arguments: &[&str]) -> Self {
        let shop = Path::new(env!("CARGO_MANIFEST_DIR")).join("../mock/tests/documents/shop.yaml");
        let mut child = Command::new(env!("CARGO_BIN_EXE_bindery"))
            .arg("mock")
            .arg(shop)
            .args(["--port", "0"])
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        out.read_line(&mut line).unwrap();
        let address = line.strip_prefix("http://").unwrap();
        let address = address.split(' ').next().unwrap().to_owned();
        Self { child, address }
    }

    /// Sends these bytes and reads until the connection is closed; `None` if it is reset.
    fn raw(&self, bytes: &[u8]) -> Vec<u8> {
        self.exchange(bytes, false)
    }

    /// The same, `and_leave`: the caller says that nothing more will come.
    fn exchange(&self, bytes: &[u8], and_leave: bool) -> Vec<u8> {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(20)))
            .unwrap();
        let _ = stream.write_all(bytes);
        if and_leave {
            let _ = stream.shutdown(Shutdown::Write);
        }
        let mut response = Vec::new();
        let _ = stream.read_to_end(&mut response);
        response
    }

    /// Sends a request with these headers, beside those that every request has.
    fn ask(&self, method: &str, target: &str, headers: &[&str], body: &str) -> Response {
        let mut head = format!("{method} {target} HTTP/1.1\r\nHost: {}\r\n", self.address);
        for header in headers {
            head.push_str(header);
            head.push_str("\r\n");
        }
        if !body.is_empty() {
            head.push_str(&format!("Content-Length: {}\r\n", body.len()));
        }
        let request = format!("{head}Connection: close\r\n\r\n{body}");
        let response = self.raw(request.as_bytes());
        let end = response
            .windows(4)
            .position(|bytes| bytes == b"\r\n\r\n")
            .unwrap_or_else(|| panic!("no response to {request}"));
        let head = String::from_utf8(response[..end].to_vec()).unwrap();
        Response {
            status: head[9..12].parse().unwrap(),
            body: response[end + 4..].to_vec(),
            head,
        }
    }

    fn get(&self, target: &str) -> Response {
        self.ask("GET", target, &[KEY], "")
    }

    fn send(&self, method: &str, target: &str, body: &str) -> Response {
        self.ask(method, target, &[KEY, JSON], body)
    }
}

impl Drop for Played {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

const KEY: &str = "X-Key: k";
const JSON: &str = "Content-Type: application/json";
const ORDER: &str = r#"{"lines": [{"article": "pen", "count": 2}], "note": "soon"}"#;

#[test]
fn resources_live_as_long_as_they_should() {
    let shop = Played::start(&[]);
    // Nothing was created, so the response is invented.
    assert_eq!(shop.get("/orders/5").json()["id"], 5);
    assert_eq!(shop.get("/orders").json()["total"], 1);

    for number in 1..=5 {
        let created = shop.send("POST", "/api/v2/orders", ORDER);
        assert_eq!(created.status, 201, "{created:?}");
        assert_eq!(created.json()["id"], number);
        assert_eq!(created.json()["note"], "soon");
        let location = format!("/api/v2/orders/{number}");
        assert_eq!(created.header("location"), Some(location.as_str()));
    }
    // The document is in force with the base path of its server and without.
    let fetched = shop.get("/orders/3");
    assert_eq!(
        fetched.json()["lines"],
        json!([{"article": "pen", "count": 2}])
    );
    assert_eq!(shop.get("/orders/6").status, 404);
    assert_eq!(shop.send("PATCH", "/orders/6", "").status, 404);

    let page = |query: &str| {
        let page = shop.get(&format!("/orders?{query}")).json();
        let orders = page["orders"].as_array().unwrap().iter();
        let ids: Vec<u64> = orders.map(|order| order["id"].as_u64().unwrap()).collect();
        (ids, page["total"].as_u64().unwrap())
    };
    assert_eq!(page(""), (vec![1, 2], 5));
    assert_eq!(page("limit=3&offset=3"), (vec![4, 5], 5));
    assert_eq!(page("offset=9"), (vec![], 5));

    let patch = |body: &str| {
        let headers = [KEY, "Content-Type: application/merge-patch+json"];
        shop.ask("PATCH", "/orders/3", &headers, body)
    };
    assert_eq!(patch(r#"{"note": "late"}"#).json()["note"], "late");
    assert_eq!(shop.get("/orders/3").json()["note"], "late");
    assert_eq!(patch(r#"{"note": null}"#).status, 200);
    let replaced = shop.send(
        "PUT",
        "/orders/3",
        r#"{"lines": [{"article": "ink", "count": 1}]}"#,
    );
    assert_eq!(replaced.json()["lines"][0]["article"], "ink");
    assert_eq!(shop.get("/orders/3").json()["lines"][0]["article"], "ink");

    let deleted = shop.ask("DELETE", "/orders/3", &[KEY], "");
    assert_eq!((deleted.status, deleted.body.len()), (204, 0));
    let gone = shop.get("/orders/3");
    assert_eq!(gone.status, 404);
    assert_eq!(
        gone.header("content-type"),
        Some("application/problem+json")
    );
    assert_eq!(gone.json()["status"], 404);
    assert_eq!(gone.json()["detail"], "`/orders/3` was deleted");
    assert_eq!(page("limit=3"), (vec![1, 2, 4], 4));
    assert_eq!(shop.send("PUT", "/orders/3", ORDER).status, 200);
    assert_eq!(page("limit=3&offset=3"), (vec![5, 3], 5));

    let settings = r#"{"colour": "red", "size": 7}"#;
    assert_eq!(shop.send("PUT", "/settings", settings).status, 200);
    assert_eq!(
        shop.get("/settings").json(),
        json!({"colour": "red", "size": 7})
    );
}

#[test]
fn nothing_is_kept_where_nothing_is_to_be_kept() {
    let shop = Played::start(&["--stateless"]);
    assert_eq!(shop.send("POST", "/orders", ORDER).status, 201);
    assert_eq!(shop.ask("DELETE", "/orders/3", &[KEY], "").status, 204);
    assert_eq!(shop.get("/orders/3").status, 200);
}

#[test]
fn what_the_document_does_not_allow_is_refused() {
    let shop = Played::start(&[]);
    let form = "Content-Type: application/x-www-form-urlencoded";
    let parts = "Content-Type: multipart/form-data; boundary=x";
    let part = |name: &str, text: &str| {
        format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n")
    };
    let line = part("lines", r#"{"article": "pen", "count": 2}"#);
    let invoice = "--x\r\nContent-Disposition: form-data; name=\"invoice\"; filename=\"i.pdf\"\r\n\r\n\u{7f}\r\n";
    let good = format!("{line}{invoice}--x--\r\n");
    let no_invoice = format!("{line}--x--\r\n");
    let long = "a".repeat(17 << 20);
    for (method, target, headers, body, status, reason) in [
        (
            "GET",
            "/nowhere",
            &[KEY][..],
            "",
            404,
            "no document has the path `/nowhere`",
        ),
        ("GET", "/orders", &[], "", 401, "`key` (the header `X-Key`)"),
        ("GET", "/orders", &["Authorization: Bearer t"], "", 200, ""),
        (
            "GET",
            "/orders",
            &["Authorization: Basic t"],
            "",
            401,
            "OAuth 2",
        ),
        (
            "DELETE",
            "/orders",
            &[KEY],
            "",
            405,
            "GET, HEAD, OPTIONS, POST",
        ),
        ("OPTIONS", "/orders", &[], "", 204, ""),
        ("HEAD", "/orders", &[KEY], "", 200, ""),
        (
            "GET",
            "/orders?limit=4",
            &[KEY],
            "",
            400,
            "the query parameter `limit` is 4, and `maximum` is 3",
        ),
        (
            "GET",
            "/orders?limit=x",
            &[KEY],
            "",
            400,
            "the query parameter `limit` is a string \"x\", and should be a whole number",
        ),
        ("GET", "/orders?state=open%7Cpaid", &[KEY], "", 200, ""),
        (
            "GET",
            "/orders?state=open%7Csent",
            &[KEY],
            "",
            400,
            "`1` is none of the values of `enum`: \"sent\"",
        ),
        ("GET", "/orders?filter%5Bmin%5D=1.5", &[KEY], "", 200, ""),
        (
            "GET",
            "/orders?filter%5Bmin%5D=low",
            &[KEY],
            "",
            400,
            "the query parameter `filter`: `min` is a string",
        ),
        (
            "GET",
            "/orders",
            &[KEY, "X-Trace: 7"],
            "",
            400,
            "the header parameter `X-Trace` is not of the format `uuid`",
        ),
        (
            "GET",
            "/orders/0",
            &[KEY],
            "",
            400,
            "the path parameter `order_id` is 0, and `minimum` is 1",
        ),
        (
            "GET",
            "/orders",
            &[KEY, "Accept: image/png"],
            "",
            406,
            "application/json, text/csv",
        ),
        (
            "GET",
            "/orders",
            &[KEY, "Prefer: code=9"],
            "",
            400,
            "none of 200 to 599",
        ),
        (
            "GET",
            "/orders/1",
            &[KEY, "Prefer: example=small"],
            "",
            400,
            "there is no example `small`",
        ),
        (
            "GET",
            "/orders",
            &[KEY, "X-Bindery-Delay: soon"],
            "",
            400,
            "`soon` is no time",
        ),
        (
            "GET",
            "/orders",
            &[KEY, "X-Bindery-Fault: soon"],
            "",
            400,
            "`soon` is not a fault",
        ),
        (
            "POST",
            "/orders",
            &[KEY],
            "",
            400,
            "the request has no body, and one is required",
        ),
        (
            "POST",
            "/orders",
            &[KEY],
            ORDER,
            415,
            "the body has no `Content-Type`",
        ),
        (
            "POST",
            "/orders",
            &[KEY, "Content-Type: text/plain"],
            ORDER,
            415,
            "the body is of the media type `text/plain`",
        ),
        (
            "POST",
            "/orders",
            &[KEY, JSON],
            "{",
            400,
            "the body is no JSON",
        ),
        (
            "POST",
            "/orders",
            &[KEY, JSON],
            "{}",
            400,
            "the body lacks `lines`, which is required",
        ),
        (
            "POST",
            "/orders",
            &[KEY, JSON],
            r#"{"lines": []}"#,
            400,
            "in the body, `lines` has 0 elements",
        ),
        (
            "POST",
            "/orders",
            &[KEY, JSON],
            r#"{"lines": [{"article": "", "count": 1}]}"#,
            400,
            "`lines.0.article` has 0 characters",
        ),
        (
            "POST",
            "/orders",
            &[KEY, JSON],
            r#"{"lines": [{"article": "a", "count": 1, "b": 1}]}"#,
            400,
            "`lines.0.b` is no property",
        ),
        (
            "POST",
            "/orders",
            &[KEY, form],
            "lines%5B0%5D%5Barticle%5D=pen&lines%5B0%5D%5Bcount%5D=2",
            201,
            "",
        ),
        (
            "POST",
            "/orders",
            &[KEY, form],
            "lines%5B0%5D%5Barticle%5D=pen",
            400,
            "`lines.0` lacks `count`",
        ),
        (
            "POST",
            "/orders",
            &[KEY, form],
            "lines%5B0%5D%5Barticle%5D=pen&lines%5B0%5D%5Bcount%5D=2&state=lost",
            400,
            "is none of the values of `enum`",
        ),
        ("POST", "/orders", &[KEY, parts], good.as_str(), 201, ""),
        (
            "POST",
            "/orders",
            &[KEY, parts],
            no_invoice.as_str(),
            400,
            "the body lacks `invoice`",
        ),
        (
            "POST",
            "/orders",
            &[KEY, parts],
            "--x",
            400,
            "the body cannot be taken apart",
        ),
        (
            "POST",
            "/orders",
            &[KEY, JSON],
            long.as_str(),
            413,
            "longer than",
        ),
        ("POST", "/orders/7:pay", &[KEY], "", 202, ""),
        ("GET", "/files/a/b/c.txt", &[], "", 200, ""),
    ] {
        let response = shop.ask(method, target, headers, body);
        let what = format!(
            "{method} {target} {headers:?} {}",
            body.chars().take(90).collect::<String>()
        );
        assert_eq!(response.status, status, "{what}: {response:?}");
        let said = response.header("x-bindery-reason").unwrap_or_default();
        assert!(said.contains(reason), "{what}: {said}");
        match status {
            401 => assert!(response.header("www-authenticate").is_some()),
            405 => assert_eq!(response.header("allow"), Some("GET, HEAD, OPTIONS, POST")),
            415 => assert!(
                response
                    .header("accept")
                    .unwrap()
                    .contains("multipart/form-data")
            ),
            _ => {}
        }
        let of_create = method == "POST" && status == 400 && target == "/orders";
        if of_create {
            assert_eq!(
                response.header("content-type"),
                Some("application/vnd.shop+json")
            );
            let error = &response.json()["error"];
            assert_eq!(error["code"], "invalid");
            assert!(error["message"].as_str().unwrap().contains(reason));
        } else if status >= 400 {
            assert_eq!(
                response.header("content-type"),
                Some("application/problem+json")
            );
        }
    }
}

#[test]
fn everything_is_taken_where_nothing_is_to_be_judged() {
    let shop = Played::start(&["--no-validate"]);
    assert_eq!(shop.ask("GET", "/orders?limit=x", &[], "").status, 200);
    assert_eq!(shop.ask("POST", "/orders", &[], "{").status, 201);
    assert_eq!(shop.ask("GET", "/nowhere", &[], "").status, 404);
}

#[test]
fn responses_are_as_requested() {
    let shop = Played::start(&[]);
    let listed = shop.get("/orders");
    assert_eq!(listed.header("x-rate-limit"), Some("10"));
    assert_eq!(listed.body, shop.get("/orders").body);
    let csv = shop.ask("GET", "/orders", &[KEY, "Accept: text/csv, */*;q=0.1"], "");
    assert_eq!(csv.text(), "id,state\n1,open\n");
    // The examples' id gives way to the one that was asked for.
    let large = shop.ask("GET", "/orders/7", &[KEY, "Prefer: example=large"], "");
    assert_eq!(large.json()["lines"][0]["article"], "piano");
    assert_eq!(large.json()["id"], 7);
    let missing = shop.ask("GET", "/orders/7", &[KEY, "Prefer: code=404"], "");
    assert_eq!(missing.status, 404);
    assert!(missing.json()["title"].is_string());
    assert_eq!(
        shop.ask("GET", "/orders", &[KEY, "Prefer: code=418"], "")
            .status,
        418
    );
    let head = shop.ask("HEAD", "/orders", &[KEY], "");
    let length = listed.body.len().to_string();
    assert_eq!(head.header("content-length"), Some(length.as_str()));
    assert!(head.body.is_empty());

    let events = shop.get("/events");
    assert_eq!(events.header("content-type"), Some("text/event-stream"));
    let events = events.text();
    assert_eq!(
        events.matches("event: order\ndata: {").count(),
        3,
        "{events}"
    );
    let lines = shop
        .ask("GET", "/events", &["Accept: application/jsonl"], "")
        .text();
    for line in lines.lines() {
        assert!(serde_json::from_str::<Value>(line).unwrap()["article"].is_string());
    }
    assert_eq!(lines.lines().count(), 3);
    let other = Played::start(&["--seed", "7"]);
    assert_ne!(
        other
            .ask("GET", "/settings", &["Prefer: dynamic=true"], "")
            .body,
        shop.ask("GET", "/settings", &["Prefer: dynamic=true"], "")
            .body
    );
}

#[test]
fn injected_errors_are_as_requested() {
    let shop = Played::start(&[]);
    let with = |problem: &str| {
        let request = format!(
            "GET /settings HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX-Bindery-Fault: {problem}\r\n\r\n"
        );
        shop.raw(request.as_bytes())
    };
    assert!(with("reset").is_empty());
    let garbage = with("garbage");
    assert!(garbage.starts_with(b"HTTP/1.1 200"));
    assert!(std::str::from_utf8(&garbage).is_err());
    let whole = shop.get("/settings").body.len();
    let cut = String::from_utf8(with("truncate")).unwrap();
    let (head, body) = cut.split_once("\r\n\r\n").unwrap();
    assert!(
        head.to_lowercase()
            .contains(&format!("content-length: {whole}"))
    );
    assert!(body.len() < whole);
    assert!(with("502").starts_with(b"HTTP/1.1 502"));
    let started = std::time::Instant::now();
    assert_eq!(
        shop.ask("GET", "/settings", &["X-Bindery-Delay: 50ms"], "")
            .status,
        200
    );
    assert!(started.elapsed() >= Duration::from_millis(50));

    let failing = Played::start(&["--fail", "503:40%", "--seed", "3"]);
    let statuses = || (0..40).map(|_| failing.get("/settings").status);
    let failed = statuses().filter(|status| *status == 503).count();
    assert!((5..35).contains(&failed), "{failed}");
}

#[test]
fn no_request_brings_it_down() {
    let shop = Played::start(&["--no-validate"]);
    let mut odd: Vec<Vec<u8>> = [
        "",
        "\r\n\r\n",
        "GET",
        "GET / HTTP/9.9\r\n\r\n",
        "\0\0\0\0",
        "G\u{e4}T / HTTP/1.1\r\n\r\n",
        "GET http://[::1/orders HTTP/1.1\r\nHost: a\r\n\r\n",
        "CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET * HTTP/1.1\r\nHost: a\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "POST /orders HTTP/1.1\r\nHost: a\r\nContent-Length: 99\r\n\r\n{",
        "POST /orders HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n{",
        "POST /orders HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "POST /orders HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n{}",
    ]
    .iter()
    .map(|text| text.as_bytes().to_vec())
    .collect();
    let deep = "[".repeat(200_000);
    for target in [
        "/orders/%",
        "/orders/%zz%00%ff",
        "/orders/..%2f..",
        "//",
        "/orders//",
        "/orders/-1",
        "/orders/99999999999999999999999999",
        "/orders?limit[]=&limit[a][b][c]=1&filter[][][]=x&[=]",
        "/orders?&&&===&%=%&limit=\u{feff}",
        "/files//////",
        "/:pay",
        "/orders/:pay",
    ] {
        for (kind, body) in [
            ("application/json", deep.as_str()),
            ("application/json", "1e999"),
            ("application/json", "\"\\ud800\""),
            (
                "application/x-www-form-urlencoded",
                "a[b][=&lines[0][0][0]=&=%%%&id=1&lines=[",
            ),
            ("multipart/form-data; boundary=\"", "--\"\r\n\r\n"),
            ("multipart/form-data; boundary=-", "------"),
            (";;;", "\0"),
            ("*/*", "x"),
        ] {
            for method in ["GET", "POST", "PUT", "PATCH", "DELETE", "BREW"] {
                let length = body.len();
                let odd_one = format!(
                    "{method} {target} HTTP/1.1\r\nHost: \"><\r\nContent-Type: {kind}\r\nCookie: =;;=a\r\n\
                     Accept: /,;q=x,*/*;q=NaN\r\nPrefer: =,;example\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{body}"
                );
                // One of each is enough of the large ones.
                if length < 1000 || (method == "POST" && target == "/orders//") {
                    odd.push(odd_one.into_bytes());
                }
            }
        }
    }
    for request in &odd {
        shop.exchange(request, !request.ends_with(b"x"));
    }
    assert_eq!(shop.get("/settings").status, 200);
}

#[cfg(unix)]
#[test]
fn it_ends_when_it_is_asked_to() {
    let mut shop = Played::start(&[]);
    // A response that never comes holds nobody up.
    let mut hanging = TcpStream::connect(&shop.address).unwrap();
    hanging
        .write_all(b"GET /settings HTTP/1.1\r\nHost: a\r\nX-Bindery-Fault: hang\r\n\r\n")
        .unwrap();
    assert_eq!(shop.get("/settings").status, 200);
    let id = shop.child.id().to_string();
    let killed = Command::new("kill").args(["-INT", &id]).status().unwrap();
    assert!(killed.success());
    assert_eq!(shop.child.wait().unwrap().code(), Some(0));
    assert_eq!(hanging.read(&mut [0; 8]).unwrap_or(0), 0);
}

#[test]
fn calls_that_cannot_be_served_are_refused() {
    let shop = Played::start(&[]);
    let port = shop.address.rsplit(':').next().unwrap();
    for (arguments, code, said) in [
        (vec!["no.yaml"], 2, "there is no file `no.yaml`"),
        (
            vec!["shop.yaml", "--port", port],
            1,
            "cannot listen at 127.0.0.1:",
        ),
        (
            vec!["shop.yaml", "--fail", "503:x"],
            2,
            "is no share of all requests",
        ),
        (vec!["shop.yaml", "--delay", "1h"], 2, "is no time"),
        (vec!["shop.yaml", "--host", "shop"], 2, "invalid"),
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_bindery"))
            .arg("mock")
            .args(&arguments)
            .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../mock/tests/documents"))
            .output()
            .unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {err}");
        assert!(err.contains(said), "{arguments:?}: {err}");
    }
}
