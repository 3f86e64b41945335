//! Which credentials go with a request, and where?

use super::error::{Error, Kind};
use super::escape;
use super::operation::{Api, Credential, Operation, Scheme};
use super::secret::{Secret, Value};
use http::header::{AUTHORIZATION, COOKIE, HeaderMap, HeaderName, HeaderValue};
use std::fmt;

/// The credentials of a client, each ready to be sent.
#[derive(Default)]
pub(crate) struct Credentials(Vec<(&'static str, Ready)>);

/// A credential as it stands in a request.
enum Ready {
    Header(HeaderName, HeaderValue),
    /// Name and value, encoded.
    Query(String, String),
    /// `name=value`, encoded.
    Cookie(String),
}

impl Credentials {
    /// Makes ready what the caller gave. Errors name the scheme, never the secret.
    pub(crate) fn new(api: &Api, given: &[(&'static str, Secret)]) -> Result<Self, Error> {
        let mut ready = Vec::with_capacity(given.len());
        for (name, secret) in given {
            let Some(scheme) = api.schemes.iter().find(|scheme| scheme.name == *name) else {
                return Err(fault(name, "the API has no such scheme"));
            };
            ready.push((scheme.name, Ready::new(scheme, secret)?));
        }
        Ok(Self(ready))
    }

    /// Adds to a request what the operation needs: the first alternative whose credentials are
    /// all there, one without any last. Returns what has to be added to the query.
    pub(crate) fn apply(
        &self,
        operation: &'static Operation,
        headers: &mut HeaderMap,
        query: &mut String,
    ) -> Result<(), Error> {
        for &name in self.choose(operation)? {
            match self.find(name) {
                Some(Ready::Header(header, value)) => {
                    headers.insert(header.clone(), value.clone());
                }
                Some(Ready::Query(key, value)) => {
                    // The link to a next page may hold the key already.
                    let there = query.split('&').any(|pair| {
                        pair.strip_prefix(key.as_str())
                            .is_some_and(|rest| rest.starts_with('='))
                    });
                    if !there {
                        if !query.is_empty() {
                            query.push('&');
                        }
                        query.extend([key, "=", value]);
                    }
                }
                Some(Ready::Cookie(pair)) => add_cookie(headers, pair),
                None => {}
            }
        }
        Ok(())
    }

    fn choose(&self, operation: &'static Operation) -> Result<&'static [&'static str], Error> {
        let alternatives = operation.security;
        let complete = alternatives.iter().find(|schemes| {
            !schemes.is_empty() && schemes.iter().all(|name| self.find(name).is_some())
        });
        let anonymous = alternatives.is_empty() || alternatives.iter().any(|list| list.is_empty());
        match complete {
            Some(schemes) => Ok(schemes),
            None if anonymous => Ok(&[]),
            None => Err(missing(operation)),
        }
    }

    fn find(&self, name: &str) -> Option<&Ready> {
        self.0
            .iter()
            .find(|(scheme, _)| *scheme == name)
            .map(|(_, ready)| ready)
    }
}

/// Names the schemes only.
impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set()
            .entries(self.0.iter().map(|(name, _)| name))
            .finish()
    }
}

impl Ready {
    fn new(scheme: &Scheme, secret: &Secret) -> Result<Self, Error> {
        match (scheme.credential, secret.reveal()) {
            (Credential::Basic, Value::Basic(username, _)) if username.contains(':') => Err(fault(
                scheme.name,
                "a user name cannot hold a colon (RFC 7617, section 2)",
            )),
            (Credential::Basic, Value::Basic(username, password)) => {
                let pair = base64(format!("{username}:{password}").as_bytes());
                Self::header(scheme, AUTHORIZATION, &format!("Basic {pair}"))
            }
            (Credential::Bearer, Value::Token(token)) => {
                Self::header(scheme, AUTHORIZATION, &format!("Bearer {token}"))
            }
            (Credential::Authorization, Value::Token(value)) => {
                Self::header(scheme, AUTHORIZATION, value)
            }
            (Credential::HeaderKey(name), Value::Token(key)) => {
                let name = HeaderName::from_bytes(name.as_bytes())
                    .map_err(|_| fault(scheme.name, "its header has an impossible name"))?;
                Self::header(scheme, name, key)
            }
            (Credential::QueryKey(name), Value::Token(key)) => {
                Ok(Self::Query(encoded(name), encoded(key)))
            }
            (Credential::CookieKey(name), Value::Token(key)) => {
                Ok(Self::Cookie(format!("{}={}", encoded(name), encoded(key))))
            }
            _ => Err(fault(scheme.name, "the credentials are of another kind")),
        }
    }

    fn header(scheme: &Scheme, name: HeaderName, value: &str) -> Result<Self, Error> {
        let mut value = HeaderValue::from_str(value).map_err(|_| {
            fault(
                scheme.name,
                "the credentials hold characters that a header cannot hold",
            )
        })?;
        value.set_sensitive(true);
        Ok(Self::Header(name, value))
    }
}

fn add_cookie(headers: &mut HeaderMap, pair: &str) {
    let all = match headers.get(COOKIE).and_then(|value| value.to_str().ok()) {
        Some(others) => format!("{others}; {pair}"),
        None => pair.to_owned(),
    };
    // Encoded text is always a header value.
    if let Ok(mut value) = HeaderValue::from_str(&all) {
        value.set_sensitive(true);
        headers.insert(COOKIE, value);
    }
}

fn encoded(text: &str) -> String {
    let mut out = String::new();
    escape::component(text, &mut out);
    out
}

fn fault(scheme: &str, why: &str) -> Error {
    Error::new(
        Kind::Configuration,
        format!("credentials for `{scheme}`: {why}"),
    )
}

fn missing(operation: &'static Operation) -> Error {
    let alternatives: Vec<String> = operation
        .security
        .iter()
        .map(|schemes| {
            let names: Vec<String> = schemes.iter().map(|name| format!("`{name}`")).collect();
            names.join(" and ")
        })
        .collect();
    let message = format!(
        "credentials are missing: it needs {}",
        alternatives.join(", or ")
    );
    Error::new(Kind::MissingCredentials, message).of(operation)
}

/// RFC 4648, section 4. Written out because a dependency would cost more than these lines.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let group = (0..3).fold(0, |group: usize, at| {
            group << 8 | chunk.get(at).map_or(0, |&byte| usize::from(byte))
        });
        for place in 0..4 {
            let digit = DIGITS.get(group >> (18 - 6 * place) & 63);
            match digit {
                Some(&digit) if place <= chunk.len() => out.push(char::from(digit)),
                _ => out.push('='),
            }
        }
    }
    out
}
