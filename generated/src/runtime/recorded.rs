// Made by bindery; changes are overwritten.

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
