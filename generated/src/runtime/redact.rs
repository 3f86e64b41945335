// Made by bindery; changes are overwritten.

//! What of a call is secret, and what stands in its place?

use super::body::Body;
use super::escape;
use super::operation::{Api, Credential, Operation};
use http::header::{AUTHORIZATION, COOKIE, HeaderMap, HeaderName, PROXY_AUTHORIZATION, SET_COOKIE};
use http::{Request, Uri};

/// Stands for a secret.
pub(crate) const REDACTED: &str = "REDACTED";

/// Shorter secrets would be found in text that has nothing to do with them.
const LONG_ENOUGH: usize = 8;

/// The call that a request belongs to. Clients put it into the request's extensions; a request
/// without it is one for a token.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Called {
    pub(crate) api: &'static Api,
    pub(crate) operation: &'static Operation,
}

impl Called {
    pub(crate) fn of(request: &Request<Body>) -> Option<Self> {
        request.extensions().get().copied()
    }

    /// What in a request is secret.
    pub(crate) fn secrets(self, uri: &Uri, headers: &HeaderMap) -> Secrets {
        let mut secrets = Secrets::default();
        for scheme in self.api.schemes {
            match scheme.credential {
                Credential::QueryKey(name) => {
                    let mut key = String::new();
                    escape::component(name, &mut key);
                    for value in values(uri.query().unwrap_or_default(), '&', &key) {
                        secrets.add(value);
                    }
                    secrets.keys.push(key);
                }
                Credential::HeaderKey(name) => secrets.headers(headers, name),
                _ => {}
            }
        }
        secrets.headers(headers, AUTHORIZATION.as_str());
        for cookie in headers.get_all(COOKIE) {
            let pairs = cookie.to_str().unwrap_or_default().split(';');
            for (_, value) in pairs.filter_map(|pair| pair.split_once('=')) {
                secrets.add(value.trim());
            }
        }
        secrets
    }
}

/// The secrets of one request.
#[derive(Clone, Debug, Default)]
pub(crate) struct Secrets {
    /// Names of keys in the query, as they are written there.
    keys: Vec<String>,
    texts: Vec<String>,
}

impl Secrets {
    /// A header's value, and what follows the name of a scheme in it.
    fn headers(&mut self, headers: &HeaderMap, name: &str) {
        for value in headers.get_all(name) {
            let value = value.to_str().unwrap_or_default();
            self.add(value);
            if let Some((scheme, token)) = value.split_once(' ') {
                self.add(token);
                if scheme.eq_ignore_ascii_case("basic") {
                    self.add(&password(token).unwrap_or_default());
                }
            }
        }
    }

    fn add(&mut self, text: &str) {
        for text in [text.to_owned(), decoded(text)] {
            if text.len() >= LONG_ENOUGH && !self.texts.contains(&text) {
                self.texts.push(text);
            }
        }
        // A secret inside another one must not leave the rest of that.
        self.texts.sort_by_key(|text| std::cmp::Reverse(text.len()));
    }

    /// The query with something else for every key.
    pub(crate) fn query(&self, query: &str) -> String {
        let pairs: Vec<String> = query.split('&').map(|pair| self.pair(pair)).collect();
        self.text(&pairs.join("&"))
    }

    fn pair(&self, pair: &str) -> String {
        match pair.split_once('=') {
            Some((name, _)) if self.keys.iter().any(|key| decoded(key) == decoded(name)) => {
                format!("{name}={REDACTED}")
            }
            _ => pair.to_owned(),
        }
    }

    /// Where a request went, without what is secret.
    pub(crate) fn uri(&self, uri: &Uri) -> String {
        let (scheme, host) = (uri.scheme_str(), uri.host().unwrap_or_default());
        let mut text = scheme.map_or_else(String::new, |scheme| format!("{scheme}://{host}"));
        if let Some(port) = uri.port_u16() {
            text.push_str(&format!(":{port}"));
        }
        text.push_str(&self.text(uri.path()));
        if let Some(query) = uri.query() {
            text.push('?');
            text.push_str(&self.query(query));
        }
        text
    }

    /// Text, such as an answer that repeats what was sent.
    pub(crate) fn text(&self, text: &str) -> String {
        self.texts.iter().fold(text.to_owned(), |text, secret| {
            text.replace(secret, REDACTED)
        })
    }

    /// Bytes; those that are no text stay as they are.
    pub(crate) fn bytes(&self, bytes: &[u8]) -> Vec<u8> {
        match std::str::from_utf8(bytes) {
            Ok(text) => self.text(text).into_bytes(),
            Err(_) => bytes.to_vec(),
        }
    }

    /// The headers that are not secret themselves.
    pub(crate) fn shown(&self, headers: &HeaderMap) -> Vec<(HeaderName, Vec<u8>)> {
        const SECRET: [HeaderName; 4] = [AUTHORIZATION, COOKIE, PROXY_AUTHORIZATION, SET_COOKIE];
        headers
            .iter()
            .filter(|(name, value)| !value.is_sensitive() && !SECRET.contains(name))
            .map(|(name, value)| (name.clone(), self.bytes(value.as_bytes())))
            .collect()
    }
}

fn values<'a>(text: &'a str, separator: char, key: &'a str) -> impl Iterator<Item = &'a str> {
    text.split(separator)
        .filter_map(|pair| pair.split_once('='))
        .filter_map(move |(name, value)| (decoded(name) == decoded(key)).then_some(value))
}

/// The password of a user (RFC 7617, section 2; RFC 4648, section 4).
fn password(credentials: &str) -> Option<String> {
    let (mut bytes, mut bits, mut held) = (Vec::new(), 0u32, 0u32);
    for digit in credentials.trim_end_matches('=').bytes() {
        let value = match digit {
            b'A'..=b'Z' => digit - b'A',
            b'a'..=b'z' => digit - b'a' + 26,
            b'0'..=b'9' => digit - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        bits = bits << 6 & 0xFFFF | u32::from(value);
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push(u8::try_from(bits >> held & 0xFF).ok()?);
        }
    }
    let text = String::from_utf8(bytes).ok()?;
    Some(text.split_once(':')?.1.to_owned())
}

/// Text without percent-encoding.
fn decoded(text: &str) -> String {
    String::from_utf8_lossy(&escape::undone(text)).into_owned()
}
