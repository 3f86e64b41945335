//! HTTP Digest access authentication (RFC 7616).

use super::authorize::Authorize;
use super::{chance, escape};
use http::header::{AUTHORIZATION, HeaderMap, HeaderName, HeaderValue, WWW_AUTHENTICATE};
use http::request::Parts;
use http::{StatusCode, Uri};
use md5::Md5;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::error::Error as StdError;
use std::sync::{Mutex, PoisonError};

type Refused = Box<dyn StdError + Send + Sync>;

const AUTHENTICATION_INFO: HeaderName = HeaderName::from_static("authentication-info");

/// A user name and a password. Requests are sent without credentials until the server has sent a
/// challenge, and with them from then on.
pub(crate) struct DigestAuth {
    username: String,
    password: String,
    /// The latest challenge of each origin. No response is computed from the challenge of another.
    challenges: Mutex<BTreeMap<String, Challenge>>,
}

/// A challenge, and how often its nonce was used.
struct Challenge {
    realm: String,
    nonce: String,
    opaque: Option<String>,
    hash: Hash,
    /// The algorithm as the server spells it.
    algorithm: Option<String>,
    is_session: bool,
    /// Whether the server understands `qop=auth`. Only servers before RFC 2617 do not.
    has_qop: bool,
    hides_user: bool,
    is_stale: bool,
    client_nonce: String,
    count: u32,
}

#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Hash {
    Md5,
    Sha256,
}

impl DigestAuth {
    pub(crate) fn new(username: impl Into<String>, password: impl Into<String>) -> Self {
        Self {
            username: username.into(),
            password: password.into(),
            challenges: Mutex::default(),
        }
    }

    /// Returns the value of `Authorization` for the next request (section 3.4).
    fn authorization(&self, challenge: &mut Challenge, method: &str, target: &str) -> String {
        challenge.count = challenge.count.saturating_add(1);
        let Challenge {
            realm,
            nonce,
            client_nonce,
            hash,
            ..
        } = &*challenge;
        let user = &self.username;
        let mut secret = hash.of(&format!("{user}:{realm}:{}", self.password));
        if challenge.is_session {
            secret = hash.of(&format!("{secret}:{nonce}:{client_nonce}"));
        }
        let request = hash.of(&format!("{method}:{target}"));
        let count = format!("{:08x}", challenge.count);
        let response = match challenge.has_qop {
            true => format!("{secret}:{nonce}:{count}:{client_nonce}:auth:{request}"),
            false => format!("{secret}:{nonce}:{request}"),
        };
        let mut text = match challenge.hides_user {
            true => format!(
                "Digest username=\"{}\"",
                hash.of(&format!("{user}:{realm}"))
            ),
            false if user.is_ascii() => format!("Digest username={}", quoted(user)),
            false => {
                let mut encoded = String::new();
                escape::component(user, &mut encoded);
                format!("Digest username*=UTF-8''{encoded}")
            }
        };
        let mut add = |name: &str, value: &str| text.push_str(&format!(", {name}={value}"));
        add("realm", &quoted(realm));
        add("uri", &quoted(target));
        if let Some(algorithm) = &challenge.algorithm {
            add("algorithm", algorithm);
        }
        add("nonce", &quoted(nonce));
        if challenge.has_qop {
            add("nc", &count);
            add("cnonce", &quoted(client_nonce));
            add("qop", "auth");
        }
        add("response", &quoted(&hash.of(&response)));
        if let Some(opaque) = &challenge.opaque {
            add("opaque", &quoted(opaque));
        }
        if challenge.hides_user {
            add("userhash", "true");
        }
        text
    }
}

impl Authorize for DigestAuth {
    fn authorize(&self, head: &mut Parts, body: Option<&[u8]>) -> Result<(), Refused> {
        let mut challenges = self
            .challenges
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let Some(challenge) = challenges.get_mut(&origin(&head.uri)) else {
            return match body {
                Some(_) => Ok(()),
                None => Err(
                    "the server has sent no challenge yet, and the body is a stream, which \
                             cannot be sent again after the challenge; make another call first, or \
                             pass the body as bytes"
                        .into(),
                ),
            };
        };
        let target = head
            .uri
            .path_and_query()
            .map_or("/", |target| target.as_str());
        let value = self.authorization(challenge, head.method.as_str(), target);
        let value = HeaderValue::from_bytes(value.as_bytes());
        let value = value.map_err(|_| "the user name has characters that no header can have")?;
        head.headers.insert(AUTHORIZATION, value);
        Ok(())
    }

    fn received(
        &self,
        sent: &Parts,
        status: StatusCode,
        headers: &HeaderMap,
    ) -> Result<bool, Refused> {
        let origin = origin(&sent.uri);
        let mut challenges = self
            .challenges
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if status != StatusCode::UNAUTHORIZED {
            if let Some(challenge) = challenges.get_mut(&origin)
                && let Some(nonce) = next_nonce(headers)
                && nonce != challenge.nonce
            {
                challenge.nonce = nonce;
                challenge.count = 0;
            }
            return Ok(false);
        }
        let Some(new) = Challenge::strongest(headers)? else {
            return Ok(false);
        };
        // Without `stale` the server rejects the user name or the password (section 3.3).
        if sent.headers.contains_key(AUTHORIZATION) && !new.is_stale {
            challenges.remove(&origin);
            return Ok(false);
        }
        // Another call may have counted with this nonce already.
        if challenges
            .get(&origin)
            .is_none_or(|known| known.nonce != new.nonce)
        {
            challenges.insert(origin, new);
        }
        Ok(true)
    }
}

impl Challenge {
    /// Returns the challenge with the strongest algorithm. `None` if there is no Digest challenge.
    fn strongest(headers: &HeaderMap) -> Result<Option<Self>, Refused> {
        let mut best: Option<Self> = None;
        let mut refused = None;
        for value in headers.get_all(WWW_AUTHENTICATE) {
            let text = String::from_utf8_lossy(value.as_bytes());
            for (scheme, parameters) in challenges(&text) {
                if !scheme.eq_ignore_ascii_case("digest") {
                    continue;
                }
                match Self::read(&parameters) {
                    Ok(new) if best.as_ref().is_none_or(|best| new.hash > best.hash) => {
                        best = Some(new);
                    }
                    Ok(_) => {}
                    Err(why) => refused = Some(why),
                }
            }
        }
        match (best, refused) {
            (None, Some(why)) => Err(why.into()),
            (best, _) => Ok(best),
        }
    }

    fn read(parameters: &[(String, String)]) -> Result<Self, String> {
        let get = |name: &str| parameter(parameters, name).map(str::to_owned);
        let is_true = |name: &str| get(name).is_some_and(|text| text.eq_ignore_ascii_case("true"));
        let algorithm = get("algorithm");
        let name = algorithm.as_deref().unwrap_or("MD5").to_ascii_lowercase();
        let is_session = name.ends_with("-sess");
        let hash = match name.as_str() {
            "md5" | "md5-sess" => Hash::Md5,
            "sha-256" | "sha-256-sess" => Hash::Sha256,
            _ => {
                return Err(format!(
                    "the server asks for the Digest algorithm `{}`; MD5 and SHA-256 are supported",
                    name.escape_debug()
                ));
            }
        };
        let options = get("qop");
        let has_auth = |options: &String| {
            let mut options = options.split(',');
            options.any(|option| option.trim().eq_ignore_ascii_case("auth"))
        };
        if options.as_ref().is_some_and(|options| !has_auth(options)) {
            return Err("the server asks for a Digest without `qop=auth`".to_owned());
        }
        Ok(Self {
            realm: get("realm").unwrap_or_default(),
            nonce: get("nonce").ok_or("the server's Digest challenge has no nonce")?,
            opaque: get("opaque"),
            hash,
            algorithm,
            is_session,
            has_qop: options.is_some(),
            hides_user: is_true("userhash"),
            is_stale: is_true("stale"),
            client_nonce: format!("{:016x}{:016x}", chance::number(), chance::number()),
            count: 0,
        })
    }
}

impl Hash {
    /// The hash in hexadecimal digits.
    fn of(self, text: &str) -> String {
        let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        match self {
            Self::Md5 => hex(&Md5::digest(text)),
            Self::Sha256 => hex(&Sha256::digest(text)),
        }
    }
}

fn origin(uri: &Uri) -> String {
    let authority = uri.authority().map_or("", |authority| authority.as_str());
    format!("{}://{authority}", uri.scheme_str().unwrap_or_default())
}

/// The nonce for the next request (section 3.5).
fn next_nonce(headers: &HeaderMap) -> Option<String> {
    let text = headers.get(AUTHENTICATION_INFO)?.to_str().ok()?;
    let text = format!("Digest {text}");
    let all = challenges(&text);
    let (_, parameters) = all.first()?;
    parameter(parameters, "nextnonce").map(str::to_owned)
}

fn parameter<'a>(parameters: &'a [(String, String)], name: &str) -> Option<&'a str> {
    let mut all = parameters.iter();
    let found = all.find(|(known, _)| known.eq_ignore_ascii_case(name));
    found.map(|(_, value)| value.as_str())
}

/// Splits the value of `WWW-Authenticate` into schemes with their parameters (RFC 9110, section
/// 11.6.1).
fn challenges(text: &str) -> Vec<(&str, Vec<(String, String)>)> {
    let mut all: Vec<(&str, Vec<(String, String)>)> = Vec::new();
    let mut rest = text.trim_start_matches([' ', '\t', ',']);
    while !rest.is_empty() {
        let (word, after) = token(rest);
        let after = after.trim_start();
        rest = match (after.strip_prefix('='), all.last_mut()) {
            (Some(after), Some((_, parameters))) => {
                let (value, after) = value(after.trim_start());
                parameters.push((word.to_owned(), value));
                after
            }
            (Some(after), None) => after,
            (None, _) if word.is_empty() => after.get(1..).unwrap_or_default(),
            (None, _) => {
                all.push((word, Vec::new()));
                after
            }
        };
        rest = rest.trim_start_matches([' ', '\t', ',']);
    }
    all
}

/// A token and what follows it.
fn token(text: &str) -> (&str, &str) {
    let end = text.find([' ', '\t', ',', '=', '"']).unwrap_or(text.len());
    text.split_at_checked(end).unwrap_or((text, ""))
}

/// A token or a quoted string, without its quotes, and what follows it.
fn value(text: &str) -> (String, &str) {
    let Some(inside) = text.strip_prefix('"') else {
        let (word, rest) = token(text);
        return (word.to_owned(), rest);
    };
    let mut value = String::new();
    let mut characters = inside.char_indices();
    while let Some((at, c)) = characters.next() {
        match c {
            '"' => return (value, inside.get(at + 1..).unwrap_or_default()),
            '\\' => value.extend(characters.next().map(|(_, c)| c)),
            c => value.push(c),
        }
    }
    (value, "")
}

/// A quoted string (RFC 9110, section 5.6.4).
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The response for a challenge, with a client nonce that is not random.
    fn response(challenge: &str, user: [&str; 2], client_nonce: &str, target: &str) -> String {
        let headers = HeaderMap::from_iter([(WWW_AUTHENTICATE, challenge.parse().unwrap())]);
        let mut challenge = Challenge::strongest(&headers).unwrap().unwrap();
        challenge.client_nonce = client_nonce.to_owned();
        DigestAuth::new(user[0], user[1]).authorization(&mut challenge, "GET", target)
    }

    #[test]
    fn responses_are_those_of_the_rfcs() {
        // RFC 7616, section 3.9.1.
        let parameters = "realm=\"http-auth@example.org\", qop=\"auth, auth-int\", \
             nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", \
             opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"";
        let nonce = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";
        for (algorithm, expected) in [
            ("MD5", "8ca523f5e9506fed4657c9700eebdbec"),
            (
                "SHA-256",
                "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1",
            ),
        ] {
            let challenge = format!("Digest {parameters}, algorithm={algorithm}");
            let user = ["Mufasa", "Circle of Life"];
            let text = response(&challenge, user, nonce, "/dir/index.html");
            assert!(text.contains(&format!("response=\"{expected}\"")), "{text}");
            assert!(
                text.starts_with(
                    "Digest username=\"Mufasa\", realm=\"http-auth@example.org\", \
                 uri=\"/dir/index.html\", algorithm="
                ),
                "{text}"
            );
            assert!(
                text.contains("nc=00000001, ") && text.contains("qop=auth, "),
                "{text}"
            );
        }
        // RFC 2617, section 3.5.
        let challenge = "Digest realm=\"testrealm@host.com\", qop=\"auth,auth-int\", \
             nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\", opaque=\"5ccc069c403ebaf9f0171e9517f40e41\"";
        let user = ["Mufasa", "Circle Of Life"];
        let text = response(challenge, user, "0a4f113b", "/dir/index.html");
        assert!(
            text.contains("response=\"6629fae49393a05397450978507c4ef1\""),
            "{text}"
        );
        assert!(!text.contains("algorithm"), "{text}");
    }

    #[test]
    fn the_strongest_challenge_is_chosen() {
        let text = "Basic realm=\"a, b\", Digest realm=\"r \\\"x\\\"\", nonce=\"1\", \
             Digest realm=r, nonce=2, algorithm=sha-256, userhash=true, Negotiate ab==";
        let text = response(text, ["u\"\\", "p"], "c", "/");
        assert!(
            text.contains("nonce=\"2\", response") && text.ends_with(", userhash=true"),
            "{text}"
        );
        let text = response("Digest nonce=1, realm=\"r\\\"\"", ["ü\"", "p"], "c", "/");
        assert!(
            text.starts_with("Digest username*=UTF-8''%C3%BC%22, realm=\"r\\\"\", "),
            "{text}"
        );
        for (text, why) in [
            ("Digest nonce=1, algorithm=SHA-512-256", "`sha-512-256`"),
            ("Digest nonce=1, qop=\"auth-int\"", "without `qop=auth`"),
            ("Digest realm=x, =, \"", "no nonce"),
        ] {
            let headers = HeaderMap::from_iter([(WWW_AUTHENTICATE, text.parse().unwrap())]);
            let error = Challenge::strongest(&headers).err().unwrap().to_string();
            assert!(error.contains(why), "{error}");
        }
    }
}
