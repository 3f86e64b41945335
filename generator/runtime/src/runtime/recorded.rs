//! The file format of recordings.
//!
//! A line is a JSON object: `request` with `method`, `uri`, `headers` and `body`, and `response`
//! with `status`, `headers`, `body` and, if the body broke off, `cut`. Headers are pairs. Text is
//! written as text, other bytes as `{"hex": "…"}`. For a body that could not be searched for
//! secrets, `{"bytes": …, "sha256": "…"}` is written.

use super::error::{Error, Kind};
use super::escape::hex;
use super::mock_response::Arrival;
use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Response, StatusCode, Uri};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;

/// An exchange without its secrets.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Recorded {
    pub(crate) method: Method,
    pub(crate) uri: Uri,
    pub(crate) sent: Content,
    pub(crate) status: StatusCode,
    pub(crate) responded: Content,
    /// Whether the response's body broke off or was not read to its end.
    pub(crate) cut: bool,
}

/// Headers and body.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Content {
    pub(crate) headers: Vec<(HeaderName, Vec<u8>)>,
    pub(crate) body: Body,
}

/// A body without its secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Body {
    Whole(Vec<u8>),
    /// The size and hash of a body that could not be searched.
    Digest {
        bytes: u64,
        sha256: String,
    },
}

impl Body {
    pub(crate) fn digest(body: &[u8]) -> Self {
        Self::Digest {
            bytes: body.len() as u64,
            sha256: digits(&Sha256::digest(body)),
        }
    }

    fn written(&self) -> Value {
        match self {
            Self::Whole(bytes) => written(bytes),
            Self::Digest { bytes, sha256 } => json!({ "bytes": bytes, "sha256": sha256 }),
        }
    }

    fn parse(value: &Value) -> Option<Self> {
        let digest = || {
            let bytes = value.get("bytes")?.as_u64()?;
            let sha256 = value.get("sha256")?.as_str()?.to_owned();
            Some(Self::Digest { bytes, sha256 })
        };
        bytes(value).map(Self::Whole).or_else(digest)
    }
}

impl Default for Body {
    fn default() -> Self {
        Self::Whole(Vec::new())
    }
}

impl Recorded {
    /// The line without its end.
    pub(crate) fn line(&self) -> String {
        let mut line = json!({
            "request": {
                "method": self.method.as_str(),
                "uri": self.uri.to_string(),
                "headers": written_headers(&self.sent),
                "body": self.sent.body.written(),
            },
            "response": {
                "status": self.status.as_u16(),
                "headers": written_headers(&self.responded),
                "body": self.responded.body.written(),
            },
        });
        if self.cut
            && let Some(Value::Object(response)) = line.get_mut("response")
        {
            response.insert("cut".to_owned(), Value::Bool(true));
        }
        line.to_string()
    }

    /// Parses a line. The error is a message.
    pub(crate) fn parse(line: &Value) -> Result<Self, String> {
        let [request, response] = ["request", "response"].map(|name| line.get(name));
        let request = request.ok_or("it has no `request`")?;
        let response = response.ok_or("it has no `response`")?;
        let method = text(request, "request", "method")?;
        let uri = text(request, "request", "uri")?;
        let status = response.get("status").and_then(Value::as_u64);
        let status = status.and_then(|status| u16::try_from(status).ok());
        let status = status.and_then(|status| StatusCode::from_u16(status).ok());
        Ok(Self {
            method: Method::from_bytes(method.as_bytes())
                .map_err(|_| "`request.method` is no method")?,
            uri: uri.parse().map_err(|_| "`request.uri` is no URI")?,
            sent: content(request, "request")?,
            status: status.ok_or("`response.status` is missing or no status")?,
            responded: content(response, "response")?,
            cut: response.get("cut") == Some(&Value::Bool(true)),
        })
    }

    /// The result of the transport.
    pub(crate) fn response(&self, line: usize) -> Result<Response<Arrival>, Error> {
        let Body::Whole(body) = &self.responded.body else {
            let message = format!(
                "line {line} of the recording has only the size and the hash of the response body, \
                 because it could not be searched for secrets; record it with \
                 `Recorder::keep_unsearchable_bodies`, or give the response with `Mock::on`"
            );
            return Err(Error::new(Kind::Configuration, message));
        };
        let body = Bytes::from(body.clone());
        let mut response = Response::new(Arrival::new(body, self.cut));
        *response.status_mut() = self.status;
        let mut headers = HeaderMap::new();
        for (name, value) in &self.responded.headers {
            let value = HeaderValue::from_bytes(value).map_err(Error::interrupted)?;
            headers.append(name.clone(), value);
        }
        *response.headers_mut() = headers;
        Ok(response)
    }
}

fn written_headers(content: &Content) -> Vec<Value> {
    let pairs = content.headers.iter();
    pairs
        .map(|(name, value)| json!([name.as_str(), written(value)]))
        .collect()
}

fn written(bytes: &[u8]) -> Value {
    match std::str::from_utf8(bytes) {
        Ok(text) => Value::from(text),
        Err(_) => json!({ "hex": digits(bytes) }),
    }
}

fn digits(bytes: &[u8]) -> String {
    let mut digits = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}

fn text<'a>(object: &'a Value, name: &str, property: &str) -> Result<&'a str, String> {
    let text = object.get(property).and_then(Value::as_str);
    text.ok_or_else(|| format!("`{name}.{property}` is missing or not a string"))
}

fn content(object: &Value, name: &str) -> Result<Content, String> {
    let headers = object.get("headers").and_then(Value::as_array);
    let headers = headers.ok_or_else(|| format!("`{name}.headers` is missing or no array"))?;
    let pair = |pair: &Value| {
        let (name, value) = (pair.get(0)?.as_str()?, bytes(pair.get(1)?)?);
        // An invalid header value would make the response unusable.
        HeaderValue::from_bytes(&value).ok()?;
        Some((HeaderName::from_bytes(name.as_bytes()).ok()?, value))
    };
    let headers: Option<Vec<_>> = headers.iter().map(pair).collect();
    let body = object.get("body").and_then(Body::parse);
    Ok(Content {
        headers: headers.ok_or_else(|| format!("`{name}.headers` holds what is no header"))?,
        body: body.ok_or_else(|| {
            format!("`{name}.body` is missing, or neither text nor hexadecimal digits nor a hash")
        })?,
    })
}

fn bytes(value: &Value) -> Option<Vec<u8>> {
    if let Some(text) = value.as_str() {
        return Some(text.as_bytes().to_vec());
    }
    let digits = value.get("hex")?.as_str()?.as_bytes();
    let byte = |pair: &[u8]| match pair {
        [high, low] => Some(hex(*high)? << 4 | hex(*low)?),
        _ => None,
    };
    digits.chunks(2).map(byte).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recorded() -> Recorded {
        Recorded {
            method: Method::POST,
            uri: "https://h/p?q=1".parse().unwrap(),
            sent: Content {
                headers: vec![(http::header::ACCEPT, b"*/*".to_vec())],
                body: Body::Whole(b"line\nbreak \xc3\xa9".to_vec()),
            },
            status: StatusCode::CREATED,
            responded: Content {
                headers: vec![(http::header::SERVER, b"\xff".to_vec())],
                body: Body::Whole(vec![0, 0xff, 0x10]),
            },
            cut: true,
        }
    }

    #[test]
    fn a_line_is_read_as_it_was_written() {
        for cut in [true, false] {
            let recorded = Recorded { cut, ..recorded() };
            let line = recorded.line();
            assert!(!line.contains('\n'), "{line}");
            assert!(line.contains(r#"{"hex":"00ff10"}"#), "{line}");
            let read = Recorded::parse(&serde_json::from_str(&line).unwrap());
            assert_eq!(read, Ok(recorded));
        }
    }

    #[test]
    fn a_hash_is_read_and_is_no_response() {
        let mut recorded = recorded();
        recorded.sent.body = Body::digest(b"");
        recorded.responded.body = Body::digest(b"abc");
        let line = recorded.line();
        // FIPS 180-4, of the example "abc".
        let hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert!(
            line.contains(&format!(r#""body":{{"bytes":3,"sha256":"{hash}"}}"#)),
            "{line}"
        );
        let read = Recorded::parse(&serde_json::from_str(&line).unwrap());
        assert_eq!(read, Ok(recorded.clone()));
        let error = recorded.response(7).unwrap_err();
        assert!(error.is_configuration());
        assert!(
            error
                .to_string()
                .starts_with("line 7 of the recording has only the size")
        );
    }

    #[test]
    fn a_problem_is_named_by_its_property() {
        for (pointer, value, message) in [
            (
                "/request",
                json!(1),
                "`request.method` is missing or not a string",
            ),
            (
                "/request/method",
                json!("a b"),
                "`request.method` is no method",
            ),
            ("/request/uri", json!("http://["), "`request.uri` is no URI"),
            (
                "/request/headers",
                json!({}),
                "`request.headers` is missing or no array",
            ),
            (
                "/request/headers/0/0",
                json!("a b"),
                "`request.headers` holds what is no header",
            ),
            (
                "/response/headers/0/1",
                json!("\n"),
                "`response.headers` holds what is no header",
            ),
            (
                "/response/status",
                json!(7),
                "`response.status` is missing or no status",
            ),
            (
                "/response/body",
                json!({ "hex": "0" }),
                "`response.body` is missing, or neither text nor hexadecimal digits nor a hash",
            ),
        ] {
            let mut line: Value = serde_json::from_str(&recorded().line()).unwrap();
            *line.pointer_mut(pointer).unwrap() = value;
            assert_eq!(Recorded::parse(&line), Err(message.to_owned()));
        }
        let nothing = Recorded::parse(&json!([]));
        assert_eq!(nothing, Err("it has no `request`".to_owned()));
    }
}
