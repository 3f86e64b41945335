//! Text in the character encoding that `Content-Type` names (RFC 9110, section 8.3.2).

use http::header::{CONTENT_TYPE, HeaderMap};
use std::borrow::Cow;

/// The characters of the bytes 0x80 to 0x9f in windows-1252.
const CONTROLS: [char; 32] = [
    '\u{20ac}', '\u{81}', '\u{201a}', '\u{192}', '\u{201e}', '\u{2026}', '\u{2020}', '\u{2021}',
    '\u{2c6}', '\u{2030}', '\u{160}', '\u{2039}', '\u{152}', '\u{8d}', '\u{17d}', '\u{8f}',
    '\u{90}', '\u{2018}', '\u{2019}', '\u{201c}', '\u{201d}', '\u{2022}', '\u{2013}', '\u{2014}',
    '\u{2dc}', '\u{2122}', '\u{161}', '\u{203a}', '\u{153}', '\u{9d}', '\u{17e}', '\u{178}',
];

/// The `charset` of the body, in lower case.
pub(crate) fn charset(headers: &HeaderMap) -> Option<String> {
    let content_type = headers.get(CONTENT_TYPE)?;
    let text = String::from_utf8_lossy(content_type.as_bytes());
    text.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let value = value.trim().trim_matches('"');
        let is_charset = name.trim().eq_ignore_ascii_case("charset");
        is_charset.then(|| value.to_ascii_lowercase())
    })
}

/// Decodes text in this encoding. Returns `None` for encodings other than windows-1252, its subset
/// ISO-8859-1, ISO-8859-15 and UTF-16, and for text that is not in UTF-16 although it is named.
pub(crate) fn decode(text: &[u8], charset: &str) -> Option<String> {
    match charset {
        "iso-8859-1" | "iso8859-1" | "iso88591" | "iso_8859-1" | "latin1" | "latin-1" | "l1"
        | "windows-1252" | "cp1252" | "cp-1252" | "x-cp1252" => {
            Some(text.iter().copied().map(windows_1252).collect())
        }
        "iso-8859-15" | "iso8859-15" | "iso885915" | "iso_8859-15" | "latin9" | "latin-9"
        | "l9" => Some(text.iter().copied().map(iso_8859_15).collect()),
        "utf-16le" => utf_16(text, u16::from_le_bytes),
        "utf-16be" => utf_16(text, u16::from_be_bytes),
        // Without a byte order mark it is big endian (RFC 2781, section 4.3).
        "utf-16" => match text.strip_prefix(b"\xff\xfe") {
            Some(text) => utf_16(text, u16::from_le_bytes),
            None => utf_16(text, u16::from_be_bytes),
        },
        _ => None,
    }
}

/// Converts JSON to UTF-8. JSON is UTF-8 whatever its `charset` (RFC 8259, section 8.1), so the
/// declared encoding counts only for text that is not UTF-8, and for UTF-16.
pub(crate) fn json<'a>(text: &'a [u8], headers: &HeaderMap) -> Cow<'a, [u8]> {
    let declared = charset(headers).filter(|charset| {
        charset.starts_with("utf-16") || charset != "utf-8" && std::str::from_utf8(text).is_err()
    });
    match declared.and_then(|charset| decode(text, &charset)) {
        Some(decoded) => Cow::Owned(decoded.into_bytes()),
        None => Cow::Borrowed(text),
    }
}

/// ISO-8859-1 names this encoding too (Encoding Standard, section 4.2).
fn windows_1252(byte: u8) -> char {
    let special = byte.checked_sub(0x80).map(usize::from);
    let special = special.and_then(|index| CONTROLS.get(index));
    special.copied().unwrap_or(char::from(byte))
}

fn iso_8859_15(byte: u8) -> char {
    match byte {
        0xa4 => '\u{20ac}',
        0xa6 => '\u{160}',
        0xa8 => '\u{161}',
        0xb4 => '\u{17d}',
        0xb8 => '\u{17e}',
        0xbc => '\u{152}',
        0xbd => '\u{153}',
        0xbe => '\u{178}',
        _ => char::from(byte),
    }
}

fn utf_16(text: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    let (pairs, rest) = text.as_chunks::<2>();
    let units = pairs.iter().map(|pair| unit(*pair));
    let text: Result<String, _> = char::decode_utf16(units).collect();
    let text = text.ok().filter(|_| rest.is_empty())?;
    Some(match text.strip_prefix('\u{feff}') {
        Some(text) => text.to_owned(),
        None => text,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(content_type: &'static str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, content_type.parse().unwrap());
        headers
    }

    #[test]
    fn the_charset_is_a_parameter() {
        let of = |content_type| charset(&headers(content_type));
        assert_eq!(of("text/plain"), None);
        assert_eq!(
            of("text/plain; Charset=\"ISO-8859-1\"").unwrap(),
            "iso-8859-1"
        );
        assert_eq!(
            of("text/csv; header=present;charset = utf-8").unwrap(),
            "utf-8"
        );
    }

    #[test]
    fn encodings_of_one_and_of_two_bytes_are_decoded() {
        let latin = b"caf\xe9 \x80\xa4\xff";
        assert_eq!(decode(latin, "iso-8859-1").unwrap(), "café €¤ÿ");
        assert_eq!(decode(b"\xa4\xbe\xe9", "iso-8859-15").unwrap(), "€Ÿé");
        assert_eq!(decode(b"\xff\xfeh\0\xe9\0", "utf-16").unwrap(), "hé");
        assert_eq!(decode(b"\xfe\xff\0h\0\xe9", "utf-16").unwrap(), "hé");
        assert_eq!(decode(b"\x3d\xd8\x00\xde", "utf-16le").unwrap(), "😀");
        assert_eq!(decode(b"\x00\xde", "utf-16le"), None);
        assert_eq!(decode(b"\0h\0", "utf-16be"), None);
        assert_eq!(decode(b"x", "shift_jis"), None);
    }

    #[test]
    fn json_is_utf_8_unless_it_cannot_be() {
        let latin = headers("application/json; charset=ISO-8859-1");
        assert_eq!(*json("\"é\"".as_bytes(), &latin), *"\"é\"".as_bytes());
        assert_eq!(*json(b"\"\xe9\"", &latin), *"\"é\"".as_bytes());
        let wide = headers("application/json; charset=utf-16");
        assert_eq!(*json(b"\xff\xfe7\0", &wide), *b"7");
        let plain = headers("application/json");
        assert_eq!(*json(b"\"\xe9\"", &plain), *b"\"\xe9\"");
    }
}
