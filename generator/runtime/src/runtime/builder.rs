//! How is a client configured?

use super::auth::Credentials;
use super::base::Base;
use super::caller::Async;
#[cfg(feature = "blocking")]
use super::caller::Blocking;
use super::error::{Error, Kind};
use super::escape::has_outer_blank;
use super::middleware::Middleware;
use super::operation::Api;
use super::retry::{Budget, Retries};
use super::secret::Secret;
use super::settings::Settings;
#[cfg(feature = "blocking")]
use super::transport::BlockingTransport;
use super::transport::{Limits, Transport};
use http::header::{
    CONTENT_LENGTH, HeaderMap, HeaderName, HeaderValue, TRANSFER_ENCODING, USER_AGENT,
};
use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// What the builders of all APIs have in common; errors are kept until a client is built.
#[derive(Clone)]
pub(crate) struct Builder {
    api: &'static Api,
    base_url: Option<String>,
    /// One of the servers of the document.
    server: Option<String>,
    headers: HeaderMap,
    credentials: Vec<(String, Secret)>,
    limits: Limits,
    decoded_limit: Option<usize>,
    #[cfg_attr(not(feature = "hyper"), allow(dead_code))]
    connect_timeout: Duration,
    retries: Retries,
    request_id: Option<HeaderName>,
    idempotency_key: Option<HeaderName>,
    middleware: Vec<Arc<dyn Middleware>>,
    transport: Option<Arc<dyn Transport>>,
    #[cfg(feature = "blocking")]
    blocking_transport: Option<Arc<dyn BlockingTransport>>,
    fault: Option<Cow<'static, str>>,
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
            request_id: None,
            idempotency_key: None,
            middleware: Vec::new(),
            transport: None,
            #[cfg(feature = "blocking")]
            blocking_transport: None,
            fault: None,
        };
        builder.user_agent(api.user_agent)
    }

    /// The last credentials given for a scheme are taken.
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

    /// One of the servers of the document, or why it cannot be called.
    #[allow(dead_code, reason = "an API may have only one server")]
    pub(crate) fn server(mut self, url: Result<String, String>) -> Self {
        match url {
            Ok(url) => self.server = Some(url),
            Err(why) => self.fault = Some(why.into()),
        }
        self
    }

    pub(crate) fn user_agent(self, user_agent: &str) -> Self {
        self.header(USER_AGENT.as_str(), user_agent)
    }

    /// The value is marked sensitive, as it may be a key.
    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        let name = HeaderName::from_bytes(name.as_bytes());
        let value = HeaderValue::from_bytes(value.as_bytes());
        match (name, value) {
            (Ok(name), _) if is_length(&name) => self.fault = Some(LENGTH.into()),
            (Ok(_), Ok(value)) if has_outer_blank(value.as_bytes()) => {
                self.fault = Some(BLANK.into());
            }
            (Ok(name), Ok(mut value)) => {
                value.set_sensitive(name != USER_AGENT);
                self.headers.insert(name, value);
            }
            (Err(_), _) => self.fault = Some("a header has an impossible name".into()),
            (_, Err(_)) => {
                self.fault = Some("a header has a value that no header can hold".into());
            }
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
            Some(name) if is_length(name) => self.fault = Some(LENGTH.into()),
            Some(_) => {}
            None => self.fault = Some("a header has an impossible name".into()),
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
        if let Some(fault) = &self.fault {
            return Err(Error::new(Kind::Configuration, fault.clone()));
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
            budget: Arc::new(Budget::default()),
            request_id: self.request_id.clone(),
            idempotency_key: self.idempotency_key.clone(),
            middleware: self.middleware.clone(),
        }))
    }

    /// Whoever expects larger bodies expects larger values.
    fn limits(&self) -> Limits {
        let Limits { body, decoded, .. } = self.limits;
        let usual = || decoded.max(body.saturating_mul(8));
        Limits {
            decoded: self.decoded_limit.unwrap_or_else(usual),
            ..self.limits
        }
    }

    /// The caller's base URL, or else a server of the document. Where that is relative, it is so to
    /// a place that the crate does not know.
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

const LENGTH: &str = "a header about the length of bodies, which is not for callers";

const BLANK: &str = "a header has a value that begins or ends with a blank, which a server would \
                     remove (RFC 9110, section 5.5); trim it";

/// Whether a header says where a body ends. Beside a body of another length, it would let the rest
/// pass for a second request.
fn is_length(name: &HeaderName) -> bool {
    name == CONTENT_LENGTH || name == TRANSFER_ENCODING
}

/// Leaves out a base URL that cannot be used: it may hold credentials.
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
            /// The usual configuration.
            pub(crate) fn new() -> Self {
                Self($crate::runtime::builder::Builder::new(&$api))
            }

            /// Where the API is served, all of it, instead of where the document says: an absolute
            /// URL with or without a path, and without a query.
            pub fn base_url(self, url: impl Into<String>) -> Self {
                Self(self.0.base_url(url.into()))
            }

            /// The `User-Agent`, instead of this crate's name and version.
            pub fn user_agent(self, user_agent: impl AsRef<str>) -> Self {
                Self(self.0.user_agent(user_agent.as_ref()))
            }

            /// A header for every request whose operation does not set it itself. Credentials
            /// configured for a security scheme take precedence. Without them, a header set here
            /// satisfies the scheme.
            pub fn header(self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
                Self(self.0.header(name.as_ref(), value.as_ref()))
            }

            /// Authorises requests for a scheme of the API, by its name in the document, in a way
            /// of the caller's own: by a signature, for example. It comes last, after middleware.
            /// Credentials that were given for the scheme before are dropped.
            pub fn authorize(
                self,
                scheme: impl Into<String>,
                by: impl $crate::runtime::authorize::Authorize + 'static,
            ) -> Self {
                let by = $crate::runtime::secret::Secret::signer(by);
                Self(self.0.credential(scheme, by))
            }

            /// How long a whole call may take, retries included, from connecting to the last
            /// byte of the response. 60 seconds unless set.
            pub fn timeout(self, timeout: ::std::time::Duration) -> Self {
                Self(self.0.timeout(timeout))
            }

            /// How long connecting may take. 10 seconds unless set. A transport of one's own
            /// has its own.
            pub fn connect_timeout(self, timeout: ::std::time::Duration) -> Self {
                Self(self.0.connect_timeout(timeout))
            }

            /// How long a response that is read as a stream may be silent. 60 seconds unless set.
            /// A transport of one's own may have the timeout of the call instead.
            pub fn idle_timeout(self, timeout: ::std::time::Duration) -> Self {
                Self(self.0.idle_timeout(timeout))
            }

            /// When requests are sent again. Twice at most unless set, see
            /// [`Retries`]($crate::runtime::retry::Retries).
            pub fn retries(self, retries: $crate::runtime::retry::Retries) -> Self {
                Self(self.0.retries(retries))
            }

            /// Gives every call an id of its own (a UUID) in the header of this name, such as
            /// `X-Request-Id`; retries have the same.
            pub fn request_id(self, header: impl AsRef<str>) -> Self {
                Self(self.0.request_id(header.as_ref()))
            }

            /// Gives every call whose method may not be repeated a key of its own (a UUID) in the
            /// header of this name, such as `Idempotency-Key`. For services that know
            /// retries by it: such calls are sent again like any others.
            pub fn idempotency_key(self, header: impl AsRef<str>) -> Self {
                Self(self.0.idempotency_key(header.as_ref()))
            }

            /// Shows every request and its outcome to this, after those given before.
            pub fn middleware(
                self,
                middleware: impl $crate::runtime::middleware::Middleware + 'static,
            ) -> Self {
                Self(self.0.middleware(::std::sync::Arc::new(middleware)))
            }

            /// The most bytes that the body of a response may have. 64 MiB unless set.
            pub fn body_limit(self, bytes: usize) -> Self {
                Self(self.0.body_limit(bytes))
            }

            /// The most bytes of memory that the JSON of a response, or of an item of a stream, may
            /// take once it is decoded: estimated before decoding at 640 bytes for an object and 32
            /// for any other value, beside the text itself. 512 MiB unless set, or eight times
            /// [`body_limit`](Self::body_limit) if that is more.
            pub fn decoded_limit(self, bytes: usize) -> Self {
                Self(self.0.decoded_limit(bytes))
            }

            /// Carries requests by other means.
            pub fn transport(
                self,
                transport: impl $crate::runtime::transport::Transport + 'static,
            ) -> Self {
                Self(self.0.transport(::std::sync::Arc::new(transport)))
            }

            /// Carries requests of a blocking client by other means.
            #[cfg(feature = "blocking")]
            pub fn blocking_transport(
                self,
                transport: impl $crate::runtime::transport::BlockingTransport + 'static,
            ) -> Self {
                Self(self.0.blocking_transport(::std::sync::Arc::new(transport)))
            }

            /// The client.
            ///
            /// # Errors
            ///
            /// When the base URL, a header or a credential cannot be used, or TLS cannot be set
            /// up.
            pub fn build(self) -> ::std::result::Result<$client, $crate::runtime::error::Error> {
                self.0.build().map(|caller| $client { caller })
            }

            /// The client that blocks. Inside asynchronous code it would hold up all other tasks of
            /// the thread, so use it on a thread for blocking there.
            ///
            /// # Errors
            ///
            /// As the other one.
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

    fn fault(builder: &Builder) -> String {
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
            fault(&relative),
            "the document says only `/api/v3`, not on which host; call `base_url` of the builder"
        );
        assert_eq!(
            fault(&Builder::new(&NONE)),
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
            let fault = fault(&api().header("X-Key", value));
            assert!(fault.ends_with("trim it"), "{value:?}: {fault}");
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
            fault(&builder.server(Err("no such region".to_owned()))),
            "no such region"
        );
    }
}
