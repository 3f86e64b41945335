//! Reads recorded exchanges as a stream: the lines of a `Recorder`, and HAR 1.2 files.
//!
//! Both are JSON values that are read one after the other: an object with `request` and `response`
//! is an exchange, an object with `log` is a HAR file. One exchange at a time is in memory. No
//! message contains text of the traffic.

use serde::Deserialize;
use serde::de::{
    DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
use serde_json::error::Category;
use std::cell::Cell;
use std::fmt;
use std::io::{self, BufRead, BufReader, Read};

/// The maximum size of one exchange in a file, and of the text between two exchanges.
const EXCHANGE_BYTES: u64 = 64 << 20;

/// A request and its response.
#[derive(Debug, Default)]
pub(super) struct Exchange {
    pub method: String,
    pub uri: String,
    pub status: u16,
    pub request: Content,
    pub response: Content,
}

/// A media type and a body.
#[derive(Debug, Default)]
pub(super) struct Content {
    /// Lower case, without parameters.
    pub media_type: Option<String>,
    pub body: Body,
}

/// A body, as far as it was recorded.
#[derive(Debug, Default, PartialEq)]
pub(super) enum Body {
    #[default]
    Empty,
    /// There was one, but the recording does not contain it, or only its beginning.
    Unknown,
    Bytes(Vec<u8>),
}

/// Passes each exchange to `each`, with the number of bytes that were read so far.
///
/// # Errors
///
/// Returns a message, with line and column where they are known, if the text is no recording.
pub(super) fn read(from: impl Read, each: impl FnMut(Exchange, u64)) -> Result<(), String> {
    read_within(EXCHANGE_BYTES, from, each)
}

fn read_within(
    limit: u64,
    from: impl Read,
    mut each: impl FnMut(Exchange, u64),
) -> Result<(), String> {
    let budget = Budget {
        left: Cell::new(limit),
        total: Cell::new(0),
    };
    let mut reader = BufReader::with_capacity(
        1 << 16,
        Limited {
            from,
            budget: &budget,
        },
    );
    skip_byte_order_mark(&mut reader).map_err(|error| error.to_string())?;
    let mut values = serde_json::Deserializer::from_reader(reader);
    let mut count = 0_u64;
    let mut next = |exchange: Exchange| {
        budget.left.set(limit);
        count += 1;
        each(exchange, budget.total.get());
    };
    while values.end().is_err() {
        let result = TopLevel { each: &mut next }.deserialize(&mut values);
        let hostile = (budget.left.get() == 0).then_some(limit);
        result.map_err(|error| message(&error, hostile))?;
    }
    match count {
        0 => Err("it contains no exchange".to_owned()),
        _ => Ok(()),
    }
}

/// A message without text of the input.
fn message(error: &serde_json::Error, exceeded: Option<u64>) -> String {
    let (line, column) = (error.line(), error.column());
    let why = match error.classify() {
        // Otherwise it is the error of the operating system.
        Category::Io => {
            return exceeded.map_or_else(
                || error.to_string(),
                |limit| format!("line {line}: an exchange is larger than {limit} bytes"),
            );
        }
        Category::Eof => "the file is truncated".to_owned(),
        Category::Syntax => {
            let text = error.to_string();
            let why = text.split_once(" at line ").map_or(&*text, |(why, _)| why);
            format!("this is not JSON: {why}")
        }
        // The text of these errors can contain values.
        Category::Data => {
            "this is neither an exchange of a `Recorder` nor an entry of a HAR 1.2 file".to_owned()
        }
    };
    format!("line {line}, column {column}: {why}")
}

fn skip_byte_order_mark(reader: &mut impl BufRead) -> io::Result<()> {
    if reader.fill_buf()?.starts_with(b"\xef\xbb\xbf") {
        reader.consume(3);
    }
    Ok(())
}

/// How much may still be read for the current exchange, and how much was read.
struct Budget {
    left: Cell<u64>,
    total: Cell<u64>,
}

struct Limited<'a, R> {
    from: R,
    budget: &'a Budget,
}

impl<R: Read> Read for Limited<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.budget.left.get();
        if left == 0 {
            return Err(io::Error::other("an exchange is too large"));
        }
        let count = self.from.read(buffer)?;
        let read = count as u64;
        self.budget.left.set(left.saturating_sub(read));
        self.budget.total.set(self.budget.total.get() + read);
        Ok(count)
    }
}

/// A value of the file: an exchange or a HAR file.
struct TopLevel<'a, F> {
    each: &'a mut F,
}

impl<'de, F: FnMut(Exchange)> DeserializeSeed<'de> for TopLevel<'_, F> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_map(self)
    }
}

impl<'de, F: FnMut(Exchange)> Visitor<'de> for TopLevel<'_, F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a recording")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let (mut request, mut response, mut is_log) = (None, None, false);
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "log" => {
                    is_log = true;
                    map.next_value_seed(Log {
                        each: &mut *self.each,
                    })?;
                }
                "request" => request = Some(map.next_value::<Message>()?),
                "response" => response = Some(map.next_value::<Message>()?),
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        match (request, response) {
            (Some(request), Some(response)) => {
                (self.each)(exchange(request, response).ok_or_else(|| A::Error::custom(""))?);
                Ok(())
            }
            _ if is_log => Ok(()),
            _ => Err(A::Error::custom("")),
        }
    }
}

/// The `log` of a HAR file.
struct Log<'a, F> {
    each: &'a mut F,
}

impl<'de, F: FnMut(Exchange)> DeserializeSeed<'de> for Log<'_, F> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_map(self)
    }
}

impl<'de, F: FnMut(Exchange)> Visitor<'de> for Log<'_, F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a log")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "entries" => map.next_value_seed(Entries {
                    each: &mut *self.each,
                })?,
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(())
    }
}

/// The `entries` of a HAR file.
struct Entries<'a, F> {
    each: &'a mut F,
}

impl<'de, F: FnMut(Exchange)> DeserializeSeed<'de> for Entries<'_, F> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_seq(self)
    }
}

impl<'de, F: FnMut(Exchange)> Visitor<'de> for Entries<'_, F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("entries")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        while let Some(entry) = entries.next_element::<Entry>()? {
            let exchange = exchange(entry.request, entry.response);
            (self.each)(exchange.ok_or_else(|| A::Error::custom(""))?);
        }
        Ok(())
    }
}

#[derive(Deserialize)]
struct Entry {
    request: Message,
    response: Message,
}

/// A request or response of either format. All properties that are used are here, so that an
/// exchange cannot expand in memory.
#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct Message {
    method: Option<String>,
    uri: Option<String>,
    url: Option<String>,
    status: Option<i64>,
    headers: Vec<Header>,
    body: Option<RecordedBody>,
    cut: bool,
    post_data: Option<HarContent>,
    content: Option<HarContent>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Header {
    Pair(String, HeaderText),
    Object { name: String, value: HeaderText },
}

#[derive(Deserialize)]
#[serde(untagged)]
enum HeaderText {
    Text(String),
    Other(IgnoredAny),
}

#[derive(Deserialize)]
#[serde(untagged)]
enum RecordedBody {
    Text(String),
    Hex {
        hex: String,
    },
    /// The size and the hash of a body that was not written.
    Digest(IgnoredAny),
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct HarContent {
    size: Option<i64>,
    mime_type: Option<String>,
    text: Option<String>,
    encoding: Option<String>,
}

fn exchange(request: Message, response: Message) -> Option<Exchange> {
    Some(Exchange {
        method: request.method.clone()?,
        uri: request.uri.clone().or_else(|| request.url.clone())?,
        // HAR: 0 and negative numbers are requests without a response.
        status: u16::try_from(response.status?).unwrap_or(0),
        request: content(request),
        response: content(response),
    })
}

fn content(message: Message) -> Content {
    let har = message.content.or(message.post_data);
    let header = message.headers.iter().find_map(|header| match header {
        Header::Pair(name, HeaderText::Text(value))
        | Header::Object {
            name,
            value: HeaderText::Text(value),
        } => name
            .eq_ignore_ascii_case("content-type")
            .then(|| value.clone()),
        _ => None,
    });
    let declared = header.or_else(|| har.as_ref()?.mime_type.clone());
    let media_type = declared.map(|text| {
        let essence = text.split(';').next().unwrap_or_default();
        essence.trim().to_ascii_lowercase()
    });
    let body = match (message.body, har) {
        _ if message.cut => Body::Unknown,
        (Some(RecordedBody::Text(text)), _) => bytes(text.into_bytes()),
        (Some(RecordedBody::Hex { hex }), _) => decoded_hex(&hex).map_or(Body::Unknown, bytes),
        (Some(RecordedBody::Digest(_)), _) => Body::Unknown,
        (None, Some(har)) => har_body(har),
        (None, None) => Body::Empty,
    };
    Content {
        media_type: media_type.filter(|text| !text.is_empty() && text != "x-unknown"),
        body,
    }
}

fn har_body(content: HarContent) -> Body {
    match (content.text, content.encoding.as_deref()) {
        (Some(text), Some("base64")) => decoded_base64(&text).map_or(Body::Unknown, bytes),
        (Some(_), Some(_)) => Body::Unknown,
        (Some(text), None) => bytes(text.into_bytes()),
        (None, _) if content.size.is_some_and(|size| size > 0) => Body::Unknown,
        (None, _) => Body::Empty,
    }
}

fn bytes(bytes: Vec<u8>) -> Body {
    match bytes.is_empty() {
        true => Body::Empty,
        false => Body::Bytes(bytes),
    }
}

fn decoded_hex(text: &str) -> Option<Vec<u8>> {
    let digit = |digit: u8| (digit as char).to_digit(16);
    let pair = |pair: &[u8]| match pair {
        [high, low] => u8::try_from(digit(*high)? << 4 | digit(*low)?).ok(),
        _ => None,
    };
    text.as_bytes().chunks(2).map(pair).collect()
}

/// RFC 4648, section 4; line ends are ignored.
fn decoded_base64(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0);
    let digits = text.trim_ascii_end().trim_end_matches('=').bytes();
    for digit in digits.filter(|byte| !byte.is_ascii_whitespace()) {
        let value = match digit {
            b'A'..=b'Z' => digit - b'A',
            b'a'..=b'z' => digit - b'a' + 26,
            b'0'..=b'9' => digit - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        bits = (bits << 6 | u32::from(value)) & 0xff_ffff;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from(bits >> count & 0xff).ok()?);
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &[u8]) -> Result<Vec<Exchange>, String> {
        let mut exchanges = Vec::new();
        read(text, |exchange, _| exchanges.push(exchange)).map(|()| exchanges)
    }

    #[test]
    fn recordings_and_har_files_are_the_same_exchanges() {
        let recorded = br#"{"request":{"method":"GET","uri":"https://h/a","headers":[],"body":""},
            "response":{"status":200,"headers":[["content-type","Application/JSON; charset=utf-8"]],"body":{"hex":"7b7d"}}}
            {"request":{"method":"GET","uri":"/b","headers":[],"body":""},"response":{"status":200,"headers":[["x",{"hex":"ff"}]],"body":"a","cut":true}}"#;
        let har = b"\xef\xbb\xbf{\"log\":{\"version\":\"1.2\",\"pages\":[{\"a\":[1]}],\"entries\":[{\"time\":1.5,
            \"request\":{\"method\":\"GET\",\"url\":\"https://h/a\",\"headers\":[]},
            \"response\":{\"status\":200,\"headers\":[],\"content\":{\"size\":2,\"mimeType\":\"application/json\",\"text\":\"e30=\",\"encoding\":\"base64\"}}}]}}";
        let (recorded, har) = (all(recorded).unwrap(), all(har).unwrap());
        assert_eq!((recorded.len(), har.len()), (2, 1));
        assert_eq!(recorded[1].response.body, Body::Unknown);
        for exchange in [&recorded[0], &har[0]] {
            assert_eq!(exchange.uri, "https://h/a");
            assert_eq!(
                exchange.response.media_type.as_deref(),
                Some("application/json")
            );
            assert_eq!(exchange.response.body, Body::Bytes(b"{}".to_vec()));
            assert_eq!(exchange.request.body, Body::Empty);
        }
    }

    #[test]
    fn messages_about_wrong_input_hold_no_value() {
        let exchange = r#"{"request":{"method":"GET","uri":"/secret"},"response":{"status":200}}"#;
        for (text, expected) in [
            (exchange.as_bytes()[..60].to_vec(), "the file is truncated"),
            (b"".to_vec(), "no exchange"),
            (b"{\"log\":{\"entries\":[]}}".to_vec(), "no exchange"),
            (b"[\"secret\"]".to_vec(), "neither an exchange"),
            (b"{\"request\":\"secret\"}".to_vec(), "neither an exchange"),
            (
                exchange.replace("200", "\"secret\"").into_bytes(),
                "neither an exchange",
            ),
            (b"\xff\xfe".to_vec(), "this is not JSON"),
            (
                b"{\"request\":{\"method\":\"\xff\"}}".to_vec(),
                "this is not JSON",
            ),
            (b"GIF89a secret".to_vec(), "this is not JSON"),
        ] {
            let message = all(&text).unwrap_err();
            assert!(message.contains(expected), "{message}");
            assert!(!message.contains("secret"), "{message}");
        }
    }

    #[test]
    fn an_exchange_of_hostile_size_is_an_error() {
        let start = br#"{"log":{"entries":[{"request":{"method":""#;
        let endless = start.chain(io::repeat(b'a'));
        let message = read_within(1 << 20, endless, |_, _| {}).unwrap_err();
        assert_eq!(message, "line 1: an exchange is larger than 1048576 bytes");
    }

    #[test]
    fn base64_is_decoded_with_and_without_padding() {
        for (text, expected) in [
            ("", ""),
            ("Zg==", "f"),
            ("Zm8", "fo"),
            ("Zm9v\r\nYmFy", "foobar"),
        ] {
            assert_eq!(decoded_base64(text), Some(expected.as_bytes().to_vec()));
        }
        assert_eq!(decoded_base64("!"), None);
    }
}
