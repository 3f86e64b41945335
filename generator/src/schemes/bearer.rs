//! A token (RFC 6750), also for OpenID Connect.

use super::{Client, Details, Mock, Place, Scheme, Server, Value, any, is_http};

pub(super) const BEARER: Scheme = Scheme {
    id: "bearer",
    read: |object| {
        let is_open_id = matches!(object, openapiv3::SecurityScheme::OpenIDConnect { .. });
        (is_open_id || is_http(object, "bearer")).then(Details::default)
    },
    place: Place::Authorization,
    http: Some("Bearer"),
    client: Some(Client {
        setter: Some("bearer_auth"),
        docs: "The token for {scheme} (HTTP bearer, RFC 6750).",
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
    summary: "HTTP bearer",
    sent: "a bearer token",
    curl: Some("-H \"Authorization: Bearer $TOKEN\""),
    mock: Mock {
        expected: "`Authorization: Bearer …`",
        challenge: "Bearer realm=\"mock\"",
        accepts: any,
        sample: "x",
    },
};
