//! The credentials of a request to a server (Security Scheme Object).

use super::base64_code;
use super::service_reader::cookies;
use super::service_style::{form, pairs};
use http::header::{AUTHORIZATION, HeaderMap};

/// User name and password (RFC 7617).
#[derive(Clone, PartialEq, Eq)]
pub struct Basic {
    /// The user name.
    pub username: String,
    /// The password.
    pub password: String,
}

/// Omits the password.
impl std::fmt::Debug for Basic {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut shown = f.debug_struct("Basic");
        shown
            .field("username", &self.username)
            .finish_non_exhaustive()
    }
}

/// A token or a key, as it was sent.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// `None` if the text is empty, which is no credential.
    fn of(text: &str) -> Option<Self> {
        (!text.is_empty()).then(|| Self(text.to_owned()))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Omits the text.
impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Token").finish_non_exhaustive()
    }
}

/// The credentials of a request, and the schemes that were looked for without success.
#[derive(Debug)]
pub(crate) struct Presented<'a> {
    headers: &'a HeaderMap,
    query: &'a str,
    challenges: Vec<String>,
}

#[allow(dead_code, reason = "an API uses few of the schemes there are")]
impl<'a> Presented<'a> {
    pub(super) fn new(headers: &'a HeaderMap, query: &'a str) -> Self {
        Self {
            headers,
            query,
            challenges: Vec::new(),
        }
    }

    /// The schemes for `WWW-Authenticate` (RFC 9110, section 11.6.1).
    pub(super) fn into_challenges(self) -> Vec<String> {
        self.challenges
    }

    /// User name and password in `Authorization` (RFC 7617, section 2).
    pub(crate) fn basic(&mut self) -> Option<Basic> {
        self.challenge("Basic realm=\"api\", charset=\"UTF-8\"".to_owned());
        let bytes = base64_code::decoded(self.after("basic")?, base64_code::digit)?;
        let text = String::from_utf8(bytes).ok()?;
        let (username, password) = text.split_once(':')?;
        Some(Basic {
            username: username.to_owned(),
            password: password.to_owned(),
        })
    }

    /// The token in `Authorization` (RFC 6750, section 2.1).
    pub(crate) fn bearer(&mut self) -> Option<Token> {
        self.challenge("Bearer realm=\"api\"".to_owned());
        Token::of(self.after("bearer")?)
    }

    /// The value of `Authorization` with this scheme.
    pub(crate) fn authorization(&mut self, scheme: &str) -> Option<Token> {
        self.challenge(format!("{scheme} realm=\"api\""));
        self.after(&scheme.to_ascii_lowercase())?;
        Token::of(self.header(AUTHORIZATION.as_str())?)
    }

    /// A key in a header.
    pub(crate) fn header_key(&mut self, name: &str) -> Option<Token> {
        self.challenge(format!("ApiKey in=\"header\", name=\"{name}\""));
        Token::of(self.header(name)?)
    }

    /// A key in the query.
    pub(crate) fn query_key(&mut self, name: &str) -> Option<Token> {
        self.challenge(format!("ApiKey in=\"query\", name=\"{name}\""));
        let pairs = pairs(self.query)?;
        let mut own = pairs.iter().filter(|(known, _)| known == name);
        let (_, value) = own.next().filter(|_| own.next().is_none())?;
        Token::of(&form(value)?)
    }

    /// A key in a cookie.
    pub(crate) fn cookie_key(&mut self, name: &str) -> Option<Token> {
        self.challenge(format!("ApiKey in=\"cookie\", name=\"{name}\""));
        let cookies = cookies(self.headers);
        let mut own = cookies.iter().filter(|(known, _)| known == name);
        let (_, value) = own.next().filter(|_| own.next().is_none())?;
        Token::of(&super::service_style::percent(value)?)
    }

    fn challenge(&mut self, challenge: String) {
        if !self.challenges.contains(&challenge) {
            self.challenges.push(challenge);
        }
    }

    /// The text after a scheme, whose name is case-insensitive (RFC 9110, section 11.1).
    fn after(&self, wanted: &str) -> Option<&'a str> {
        let value = self.header(AUTHORIZATION.as_str())?;
        let (scheme, rest) = value.split_once(' ').unwrap_or((value, ""));
        scheme.eq_ignore_ascii_case(wanted).then(|| rest.trim())
    }

    /// A header that occurs once. Two credentials would be ambiguous.
    fn header(&self, name: &str) -> Option<&'a str> {
        let mut values = self.headers.get_all(name).iter();
        let value = values.next().filter(|_| values.next().is_none())?;
        std::str::from_utf8(value.as_bytes()).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(name: &'static str, value: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(name, value.parse().unwrap());
        headers
    }

    #[test]
    fn credentials_are_found_where_they_belong() {
        let basic = |value: &str| {
            let headers = with("authorization", value);
            Presented::new(&headers, "").basic()
        };
        // RFC 7617, section 2.
        let found = basic("bAsIc QWxhZGRpbjpvcGVuIHNlc2FtZQ==").unwrap();
        assert_eq!(
            (found.username.as_str(), found.password.as_str()),
            ("Aladdin", "open sesame")
        );
        assert!(!format!("{found:?}").contains("sesame"));
        for wrong in [
            "Basic",
            "Basic !",
            "Basic QQ==",
            "Bearer QTpC",
            "Basic /w==",
        ] {
            assert_eq!(basic(wrong), None, "{wrong}");
        }
        let headers = with("authorization", "Bearer  abc");
        let mut presented = Presented::new(&headers, "a=1&k%20y=a%26b+c");
        assert_eq!(presented.bearer(), Some(Token("abc".to_owned())));
        assert_eq!(presented.query_key("k y"), Some(Token("a&b c".to_owned())));
        assert_eq!(presented.authorization("Digest"), None);
        assert_eq!(format!("{:?}", presented.bearer().unwrap()), "Token(..)");
        assert_eq!(presented.into_challenges().len(), 3);
        let headers = with("cookie", "a=1; sid=x%20y");
        let mut presented = Presented::new(&headers, "");
        assert_eq!(presented.cookie_key("sid").unwrap().as_str(), "x y");
        assert_eq!(presented.header_key("x-key"), None);
    }

    #[test]
    fn what_is_empty_or_there_twice_is_no_credentials() {
        let mut headers = HeaderMap::new();
        for value in ["Bearer a", "Bearer b"] {
            headers.append(AUTHORIZATION, value.parse().unwrap());
        }
        headers.insert("x-key", http::HeaderValue::from_bytes(b"a\xff").unwrap());
        headers.insert("x-empty", "".parse().unwrap());
        let cookie = http::HeaderValue::from_bytes(b"a=\xff; empty=; sid=x; sid=y").unwrap();
        headers.insert("cookie", cookie);
        let mut presented = Presented::new(&headers, "empty=&twice=1&twice=2");
        assert_eq!(presented.bearer(), None);
        assert_eq!(presented.authorization("Bearer"), None);
        for name in ["x-key", "x-empty"] {
            assert_eq!(presented.header_key(name), None, "{name}");
        }
        for name in ["empty", "twice"] {
            assert_eq!(presented.query_key(name), None, "{name}");
        }
        assert_eq!(presented.cookie_key("empty"), None);
        assert_eq!(presented.cookie_key("sid"), None);
    }
}
