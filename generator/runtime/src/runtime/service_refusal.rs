//! Refusals and failures of a server (RFC 9457).

use super::service_error::{ErrorTemplate, ErrorTemplates, declared};
use axum::body::Body;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use http::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use serde_json::{Value, json};
use std::error::Error as StdError;
use std::fmt;

/// A refused request: it is invalid, or its caller is not permitted.
///
/// The response is the error that the operation declares for the status, or
/// `application/problem+json` if it declares none that can contain the reason.
#[derive(Clone, Debug)]
pub struct Refusal {
    status: StatusCode,
    detail: String,
    problems: Vec<RequestProblem>,
    errors: ErrorTemplates,
    // Boxed because most requests are not refused.
    headers: Box<HeaderMap>,
}

/// An error in a part of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RequestProblem {
    /// Where the part is: `path`, `query`, `header`, `cookie` or `body`.
    pub place: &'static str,
    /// The parameter, or the JSON Pointer of the value within the body.
    pub name: String,
    /// The reason, without the value, which may be secret.
    pub detail: String,
}

impl Refusal {
    /// Creates a refusal with this status.
    pub fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        Self {
            status,
            detail: detail.into(),
            problems: Vec::new(),
            errors: &[],
            headers: Box::default(),
        }
    }

    /// 401: credentials are missing or wrong (RFC 9110, section 15.5.2).
    pub fn unauthorized(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, detail)
    }

    /// 403: the caller is known but not permitted (RFC 9110, section 15.5.4).
    pub fn forbidden(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, detail)
    }

    /// Changes the status, for example from 400 to 422.
    pub fn with_status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// The status of the response.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The reason in a sentence.
    pub fn detail(&self) -> &str {
        &self.detail
    }

    /// All errors by part of the request.
    pub fn problems(&self) -> &[RequestProblem] {
        &self.problems
    }

    /// The headers of the response, such as `WWW-Authenticate` and `Allow`.
    pub fn headers_mut(&mut self) -> &mut HeaderMap {
        &mut self.headers
    }

    pub(crate) fn invalid(problems: Vec<RequestProblem>) -> Self {
        let detail = match problems.as_slice() {
            [problem] => problem.to_string(),
            problems if problems.len() >= RequestProblem::MOST => {
                "many parts of the request are not as described".to_owned()
            }
            problems => format!(
                "{} parts of the request are not as described",
                problems.len()
            ),
        };
        Self {
            problems,
            ..Self::new(StatusCode::BAD_REQUEST, detail)
        }
    }

    /// Converts it for an operation that declares these errors.
    pub(super) fn declared(self, errors: ErrorTemplates) -> Self {
        Self { errors, ..self }
    }

    /// All reasons in one text.
    fn reason(&self) -> String {
        if self.problems.len() < 2 {
            return self.detail.clone();
        }
        let reported = self.problems.iter().take(RequestProblem::IN_TEXT);
        let reported: Vec<String> = reported.map(ToString::to_string).collect();
        let more = match self.problems.len().saturating_sub(reported.len()) {
            0 => "",
            _ => "; and more",
        };
        format!("{}{more}", reported.join("; "))
    }

    pub(crate) fn header(mut self, name: HeaderName, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.append(name, value);
        }
        self
    }

    /// Adds the authentication schemes (RFC 9110, section 11.6.1) unless there are some.
    pub(crate) fn challenging(mut self, challenges: &[String]) -> Self {
        let name = http::header::WWW_AUTHENTICATE;
        if self.status == StatusCode::UNAUTHORIZED && !self.headers.contains_key(&name) {
            for challenge in challenges {
                self = self.header(name.clone(), challenge);
            }
        }
        self
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let errors: Vec<Value> = self.problems.iter().map(RequestProblem::to_json).collect();
        let mut response = match declared(self.errors, self.status) {
            Some(body) => written(self.status, body, &self.reason(), &errors),
            None => problem(self.status, &self.detail, errors),
        };
        response.headers_mut().extend(*self.headers);
        response
    }
}

impl RequestProblem {
    /// The limit of errors of one request. Each value of a body may have one, which takes more
    /// bytes than the value.
    pub(crate) const MOST: usize = 100;

    /// The limit of errors in one text.
    const IN_TEXT: usize = 10;

    pub(crate) fn new(place: &'static str, name: &str, detail: impl fmt::Display) -> Self {
        Self {
            place,
            name: name.to_owned(),
            detail: detail.to_string(),
        }
    }

    fn to_json(&self) -> Value {
        let Self {
            place,
            name,
            detail,
        } = self;
        match *place {
            "body" if name.is_empty() || name.starts_with('/') => {
                json!({ "in": place, "pointer": format!("#{name}"), "detail": detail })
            }
            _ => json!({ "in": place, "name": name, "detail": detail }),
        }
    }
}

impl fmt::Display for RequestProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            place,
            name,
            detail,
        } = self;
        match name.as_str() {
            "" => write!(f, "{place}: {detail}"),
            name => write!(f, "{place}, `{name}`: {detail}"),
        }
    }
}

/// The failure of a method. `?` converts any error to it.
///
/// The response has status 500. The text is not sent; only the server's method `fail` gets it.
#[derive(Debug)]
pub struct Failure {
    source: Box<dyn StdError + Send + Sync>,
    status: StatusCode,
    errors: ErrorTemplates,
}

impl Failure {
    /// Creates a failure with this text.
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            source: message.into().into(),
            status: StatusCode::INTERNAL_SERVER_ERROR,
            errors: &[],
        }
    }

    /// Converts it for an operation that declares these errors.
    pub(super) fn declared(self, errors: ErrorTemplates) -> Self {
        Self { errors, ..self }
    }

    /// For operations that are not implemented yet: 501.
    pub(crate) fn unimplemented(operation: &str) -> Self {
        Self {
            status: StatusCode::NOT_IMPLEMENTED,
            ..Self::new(format!("`{operation}` is not implemented"))
        }
    }

    /// The status of the response.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// What failed.
    pub fn error(&self) -> &(dyn StdError + Send + Sync + 'static) {
        self.source.as_ref()
    }
}

impl<E: StdError + Send + Sync + 'static> From<E> for Failure {
    fn from(error: E) -> Self {
        Self {
            source: Box::new(error),
            status: StatusCode::INTERNAL_SERVER_ERROR,
            errors: &[],
        }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let detail = match self.status {
            StatusCode::NOT_IMPLEMENTED => self.source.to_string(),
            _ => "the request could not be carried out".to_owned(),
        };
        match declared(self.errors, self.status) {
            Some(body) => written(self.status, body, &detail, &[]),
            None => problem(self.status, &detail, Vec::new()),
        }
    }
}

/// An error in the form that the operation declares.
fn written(status: StatusCode, body: &ErrorTemplate, reason: &str, errors: &[Value]) -> Response {
    response(status, body.media_type, body.text(status, reason, errors))
}

fn problem(status: StatusCode, detail: &str, errors: Vec<Value>) -> Response {
    let title = status.canonical_reason().unwrap_or("Error");
    let mut problem = json!({ "title": title, "status": status.as_u16(), "detail": detail });
    if let (false, Some(properties)) = (errors.is_empty(), problem.as_object_mut()) {
        properties.insert("errors".to_owned(), Value::from(errors));
    }
    response(status, "application/problem+json", problem.to_string())
}

fn response(status: StatusCode, media_type: &str, body: String) -> Response {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    if let Ok(media_type) = HeaderValue::from_str(media_type) {
        response.headers_mut().insert(CONTENT_TYPE, media_type);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::super::service_error::{ErrorPiece, ErrorStatus};
    use super::*;

    #[test]
    fn a_problem_says_where_it_is() {
        let problem = RequestProblem::new("query", "limit", "not a number");
        assert_eq!(problem.to_string(), "query, `limit`: not a number");
        assert_eq!(problem.to_json()["name"], "limit");
        let problem = RequestProblem::new("body", "/a/0", "missing");
        assert_eq!(problem.to_json()["pointer"], "#/a/0");
        assert_eq!(
            RequestProblem::new("body", "", "x").to_json()["pointer"],
            "#"
        );
        assert_eq!(
            RequestProblem::new("body", "tag", "x").to_json()["name"],
            "tag"
        );
    }

    #[tokio::test]
    async fn an_error_is_written_as_it_is_declared() {
        static DECLARED: ErrorTemplate = ErrorTemplate {
            media_type: "application/vnd.api+json",
            pieces: &[
                ErrorPiece::Text("{\"message\":"),
                ErrorPiece::JsonReason(200),
                ErrorPiece::Text("}"),
            ],
        };
        const UNFIT: ErrorTemplates = &[(ErrorStatus::Code(422), &DECLARED)];
        const ANY: ErrorTemplates = &[(ErrorStatus::Any, &DECLARED)];
        let text = async |response: Response| {
            let media_type = response.headers()[CONTENT_TYPE]
                .to_str()
                .unwrap()
                .to_owned();
            let body = axum::body::to_bytes(response.into_body(), 1_000)
                .await
                .unwrap();
            (media_type, String::from_utf8(body.to_vec()).unwrap())
        };
        let problem = |name: &str| RequestProblem::new("query", name, "missing");
        let refusal = Refusal::invalid(vec![problem("a"), problem("b")]).declared(UNFIT);
        let (media_type, body) = text(refusal.clone().into_response()).await;
        assert_eq!(
            media_type, "application/problem+json",
            "it is of another status"
        );
        assert!(body.contains("2 parts of the request"), "{body}");
        let refusal = refusal.with_status(StatusCode::UNPROCESSABLE_ENTITY);
        let (media_type, body) = text(refusal.into_response()).await;
        assert_eq!(media_type, "application/vnd.api+json");
        assert_eq!(
            body,
            r#"{"message":"query, `a`: missing; query, `b`: missing"}"#
        );
        let many = (0..11).map(|name| problem(&name.to_string())).collect();
        let reason = Refusal::invalid(many).reason();
        assert!(
            reason.ends_with("query, `9`: missing; and more"),
            "{reason}"
        );
        let failure = Failure::new("hunter2").declared(ANY).into_response();
        let (_, body) = text(failure).await;
        assert_eq!(
            body,
            r#"{"message":"the request could not be carried out"}"#
        );
    }

    #[test]
    fn failure_causes_are_not_disclosed() {
        let failure = Failure::from(std::io::Error::other("password is hunter2"));
        assert!(failure.error().to_string().contains("hunter2"));
        let response = failure.into_response();
        assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
        assert_eq!(response.headers()[CONTENT_TYPE], "application/problem+json");
    }

    #[test]
    fn only_401_names_ways_to_be_authorised() {
        let challenges = ["Basic realm=\"a\"".to_owned()];
        let mut refusal = Refusal::unauthorized("x").challenging(&challenges);
        assert_eq!(refusal.headers_mut().len(), 1);
        let mut refusal = refusal.challenging(&challenges);
        assert_eq!(refusal.headers_mut().len(), 1, "not twice");
        let mut refusal = Refusal::forbidden("x").challenging(&challenges);
        assert!(refusal.headers_mut().is_empty());
    }
}
