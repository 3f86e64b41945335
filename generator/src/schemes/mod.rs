//! Which authentication schemes are there, and what does each stage have to know of one?
//!
//! A scheme is one row: a [`Scheme`] in a file of its own, listed in `ALL`. The stages ask the row
//! and never which scheme it is. Rows hold data only. Texts are templates in which `{scheme}` stands
//! for the name of the security scheme in the document, and `{name}` for the name of its header,
//! parameter or cookie, or of the HTTP authentication scheme.

mod api_key;
mod aws_sigv4;
mod basic;
mod bearer;
mod digest;
mod mutual_tls;
mod oauth2;
mod other_http;

use crate::text::DocumentText;
use std::fmt;

/// Every scheme. The first row that reads a Security Scheme Object is its scheme, so a special case
/// stands before the general one.
const ALL: &[&Scheme] = &[
    &basic::BASIC,
    &bearer::BEARER,
    &digest::DIGEST,
    &mutual_tls::MUTUAL_TLS,
    &other_http::OTHER_HTTP,
    &aws_sigv4::AWS_SIGV4,
    &api_key::HEADER_KEY,
    &api_key::QUERY_KEY,
    &api_key::COOKIE_KEY,
    &oauth2::OAUTH2,
];

/// An authentication scheme.
pub struct Scheme {
    /// Identifies the row.
    pub id: &'static str,
    /// Returns what the object says, if it describes this scheme.
    pub(crate) read: fn(&openapiv3::SecurityScheme) -> Option<Details>,
    /// Where the credentials are in a request.
    pub place: Place,
    /// The HTTP authentication scheme, if it is always the same one.
    pub http: Option<&'static str>,
    /// How a client is given credentials. `None` if the transport has them.
    pub(crate) client: Option<Client>,
    /// How a generated server reads credentials. `None` if the transport has them.
    pub(crate) server: Option<Server>,
    /// What it is, in a few words, for the reference. A template.
    pub(crate) summary: &'static str,
    /// What is sent, for the comparison of two documents. A template.
    pub(crate) sent: &'static str,
    /// The option of curl. `None` for the one that follows from the place.
    pub(crate) curl: Option<&'static str>,
    /// How the mock server checks credentials.
    pub mock: Mock,
}

/// Where credentials are in a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// In the header `Authorization`, after the name of the HTTP authentication scheme.
    Authorization,
    /// In a header of their own.
    Header,
    /// In a query parameter.
    Query,
    /// In a cookie.
    Cookie,
    /// Not in the request: the transport presents them.
    Transport,
}

/// What a Security Scheme Object says beyond its scheme.
#[derive(Default)]
pub(crate) struct Details {
    /// The name of a header, parameter or cookie, or of an HTTP authentication scheme.
    pub(crate) name: Option<DocumentText>,
    /// `flows.clientCredentials.tokenUrl`.
    pub(crate) token_url: Option<DocumentText>,
}

/// How a client is given credentials: the setter of its builder.
pub(crate) struct Client {
    /// The name of the setter if the document has one scheme of this name only. Otherwise, and
    /// without it, the setter is named after the security scheme.
    pub(crate) setter: Option<&'static str>,
    /// What the setter takes. A template.
    pub(crate) docs: &'static str,
    /// Its arguments.
    pub(crate) arguments: &'static [&'static str],
    /// The credentials that it makes of them.
    pub(crate) value: Value,
    /// What it takes, for the comparison of two documents.
    pub(crate) takes: &'static str,
    /// Arguments for examples, as Rust code in which `{crate}` stands for the generated crate.
    pub(crate) example: &'static str,
    /// The variant of the runtime's `Credential`, which has the name if the place needs one.
    pub(crate) credential: &'static str,
}

/// The credentials that a setter makes of its arguments.
pub(crate) enum Value {
    /// `Secret::function(arguments)`, where every argument is a text.
    Secret(&'static str),
    /// `Secret::signer(Type::new(arguments))`, where every argument is a text.
    Signer(&'static str),
    /// `Secret::signer(argument)`, where the only argument has this public type of the runtime.
    Given(&'static str),
}

/// How a generated server reads credentials.
pub(crate) struct Server {
    /// The type of the runtime that they have.
    pub(crate) ty: &'static str,
    /// The method of the runtime's `Presented` that returns them.
    pub(crate) method: &'static str,
    /// Whether the method takes the name.
    pub(crate) takes_name: bool,
}

/// How the mock server checks credentials. It has no accounts, so it checks their form only.
pub struct Mock {
    /// What a request has to have. A template.
    pub expected: &'static str,
    /// The challenge in `WWW-Authenticate`. A template.
    pub challenge: &'static str,
    /// Whether the credentials are well-formed: what follows the name of the HTTP authentication
    /// scheme, or the whole value. They are never empty.
    pub accepts: fn(&str) -> bool,
    /// Credentials that it accepts.
    pub sample: &'static str,
}

/// What a caller has to present for a security scheme, and where it goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credential {
    /// The authentication scheme.
    pub scheme: &'static Scheme,
    name: Option<DocumentText>,
    /// The token endpoint for OAuth 2 client credentials, if the document has that flow.
    pub token_url: Option<DocumentText>,
}

impl Credential {
    /// Returns what a Security Scheme Object asks for. `check` has seen to it that it has one of the
    /// types of OpenAPI 3.0, and every object of these types has a row.
    pub(crate) fn of(object: &openapiv3::SecurityScheme) -> Self {
        let mut rows = ALL.iter();
        let found = rows.find_map(|row| Some((*row, (row.read)(object)?)));
        let (scheme, details) = found.unwrap_or((&oauth2::OAUTH2, Details::default()));
        Self {
            scheme,
            name: details.name,
            token_url: details.token_url,
        }
    }

    /// Returns what a Security Scheme Object of OpenAPI 3.0 asks for. `None` if the value is no such
    /// object.
    pub fn parse(object: serde_json::Value) -> Option<Self> {
        serde_json::from_value(object)
            .ok()
            .map(|object| Self::of(&object))
    }

    /// Whether the transport presents it, so that a client has no setter and a request has nothing.
    pub fn is_of_transport(&self) -> bool {
        self.scheme.place == Place::Transport
    }

    /// The name of its header, parameter or cookie, or of the HTTP authentication scheme.
    pub fn name(&self) -> DocumentText {
        let name = self.name.clone();
        name.unwrap_or_else(|| self.scheme.http.unwrap_or_default().into())
    }
}

impl fmt::Debug for Scheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Scheme({})", self.id)
    }
}

impl PartialEq for Scheme {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Scheme {}

/// Fills in a template. The texts have the form that the place needs where the result is written.
pub fn filled(template: &str, scheme: &str, name: &str) -> String {
    let mut text = String::with_capacity(template.len() + scheme.len() + name.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        rest = if let Some(after) = after.strip_prefix("scheme}") {
            text.push_str(scheme);
            after
        } else if let Some(after) = after.strip_prefix("name}") {
            text.push_str(name);
            after
        } else {
            text.push('{');
            after
        };
    }
    text.push_str(rest);
    text
}

/// Any credentials that are not empty.
fn any(_: &str) -> bool {
    true
}

/// Whether an object is of type `http` with this scheme, whose name has no case (RFC 9110, section 11.1).
fn is_http(object: &openapiv3::SecurityScheme, name: &str) -> bool {
    matches!(object, openapiv3::SecurityScheme::HTTP { scheme, .. } if scheme.eq_ignore_ascii_case(name))
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "texts are compared")]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// The credential of a Security Scheme Object in YAML.
    fn of(object: &str) -> Credential {
        let document = format!("components: {{securitySchemes: {{s: {object}}}}}");
        let (api, _) = crate::lower::testing::lowered(&document);
        api.schemes[0].credential.clone()
    }

    #[test]
    fn each_object_has_its_row() {
        for (object, id, name) in [
            ("{type: http, scheme: BASIC}", "basic", "Basic"),
            ("{type: http, scheme: bearer}", "bearer", "Bearer"),
            ("{type: http, scheme: digest}", "digest", "Digest"),
            (
                "{type: apiKey, in: header, name: Authorization, x-amazon-apigateway-authtype: awsSigv4}",
                "aws-sigv4",
                "AWS4-HMAC-SHA256",
            ),
            (
                "{type: apiKey, in: header, name: Authorization, x-amazon-apigateway-authtype: custom}",
                "header-key",
                "Authorization",
            ),
            ("{type: http, scheme: Hoba}", "other-http", "Hoba"),
            ("{type: http, scheme: mutualTLS}", "mutual-tls", ""),
            ("{type: apiKey, in: header, name: X}", "header-key", "X"),
            ("{type: apiKey, in: query, name: q}", "query-key", "q"),
            ("{type: apiKey, in: cookie, name: c}", "cookie-key", "c"),
            (
                "{type: openIdConnect, openIdConnectUrl: 'https://a.example/x'}",
                "bearer",
                "Bearer",
            ),
            ("{type: oauth2, flows: {}}", "oauth2", "Bearer"),
        ] {
            let credential = of(object);
            assert_eq!(credential.scheme.id, id, "{object}");
            assert_eq!(credential.name().untrusted(), name, "{object}");
        }
    }

    #[test]
    fn a_row_is_complete() {
        let ids: BTreeSet<&str> = ALL.iter().map(|row| row.id).collect();
        assert_eq!(ids.len(), ALL.len());
        for row in ALL {
            let is_of_transport = row.place == Place::Transport;
            assert_eq!(row.client.is_none(), is_of_transport, "{row:?}");
            assert_eq!(row.server.is_none(), is_of_transport, "{row:?}");
            assert!(
                is_of_transport || (row.mock.accepts)(row.mock.sample),
                "{row:?}"
            );
        }
    }

    #[test]
    fn texts_are_filled_in_once() {
        assert_eq!(
            filled("a {name} of {scheme}", "{name}", "n"),
            "a n of {name}"
        );
        assert_eq!(filled("{x} {", "s", "n"), "{x} {");
    }
}
