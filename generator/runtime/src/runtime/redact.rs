//! Secrets in recordings.

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

/// Replaces a secret.
pub(crate) const REDACTED: &str = "REDACTED";

/// Shorter secrets would be found in unrelated text.
const LONG_ENOUGH: usize = 8;

/// The number of secrets of earlier calls that are searched for; the least recently seen is
/// dropped.
const REMEMBERED: usize = 256;

const CREDENTIALS: [HeaderName; 4] = [AUTHORIZATION, COOKIE, PROXY_AUTHORIZATION, SET_COOKIE];

/// The call of a request. Clients put it into the request's extensions; a request without it asks
/// for a token.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Called {
    pub(crate) api: &'static Api,
    pub(crate) operation: &'static Operation,
}

/// Known secrets, and names of secrets.
#[derive(Clone, Default)]
pub(crate) struct Secrets {
    names: Names,
    /// The secrets that the caller added.
    given: Vec<Vec<u8>>,
    /// The secrets seen so far, the latest last.
    seen: Vec<Vec<u8>>,
}

impl Secrets {
    /// Adds a text that is secret wherever it occurs, however short.
    pub(crate) fn give(&mut self, text: &str) {
        self.given.push(text.as_bytes().to_vec());
    }

    /// Adds a name whose values are secret.
    pub(crate) fn give_name(&mut self, name: &str) {
        self.names.add(name);
    }

    /// Adds the credentials of a request and the names of the API's credentials.
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

    /// Adds the secrets in the headers of a response.
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

    /// Adds the values of secret names in a body.
    pub(crate) fn see_body(&mut self, headers: &HeaderMap, body: &[u8]) {
        self.see(body, &shape(headers));
    }

    fn see(&mut self, text: &[u8], shape: &Shape) {
        for (_, value) in Values::of(text, shape, &self.names).secret {
            self.add(&value);
        }
    }

    /// The value of a header, and its part after the name of an authentication scheme.
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
        // Hashes of a password or a key: Digest (RFC 7616), AWS Signature Version 4.
        for (name, value) in token.split(',').filter_map(|it| it.split_once('=')) {
            if ["response", "Signature"].contains(&name.trim()) {
                self.add(value.trim().trim_matches('"').as_bytes());
            }
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

    /// Adds a secret and its form before percent-encoding.
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

    /// Returns the text without secrets; `None` if they cannot be removed.
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

    /// Redacts a short text.
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

    /// The URL of a request without secrets.
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

    /// The headers that are not secret.
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

    /// A body for the recording: its size and hash if it cannot be searched, unless the caller
    /// wants to `keep` it.
    pub(crate) fn body(&self, headers: &HeaderMap, body: &[u8], keep: bool) -> recorded::Body {
        match self.clean(body, &shape(headers)) {
            Some(clean) if keep || is_searchable(headers, body) => recorded::Body::Whole(clean),
            Some(clean) => recorded::Body::digest(&clean),
            None => recorded::Body::digest(body),
        }
    }
}

/// Prints none of them.
impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secrets(…)")
    }
}

/// Returns whether a header that a client adds to every request contains common text that is no
/// secret, such as the date of a version.
fn describes_the_request(name: &HeaderName) -> bool {
    let name = name.as_str();
    name.starts_with("accept") || name.ends_with("version") || name.ends_with("date")
}

/// The structure of a body by its `Content-Type`.
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

/// A parameter of a media type without its quotes.
pub(crate) fn parameter<'a>(media_type: &'a str, name: &str) -> Option<&'a str> {
    let parameters = media_type.split(';').skip(1);
    let mut pairs = parameters.filter_map(|parameter| parameter.split_once('='));
    let (_, value) = pairs.find(|(key, _)| key.trim().eq_ignore_ascii_case(name))?;
    Some(value.trim().trim_matches('"')).filter(|value| !value.is_empty())
}

/// Returns whether the body is uncompressed text in an encoding that contains ASCII.
fn is_searchable(headers: &HeaderMap, body: &[u8]) -> bool {
    let mut codings = headers.get_all(CONTENT_ENCODING).iter();
    let media_type = media_type(headers).to_ascii_lowercase();
    let charset = parameter(&media_type, "charset").unwrap_or("utf-8");
    let known = ["utf-8", "utf8", "us-ascii", "iso-8859-", "windows-125"];
    codings.all(|coding| coding == "identity" || coding.is_empty())
        && known.iter().any(|known| charset.starts_with(known))
        && std::str::from_utf8(body).is_ok_and(|text| !text.contains('\0'))
}

#[cfg(test)]
mod tests {
    use super::super::operation::Scheme;
    use super::*;

    static API: Api = Api {
        name: "test",
        servers: &[],
        user_agent: "",
        schemes: &[
            Scheme {
                name: "key",
                credential: Credential::QueryKey("api key"),
            },
            Scheme {
                name: "app",
                credential: Credential::HeaderKey("X-App"),
            },
        ],
    };

    static OPERATION: Operation = Operation {
        id: "op",
        method: "GET",
        path: "/",
        accept: "",
        security: &[],
        errors: &[],
    };

    fn secrets(uri: &str, headers: &HeaderMap) -> (Secrets, Uri) {
        let uri: Uri = uri.parse().unwrap();
        let called = Called {
            api: &API,
            operation: &OPERATION,
        };
        let mut secrets = Secrets::default();
        secrets.see_request(Some(called), &uri, headers);
        (secrets, uri)
    }

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let pair = |(name, value): &(&'static str, &'static str)| {
            let name = HeaderName::from_static(name);
            (name, HeaderValue::from_static(value))
        };
        pairs.iter().map(pair).collect()
    }

    fn text(secrets: &Secrets, text: &str) -> String {
        secrets.text(text.as_bytes(), &Shape::Text)
    }

    #[test]
    fn keys_in_the_query_are_replaced_however_short() {
        let uri = "http://h:1/p?api%20key=x&a=x&api%20key=y&access_token=z";
        let (secrets, uri) = secrets(uri, &HeaderMap::new());
        assert_eq!(
            secrets.uri(&uri),
            "http://h:1/p?api%20key=REDACTED&a=x&api%20key=REDACTED&access_token=REDACTED"
        );
        assert_eq!(
            text(&secrets, "x y z"),
            "x y z",
            "too short to be distinguished from other text"
        );
    }

    #[test]
    fn what_repeats_a_secret_is_replaced() {
        let mut headers = headers(&[
            ("authorization", "Bearer tok-tok-tok"),
            ("x-app", "app-app-app"),
            ("cookie", "sid=crumbs%2Fcrumbs; a=b; q=\"quoted-quoted\""),
            ("x-open", "of tok-tok-tok"),
            ("x-auth-token", "another-token"),
        ]);
        headers.insert("x-mine", HeaderValue::from_static("mine-mine-mine"));
        headers.insert("api-version", HeaderValue::from_static("2026-01-31"));
        for name in ["x-mine", "api-version"] {
            headers.get_mut(name).unwrap().set_sensitive(true);
        }
        let (secrets, _) = secrets("http://h/?api%20key=key%2Fkey%2Fkey", &headers);
        for echo in [
            "Bearer tok-tok-tok",
            "tok-tok-tok",
            "app-app-app",
            "crumbs/crumbs",
            "crumbs%2Fcrumbs",
            "crumbs\\/crumbs",
            "quoted-quoted",
            "key/key/key",
            "key%2Fkey%2Fkey",
            "another-token",
            "mine-mine-mine",
        ] {
            let text = text(&secrets, &format!("<{echo}>"));
            assert_eq!(text.replace("Bearer ", ""), "<REDACTED>");
        }
        assert_eq!(text(&secrets, "a=b 2026-01-31"), "a=b 2026-01-31");
        let shown: Vec<_> = secrets.shown(&headers).into_iter().collect();
        let shown: Vec<_> = shown
            .iter()
            .map(|(name, value)| (name.as_str(), std::str::from_utf8(value).unwrap()))
            .collect();
        let expected = [
            ("x-app", "REDACTED"),
            ("x-open", "of REDACTED"),
            ("x-auth-token", "REDACTED"),
        ];
        assert_eq!(shown, expected);
        assert_eq!(format!("{secrets:?}"), "Secrets(…)");
    }

    #[test]
    fn the_password_of_a_user_is_secret_and_the_name_is_not() {
        // `the-user:pass:wörd!` by the `base64` of GNU coreutils.
        let basic = "Basic dGhlLXVzZXI6cGFzczp3w7ZyZCE=";
        let headers = headers(&[("authorization", basic)]);
        let (secrets, _) = secrets("http://h/", &headers);
        assert_eq!(text(&secrets, "the-user pass:wörd!"), "the-user REDACTED");
        assert_eq!(text(&secrets, "the-user:pass:wörd!"), "REDACTED");
        assert_eq!(text(&secrets, "dGhlLXVzZXI6cGFzczp3w7ZyZCE="), "REDACTED");
        for nonsense in ["Basic", "Basic ", "Basic !", "Basic dGhl", "Basic //8="] {
            let mut secrets = Secrets::default();
            secrets.see_header(nonsense.as_bytes());
        }
    }

    #[test]
    fn responses_have_secrets_of_their_own() {
        let mut secrets = Secrets::default();
        let response = headers(&[
            ("set-cookie", "sid=crumbs-crumbs; Path=/accounts/17"),
            ("x-subject-token", "subject-subject"),
            ("content-type", "application/json"),
        ]);
        secrets.see_response(&response);
        let body = r#"{"access_token":"access-1","refresh_token":"refresh-1","id_token":"short"}"#;
        secrets.see_body(&response, body.as_bytes());
        let all = "crumbs-crumbs subject-subject access-1 refresh-1 short /accounts/17";
        let expected = "REDACTED REDACTED REDACTED REDACTED short /accounts/17";
        assert_eq!(text(&secrets, all), expected);
        let clean = secrets.body(&response, body.as_bytes(), false);
        let expected =
            r#"{"access_token":"REDACTED","refresh_token":"REDACTED","id_token":"REDACTED"}"#;
        assert_eq!(clean, recorded::Body::Whole(expected.as_bytes().to_vec()));
    }

    #[test]
    fn a_body_that_cannot_be_searched_is_its_size_and_hash() {
        let mut secrets = Secrets::default();
        secrets.give("geheim");
        let is_whole = |content_type, coding, body: &[u8], keep| {
            let headers = headers(&[("content-type", content_type), ("content-encoding", coding)]);
            match secrets.body(&headers, body, keep) {
                recorded::Body::Whole(clean) => {
                    assert!(!clean.windows(6).any(|it| it == b"geheim"), "{clean:?}");
                    true
                }
                recorded::Body::Digest { .. } => false,
            }
        };
        for (whole, content_type, coding, body) in [
            (true, "text/plain", "identity", &b"geheim \xc3\xa4"[..]),
            (
                true,
                "text/plain; charset=ISO-8859-1",
                "identity",
                b"geheim",
            ),
            (false, "text/plain", "identity", b"geheim \xff"),
            (false, "text/plain", "identity", b"g\0e\0h\0e\0i\0m\0"),
            (
                false,
                "text/plain; charset=\"UTF-7\"",
                "identity",
                b"+AGc-eheim",
            ),
            (false, "application/json", "gzip", b"\x1f..geheim"),
            (true, "image/png", "identity", b""),
        ] {
            assert_eq!(
                is_whole(content_type, coding, body, false),
                whole,
                "{content_type} {coding}"
            );
            assert!(is_whole(content_type, coding, body, true));
        }
    }

    #[test]
    fn secrets_that_are_too_many_are_forgotten() {
        let mut secrets = Secrets::default();
        secrets.give("given");
        for number in 0..1000 {
            secrets.add(b"the one that is seen again");
            secrets.add(format!("number {number:04}").as_bytes());
        }
        assert_eq!(secrets.seen.len(), REMEMBERED);
        let all = "number 0001, number 0999, the one that is seen again, given";
        let expected = "number 0001, REDACTED, REDACTED, REDACTED";
        assert_eq!(text(&secrets, all), expected);
    }
}
