// Made by bindery; changes are overwritten.

//! A rustls crypto provider by ring that needs no cargo feature of rustls.
//!
//! rustls 0.23 has a provider for ring and one for aws-lc-rs, each behind a feature. If this crate
//! enabled one of them, `ClientConfig::builder()` would panic in every program in which another
//! crate enables the other. This provider connects the primitives of ring with the interfaces of
//! rustls, which implements the protocol.

use super::tls_record::{Tls12, Tls13};
use ring::rand::SecureRandom as _;
use ring::{aead, agreement, digest, hmac};
use rustls::crypto::tls12::PrfUsingHmac;
use rustls::crypto::tls13::HkdfUsingHmac;
use rustls::crypto::{
    self, ActiveKeyExchange, CipherSuiteCommon, CryptoProvider, GetRandomFailed,
    KeyExchangeAlgorithm, KeyProvider, SecureRandom, SharedSecret, SupportedKxGroup,
    WebPkiSupportedAlgorithms,
};
use rustls::ffdhe_groups::FfdheGroup;
use rustls::pki_types::PrivateKeyDer;
use rustls::sign::SigningKey;
use rustls::{
    CipherSuite, Error, NamedGroup, PeerMisbehaved, SignatureScheme, SupportedCipherSuite,
    Tls12CipherSuite, Tls13CipherSuite,
};
use std::sync::Arc;
use webpki::ring as verify;

/// The parts of ring that a client needs for TLS 1.2 and 1.3.
pub(crate) fn provider() -> CryptoProvider {
    CryptoProvider {
        cipher_suites: SUITES.to_vec(),
        kx_groups: GROUPS.to_vec(),
        signature_verification_algorithms: SIGNATURES,
        secure_random: &Ring,
        key_provider: &Ring,
    }
}

/// The cipher suites, best first.
const SUITES: &[SupportedCipherSuite] = &[
    SupportedCipherSuite::Tls13(&Tls13CipherSuite {
        common: common(CipherSuite::TLS13_AES_256_GCM_SHA384, &SHA384, GCM),
        hkdf_provider: &HkdfUsingHmac(&HMAC_SHA384),
        aead_alg: &Tls13(&aead::AES_256_GCM),
        quic: None,
    }),
    SupportedCipherSuite::Tls13(&Tls13CipherSuite {
        common: common(CipherSuite::TLS13_AES_128_GCM_SHA256, &SHA256, GCM),
        hkdf_provider: &HkdfUsingHmac(&HMAC_SHA256),
        aead_alg: &Tls13(&aead::AES_128_GCM),
        quic: None,
    }),
    SupportedCipherSuite::Tls13(&Tls13CipherSuite {
        common: common(
            CipherSuite::TLS13_CHACHA20_POLY1305_SHA256,
            &SHA256,
            CHACHA20,
        ),
        hkdf_provider: &HkdfUsingHmac(&HMAC_SHA256),
        aead_alg: &Tls13(&aead::CHACHA20_POLY1305),
        quic: None,
    }),
    SupportedCipherSuite::Tls12(&Tls12CipherSuite {
        common: common(
            CipherSuite::TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
            &SHA384,
            GCM,
        ),
        prf_provider: &PrfUsingHmac(&HMAC_SHA384),
        kx: KeyExchangeAlgorithm::ECDHE,
        sign: ECDSA,
        aead_alg: &Tls12(&aead::AES_256_GCM),
    }),
    SupportedCipherSuite::Tls12(&Tls12CipherSuite {
        common: common(
            CipherSuite::TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
            &SHA256,
            GCM,
        ),
        prf_provider: &PrfUsingHmac(&HMAC_SHA256),
        kx: KeyExchangeAlgorithm::ECDHE,
        sign: ECDSA,
        aead_alg: &Tls12(&aead::AES_128_GCM),
    }),
    SupportedCipherSuite::Tls12(&Tls12CipherSuite {
        common: common(
            CipherSuite::TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
            &SHA256,
            CHACHA20,
        ),
        prf_provider: &PrfUsingHmac(&HMAC_SHA256),
        kx: KeyExchangeAlgorithm::ECDHE,
        sign: ECDSA,
        aead_alg: &Tls12(&aead::CHACHA20_POLY1305),
    }),
    SupportedCipherSuite::Tls12(&Tls12CipherSuite {
        common: common(
            CipherSuite::TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
            &SHA384,
            GCM,
        ),
        prf_provider: &PrfUsingHmac(&HMAC_SHA384),
        kx: KeyExchangeAlgorithm::ECDHE,
        sign: RSA,
        aead_alg: &Tls12(&aead::AES_256_GCM),
    }),
    SupportedCipherSuite::Tls12(&Tls12CipherSuite {
        common: common(
            CipherSuite::TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
            &SHA256,
            GCM,
        ),
        prf_provider: &PrfUsingHmac(&HMAC_SHA256),
        kx: KeyExchangeAlgorithm::ECDHE,
        sign: RSA,
        aead_alg: &Tls12(&aead::AES_128_GCM),
    }),
    SupportedCipherSuite::Tls12(&Tls12CipherSuite {
        common: common(
            CipherSuite::TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
            &SHA256,
            CHACHA20,
        ),
        prf_provider: &PrfUsingHmac(&HMAC_SHA256),
        kx: KeyExchangeAlgorithm::ECDHE,
        sign: RSA,
        aead_alg: &Tls12(&aead::CHACHA20_POLY1305),
    }),
];

const fn common(
    suite: CipherSuite,
    hash_provider: &'static Hash,
    confidentiality_limit: u64,
) -> CipherSuiteCommon {
    CipherSuiteCommon {
        suite,
        hash_provider,
        confidentiality_limit,
    }
}

/// The number of records of 16 KiB that one key may encrypt (draft-irtf-cfrg-aead-limits, section
/// 5.1.1).
const GCM: u64 = 1 << 24;
/// Nonces run out before the limit is reached (section 5.2.1).
const CHACHA20: u64 = u64::MAX;

/// The key exchanges, best first.
const GROUPS: &[&dyn SupportedKxGroup] = &[
    &Group(NamedGroup::X25519, &agreement::X25519),
    &Group(NamedGroup::secp256r1, &agreement::ECDH_P256),
    &Group(NamedGroup::secp384r1, &agreement::ECDH_P384),
];

/// The signature schemes for a server with an ECDSA key in TLS 1.2.
const ECDSA: &[SignatureScheme] = &[
    SignatureScheme::ED25519,
    SignatureScheme::ECDSA_NISTP384_SHA384,
    SignatureScheme::ECDSA_NISTP256_SHA256,
];

/// The signature schemes for a server with an RSA key in TLS 1.2.
const RSA: &[SignatureScheme] = &[
    SignatureScheme::RSA_PSS_SHA512,
    SignatureScheme::RSA_PSS_SHA384,
    SignatureScheme::RSA_PSS_SHA256,
    SignatureScheme::RSA_PKCS1_SHA512,
    SignatureScheme::RSA_PKCS1_SHA384,
    SignatureScheme::RSA_PKCS1_SHA256,
];

/// The signatures that can be verified. In TLS 1.2 a scheme does not state the curve, so both are
/// tried.
const SIGNATURES: WebPkiSupportedAlgorithms = WebPkiSupportedAlgorithms {
    all: &[
        verify::ECDSA_P256_SHA256,
        verify::ECDSA_P256_SHA384,
        verify::ECDSA_P384_SHA256,
        verify::ECDSA_P384_SHA384,
        verify::ED25519,
        verify::RSA_PSS_2048_8192_SHA256_LEGACY_KEY,
        verify::RSA_PSS_2048_8192_SHA384_LEGACY_KEY,
        verify::RSA_PSS_2048_8192_SHA512_LEGACY_KEY,
        verify::RSA_PKCS1_2048_8192_SHA256,
        verify::RSA_PKCS1_2048_8192_SHA384,
        verify::RSA_PKCS1_2048_8192_SHA512,
        verify::RSA_PKCS1_2048_8192_SHA256_ABSENT_PARAMS,
        verify::RSA_PKCS1_2048_8192_SHA384_ABSENT_PARAMS,
        verify::RSA_PKCS1_2048_8192_SHA512_ABSENT_PARAMS,
    ],
    mapping: &[
        (
            SignatureScheme::ECDSA_NISTP384_SHA384,
            &[verify::ECDSA_P384_SHA384, verify::ECDSA_P256_SHA384],
        ),
        (
            SignatureScheme::ECDSA_NISTP256_SHA256,
            &[verify::ECDSA_P256_SHA256, verify::ECDSA_P384_SHA256],
        ),
        (SignatureScheme::ED25519, &[verify::ED25519]),
        (
            SignatureScheme::RSA_PSS_SHA512,
            &[verify::RSA_PSS_2048_8192_SHA512_LEGACY_KEY],
        ),
        (
            SignatureScheme::RSA_PSS_SHA384,
            &[verify::RSA_PSS_2048_8192_SHA384_LEGACY_KEY],
        ),
        (
            SignatureScheme::RSA_PSS_SHA256,
            &[verify::RSA_PSS_2048_8192_SHA256_LEGACY_KEY],
        ),
        (
            SignatureScheme::RSA_PKCS1_SHA512,
            &[verify::RSA_PKCS1_2048_8192_SHA512],
        ),
        (
            SignatureScheme::RSA_PKCS1_SHA384,
            &[verify::RSA_PKCS1_2048_8192_SHA384],
        ),
        (
            SignatureScheme::RSA_PKCS1_SHA256,
            &[verify::RSA_PKCS1_2048_8192_SHA256],
        ),
    ],
};

/// Random numbers of the operating system, and no private keys.
#[derive(Debug)]
struct Ring;

impl SecureRandom for Ring {
    fn fill(&self, buffer: &mut [u8]) -> Result<(), GetRandomFailed> {
        let random = ring::rand::SystemRandom::new();
        random.fill(buffer).map_err(|_| GetRandomFailed)
    }
}

impl KeyProvider for Ring {
    fn load_private_key(&self, _: PrivateKeyDer<'static>) -> Result<Arc<dyn SigningKey>, Error> {
        let message = "this provider has no client certificates: install one for the process";
        Err(Error::General(message.to_owned()))
    }
}

static SHA256: Hash = Hash(&digest::SHA256, crypto::hash::HashAlgorithm::SHA256);
static SHA384: Hash = Hash(&digest::SHA384, crypto::hash::HashAlgorithm::SHA384);

struct Hash(&'static digest::Algorithm, crypto::hash::HashAlgorithm);

impl crypto::hash::Hash for Hash {
    fn start(&self) -> Box<dyn crypto::hash::Context> {
        Box::new(Hashing(digest::Context::new(self.0)))
    }

    fn hash(&self, data: &[u8]) -> crypto::hash::Output {
        crypto::hash::Output::new(digest::digest(self.0, data).as_ref())
    }

    fn output_len(&self) -> usize {
        self.0.output_len()
    }

    fn algorithm(&self) -> crypto::hash::HashAlgorithm {
        self.1
    }
}

struct Hashing(digest::Context);

impl crypto::hash::Context for Hashing {
    fn fork_finish(&self) -> crypto::hash::Output {
        crypto::hash::Output::new(self.0.clone().finish().as_ref())
    }

    fn fork(&self) -> Box<dyn crypto::hash::Context> {
        Box::new(Self(self.0.clone()))
    }

    fn finish(self: Box<Self>) -> crypto::hash::Output {
        crypto::hash::Output::new(self.0.finish().as_ref())
    }

    fn update(&mut self, data: &[u8]) {
        self.0.update(data);
    }
}

static HMAC_SHA256: Hmac = Hmac(&hmac::HMAC_SHA256);
static HMAC_SHA384: Hmac = Hmac(&hmac::HMAC_SHA384);

struct Hmac(&'static hmac::Algorithm);

impl crypto::hmac::Hmac for Hmac {
    fn with_key(&self, key: &[u8]) -> Box<dyn crypto::hmac::Key> {
        Box::new(HmacKey(hmac::Key::new(*self.0, key)))
    }

    fn hash_output_len(&self) -> usize {
        self.0.digest_algorithm().output_len()
    }
}

struct HmacKey(hmac::Key);

impl crypto::hmac::Key for HmacKey {
    fn sign_concat(&self, first: &[u8], middle: &[&[u8]], last: &[u8]) -> crypto::hmac::Tag {
        let mut context = hmac::Context::with_key(&self.0);
        context.update(first);
        for part in middle {
            context.update(part);
        }
        context.update(last);
        crypto::hmac::Tag::new(context.sign().as_ref())
    }

    fn tag_len(&self) -> usize {
        self.0.algorithm().digest_algorithm().output_len()
    }
}

/// A key exchange (RFC 8446, section 4.2.7).
#[derive(Debug)]
struct Group(NamedGroup, &'static agreement::Algorithm);

impl SupportedKxGroup for Group {
    fn start(&self) -> Result<Box<dyn ActiveKeyExchange>, Error> {
        let random = ring::rand::SystemRandom::new();
        let private = agreement::EphemeralPrivateKey::generate(self.1, &random);
        let private = private.map_err(|_| GetRandomFailed)?;
        let public = private.compute_public_key().map_err(|_| GetRandomFailed)?;
        Ok(Box::new(Exchange {
            group: self.0,
            private,
            public,
        }))
    }

    fn ffdhe_group(&self) -> Option<FfdheGroup<'static>> {
        None
    }

    fn name(&self) -> NamedGroup {
        self.0
    }
}

struct Exchange {
    group: NamedGroup,
    private: agreement::EphemeralPrivateKey,
    public: agreement::PublicKey,
}

impl ActiveKeyExchange for Exchange {
    fn complete(self: Box<Self>, peer: &[u8]) -> Result<SharedSecret, Error> {
        let peer = agreement::UnparsedPublicKey::new(self.private.algorithm(), peer);
        agreement::agree_ephemeral(self.private, &peer, |secret| SharedSecret::from(secret))
            .map_err(|_| PeerMisbehaved::InvalidKeyShare.into())
    }

    fn ffdhe_group(&self) -> Option<FfdheGroup<'static>> {
        None
    }

    fn pub_key(&self) -> &[u8] {
        self.public.as_ref()
    }

    fn group(&self) -> NamedGroup {
        self.group
    }
}
