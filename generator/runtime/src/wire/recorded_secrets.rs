//! Does a recording contain a secret in any spelling?

use super::spelled::{around, mixed, secrets, ways};
use crate::runtime::base64_code;
use crate::runtime::builder::Builder;
use crate::runtime::caller::Caller as _;
use crate::runtime::error::Error;
use crate::runtime::mock::Mock;
use crate::runtime::mock_response::MockResponse;
use crate::runtime::multipart::Multipart;
use crate::runtime::operation::{Api, Credential, Operation, Scheme};
use crate::runtime::recorder::Recorder;
use crate::runtime::request::Request;
use crate::runtime::response::Response;
use crate::runtime::secret::Secret;
use crate::runtime::writer::Writer;
use bytes::Bytes;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

const fn scheme(name: &'static str, credential: Credential) -> Scheme {
    Scheme { name, credential }
}

static API: Api = Api {
    name: "secrets",
    servers: &["https://api.example"],
    user_agent: "test",
    schemes: &[
        scheme("basic", Credential::Basic),
        scheme("bearer", Credential::Bearer),
        scheme("header", Credential::HeaderKey("X-Mine")),
        scheme("query", Credential::QueryKey("the key")),
        scheme("cookie", Credential::CookieKey("sid")),
    ],
};

static SCHEMES: [&[&str]; 5] = [
    &["basic"],
    &["bearer"],
    &["header"],
    &["query"],
    &["cookie"],
];

static ECHO: Operation = Operation {
    id: "echo",
    method: "POST",
    path: "/echo/{id}",
    accept: "",
    security: &SCHEMES,
    errors: &[],
};

/// A call that repeats a secret everywhere.
#[derive(Clone, Debug)]
struct Echo {
    text: String,
    body: Sent,
}

#[derive(Clone, Debug)]
enum Sent {
    Json,
    Form,
    Parts,
    Text,
    Binary,
}

impl Request for Echo {
    type Output = Bytes;

    const OPERATION: &'static Operation = &ECHO;

    fn write(&self, to: &mut Writer) {
        let text = &self.text;
        to.path("id", &format!("x{text}"));
        to.query("q", text);
        match self.body {
            Sent::Json => to.json(&json!({ "echo": text, "password": "x" })),
            Sent::Form => {
                to.form("echo", text);
                to.form("client_secret", &"y");
            }
            Sent::Parts => {
                let parts = Multipart::new().text("echo", text.as_str());
                to.multipart(
                    "multipart/form-data",
                    &parts.file("file", b"\xff\0".as_slice()),
                );
            }
            Sent::Text => to.bytes("text/plain", text.clone()),
            Sent::Binary => to.bytes("image/png", [b"\xff", text.as_bytes()].concat()),
        }
    }

    fn read(response: &Response) -> Result<Bytes, Error> {
        response.whole()
    }
}

/// Responses that repeat it, each with a token as well.
fn response(kind: usize, text: &str, token: &str, cuts: &[usize]) -> MockResponse {
    let json = json!({ "echo": [text, { "n": text }], "access_token": token, "b": 1 }).to_string();
    let (media_type, body) = match kind {
        0 => ("application/json", json),
        1 => ("text/event-stream", format!("event: a\ndata: {json}\n\n")),
        2 => ("application/x-www-form-urlencoded", {
            let mut form = form_urlencoded::Serializer::new(String::new());
            form.append_pair("echo", text)
                .append_pair("access_token", token)
                .finish()
        }),
        3 => (
            "multipart/form-data; boundary=b",
            format!(
                "--b\r\nContent-Disposition: form-data; name=\"access_token\"\r\n\r\n{token}\r\n\
                 --b\r\nContent-Disposition: form-data; name=\"echo\"\r\n\r\n{text}\r\n--b--\r\n"
            ),
        ),
        _ => ("text/plain", format!("<{text}>")),
    };
    let (mut body, mut chunks) = (body.into_bytes(), Vec::new());
    for cut in cuts {
        let rest = body.split_off(cut % (body.len() + 1));
        chunks.push(std::mem::replace(&mut body, rest));
    }
    chunks.push(body);
    MockResponse::chunks(200, media_type, chunks)
}

fn file() -> PathBuf {
    static NUMBER: AtomicUsize = AtomicUsize::new(0);
    let (process, number) = (std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
    std::env::temp_dir().join(format!("bindery-secrets-{process}-{number}.jsonl"))
}

/// The credentials of a scheme that carry a secret, and the secret as it can be one there.
fn credentials(scheme: usize, secret: &str) -> (&'static str, Secret, String) {
    let name = SCHEMES[scheme][0];
    // Headers hold no other texts.
    let visible: String = secret.chars().filter(char::is_ascii_graphic).collect();
    let visible = format!("tok-{visible}-end");
    match name {
        "basic" => (name, Secret::basic("somebody", secret), secret.to_owned()),
        "bearer" | "header" => (name, Secret::token(&visible), visible),
        _ => (name, Secret::token(secret), secret.to_owned()),
    }
}

/// Everything that a text can be decoded to, by decoders that know nothing of what is looked for.
fn decodings(text: &[u8], layers: usize, all: &mut Vec<Vec<u8>>) {
    all.push(text.to_vec());
    if layers == 0 {
        return;
    }
    let percent: Vec<u8> = {
        // Escapes become bytes; what separates pairs is no separator here.
        let kept = String::from_utf8_lossy(text)
            .replace('&', "%26")
            .replace('=', "%3D");
        let mut pairs = form_urlencoded::parse(kept.as_bytes());
        pairs
            .next()
            .map(|(name, _)| name.into_owned())
            .unwrap_or_default()
            .into_bytes()
    };
    let string = format!("\"{}\"", String::from_utf8_lossy(text));
    let string: Option<String> = serde_json::from_str(&string).ok();
    let digits = text.split(|byte| !(byte.is_ascii_alphanumeric() || b"+/-_".contains(byte)));
    let base64 = digits.filter(|digits| digits.len() > 8).flat_map(|digits| {
        (0..4).filter_map(move |skipped| {
            let text = String::from_utf8_lossy(&digits[skipped..]);
            let text = text.replace('-', "+").replace('_', "/");
            let whole = text.len() / 4 * 4;
            base64_code::decoded(text.get(..whole).unwrap(), base64_code::digit)
        })
    });
    let next = [percent]
        .into_iter()
        .chain(string.map(String::into_bytes))
        .chain(base64);
    for next in next.filter(|next| next != text) {
        decodings(&next, layers - 1, all);
    }
}

fn strings(value: &Value, all: &mut Vec<String>) {
    match value {
        Value::String(text) => all.push(text.clone()),
        Value::Array(list) => list.iter().for_each(|value| strings(value, all)),
        Value::Object(object) => object.iter().for_each(|(name, value)| {
            all.push(name.clone());
            strings(value, all);
        }),
        Value::Number(number) => all.push(number.to_string()),
        _ => {}
    }
}

fn holds(text: &[u8], secret: &str) -> bool {
    text.windows(secret.len())
        .any(|window| window == secret.as_bytes())
}

async fn call(
    scheme: (&'static str, Secret),
    echo: &Echo,
    mock: impl crate::runtime::transport::Transport + 'static,
) -> Result<Bytes, Error> {
    let builder = Builder::new(&API).credential(scheme.0, scheme.1);
    builder.transport(Arc::new(mock)).build()?.call(echo).await
}

proptest! {
    #[test]
    fn no_decoding_of_a_recording_has_a_secret(
        secret in secrets(),
        token in "[a-z]{4}[!-~]{4,20}",
        (scheme, sent, kind) in (0..5_usize, 0..5_usize, 0..5_usize),
        (ways, layer) in (ways(), 0..9_usize),
        cuts in proptest::collection::vec(0..1000_usize, 0..3),
    ) {
        let (name, credential, secret) = credentials(scheme, &secret);
        let text = around(&mixed(&secret, &ways), layer, "ab");
        let body = [Sent::Json, Sent::Form, Sent::Parts, Sent::Text, Sent::Binary][sent].clone();
        let echo = Echo { text: text.clone(), body };
        let (path, mock) = (file(), Mock::new());
        mock.on::<Echo>(response(kind, &text, &token, &cuts)).unwrap();
        // The token of one response comes again in the next one.
        mock.on::<Echo>(response(kind, &around(&mixed(&token, &ways), layer, "ab"), "other", &cuts)).unwrap();
        let recorder = Recorder::new(mock, &path).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        for _ in 0..2 {
            runtime.block_on(call((name, credential.clone()), &echo, recorder.clone())).unwrap();
        }
        let recorded = std::fs::read(&path).unwrap();
        let mut all = Vec::new();
        for line in recorded.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
            strings(&serde_json::from_slice(line).unwrap(), &mut all);
        }
        prop_assert!(!all.is_empty());
        let learned = (kind < 4).then_some(&token);
        for text in &all {
            let mut decoded = Vec::new();
            decodings(text.as_bytes(), 3, &mut decoded);
            for secret in [&secret].into_iter().chain(learned) {
                let found = decoded.iter().find(|text| holds(text, secret));
                prop_assert!(found.is_none(), "{secret:?} in {text:?}");
            }
        }
        // With other credentials the same calls have the same responses, but for what is secret. Of
        // a body that cannot be searched only the hash is there, which is that of the body without
        // the credentials of its call.
        let same = matches!(echo.body, Sent::Parts | Sent::Binary);
        let other = credentials(scheme, "another secret").1;
        let other = if same { credential } else { other };
        for _ in 0..2 {
            let mock = Mock::replay(&path).unwrap();
            let replayed = runtime.block_on(call((name, other.clone()), &echo, mock)).unwrap();
            if kind == 0 {
                let replayed: Value = serde_json::from_slice(&replayed).unwrap();
                prop_assert_eq!(&replayed["b"], 1);
                prop_assert_eq!(&replayed["access_token"], "REDACTED");
            }
        }
        std::fs::remove_file(path).unwrap();
    }
}
