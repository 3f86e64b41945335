// Made by bindery; changes are overwritten.

//! Encryption of TLS records by ring.

use ring::aead::{self, Aad, LessSafeKey, Nonce, UnboundKey};
use rustls::crypto::cipher::{
    self, AeadKey, InboundOpaqueMessage, InboundPlainMessage, Iv, KeyBlockShape, MessageDecrypter,
    MessageEncrypter, NONCE_LEN, OutboundOpaqueMessage, OutboundPlainMessage, PrefixedPayload,
    Tls12AeadAlgorithm, Tls13AeadAlgorithm, UnsupportedOperationError, make_tls12_aad,
    make_tls13_aad,
};
use rustls::{ConnectionTrafficSecrets, ContentType, Error, ProtocolVersion};

/// The length of the content type, which TLS 1.3 encrypts with the content.
const CONTENT_TYPE: usize = 1;

/// The length of a tag, equal for all algorithms here.
const TAG: usize = 16;

/// The length of the part of an AES-GCM nonce that TLS 1.2 derives with the key (RFC 5288, section
/// 3).
const SALT: usize = 4;

/// The maximum content of a record in bytes (RFC 5246, section 6.2.1).
const FRAGMENT: usize = 1 << 14;

/// Records of TLS 1.3 (RFC 8446, section 5.2).
pub(crate) struct Tls13(pub(crate) &'static aead::Algorithm);

impl Tls13AeadAlgorithm for Tls13 {
    fn encrypter(&self, key: AeadKey, iv: Iv) -> Box<dyn MessageEncrypter> {
        Box::new(Records13::new(self.0, &key, iv))
    }

    fn decrypter(&self, key: AeadKey, iv: Iv) -> Box<dyn MessageDecrypter> {
        Box::new(Records13::new(self.0, &key, iv))
    }

    fn key_len(&self) -> usize {
        self.0.key_len()
    }

    fn extract_keys(
        &self,
        _: AeadKey,
        _: Iv,
    ) -> Result<ConnectionTrafficSecrets, UnsupportedOperationError> {
        Err(UnsupportedOperationError)
    }
}

/// One direction of a TLS 1.3 connection.
struct Records13 {
    /// `None` if the key has a wrong length, which rustls takes from the algorithm.
    key: Option<LessSafeKey>,
    iv: Iv,
}

impl Records13 {
    fn new(algorithm: &'static aead::Algorithm, key: &AeadKey, iv: Iv) -> Self {
        let key = self::key(algorithm, key);
        Self { key, iv }
    }

    fn nonce(&self, sequence: u64) -> Nonce {
        Nonce::assume_unique_for_key(cipher::Nonce::new(&self.iv, sequence).0)
    }
}

impl MessageEncrypter for Records13 {
    fn encrypt(
        &mut self,
        message: OutboundPlainMessage<'_>,
        sequence: u64,
    ) -> Result<OutboundOpaqueMessage, Error> {
        let length = self.encrypted_payload_len(message.payload.len());
        let mut payload = PrefixedPayload::with_capacity(length);
        payload.extend_from_chunks(&message.payload);
        payload.extend_from_slice(&[u8::from(message.typ)]);
        let nonce = self.nonce(sequence);
        seal(
            self.key.as_ref(),
            nonce,
            &make_tls13_aad(length),
            &mut payload,
            0,
        )?;
        Ok(OutboundOpaqueMessage::new(
            ContentType::ApplicationData,
            // All records have this type (RFC 8446, section 5.2).
            ProtocolVersion::TLSv1_2,
            payload,
        ))
    }

    fn encrypted_payload_len(&self, length: usize) -> usize {
        length + CONTENT_TYPE + TAG
    }
}

impl MessageDecrypter for Records13 {
    fn decrypt<'a>(
        &mut self,
        mut message: InboundOpaqueMessage<'a>,
        sequence: u64,
    ) -> Result<InboundPlainMessage<'a>, Error> {
        let nonce = self.nonce(sequence);
        let payload = &mut message.payload;
        let aad = make_tls13_aad(payload.len());
        let length = open(self.key.as_ref(), nonce, &aad, payload, 0)?;
        payload.truncate(length);
        message.into_tls13_unpadded_message()
    }
}

/// Records of TLS 1.2: with AES-GCM, which sends a part of the nonce (RFC 5288), or with
/// ChaCha20-Poly1305, which sends none (RFC 7905).
pub(crate) struct Tls12(pub(crate) &'static aead::Algorithm);

impl Tls12 {
    /// The length of the part that is sent.
    fn explicit(&self) -> usize {
        if self.0 == &aead::CHACHA20_POLY1305 {
            0
        } else {
            NONCE_LEN - SALT
        }
    }

    fn records(&self, key: &AeadKey, iv: impl Iterator<Item = u8>) -> Records12 {
        let mut whole = [0; NONCE_LEN];
        for (to, from) in whole.iter_mut().zip(iv) {
            *to = from;
        }
        Records12 {
            key: self::key(self.0, key),
            iv: whole,
            explicit: self.explicit(),
        }
    }
}

impl Tls12AeadAlgorithm for Tls12 {
    fn encrypter(&self, key: AeadKey, iv: &[u8], extra: &[u8]) -> Box<dyn MessageEncrypter> {
        Box::new(self.records(&key, iv.iter().chain(extra).copied()))
    }

    fn decrypter(&self, key: AeadKey, iv: &[u8]) -> Box<dyn MessageDecrypter> {
        Box::new(self.records(&key, iv.iter().copied()))
    }

    fn key_block_shape(&self) -> KeyBlockShape {
        KeyBlockShape {
            enc_key_len: self.0.key_len(),
            fixed_iv_len: NONCE_LEN - self.explicit(),
            explicit_nonce_len: self.explicit(),
        }
    }

    fn extract_keys(
        &self,
        _: AeadKey,
        _: &[u8],
        _: &[u8],
    ) -> Result<ConnectionTrafficSecrets, UnsupportedOperationError> {
        Err(UnsupportedOperationError)
    }
}

/// One direction of a TLS 1.2 connection.
struct Records12 {
    /// As in [`Records13`].
    key: Option<LessSafeKey>,
    iv: [u8; NONCE_LEN],
    /// The length of the nonce before each record.
    explicit: usize,
}

impl MessageEncrypter for Records12 {
    fn encrypt(
        &mut self,
        message: OutboundPlainMessage<'_>,
        sequence: u64,
    ) -> Result<OutboundOpaqueMessage, Error> {
        let length = message.payload.len();
        let nonce = cipher::Nonce::new(&Iv::new(self.iv), sequence).0;
        let mut payload = PrefixedPayload::with_capacity(self.encrypted_payload_len(length));
        let (_, sent) = nonce.split_at(NONCE_LEN - self.explicit);
        payload.extend_from_slice(sent);
        payload.extend_from_chunks(&message.payload);
        let aad = make_tls12_aad(sequence, message.typ, message.version, length);
        let nonce = Nonce::assume_unique_for_key(nonce);
        seal(self.key.as_ref(), nonce, &aad, &mut payload, self.explicit)?;
        Ok(OutboundOpaqueMessage::new(
            message.typ,
            message.version,
            payload,
        ))
    }

    fn encrypted_payload_len(&self, length: usize) -> usize {
        self.explicit + length + TAG
    }
}

impl MessageDecrypter for Records12 {
    fn decrypt<'a>(
        &mut self,
        mut message: InboundOpaqueMessage<'a>,
        sequence: u64,
    ) -> Result<InboundPlainMessage<'a>, Error> {
        let payload = &mut message.payload;
        let length = payload.len().checked_sub(self.explicit + TAG);
        let length = length.ok_or(Error::DecryptError)?;
        let nonce = match self.explicit {
            0 => cipher::Nonce::new(&Iv::new(self.iv), sequence).0,
            _ => {
                let mut nonce = self.iv;
                let sent = payload.iter();
                for (to, from) in nonce.iter_mut().skip(SALT).zip(sent) {
                    *to = *from;
                }
                nonce
            }
        };
        let aad = make_tls12_aad(sequence, message.typ, message.version, length);
        let nonce = Nonce::assume_unique_for_key(nonce);
        let length = open(self.key.as_ref(), nonce, &aad, payload, self.explicit)?;
        if length > FRAGMENT {
            return Err(Error::PeerSentOversizedRecord);
        }
        payload.truncate(length);
        Ok(message.into_plain_message())
    }
}

fn key(algorithm: &'static aead::Algorithm, key: &AeadKey) -> Option<LessSafeKey> {
    let key = UnboundKey::new(algorithm, key.as_ref()).ok()?;
    Some(LessSafeKey::new(key))
}

/// Encrypts the bytes after the first `skipped` ones, and appends the tag.
fn seal(
    key: Option<&LessSafeKey>,
    nonce: Nonce,
    aad: &[u8],
    payload: &mut PrefixedPayload,
    skipped: usize,
) -> Result<(), Error> {
    let key = key.ok_or(Error::EncryptError)?;
    let plain = payload.as_mut().get_mut(skipped..);
    let plain = plain.ok_or(Error::EncryptError)?;
    let tag = key.seal_in_place_separate_tag(nonce, Aad::from(aad), plain);
    let tag = tag.map_err(|_| Error::EncryptError)?;
    payload.extend_from_slice(tag.as_ref());
    Ok(())
}

/// Decrypts the bytes after the first `skipped` ones, moves them to the beginning, and returns
/// their length.
fn open(
    key: Option<&LessSafeKey>,
    nonce: Nonce,
    aad: &[u8],
    payload: &mut [u8],
    skipped: usize,
) -> Result<usize, Error> {
    let key = key.ok_or(Error::DecryptError)?;
    let plain = key.open_within(nonce, Aad::from(aad), payload, skipped..);
    plain
        .map(|plain| plain.len())
        .map_err(|_| Error::DecryptError)
}
