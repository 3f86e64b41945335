//! Which parts does a body of several parts have? (RFC 2046, section 5.1; RFC 7578.)

use super::decode::Values;
use super::refusal::Refusal;

/// A part.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Part<'b> {
    pub name: String,
    /// Whether it is a file.
    pub is_file: bool,
    pub media_type: Option<String>,
    pub bytes: &'b [u8],
}

/// Characters of a boundary (RFC 2046, section 5.1.1). Searching for a longer one costs more.
const BOUNDARY: usize = 70;

/// Takes a body apart.
///
/// # Errors
///
/// A refusal: 400 for what is wrong with it, 413 for too many parts.
pub(super) fn parts<'b>(
    content_type: &str,
    body: &'b [u8],
    values: &mut Values<'_>,
) -> Result<Vec<Part<'b>>, Refusal> {
    let boundary = parameter(content_type, "boundary").filter(|text| !text.is_empty());
    let boundary = boundary.ok_or_else(|| broken("`Content-Type` has no `boundary`"))?;
    if boundary.len() > BOUNDARY {
        let reason = format!("its boundary has more than {BOUNDARY} characters");
        return Err(broken(&reason));
    }
    let delimiter = format!("--{boundary}");
    let delimiter = delimiter.as_bytes();
    let mut rest = find(body, delimiter)
        .and_then(|at| body.get(at + delimiter.len()..))
        .ok_or_else(|| broken("the body does not begin with its boundary"))?;
    let mut parts = Vec::new();
    let line_delimiter = [b"\r\n", delimiter].concat();
    loop {
        if rest.starts_with(b"--") {
            return Ok(parts);
        }
        values.add(1)?;
        let start = find(rest, b"\r\n").and_then(|at| rest.get(at + 2..));
        let start = start.ok_or_else(|| broken("the body ends within a boundary"))?;
        // A part without headers begins with the empty line.
        let (head, content) = match start.strip_prefix(b"\r\n") {
            Some(content) => (&[][..], content),
            None => {
                let end = find(start, b"\r\n\r\n")
                    .ok_or_else(|| broken("a part has no end of its headers"))?;
                let head = start.get(..end).unwrap_or_default();
                (head, start.get(end + 4..).unwrap_or_default())
            }
        };
        // An empty part may share its line break with the boundary.
        let end = match content.starts_with(delimiter) {
            true => Some((0, delimiter.len())),
            false => find(content, &line_delimiter).map(|at| (at, at + line_delimiter.len())),
        };
        let (end, next) = end.ok_or_else(|| broken("the body ends without its last boundary"))?;
        parts.push(part(head, content.get(..end).unwrap_or_default()));
        rest = content.get(next..).unwrap_or_default();
    }
}

fn broken(reason: &str) -> Refusal {
    Refusal::new(400, format!("the body cannot be taken apart: {reason}"))
}

fn part<'b>(head: &[u8], bytes: &'b [u8]) -> Part<'b> {
    let head = String::from_utf8_lossy(head);
    let header = |wanted: &str| {
        let mut lines = head.split("\r\n").filter_map(|line| line.split_once(':'));
        lines
            .find(|(name, _)| name.trim().eq_ignore_ascii_case(wanted))
            .map(|(_, value)| value.trim().to_owned())
    };
    let disposition = header("content-disposition").unwrap_or_default();
    Part {
        name: parameter(&disposition, "name").unwrap_or_default(),
        is_file: parameter(&disposition, "filename").is_some()
            || parameter(&disposition, "filename*").is_some(),
        media_type: header("content-type"),
        bytes,
    }
}

/// A parameter of a header, quoted or not.
pub(super) fn parameter(header: &str, wanted: &str) -> Option<String> {
    let mut rest = header.split_once(';')?.1;
    loop {
        let (name, value) = rest.split_once('=')?;
        let name = name.trim().trim_start_matches(';').trim();
        let value = value.trim_start();
        let (text, behind) = match value.strip_prefix('"') {
            Some(quoted) => unquoted(quoted),
            None => {
                let (text, behind) = value.split_once(';').unwrap_or((value, ""));
                (text.trim().to_owned(), behind)
            }
        };
        if name.eq_ignore_ascii_case(wanted) {
            return Some(text);
        }
        rest = behind;
    }
}

fn unquoted(text: &str) -> (String, &str) {
    let mut out = String::new();
    let mut characters = text.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => return (out, text.get(at + 1..).unwrap_or_default()),
            '\\' => out.extend(characters.next().map(|(_, next)| next)),
            other => out.push(other),
        }
    }
    (out, "")
}

fn find(text: &[u8], wanted: &[u8]) -> Option<usize> {
    let first = *wanted.first()?;
    let mut at = 0;
    loop {
        let rest = text.get(at..)?;
        let next = rest.iter().position(|byte| *byte == first)?;
        at += next;
        if text.get(at..)?.starts_with(wanted) {
            return Some(at);
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::super::limits::{Limit, Limits};
    use super::*;

    const TYPE: &str = "multipart/form-data; charset=utf-8; boundary=\"b x\"";

    fn taken_apart<'b>(content_type: &str, body: &'b str) -> Result<Vec<Part<'b>>, Refusal> {
        let limits = Limits::default().with(Limit::BodyValues, 10);
        parts(content_type, body.as_bytes(), &mut Values::new(&limits))
    }

    fn read(body: &str) -> Result<Vec<(String, bool, String)>, Refusal> {
        let parts = taken_apart(TYPE, body)?;
        Ok(parts
            .into_iter()
            .map(|part| {
                let text = String::from_utf8_lossy(part.bytes).into_owned();
                (part.name, part.is_file, text)
            })
            .collect())
    }

    #[test]
    fn parts_are_found() {
        let body = "preamble\r\n--b x\r\nContent-Disposition: form-data; name=\"a\\\"b\"\r\n\r\n1\r\n\
            --b x\r\ncontent-disposition: form-data; name=f; filename=\"x;y\"\r\n\
            Content-Type: text/plain\r\n\r\nline\r\n--b x\r\n\r\n\r\n--b x\r\n\r\n--b x--\r\n";
        let read = read(body).unwrap();
        let expected = [
            ("a\"b", false, "1"),
            ("f", true, "line"),
            ("", false, ""),
            ("", false, ""),
        ];
        assert_eq!(read.len(), expected.len());
        for (one, (name, is_file, text)) in read.iter().zip(expected) {
            assert_eq!((one.0.as_str(), one.1), (name, is_file));
            assert_eq!(one.2, text);
        }
        assert!(read_is_empty("--b x--"));
    }

    fn read_is_empty(body: &str) -> bool {
        read(body).unwrap().is_empty()
    }

    #[test]
    fn what_is_cut_short_is_refused() {
        for body in [
            "",
            "x",
            "--b x",
            "--b x\r\n",
            "--b x\r\na: b",
            "--b x\r\n\r\nx",
            "--b x\r\n\r\nx\r\n--b x",
        ] {
            assert!(read(body).is_err(), "{body:?}");
        }
        assert!(taken_apart("multipart/form-data", "").is_err());
        assert!(taken_apart("multipart/form-data; boundary=", "").is_err());
        let bounded = |length: usize| {
            let boundary = "b".repeat(length);
            let body = format!("--{boundary}--");
            taken_apart(&format!("multipart/form-data; boundary={boundary}"), &body).is_ok()
        };
        assert!(bounded(BOUNDARY) && !bounded(BOUNDARY + 1));
        let of = |count: usize| read(&("--b x\r\n\r\n\r\n".repeat(count) + "--b x--"));
        assert_eq!(of(10).map(|parts| parts.len()), Ok(10));
        assert_eq!(of(11).map_err(|refusal| refusal.status), Err(413));
    }
}
