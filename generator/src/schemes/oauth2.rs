//! An access token of OAuth 2 (RFC 6749), sent as a bearer token.

use super::bearer::BEARER;
use super::{Client, Details, Mock, Scheme, Server, Value};

pub(super) const OAUTH2: Scheme = Scheme {
    id: "oauth2",
    read: |object| {
        let openapiv3::SecurityScheme::OAuth2 { flows, .. } = object else {
            return None;
        };
        let flow = flows.client_credentials.as_ref();
        Some(Details {
            token_url: flow.map(|flow| flow.token_url.trim().into()),
            ..Details::default()
        })
    },
    client: Some(Client {
        setter: Some("oauth2_token"),
        docs: "An access token for {scheme} (OAuth 2).",
        arguments: &["token"],
        value: Value::Secret("token"),
        takes: "one value",
        example: "\"token\"",
        credential: "Bearer",
    }),
    server: Some(Server {
        ty: "Token",
        method: "bearer",
        takes_name: false,
    }),
    summary: "OAuth 2",
    sent: "an access token",
    mock: Mock {
        expected: "OAuth 2, `Authorization: Bearer …`",
        ..BEARER.mock
    },
    ..BEARER
};
