//! AWS Signature Version 4.

use super::authorize::Authorize;
use super::{clock, escape};
use hmac::{Hmac, KeyInit as _, Mac as _};
use http::Uri;
use http::header::{AUTHORIZATION, HeaderMap, HeaderName, HeaderValue};
use http::request::Parts;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::error::Error as StdError;
use std::fmt::{self, Write as _};

type Refused = Box<dyn StdError + Send + Sync>;

const ALGORITHM: &str = "AWS4-HMAC-SHA256";
const DATE: HeaderName = HeaderName::from_static("x-amz-date");
const TOKEN: HeaderName = HeaderName::from_static("x-amz-security-token");
const CONTENT: HeaderName = HeaderName::from_static("x-amz-content-sha256");

/// Headers that are not signed because transports and proxies add or change them.
const UNSIGNED: [&str; 15] = [
    "accept-encoding",
    "authorization",
    "connection",
    "content-length",
    "expect",
    "forwarded",
    "keep-alive",
    "te",
    "traceparent",
    "tracestate",
    "transfer-encoding",
    "upgrade",
    "user-agent",
    "via",
    "x-amzn-trace-id",
];

/// Credentials for services that require AWS Signature Version 4. Each request is signed when it
/// is sent, and again when it is retried.
#[derive(Clone)]
#[must_use = "credentials have no effect until they are passed to a client's builder"]
pub struct AwsSigV4 {
    access_key: String,
    secret_key: String,
    session_token: Option<String>,
    region: Option<String>,
    service: String,
}

impl AwsSigV4 {
    /// Creates credentials of an access key ID and a secret access key, for the service
    /// `execute-api` in the region that the host of a request names.
    pub fn new(access_key: impl Into<String>, secret_key: impl Into<String>) -> Self {
        Self {
            access_key: access_key.into(),
            secret_key: secret_key.into(),
            session_token: None,
            region: None,
            service: "execute-api".to_owned(),
        }
    }

    /// Sets the session token of temporary credentials.
    pub fn session_token(mut self, token: impl Into<String>) -> Self {
        self.session_token = Some(token.into());
        self
    }

    /// Sets the region. It is required if the host is not one of AWS, such as a domain of your own.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = Some(region.into());
        self
    }

    /// Sets the name by which the service verifies signatures. The default is `execute-api`, for
    /// Amazon API Gateway.
    pub fn service(mut self, service: impl Into<String>) -> Self {
        self.service = service.into();
        self
    }

    /// Signs a request at a time in seconds since 1970.
    pub(crate) fn sign(&self, head: &mut Parts, body: &[u8], now: u64) -> Result<(), Refused> {
        let region = match &self.region {
            Some(region) => region.as_str(),
            None => region_of(head.uri.host().unwrap_or_default())
                .ok_or("the host names no AWS region; set `AwsSigV4::region`")?,
        };
        let (date, time) = timestamp(now);
        let content = hex(&Sha256::digest(body));
        head.headers.insert(DATE, time.parse()?);
        if let Some(token) = &self.session_token {
            let token = HeaderValue::from_str(token);
            let token =
                token.map_err(|_| "the session token has characters that no header can have")?;
            head.headers.insert(TOKEN, token);
        }
        let is_s3 = self.service == "s3";
        if is_s3 {
            head.headers.insert(CONTENT, content.parse()?);
        }
        let headers = signed_headers(&head.uri, &head.headers);
        let names: Vec<&str> = headers.keys().copied().collect();
        let names = names.join(";");
        let mut canonical = format!(
            "{}\n{}\n{}\n",
            head.method,
            path(head.uri.path(), is_s3),
            query(head.uri.query().unwrap_or_default())
        );
        for (name, value) in &headers {
            let _ = writeln!(canonical, "{name}:{value}");
        }
        let _ = write!(canonical, "\n{names}\n{content}");
        let signature = self.signature(region, &date, &time, &canonical);
        let value = format!(
            "{ALGORITHM} Credential={}/{date}/{region}/{}/aws4_request, SignedHeaders={names}, \
             Signature={signature}",
            self.access_key, self.service
        );
        let value = HeaderValue::from_str(&value);
        let value = value.map_err(
            |_| "the access key, the region or the service has characters that no header can have",
        )?;
        head.headers.insert(AUTHORIZATION, value);
        Ok(())
    }

    /// The signature of a canonical request.
    fn signature(&self, region: &str, date: &str, time: &str, canonical: &str) -> String {
        let scope = format!("{date}/{region}/{}/aws4_request", self.service);
        let hash = hex(&Sha256::digest(canonical));
        let mut key = format!("AWS4{}", self.secret_key).into_bytes();
        for part in [date, region, &self.service, "aws4_request"] {
            key = keyed(&key, part);
        }
        hex(&keyed(
            &key,
            &format!("{ALGORITHM}\n{time}\n{scope}\n{hash}"),
        ))
    }
}

/// Shows no key.
impl fmt::Debug for AwsSigV4 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AwsSigV4")
            .field("region", &self.region)
            .field("service", &self.service)
            .finish_non_exhaustive()
    }
}

impl Authorize for AwsSigV4 {
    fn authorize(&self, head: &mut Parts, body: Option<&[u8]>) -> Result<(), Refused> {
        let body = body.ok_or(
            "the body is a stream, whose hash is not known before it is sent; pass it as bytes",
        )?;
        let now = clock::unix().ok_or("there is no clock, and a signature has a date")?;
        self.sign(head, body, now)
    }
}

/// The headers that are signed, by name; values of one name are joined, spaces folded.
fn signed_headers<'a>(uri: &Uri, headers: &'a HeaderMap) -> BTreeMap<&'a str, String> {
    let mut signed = BTreeMap::new();
    let host = uri.host().unwrap_or_default();
    let host = match (uri.port_u16(), uri.scheme_str()) {
        (None, _) | (Some(443), Some("https")) | (Some(80), Some("http")) => host.to_owned(),
        (Some(port), _) => format!("{host}:{port}"),
    };
    signed.insert("host", host);
    for name in headers.keys() {
        if UNSIGNED.contains(&name.as_str()) {
            continue;
        }
        let values = headers.get_all(name).iter();
        let values: Vec<String> = values.map(folded).collect();
        signed.insert(name.as_str(), values.join(","));
    }
    signed
}

fn folded(value: &HeaderValue) -> String {
    let text = String::from_utf8_lossy(value.as_bytes());
    let words: Vec<&str> = text.split_ascii_whitespace().collect();
    words.join(" ")
}

/// The path without empty and relative segments, encoded once more than it is sent. S3 takes paths
/// as they are, encoded once.
fn path(path: &str, is_s3: bool) -> String {
    if is_s3 {
        return encoded(&escape::undone(path), b"/");
    }
    let mut segments: Vec<&str> = Vec::new();
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." => drop(segments.pop()),
            segment => segments.push(segment),
        }
    }
    let mut text = String::new();
    for segment in &segments {
        text.push('/');
        text.push_str(&encoded(segment.as_bytes(), b""));
    }
    if segments.is_empty() || path.ends_with('/') {
        text.push('/');
    }
    text
}

/// The pairs of a query, encoded in one way and sorted.
fn query(query: &str) -> String {
    let again = |text: &str| encoded(&escape::undone(&text.replace('+', " ")), b"");
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    let mut pairs: Vec<(String, String)> = pairs
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (again(name), again(value)))
        .collect();
    pairs.sort();
    let pairs = pairs.into_iter();
    let pairs: Vec<String> = pairs
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    pairs.join("&")
}

/// Percent-encodes all bytes but unreserved characters and these.
fn encoded(bytes: &[u8], kept: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for byte in bytes {
        match byte.is_ascii_alphanumeric() || b"-._~".contains(byte) || kept.contains(byte) {
            true => text.push(char::from(*byte)),
            false => {
                let _ = write!(text, "%{byte:02X}");
            }
        }
    }
    text
}

/// The region in a host of AWS, such as `abc.execute-api.eu-west-1.amazonaws.com`.
fn region_of(host: &str) -> Option<&str> {
    let suffixes = [".amazonaws.com", ".amazonaws.com.cn", ".api.aws", ".on.aws"];
    let own = suffixes
        .iter()
        .find_map(|suffix| host.strip_suffix(suffix))?;
    own.rsplit('.').find(|label| {
        let mut parts = label.split('-');
        let area = parts.next().is_some_and(|area| area.len() == 2);
        let number = parts.next_back().unwrap_or_default();
        let is_number = number.len() == 1 && number.bytes().all(|byte| byte.is_ascii_digit());
        let mut middle = parts.peekable();
        area && is_number && middle.peek().is_some() && label.is_ascii()
    })
}

/// A date and a time, such as `20150830` and `20150830T123600Z`, of seconds since 1970.
fn timestamp(now: u64) -> (String, String) {
    let (days, seconds) = (now / 86_400, now % 86_400);
    // Years begin in March, so that a leap day is the last day of one; they are counted in eras of
    // 400 years.
    let days = days + 719_468;
    let (era, day) = (days / 146_097, days % 146_097);
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = era * 400 + year + u64::from(month <= 2);
    let date = format!("{year:04}{month:02}{day:02}");
    let (hours, minutes) = (seconds / 3_600, seconds / 60 % 60);
    let time = format!("{date}T{hours:02}{minutes:02}{:02}Z", seconds % 60);
    (date, time)
}

fn keyed(key: &[u8], text: &str) -> Vec<u8> {
    // A key of any length is one of HMAC (RFC 2104, section 3).
    Hmac::<Sha256>::new_from_slice(key).map_or_else(
        |_| Vec::new(),
        |mut mac| {
            mac.update(text.as_bytes());
            mac.finalize().into_bytes().to_vec()
        },
    )
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::Request;

    fn credentials() -> AwsSigV4 {
        AwsSigV4::new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY").service("service")
    }

    /// 2015-08-30T12:36:00Z.
    const NOW: u64 = 1_440_938_160;

    fn signed(
        by: &AwsSigV4,
        method: &str,
        target: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Parts {
        let mut request = Request::builder().method(method);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.uri(format!("https://example.amazonaws.com{target}"));
        let (mut head, ()) = request.body(()).unwrap().into_parts();
        by.sign(&mut head, body.as_bytes(), NOW).unwrap();
        head
    }

    /// The paths of the suite are not encoded, as those of requests are.
    #[test]
    fn paths_are_those_of_the_test_suite() {
        let signature = |raw: &str| {
            let canonical = format!(
                "GET\n{}\n\nhost:example.amazonaws.com\nx-amz-date:20150830T123600Z\n\n\
                 host;x-amz-date\n{}",
                path(raw, false),
                hex(&Sha256::digest(""))
            );
            credentials().signature("us-east-1", "20150830", "20150830T123600Z", &canonical)
        };
        assert_eq!(
            signature("/ሴ"),
            "8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85"
        );
        assert_eq!(
            signature("/example space/"),
            "652487583200325589f1fba4c7e578f72c47cb61beeca81406b39ddec1366741"
        );
        assert_eq!(path("/a%20b//./c:d/", false), "/a%2520b/c%3Ad/");
        assert_eq!(path("/a%20b//./c:d/", true), "/a%20b//./c%3Ad/");
    }

    #[test]
    fn headers_are_folded_and_queries_sorted() {
        let plain = credentials().region("us-east-1");
        let headers = [
            ("my-header", "  a   b "),
            ("my-header", "c"),
            ("user-agent", "x"),
        ];
        let head = signed(&plain, "GET", "/", &headers, "");
        let signed = signed_headers(&head.uri, &head.headers);
        assert_eq!(signed["my-header"], "a b,c");
        assert!(!signed.contains_key("user-agent"));
        assert_eq!(query("b=2&a=+&a=%2f&c&&a"), "a=&a=%20&a=%2F&b=2&c=");
    }

    #[test]
    fn the_region_is_set_or_in_the_host() {
        for (host, region) in [
            ("abc.execute-api.eu-west-1.amazonaws.com", Some("eu-west-1")),
            ("x.cn-north-1.amazonaws.com.cn", Some("cn-north-1")),
            ("lambda.us-gov-west-1.api.aws", Some("us-gov-west-1")),
            ("iam.amazonaws.com", None),
            ("eu-west-1.example.com", None),
        ] {
            assert_eq!(region_of(host), region, "{host}");
        }
        let (mut head, ()) = Request::get("https://a.example/")
            .body(())
            .unwrap()
            .into_parts();
        let error = credentials()
            .sign(&mut head, b"", NOW)
            .unwrap_err()
            .to_string();
        assert_eq!(
            error,
            "the host names no AWS region; set `AwsSigV4::region`"
        );
    }

    #[test]
    fn a_date_is_that_of_the_calendar() {
        for (now, expected) in [
            (0, "19700101T000000Z"),
            (951_782_399, "20000228T235959Z"),
            (951_782_400, "20000229T000000Z"),
            (4_107_542_400, "21000301T000000Z"),
        ] {
            assert_eq!(timestamp(now).1, expected);
        }
    }

    #[test]
    fn a_stream_is_refused_and_no_key_is_shown() {
        let by = credentials().session_token("t0ken");
        let (mut head, ()) = Request::get("https://a.example/")
            .body(())
            .unwrap()
            .into_parts();
        let error = by.authorize(&mut head, None).unwrap_err().to_string();
        assert!(error.contains("is a stream"), "{error}");
        let shown = format!("{by:?}");
        for hidden in ["AKID", "wJal", "t0ken"] {
            assert!(!shown.contains(hidden), "{shown}");
        }
    }
}
