//! Options of a single call.

use super::auth::Credentials;
use super::base::{Base, with_query};
use super::escape;
use super::redirects::Redirects;
use super::retry::Retries;
use super::secret::Secret;
use super::settings::Settings;
use http::Uri;
use http::header::{HeaderMap, HeaderName, HeaderValue};
use std::fmt::{self, Display};
use std::time::Duration;

/// Options that replace those of a client: for one call, by `customize` of a request, or for a
/// variant of the client, by `with`. An option that is not set has the client's value.
///
/// An option that cannot be used (a header that no request can hold, a base URL that is not
/// absolute) is an error of the call; see
/// [`Error::is_invalid_request`](crate::runtime::error::Error::is_invalid_request).
#[derive(Clone, Default)]
#[must_use = "options do nothing until a request or a client has them"]
pub struct CallOptions {
    timeout: Option<Duration>,
    idle_timeout: Option<Duration>,
    body_limit: Option<usize>,
    retries: Option<Retries>,
    redirects: Option<Redirects>,
    base_url: Option<String>,
    credentials: Vec<(String, Secret)>,
    added: Added,
}

/// The parts of [`CallOptions`] that are added to a request.
#[derive(Clone, Default)]
pub(crate) struct Added {
    headers: HeaderMap,
    /// Encoded.
    query: String,
    idempotency_key: Option<HeaderValue>,
    problem: Option<String>,
}

impl CallOptions {
    /// Creates options that change nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the timeout of the whole call, including retries, from connecting to the last byte of the
    /// response.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// Sets how long a streamed response may send nothing.
    pub fn idle_timeout(mut self, timeout: Duration) -> Self {
        self.idle_timeout = Some(timeout);
        self
    }

    /// Sets the size limit of the response body in bytes. The limit of memory for the decoded body
    /// becomes at least eight times as much.
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.body_limit = Some(bytes);
        self
    }

    /// Sets when the request is retried.
    pub fn retries(mut self, retries: Retries) -> Self {
        self.retries = Some(retries);
        self
    }

    /// Sets which redirects are followed.
    pub fn redirects(mut self, redirects: Redirects) -> Self {
        self.redirects = Some(redirects);
        self
    }

    /// Sets the base URL, an absolute URL without a query, in place of that of the client and of
    /// servers that the operation declares. Credentials of the client are sent there.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into());
        self
    }

    /// Sets a header in place of one of the same name of the operation or the client. Credentials of a
    /// security scheme take precedence.
    pub fn header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        let value = HeaderValue::from_bytes(value.as_ref().as_bytes());
        match escape::header(name.as_ref(), value) {
            Ok((name, value)) => {
                self.added.headers.insert(name, value);
            }
            Err(problem) => self.refuse(problem),
        }
        self
    }

    /// Adds a query parameter. Name and value are percent-encoded.
    pub fn query(mut self, name: impl AsRef<str>, value: impl Display) -> Self {
        let value = value.to_string();
        escape::pair(name.as_ref(), &value, &mut self.added.query);
        self
    }

    /// Sets the idempotency key: the value of the header that the client's builder names
    /// (`idempotency_key`), or else of `Idempotency-Key`. With a key, the request is retried whatever
    /// its method is.
    pub fn idempotency_key(mut self, key: impl AsRef<str>) -> Self {
        match escape::header_value(HeaderValue::from_bytes(key.as_ref().as_bytes())) {
            Ok(value) => self.added.idempotency_key = Some(value),
            Err(problem) => self.refuse(problem),
        }
        self
    }

    /// Sets a user name and a password for the security scheme of this name.
    pub fn basic_auth(
        self,
        scheme: impl Into<String>,
        username: impl Into<String>,
        password: impl Into<String>,
    ) -> Self {
        self.credential(scheme.into(), Secret::basic(username, password))
    }

    /// Sets a token or an API key for the security scheme of this name.
    pub fn token(self, scheme: impl Into<String>, token: impl Into<String>) -> Self {
        self.credential(scheme.into(), Secret::token(token))
    }

    fn credential(mut self, scheme: String, secret: Secret) -> Self {
        self.credentials.retain(|(name, _)| *name != scheme);
        self.credentials.push((scheme, secret));
        self
    }

    fn refuse(&mut self, problem: &str) {
        let problem = || problem.to_owned();
        self.added.problem.get_or_insert_with(problem);
    }

    /// The settings of a client with these options.
    pub(crate) fn applied(&self, to: &Settings) -> Settings {
        let mut settings = to.clone();
        settings.added.extend(&self.added);
        if let Some(timeout) = self.timeout {
            settings.limits.timeout = timeout;
        }
        if let Some(timeout) = self.idle_timeout {
            settings.limits.idle_timeout = timeout;
        }
        if let Some(bytes) = self.body_limit {
            let limits = &mut settings.limits;
            limits.body = bytes;
            limits.decoded = limits.decoded.max(bytes.saturating_mul(8));
        }
        settings.retries = self.retries.unwrap_or(settings.retries);
        settings.redirects = self.redirects.unwrap_or(settings.redirects);
        if let Some(url) = &self.base_url {
            match Base::new(url) {
                Ok(base) => (settings.base, settings.moved) = (base, true),
                Err(error) => settings.added.refuse(error.to_string()),
            }
        }
        let given = &self.credentials;
        match Credentials::new(settings.api, given, &settings.base, &settings.headers) {
            Ok(credentials) => settings.credentials.replace(credentials),
            Err(error) => settings.added.refuse(error.to_string()),
        }
        settings
    }
}

impl Added {
    /// Adds these to a request. `key` is the name of the header for idempotency keys.
    ///
    /// # Errors
    ///
    /// An option cannot be used; the reason.
    pub(crate) fn apply<T>(
        &self,
        request: &mut http::Request<T>,
        key: Option<&HeaderName>,
    ) -> Result<(), String> {
        if let Some(problem) = &self.problem {
            return Err(problem.clone());
        }
        for (name, value) in &self.headers {
            request.headers_mut().insert(name.clone(), value.clone());
        }
        if let Some(value) = &self.idempotency_key {
            let name = key.cloned();
            let name = name.unwrap_or(HeaderName::from_static("idempotency-key"));
            request.headers_mut().insert(name, value.clone());
        }
        if !self.query.is_empty() {
            let uri = self.with_query(request.uri());
            *request.uri_mut() = uri.ok_or("the query is too long")?;
        }
        Ok(())
    }

    /// The URL with the query parameters that it does not have: the link to a next page often has
    /// them.
    fn with_query(&self, uri: &Uri) -> Option<Uri> {
        let mut query = uri.query().unwrap_or_default().to_owned();
        for pair in self.query.split('&') {
            if query.split('&').any(|known| known == pair) {
                continue;
            }
            if !query.is_empty() {
                query.push('&');
            }
            query.push_str(pair);
        }
        with_query(uri, &query)
    }

    fn extend(&mut self, later: &Self) {
        for (name, value) in &later.headers {
            self.headers.insert(name.clone(), value.clone());
        }
        if !self.query.is_empty() && !later.query.is_empty() {
            self.query.push('&');
        }
        self.query.push_str(&later.query);
        if later.idempotency_key.is_some() {
            self.idempotency_key.clone_from(&later.idempotency_key);
        }
        if let Some(problem) = &later.problem {
            self.refuse(problem.clone());
        }
    }

    fn refuse(&mut self, problem: String) {
        self.problem.get_or_insert(problem);
    }

    /// The same without these headers.
    pub(crate) fn without(&self, names: impl Iterator<Item = &'static str>) -> Self {
        let mut added = self.clone();
        for name in names {
            added.headers.remove(name);
        }
        added
    }
}

/// Omits values, which may be secret.
impl fmt::Debug for CallOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CallOptions")
            .field("timeout", &self.timeout)
            .field("idle_timeout", &self.idle_timeout)
            .field("body_limit", &self.body_limit)
            .field("retries", &self.retries)
            .field("redirects", &self.redirects)
            .field("headers", &self.added.headers)
            .field("credentials", &self.credentials)
            .finish_non_exhaustive()
    }
}
