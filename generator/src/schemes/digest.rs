//! HTTP Digest (RFC 7616): user name and password, which are not sent.

use super::{Client, Details, Mock, Place, Scheme, Server, Value, is_http};

pub(super) const DIGEST: Scheme = Scheme {
    id: "digest",
    read: |object| is_http(object, "digest").then(Details::default),
    place: Place::Authorization,
    http: Some("Digest"),
    client: Some(Client {
        setter: Some("digest_auth"),
        docs: "User name and password for {scheme} (HTTP Digest, RFC 7616). They are not sent: the first \
               request is sent without credentials, and again when the server has sent a challenge.",
        arguments: &["username", "password"],
        value: Value::Signer("DigestAuth"),
        takes: "a user name and a password",
        example: "\"username\", \"password\"",
        credential: "Authorization",
    }),
    server: Some(Server {
        ty: "Token",
        method: "authorization",
        takes_name: true,
    }),
    summary: "HTTP Digest",
    sent: "HTTP Digest authentication",
    curl: Some("--digest -u \"$USERNAME:$PASSWORD\""),
    mock: Mock {
        expected: "`Authorization: Digest …` with `username`, `realm`, `nonce`, `uri` and `response`",
        challenge: "Digest realm=\"mock\", nonce=\"mock\", qop=\"auth\", algorithm=SHA-256",
        accepts: |value| {
            let parameters = ["realm=", "nonce=", "uri=", "response="];
            value.contains("username") && parameters.iter().all(|it| value.contains(it))
        },
        sample: "username=\"a\", realm=\"mock\", nonce=\"mock\", uri=\"/\", response=\"0\"",
    },
};
