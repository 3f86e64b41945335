//! What must be true of everything that reads what a service sends, whatever bytes these are?
//!
//! Each target takes bytes and panics where something is not as it has to be. `cargo fuzz` looks for
//! such bytes for as long as it is let; the tests below try a fixed number. What they have found is
//! among [`FOUND`].
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "an error is found by panicking"
)]

use crate::runtime::base::{Base, resolve, same_origin};
use crate::runtime::framing::{Broken, Format, Frame};
use crate::runtime::lines::{json_lines, json_sequence};
use crate::runtime::page_header;
use crate::runtime::retry_after::retry_after;
use crate::runtime::sse::text_events;
use crate::runtime::template::Arguments;
use crate::runtime::{escape, template};
use bytes::Bytes;
use http::header::{DATE, RETRY_AFTER};
use http::{HeaderMap, HeaderValue, Uri};
use reqwest::Url;
use serde_json::Value;
use std::time::Duration;

/// A name, and what must not panic.
pub type Target = (&'static str, fn(&[u8]));

/// All targets, by name.
pub const TARGETS: &[Target] = &[
    ("frames", frames),
    ("link", link),
    ("retry_after", wait),
    ("resolve", target),
    ("base", base),
    ("path", path),
];

/// The items of a stream are the same however it is cut, and none is larger than the limit allows.
fn frames(data: &[u8]) {
    let Some((&[kind, limit, size], text)) = data.split_first_chunk() else {
        return;
    };
    let limit = usize::from(limit);
    match kind % 3 {
        0 => both(&text_events(), limit, size, text),
        1 => both(&json_lines::<Value>("a/b"), limit, size, text),
        _ => both(&json_sequence::<Value>("a/b"), limit, size, text),
    }
}

fn both<T>(format: &Format<T>, limit: usize, size: u8, text: &[u8]) {
    let (whole, end) = read(format, limit, &mut std::iter::once(text));
    let pieces = text.chunks(usize::from(size % 7) + 1);
    let cut = read(format, limit, &mut pieces.into_iter());
    assert_eq!((&whole, end), (&cut.0, cut.1));
    for frame in &whole {
        // A byte that is no text becomes three.
        let most = limit * 3 + 1;
        assert!(frame.data.len() <= most && frame.event.len() <= most && frame.id.len() <= most);
    }
}

fn read<T>(
    format: &Format<T>,
    limit: usize,
    chunks: &mut dyn Iterator<Item = &[u8]>,
) -> (Vec<Frame>, Option<Broken>) {
    let mut framer = (format.framer)(limit);
    let mut frames = Vec::new();
    let mut ended = false;
    loop {
        match framer.next() {
            Ok(Some(frame)) => {
                // Whatever it is, it is read or refused.
                let _ = (format.read)(frame.clone());
                frames.push(frame);
            }
            Ok(None) if ended => return (frames, None),
            Ok(None) => match chunks.next() {
                Some(chunk) => framer.push(Bytes::copy_from_slice(chunk)),
                None => {
                    framer.end();
                    ended = true;
                }
            },
            Err(broken) => return (frames, Some(broken)),
        }
    }
}

/// A link that is found was written in the header; one that is written first is found, whatever
/// comes behind it.
fn link(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    if let Some(target) = page_header::next(text) {
        assert!(text.contains(&format!("<{target}")) || text.contains(&target));
        assert!(!target.contains('>'));
    }
    let known = format!("</first>; rel=\"next\", {text}");
    assert_eq!(page_header::next(&known).as_deref(), Some("/first"));
}

/// Whatever a service asks for, it is a time or nothing.
fn wait(data: &[u8]) {
    let half = data.len() / 2;
    let mut headers = HeaderMap::new();
    let Ok(value) = HeaderValue::from_bytes(&data[..half]) else {
        return;
    };
    headers.insert(RETRY_AFTER, value);
    let alone = retry_after(&headers);
    if let Ok(date) = HeaderValue::from_bytes(&data[half..]) {
        headers.insert(DATE, date);
    }
    assert_eq!(alone.is_some(), retry_after(&headers).is_some());
    // Adding is where a time that is too long would do harm.
    let _ = alone.and_then(|time| std::time::Instant::now().checked_add(time));
    assert!(alone.is_none_or(|time| time >= Duration::ZERO));
}

/// What is the same origin to us is so to what sends the request, which reads URLs by other rules.
fn target(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let (from, link) = text
        .split_once('\n')
        .unwrap_or(("http://a.example/b/c?d", text));
    let Ok(from) = from.parse::<Uri>() else {
        return;
    };
    let Some(to) = resolve(&from, link) else {
        return;
    };
    let shown = to.to_string();
    assert!(matches!(to.scheme_str(), Some("http" | "https")), "{shown}");
    assert!(
        !shown.contains(|c: char| c.is_ascii_control() || c == ' '),
        "{shown}"
    );
    if same_origin(&from, &to)
        && let (Ok(from), Ok(to)) = (Url::parse(&from.to_string()), Url::parse(&shown))
    {
        assert_eq!(from.origin(), to.origin(), "{shown}");
        assert!(
            to.username().is_empty() && to.password().is_none(),
            "{shown}"
        );
    }
}

/// A base URL that is taken means to us what it means to what sends the request.
fn base(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let Ok(base) = Base::new(text) else {
        return;
    };
    let Ok(uri) = format!("{}/x", base.as_str()).parse::<Uri>() else {
        return;
    };
    let Ok(url) = Url::parse(&uri.to_string()) else {
        return;
    };
    assert!(
        url.username().is_empty() && url.password().is_none(),
        "{url}"
    );
    assert!(url.query().is_none() && url.fragment().is_none(), "{url}");
    assert!(url.path().ends_with("/x"), "{url}");
    let usual = if url.scheme() == "https" { 443 } else { 80 };
    assert_eq!(
        url.port_or_known_default(),
        Some(uri.port_u16().unwrap_or(usual))
    );
}

/// An argument stays in its segment, and says there what it says.
fn path(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let arguments = argument(&text, escape::component);
    let mut url = String::from("http://h");
    if text.is_empty() || template::fill("/x/{a}/y", &arguments, &mut url).is_err() {
        return;
    }
    let url = Url::parse(&url).unwrap();
    let segments: Vec<_> = url.path_segments().unwrap().collect();
    assert_eq!((segments.len(), segments[0], segments[2]), (3, "x", "y"));
    assert!(url.query().is_none() && url.fragment().is_none());
    assert_eq!(decoded(segments[1]), text.as_bytes());

    let arguments = argument(&text, escape::reserved_path);
    let mut url = String::from("http://h");
    if template::fill("/x/{+a}/y", &arguments, &mut url).is_ok() {
        let url = Url::parse(&url).unwrap();
        let path = url.path();
        assert!(path.starts_with("/x/") && path.ends_with("/y"), "{url}");
        assert!(url.query().is_none() && url.fragment().is_none(), "{url}");
    }
}

fn argument(text: &str, escape: fn(&str, &mut String)) -> Arguments {
    let mut arguments = Arguments::default();
    let write = |to: &mut String| {
        escape(text, to);
        Ok::<_, ()>(())
    };
    arguments.add("a", write).unwrap();
    arguments
}

fn decoded(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let mut digit = || char::from(rest.next().unwrap()).to_digit(16).unwrap();
                u8::try_from(digit() * 16 + digit()).unwrap()
            }
            byte => byte,
        });
    }
    bytes
}

/// Bytes by which an error was found once, with the target.
#[cfg(test)]
const FOUND: &[(&str, &[u8])] = &[("resolve", b"1https://&/\n")];

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::test_runner::{Config, TestRunner};

    /// How many inputs each target gets, unless the environment says otherwise.
    const CASES: u32 = 3_000;

    /// Pieces of what services send, so that inputs come near to what is read.
    const PIECES: &[&str] = &[
        "data: ",
        "data",
        "event:",
        "id: 1",
        "retry: 5",
        ":",
        "\n",
        "\r",
        "\r\n",
        "\u{feff}",
        "\u{1e}",
        "{",
        "}",
        "[",
        "]",
        "\"",
        "\\",
        ",",
        "1",
        "null",
        "é",
        "🦀",
        "<",
        ">",
        ";",
        "rel=",
        "next",
        "rel=\"next\"",
        "anchor=\"#\"",
        " ",
        "\t",
        "/a",
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sunday, ",
        "06-Nov-94",
        "Nov",
        " 6 ",
        "08:49:37",
        "1994",
        "GMT",
        "99999999999999999999",
        "-1",
        "0",
        "http://",
        "https://",
        "//",
        "a.example",
        "@",
        ":80",
        ":443",
        "..",
        ".",
        "%2e",
        "%2F",
        "%",
        "?",
        "#",
        "\\",
        "[::1]",
        "127.1",
        "0x7f",
        "xn--",
        "%00",
        "+",
        "&",
        "=",
        "A.EXAMPLE",
    ];

    fn inputs() -> impl Strategy<Value = Vec<u8>> {
        let piece = prop_oneof![
            8 => proptest::sample::select(PIECES).prop_map(|text| text.as_bytes().to_vec()),
            1 => vec(any::<u8>(), 0..4),
            1 => any::<char>().prop_map(|c| c.to_string().into_bytes()),
        ];
        prop_oneof![
            1 => vec(any::<u8>(), 0..100),
            6 => (vec(any::<u8>(), 0..4), vec(piece, 0..14))
                .prop_map(|(start, pieces)| [start, pieces.concat()].concat()),
        ]
    }

    #[test]
    fn every_input_is_read_as_it_has_to_be() {
        let cases = std::env::var("BINDERY_CASES").ok();
        let cases = cases.and_then(|cases| cases.parse().ok()).unwrap_or(CASES);
        for (name, target) in TARGETS {
            let config = Config {
                cases,
                failure_persistence: None,
                ..Config::default()
            };
            let result = TestRunner::new(config).run(&inputs(), |data| {
                target(&data);
                Ok(())
            });
            result.unwrap_or_else(|problem| panic!("{name}: {problem}"));
        }
        println!("{} targets with {cases} inputs each", TARGETS.len());
    }

    #[test]
    fn found_attacks_are_fixed() {
        for (name, data) in FOUND {
            let (_, target) = TARGETS.iter().find(|(other, _)| other == name).unwrap();
            target(data);
        }
    }

    #[test]
    fn dates_are_those_of_another_implementation() {
        let mut runner = TestRunner::new(Config {
            cases: CASES,
            failure_persistence: None,
            ..Config::default()
        });
        let result = runner.run(&(0..8_000_000_000u64), |seconds| {
            let then = std::time::UNIX_EPOCH + Duration::from_secs(seconds);
            let mut headers = HeaderMap::new();
            let date = |text: &str| HeaderValue::from_str(text).unwrap();
            headers.insert(RETRY_AFTER, date(&httpdate::fmt_http_date(then)));
            headers.insert(DATE, date("Thu, 01 Jan 1970 00:00:00 GMT"));
            prop_assert_eq!(retry_after(&headers), Some(Duration::from_secs(seconds)));
            Ok(())
        });
        result.unwrap();
    }
}
