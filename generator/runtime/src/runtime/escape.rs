//! Percent-encoding, and the headers that callers set.

use http::header::{
    CONTENT_LENGTH, HeaderName, HeaderValue, InvalidHeaderValue, TRANSFER_ENCODING,
};

/// Encodes text for one segment of a path or one value of a query: everything but the unreserved
/// characters of RFC 3986, section 2.3 (RFC 6570, section 3.2.2). So `/`, `%`, `?`, `#`, spaces and
/// non-ASCII text are encoded.
pub(crate) fn component(text: &str, to: &mut String) {
    const KEPT: Set = Set::unreserved_and(b"");
    stretches(text, &KEPT, |_, _| false, to);
}

/// Adds a pair to a query. Name and value are encoded as components.
pub(crate) fn pair(name: &str, value: &str, query: &mut String) {
    if !query.is_empty() {
        query.push('&');
    }
    component(name, query);
    query.push('=');
    component(value, query);
}

/// Encodes the literal text of a path template: only characters that a path cannot contain.
/// Existing escapes are kept.
pub(crate) fn literal(text: &str, to: &mut String) {
    const KEPT: Set = Set::unreserved_and(b"/:@!$&'()*+,;=");
    kept(text, &KEPT, to);
}

/// Encodes all but these characters and existing escapes.
fn kept(text: &str, characters: &Set, to: &mut String) {
    let bytes = text.as_bytes();
    let is_escape = |at: usize| {
        let mut digits = bytes.iter().skip(at + 1).take(2);
        digits.len() == 2 && digits.all(u8::is_ascii_hexdigit)
    };
    stretches(
        text,
        characters,
        |at, byte| byte == b'%' && is_escape(at),
        to,
    );
}

/// Copies stretches of text that need no encoding and percent-encodes the rest. Copied text is
/// ASCII, so a stretch begins and ends between characters.
fn stretches(text: &str, kept: &Set, also: impl Fn(usize, u8) -> bool, to: &mut String) {
    if kept.holds_all(text) {
        return to.push_str(text);
    }
    to.reserve(text.len());
    let mut start = 0;
    for (at, byte) in text.bytes().enumerate() {
        if !kept.holds(byte) && !also(at, byte) {
            to.push_str(text.get(start..at).unwrap_or_default());
            percent(byte, to);
            start = at + 1;
        }
    }
    to.push_str(text.get(start..).unwrap_or_default());
}

/// Encodes text of one or several path segments (RFC 6570, section 3.2.3): slashes and existing
/// escapes are kept. Characters that would end the path are encoded.
pub(crate) fn reserved_path(text: &str, to: &mut String) {
    literal(text, to);
}

/// Encodes a value in a query or form with `allowReserved` (RFC 6570, section 3.2.3): reserved
/// characters and existing escapes are kept. `&`, `#`, `+` (which means a space) and brackets are
/// encoded.
pub(crate) fn reserved_query(text: &str, to: &mut String) {
    const KEPT: Set = Set::unreserved_and(b"/:@!$'()*,;=?");
    kept(text, &KEPT, to);
}

/// Encodes text for an `application/x-www-form-urlencoded` body (URL Standard, section 5.2).
pub(crate) fn form(text: &str, to: &mut String) {
    to.reserve(text.len());
    for byte in text.bytes() {
        match byte {
            b' ' => to.push('+'),
            b'*' | b'-' | b'.' | b'_' => to.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => to.push(char::from(byte)),
            _ => percent(byte, to),
        }
    }
}

/// Returns whether a header value begins or ends with a space or tab. Receivers remove these (RFC
/// 9110, section 5.5), so the value would change.
pub(crate) fn has_outer_blank(value: &[u8]) -> bool {
    let blank = |byte: Option<&u8>| matches!(byte, Some(b' ' | b'\t'));
    blank(value.first()) || blank(value.last())
}

/// Returns whether a header determines where the body ends. With a wrong value, the rest of the
/// body would be parsed as a second request.
pub(crate) fn is_length(name: &HeaderName) -> bool {
    name == CONTENT_LENGTH || name == TRANSFER_ENCODING
}

/// Checks a header that a caller sets. The value is marked as sensitive because it may be a key.
pub(crate) fn header(
    name: &str,
    value: Result<HeaderValue, InvalidHeaderValue>,
) -> Result<(HeaderName, HeaderValue), &'static str> {
    let name = HeaderName::from_bytes(name.as_bytes());
    let name = name.map_err(|_| "a header has an impossible name")?;
    if is_length(&name) {
        return Err(LENGTH);
    }
    Ok((name, header_value(value)?))
}

/// Checks the value of such a header.
pub(crate) fn header_value(
    value: Result<HeaderValue, InvalidHeaderValue>,
) -> Result<HeaderValue, &'static str> {
    let mut value = value.map_err(|_| "a header has a value that no header can hold")?;
    if has_outer_blank(value.as_bytes()) {
        return Err(BLANK);
    }
    value.set_sensitive(true);
    Ok(value)
}

pub(crate) const LENGTH: &str = "a header about the length of bodies, which is not for callers";

const BLANK: &str = "a header has a value that begins or ends with a blank, which a server would \
                     remove (RFC 9110, section 5.5); trim it";

/// Decodes percent-encoding (RFC 3986, section 2.1). Text that is not an escape is unchanged.
#[allow(dead_code, reason = "only servers and redaction read what was escaped")]
pub(crate) fn undone(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, more @ ..] = rest {
        rest = more;
        let digits = match (first, more) {
            (b'%', [high, low, ..]) => hex(*high).zip(hex(*low)),
            _ => None,
        };
        match digits {
            Some((high, low)) => {
                bytes.push(high << 4 | low);
                rest = more.get(2..).unwrap_or_default();
            }
            None => bytes.push(*first),
        }
    }
    bytes
}

/// The value of a hexadecimal digit.
#[allow(dead_code, reason = "only servers and redaction read what was escaped")]
pub(crate) fn hex(digit: u8) -> Option<u8> {
    let value = char::from(digit).to_digit(16)?;
    u8::try_from(value).ok()
}

const fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

/// A set of bytes with a fast test.
struct Set([bool; 256]);

impl Set {
    /// The unreserved characters of RFC 3986, section 2.3, and these.
    const fn unreserved_and(mut others: &[u8]) -> Self {
        let mut set = [false; 256];
        let mut left: &mut [bool] = &mut set;
        let mut byte = 0;
        while let [holds, rest @ ..] = left {
            *holds = is_unreserved(byte);
            byte = byte.wrapping_add(1);
            left = rest;
        }
        while let [byte, rest @ ..] = others {
            if let Some(holds) = set.split_at_mut(*byte as usize).1.first_mut() {
                *holds = true;
            }
            others = rest;
        }
        Self(set)
    }

    /// Returns whether no character has to be encoded, as in most texts.
    fn holds_all(&self, text: &str) -> bool {
        // Without a branch for each byte, because most texts have none to encode.
        text.bytes().fold(true, |all, byte| all & self.holds(byte))
    }

    fn holds(&self, byte: u8) -> bool {
        self.0.get(usize::from(byte)).copied().unwrap_or(false)
    }
}

fn percent(byte: u8, to: &mut String) {
    let digit = |value: u8| {
        char::from_digit(value.into(), 16)
            .unwrap_or('0')
            .to_ascii_uppercase()
    };
    to.push('%');
    to.push(digit(byte >> 4));
    to.push(digit(byte & 15));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(escape: fn(&str, &mut String), text: &str) -> String {
        let mut out = String::new();
        escape(text, &mut out);
        out
    }

    #[test]
    fn a_value_stays_inside_its_segment() {
        assert_eq!(with(component, "a/b"), "a%2Fb");
        assert_eq!(with(component, "../x"), "..%2Fx");
        assert_eq!(with(component, "%2F"), "%252F");
        assert_eq!(with(component, "a?b#c d\\"), "a%3Fb%23c%20d%5C");
        assert_eq!(with(component, "ü+\r\n\0"), "%C3%BC%2B%0D%0A%00");
        assert_eq!(with(component, "A-z_0.~"), "A-z_0.~");
    }

    #[test]
    fn a_form_writes_spaces_as_plus() {
        assert_eq!(with(form, "a b+c&d=e~*"), "a+b%2Bc%26d%3De%7E*");
        assert_eq!(with(form, "é"), "%C3%A9");
    }

    #[test]
    fn reserved_characters_stay_unless_they_end_the_value() {
        assert_eq!(with(reserved_path, "a/b:c?d#e%2F%"), "a/b:c%3Fd%23e%2F%25");
        assert_eq!(
            with(reserved_query, "a/b?c=d&e+f#g[h] i%2F%é"),
            "a/b?c=d%26e%2Bf%23g%5Bh%5D%20i%2F%25%C3%A9"
        );
    }

    #[test]
    fn a_template_is_the_authors() {
        assert_eq!(
            with(literal, "/v1/a b:c/{x}%2F%"),
            "/v1/a%20b:c/%7Bx%7D%2F%25"
        );
    }
}
