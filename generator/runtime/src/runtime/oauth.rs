//! The client credentials grant of OAuth 2 (RFC 6749, section 4.4).

use super::base::{Base, resolve};
use super::base64_code;
use super::error::{Error, Kind};
use super::escape;
use super::oauth_cache::{Cache, Grant};
use super::operation::Operation;
use super::secret::{Secret, Value};
use bytes::Bytes;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue, USER_AGENT};
use http::{Request, Response, Uri};
use serde_json::Value as Json;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// The credentials of this program for OAuth 2 (RFC 6749, section 4.4). The client requests access
/// tokens when it needs them, keeps each until shortly before it expires, and replaces once a token
/// that the API rejects with 401.
#[derive(Clone)]
#[must_use = "credentials do nothing until they are given to a client's builder"]
pub struct ClientCredentials {
    id: String,
    secret: Secret,
    token_url: Option<String>,
    scopes: Option<String>,
    parameters: Vec<(String, String)>,
    in_body: bool,
}

impl ClientCredentials {
    /// Sets the client identifier and secret. They are sent to the token endpoint by HTTP basic
    /// authentication (section 2.3.1).
    pub fn new(id: impl Into<String>, secret: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            secret: Secret::token(secret),
            token_url: None,
            scopes: None,
            parameters: Vec::new(),
            in_body: false,
        }
    }

    /// Sets the token endpoint. The default is that of the document. A relative URL is resolved
    /// against the base URL of the API.
    pub fn token_url(mut self, url: impl Into<String>) -> Self {
        self.token_url = Some(url.into());
        self
    }

    /// Sets the scopes of all tokens. The default is the scopes that the document declares for the
    /// operation. Without scopes the service chooses (section 3.3).
    pub fn scopes<S: AsRef<str>>(mut self, scopes: impl IntoIterator<Item = S>) -> Self {
        let mut text = String::new();
        for scope in scopes {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(scope.as_ref());
        }
        self.scopes = Some(text);
        self
    }

    /// Adds a parameter to the token request, such as `audience` or `resource`.
    pub fn parameter(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.parameters.push((name.into(), value.into()));
        self
    }

    /// Sends identifier and secret as `client_id` and `client_secret` in the body, for services
    /// that do not support HTTP basic authentication (section 2.3.1 advises against it).
    pub fn in_body(mut self) -> Self {
        self.in_body = true;
        self
    }

    /// The token endpoint of a scheme, and the scopes of its operations as lists of operations by
    /// space-separated scopes.
    pub(crate) fn of(
        self,
        scheme: &'static str,
        token_url: &'static str,
        scopes: &'static [(&'static str, &'static [&'static str])],
    ) -> Secret {
        Secret::tokens(move |base, headers| {
            let url = self.token_url.as_deref().unwrap_or(token_url);
            let endpoint = endpoint(base, url)
                .ok_or_else(|| problem(scheme, "the URL of the token endpoint cannot be used"))?;
            let reserved = ["grant_type", "scope", "client_id", "client_secret"];
            let taken = |(name, _): &(String, String)| reserved.contains(&name.as_str());
            if self.parameters.iter().any(taken) {
                return Err(problem(scheme, "a parameter is one that is sent anyway"));
            }
            let credentials = Endpoint {
                scheme,
                endpoint,
                client: self.clone(),
                scopes,
                user_agent: headers.get(USER_AGENT).cloned(),
            };
            Ok(Arc::new(Cache::new(credentials)))
        })
    }
}

/// Omits the identifier and the secret.
impl fmt::Debug for ClientCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientCredentials")
            .field("scopes", &self.scopes)
            .field("in_body", &self.in_body)
            .finish_non_exhaustive()
    }
}

/// A token endpoint and the credentials for it.
struct Endpoint {
    scheme: &'static str,
    endpoint: Uri,
    client: ClientCredentials,
    scopes: &'static [(&'static str, &'static [&'static str])],
    user_agent: Option<HeaderValue>,
}

impl Endpoint {
    fn secret(&self) -> &str {
        match self.client.secret.reveal() {
            Value::Token(secret) => secret,
            _ => "",
        }
    }

    /// Identifier and secret for HTTP basic authentication (section 2.3.1).
    fn pair(&self) -> String {
        let mut pair = String::new();
        escape::form(&self.client.id, &mut pair);
        pair.push(':');
        escape::form(self.secret(), &mut pair);
        base64_code::encoded(pair.as_bytes())
    }

    /// The error message of the service, as far as it may be shown.
    fn refusal(&self, response: &Response<Bytes>) -> Error {
        let status = response.status();
        let json: Json = serde_json::from_slice(response.body()).unwrap_or_default();
        let said = |key: &str| {
            let text = json.get(key)?.as_str()?;
            self.may_be_shown(text).then_some(text)
        };
        let mut message = format!("the token endpoint responded with status {status}");
        if let Some(code) = said("error") {
            message = format!("the token endpoint refuses with `{code}` (status {status})");
            if let Some(description) = said("error_description") {
                message.push_str(": ");
                message.push_str(description);
            }
        }
        problem_of(self.scheme, &message).having(status)
    }

    /// Keeps the characters of section 5.2, and removes text of the request.
    fn may_be_shown(&self, text: &str) -> bool {
        let secret = self.secret();
        let mut encoded = String::new();
        escape::form(secret, &mut encoded);
        let pair = self.pair();
        let spoken = |c: char| matches!(c, ' '..='~') && c != '\\';
        text.len() <= 300
            && text.chars().all(spoken)
            && (secret.is_empty()
                || [secret, &encoded, &pair]
                    .iter()
                    .all(|hidden| !text.contains(*hidden)))
    }
}

impl Grant for Endpoint {
    fn scheme(&self) -> &'static str {
        self.scheme
    }

    fn scope(&self, operation: &'static Operation) -> String {
        let named = || {
            let rows = self.scopes.iter();
            let mut rows = rows.filter(|(_, operations)| operations.contains(&operation.id));
            rows.next().map(|(scope, _)| (*scope).to_owned())
        };
        let own = self.client.scopes.clone();
        own.or_else(named).unwrap_or_default()
    }

    fn request(&self, scope: &str) -> Request<Bytes> {
        let mut headers = HeaderMap::new();
        let mut body = String::from("grant_type=client_credentials");
        let mut add = |name: &str, value: &str| {
            body.push('&');
            escape::form(name, &mut body);
            body.push('=');
            escape::form(value, &mut body);
        };
        if !scope.is_empty() {
            add("scope", scope);
        }
        for (name, value) in &self.client.parameters {
            add(name, value);
        }
        if self.client.in_body {
            add("client_id", &self.client.id);
            add("client_secret", self.secret());
        } else {
            // Base64 is always a valid header value.
            let value = format!("Basic {}", self.pair());
            if let Ok(mut value) = HeaderValue::try_from(value) {
                value.set_sensitive(true);
                headers.insert(AUTHORIZATION, value);
            }
        }
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        let form = HeaderValue::from_static("application/x-www-form-urlencoded");
        headers.insert(CONTENT_TYPE, form);
        if let Some(agent) = &self.user_agent {
            headers.insert(USER_AGENT, agent.clone());
        }
        let mut request = Request::new(Bytes::from(body));
        *request.method_mut() = http::Method::POST;
        *request.uri_mut() = self.endpoint.clone();
        *request.headers_mut() = headers;
        request
    }

    fn read(&self, response: &Response<Bytes>) -> Result<(HeaderValue, Option<Duration>), Error> {
        if !response.status().is_success() {
            return Err(self.refusal(response));
        }
        read(response.body()).map_err(|why| {
            let message = format!("the response of the token endpoint {why}");
            problem_of(self.scheme, &message).having(response.status())
        })
    }
}

/// Parses a successful response (section 5.1): the token as a header value, and its lifetime.
fn read(body: &[u8]) -> Result<(HeaderValue, Option<Duration>), &'static str> {
    let response: Json = serde_json::from_slice(body).map_err(|_| "is no JSON")?;
    let text = |key: &str| response.get(key).and_then(Json::as_str);
    let kind = text("token_type").ok_or("has no `token_type`")?;
    if !kind.eq_ignore_ascii_case("bearer") {
        return Err("has a token of a type that is not `Bearer`");
    }
    let token = text("access_token").filter(|token| !token.is_empty());
    let token = token.ok_or("has no `access_token`")?;
    // RFC 6750, section 2.1, is stricter than services are.
    if !token.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err("has a token with characters that no header can hold");
    }
    let mut value = HeaderValue::try_from(format!("Bearer {token}"))
        .map_err(|_| "has a token with characters that no header can hold")?;
    value.set_sensitive(true);
    match response.get("expires_in") {
        None | Some(Json::Null) => Ok((value, None)),
        Some(life) => match seconds(life) {
            Some(seconds) => Ok((value, Some(Duration::from_secs(seconds)))),
            None => Err("has an `expires_in` that is no number of seconds"),
        },
    }
}

/// A number of seconds, which services also write as `3600.0` or `"3600"`. Fractions are dropped,
/// so that a token is never used after it expired.
fn seconds(value: &Json) -> Option<u64> {
    let number = match value {
        Json::String(text) => text.trim().parse().ok()?,
        Json::Number(number) => number.clone(),
        _ => return None,
    };
    number.as_u64().or_else(|| {
        let seconds = number.as_f64().filter(|seconds| *seconds >= 0.0)?;
        // Larger numbers saturate.
        Some(seconds as u64)
    })
}

/// An absolute URL without credentials; it may have a query (section 3.2).
fn endpoint(base: &Base, url: &str) -> Option<Uri> {
    let here = format!("{}/", base.as_str()).parse().ok()?;
    let uri = resolve(&here, url.trim())?;
    let authority = uri.authority()?;
    (!authority.host().is_empty() && !authority.as_str().contains('@')).then_some(uri)
}

fn problem(scheme: &str, why: &str) -> Error {
    let message = format!("credentials for `{scheme}`: {why}");
    Error::new(Kind::Configuration, message)
}

fn problem_of(scheme: &str, why: &str) -> Error {
    let message = format!("credentials for `{scheme}`: {why}");
    Error::new(Kind::Authorization, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    static LIST: Operation = operation("list");
    static PING: Operation = operation("ping");

    const fn operation(id: &'static str) -> Operation {
        Operation {
            id,
            method: "GET",
            path: "/",
            accept: "",
            security: &[],
            errors: &[],
        }
    }

    fn grant(client: ClientCredentials) -> Endpoint {
        Endpoint {
            scheme: "login",
            endpoint: Uri::from_static("https://a.example/token"),
            client,
            scopes: &[("read write", &["list"])],
            user_agent: None,
        }
    }

    fn sent(client: ClientCredentials, operation: &'static Operation) -> Request<Bytes> {
        let grant = grant(client);
        grant.request(&grant.scope(operation))
    }

    #[test]
    fn credentials_are_encoded_before_base64() {
        let request = sent(ClientCredentials::new("a:b", "c d%"), &LIST);
        let value = &request.headers()[AUTHORIZATION];
        assert_eq!(
            value,
            &format!("Basic {}", base64_code::encoded(b"a%3Ab:c+d%25"))
        );
        assert!(value.is_sensitive());
        assert_eq!(
            request.body(),
            "grant_type=client_credentials&scope=read+write"
        );
        assert_eq!(request.uri(), "https://a.example/token");
        assert_eq!(request.method(), "POST");
    }

    #[test]
    fn credentials_may_go_in_the_body() {
        let client = ClientCredentials::new("a", "b&c").in_body();
        let request = sent(client.parameter("audience", "https://x"), &PING);
        assert!(!request.headers().contains_key(AUTHORIZATION));
        assert_eq!(
            request.body(),
            "grant_type=client_credentials&audience=https%3A%2F%2Fx&client_id=a&client_secret=b%26c"
        );
    }

    #[test]
    fn scopes_are_those_of_the_caller_or_of_the_operation() {
        let scope = |client: ClientCredentials, operation| grant(client).scope(operation);
        let client = || ClientCredentials::new("a", "b");
        assert_eq!(scope(client(), &LIST), "read write");
        assert_eq!(scope(client(), &PING), "");
        assert_eq!(scope(client().scopes(["x", "y"]), &LIST), "x y");
        assert_eq!(scope(client().scopes::<&str>([]), &LIST), "");
    }

    #[test]
    fn responses_are_read_strictly() {
        let read = |body: &str| read(body.as_bytes());
        let (token, life) = read(r#"{"access_token":"t","token_type":"bEARER"}"#).unwrap();
        assert_eq!((token, life), (HeaderValue::from_static("Bearer t"), None));
        for (seconds, life) in [
            ("60", Some(60)),
            ("\"60\"", Some(60)),
            ("null", None),
            ("0", Some(0)),
            ("3600.0", Some(3600)),
            ("3.6e3", Some(3600)),
            ("59.9", Some(59)),
            ("1e300", Some(u64::MAX)),
            ("\" 3600.0 \"", Some(3600)),
            ("18446744073709551615", Some(u64::MAX)),
        ] {
            let body = format!(
                r#"{{"access_token":"t","token_type":"Bearer","expires_in":{seconds},"x":[]}}"#
            );
            assert_eq!(
                read(&body).unwrap().1,
                life.map(Duration::from_secs),
                "{seconds}"
            );
        }
        for (body, why) in [
            ("<html>", "is no JSON"),
            ("[]", "has no `token_type`"),
            (r#"{"access_token":"t"}"#, "has no `token_type`"),
            (
                r#"{"access_token":"t","token_type":"mac"}"#,
                "has a token of a type that is not `Bearer`",
            ),
            (r#"{"token_type":"bearer"}"#, "has no `access_token`"),
            (
                r#"{"token_type":"bearer","access_token":""}"#,
                "has no `access_token`",
            ),
            (
                r#"{"token_type":"bearer","access_token":7}"#,
                "has no `access_token`",
            ),
            (
                r#"{"token_type":"bearer","access_token":"a\r\nb"}"#,
                "has a token with characters that no header can hold",
            ),
            (
                r#"{"token_type":"bearer","access_token":"t","expires_in":-1}"#,
                "has an `expires_in` that is no number of seconds",
            ),
            (
                r#"{"token_type":"bearer","access_token":"t","expires_in":"soon"}"#,
                "has an `expires_in` that is no number of seconds",
            ),
        ] {
            assert_eq!(read(body).unwrap_err(), why, "{body}");
        }
    }

    fn refused(status: u16, body: &'static str) -> Error {
        let response = Response::builder()
            .status(status)
            .body(Bytes::from_static(body.as_bytes()));
        let grant = grant(ClientCredentials::new("me", "s3cret"));
        grant.read(&response.unwrap()).unwrap_err()
    }

    #[test]
    fn refusals_say_what_the_service_says() {
        let body = r#"{"error":"invalid_scope","error_description":"No such scope."}"#;
        let error = refused(400, body);
        assert_eq!(
            error.to_string(),
            "credentials for `login`: the token endpoint refuses with `invalid_scope` \
             (status 400 Bad Request): No such scope."
        );
        assert!(error.is_authorization() && !error.is_retryable() && !error.request_sent());
        assert_eq!(error.status().unwrap(), 400);
        let error = refused(503, "<html>s3cret</html>");
        assert_eq!(
            error.to_string(),
            "credentials for `login`: the token endpoint responded with status 503 Service Unavailable"
        );
        assert!(error.is_retryable());
    }

    #[test]
    fn secrets_are_not_repeated() {
        // The last is `me:s3cret` by HTTP basic authentication.
        for body in [
            r#"{"error":"x","error_description":"bad secret s3cret"}"#,
            r#"{"error":"s3cret"}"#,
            r#"{"error":"x","error_description":"got bWU6czNjcmV0"}"#,
        ] {
            let error = refused(401, body);
            let shown = format!("{error} {error:?}");
            assert!(
                !shown.contains("s3cret") && !shown.contains("bWU6"),
                "{shown}"
            );
        }
        let client = ClientCredentials::new("me", "s3cret").parameter("password", "s3cret");
        assert!(!format!("{client:?}").contains("s3cret"));
    }

    #[test]
    fn endpoints_may_be_relative() {
        let base = Base::new("https://a.example/v1").unwrap();
        let at = |url| endpoint(&base, url).map(|uri| uri.to_string());
        assert_eq!(
            at("https://b.example/t?x=1").as_deref(),
            Some("https://b.example/t?x=1")
        );
        assert_eq!(
            at("/oauth/token").as_deref(),
            Some("https://a.example/oauth/token")
        );
        assert_eq!(at("token").as_deref(), Some("https://a.example/v1/token"));
        assert_eq!(at("https://u:p@b.example/t"), None);
        assert_eq!(at("mailto:x"), None);
    }

    #[test]
    fn an_unusable_endpoint_is_a_configuration_error() {
        let base = Base::new("https://a.example/v1").unwrap();
        let bind = |client: ClientCredentials| match client.of("login", "/token", &[]).reveal() {
            Value::Tokens(new) => new(&base, &HeaderMap::new()).map(|_| ()),
            _ => panic!("no tokens"),
        };
        let client = || ClientCredentials::new("me", "s3cret");
        bind(client()).unwrap();
        for client in [
            client().token_url("ftp://x"),
            client().parameter("scope", "x"),
        ] {
            let error = bind(client).unwrap_err();
            assert!(error.is_configuration(), "{error}");
            assert!(error.to_string().starts_with("credentials for `login`: "));
        }
    }
}
