//! Does a request show credentials as the document says? Any are taken: a mock has no accounts.
//! (Security Requirement Object; RFC 9110, section 11.)

use super::coding::pairs;
use super::refusal::Refusal;
use bindery::ir::{Alternative, Credential, SecurityScheme};
use bindery::text::DocumentText;
use hyper::HeaderMap;
use hyper::header::{AUTHORIZATION, WWW_AUTHENTICATE};

/// Whether one of the alternatives is met; that is so where there is none.
///
/// # Errors
///
/// A refusal with status 401 and a challenge for each scheme of HTTP.
pub(super) fn check(
    schemes: &[SecurityScheme],
    alternatives: &[Alternative],
    query: &str,
    headers: &HeaderMap,
) -> Result<(), Refusal> {
    let credential = |name: &DocumentText| {
        let mut schemes = schemes.iter();
        schemes
            .find(|scheme| scheme.name == *name)
            .map(|scheme| &scheme.credential)
    };
    let met = |alternative: &Alternative| {
        let mut needed = alternative.schemes.iter();
        needed.all(|(name, _)| {
            // One that is not declared cannot be shown.
            credential(name).is_none_or(|credential| shown(credential, query, headers))
        })
    };
    if alternatives.is_empty() || alternatives.iter().any(met) {
        return Ok(());
    }
    let needed: Vec<(&str, &Credential)> = alternatives
        .iter()
        .flat_map(|alternative| &alternative.schemes)
        .filter_map(|(name, _)| Some((name.untrusted(), credential(name)?)))
        .collect();
    let mut words: Vec<String> = Vec::new();
    let mut challenges: Vec<String> = Vec::new();
    for (name, credential) in needed {
        let word = format!("`{name}` ({})", described(credential));
        if !words.contains(&word) {
            words.push(word);
        }
        let challenge = challenge(credential);
        if !challenges.contains(&challenge) {
            challenges.push(challenge);
        }
    }
    let reason = format!("credentials are missing or malformed: {}", words.join(", "));
    let refusal = Refusal::new(401, reason);
    Err(challenges.into_iter().fold(refusal, |refusal, challenge| {
        refusal.with(WWW_AUTHENTICATE, challenge)
    }))
}

fn shown(credential: &Credential, query: &str, headers: &HeaderMap) -> bool {
    let given = |scheme: &str| {
        let values = headers.get_all(AUTHORIZATION).iter();
        let mut values = values.filter_map(|value| value.to_str().ok());
        values.find_map(|value| {
            let (word, rest) = value.split_once(' ').unwrap_or((value, ""));
            let rest = rest.trim();
            (word.eq_ignore_ascii_case(scheme) && !rest.is_empty()).then(|| rest.to_owned())
        })
    };
    match credential {
        Credential::Basic => given("basic").is_some_and(|token| is_basic(&token)),
        Credential::Bearer | Credential::OAuth2 { .. } => given("bearer").is_some(),
        Credential::Other(scheme) => given(scheme.untrusted()).is_some(),
        Credential::HeaderKey(name) => headers
            .get(name.untrusted())
            .is_some_and(|value| !value.is_empty()),
        Credential::QueryKey(name) => pairs(query)
            .iter()
            .any(|(key, value)| *name == *key && !value.is_empty()),
        Credential::CookieKey(name) => {
            let cookies = headers.get_all("cookie").iter();
            let mut cookies = cookies
                .filter_map(|value| value.to_str().ok())
                .flat_map(|text| text.split(';'))
                .filter_map(|pair| pair.trim().split_once('='));
            cookies.any(|(key, value)| *name == *key && !value.is_empty())
        }
        // The certificate was shown before there was a request.
        Credential::MutualTls => true,
    }
}

/// Base64 of text with a colon in it (RFC 7617, section 2).
fn is_basic(token: &str) -> bool {
    let mut bits = 0_u32;
    let mut held = 0;
    let mut colon = false;
    for byte in token.trim_end_matches('=').bytes() {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return false,
        };
        bits = (bits << 6 | u32::from(value)) & 0xff_ffff;
        held += 6;
        if held >= 8 {
            held -= 8;
            colon |= (bits >> held) & 0xff == u32::from(b':');
        }
    }
    colon
}

fn described(credential: &Credential) -> String {
    match credential {
        Credential::Basic => "`Authorization: Basic …`, user name and password".to_owned(),
        Credential::Bearer => "`Authorization: Bearer …`".to_owned(),
        Credential::OAuth2 { .. } => "OAuth 2, `Authorization: Bearer …`".to_owned(),
        Credential::HeaderKey(name) => format!("the header `{}`", name.untrusted()),
        Credential::QueryKey(name) => format!("the query parameter `{}`", name.untrusted()),
        Credential::CookieKey(name) => format!("the cookie `{}`", name.untrusted()),
        Credential::MutualTls => "a certificate".to_owned(),
        Credential::Other(scheme) => format!("`Authorization: {} …`", scheme.untrusted()),
    }
}

/// The challenge of a scheme. Keys have none that is registered; a 401 has to have one all the same
/// (RFC 9110, section 15.5.2).
fn challenge(credential: &Credential) -> String {
    match credential {
        Credential::Basic => "Basic realm=\"mock\", charset=\"UTF-8\"".to_owned(),
        Credential::Bearer | Credential::OAuth2 { .. } => "Bearer realm=\"mock\"".to_owned(),
        Credential::Other(scheme) => format!("{} realm=\"mock\"", scheme.untrusted()),
        _ => "ApiKey realm=\"mock\"".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bindery::ir::Docs;

    fn status(credential: Credential, query: &str, header: (&'static str, &str)) -> u16 {
        let schemes = [SecurityScheme {
            name: "s".into(),
            credential,
            docs: Docs::default(),
        }];
        let alternatives = [Alternative {
            schemes: vec![("s".into(), Vec::new())],
        }];
        let mut headers = HeaderMap::new();
        headers.insert(header.0, header.1.parse().unwrap());
        match check(&schemes, &alternatives, query, &headers) {
            Ok(()) => 200,
            Err(refusal) => {
                assert!(!refusal.headers.is_empty());
                refusal.status
            }
        }
    }

    #[test]
    fn credentials_have_to_have_their_form() {
        let basic = |value| status(Credential::Basic, "", ("authorization", value));
        assert_eq!(basic("Basic dXNlcjpwYXNz"), 200);
        assert_eq!(basic("basic dXNlcjo="), 200);
        assert_eq!(basic("Basic dXNlcg=="), 401); // no colon
        assert_eq!(basic("Basic ä"), 401);
        assert_eq!(basic("Basic"), 401);
        assert_eq!(basic("Bearer dXNlcjpwYXNz"), 401);
        let bearer = |value| status(Credential::Bearer, "", ("authorization", value));
        assert_eq!(bearer("Bearer x"), 200);
        assert_eq!(bearer("Bearer "), 401);
        let oauth = Credential::OAuth2 { token_url: None };
        assert_eq!(status(oauth, "", ("authorization", "bearer x")), 200);
        let other = Credential::Other("Digest".into());
        assert_eq!(status(other, "", ("authorization", "Digest x")), 200);
        let key = || Credential::HeaderKey("X-Key".into());
        assert_eq!(status(key(), "", ("x-key", "x")), 200);
        assert_eq!(status(key(), "", ("x-key", "")), 401);
        let key = || Credential::QueryKey("key".into());
        assert_eq!(status(key(), "key=x", ("a", "b")), 200);
        assert_eq!(status(key(), "key=", ("a", "b")), 401);
        let key = || Credential::CookieKey("sid".into());
        assert_eq!(status(key(), "", ("cookie", "a=b; sid=1")), 200);
        assert_eq!(status(key(), "", ("cookie", "a=b")), 401);
        assert_eq!(status(Credential::MutualTls, "", ("a", "b")), 200);
    }

    #[test]
    fn one_alternative_is_enough_and_none_is_anonymous() {
        let headers = HeaderMap::new();
        let anonymous = [Alternative::default()];
        assert!(check(&[], &anonymous, "", &headers).is_ok());
        assert!(check(&[], &[], "", &headers).is_ok());
    }
}
