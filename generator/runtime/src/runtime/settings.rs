//! Settings that do not depend on the transport.

use super::auth::{Applied, Credentials};
use super::base::Base;
use super::body::Body;
use super::call_options::Added;
use super::chance;
use super::clock::Instant;
use super::error::{Error, Kind};
use super::middleware::Middleware;
use super::operation::{Api, Operation, Scheme};
use super::redirects::Redirects;
use super::request::Request;
use super::retry::{Budget, Retries, may_be_repeated};
use super::token::Token;
use super::transport::Limits;
use super::writer::Writer;
use http::header::{HeaderMap, HeaderName, HeaderValue, USER_AGENT};
use std::borrow::Cow;
use std::sync::Arc;

/// The configuration of a client.
#[derive(Clone)]
pub(crate) struct Settings {
    pub(crate) api: &'static Api,
    pub(crate) base: Base,
    /// Whether the caller set `base`, which then applies to every operation.
    pub(crate) moved: bool,
    /// Headers for every request, unless the operation sets them.
    pub(crate) headers: HeaderMap,
    pub(crate) credentials: Credentials,
    pub(crate) limits: Limits,
    pub(crate) retries: Retries,
    pub(crate) redirects: Redirects,
    pub(crate) budget: Arc<Budget>,
    /// The header with a random value for each call.
    pub(crate) request_id: Option<HeaderName>,
    /// The same for calls whose method is not idempotent.
    pub(crate) idempotency_key: Option<HeaderName>,
    pub(crate) middleware: Vec<Arc<dyn Middleware>>,
    /// Additions to every request.
    pub(crate) added: Added,
}

impl Settings {
    /// The same settings without credentials, including those in headers.
    pub(crate) fn anonymous(&self) -> Self {
        let schemes = || self.api.schemes.iter().filter_map(Scheme::header);
        let mut headers = self.headers.clone();
        for name in schemes() {
            headers.remove(name);
        }
        Self {
            headers,
            credentials: Credentials::none(self.api),
            added: self.added.without(schemes()),
            ..self.clone()
        }
    }

    /// The request of a call, without credentials.
    pub(crate) fn bare<R: Request>(&self, request: &R) -> Result<http::Request<Body>, Error> {
        let mut writer = Writer::new(R::OPERATION);
        request.write(&mut writer);
        let base = self.base_of(request);
        let base = base.map_err(|error| error.of(R::OPERATION))?;
        writer.finish(&base)
    }

    /// The base URL of an operation: the one the caller set for all or for this request; otherwise
    /// the client's server, unless the operation has servers of its own.
    fn base_of<R: Request>(&self, request: &R) -> Result<Cow<'_, Base>, Error> {
        if self.moved {
            return Ok(Cow::Borrowed(&self.base));
        }
        if let Some(chosen) = request.chosen_server() {
            let url = chosen.map_err(|problem| Error::new(Kind::InvalidRequest, problem))?;
            return self.base.elsewhere(&url).map(Cow::Owned);
        }
        let mut first = None;
        for server in R::SERVERS {
            let other = self.base.elsewhere(server)?;
            if other == self.base {
                return Ok(Cow::Borrowed(&self.base));
            }
            first.get_or_insert(other);
        }
        Ok(first.map_or(Cow::Borrowed(&self.base), Cow::Owned))
    }

    /// Adds the headers that identify this call.
    pub(crate) fn identify(&self, request: &mut http::Request<Body>) {
        if let Some(name) = &self.request_id {
            identify(request, name);
        }
        if let Some(name) = &self.idempotency_key
            && !may_be_repeated(request.method())
        {
            identify(request, name);
        }
    }

    /// Returns whether a request has an idempotency key.
    pub(crate) fn is_keyed(&self, headers: &HeaderMap) -> bool {
        let name = self.idempotency_key.as_ref();
        headers.contains_key(name.map_or("idempotency-key", HeaderName::as_str))
    }

    /// Adds `Accept`, the client's headers and credentials, but no signature, which is added last.
    /// `fetched` is a token that this call has just received.
    pub(crate) fn dress(
        &self,
        operation: &'static Operation,
        request: &mut http::Request<Body>,
        fetched: Option<Token>,
        now: Instant,
    ) -> Result<Applied, Error> {
        operation.accept_in(request.headers_mut());
        for (name, value) in &self.headers {
            if !request.headers().contains_key(name) {
                request.headers_mut().insert(name, value.clone());
            }
        }
        self.credentials.apply(operation, request, fetched, now)
    }

    /// Adds `Accept` and `User-Agent`, but nothing that is meant for the API alone.
    pub(crate) fn dress_bare(
        &self,
        operation: &'static Operation,
        request: &mut http::Request<Body>,
    ) {
        operation.accept_in(request.headers_mut());
        if let Some(agent) = self.headers.get(USER_AGENT) {
            request.headers_mut().insert(USER_AGENT, agent.clone());
        }
    }
}

/// Adds a random UUID in a header unless the caller set it.
fn identify(request: &mut http::Request<Body>, name: &HeaderName) {
    if !request.headers().contains_key(name)
        && let Ok(value) = HeaderValue::from_str(&chance::uuid())
    {
        request.headers_mut().insert(name, value);
    }
}

/// Omits the values of headers, which may be secret.
impl std::fmt::Debug for Settings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Client")
            .field("api", &self.api.name)
            .field("base_url", &self.base.as_str())
            .field("user_agent", &self.headers.get(USER_AGENT))
            .field("credentials", &self.credentials)
            .field("limits", &self.limits)
            .field("retries", &self.retries)
            .field("redirects", &self.redirects)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::super::builder::Builder;
    use super::super::operation::Api;
    use super::super::response::Response;
    use super::*;

    const API: Api = Api {
        name: "files",
        servers: &["https://api.example"],
        user_agent: "test",
        schemes: &[],
    };

    /// With the server chosen for it.
    struct Upload(Option<Result<&'static str, &'static str>>);

    impl Request for Upload {
        type Output = ();

        const OPERATION: &'static Operation = &Operation {
            id: "upload",
            method: "POST",
            path: "/files",
            accept: "",
            security: &[],
            errors: &[],
        };

        const SERVERS: &'static [&'static str] =
            &["https://upload.example/v2", "https://b.example/"];

        fn chosen_server(&self) -> Option<Result<String, String>> {
            let chosen = self.0?;
            Some(chosen.map(str::to_owned).map_err(str::to_owned))
        }

        fn write(&self, _: &mut Writer) {}

        fn read(response: &Response) -> Result<(), Error> {
            response.nothing()
        }
    }

    fn url(builder: Builder, request: &Upload) -> String {
        let request = builder.settings().unwrap().bare(request);
        request.unwrap().uri().to_string()
    }

    #[test]
    fn a_base_url_of_the_caller_is_meant_for_every_operation() {
        let builder = Builder::new(&API);
        assert_eq!(
            url(builder, &Upload(None)),
            "https://upload.example/v2/files"
        );
        for chosen in [None, Some(Ok("https://c.example")), Some(Err("no"))] {
            let builder = Builder::new(&API).base_url("http://localhost:1".to_owned());
            assert_eq!(url(builder, &Upload(chosen)), "http://localhost:1/files");
        }
    }

    #[test]
    fn an_operation_has_a_choice_of_its_own() {
        // The client's server is one of the operation's.
        let builder = Builder::new(&API).server(Ok("https://b.example".to_owned()));
        assert_eq!(url(builder, &Upload(None)), "https://b.example/files");
        let builder = Builder::new(&API);
        let chosen = Upload(Some(Ok("/v9")));
        assert_eq!(url(builder, &chosen), "https://api.example/v9/files");
        let settings = Builder::new(&API).settings().unwrap();
        let error = settings
            .bare(&Upload(Some(Err("no such region"))))
            .unwrap_err();
        assert!(error.is_invalid_request() && !error.request_sent());
        assert!(error.to_string().contains("no such region"), "{error}");
    }
}
