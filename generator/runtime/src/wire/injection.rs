//! Can text, of a caller or of a response, become another header or another request?

use super::ClientBuilder;
use crate::runtime::body::Body;
use crate::runtime::download::Downloader;
use crate::runtime::error::Error;
use crate::runtime::multipart::{File, Multipart};
use crate::runtime::operation::Operation;
use crate::runtime::page::{Paged, Pager, Received};
use crate::runtime::request::Request;
use crate::runtime::response::Response;
use crate::runtime::retry::Retries;
use crate::runtime::style::Style;
use crate::runtime::writer::Writer;
use bytes::Bytes;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};

/// Texts that end a line, a header, a request, a URL, a quoted name or a C string.
const TEXTS: [&str; 16] = [
    "a\r\nX-Injected: 1",
    "a\nX-Injected: 1",
    "a\rX-Injected: 1",
    "a\r\n\r\nGET /injected HTTP/1.1\r\nX-Injected: 1\r\n\r\n",
    "\r\n X-Injected: 1",
    "a HTTP/1.1\r\nX-Injected: 1\r\nA:",
    "a\0b",
    "\0",
    "a\u{7f}",
    "a\u{1b}[2J",
    "a\u{85}X-Injected: 1",
    "a\u{2028}X-Injected: 1",
    "\"\r\nX-Injected: 1",
    "\";\r\nX-Injected: 1\r\n\r\n",
    "%0d%0aX-Injected:%201",
    "嘊嘍X-Injected: 1",
];

/// Keeps every byte of each request, and responds with an empty object.
fn recorder() -> (String, Arc<Mutex<Vec<Vec<u8>>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let seen = Arc::new(Mutex::new(Vec::new()));
    let record = Arc::clone(&seen);
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            // With whatever comes beside the request, as it would come at once.
            let mut bytes = Vec::new();
            let mut buffer = [0; 4096];
            while !is_whole(&bytes) {
                match stream.read(&mut buffer) {
                    Ok(count @ 1..) => bytes.extend_from_slice(&buffer[..count]),
                    _ => break,
                }
            }
            record.lock().unwrap().push(bytes);
            let response = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}";
            let _ = stream.write_all(response);
        }
    });
    (url, seen)
}

/// Whether a request has its head, and as much of a body as it says.
fn is_whole(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let Some((head, _)) = text.split_once("\r\n\r\n") else {
        return false;
    };
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length: "));
    let end = bytes.windows(4).position(|end| end == b"\r\n\r\n");
    let length: usize = length.map_or(0, |length| length.parse().unwrap());
    end.is_some_and(|end| bytes.len() >= end + 4 + length)
}

/// A call with text in one place.
struct With<'a>(&'a str, fn(&mut Writer, &str));

impl Request for With<'_> {
    type Output = Bytes;

    const OPERATION: &'static Operation = &Operation {
        id: "op",
        method: "POST",
        path: "/a/{id}",
        accept: "application/json",
        security: &[],
        errors: &[],
    };

    fn write(&self, to: &mut Writer) {
        to.path("id", &"x");
        (self.1)(to, self.0);
    }

    fn read(response: &Response) -> Result<Bytes, Error> {
        Ok(response.bytes().clone())
    }
}

type Place = (&'static str, fn(&mut Writer, &str));

const PLACES: &[Place] = &[
    ("path", |to, text| to.path("id", &text)),
    ("reserved path", |to, text| {
        to.path_as("id", Style::SIMPLE.reserved(), &text);
    }),
    ("query", |to, text| to.query("q", &text)),
    ("reserved query", |to, text| {
        to.query_as("q", Style::FORM.reserved(), &text);
    }),
    ("properties of a query", |to, text| {
        to.query_as("q", Style::DEEP_OBJECT, &properties(text));
    }),
    ("header", |to, text| to.header("X-Own", &text)),
    ("properties of a header", |to, text| {
        to.header_as("X-Own", Style::SIMPLE.explode(true), &properties(text));
    }),
    ("cookie", |to, text| to.cookie("c", &text)),
    ("reserved cookie", |to, text| {
        to.cookie_as("c", Style::FORM.reserved(), &text);
    }),
    ("properties of a cookie", |to, text| {
        to.cookie("c", &properties(text));
    }),
    ("form", |to, text| to.form("f", &text)),
    ("properties of a form", |to, text| {
        to.whole_form(&properties(text));
    }),
    ("media type", |to, text| {
        to.bytes(text.to_owned(), Body::from("x"));
    }),
    ("name of a part", |to, text| {
        parts(to, Multipart::new().text(text, "x"));
    }),
    ("name of a file", |to, text| {
        parts(to, Multipart::new().file("f", File::new("x").name(text)));
    }),
    ("media type of a part", |to, text| {
        let file = File::new("x").content_type(text);
        parts(to, Multipart::new().file("f", file));
    }),
    ("header of a part", |to, text| {
        let file = File::new("x").header("X-Part", text);
        parts(to, Multipart::new().file("f", file));
    }),
    ("name of a header of a part", |to, text| {
        parts(
            to,
            Multipart::new().file("f", File::new("x").header(text, "x")),
        );
    }),
];

fn parts(to: &mut Writer, parts: Multipart) {
    to.multipart("multipart/form-data", &parts);
}

/// An object with the text as its key and as its value.
struct Properties(String);

fn properties(text: &str) -> Properties {
    Properties(text.to_owned())
}

impl crate::runtime::parameter::Parameter for Properties {
    fn parts(&self) -> crate::runtime::parameter::Parts<'_> {
        use crate::runtime::parameter::Parts;
        Parts::Object(vec![(self.0.as_str().into(), Parts::text(&self.0))])
    }
}

/// What a request must not hold, with its lines distinguished as the most careless server does.
fn is_clean(request: &[u8]) -> bool {
    let text = String::from_utf8_lossy(request);
    let head = text.split("\r\n\r\n").next().unwrap_or_default();
    let mut lines = text.split(['\r', '\n']);
    let injected = |line: &str| {
        let line = line.trim_start().to_ascii_lowercase();
        line.starts_with("x-injected") || line.starts_with("get /injected")
    };
    let control = |c: char| c.is_ascii_control() && !matches!(c, '\r' | '\n' | '\t');
    !lines.any(injected) && !head.contains(control)
}

#[tokio::test]
async fn no_argument_becomes_a_header_or_a_request() {
    let (url, seen) = recorder();
    let builder = ClientBuilder::new().base_url(&url).retries(Retries::none());
    let caller = builder.build().unwrap().caller;
    let mut sent = 0;
    for (place, write) in PLACES {
        for text in TEXTS {
            let result = crate::runtime::caller::Caller::call(&caller, &With(text, *write)).await;
            match result {
                Ok(_) => sent += 1,
                Err(error) => {
                    let refused = error.is_invalid_request() && !error.request_sent();
                    assert!(refused, "{place}: {text:?}: {error}");
                }
            }
        }
        let seen = seen.lock().unwrap();
        assert_eq!(seen.len(), sent, "{place}: one request for each call");
        for request in seen.iter() {
            let shown = String::from_utf8_lossy(request);
            assert!(is_clean(request), "{place}: {shown}");
        }
    }
    assert!(sent > 100, "most places encode what they are given: {sent}");
}

#[tokio::test]
async fn no_part_of_a_client_becomes_a_header_or_another_host() {
    let (url, seen) = recorder();
    let mut sent = 0;
    for text in TEXTS {
        let builder = || ClientBuilder::new().retries(Retries::none());
        let clients = [
            builder().base_url(format!("{url}/{text}")),
            builder().base_url(format!("{url}{text}")),
            builder().base_url(format!("{text}{url}")),
            builder().base_url(&url).user_agent(text),
            builder().base_url(&url).header("X-Own", text),
            builder().base_url(&url).header(text, "x"),
            builder().base_url(&url).request_id(text),
            builder().base_url(&url).idempotency_key(text),
        ];
        for client in clients {
            let Ok(client) = client.build() else {
                continue;
            };
            let call = With("x", |to, text| to.query("q", &text));
            match crate::runtime::caller::Caller::call(&client.caller, &call).await {
                Ok(_) => sent += 1,
                Err(error) => assert!(!error.request_sent(), "{text:?}: {error}"),
            }
        }
        let caller = builder().base_url(&url).build().unwrap().caller;
        let call = With("x", |to, text| to.query("q", &text));
        match caller.download(&call, text).await {
            Ok(_) => sent += 1,
            Err(error) => assert!(!error.request_sent(), "{text:?}: {error}"),
        }
    }
    let seen = seen.lock().unwrap();
    assert_eq!(seen.len(), sent);
    assert!(seen.iter().all(|request| is_clean(request)));
    assert!(sent > 10, "{sent}");
}

#[test]
fn what_says_how_long_a_body_is_is_not_for_callers() {
    for name in ["Content-Length", "transfer-encoding"] {
        let builder = || ClientBuilder::new().base_url("http://h");
        for builder in [
            builder().header(name, "1"),
            builder().request_id(name),
            builder().idempotency_key(name),
        ] {
            assert!(builder.build().err().unwrap().is_configuration(), "{name}");
        }
    }
}

/// Pages that lead wherever the query says.
struct Walk<'a, const REBASE: bool>(&'a str);

impl<const REBASE: bool> Request for Walk<'_, REBASE> {
    type Output = ();

    const OPERATION: &'static Operation = &Operation {
        id: "walk",
        method: "GET",
        path: "/pages",
        accept: "application/json",
        security: &[],
        errors: &[],
    };

    fn write(&self, to: &mut Writer) {
        to.query("next", &self.0);
    }

    fn read(_: &Response) -> Result<(), Error> {
        Ok(())
    }
}

impl<const REBASE: bool> Paged for Walk<'_, REBASE> {
    type Item = ();
    const REBASE: bool = REBASE;

    fn next(_: &(), received: &Received<'_>) -> Option<String> {
        let link = received.query("next")?;
        let mut bytes = Vec::new();
        let mut rest = link.bytes();
        while let Some(byte) = rest.next() {
            bytes.push(match byte {
                b'%' => {
                    let digits = [rest.next()?, rest.next()?];
                    u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?
                }
                byte => byte,
            });
        }
        String::from_utf8(bytes).ok()
    }

    fn items((): ()) -> Vec<()> {
        vec![()]
    }
}

#[tokio::test]
async fn no_link_of_a_response_becomes_a_header_or_leads_away() {
    let (url, seen) = recorder();
    let builder = ClientBuilder::new().base_url(&url).retries(Retries::none());
    let caller = builder.build().unwrap().caller;
    let (mut first, mut followed) = (0, 0);
    let host = url.trim_start_matches("http://");
    for text in TEXTS {
        for link in [
            text.to_owned(),
            format!("/{text}"),
            format!("?a={text}"),
            format!("//{text}/"),
            format!("//{host}{text}"),
            format!("{url}/{text}"),
            format!("{url}{text}"),
            format!("http://{text}@{host}/"),
            format!("//{host}@evil.invalid/{text}"),
            format!("/\\evil.invalid/{text}"),
            format!("\\\\evil.invalid/{text}"),
        ] {
            let mut pages = caller.pages(&Walk::<false>(&link));
            pages.try_next().await.unwrap();
            first += 1;
            match pages.try_next().await {
                Ok(Some(())) => followed += 1,
                Ok(None) => {}
                Err(error) => assert!(error.is_foreign_link(), "{link:?}: {error}"),
            }
            let mut rebased = caller.pages(&Walk::<true>(&link));
            rebased.try_next().await.unwrap();
            first += 1;
            match rebased.try_next().await {
                Ok(Some(())) => followed += 1,
                Ok(None) => {}
                Err(error) => assert!(error.is_foreign_link(), "{link:?}: {error}"),
            }
        }
    }
    let seen = seen.lock().unwrap();
    assert_eq!(seen.len(), first + followed);
    for request in seen.iter() {
        let shown = String::from_utf8_lossy(request);
        assert!(is_clean(request), "{shown}");
        assert!(shown.contains(&format!("host: {host}\r\n")), "{shown}");
    }
}

#[tokio::test]
async fn a_link_to_another_host_is_followed_on_the_base_url_if_that_is_configured() {
    let (url, seen) = recorder();
    let builder = ClientBuilder::new().base_url(&url).retries(Retries::none());
    let caller = builder.build().unwrap().caller;
    let link = "https://user:pw@api.example/pages?page=2";
    let mut pages = caller.pages(&Walk::<false>(link));
    pages.try_next().await.unwrap();
    let error = pages.try_next().await.unwrap_err();
    assert!(error.is_foreign_link());
    assert!(error.to_string().contains("`rebase = true`"), "{error}");
    assert_eq!(seen.lock().unwrap().len(), 1);

    let mut pages = caller.pages(&Walk::<true>(link));
    pages.try_next().await.unwrap();
    assert!(pages.try_next().await.unwrap().is_some());
    let seen = seen.lock().unwrap();
    let last = String::from_utf8_lossy(seen.last().unwrap());
    assert!(last.starts_with("GET /pages?page=2 HTTP/1.1\r\n"), "{last}");
    assert!(!last.contains("pw"), "{last}");
}
