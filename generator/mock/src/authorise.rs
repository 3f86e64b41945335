//! Does a request show credentials as the document says? Any are taken: a mock has no accounts.
//! (Security Requirement Object; RFC 9110, section 11.)

use super::coding::pairs;
use super::refusal::Refusal;
use bindery::ir::{Alternative, SecurityScheme};
use bindery::schemes::{Credential, Place, filled};
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
    let (row, name) = (credential.scheme, credential.name());
    let name = name.untrusted();
    let accepted = |value: &str| !value.is_empty() && (row.mock.accepts)(value);
    match row.place {
        Place::Authorization => given(name).is_some_and(|value| accepted(&value)),
        Place::Header => headers
            .get(name)
            .is_some_and(|value| !value.is_empty() && value.to_str().map_or(true, accepted)),
        Place::Query => pairs(query)
            .iter()
            .any(|(key, value)| key == name && accepted(value)),
        Place::Cookie => {
            let cookies = headers.get_all("cookie").iter();
            let mut cookies = cookies
                .filter_map(|value| value.to_str().ok())
                .flat_map(|text| text.split(';'))
                .filter_map(|pair| pair.trim().split_once('='));
            cookies.any(|(key, value)| key == name && accepted(value))
        }
        // The certificate was presented before there was a request.
        Place::Transport => true,
    }
}

fn described(credential: &Credential) -> String {
    let name = credential.name();
    let name = match credential.scheme.place {
        Place::Authorization | Place::Transport => name.untrusted().to_owned(),
        Place::Header | Place::Query | Place::Cookie => format!("`{}`", name.untrusted()),
    };
    filled(credential.scheme.mock.expected, "", &name)
}

/// The challenge of a scheme.
fn challenge(credential: &Credential) -> String {
    let name = credential.name();
    filled(credential.scheme.mock.challenge, "", name.untrusted())
}

#[cfg(test)]
mod tests {
    use super::*;
    use bindery::ir::Docs;
    use serde_json::{Value, json};

    fn status(scheme: Value, query: &str, header: (&'static str, &str)) -> u16 {
        let schemes = [SecurityScheme {
            name: "s".into(),
            credential: Credential::parse(scheme).unwrap(),
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
        let basic_scheme = json!({"type": "http", "scheme": "basic"});
        let basic = |value| status(basic_scheme.clone(), "", ("authorization", value));
        assert_eq!(basic("Basic dXNlcjpwYXNz"), 200);
        assert_eq!(basic("basic dXNlcjo="), 200);
        assert_eq!(basic("Basic dXNlcg=="), 401); // no colon
        assert_eq!(basic("Basic ä"), 401);
        assert_eq!(basic("Basic"), 401);
        assert_eq!(basic("Bearer dXNlcjpwYXNz"), 401);
        let bearer_scheme = json!({"type": "http", "scheme": "bearer"});
        let bearer = |value| status(bearer_scheme.clone(), "", ("authorization", value));
        assert_eq!(bearer("Bearer x"), 200);
        assert_eq!(bearer("Bearer "), 401);
        let oauth = json!({"type": "oauth2", "flows": {}});
        assert_eq!(status(oauth, "", ("authorization", "bearer x")), 200);
        let other = json!({"type": "http", "scheme": "Hoba"});
        assert_eq!(status(other, "", ("authorization", "Hoba x")), 200);
        let key = json!({"type": "apiKey", "in": "header", "name": "X-Key"});
        assert_eq!(status(key.clone(), "", ("x-key", "x")), 200);
        assert_eq!(status(key, "", ("x-key", "")), 401);
        let key = json!({"type": "apiKey", "in": "query", "name": "key"});
        assert_eq!(status(key.clone(), "key=x", ("a", "b")), 200);
        assert_eq!(status(key, "key=", ("a", "b")), 401);
        let key = json!({"type": "apiKey", "in": "cookie", "name": "sid"});
        assert_eq!(status(key.clone(), "", ("cookie", "a=b; sid=1")), 200);
        assert_eq!(status(key, "", ("cookie", "a=b")), 401);
        let tls = json!({"type": "http", "scheme": "mutualTLS"});
        assert_eq!(status(tls, "", ("a", "b")), 200);
    }

    #[test]
    fn one_alternative_is_enough_and_none_is_anonymous() {
        let headers = HeaderMap::new();
        let anonymous = [Alternative::default()];
        assert!(check(&[], &anonymous, "", &headers).is_ok());
        assert!(check(&[], &[], "", &headers).is_ok());
    }
}
