//! The configuration of a client.

use super::auth::Credentials;
use super::base::Base;
use super::call_options::Added;
use super::caller::Async;
#[cfg(feature = "blocking")]
use super::caller::Blocking;
use super::error::{Error, Kind};
use super::escape;
use super::middleware::Middleware;
use super::operation::Api;
use super::redirects::Redirects;
use super::retry::{Budget, Retries};
use super::secret::Secret;
use super::settings::Settings;
#[cfg(feature = "blocking")]
use super::transport::BlockingTransport;
use super::transport::{Limits, Transport};
use http::header::{HeaderMap, HeaderName, HeaderValue, USER_AGENT};
use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// The part that the builders of all APIs share. Errors are kept until a client is built.
#[derive(Clone)]
pub(crate) struct Builder {
    api: &'static Api,
    base_url: Option<String>,
    /// Selects one of the document's servers.
    server: Option<String>,
    headers: HeaderMap,
    credentials: Vec<(String, Secret)>,
    limits: Limits,
    decoded_limit: Option<usize>,
    #[cfg_attr(not(feature = "hyper"), allow(dead_code))]
    connect_timeout: Duration,
    retries: Retries,
    redirects: Option<Redirects>,
    request_id: Option<HeaderName>,
    idempotency_key: Option<HeaderName>,
    middleware: Vec<Arc<dyn Middleware>>,
    transport: Option<Arc<dyn Transport>>,
    #[cfg(feature = "blocking")]
    blocking_transport: Option<Arc<dyn BlockingTransport>>,
    problem: Option<Cow<'static, str>>,
}

impl Builder {
    pub(crate) fn new(api: &'static Api) -> Self {
        let builder = Self {
            api,
            base_url: None,
            server: None,
            headers: HeaderMap::new(),
            credentials: Vec::new(),
            limits: Limits::default(),
            decoded_limit: None,
            connect_timeout: Duration::from_secs(10),
            retries: Retries::default(),
            redirects: None,
            request_id: None,
            idempotency_key: None,
            middleware: Vec::new(),
            transport: None,
            #[cfg(feature = "blocking")]
            blocking_transport: None,
            problem: None,
        };
        builder.user_agent(api.user_agent)
    }

    /// If a scheme is configured twice, the last credentials are used.
    pub(crate) fn credential(mut self, scheme: impl Into<String>, secret: Secret) -> Self {
        let scheme = scheme.into();
        self.credentials.retain(|(name, _)| *name != scheme);
        self.credentials.push((scheme, secret));
        self
    }

    pub(crate) fn base_url(mut self, url: String) -> Self {
        self.base_url = Some(url);
        self
    }

    /// Selects one of the document's servers, or keeps the reason why it cannot be used.
    #[allow(dead_code, reason = "an API may have only one server")]
    pub(crate) fn server(mut self, url: Result<String, String>) -> Self {
        match url {
            Ok(url) => self.server = Some(url),
            Err(why) => self.problem = Some(why.into()),
        }
        self
    }

    pub(crate) fn user_agent(self, user_agent: &str) -> Self {
        self.header(USER_AGENT.as_str(), user_agent)
    }

    /// The value is marked as sensitive because it may be a key.
    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        match escape::header(name, HeaderValue::from_bytes(value.as_bytes())) {
            Ok((name, mut value)) => {
                value.set_sensitive(name != USER_AGENT);
                self.headers.insert(name, value);
            }
            Err(problem) => self.problem = Some(problem.into()),
        }
        self
    }

    pub(crate) fn timeout(mut self, timeout: Duration) -> Self {
        self.limits.timeout = timeout;
        self
    }

    pub(crate) fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    pub(crate) fn idle_timeout(mut self, timeout: Duration) -> Self {
        self.limits.idle_timeout = timeout;
        self
    }

    pub(crate) fn retries(mut self, retries: Retries) -> Self {
        self.retries = retries;
        self
    }

    pub(crate) fn redirects(mut self, redirects: Redirects) -> Self {
        self.redirects = Some(redirects);
        self
    }

    pub(crate) fn request_id(mut self, name: &str) -> Self {
        self.request_id = self.header_name(name);
        self
    }

    pub(crate) fn idempotency_key(mut self, name: &str) -> Self {
        self.idempotency_key = self.header_name(name);
        self
    }

    fn header_name(&mut self, name: &str) -> Option<HeaderName> {
        let name = HeaderName::from_bytes(name.as_bytes()).ok();
        match &name {
            Some(name) if escape::is_length(name) => self.problem = Some(escape::LENGTH.into()),
            Some(_) => {}
            None => self.problem = Some("a header has an impossible name".into()),
        }
        name
    }

    pub(crate) fn middleware(mut self, middleware: Arc<dyn Middleware>) -> Self {
        self.middleware.push(middleware);
        self
    }

    pub(crate) fn body_limit(mut self, bytes: usize) -> Self {
        self.limits.body = bytes;
        self
    }

    pub(crate) fn decoded_limit(mut self, bytes: usize) -> Self {
        self.decoded_limit = Some(bytes);
        self
    }

    pub(crate) fn transport(mut self, transport: Arc<dyn Transport>) -> Self {
        self.transport = Some(transport);
        self
    }

    #[cfg(feature = "blocking")]
    pub(crate) fn blocking_transport(mut self, transport: Arc<dyn BlockingTransport>) -> Self {
        self.blocking_transport = Some(transport);
        self
    }

    pub(crate) fn build(self) -> Result<Async, Error> {
        let settings = self.settings()?;
        #[cfg(feature = "hyper")]
        let usual = || super::hyper_async::Hyper::new(self.connect_timeout);
        let transport = match self.transport {
            Some(transport) => transport,
            #[cfg(feature = "hyper")]
            None => Arc::new(usual()?),
            #[cfg(not(feature = "hyper"))]
            None => return Err(no_transport()),
        };
        Ok(Async {
            settings,
            transport,
        })
    }

    #[cfg(feature = "blocking")]
    pub(crate) fn build_blocking(self) -> Result<Blocking, Error> {
        let settings = self.settings()?;
        #[cfg(feature = "hyper")]
        let usual = || super::hyper_blocking::BlockingHyper::new(self.connect_timeout);
        let transport = match self.blocking_transport {
            Some(transport) => transport,
            #[cfg(feature = "hyper")]
            None => Arc::new(usual()?),
            #[cfg(not(feature = "hyper"))]
            None => return Err(no_transport()),
        };
        Ok(Blocking {
            settings,
            transport,
        })
    }

    pub(crate) fn settings(&self) -> Result<Arc<Settings>, Error> {
        if let Some(problem) = &self.problem {
            return Err(Error::new(Kind::Configuration, problem.clone()));
        }
        let base = self.base()?;
        let credentials = Credentials::new(self.api, &self.credentials, &base, &self.headers)?;
        Ok(Arc::new(Settings {
            api: self.api,
            base,
            moved: self.base_url.is_some(),
            headers: self.headers.clone(),
            credentials,
            limits: self.limits(),
            retries: self.retries,
            redirects: self.redirects.unwrap_or_else(|| self.usual_redirects()),
            budget: Arc::new(Budget::default()),
            request_id: self.request_id.clone(),
            idempotency_key: self.idempotency_key.clone(),
            middleware: self.middleware.clone(),
            added: Added::default(),
        }))
    }

    /// A transport of the caller's may add credentials of its own, which this client could not remove
    /// from a request to another host.
    fn usual_redirects(&self) -> Redirects {
        #[cfg(feature = "blocking")]
        let brought = self.transport.is_some() || self.blocking_transport.is_some();
        #[cfg(not(feature = "blocking"))]
        let brought = self.transport.is_some();
        match brought {
            true => Redirects::SameOrigin,
            false => Redirects::AnyHost,
        }
    }

    /// A larger body limit raises the limit for decoded values, too.
    fn limits(&self) -> Limits {
        let Limits { body, decoded, .. } = self.limits;
        let usual = || decoded.max(body.saturating_mul(8));
        Limits {
            decoded: self.decoded_limit.unwrap_or_else(usual),
            ..self.limits
        }
    }

    /// The caller's base URL, or else a server of the document. A relative server URL is relative
    /// to the document's URL, which the crate does not know.
    fn base(&self) -> Result<Base, Error> {
        if let Some(url) = &self.base_url {
            return Base::new(url);
        }
        let first = self.api.servers.first().copied();
        let server = self.server.as_deref().or(first).unwrap_or_default();
        if server.contains("//") {
            return Base::new(server);
        }
        let message = match server {
            "" => "the document does not say where the API is served".to_owned(),
            server => format!("the document says only `{server}`, not on which host"),
        };
        let message = format!("{message}; call `base_url` of the builder");
        Err(Error::new(Kind::Configuration, message))
    }
}

/// Describes an unusable base URL without its text, which may contain credentials.
impl fmt::Debug for Builder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let base_url = self.base_url.as_deref();
        f.debug_struct("Builder")
            .field("api", &self.api.name)
            .field("base_url", &base_url.filter(|url| Base::new(url).is_ok()))
            .field("headers", &self.headers)
            .field("credentials", &self.credentials)
            .field("limits", &self.limits())
            .field("connect_timeout", &self.connect_timeout)
            .field("retries", &self.retries)
            .field("redirects", &self.redirects)
            .finish_non_exhaustive()
    }
}

#[cfg(not(feature = "hyper"))]
fn no_transport() -> Error {
    Error::new(
        Kind::Configuration,
        "without the feature `hyper`, a transport has to be given",
    )
}

/// Declares the builder of a client: `client_builder!(ClientBuilder, Client, API)`.
macro_rules! client_builder {
    ($builder:ident, $client:ident, $api:expr) => {
        /// Configures a client.
        #[derive(Clone, Debug)]
        #[must_use = "a builder does nothing until it builds"]
        pub struct $builder($crate::runtime::builder::Builder);

        impl $builder {
            /// Creates a builder with the default configuration.
            pub(crate) fn new() -> Self {
                Self($crate::runtime::builder::Builder::new(&$api))
            }

            /// Sets the base URL of all operations: an absolute URL without a query. Its path
            /// replaces the path of the document's server. The default is the first server of the
            /// document.
            pub fn base_url(self, url: impl Into<String>) -> Self {
                Self(self.0.base_url(url.into()))
            }

            /// Sets `User-Agent`. The default is the name and version of this crate.
            pub fn user_agent(self, user_agent: impl AsRef<str>) -> Self {
                Self(self.0.user_agent(user_agent.as_ref()))
            }

            /// Adds a header to every request whose operation does not set it. Credentials
            /// configured for a security scheme take precedence. Without them, a header set here
            /// satisfies the scheme.
            pub fn header(self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
                Self(self.0.header(name.as_ref(), value.as_ref()))
            }

            /// Sets a function that adds the credentials of a security scheme, named as in the
            /// document: a signature, for example. It runs last, after middleware, and replaces
            /// credentials that were configured for the scheme before.
            pub fn authorize(
                self,
                scheme: impl Into<String>,
                by: impl $crate::runtime::authorize::Authorize + 'static,
            ) -> Self {
                let by = $crate::runtime::secret::Secret::signer(by);
                Self(self.0.credential(scheme, by))
            }

            /// Sets the timeout of a whole call, including retries, from connecting to the last
            /// byte of the response. The default is 60 seconds.
            pub fn timeout(self, timeout: ::std::time::Duration) -> Self {
                Self(self.0.timeout(timeout))
            }

            /// Sets the timeout of connecting. The default is 10 seconds. It has no effect on a
            /// transport given with `transport`.
            pub fn connect_timeout(self, timeout: ::std::time::Duration) -> Self {
                Self(self.0.connect_timeout(timeout))
            }

            /// Sets how long a streamed response may send nothing. The default is 60 seconds. A
            /// transport given with `transport` may use the timeout of the call instead.
            pub fn idle_timeout(self, timeout: ::std::time::Duration) -> Self {
                Self(self.0.idle_timeout(timeout))
            }

            /// Sets when requests are retried. The default is two retries; see
            /// [`Retries`]($crate::runtime::retry::Retries).
            pub fn retries(self, retries: $crate::runtime::retry::Retries) -> Self {
                Self(self.0.retries(retries))
            }

            /// Sets which redirects are followed. The default is
            /// [`Redirects::AnyHost`]($crate::runtime::redirects::Redirects::AnyHost): a request to
            /// another host has no credentials. With a transport given with `transport`, whose own
            /// headers could not be removed, it is
            /// [`Redirects::SameOrigin`]($crate::runtime::redirects::Redirects::SameOrigin).
            pub fn redirects(self, redirects: $crate::runtime::redirects::Redirects) -> Self {
                Self(self.0.redirects(redirects))
            }

            /// Adds a random UUID to every call in the header of this name, such as `X-Request-Id`.
            /// Retries of a call use the same UUID.
            pub fn request_id(self, header: impl AsRef<str>) -> Self {
                Self(self.0.request_id(header.as_ref()))
            }

            /// Adds a random UUID to every call with a method that is not idempotent, in the header
            /// of this name, such as `Idempotency-Key`. Use it if the service detects retries by
            /// this key: such calls are then retried like all others.
            pub fn idempotency_key(self, header: impl AsRef<str>) -> Self {
                Self(self.0.idempotency_key(header.as_ref()))
            }

            /// Adds middleware, which is called after that added before.
            pub fn middleware(
                self,
                middleware: impl $crate::runtime::middleware::Middleware + 'static,
            ) -> Self {
                Self(self.0.middleware(::std::sync::Arc::new(middleware)))
            }

            /// Sets the size limit of a response body in bytes. The default is 64 MiB.
            pub fn body_limit(self, bytes: usize) -> Self {
                Self(self.0.body_limit(bytes))
            }

            /// Sets the limit of memory for the decoded JSON of a response or of one item of a
            /// stream, in bytes. Memory is estimated before decoding: the text, 640 bytes for an
            /// object and 32 for any other value. The default is 512 MiB, or eight times
            /// [`body_limit`](Self::body_limit) if that is more.
            pub fn decoded_limit(self, bytes: usize) -> Self {
                Self(self.0.decoded_limit(bytes))
            }

            /// Sets the transport of the client.
            pub fn transport(
                self,
                transport: impl $crate::runtime::transport::Transport + 'static,
            ) -> Self {
                Self(self.0.transport(::std::sync::Arc::new(transport)))
            }

            /// Sets the transport of the blocking client.
            #[cfg(feature = "blocking")]
            pub fn blocking_transport(
                self,
                transport: impl $crate::runtime::transport::BlockingTransport + 'static,
            ) -> Self {
                Self(self.0.blocking_transport(::std::sync::Arc::new(transport)))
            }

            /// Creates the client.
            ///
            /// # Errors
            ///
            /// Returns an error if the base URL, a header or credentials cannot be used, or if TLS
            /// cannot be set up.
            pub fn build(self) -> ::std::result::Result<$client, $crate::runtime::error::Error> {
                self.0.build().map(|caller| $client { caller })
            }

            /// Creates the blocking client. In asynchronous code it would block all other tasks of
            /// the thread, so use it on a thread for blocking operations.
            ///
            /// # Errors
            ///
            /// Returns the same errors as `build`.
            #[cfg(feature = "blocking")]
            pub fn build_blocking(
                self,
            ) -> ::std::result::Result<
                $client<$crate::runtime::caller::Blocking>,
                $crate::runtime::error::Error,
            > {
                self.0.build_blocking().map(|caller| $client { caller })
            }
        }
    };
}

#[allow(unused_imports, reason = "the runtime by itself declares no client")]
pub(crate) use client_builder;

#[cfg(test)]
mod tests {
    use super::*;

    const fn api(servers: &'static [&'static str]) -> Api {
        Api {
            name: "test",
            servers,
            user_agent: "test",
            schemes: &[],
        }
    }

    fn problem(builder: &Builder) -> String {
        let error = builder.settings().unwrap_err();
        assert!(error.is_configuration());
        error.to_string()
    }

    #[test]
    fn a_document_without_a_host_needs_a_base_url() {
        static RELATIVE: Api = api(&["/api/v3"]);
        static NONE: Api = api(&[]);
        let relative = Builder::new(&RELATIVE);
        assert_eq!(
            problem(&relative),
            "the document says only `/api/v3`, not on which host; call `base_url` of the builder"
        );
        assert_eq!(
            problem(&Builder::new(&NONE)),
            "the document does not say where the API is served; call `base_url` of the builder"
        );
        let settings = relative.base_url("https://a.example".to_owned()).settings();
        assert_eq!(settings.unwrap().base.as_str(), "https://a.example");
    }

    #[test]
    fn headers_are_sent_as_they_are_given_or_refused() {
        let api = || {
            static ONE: Api = api(&["https://a.example"]);
            Builder::new(&ONE)
        };
        for value in [" a", "a ", "\ta", "a\t", " "] {
            let problem = problem(&api().header("X-Key", value));
            assert!(problem.ends_with("trim it"), "{value:?}: {problem}");
        }
        for value in ["", "a b", "a\tb"] {
            assert!(api().header("X-Key", value).settings().is_ok(), "{value:?}");
        }
    }

    #[test]
    fn larger_bodies_may_become_larger_values() {
        let decoded = |set: fn(Builder) -> Builder| {
            let builder = set(Builder::new(&API));
            builder.settings().unwrap().limits.decoded
        };
        static API: Api = api(&["https://a.example"]);
        assert_eq!(decoded(|builder| builder), 512 << 20);
        assert_eq!(decoded(|builder| builder.body_limit(1 << 10)), 512 << 20);
        assert_eq!(decoded(|builder| builder.body_limit(1 << 30)), 8 << 30);
        assert_eq!(
            decoded(|builder| builder.body_limit(usize::MAX)),
            usize::MAX
        );
        let both = |builder: Builder| builder.decoded_limit(7).body_limit(1 << 30);
        assert_eq!(decoded(both), 7);
    }

    #[test]
    fn a_server_of_the_document_may_be_chosen() {
        static TWO: Api = api(&["https://a.example", "https://b.example/v1"]);
        let base = |builder: &Builder| builder.settings().unwrap().base.as_str().to_owned();
        let builder = Builder::new(&TWO);
        assert_eq!(base(&builder), "https://a.example");
        let builder = builder.server(Ok("https://b.example/v1".to_owned()));
        assert_eq!(base(&builder), "https://b.example/v1");
        assert!(
            !builder.settings().unwrap().moved,
            "operations keep their own servers"
        );
        assert_eq!(
            problem(&builder.server(Err("no such region".to_owned()))),
            "no such region"
        );
    }
}
