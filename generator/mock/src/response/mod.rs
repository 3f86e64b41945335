//! The response before stored items are considered.

pub(super) mod headers;
pub(super) mod media;

use super::accept;
use super::judge::Judge;
use super::operation::{Content, Operation, Response};
use super::prefer::Preferences;
use super::refusal::{Refusal, response};
use bindery::ir::StatusMatch;
use bytes::Bytes;
use hyper::HeaderMap;
use hyper::header::{CONTENT_TYPE, HeaderValue};
use serde_json::Value;

/// A response to a request.
#[derive(Clone, Debug, Default)]
pub struct MockResponse {
    /// Its status.
    pub status: u16,
    /// Its headers, without those that say how long the body is.
    pub headers: HeaderMap,
    /// Its body; empty for what has none.
    pub body: Bytes,
    /// The operation that was asked for, where there is one.
    pub operation: Option<String>,
    /// Why the request was refused, if it was.
    pub reason: Option<String>,
}

impl MockResponse {
    pub(super) fn new(status: u16) -> Self {
        Self {
            status,
            ..Self::default()
        }
    }
}

/// A response that is not written yet.
pub(super) struct Draft<'o> {
    pub status: u16,
    pub response: Option<&'o Response>,
    pub content: Option<&'o Content>,
    /// The content; `None` for a response without content.
    pub value: Option<Value>,
}

/// How values are made up.
#[derive(Clone, Copy)]
pub(super) struct Making<'a> {
    pub seed: u64,
    /// The seed that distinguishes this request's values from others.
    pub about: &'a str,
}

/// Chooses the response and its content.
///
/// # Errors
///
/// 406 where the caller takes none of its media types; 400 where it asks for an example that there
/// is not; what it asks for by its status, where the document declares nothing for that.
pub(super) fn draft<'o>(
    judge: &Judge<'_>,
    operation: &'o Operation,
    preferences: &Preferences,
    headers: &HeaderMap,
    making: Making<'_>,
) -> Result<Draft<'o>, Refusal> {
    let (status, response) = match preferences.code {
        None => success(operation),
        Some(code) => match response(operation, code) {
            Some((status, response)) => (status, Some(response)),
            None if code >= 400 => {
                let reason = format!("asked for by `Prefer: code={code}`, and not declared");
                return Err(Refusal::new(code, reason));
            }
            None => (code, None),
        },
    };
    let mut draft = Draft {
        status,
        response,
        content: None,
        value: None,
    };
    let contents = response.map_or(&[][..], |response| &response.content);
    if contents.is_empty() || matches!(status, 204 | 205 | 304) {
        return Ok(draft);
    }
    let offered: Vec<&str> = contents
        .iter()
        .map(|content| content.media_type.as_str())
        .collect();
    let chosen = match accept::choose(headers, &offered) {
        Some(index) => contents.get(index),
        // An error has the media type that is declared for it.
        None if status >= 400 => contents.first(),
        None => None,
    };
    let Some(content) = chosen else {
        let offered = offered.join(", ");
        let reason =
            format!("the operation responds with {offered}, which `Accept` does not allow");
        return Err(Refusal::new(406, reason));
    };
    let value = match &preferences.example {
        None if preferences.dynamic => media::made(judge, content, making),
        None => media::value(judge, content, None, making.seed, making.about),
        Some(name) => {
            let named = media::value(judge, content, Some(name), making.seed, making.about);
            let missing = || {
                let reason =
                    format!("there is no example `{name}`, which the header `Prefer` asks for");
                Refusal::new(400, reason)
            };
            Some(named.ok_or_else(missing)?)
        }
    };
    draft.content = Some(content);
    draft.value = value;
    Ok(draft)
}

/// The declared success that is usual: the first 2XX, then any other response that is no error.
pub(super) fn success(operation: &Operation) -> (u16, Option<&Response>) {
    let responses = || operation.responses.iter();
    let code = |wanted: fn(u16) -> bool| {
        responses().find_map(|response| match response.status {
            StatusMatch::Code(code) if wanted(code) => Some((code, Some(response))),
            _ => None,
        })
    };
    let is = |status, code| {
        responses()
            .find(|response| response.status == status)
            .map(|response| (code, Some(response)))
    };
    code(|code| (200..300).contains(&code))
        .or_else(|| is(StatusMatch::Range(2), 200))
        .or_else(|| code(|code| (300..400).contains(&code)))
        // Beside errors, `default` stands for the success.
        .or_else(|| is(StatusMatch::Default, 200))
        .unwrap_or((204, None))
}

/// Writes a response; none where its body has more than `most` bytes.
pub(super) fn write(
    judge: &Judge<'_>,
    draft: &Draft<'_>,
    making: Making<'_>,
    most: usize,
) -> Option<MockResponse> {
    let mut written = MockResponse::new(draft.status);
    if let Some(response) = draft.response {
        written.headers = headers::declared(judge, response, making);
    }
    if let (Some(content), Some(value)) = (draft.content, &draft.value) {
        let (media_type, body) = media::write(judge, content, value, most)?;
        written.body = body;
        if let Ok(media_type) = HeaderValue::from_str(&media_type) {
            written.headers.insert(CONTENT_TYPE, media_type);
        }
    }
    Some(written)
}
