//! Problem details (RFC 9457).

use super::decoded;
use super::error::Error;
use http::header::CONTENT_TYPE;
use serde_json::{Map, Value};

/// The problem details of a response (RFC 9457, section 3). A property that is absent or has
/// another type is `None`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Problem {
    /// `type`: a URI that identifies the problem type.
    pub kind: Option<String>,
    /// A short summary of the problem type.
    pub title: Option<String>,
    /// An explanation of this occurrence.
    pub detail: Option<String>,
    /// A URI that identifies this occurrence.
    pub instance: Option<String>,
    /// All properties, including those above.
    pub properties: Map<String, Value>,
}

impl Error {
    /// The problem details, if the response is `application/problem+json`. The texts of an error do
    /// not include them because they may contain secrets.
    pub fn problem(&self) -> Option<Problem> {
        let kind = self.headers().get(CONTENT_TYPE)?.to_str().ok()?;
        let essence = kind.split(';').next()?.trim();
        if !essence.eq_ignore_ascii_case("application/problem+json") {
            return None;
        }
        let body = self
            .body()
            .filter(|body| !decoded::exceeds(body, decoded::USUAL))?;
        let properties: Map<String, Value> = serde_json::from_slice(body).ok()?;
        let text = |name| {
            properties
                .get(name)
                .and_then(Value::as_str)
                .map(str::to_owned)
        };
        Some(Problem {
            kind: text("type"),
            title: text("title"),
            detail: text("detail"),
            instance: text("instance"),
            properties,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::error::Kind;
    use super::*;
    use bytes::Bytes;
    use http::{HeaderMap, StatusCode};

    fn error(content_type: &'static str, body: &'static str) -> Error {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, content_type.parse().unwrap());
        let body = Bytes::from_static(body.as_bytes());
        Error::new(Kind::Status, "no").responded(StatusCode::FORBIDDEN, headers, body)
    }

    /// The example of section 3, with a property of another type.
    #[test]
    fn properties_of_another_type_are_nothing() {
        let body = r#"{"type":"https://example.com/probs/out-of-credit","title":1,
            "detail":"Your current balance is 30, but that costs 50.","balance":30}"#;
        let problem = error("Application/Problem+JSON; charset=utf-8", body)
            .problem()
            .unwrap();
        assert_eq!(
            problem.kind.as_deref(),
            Some("https://example.com/probs/out-of-credit")
        );
        assert_eq!((problem.title, problem.instance), (None, None));
        assert!(problem.detail.unwrap().starts_with("Your current balance"));
        assert_eq!(problem.properties["balance"], 30);
    }

    #[test]
    fn anything_else_is_no_problem() {
        assert_eq!(error("application/json", "{}").problem(), None);
        assert_eq!(error("application/problem+json", "[]").problem(), None);
        assert_eq!(error("application/problem+json", "{").problem(), None);
    }
}
