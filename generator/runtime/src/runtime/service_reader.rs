//! Decoding of requests to a server.

use super::service_check::{Bounded, Bounds, Check, Checker};
use super::service_media::{Media, is_utf8};
use super::service_multipart::{self, FromParts, Part};
use super::service_refusal::{Refusal, RequestProblem};
use super::service_style::{Decode, Found, In, MOST, Pair, Place, form, pairs, percent, plain};
use super::service_value::Raw;
use super::typed_body::TypedBody;
use super::whole::integers;
use bytes::Bytes;
use http::header::{CONTENT_TYPE, COOKIE, HeaderMap};
use serde::de::DeserializeOwned;
use serde_json::error::Category;
use serde_path_to_error::Segment;
use std::borrow::Cow;

/// A request whose arguments are decoded. It keeps the errors of all of them, so that they are
/// reported together.
#[derive(Debug)]
pub(crate) struct Reader<'a> {
    path: &'a [(&'static str, String)],
    query: Vec<Pair<'a>>,
    query_string: &'a str,
    headers: &'a HeaderMap,
    cookies: Vec<Pair<'a>>,
    form: Vec<Pair<'a>>,
    parts: Vec<Part>,
    body: &'a Bytes,
    media: usize,
    /// Names of properties that may be reported.
    names: &'static [&'static str],
    problems: Vec<RequestProblem>,
}

#[allow(dead_code, reason = "an API uses few of the places there are")]
impl<'a> Reader<'a> {
    /// Creates a reader with the values of the path and the query. The body has the media type
    /// `media`, and `names` are the sorted names of its properties.
    pub(super) fn new(
        path: &'a [(&'static str, String)],
        query: &'a str,
        headers: &'a HeaderMap,
        media: Media,
        body: &'a Bytes,
        names: &'static [&'static str],
    ) -> Self {
        let mut problems = Vec::new();
        let mut read = |text: Option<&'a str>, place| {
            text.and_then(pairs).unwrap_or_else(|| {
                problems.push(RequestProblem::new(
                    place,
                    "",
                    "no UTF-8 text, or too much of it",
                ));
                Vec::new()
            })
        };
        let query_string = query;
        let query = read(Some(query), "query");
        let form = match media.is_form() {
            true => read(std::str::from_utf8(body).ok(), "body"),
            false => Vec::new(),
        };
        let mut parts = Vec::new();
        if media.is_multipart() && !body.is_empty() {
            let content_type = headers.get(CONTENT_TYPE).map(|it| it.as_bytes());
            let content_type = String::from_utf8_lossy(content_type.unwrap_or_default());
            match service_multipart::parts(&content_type, body) {
                Ok(read) => parts = read,
                Err(problem) => problems.push(RequestProblem::new("body", "", problem)),
            }
        }
        Self {
            path,
            query,
            query_string,
            headers,
            cookies: cookies(headers),
            form,
            parts,
            body,
            media: media.place(),
            names,
            problems,
        }
    }

    /// The decoded arguments, if there was no error.
    pub(super) fn finish<T>(self, value: Option<T>) -> Result<T, Refusal> {
        match value {
            Some(value) if self.problems.is_empty() => Ok(value),
            _ => Err(Refusal::invalid(self.problems)),
        }
    }

    /// A required argument.
    pub(crate) fn required<T: DeserializeOwned>(&mut self, slot: In) -> Option<T> {
        match self.raw(&slot)? {
            Some(raw) => self.value(&slot, raw),
            None => self.missing(&slot),
        }
    }

    /// An optional argument.
    pub(crate) fn optional<T: DeserializeOwned>(&mut self, slot: In) -> Option<Option<T>> {
        match self.raw(&slot)? {
            Some(raw) => self.value(&slot, raw).map(Some),
            None => Some(None),
        }
    }

    /// An argument that is required if the body has any property.
    pub(crate) fn with_body<T: DeserializeOwned>(&mut self, slot: In) -> Option<Option<T>> {
        match self.body.is_empty() {
            true => Some(None),
            false => self.required(slot).map(Some),
        }
    }

    /// A required argument that may be empty, which is no value.
    pub(crate) fn required_or_empty<T: DeserializeOwned>(&mut self, slot: In) -> Option<Option<T>> {
        match self.raw(&slot)? {
            Some(raw) if slot.is_empty(&raw) => Some(None),
            Some(raw) => self.value(&slot, raw).map(Some),
            None => self.missing(&slot),
        }
    }

    /// An optional argument that may be empty, which is no value.
    pub(crate) fn optional_or_empty<T: DeserializeOwned>(
        &mut self,
        slot: In,
    ) -> Option<Option<Option<T>>> {
        match self.raw(&slot)? {
            Some(raw) if slot.is_empty(&raw) => Some(Some(None)),
            Some(raw) => self.value(&slot, raw).map(|value| Some(Some(value))),
            None => Some(None),
        }
    }

    /// A required argument encoded as JSON.
    pub(crate) fn required_json<T: DeserializeOwned>(&mut self, slot: In) -> Option<T> {
        match self.raw(&slot)? {
            Some(raw) => self.json_text(&slot, raw),
            None => self.missing(&slot),
        }
    }

    /// An optional argument encoded as JSON.
    pub(crate) fn optional_json<T: DeserializeOwned>(&mut self, slot: In) -> Option<Option<T>> {
        match self.raw(&slot)? {
            Some(raw) => self.json_text(&slot, raw).map(Some),
            None => Some(None),
        }
    }

    /// A part that is a file, or several.
    pub(crate) fn required_part<T: FromParts>(&mut self, name: &'static str) -> Option<T> {
        match self.optional_part(name)? {
            Some(parts) => Some(parts),
            None => self.missing(&In::part(name)),
        }
    }

    /// An optional part that is a file, or several.
    pub(crate) fn optional_part<T: FromParts>(&mut self, name: &'static str) -> Option<Option<T>> {
        match T::from_parts(self.parts_of(name)) {
            Ok(parts) => Some(parts),
            Err(_) => self.problem("body", name, REPEATED),
        }
    }

    /// A part that is required if the body has any part.
    pub(crate) fn part_with_body<T: FromParts>(&mut self, name: &'static str) -> Option<Option<T>> {
        match self.body.is_empty() {
            true => Some(None),
            false => self.required_part(name).map(Some),
        }
    }

    /// All parts of the body.
    pub(crate) fn parts(&mut self) -> Option<Vec<Part>> {
        self.body_is_there()?;
        Some(std::mem::take(&mut self.parts))
    }

    /// The body as JSON.
    pub(crate) fn json<T: DeserializeOwned>(&mut self) -> Option<T> {
        self.body_is_there()?;
        let text = self.body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(self.body);
        if let Ok(value) = serde_json::from_slice(text) {
            return Some(value);
        }
        // `1.0` is an integer, but not for serde. Tracking paths costs time, so it is done only
        // after an error.
        let whole = integers(text);
        let text = whole.as_deref().unwrap_or(text);
        let mut reader = serde_json::Deserializer::from_slice(text);
        match serde_path_to_error::deserialize(&mut reader) {
            Ok(value) => match reader.end() {
                Ok(()) => Some(value),
                Err(problem) => self.not_json("body", "", &problem),
            },
            Err(located) => {
                let pointer = pointer(located.path(), self.names);
                self.not_json("body", &pointer, &located.into_inner())
            }
        }
    }

    /// The body as text.
    pub(crate) fn text(&mut self) -> Option<String> {
        match std::str::from_utf8(self.body) {
            Ok(text) if is_utf8(self.headers) => Some(text.to_owned()),
            _ => self.problem("body", "", "no UTF-8 text"),
        }
    }

    /// The body as it was received.
    pub(crate) fn bytes(&mut self) -> Option<Bytes> {
        Some(self.body.clone())
    }

    /// The body with its media type.
    pub(crate) fn typed(&mut self) -> Option<TypedBody> {
        let media_type = self.headers.get(CONTENT_TYPE).map(|it| it.to_str());
        match media_type {
            Some(Ok(media_type)) => Some(TypedBody::new(media_type, self.body.clone())),
            _ => Some(TypedBody::new(
                "application/octet-stream",
                self.body.clone(),
            )),
        }
    }

    /// The body as a sequence of JSON texts.
    pub(crate) fn items<T: DeserializeOwned>(&mut self) -> Option<Vec<T>> {
        const SEPARATOR: u8 = 0x1e;
        let text: Cow<'_, [u8]> = match self.body.contains(&SEPARATOR) {
            true => self
                .body
                .iter()
                .map(|byte| match *byte {
                    SEPARATOR => b'\n',
                    byte => byte,
                })
                .collect(),
            false => Cow::Borrowed(self.body),
        };
        let items = serde_json::Deserializer::from_slice(&text).into_iter();
        let items: Result<Vec<T>, serde_json::Error> = items.collect();
        match items {
            Ok(items) => Some(items),
            Err(problem) => self.not_json("body", "", &problem),
        }
    }

    /// A form with an argument for the whole of it, with styles for some properties.
    pub(crate) fn whole_form<T: DeserializeOwned>(&mut self, slots: &[In]) -> Option<T> {
        let mut properties = Vec::new();
        for slot in slots {
            if let Some(raw) = self.raw(slot)? {
                properties.push((slot.name.to_owned(), raw));
            }
        }
        let names: Vec<&'static str> = slots.iter().map(|slot| slot.name).collect();
        let is_other = |name: &str| !names.contains(&name.split('[').next().unwrap_or_default());
        let others: Vec<Pair<'_>> = self
            .form
            .iter()
            .filter(|(name, _)| is_other(name))
            .cloned()
            .collect();
        match In::form("").map(&[]).in_pairs(&others, form) {
            Found::Raw(Raw::Object(others)) => properties.extend(others),
            Found::Unreadable => return self.problem("body", "", "no UTF-8 text"),
            Found::Absent | Found::Raw(_) | Found::Repeated => {}
        }
        match Raw::Object(properties).read() {
            Ok(value) => Some(value),
            Err(problem) => self.unfit("body", "", &problem),
        }
    }

    /// The decoded body; `None` if there is none.
    pub(crate) fn optional_body<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Option<T>,
    ) -> Option<Option<T>> {
        match self.body.is_empty() {
            true => Some(None),
            false => read(self).map(Some),
        }
    }

    /// Validates a decoded argument.
    pub(crate) fn check(&mut self, place: &'static str, name: &str, value: &impl Check) {
        value.check(&mut Checker::new(place, name, &mut self.problems));
    }

    /// Validates a decoded argument against limits.
    pub(crate) fn bounded(
        &mut self,
        place: &'static str,
        name: &str,
        value: &impl Bounded,
        bounds: &Bounds,
    ) {
        value.hold(bounds, &mut Checker::new(place, name, &mut self.problems));
    }

    /// The index of the body's media type among those of the operation.
    pub(crate) fn media(&self) -> usize {
        self.media
    }

    /// Keeps an error.
    pub(super) fn problem<T>(
        &mut self,
        place: &'static str,
        name: &str,
        detail: impl std::fmt::Display,
    ) -> Option<T> {
        self.problems.push(RequestProblem::new(place, name, detail));
        None
    }

    /// Keeps an error of serde_json.
    fn not_json<T>(
        &mut self,
        place: &'static str,
        name: &str,
        problem: &serde_json::Error,
    ) -> Option<T> {
        match problem.classify() {
            // Only the words of serde_json and the position are reported.
            Category::Syntax | Category::Eof => self.problem(place, name, problem),
            Category::Data | Category::Io => self.unfit(place, name, problem),
        }
    }

    /// Keeps an error of serde without the value in it.
    fn unfit<T>(
        &mut self,
        place: &'static str,
        name: &str,
        problem: &dyn std::fmt::Display,
    ) -> Option<T> {
        self.problem(place, name, without_value(&problem.to_string()))
    }

    fn missing<T>(&mut self, slot: &In) -> Option<T> {
        self.problem(slot.place.as_str(), slot.name, "missing")
    }

    fn body_is_there(&mut self) -> Option<()> {
        match self.body.is_empty() {
            true => self.problem("body", "", "missing"),
            false => Some(()),
        }
    }

    fn value<T: DeserializeOwned>(&mut self, slot: &In, raw: Raw) -> Option<T> {
        match raw.read() {
            Ok(value) => Some(value),
            Err(problem) => self.unfit(slot.place.as_str(), slot.name, &problem),
        }
    }

    fn json_text<T: DeserializeOwned>(&mut self, slot: &In, raw: Raw) -> Option<T> {
        let Raw::Text(text) = raw else {
            return self.problem(slot.place.as_str(), slot.name, REPEATED);
        };
        match serde_json::from_str(&text) {
            Ok(value) => Some(value),
            Err(problem) => self.not_json(slot.place.as_str(), slot.name, &problem),
        }
    }

    fn parts_of(&self, name: &str) -> Vec<Part> {
        let parts = self.parts.iter().filter(|part| part.name == name);
        parts.cloned().collect()
    }

    /// The parts of an argument; `Some(None)` if it is absent.
    #[allow(clippy::option_option, reason = "the error is reported already")]
    fn raw(&mut self, slot: &In) -> Option<Option<Raw>> {
        let found = match slot.place {
            Place::Path => {
                let own = self.path.iter().find(|(name, _)| *name == slot.name);
                match own {
                    Some((_, text)) => read(slot, text, percent),
                    // It is in the query part of the path template.
                    None => slot.in_pairs(&self.query, form),
                }
            }
            Place::Query => slot.in_pairs(&self.query, form),
            Place::QueryString => match self.query_string {
                "" => Found::Absent,
                text => percent(text).map_or(Found::Unreadable, |text| Found::Raw(Raw::Text(text))),
            },
            Place::Header => header(self.headers, slot),
            Place::Cookie => {
                let decode = if slot.is_as_it_is() { plain } else { percent };
                slot.in_pairs(&self.cookies, decode)
            }
            Place::Form => slot.in_pairs(&self.form, form),
            Place::Part => self.part(slot),
            Place::PartHeader(part) => {
                let mut parts = self.parts.iter();
                let part = parts.find(|it| it.name == part);
                part.map_or(Found::Absent, |part| header(&part.headers, slot))
            }
        };
        match found {
            Found::Raw(raw) => Some(Some(raw)),
            Found::Absent => Some(None),
            Found::Unreadable => self.problem(
                slot.place.as_str(),
                slot.name,
                "not written in the way that is described",
            ),
            Found::Repeated => self.problem(slot.place.as_str(), slot.name, REPEATED),
        }
    }

    /// Other parts may be files that are not text.
    fn part(&self, slot: &In) -> Found {
        let is_own = |part: &Part| part.name == slot.name && part.text().is_err();
        if self.parts.iter().any(is_own) {
            return Found::Unreadable;
        }
        let texts = self.parts.iter().filter_map(|part| {
            let text = part.text().ok()?;
            Some((part.name.clone(), Cow::Borrowed(text)))
        });
        let texts: Vec<Pair<'_>> = texts.collect();
        slot.in_pairs(&texts, plain)
    }
}

fn read(slot: &In, text: &str, decode: Decode) -> Found {
    match slot.in_text(text, decode) {
        Some(raw) => Found::Raw(raw),
        None => Found::Unreadable,
    }
}

/// Several headers of one name are one list (RFC 9110, section 5.3).
fn header(headers: &HeaderMap, slot: &In) -> Found {
    let values = headers.get_all(slot.name).iter();
    let values = values.map(|value| std::str::from_utf8(value.as_bytes()));
    match values.collect::<Result<Vec<&str>, _>>() {
        Ok(values) if values.is_empty() => Found::Absent,
        Ok(values) if values.len() > 1 && slot.is_one() => Found::Repeated,
        Ok(values) => read(slot, &values.join(","), |text| Some(text.trim().to_owned())),
        Err(_) => Found::Unreadable,
    }
}

/// The pairs of the header `Cookie` (RFC 6265, section 4.2.1).
pub(super) fn cookies(headers: &HeaderMap) -> Vec<Pair<'_>> {
    let values = headers.get_all(COOKIE).iter();
    let pairs = values.flat_map(|value| value.as_bytes().split(|byte| *byte == b';'));
    pairs
        .take(MOST)
        .filter_map(|pair| {
            // A cookie that is not text may belong to somebody else, so it is ignored.
            let pair = std::str::from_utf8(pair).ok()?;
            let (name, value) = pair.trim().split_once('=')?;
            let value = value
                .strip_prefix('"')
                .and_then(|it| it.strip_suffix('"'))
                .unwrap_or(value);
            Some((percent(name)?, Cow::Borrowed(value)))
        })
        .collect()
}

/// The error of a value that occurs twice.
const REPEATED: &str = "there several times";

/// Removes the value from an error of serde, which contains it as in ``invalid type: string "x",
/// expected y``.
fn without_value(problem: &str) -> String {
    const KINDS: [&str; 15] = [
        "boolean",
        "integer",
        "floating point",
        "character",
        "string",
        "byte array",
        "null",
        "unit value",
        "Option value",
        "newtype struct",
        "sequence",
        "map",
        "enum",
        "number",
        "text",
    ];
    // Names are those of the document.
    if problem.starts_with("missing field `") || problem.starts_with("duplicate field `") {
        return problem.to_owned();
    }
    if let Some((found, expected)) = problem.rsplit_once(", expected ")
        && let Some((what, found)) = found.split_once(": ")
        && let "invalid type" | "invalid value" = what
        && let Some(kind) = KINDS.iter().find(|kind| found.starts_with(**kind))
    {
        return format!("{what}: {kind}, expected {expected}");
    }
    if let Some((found, expected)) = problem.rsplit_once(", expected ")
        && found.starts_with("invalid length ")
    {
        return format!("invalid length, expected {expected}");
    }
    "not of the type that is described".to_owned()
}

/// The JSON Pointer of a value (RFC 6901), as far as its names are declared.
fn pointer(path: &serde_path_to_error::Path, names: &[&str]) -> String {
    let mut pointer = String::new();
    for segment in path.iter() {
        let step = match segment {
            Segment::Seq { index } => index.to_string(),
            Segment::Map { key } if names.binary_search(&key.as_str()).is_err() => break,
            Segment::Map { key } => key.replace('~', "~0").replace('/', "~1"),
            Segment::Enum { .. } => break,
            Segment::Unknown => continue,
        };
        pointer.push('/');
        pointer.push_str(&step);
    }
    pointer
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    /// Decodes a request with these headers and this body, and returns its errors.
    fn reported<T>(
        headers: &[(&'static str, &[u8])],
        body: &[u8],
        read: impl FnOnce(&mut Reader<'_>) -> Option<T>,
    ) -> (Option<T>, Vec<String>) {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, HeaderValue::from_bytes(value).unwrap());
        }
        let body = Bytes::copy_from_slice(body);
        let declared = &["application/json", "multipart/form-data", "text/plain"];
        let media = Media::of(&map, declared, false).unwrap();
        let mut reader = Reader::new(&[], "", &map, media, &body, &["a", "b"]);
        let value = read(&mut reader);
        let problems = reader.problems.iter().map(ToString::to_string);
        (value, problems.collect())
    }

    #[test]
    fn a_problem_does_not_hold_the_value() {
        for (body, expected) in [
            (r#""hunter2, expected hunter2""#, "string, expected u8"),
            ("4711", "integer, expected u8"),
            ("47.11", "floating point, expected u8"),
            (r#"{"a":4711}"#, "map, expected u8"),
        ] {
            let (_, problems) = reported::<u8>(&[], body.as_bytes(), |from| from.json());
            let [problem] = problems.as_slice() else {
                panic!("{problems:?}");
            };
            assert!(problem.contains(expected), "{problem}");
            assert!(
                !problem.contains("hunter2") && !problem.contains("47"),
                "{problem}"
            );
        }
    }

    #[test]
    fn errors_do_not_quote_values() {
        for (problem, expected) in [
            (
                "missing field `a` at line 1 column 2",
                "missing field `a` at line 1 column 2",
            ),
            (
                "invalid type: null, expected a value",
                "invalid type: null, expected a value",
            ),
            (
                "invalid value: text, expected u8",
                "invalid value: text, expected u8",
            ),
            (
                "invalid type: string \"hunter2\", expected u8",
                "invalid type: string, expected u8",
            ),
            (
                "invalid type: string \"x, expected hunter2\", expected u8",
                "invalid type: string, expected u8",
            ),
            (
                "invalid value: hunter2, expected u8",
                "not of the type that is described",
            ),
            (
                "hunter2 is no date, expected one",
                "not of the type that is described",
            ),
            (
                "invalid character: expected 0-9, found `z` at 1",
                "not of the type that is described",
            ),
            (
                "unknown variant `hunter2`, expected `a`",
                "not of the type that is described",
            ),
            (
                "invalid length 3, expected an array of 2",
                "invalid length, expected an array of 2",
            ),
            (
                "unknown field `hunter2`, there are no fields",
                "not of the type that is described",
            ),
        ] {
            assert_eq!(without_value(problem), expected);
        }
    }

    #[test]
    fn errors_do_not_quote_undescribed_names() {
        type Map = std::collections::BTreeMap<String, std::collections::BTreeMap<String, u8>>;
        for (body, expected) in [
            (r#"{"a":{"b":true}}"#, "body, `/a/b`: invalid type: boolean"),
            (
                r#"{"a":{"hunter2":true}}"#,
                "body, `/a`: invalid type: boolean",
            ),
            (r#"{"hunter2":{"b":true}}"#, "body: invalid type: boolean"),
        ] {
            let (_, problems) = reported::<Map>(&[], body.as_bytes(), |from| from.json());
            assert!(problems[0].starts_with(expected), "{problems:?}");
        }
    }

    #[test]
    fn what_may_be_there_once_is_there_once() {
        let twice: [(_, &[u8]); 3] = [("x-name", b"a"), ("x-name", b"b"), ("cookie", b"a=1; a=2")];
        let header = |from: &mut Reader<'_>| from.optional::<String>(In::header("X-Name"));
        let problem = "header, `X-Name`: there several times".to_owned();
        assert_eq!(reported(&twice, b"", header), (None, vec![problem]));
        let list =
            |from: &mut Reader<'_>| from.required::<Vec<String>>(In::header("X-Name").list());
        assert_eq!(reported(&twice, b"", list).0.unwrap(), ["a", "b"]);
        let cookie = |from: &mut Reader<'_>| from.optional::<u8>(In::cookie("a"));
        let problem = "cookie, `a`: there several times".to_owned();
        assert_eq!(reported(&twice, b"", cookie), (None, vec![problem]));
        let headers: [(_, &[u8]); 1] = [("content-type", b"multipart/form-data; boundary=B")];
        let part = "--B\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n";
        let body = format!("{part}{part}--B--");
        let file = |from: &mut Reader<'_>| from.optional_part::<Part>("a");
        let (file, problems) = reported(&headers, body.as_bytes(), file);
        assert!(
            file.is_none() && problems == ["body, `a`: there several times"],
            "{problems:?}"
        );
        let value = |from: &mut Reader<'_>| from.required::<u8>(In::part("a"));
        let problem = "body, `a`: there several times".to_owned();
        assert_eq!(
            reported(&headers, body.as_bytes(), value),
            (None, vec![problem])
        );
    }

    #[test]
    fn nothing_stands_behind_json() {
        assert_eq!(
            reported::<u8>(&[], b" 1 ", |from| from.json()),
            (Some(1), Vec::new())
        );
        assert_eq!(
            reported::<u8>(&[], b"1.0", |from| from.json()),
            (Some(1), Vec::new())
        );
        for body in ["1 1", "1.0,", "1}"] {
            let (value, problems) = reported::<u8>(&[], body.as_bytes(), |from| from.json());
            assert!(
                value.is_none() && problems.len() == 1,
                "{body}: {problems:?}"
            );
        }
    }

    #[test]
    fn invalid_utf8_is_reported() {
        let problem = "not written in the way that is described";
        let headers: [(_, &[u8]); 2] = [("x-name", b"a\xff"), ("cookie", b"a=\xff; name=x")];
        let header = |from: &mut Reader<'_>| from.optional::<String>(In::header("X-Name"));
        assert_eq!(
            reported(&headers, b"", header),
            (None, vec![format!("header, `X-Name`: {problem}")])
        );
        let cookie = |from: &mut Reader<'_>| from.required::<String>(In::cookie("name"));
        assert_eq!(reported(&headers, b"", cookie).0.as_deref(), Some("x"));

        let headers: [(_, &[u8]); 1] = [("content-type", b"multipart/form-data; boundary=B")];
        let body = b"--B\r\nContent-Disposition: form-data; name=note\r\n\r\n\xff\r\n--B--";
        let note = |from: &mut Reader<'_>| from.optional::<String>(In::part("note"));
        assert_eq!(
            reported(&headers, body, note),
            (None, vec![format!("body, `note`: {problem}")])
        );
        let other = |from: &mut Reader<'_>| from.optional::<String>(In::part("other"));
        assert_eq!(reported(&headers, body, other), (Some(None), Vec::new()));

        let headers: [(_, &[u8]); 1] = [("content-type", b"text/plain; charset=utf-16")];
        let (text, problems) = reported(&headers, b"a\0", |from| from.text());
        assert_eq!(
            (text, problems),
            (None, vec!["body: no UTF-8 text".to_owned()])
        );
    }
}
