//! A certificate, which the transport presents before there is a request.

use super::{Details, Mock, Place, Scheme, any, is_http};

pub(super) const MUTUAL_TLS: Scheme = Scheme {
    id: "mutual-tls",
    // `upgrade` writes it so, as OpenAPI 3.0 has no such type.
    read: |object| is_http(object, "mutualtls").then(Details::default),
    place: Place::Transport,
    http: None,
    client: None,
    server: None,
    summary: "mutual TLS, configured in the transport",
    sent: "a certificate",
    curl: Some("--cert client.pem"),
    mock: Mock {
        expected: "a certificate",
        challenge: "Mutual",
        accepts: any,
        sample: "",
    },
};
