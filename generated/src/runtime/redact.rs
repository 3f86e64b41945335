// Made by bindery; changes are overwritten.

//! What of a call is secret, and what stands in its place?

use super::base64_code;
use super::escape;
use super::operation::{Api, Credential, Operation};
use super::recorded;
use super::replace::replaced;
use super::secret_names::Names;
use super::secret_values::{Shape, Values, form_decoded};
use super::spelling;
use http::Uri;
use http::header::{
    AUTHORIZATION, CONTENT_ENCODING, CONTENT_TYPE, COOKIE, HeaderMap, HeaderName, HeaderValue,
    PROXY_AUTHORIZATION, SET_COOKIE,
};
use std::fmt;

/// Stands for a secret.
pub(crate) const REDACTED: &str = "REDACTED";

/// Shorter secrets would be found in text that has nothing to do with them.
const LONG_ENOUGH: usize = 8;

/// How many secrets of earlier calls are looked for; the one that was not seen for longest is dropped.
const REMEMBERED: usize = 256;

const CREDENTIALS: [HeaderName; 4] = [AUTHORIZATION, COOKIE, PROXY_AUTHORIZATION, SET_COOKIE];

/// The call that a request belongs to. Clients put it into the request's extensions; a request
/// without it is one for a token.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Called {
    pub(crate) api: &'static Api,
    pub(crate) operation: &'static Operation,
}

/// What is secret, by itself or by its name.
#[derive(Clone, Default)]
pub(crate) struct Secrets {
    names: Names,
    /// What a caller has given.
    given: Vec<Vec<u8>>,
    /// What was seen to be secret, the latest last.
    seen: Vec<Vec<u8>>,
}

impl Secrets {
    /// Takes something for secret wherever it stands, however short it is.
    pub(crate) fn give(&mut self, text: &str) {
        self.given.push(text.as_bytes().to_vec());
    }

    /// Takes what has this name for secret.
    pub(crate) fn give_name(&mut self, name: &str) {
        self.names.add(name);
    }

    /// Adds the credentials of a request, and remembers which names of the API stand for some.
    pub(crate) fn see_request(&mut self, called: Option<Called>, uri: &Uri, headers: &HeaderMap) {
        for scheme in called.map_or(&[][..], |called| called.api.schemes) {
            match scheme.credential {
                Credential::QueryKey(name) => self.names.add_key(name),
                Credential::HeaderKey(name) => self.names.add_header(name),
                _ => {}
            }
        }
        let query = uri.query().unwrap_or_default();
        self.see(query.as_bytes(), &Shape::Query);
        for (name, value) in headers {
            if value.is_sensitive() && !describes_the_request(name) || self.is_secret(name) {
                self.see_header(value.as_bytes());
            }
        }
        for cookies in headers.get_all(COOKIE) {
            let pairs = cookies.as_bytes().split(|byte| *byte == b';');
            pairs.for_each(|pair| self.see_cookie(pair));
        }
    }

    /// Adds the secrets of a response's headers.
    pub(crate) fn see_response(&mut self, headers: &HeaderMap) {
        for (name, value) in headers {
            if *name == SET_COOKIE {
                let pair = value.as_bytes().split(|byte| *byte == b';').next();
                self.see_cookie(pair.unwrap_or_default());
            } else if self.is_secret(name) {
                self.see_header(value.as_bytes());
            }
        }
    }

    /// Adds what has the name of a secret in a body.
    pub(crate) fn see_body(&mut self, headers: &HeaderMap, body: &[u8]) {
        self.see(body, &shape(headers));
    }

    fn see(&mut self, text: &[u8], shape: &Shape) {
        for (_, value) in Values::of(text, shape, &self.names).secret {
            self.add(&value);
        }
    }

    /// A header's value, and what follows the name of a scheme in it.
    fn see_header(&mut self, value: &[u8]) {
        self.add(value);
        let Some((scheme, token)) = std::str::from_utf8(value)
            .ok()
            .and_then(|it| it.split_once(' '))
        else {
            return;
        };
        self.add(token.as_bytes());
        let basic = scheme.eq_ignore_ascii_case("basic");
        let pair = basic
            .then(|| base64_code::decoded(token, base64_code::digit))
            .flatten();
        if let Some(pair) = pair {
            self.add(&pair);
            // A user name has no colon (RFC 7617, section 2).
            let mut parts = pair.splitn(2, |byte| *byte == b':').skip(1);
            self.add(parts.next().unwrap_or_default());
        }
    }

    fn see_cookie(&mut self, pair: &[u8]) {
        let mut parts = pair.splitn(2, |byte| *byte == b'=').skip(1);
        let value = parts.next().unwrap_or_default().trim_ascii();
        self.add(
            value
                .strip_prefix(b"\"")
                .and_then(|it| it.strip_suffix(b"\""))
                .unwrap_or(value),
        );
    }

    /// Adds a secret as it is, and as it was before it was encoded for a URL or a form.
    fn add(&mut self, text: &[u8]) {
        let lossy = String::from_utf8_lossy(text);
        for text in [escape::undone(&lossy), form_decoded(text), text.to_vec()] {
            if text.len() >= LONG_ENOUGH && text != REDACTED.as_bytes() {
                self.seen.retain(|seen| *seen != text);
                self.seen.push(text);
            }
        }
        let forgotten = self.seen.len().saturating_sub(REMEMBERED);
        self.seen.drain(..forgotten);
    }

    fn is_secret(&self, name: &HeaderName) -> bool {
        CREDENTIALS.contains(name) || self.names.header(name.as_str())
    }

    /// The text without what is secret; nothing if that cannot be taken out of it.
    fn clean(&self, text: &[u8], shape: &Shape) -> Option<Vec<u8>> {
        let values = Values::of(text, shape, &self.names);
        let wanted: Vec<Vec<u8>> = [self.given.as_slice(), &self.seen].concat();
        let mut ranges = spelling::find(text, &wanted);
        ranges.extend(values.secret.into_iter().map(|(range, _)| range));
        if ranges.is_empty() {
            return Some(text.to_vec());
        }
        let new = replaced(text, &spelling::joined(ranges), &values.json, REDACTED);
        let placeholder = REDACTED.as_bytes();
        let is_left = |wanted: &Vec<u8>| {
            let wanted = std::slice::from_ref(wanted);
            spelling::find(placeholder, wanted).is_empty()
        };
        let left: Vec<Vec<u8>> = wanted.into_iter().filter(is_left).collect();
        spelling::find(&new, &left).is_empty().then_some(new)
    }

    /// Text that is short.
    fn text(&self, text: &[u8], shape: &Shape) -> String {
        match self.clean(text, shape) {
            Some(clean) => String::from_utf8_lossy(&clean).into_owned(),
            None => REDACTED.to_owned(),
        }
    }

    pub(crate) fn path(&self, path: &str) -> String {
        let path = self.text(path.as_bytes(), &Shape::Text);
        match path.starts_with('/') {
            true => path,
            false => format!("/{path}"),
        }
    }

    pub(crate) fn query(&self, query: &str) -> String {
        self.text(query.as_bytes(), &Shape::Query)
    }

    /// Where a request went, without what is secret.
    pub(crate) fn uri(&self, uri: &Uri) -> String {
        let (scheme, host) = (uri.scheme_str(), uri.host().unwrap_or_default());
        let mut text = scheme.map_or_else(String::new, |scheme| format!("{scheme}://{host}"));
        if let Some(port) = uri.port_u16() {
            text.push_str(&format!(":{port}"));
        }
        text.push_str(&self.path(uri.path()));
        if let Some(query) = uri.query() {
            text.push('?');
            text.push_str(&self.query(query));
        }
        text
    }

    /// The headers that are not secret themselves.
    pub(crate) fn shown(&self, headers: &HeaderMap) -> Vec<(HeaderName, Vec<u8>)> {
        let is_shown = |(name, value): &(&HeaderName, &HeaderValue)| {
            !value.is_sensitive() && !CREDENTIALS.contains(name)
        };
        let shown = headers.iter().filter(is_shown);
        let shown = shown.map(|(name, value)| {
            let clean = match self.is_secret(name) {
                true => None,
                false => self.clean(value.as_bytes(), &Shape::Text),
            };
            (
                name.clone(),
                clean.unwrap_or_else(|| REDACTED.as_bytes().to_vec()),
            )
        });
        shown.collect()
    }

    /// A body as it is recorded. Of one that cannot be searched that is its size and its hash, unless
    /// the caller wants to `keep` it.
    pub(crate) fn body(&self, headers: &HeaderMap, body: &[u8], keep: bool) -> recorded::Body {
        match self.clean(body, &shape(headers)) {
            Some(clean) if keep || is_searchable(headers, body) => recorded::Body::Whole(clean),
            Some(clean) => recorded::Body::digest(&clean),
            None => recorded::Body::digest(body),
        }
    }
}

/// Shows nothing of them.
impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secrets(…)")
    }
}

/// Whether a header that a client adds to every request says something about the request that others
/// say as well, such as a version by its date.
fn describes_the_request(name: &HeaderName) -> bool {
    let name = name.as_str();
    name.starts_with("accept") || name.ends_with("version") || name.ends_with("date")
}

/// What a body looks like by its `Content-Type`.
fn shape(headers: &HeaderMap) -> Shape {
    let media_type = media_type(headers);
    let boundary = parameter(&media_type, "boundary");
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    match (essence.to_ascii_lowercase().as_str(), boundary) {
        ("application/x-www-form-urlencoded", _) => Shape::Form,
        (essence, Some(boundary)) if essence.starts_with("multipart/") => {
            Shape::Parts(boundary.as_bytes().to_vec())
        }
        _ => Shape::Text,
    }
}

fn media_type(headers: &HeaderMap) -> String {
    let value = headers.get(CONTENT_TYPE).map(HeaderValue::as_bytes);
    String::from_utf8_lossy(value.unwrap_or_default()).into_owned()
}

/// A parameter of a media type, without its quotes.
pub(crate) fn parameter<'a>(media_type: &'a str, name: &str) -> Option<&'a str> {
    let parameters = media_type.split(';').skip(1);
    let mut pairs = parameters.filter_map(|parameter| parameter.split_once('='));
    let (_, value) = pairs.find(|(key, _)| key.trim().eq_ignore_ascii_case(name))?;
    Some(value.trim().trim_matches('"')).filter(|value| !value.is_empty())
}

/// Whether the bytes of a body are those of its characters: it is not compressed, and in an encoding
/// that has ASCII as it is.
fn is_searchable(headers: &HeaderMap, body: &[u8]) -> bool {
    let mut codings = headers.get_all(CONTENT_ENCODING).iter();
    let media_type = media_type(headers).to_ascii_lowercase();
    let charset = parameter(&media_type, "charset").unwrap_or("utf-8");
    let known = ["utf-8", "utf8", "us-ascii", "iso-8859-", "windows-125"];
    codings.all(|coding| coding == "identity" || coding.is_empty())
        && known.iter().any(|known| charset.starts_with(known))
        && std::str::from_utf8(body).is_ok_and(|text| !text.contains('\0'))
}
