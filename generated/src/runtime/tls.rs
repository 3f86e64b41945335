// Made by bindery; changes are overwritten.

//! The configuration of TLS.

use super::error::{Error, Kind};
use super::tls_ring;
use rustls::crypto::CryptoProvider;
use rustls::{ClientConfig, RootCertStore};
use rustls_platform_verifier::Verifier;
use std::sync::Arc;

/// TLS 1.2 and 1.3 with the root certificates of the operating system. The cryptography is that
/// which the program installed for the process, or else ring. None is installed here: that is the
/// program's decision.
pub(crate) fn config() -> Result<ClientConfig, Error> {
    let provider = match CryptoProvider::get_default() {
        Some(installed) => Arc::clone(installed),
        None => Arc::new(tls_ring::provider()),
    };
    let builder = ClientConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()
        .map_err(unusable)?;
    let builder = match Verifier::new(provider) {
        Ok(verifier) => builder
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(verifier)),
        // Without root certificates, plain HTTP still works and TLS trusts no server.
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

/// The error of a transport that cannot be set up.
fn unusable(cause: rustls::Error) -> Error {
    Error::new(Kind::Configuration, "TLS cannot be set up").because(cause)
}
