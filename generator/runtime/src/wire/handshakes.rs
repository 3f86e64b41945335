//! Does the cryptography of the built-in transport agree with that of rustls? Each cipher suite, key
//! exchange and kind of certificate is used once, with a server that has the provider of rustls.

use crate::runtime::tls_ring;
use rcgen::{CertificateParams, KeyPair, SignatureAlgorithm};
use rustls::crypto::CryptoProvider;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer, ServerName};
use rustls::{
    CipherSuite, ClientConfig, ClientConnection, ConnectionCommon, Error, NamedGroup,
    ProtocolVersion, RootCertStore, ServerConfig, ServerConnection, SupportedCipherSuite,
};
use std::io::{Read, Write};
use std::sync::Arc;

/// A certificate for `a.example` and `localhost`, by itself.
pub(super) fn certificate(
    algorithm: &'static SignatureAlgorithm,
) -> (CertificateDer<'static>, KeyPair) {
    let key = KeyPair::generate_for(algorithm).unwrap();
    (self_signed(&key), key)
}

/// The same with a key that was made before, as ring makes none for RSA.
fn rsa() -> (CertificateDer<'static>, KeyPair) {
    let key = PrivatePkcs8KeyDer::from(&include_bytes!("rsa.der")[..]);
    let key = KeyPair::from_pkcs8_der_and_sign_algo(&key, &rcgen::PKCS_RSA_SHA256).unwrap();
    (self_signed(&key), key)
}

fn self_signed(key: &KeyPair) -> CertificateDer<'static> {
    let parameters = CertificateParams::new(["a.example", "localhost"].map(str::to_owned)).unwrap();
    parameters.self_signed(key).unwrap().der().clone()
}

fn is_rsa(suite: CipherSuite) -> bool {
    format!("{suite:?}").contains("_RSA_")
}

/// Both ends of a connection: ours, and one with what rustls has of ring.
fn connection(
    ours: CryptoProvider,
    theirs: CryptoProvider,
    with: &(CertificateDer<'static>, KeyPair),
    trusted: &CertificateDer<'static>,
) -> (ClientConnection, ServerConnection) {
    let mut roots = RootCertStore::empty();
    roots.add(trusted.clone()).unwrap();
    let client = ClientConfig::builder_with_provider(Arc::new(ours))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let name = ServerName::try_from("a.example").unwrap();
    (
        ClientConnection::new(Arc::new(client), name).unwrap(),
        ServerConnection::new(server_config(theirs, with)).unwrap(),
    )
}

/// A server with this certificate.
pub(super) fn server_config(
    provider: CryptoProvider,
    (certificate, key): &(CertificateDer<'static>, KeyPair),
) -> Arc<ServerConfig> {
    let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(provider))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.clone()], key);
    Arc::new(config.unwrap())
}

/// Carries everything that one end has to say to the other.
fn carry<A, B>(from: &mut ConnectionCommon<A>, to: &mut ConnectionCommon<B>) -> Result<(), Error> {
    while from.wants_write() {
        let mut wire = Vec::new();
        from.write_tls(&mut wire).unwrap();
        let mut wire = &wire[..];
        while !wire.is_empty() {
            to.read_tls(&mut wire).unwrap();
            to.process_new_packets()?;
        }
    }
    Ok(())
}

fn shake(client: &mut ClientConnection, server: &mut ServerConnection) -> Result<(), Error> {
    while client.is_handshaking() || server.is_handshaking() {
        carry(client, server)?;
        carry(server, client)?;
    }
    Ok(())
}

/// Sends texts of many lengths in both directions, some longer than a record.
fn talk(client: &mut ClientConnection, server: &mut ServerConnection) {
    for length in [0, 1, 15, 16, 17, 1000, 16_384, 16_385, 60_000] {
        let text: Vec<u8> = (0..=250).cycle().take(length).collect();
        say(client, server, &text);
        say(server, client, &text);
    }
}

fn say<A, B>(from: &mut ConnectionCommon<A>, to: &mut ConnectionCommon<B>, text: &[u8]) {
    let mut heard = Vec::new();
    for part in text.chunks(16_384) {
        from.writer().write_all(part).unwrap();
        carry(from, to).unwrap();
        let mut received = vec![0; part.len()];
        to.reader().read_exact(&mut received).unwrap();
        heard.extend(received);
    }
    assert!(heard == text, "{} bytes", text.len());
}

fn only(suite: CipherSuite) -> CryptoProvider {
    let mut provider = rustls::crypto::ring::default_provider();
    provider.cipher_suites.retain(|it| it.suite() == suite);
    assert_eq!(provider.cipher_suites.len(), 1, "{suite:?}");
    provider
}

#[test]
fn every_cipher_suite_is_spoken() {
    let (ecdsa, rsa) = (certificate(&rcgen::PKCS_ECDSA_P256_SHA256), rsa());
    let suites = tls_ring::provider().cipher_suites;
    let theirs = rustls::crypto::ring::default_provider().cipher_suites;
    let names = |suites: &[SupportedCipherSuite]| -> Vec<CipherSuite> {
        suites.iter().map(SupportedCipherSuite::suite).collect()
    };
    assert_eq!(
        names(&suites),
        names(&theirs),
        "the same, in the same order"
    );
    for suite in names(&suites) {
        let with = if is_rsa(suite) { &rsa } else { &ecdsa };
        let (mut client, mut server) = connection(tls_ring::provider(), only(suite), with, &with.0);
        shake(&mut client, &mut server).unwrap_or_else(|error| panic!("{suite:?}: {error}"));
        let agreed = client.negotiated_cipher_suite().unwrap().suite();
        assert_eq!(agreed, suite);
        talk(&mut client, &mut server);
        if client.protocol_version() == Some(ProtocolVersion::TLSv1_3) {
            client.refresh_traffic_keys().unwrap();
            server.refresh_traffic_keys().unwrap();
            talk(&mut client, &mut server);
        }
    }
}

#[test]
fn every_key_exchange_is_done() {
    let with = certificate(&rcgen::PKCS_ECDSA_P256_SHA256);
    for group in [
        NamedGroup::X25519,
        NamedGroup::secp256r1,
        NamedGroup::secp384r1,
    ] {
        let mut theirs = rustls::crypto::ring::default_provider();
        theirs.kx_groups.retain(|it| it.name() == group);
        let (mut client, mut server) = connection(tls_ring::provider(), theirs, &with, &with.0);
        shake(&mut client, &mut server).unwrap();
        let agreed = client.negotiated_key_exchange_group().unwrap().name();
        assert_eq!(agreed, group);
        talk(&mut client, &mut server);
    }
}

#[test]
fn every_signature_is_verified() {
    use rustls::SignatureScheme as Scheme;
    let all = tls_ring::provider().signature_verification_algorithms;
    assert_eq!(
        all.supported_schemes(),
        rustls::crypto::ring::default_provider()
            .signature_verification_algorithms
            .supported_schemes()
    );
    for entry in all.mapping {
        let scheme = entry.0;
        let with = match scheme {
            Scheme::ED25519 => certificate(&rcgen::PKCS_ED25519),
            Scheme::ECDSA_NISTP256_SHA256 => certificate(&rcgen::PKCS_ECDSA_P256_SHA256),
            Scheme::ECDSA_NISTP384_SHA384 => certificate(&rcgen::PKCS_ECDSA_P384_SHA384),
            _ => rsa(),
        };
        for version in [&rustls::version::TLS12, &rustls::version::TLS13] {
            // TLS 1.3 has no signatures of PKCS #1 in handshakes.
            if version.version == ProtocolVersion::TLSv1_3
                && format!("{scheme:?}").contains("PKCS1")
            {
                continue;
            }
            let mut ours = tls_ring::provider();
            ours.signature_verification_algorithms.mapping = std::slice::from_ref(entry);
            let mut theirs = rustls::crypto::ring::default_provider();
            let spoken = |it: &SupportedCipherSuite| it.version().version == version.version;
            theirs.cipher_suites.retain(spoken);
            let (mut client, mut server) = connection(ours, theirs, &with, &with.0);
            shake(&mut client, &mut server)
                .unwrap_or_else(|error| panic!("{scheme:?} in {version:?}: {error}"));
            assert_eq!(client.protocol_version(), Some(version.version));
        }
    }
}

#[test]
fn a_certificate_of_another_is_refused() {
    let with = certificate(&rcgen::PKCS_ECDSA_P256_SHA256);
    let other = certificate(&rcgen::PKCS_ECDSA_P256_SHA256);
    let theirs = rustls::crypto::ring::default_provider();
    let (mut client, mut server) = connection(tls_ring::provider(), theirs, &with, &other.0);
    let error = shake(&mut client, &mut server).unwrap_err();
    assert!(matches!(error, Error::InvalidCertificate(_)), "{error}");
}

#[test]
fn a_record_that_was_changed_is_refused() {
    let (ecdsa, rsa) = (certificate(&rcgen::PKCS_ECDSA_P256_SHA256), rsa());
    for suite in tls_ring::provider().cipher_suites {
        let suite = suite.suite();
        let with = if is_rsa(suite) { &rsa } else { &ecdsa };
        // The nonce or the first of the text, the text, and the tag.
        for at in [5, 13, 20, 40] {
            let (mut client, mut server) =
                connection(tls_ring::provider(), only(suite), with, &with.0);
            shake(&mut client, &mut server).unwrap();
            talk(&mut client, &mut server);
            server.writer().write_all(&[7; 30]).unwrap();
            let mut wire = Vec::new();
            server.write_tls(&mut wire).unwrap();
            wire[at] ^= 1;
            client.read_tls(&mut &wire[..]).unwrap();
            client.process_new_packets().unwrap_err();
        }
    }
}

#[test]
fn a_key_share_that_is_none_is_refused() {
    for group in tls_ring::provider().kx_groups {
        let length = group.start().unwrap().pub_key().len();
        for share in [
            vec![],
            vec![0; length],
            vec![4; length],
            vec![255; length + 1],
        ] {
            // Any 32 bytes but those of small order are a share of X25519.
            if group.name() == NamedGroup::X25519 && share == [4; 32] {
                continue;
            }
            let result = group.start().unwrap().complete(&share);
            assert!(result.is_err(), "{:?} {share:?}", group.name());
        }
    }
}
