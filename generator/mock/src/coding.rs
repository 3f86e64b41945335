//! How are texts written in URLs, and read out of them?

use bindery::openapi::percent::percent_decoded;

/// Decodes percent-encoding (RFC 3986, section 2.1). Text that is not encoded is kept.
pub(super) fn decoded(text: &str) -> String {
    String::from_utf8_lossy(&percent_decoded(text)).into_owned()
}

/// Text of a form or a query without its encoding, in which `+` is a space (URL Standard, section
/// 5.1).
pub(super) fn decoded_form(text: &str) -> String {
    decoded(&text.replace('+', " "))
}

/// Text as it may stand anywhere in a URL.
pub(super) fn encoded(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            written.push(char::from(byte));
        } else {
            written.push_str(&format!("%{byte:02X}"));
        }
    }
    written
}

/// The pairs of a query or a form, not decoded.
pub(super) fn raw_pairs(query: &str) -> impl Iterator<Item = (&str, &str)> {
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")))
}

/// The pairs of a query or a form.
pub(super) fn pairs(query: &str) -> Vec<(String, String)> {
    raw_pairs(query)
        .map(|(name, value)| (decoded_form(name), decoded_form(value)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_undone_and_the_rest_stays() {
        assert_eq!(decoded("a%20b%2Fc+d%zz%4"), "a b/c+d%zz%4");
        assert_eq!(decoded("%ff"), "\u{fffd}");
        assert_eq!(decoded_form("a+b%2B"), "a b+");
        assert_eq!(decoded(&encoded("ä/ ?%")), "ä/ ?%");
        assert_eq!(
            pairs("a=1&&b&c=d=e"),
            [("a", "1"), ("b", ""), ("c", "d=e")].map(|(a, b)| (a.to_owned(), b.to_owned()))
        );
    }
}
