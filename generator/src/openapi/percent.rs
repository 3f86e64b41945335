//! Percent-encoding in paths, references and queries (RFC 3986, section 2.1).

/// Returns the bytes of a text with its percent-encoded octets decoded. A `%` that two hexadecimal
/// digits do not follow is kept.
pub fn percent_decoded(text: &str) -> Vec<u8> {
    let digit = |byte: Option<&u8>| (*byte? as char).to_digit(16);
    let bytes = text.as_bytes();
    let (mut decoded, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while let Some(byte) = bytes.get(at) {
        let octet = match (byte, digit(bytes.get(at + 1)), digit(bytes.get(at + 2))) {
            (b'%', Some(high), Some(low)) => u8::try_from(high << 4 | low).ok(),
            _ => None,
        };
        decoded.push(octet.unwrap_or(*byte));
        at += if octet.is_some() { 3 } else { 1 };
    }
    decoded
}

#[cfg(test)]
mod tests {
    use super::percent_decoded;

    #[test]
    fn only_two_hexadecimal_digits_are_an_octet() {
        for (text, expected) in [
            ("a%7Bb%7d", "a{b}"),
            ("%C3%A4", "ä"),
            ("%", "%"),
            ("%4", "%4"),
            ("%zz%+f", "%zz%+f"),
            ("ä%2F", "ä/"),
        ] {
            assert_eq!(percent_decoded(text), expected.as_bytes(), "{text}");
        }
    }
}
