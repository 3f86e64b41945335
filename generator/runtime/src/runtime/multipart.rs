//! Multipart bodies (RFC 7578; RFC 2046, section 5.1).

use super::body::Body;
use super::chance;
use super::parameter::{Parameter, Parts};
use super::style::{self, Style};
use super::writer::Writer;
use bytes::Bytes;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use http::{HeaderName, HeaderValue};
use serde::Serialize;
use std::hash::{DefaultHasher, Hasher};

/// A file that is sent as a part of a body.
///
/// `into()` converts bytes, text and a [`Body`], which may be a stream, to it.
#[derive(Clone, Debug)]
pub struct File {
    content: Body,
    name: Option<String>,
    content_type: Option<String>,
    headers: Vec<(String, String)>,
}

impl File {
    /// A file with this content.
    pub fn new(content: impl Into<Body>) -> Self {
        Self {
            content: content.into(),
            name: None,
            content_type: None,
            headers: Vec::new(),
        }
    }

    /// Sets the file name. The default is the name of the part.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Sets the media type, such as `image/png`. The default is the declared one, or
    /// `application/octet-stream`.
    pub fn content_type(mut self, content_type: impl Into<String>) -> Self {
        self.content_type = Some(content_type.into());
        self
    }

    /// Adds a header to the part (Encoding Object, `headers`).
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }
}

macro_rules! contents {
    ($($content:ty)*) => {$(
        impl From<$content> for File {
            fn from(content: $content) -> Self {
                Self::new(content)
            }
        }
    )*};
}

contents! { Body Bytes Vec<u8> String &'static [u8] &'static str }

/// One file, or several, or none.
pub(crate) trait Files {
    fn files(&self) -> Vec<&File>;
}

impl Files for File {
    fn files(&self) -> Vec<&File> {
        vec![self]
    }
}

impl<T: Files> Files for Option<T> {
    fn files(&self) -> Vec<&File> {
        self.iter().flat_map(T::files).collect()
    }
}

impl<T: Files> Files for Vec<T> {
    fn files(&self) -> Vec<&File> {
        self.iter().flat_map(T::files).collect()
    }
}

/// The parts of a body. The first error is kept and returned when the request is created.
#[derive(Clone, Debug, Default)]
pub struct Multipart {
    parts: Vec<Part>,
    problem: Option<(String, String)>,
}

#[derive(Clone, Debug)]
struct Part {
    name: String,
    file_name: Option<String>,
    content_type: Option<String>,
    headers: Vec<(String, String)>,
    content: Body,
}

impl Multipart {
    /// Creates a body without parts.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a text part.
    pub fn text(mut self, name: impl Into<String>, text: impl Into<String>) -> Self {
        self.add(name.into(), None, text.into());
        self
    }

    /// Adds a JSON part.
    pub fn json(mut self, name: impl Into<String>, value: &impl Serialize) -> Self {
        let name = name.into();
        match serde_json::to_string(value) {
            Ok(json) => self.add(name, Some(JSON), json),
            Err(problem) => self.refuse(&name, format!("not encodable as JSON: {problem}")),
        }
        self
    }

    /// Adds a file part.
    pub fn file(mut self, name: impl Into<String>, file: impl Into<File>) -> Self {
        self.one(&name.into(), None, &file.into());
        self
    }

    fn add(&mut self, name: String, content_type: Option<&str>, content: String) {
        self.push(Part {
            name,
            file_name: None,
            content_type: content_type.map(str::to_owned),
            headers: Vec::new(),
            content: content.into(),
        });
    }

    /// Adds a part after checking that its names and media type contain no line break.
    fn push(&mut self, part: Part) {
        let sound = |text: &str| HeaderValue::from_bytes(text.as_bytes()).is_ok();
        let quotable = |name: &str| {
            let mut quoted = String::new();
            quote(name, &mut quoted);
            sound(&quoted)
        };
        if !quotable(&part.name) || !part.file_name.as_deref().is_none_or(quotable) {
            self.refuse(&part.name, "of a name that no header can hold");
        } else if !part.content_type.as_deref().is_none_or(sound) {
            self.refuse(&part.name, "of a media type that no header can hold");
        } else {
            self.parts.push(part);
        }
    }

    /// A file always has a name: without one, many servers treat it as text.
    fn one(&mut self, name: &str, declared: Option<&'static str>, file: &File) {
        let given = file.content_type.as_deref().or(declared);
        let content_type = given.unwrap_or("application/octet-stream");
        for (header, value) in &file.headers {
            if !is_header(header, value) {
                return self.refuse(name, format!("of a header `{header}` that it cannot have"));
            }
        }
        self.push(Part {
            name: name.to_owned(),
            file_name: Some(file.name.clone().unwrap_or_else(|| name.to_owned())),
            content_type: Some(content_type.to_owned()),
            headers: file.headers.clone(),
            content: file.content.clone(),
        });
    }

    fn refuse(&mut self, name: &str, why: impl ToString) {
        if self.problem.is_none() {
            self.problem = Some((name.to_owned(), why.to_string()));
        }
    }
}

/// Returns whether a part can have a header beside those that the client writes.
fn is_header(name: &str, value: &str) -> bool {
    let known = HeaderName::from_bytes(name.as_bytes());
    known.is_ok_and(|name| {
        ![CONTENT_DISPOSITION, CONTENT_TYPE].contains(&name) && HeaderValue::from_str(value).is_ok()
    })
}

const JSON: &str = "application/json";

#[allow(dead_code, reason = "not every API has parts of every kind")]
impl Multipart {
    /// A property without Encoding Object: plain values as text, each element of an array as a
    /// part, an object as JSON (`contentType`).
    pub(crate) fn property(&mut self, name: &str, value: &dyn Parameter) {
        self.parts(name, None, value.parts());
    }

    /// A property with a media type.
    pub(crate) fn content(&mut self, name: &str, content_type: &str, value: &dyn Parameter) {
        self.parts(name, Some(content_type), value.parts());
    }

    /// A property with a style.
    pub(crate) fn property_as(&mut self, name: &str, style: Style, value: &dyn Parameter) {
        let written = style::joined(name, value.parts(), style, &mut |name, text| {
            self.add(name.to_owned(), None, text);
        });
        if let Err(problem) = written {
            self.refuse(name, problem);
        }
    }

    /// A property that is a file, or several.
    pub(crate) fn files(
        &mut self,
        name: &str,
        content_type: Option<&'static str>,
        files: &dyn Files,
    ) {
        for file in files.files() {
            self.one(name, content_type, file);
        }
    }

    /// A header of the parts with this name (Encoding Object, `headers`).
    pub(crate) fn header(&mut self, part: &str, name: &'static str, value: &dyn Parameter) {
        let mut text = String::new();
        let as_it_is = |text: &str, to: &mut String| to.push_str(text);
        match style::text(&mut text, name, value.parts(), Style::SIMPLE, as_it_is) {
            Ok(true) => {}
            Ok(false) => return,
            Err(problem) => return self.refuse(name, problem),
        }
        if !is_header(name, &text) {
            return self.refuse(part, format!("of a header `{name}` that it cannot have"));
        }
        for found in self.parts.iter_mut().filter(|found| found.name == part) {
            found.headers.push((name.to_owned(), text.clone()));
        }
    }

    fn parts(&mut self, name: &str, content_type: Option<&str>, parts: Parts<'_>) {
        let json = |parts: &Parts<'_>| parts.to_json();
        match parts {
            Parts::Absent => {}
            Parts::Text(text) | Parts::Literal(text) => {
                self.add(name.to_owned(), content_type, text.into_owned());
            }
            Parts::List(list) => {
                for part in list {
                    match part {
                        // A nested list has no name to repeat.
                        Parts::List(_) => match json(&part) {
                            Ok(text) => self.add(name.to_owned(), Some(JSON), text),
                            Err(problem) => self.refuse(name, problem),
                        },
                        part => self.parts(name, content_type, part),
                    }
                }
            }
            object @ Parts::Object(_) => match json(&object) {
                Ok(text) => self.add(name.to_owned(), Some(content_type.unwrap_or(JSON)), text),
                Err(problem) => self.refuse(name, problem),
            },
            Parts::Invalid(problem) => self.refuse(name, problem),
        }
    }

    /// A boundary that occurs in no part. It is computed from the parts, so that equal requests
    /// have equal bytes; for a stream it is random.
    fn boundary(&self) -> String {
        let mut hasher = DefaultHasher::new();
        let mut all = Vec::with_capacity(self.parts.len());
        for part in &self.parts {
            let Some(bytes) = part.content.bytes() else {
                return format!("bindery-{}", chance::uuid());
            };
            hasher.write(part.head("").as_bytes());
            hasher.write(bytes);
            all.push(bytes);
        }
        let mut number = hasher.finish();
        loop {
            let boundary = format!("bindery-{number:016x}");
            let text = boundary.as_bytes();
            let holds = |bytes: &&Bytes| bytes.windows(text.len()).any(|found| found == text);
            if !all.iter().any(holds) {
                return boundary;
            }
            number = number.wrapping_add(1);
        }
    }
}

impl Writer {
    /// Creates a multipart body; without parts there is no body.
    pub fn multipart(&mut self, media_type: &str, parts: &Multipart) {
        if let Some((name, why)) = &parts.problem {
            return self.refuse(name, why);
        }
        if parts.parts.is_empty() {
            return;
        }
        let boundary = parts.boundary();
        let segments = parts.parts.iter().flat_map(|part| {
            let head = Body::from(part.head(&boundary));
            [head, part.content.clone(), Body::from("\r\n")]
        });
        let end = Body::from(format!("--{boundary}--\r\n"));
        let body = Body::join(segments.chain([end]));
        self.bytes(format!("{media_type}; boundary={boundary}"), body);
    }
}

impl Part {
    fn head(&self, boundary: &str) -> String {
        let mut head = format!("--{boundary}\r\nContent-Disposition: form-data; name=");
        quote(&self.name, &mut head);
        if let Some(name) = &self.file_name {
            head.push_str("; filename=");
            quote(name, &mut head);
        }
        if let Some(content_type) = &self.content_type {
            head.push_str("\r\nContent-Type: ");
            head.push_str(content_type);
        }
        for (name, value) in &self.headers {
            head.push_str(&format!("\r\n{name}: {value}"));
        }
        head.push_str("\r\n\r\n");
        head
    }
}

/// Encodes a name like browsers (HTML Standard, "multipart form data"): a quote or a line break
/// would end it.
fn quote(name: &str, to: &mut String) {
    to.push('"');
    for character in name.chars() {
        match character {
            '"' => to.push_str("%22"),
            '\r' => to.push_str("%0D"),
            '\n' => to.push_str("%0A"),
            other => to.push(other),
        }
    }
    to.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_boundary_is_in_no_part() {
        let parts = Multipart::new().text("a", "b");
        let boundary = parts.boundary();
        assert_eq!(boundary, parts.clone().boundary());
        // A part cannot be constructed to contain the boundary that is computed from its own bytes;
        // one that contains the boundary of other parts gets another.
        let held = Multipart::new().text("a", boundary.clone());
        assert_ne!(held.boundary(), boundary);
    }

    #[test]
    fn names_stay_inside_their_quotes() {
        let part = Part {
            name: "a\"\r\nX: y".to_owned(),
            file_name: Some("é.png".to_owned()),
            content_type: None,
            headers: Vec::new(),
            content: Body::default(),
        };
        assert_eq!(
            part.head("B"),
            "--B\r\nContent-Disposition: form-data; name=\"a%22%0D%0AX: y\"; filename=\"é.png\"\r\n\r\n"
        );
    }

    #[test]
    fn a_media_type_cannot_add_headers() {
        let file = File::new("x").content_type("a/b\r\nX: y");
        assert!(Multipart::new().file("f", file).problem.is_some());
        for (name, value) in [("X", "a\r\nY: b"), ("X: Y", "b"), ("content-type", "a/b")] {
            let file = File::new("x").header(name, value);
            assert!(Multipart::new().file("f", file).problem.is_some(), "{name}");
        }
        // Nor one of the document.
        let mut parts = Multipart::new();
        parts.content("f", "a/b\nX: y", &"x");
        assert!(parts.problem.is_some());
    }

    #[test]
    fn a_name_holds_no_control_characters() {
        for name in ["a\0", "\u{7f}", "a\u{1b}[0m"] {
            assert!(
                Multipart::new().text(name, "x").problem.is_some(),
                "{name:?}"
            );
            let file = File::new("x").name(name);
            assert!(
                Multipart::new().file("f", file).problem.is_some(),
                "{name:?}"
            );
        }
    }
}
