//! A key in a header, a query parameter or a cookie.

use super::{Client, Details, Mock, Place, Scheme, Server, Value, any};
use openapiv3::{APIKeyLocation, SecurityScheme};

pub(super) const HEADER_KEY: Scheme = Scheme {
    id: "header-key",
    read: |object| match object {
        SecurityScheme::APIKey {
            location: APIKeyLocation::Header,
            name,
            ..
        } => Some(named(name)),
        _ => None,
    },
    place: Place::Header,
    http: None,
    client: Some(Client {
        docs: "The key for {scheme}, sent in the header {name}.",
        credential: "HeaderKey",
        ..CLIENT
    }),
    server: Some(Server {
        ty: "Token",
        method: "header_key",
        takes_name: true,
    }),
    summary: "key in the header {name}",
    sent: "the header {name}",
    curl: None,
    mock: Mock {
        expected: "the header {name}",
        ..MOCK
    },
};

pub(super) const QUERY_KEY: Scheme = Scheme {
    id: "query-key",
    read: |object| match object {
        SecurityScheme::APIKey {
            location: APIKeyLocation::Query,
            name,
            ..
        } => Some(named(name)),
        _ => None,
    },
    place: Place::Query,
    client: Some(Client {
        docs: "The key for {scheme}, sent in the query as {name}.",
        credential: "QueryKey",
        ..CLIENT
    }),
    server: Some(Server {
        ty: "Token",
        method: "query_key",
        takes_name: true,
    }),
    summary: "key in the query, {name}",
    sent: "the query parameter {name}",
    mock: Mock {
        expected: "the query parameter {name}",
        ..MOCK
    },
    ..HEADER_KEY
};

pub(super) const COOKIE_KEY: Scheme = Scheme {
    id: "cookie-key",
    read: |object| match object {
        SecurityScheme::APIKey {
            location: APIKeyLocation::Cookie,
            name,
            ..
        } => Some(named(name)),
        _ => None,
    },
    place: Place::Cookie,
    client: Some(Client {
        docs: "The key for {scheme}, sent in the cookie {name}.",
        credential: "CookieKey",
        ..CLIENT
    }),
    server: Some(Server {
        ty: "Token",
        method: "cookie_key",
        takes_name: true,
    }),
    summary: "key in the cookie {name}",
    sent: "the cookie {name}",
    mock: Mock {
        expected: "the cookie {name}",
        ..MOCK
    },
    ..HEADER_KEY
};

const CLIENT: Client = Client {
    setter: Some("api_key"),
    docs: "",
    arguments: &["key"],
    value: Value::Secret("token"),
    takes: "one value",
    example: "\"key\"",
    credential: "",
};

/// No challenge is registered for keys, but a response with status 401 has to have one (RFC 9110,
/// section 15.5.2).
const MOCK: Mock = Mock {
    expected: "",
    challenge: "ApiKey realm=\"mock\"",
    accepts: any,
    sample: "x",
};

fn named(name: &str) -> Details {
    Details {
        name: Some(name.into()),
        token_url: None,
    }
}
