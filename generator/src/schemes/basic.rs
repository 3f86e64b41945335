//! User name and password (RFC 7617).

use super::{Client, Details, Mock, Place, Scheme, Server, Value, is_http};

pub(super) const BASIC: Scheme = Scheme {
    id: "basic",
    read: |object| is_http(object, "basic").then(Details::default),
    place: Place::Authorization,
    http: Some("Basic"),
    client: Some(Client {
        setter: Some("basic_auth"),
        docs: "User name and password for {scheme} (HTTP basic, RFC 7617).",
        arguments: &["username", "password"],
        value: Value::Secret("basic"),
        takes: "a user name and a password",
        example: "\"username\", \"password\"",
        credential: "Basic",
    }),
    server: Some(Server {
        ty: "Basic",
        method: "basic",
        takes_name: false,
    }),
    summary: "HTTP basic",
    sent: "basic authentication",
    curl: Some("-u \"$USERNAME:$PASSWORD\""),
    mock: Mock {
        expected: "`Authorization: Basic …`, user name and password",
        challenge: "Basic realm=\"mock\", charset=\"UTF-8\"",
        accepts: is_pair,
        sample: "YTpi",
    },
};

/// Whether this is base64 of a text that has a colon (section 2).
fn is_pair(token: &str) -> bool {
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
