// Made by bindery; changes are overwritten.

//! Encoding and decoding of base64 (RFC 4648, section 4).
//!
//! A dependency would cost more build time than these lines.

/// Encodes bytes.
pub(crate) fn encoded(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let group = (0..3).fold(0, |group: usize, at| {
            group << 8 | chunk.get(at).map_or(0, |&byte| usize::from(byte))
        });
        for place in 0..4 {
            let digit = DIGITS.get(group >> (18 - 6 * place) & 63);
            match digit {
                Some(&digit) if place <= chunk.len() => out.push(char::from(digit)),
                _ => out.push('='),
            }
        }
    }
    out
}

/// Decodes text whose digits `digit` maps to values; `None` if it is not base64. Padding may be
/// missing.
#[allow(dead_code, reason = "not every API reads base64")]
pub(crate) fn decoded(text: &str, digit: fn(u8) -> Option<u8>) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut buffer, mut bits) = (0u32, 0);
    for c in text.trim_end_matches('=').bytes() {
        buffer = (buffer << 6) | u32::from(digit(c)?);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((buffer >> bits) as u8);
            buffer &= (1 << bits) - 1;
        }
    }
    // A single digit at the end encodes no byte, and left-over bits are ignored.
    (bits < 6 && buffer == 0).then_some(bytes)
}

/// The value of a digit.
#[allow(dead_code, reason = "not every API reads base64")]
pub(crate) fn digit(c: u8) -> Option<u8> {
    match c {
        b'A'..=b'Z' => Some(c - b'A'),
        b'a'..=b'z' => Some(c - b'a' + 26),
        b'0'..=b'9' => Some(c - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    }
}
