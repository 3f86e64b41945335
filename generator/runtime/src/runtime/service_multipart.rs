//! Multipart bodies of requests to a server (RFC 7578; RFC 2046, section 5.1).

use bytes::Bytes;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};

/// A part of a body, such as a file.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Part {
    /// Its name.
    pub name: String,
    /// The file name that the caller gave. Do not use it as a path.
    pub file_name: Option<String>,
    /// Its media type.
    pub content_type: Option<String>,
    /// All its headers.
    pub headers: HeaderMap,
    /// Its content.
    pub content: Bytes,
}

impl Part {
    /// Its content as text.
    ///
    /// # Errors
    ///
    /// Returns an error if it is not UTF-8.
    pub fn text(&self) -> Result<&str, std::str::Utf8Error> {
        std::str::from_utf8(&self.content)
    }
}

/// The error of several parts where one is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Repeated;

/// One part, or several, or none.
pub(crate) trait FromParts: Sized {
    fn from_parts(parts: Vec<Part>) -> Result<Option<Self>, Repeated>;
}

impl FromParts for Part {
    fn from_parts(parts: Vec<Self>) -> Result<Option<Self>, Repeated> {
        let mut parts = parts.into_iter();
        let part = parts.next();
        match parts.next() {
            None => Ok(part),
            Some(_) => Err(Repeated),
        }
    }
}

impl FromParts for Vec<Part> {
    fn from_parts(parts: Self) -> Result<Option<Self>, Repeated> {
        Ok((!parts.is_empty()).then_some(parts))
    }
}

impl<T: FromParts> FromParts for Option<T> {
    fn from_parts(parts: Vec<Part>) -> Result<Option<Self>, Repeated> {
        Ok(T::from_parts(parts)?.map(Some))
    }
}

/// The limit of parts.
const MOST: usize = 10_000;

/// The maximum length of a boundary (RFC 2046, section 5.1.1). Searching for a longer one would
/// cost more.
const BOUNDARY: usize = 70;

/// The limit of headers of a part, below that at which a `HeaderMap` panics.
const HEADERS: usize = 100;

/// The parts of a body with this `Content-Type`.
///
/// # Errors
///
/// The error of a malformed body.
pub(crate) fn parts(content_type: &str, body: &Bytes) -> Result<Vec<Part>, &'static str> {
    let boundary = parameter(content_type, "boundary").filter(|it| !it.is_empty());
    let boundary = boundary.ok_or("the media type names no boundary")?;
    if boundary.len() > BOUNDARY {
        return Err("its boundary is too long");
    }
    let delimiter = format!("\r\n--{boundary}").into_bytes();
    let open = delimiter.get(2..).unwrap_or_default();
    // Text before the first delimiter and after the last one is ignored.
    let mut at = match body.starts_with(open) {
        true => open.len(),
        false => find(body, &delimiter).ok_or("its boundary is nowhere")? + delimiter.len(),
    };
    let mut parts = Vec::new();
    loop {
        let rest = body.get(at..).unwrap_or_default();
        if rest.starts_with(b"--") {
            return Ok(parts);
        }
        let line = find(rest, b"\r\n").ok_or("it ends within a part")?;
        let start = at + line;
        let rest = body.get(start..).unwrap_or_default();
        let end = find(rest, &delimiter).ok_or("it ends within a part")?;
        parts.push(part(&body.slice(start + 2..(start + end).max(start + 2)))?);
        if parts.len() > MOST {
            return Err("it has too many parts");
        }
        at = start + end + delimiter.len();
    }
}

fn part(bytes: &Bytes) -> Result<Part, &'static str> {
    let (head, start) = match find(bytes, b"\r\n\r\n") {
        // No headers.
        _ if bytes.starts_with(b"\r\n") => (&[][..], 2),
        Some(end) => (bytes.get(..end).unwrap_or_default(), end + 4),
        None => return Err("a part has no end of its headers"),
    };
    let mut headers = HeaderMap::new();
    let head = std::str::from_utf8(head).map_err(|_| "a header of a part is not UTF-8")?;
    for line in head.split("\r\n").filter(|line| !line.is_empty()) {
        let (name, value) = line
            .split_once(':')
            .ok_or("a part has a header without a name")?;
        let name = HeaderName::from_bytes(name.trim().as_bytes());
        let value = HeaderValue::from_bytes(value.trim().as_bytes());
        let (Ok(name), Ok(value)) = (name, value) else {
            return Err("a part has a header that cannot be");
        };
        if headers.len() == HEADERS {
            return Err("a part has too many headers");
        }
        headers.append(name, value);
    }
    let text = |name: HeaderName| {
        let value: &HeaderValue = headers.get(name)?;
        Some(String::from_utf8_lossy(value.as_bytes()).into_owned())
    };
    let disposition = text(CONTENT_DISPOSITION).unwrap_or_default();
    Ok(Part {
        name: parameter(&disposition, "name").ok_or("a part has no name")?,
        file_name: parameter(&disposition, "filename"),
        content_type: text(CONTENT_TYPE),
        headers,
        content: bytes.slice(start.min(bytes.len())..),
    })
}

/// A parameter of a header's value, such as `boundary` (RFC 9110, section 5.6.6). In the names of
/// parts and files, quotes and line breaks are encoded as by browsers (HTML Standard, "multipart
/// form data").
fn parameter(value: &str, wanted: &str) -> Option<String> {
    let (_, mut rest) = value.split_once(';')?;
    loop {
        let (name, after) = rest.split_once('=')?;
        let after = after.trim_start();
        let (value, behind) = match after.strip_prefix('"') {
            Some(quoted) => quoted_text(quoted)?,
            None => {
                let end = after.find(';').unwrap_or(after.len());
                let (value, behind) = after.split_at_checked(end)?;
                (value.trim().to_owned(), behind)
            }
        };
        // A flag without a value may precede it.
        let name = name.rsplit(';').next().unwrap_or_default().trim();
        if name.eq_ignore_ascii_case(wanted) {
            return Some(value);
        }
        rest = behind.trim_start().strip_prefix(';')?;
    }
}

fn quoted_text(text: &str) -> Option<(String, &str)> {
    let mut value = String::new();
    let mut characters = text.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => {
                let value = value.replace("%22", "\"");
                let value = value.replace("%0D", "\r").replace("%0A", "\n");
                return Some((value, text.get(at + 1..)?));
            }
            '\\' => match characters.next()? {
                (_, escaped @ ('"' | '\\')) => value.push(escaped),
                // Some browsers send a path: `C:\a.png`.
                (_, other) => value.extend(['\\', other]),
            },
            other => value.push(other),
        }
    }
    None
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes
        .windows(wanted.len())
        .position(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &str) -> Result<Vec<Part>, &'static str> {
        let body = Bytes::copy_from_slice(body.as_bytes());
        parts("multipart/form-data; charset=x; boundary=\"B\"", &body)
    }

    #[test]
    fn parts_stand_between_delimiters() {
        let read = read(
            "preamble\r\n--B  \r\nContent-Disposition: form-data; name=\"a%22\"\r\n\r\n1\r\n2\r\n--B\r\n\
             content-disposition: form-data; filename=\"C:\\x.png\"; name=f\r\nContent-Type: \
             image/png\r\nX-Y: z\r\n\r\n\r\n--B--\r\nepilogue",
        )
        .unwrap();
        assert_eq!(read.len(), 2);
        assert_eq!(
            (read[0].name.as_str(), read[0].text().unwrap()),
            ("a\"", "1\r\n2")
        );
        assert_eq!(read[1].file_name.as_deref(), Some("C:\\x.png"));
        assert_eq!(read[1].content_type.as_deref(), Some("image/png"));
        assert_eq!(read[1].headers["x-y"], "z");
        assert_eq!((read[1].name.as_str(), read[1].content.len()), ("f", 0));
    }

    #[test]
    fn what_is_no_such_body_is_refused() {
        let problem = |body: &str| read(body).unwrap_err();
        assert_eq!(problem(""), "its boundary is nowhere");
        assert_eq!(problem("--B\r\nX: y"), "it ends within a part");
        assert_eq!(
            problem("--B\r\nX: y\r\n--B--"),
            "a part has no end of its headers"
        );
        assert_eq!(problem("--B\r\n\r\nx\r\n--B--"), "a part has no name");
        assert_eq!(
            problem("--B\r\nX\r\n\r\nx\r\n--B--"),
            "a part has a header without a name"
        );
        assert_eq!(
            problem("--B\r\n\r\n--B"),
            "a part has no end of its headers"
        );
        let headers: String = (0..40_000).map(|it| format!("x{it}:\r\n")).collect();
        assert_eq!(
            problem(&format!("--B\r\n{headers}\r\nx\r\n--B--")),
            "a part has too many headers"
        );
        assert!(read("--B--").unwrap().is_empty());
        assert!(parts("multipart/form-data", &Bytes::new()).is_err());
        assert!(parts("multipart/form-data; boundary=", &Bytes::new()).is_err());
        let bounded = |length: usize| {
            let boundary = "b".repeat(length);
            let body = Bytes::from(format!("--{boundary}--"));
            parts(&format!("multipart/form-data; boundary={boundary}"), &body).map(|it| it.len())
        };
        assert_eq!(bounded(BOUNDARY), Ok(0));
        assert_eq!(bounded(BOUNDARY + 1), Err("its boundary is too long"));
    }

    #[test]
    fn one_or_several() {
        let part = |content: &'static str| Part {
            name: "f".to_owned(),
            file_name: None,
            content_type: None,
            headers: HeaderMap::new(),
            content: Bytes::from_static(content.as_bytes()),
        };
        assert!(Part::from_parts(Vec::new()).unwrap().is_none());
        let found = Part::from_parts(vec![part("1")]).unwrap().unwrap();
        assert_eq!(found.content, "1");
        let two = || vec![part("1"), part("2")];
        assert!(Part::from_parts(two()).is_err());
        assert!(<Option<Part>>::from_parts(two()).is_err());
        let several = <Option<Vec<Part>>>::from_parts(two()).unwrap();
        assert_eq!(several.flatten().map(|parts| parts.len()), Some(2));
    }
}
