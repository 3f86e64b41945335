// Made by bindery; changes are overwritten.

//! Whom does a client trust?

use super::error::{Error, Kind};
use rustls::{ClientConfig, RootCertStore};
use rustls_platform_verifier::Verifier;
use std::sync::Arc;

/// TLS 1.2 and 1.3 with the roots of the system. The cryptography is ring's, given here and not
/// set for the process, which is not ours to decide.
pub(crate) fn config() -> Result<ClientConfig, Error> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()
        .map_err(unusable)?;
    let builder = match Verifier::new(provider) {
        Ok(verifier) => builder
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(verifier)),
        // A system without roots can still call by plain HTTP; over TLS, it trusts nobody.
        Err(_) => builder.with_root_certificates(RootCertStore::empty()),
    };
    #[allow(unused_mut, reason = "only HTTP/2 has to be negotiated")]
    let mut config = builder.with_no_client_auth();
    #[cfg(feature = "http2")]
    {
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    }
    Ok(config)
}

/// A transport that cannot be set up.
pub(crate) fn unusable(cause: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::new(Kind::Configuration, "the transport cannot be set up").because(cause)
}
