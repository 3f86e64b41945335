//! The credentials of requests.

use super::authorize::{Authorize, authorize};
use super::base::{Base, with_query};
use super::base64_code;
use super::body::Body;
use super::clock::Instant;
use super::error::{Error, Kind};
use super::escape;
use super::operation::{Api, Credential, Operation, Scheme};
use super::secret::{Secret, Value};
use super::token::{Fetch, Token, Tokens, Turn, Waiting};
use http::header::{AUTHORIZATION, COOKIE, HeaderMap, HeaderName, HeaderValue};
use http::request::Parts;
use http::{Request, StatusCode, Uri};
use std::fmt;
use std::sync::Arc;

/// The credentials of a client, encoded.
#[derive(Clone)]
pub(crate) struct Credentials {
    schemes: &'static [Scheme],
    given: Vec<(&'static str, Ready)>,
}

/// A credential in encoded form.
#[derive(Clone)]
enum Ready {
    Header(HeaderName, HeaderValue),
    /// Name and value, encoded.
    Query(String, String),
    /// `name=value`, encoded.
    Cookie(String),
    /// Fetched before the request.
    Tokens(Arc<dyn Tokens>),
    /// Computed from the rest of the request.
    Signer(Arc<dyn Authorize>),
}

/// The result of adding credentials to a request.
pub(crate) enum Applied {
    /// All credentials but signatures are added.
    Whole(Chosen),
    /// A token has to be fetched first.
    Fetch(Box<dyn Fetch>),
    /// Another call is fetching the token.
    Wait(Waiting),
}

/// The credentials of a request; none if the operation has no security schemes.
pub(crate) struct Chosen {
    schemes: &'static [&'static str],
    /// The token that was fetched, if there is one.
    pub(crate) used: Option<Used>,
}

/// A token in a request.
pub(crate) struct Used {
    operation: &'static Operation,
    tokens: Arc<dyn Tokens>,
    token: Token,
}

impl Used {
    /// Discards the token because the API rejected it.
    pub(crate) fn refuse(&self) {
        self.tokens.refuse(self.operation, &self.token);
    }
}

/// A request as it was signed, and what signed it.
pub(crate) struct Signed {
    by: Vec<Arc<dyn Authorize>>,
    head: Parts,
}

impl Signed {
    /// Returns whether the request is sent again because of this response, or why it cannot be.
    pub(crate) fn received(&self, status: StatusCode, headers: &HeaderMap) -> Result<bool, String> {
        let mut again = false;
        for by in &self.by {
            let received = by.received(&self.head, status, headers);
            again |= received.map_err(|why| why.to_string())?;
        }
        Ok(again)
    }
}

impl Credentials {
    /// Encodes the caller's credentials for a client with this base URL and these headers. Errors
    /// name the scheme, never the secret.
    pub(crate) fn new(
        api: &Api,
        given: &[(String, Secret)],
        base: &Base,
        headers: &HeaderMap,
    ) -> Result<Self, Error> {
        let mut ready = Vec::with_capacity(given.len());
        for (name, secret) in given {
            let Some(scheme) = api.schemes.iter().find(|scheme| scheme.name == *name) else {
                return Err(problem(name, &unknown(api)));
            };
            ready.push((scheme.name, Ready::new(scheme, secret, base, headers)?));
        }
        Ok(Self {
            schemes: api.schemes,
            given: ready,
        })
    }

    /// Puts other credentials in the place of those for the same schemes.
    pub(crate) fn replace(&mut self, others: Self) {
        for (scheme, ready) in others.given {
            self.given.retain(|(known, _)| *known != scheme);
            self.given.push((scheme, ready));
        }
    }

    /// No credentials for any scheme.
    pub(crate) fn none(api: &Api) -> Self {
        Self {
            schemes: api.schemes,
            given: Vec::new(),
        }
    }

    /// Adds the credentials that the operation needs. `fetched` is a token that this call has just
    /// received, for the scheme that needs it.
    pub(crate) fn apply(
        &self,
        operation: &'static Operation,
        request: &mut Request<Body>,
        fetched: Option<Token>,
        now: Instant,
    ) -> Result<Applied, Error> {
        let schemes = self.choose(operation, request.headers())?;
        let (mut fetched, mut used) = (fetched, None);
        for &name in schemes {
            match self.find(name) {
                Some(Ready::Header(header, value)) => {
                    request.headers_mut().insert(header.clone(), value.clone());
                }
                Some(Ready::Query(key, value)) => {
                    let added = add_to_query(request.uri_mut(), key, value);
                    added.map_err(|error| error.of(operation))?;
                }
                Some(Ready::Cookie(pair)) => add_cookie(request.headers_mut(), pair),
                Some(Ready::Tokens(tokens)) => {
                    let turn = || Arc::clone(tokens).turn(operation, now);
                    let token = match fetched.take().map_or_else(turn, Turn::Ready) {
                        Turn::Ready(token) => token,
                        Turn::Fetch(fetch) => return Ok(Applied::Fetch(fetch)),
                        Turn::Wait(wait) => return Ok(Applied::Wait(wait)),
                    };
                    let value = token.value.clone();
                    request.headers_mut().insert(AUTHORIZATION, value);
                    used = Some(Used {
                        operation,
                        tokens: Arc::clone(tokens),
                        token,
                    });
                }
                Some(Ready::Signer(_)) | None => {}
            }
        }
        Ok(Applied::Whole(Chosen { schemes, used }))
    }

    /// Adds signatures, which cover the rest of the request.
    pub(crate) fn sign(
        &self,
        chosen: &Chosen,
        operation: &'static Operation,
        request: Request<Body>,
    ) -> Result<(Request<Body>, Option<Signed>), Error> {
        let signer = |name: &&'static str| match self.find(name)? {
            Ready::Signer(by) => Some((*name, by)),
            _ => None,
        };
        let mut signers = chosen.schemes.iter().filter_map(signer).peekable();
        if signers.peek().is_none() {
            return Ok((request, None));
        }
        let (mut head, body) = request.into_parts();
        let mut all = Vec::new();
        for (name, by) in signers {
            let body = body.bytes().map(|bytes| &**bytes);
            authorize(&**by, name, operation, &mut head, body)?;
            all.push(Arc::clone(by));
        }
        let signed = Signed {
            by: all,
            head: head.clone(),
        };
        let request = Request::from_parts(head, body);
        Ok((request, Some(signed)))
    }

    /// Selects the first alternative with all its credentials configured; then one whose header the
    /// caller set; then one without credentials. If no credentials are configured at all, the
    /// request is sent without, and the server decides.
    fn choose(
        &self,
        operation: &'static Operation,
        headers: &HeaderMap,
    ) -> Result<&'static [&'static str], Error> {
        let alternatives = operation.security;
        let complete = |there: &dyn Fn(&str) -> bool| {
            let mut all = alternatives.iter().filter(|schemes| !schemes.is_empty());
            all.find(|schemes| schemes.iter().all(|name| there(name)))
        };
        let given = |name: &str| self.find(name).is_some();
        let chosen = complete(&given)
            .or_else(|| complete(&|name| given(name) || self.stands_in(name, headers)));
        let anonymous = alternatives.is_empty() || alternatives.iter().any(|list| list.is_empty());
        match chosen {
            Some(schemes) => Ok(schemes),
            None if anonymous || !self.are_configured(headers) => Ok(&[]),
            None => Err(self.missing(operation, headers)),
        }
    }

    /// Returns whether credentials are configured for any scheme of the API, or are among these
    /// headers.
    fn are_configured(&self, headers: &HeaderMap) -> bool {
        !self.given.is_empty() || self.are_in(headers)
    }

    /// Returns whether one of these headers is that of a scheme of the API.
    fn are_in(&self, headers: &HeaderMap) -> bool {
        let mut names = self.schemes.iter().filter_map(Scheme::header);
        names.any(|name| headers.contains_key(name))
    }

    /// Returns whether a request that is about to be sent has no credentials.
    pub(crate) fn are_absent(&self, chosen: &Chosen, headers: &HeaderMap) -> bool {
        chosen.schemes.is_empty() && !self.are_in(headers)
    }

    /// The error for an operation whose required credentials are not configured.
    fn missing(&self, operation: &'static Operation, headers: &HeaderMap) -> Error {
        let missing = operation
            .requirements(|name| self.find(name).is_none() && !self.stands_in(name, headers));
        let given = self.given.iter().map(|(name, _)| format!("`{name}`"));
        let in_headers = self.schemes.iter().filter_map(Scheme::header);
        let mut in_headers: Vec<&str> = in_headers.filter(|it| headers.contains_key(*it)).collect();
        in_headers.sort_unstable();
        in_headers.dedup();
        let in_headers = in_headers.iter().map(|name| format!("the header `{name}`"));
        let configured: Vec<String> = given.chain(in_headers).collect();
        let message = format!(
            "credentials are missing: {missing}; configured: {}. To send the request without \
             credentials, call `anonymous()` on it or on the client",
            configured.join(", ")
        );
        Error::new(Kind::MissingCredentials, message).of(operation)
    }

    /// The text that the message of a 401 gets if the request had no credentials.
    pub(crate) fn hint(&self, operation: &Operation) -> String {
        let required = operation.requirements(|_| true);
        let schemes = self.schemes.iter().map(|it| format!("`{}`", it.name));
        let schemes: Vec<String> = schemes.collect();
        if !required.is_empty() {
            format!("no credentials were sent; the document lists {required}")
        } else if !schemes.is_empty() {
            format!(
                "no credentials were sent, as the document requires none here; it lists {}",
                schemes.join(", ")
            )
        } else {
            "no credentials were sent; the document lists no security scheme".to_owned()
        }
    }

    fn find(&self, name: &str) -> Option<&Ready> {
        self.given
            .iter()
            .find(|(scheme, _)| *scheme == name)
            .map(|(_, ready)| ready)
    }

    /// Returns whether a header of the client is that of a scheme.
    fn stands_in(&self, name: &str, headers: &HeaderMap) -> bool {
        let mut schemes = self.schemes.iter();
        let scheme = schemes.find(|scheme| scheme.name == name);
        let header = scheme.and_then(Scheme::header);
        header.is_some_and(|header| headers.contains_key(header))
    }
}

/// Prints the names of the schemes only.
impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set()
            .entries(self.given.iter().map(|(name, _)| name))
            .finish()
    }
}

impl Ready {
    fn new(
        scheme: &Scheme,
        secret: &Secret,
        base: &Base,
        headers: &HeaderMap,
    ) -> Result<Self, Error> {
        match (scheme.credential, secret.reveal()) {
            (_, Value::Signer(signer)) => Ok(Self::Signer(Arc::clone(signer))),
            (Credential::Bearer, Value::Tokens(tokens)) => tokens(base, headers).map(Self::Tokens),
            (Credential::Basic, Value::Basic(username, _)) if username.contains(':') => {
                Err(problem(
                    scheme.name,
                    "a user name cannot hold a colon (RFC 7617, section 2)",
                ))
            }
            (Credential::Basic, Value::Basic(username, password)) => {
                let pair = base64_code::encoded(format!("{username}:{password}").as_bytes());
                Self::header(scheme, AUTHORIZATION, &format!("Basic {pair}"))
            }
            (Credential::Bearer, Value::Token(token)) => {
                Self::header(scheme, AUTHORIZATION, &format!("Bearer {token}"))
            }
            (Credential::Authorization, Value::Token(value)) => {
                Self::header(scheme, AUTHORIZATION, value)
            }
            (Credential::HeaderKey(name), Value::Token(key)) => {
                let name = HeaderName::from_bytes(name.as_bytes())
                    .map_err(|_| problem(scheme.name, "its header has an impossible name"))?;
                Self::header(scheme, name, key)
            }
            (Credential::QueryKey(name), Value::Token(key)) => {
                Ok(Self::Query(encoded(name), encoded(key)))
            }
            (Credential::CookieKey(name), Value::Token(key)) => {
                Ok(Self::Cookie(format!("{}={}", encoded(name), encoded(key))))
            }
            _ => Err(problem(scheme.name, "the credentials are of another kind")),
        }
    }

    fn header(scheme: &Scheme, name: HeaderName, value: &str) -> Result<Self, Error> {
        if escape::has_outer_blank(value.as_bytes()) {
            let why =
                "the credentials begin or end with a blank, which a server would remove; trim them";
            return Err(problem(scheme.name, why));
        }
        let mut value = HeaderValue::from_str(value).map_err(|_| {
            problem(
                scheme.name,
                "the credentials hold characters that a header cannot hold",
            )
        })?;
        value.set_sensitive(true);
        Ok(Self::Header(name, value))
    }
}

fn add_cookie(headers: &mut HeaderMap, pair: &str) {
    let all = match headers.get(COOKIE).and_then(|value| value.to_str().ok()) {
        Some(others) => format!("{others}; {pair}"),
        None => pair.to_owned(),
    };
    // Encoded text is always a valid header value.
    if let Ok(mut value) = HeaderValue::from_str(&all) {
        value.set_sensitive(true);
        headers.insert(COOKIE, value);
    }
}

/// Adds a pair to the query unless it has one of this name: a link to the next page may contain the
/// key already.
fn add_to_query(uri: &mut Uri, key: &str, value: &str) -> Result<(), Error> {
    let query = uri.query().unwrap_or_default();
    let there = query.split('&').any(|pair| {
        pair.strip_prefix(key)
            .is_some_and(|rest| rest.starts_with('='))
    });
    if there {
        return Ok(());
    }
    let and = if query.is_empty() { "" } else { "&" };
    let longer = with_query(uri, &format!("{query}{and}{key}={value}"));
    let problem = || Error::new(Kind::InvalidRequest, "the URL cannot be written");
    *uri = longer.ok_or_else(problem)?;
    Ok(())
}

fn encoded(text: &str) -> String {
    let mut out = String::new();
    escape::component(text, &mut out);
    out
}

fn problem(scheme: &str, why: &str) -> Error {
    Error::new(
        Kind::Configuration,
        format!("credentials for `{scheme}`: {why}"),
    )
}

fn unknown(api: &Api) -> String {
    let names: Vec<String> = api
        .schemes
        .iter()
        .map(|scheme| format!("`{}`", scheme.name))
        .collect();
    match names.as_slice() {
        [] => "the API has no schemes".to_owned(),
        names => format!("the API has no such scheme; it has {}", names.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const API: Api = Api {
        name: "test",
        servers: &[],
        user_agent: "",
        schemes: &[
            Scheme {
                name: "login",
                credential: Credential::Basic,
            },
            Scheme {
                name: "token",
                credential: Credential::Bearer,
            },
            Scheme {
                name: "key",
                credential: Credential::QueryKey("api key"),
            },
            Scheme {
                name: "session",
                credential: Credential::CookieKey("sid"),
            },
            Scheme {
                name: "app",
                credential: Credential::HeaderKey("X-App"),
            },
        ],
    };

    const fn operation(security: &'static [&'static [&'static str]]) -> Operation {
        Operation {
            id: "op",
            method: "GET",
            path: "/",
            accept: "",
            security,
            errors: &[],
        }
    }

    fn apply(
        operation: &'static Operation,
        given: &[(&'static str, Secret)],
        query: &str,
    ) -> Result<(HeaderMap, String), Error> {
        with(operation, given, query, HeaderMap::new())
    }

    fn credentials(given: &[(&'static str, Secret)]) -> Result<Credentials, Error> {
        let given: Vec<_> = given
            .iter()
            .map(|(name, secret)| ((*name).to_owned(), secret.clone()))
            .collect();
        let base = Base::new("https://a.example").unwrap();
        Credentials::new(&API, &given, &base, &HeaderMap::new())
    }

    #[test]
    fn credentials_are_sent_as_they_are_given_or_refused() {
        for key in [" key", "key ", "key\t"] {
            let error = credentials(&[("app", Secret::token(key))]).unwrap_err();
            assert!(error.is_configuration(), "{key:?}");
            let message = error.to_string();
            assert!(
                message.contains("`app`") && message.ends_with("trim them"),
                "{message}"
            );
        }
        assert!(credentials(&[("app", Secret::token("a key"))]).is_ok());
    }

    fn with(
        operation: &'static Operation,
        given: &[(&'static str, Secret)],
        query: &str,
        headers: HeaderMap,
    ) -> Result<(HeaderMap, String), Error> {
        let url = match query {
            "" => "https://a.example/".to_owned(),
            query => format!("https://a.example/?{query}"),
        };
        let mut request = Request::get(url).body(Body::default()).unwrap();
        *request.headers_mut() = headers;
        let credentials = credentials(given)?;
        credentials.apply(operation, &mut request, None, Instant::now())?;
        let query = request.uri().query().unwrap_or_default().to_owned();
        Ok((request.headers().clone(), query))
    }

    #[test]
    fn basic_is_sensitive() {
        static LOGIN: Operation = operation(&[&["login"]]);
        let (headers, _) = apply(
            &LOGIN,
            &[("login", Secret::basic("Aladdin", "open sesame"))],
            "",
        )
        .unwrap();
        let value = &headers[AUTHORIZATION];
        assert_eq!(value, "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
        assert!(value.is_sensitive());
    }

    #[test]
    fn the_first_complete_alternative_is_taken() {
        static EITHER: Operation = operation(&[&["login", "key"], &[], &["token"]]);
        let (headers, query) = apply(&EITHER, &[("token", Secret::token("t"))], "").unwrap();
        assert_eq!(headers[AUTHORIZATION], "Bearer t");
        assert_eq!(query, "");
        let both = [
            ("key", Secret::token("k&")),
            ("login", Secret::basic("a", "b")),
        ];
        let (headers, query) = apply(&EITHER, &both, "a=1").unwrap();
        assert_eq!(headers[AUTHORIZATION], "Basic YTpi");
        assert_eq!(query, "a=1&api%20key=k%26");
        let (headers, _) = apply(&EITHER, &[], "").unwrap();
        assert!(headers.is_empty());
    }

    #[test]
    fn a_key_is_not_added_twice() {
        static KEY: Operation = operation(&[&["key"]]);
        let (_, query) = apply(&KEY, &[("key", Secret::token("k"))], "api%20key=k&p=2").unwrap();
        assert_eq!(query, "api%20key=k&p=2");
    }

    #[test]
    fn cookies_are_joined() {
        static BOTH: Operation = operation(&[&["session", "app"]]);
        let given = [
            ("session", Secret::token("s;x")),
            ("app", Secret::token("a")),
        ];
        let headers = HeaderMap::from_iter([(COOKIE, HeaderValue::from_static("a=b"))]);
        let (headers, _) = with(&BOTH, &given, "", headers).unwrap();
        assert_eq!(headers[COOKIE], "a=b; sid=s%3Bx");
        assert_eq!(headers["x-app"], "a");
    }

    #[test]
    fn a_header_of_the_caller_counts() {
        static EITHER: Operation = operation(&[&["login"], &["key"]]);
        static APP: Operation = operation(&[&["app", "key"]]);
        let own =
            |name: HeaderName| HeaderMap::from_iter([(name, HeaderValue::from_static("Custom x"))]);
        let (headers, query) = with(&EITHER, &[], "", own(AUTHORIZATION)).unwrap();
        assert_eq!(
            (&headers[AUTHORIZATION], query.as_str()),
            (&"Custom x".parse().unwrap(), "")
        );
        // Credentials configured for a scheme take precedence.
        let key = [("key", Secret::token("k"))];
        let (_, query) = with(&EITHER, &key, "", own(AUTHORIZATION)).unwrap();
        assert_eq!(query, "api%20key=k");
        let app = HeaderName::from_static("x-app");
        let (_, query) = with(&APP, &key, "", own(app.clone())).unwrap();
        assert_eq!(query, "api%20key=k");
        for (headers, says) in [
            (own(app), "`key`; configured: the header `X-App`"),
            (
                own(AUTHORIZATION),
                "`app` and `key`; configured: the header `authorization`",
            ),
        ] {
            let error = with(&APP, &[], "", headers).unwrap_err();
            assert!(error.is_missing_credentials());
            let text = error.to_string();
            assert!(text.contains(&format!("missing: {says}.")), "{text}");
        }
    }

    #[test]
    fn an_unknown_scheme_lists_the_known_ones() {
        let error = credentials(&[("tokn", Secret::token("x"))]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "credentials for `tokn`: the API has no such scheme; \
             it has `login`, `token`, `key`, `session`, `app`"
        );
    }

    #[test]
    fn missing_credentials_are_named() {
        static BOTH: Operation = operation(&[&["session", "app"], &["login"]]);
        for (given, says) in [
            (
                "token",
                "`session` and `app`, or `login`; configured: `token`",
            ),
            ("app", "`session`, or `login`; configured: `app`"),
        ] {
            let error = apply(&BOTH, &[(given, Secret::token("secret"))], "").unwrap_err();
            assert!(error.is_missing_credentials() && !error.request_sent());
            assert_eq!(
                error.to_string(),
                format!(
                    "op: credentials are missing: {says}. To send the request without \
                     credentials, call `anonymous()` on it or on the client"
                )
            );
        }
    }

    #[test]
    fn without_configured_credentials_the_server_decides() {
        static BOTH: Operation = operation(&[&["session", "app"], &["login"]]);
        static PUBLIC: Operation = operation(&[]);
        for operation in [&BOTH, &PUBLIC] {
            let (headers, query) = apply(operation, &[], "a=1").unwrap();
            assert_eq!((headers.len(), query.as_str()), (0, "a=1"));
        }
        // A header that belongs to no scheme carries no credentials.
        let other = HeaderMap::from_iter([(COOKIE, HeaderValue::from_static("a=b"))]);
        let (headers, _) = with(&BOTH, &[], "", other).unwrap();
        assert_eq!(headers.len(), 1);
    }

    #[test]
    fn a_401_lists_the_schemes_of_the_operation_or_of_the_document() {
        static BOTH: Operation = operation(&[&["session", "app"], &[], &["login"]]);
        static PUBLIC: Operation = operation(&[&[]]);
        let hint = |operation| Credentials::none(&API).hint(operation);
        assert_eq!(
            hint(&BOTH),
            "no credentials were sent; the document lists `session` and `app`, or `login`"
        );
        assert_eq!(
            hint(&PUBLIC),
            "no credentials were sent, as the document requires none here; \
             it lists `login`, `token`, `key`, `session`, `app`"
        );
        let api = Api {
            schemes: &[],
            ..API
        };
        assert_eq!(
            Credentials::none(&api).hint(&PUBLIC),
            "no credentials were sent; the document lists no security scheme"
        );
    }

    #[test]
    fn problems_do_not_show_secrets() {
        for (name, secret) in [
            ("token", Secret::token("se\r\ncret")),
            ("login", Secret::basic("secret:", "secret")),
            ("token", Secret::basic("secret", "secret")),
            ("nosuch", Secret::token("secret")),
        ] {
            let error = credentials(&[(name, secret)]).unwrap_err();
            assert!(error.is_configuration());
            assert!(
                !format!("{error} {error:?}").contains("cret\""),
                "{error:?}"
            );
            assert!(!error.to_string().contains("secret"), "{error}");
        }
    }
}
