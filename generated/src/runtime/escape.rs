// Made by bindery; changes are overwritten.

//! How is text written inside a URL or a form so that it stays the value it is?

/// Text inside one segment of a path or one value of a query: everything but the unreserved
/// characters of RFC 3986, section 2.3, is percent-encoded (RFC 6570, section 3.2.2). So `/`,
/// `%`, `?`, `#`, spaces and non-ASCII text stay inside.
pub(crate) fn component(text: &str, to: &mut String) {
    const KEPT: Set = Set::unreserved_and(b"");
    stretches(text, &KEPT, |_, _| false, to);
}

/// Literal text of a path template: what a path cannot hold is encoded, the rest, escapes
/// included, is the author's.
pub(crate) fn literal(text: &str, to: &mut String) {
    const KEPT: Set = Set::unreserved_and(b"/:@!$&'()*+,;=");
    kept(text, &KEPT, to);
}

/// Text with these characters, and escapes, as they are.
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

/// Writes what is kept as it stands, a stretch at a time, and the rest percent-encoded: these characters,
/// and others where they stand. What is kept is ASCII, so a stretch begins and ends between characters.
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

/// Text of one or several segments of a path (RFC 6570, section 3.2.3): slashes stay, and what has
/// been encoded before. What would end the path is encoded.
pub(crate) fn reserved_path(text: &str, to: &mut String) {
    literal(text, to);
}

/// A value in a query or a form with `allowReserved` (RFC 6570, section 3.2.3): reserved
/// characters stay, and what has been encoded before. What would end the value is encoded: `&`
/// and `#`, and `+`, which is read as a space; so are brackets, which no query can hold.
pub(crate) fn reserved_query(text: &str, to: &mut String) {
    const KEPT: Set = Set::unreserved_and(b"/:@!$'()*,;=?");
    kept(text, &KEPT, to);
}

/// Text inside an `application/x-www-form-urlencoded` body (URL Standard, section 5.2).
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

/// Whether the value of a header begins or ends with a space or a tab. A receiver removes those
/// (RFC 9110, section 5.5), so the value would arrive as another one.
pub(crate) fn has_outer_blank(value: &[u8]) -> bool {
    let blank = |byte: Option<&u8>| matches!(byte, Some(b' ' | b'\t'));
    blank(value.first()) || blank(value.last())
}

/// What percent-encoding stands for (RFC 3986, section 2.1). What is no escape stays unchanged.
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

/// A set of bytes, to be looked at for each byte of a text.
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

    /// Whether nothing has to be encoded, as in most texts.
    fn holds_all(&self, text: &str) -> bool {
        // Without a branch for each byte: there is mostly nothing to be found early.
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
