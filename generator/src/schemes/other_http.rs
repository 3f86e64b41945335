//! Any other HTTP authentication scheme: the caller sets the whole value of `Authorization`.

use super::{Client, Details, Mock, Place, Scheme, Server, Value, any};

pub(super) const OTHER_HTTP: Scheme = Scheme {
    id: "other-http",
    read: |object| match object {
        openapiv3::SecurityScheme::HTTP { scheme, .. } => Some(Details {
            name: Some(scheme.into()),
            token_url: None,
        }),
        _ => None,
    },
    place: Place::Authorization,
    http: None,
    client: Some(Client {
        setter: None,
        docs: "The value of `Authorization` for {scheme} (HTTP {name}).",
        arguments: &["value"],
        value: Value::Secret("token"),
        takes: "one value",
        example: "\"token\"",
        credential: "Authorization",
    }),
    server: Some(Server {
        ty: "Token",
        method: "authorization",
        takes_name: true,
    }),
    summary: "HTTP {name}",
    sent: "`Authorization` of the kind {name}",
    curl: None,
    mock: Mock {
        expected: "`Authorization: {name} …`",
        challenge: "{name} realm=\"mock\"",
        accepts: any,
        sample: "x",
    },
};
