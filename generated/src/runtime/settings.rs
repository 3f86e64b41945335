//! What do all clients of an API share, whatever carries their requests?

use super::auth::Credentials;
use super::base::Base;
use super::error::{Error, Kind};
use super::operation::{Api, Operation};
use super::request::Request;
use super::transport::Limits;
use super::writer::Writer;
use bytes::Bytes;
use http::header::{HeaderMap, USER_AGENT};
use http::uri::PathAndQuery;

/// The configuration of a client.
pub(crate) struct Settings {
    pub(crate) api: &'static Api,
    pub(crate) base: Base,
    /// Whether `base` was given by the caller, and so is meant for every operation.
    pub(crate) moved: bool,
    /// Sent with every request, unless the operation sets them.
    pub(crate) headers: HeaderMap,
    pub(crate) credentials: Credentials,
    pub(crate) limits: Limits,
}

impl Settings {
    /// The request of a call, without credentials.
    pub(crate) fn bare<R: Request>(&self, request: &R) -> Result<http::Request<Bytes>, Error> {
        let mut writer = Writer::new(R::OPERATION);
        request.write(&mut writer);
        match R::SERVERS.first() {
            Some(server) if !self.moved => {
                let base = self.base.elsewhere(server);
                writer.finish(&base.map_err(|error| error.of(R::OPERATION))?)
            }
            _ => writer.finish(&self.base),
        }
    }

    /// The request of a call.
    pub(crate) fn ready<R: Request>(&self, request: &R) -> Result<http::Request<Bytes>, Error> {
        self.dress(R::OPERATION, self.bare(request)?)
    }

    /// Adds the client's headers and credentials.
    pub(crate) fn dress(
        &self,
        operation: &'static Operation,
        mut request: http::Request<Bytes>,
    ) -> Result<http::Request<Bytes>, Error> {
        for (name, value) in &self.headers {
            if !request.headers().contains_key(name) {
                request.headers_mut().insert(name, value.clone());
            }
        }
        let before = request.uri().query().unwrap_or_default();
        let mut query = before.to_owned();
        self.credentials
            .apply(operation, request.headers_mut(), &mut query)?;
        let unchanged = request.uri().query().unwrap_or_default() == query;
        if !unchanged {
            let mut parts = request.uri().clone().into_parts();
            let target = format!("{}?{query}", request.uri().path());
            let fault =
                || Error::new(Kind::InvalidRequest, "the URL cannot be written").of(operation);
            parts.path_and_query = Some(target.parse::<PathAndQuery>().map_err(|_| fault())?);
            *request.uri_mut() = parts.try_into().map_err(|_| fault())?;
        }
        Ok(request)
    }
}

/// Leaves out the values of headers, which may be secret.
impl std::fmt::Debug for Settings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Client")
            .field("api", &self.api.name)
            .field("base_url", &self.base.as_str())
            .field("user_agent", &self.headers.get(USER_AGENT))
            .field("credentials", &self.credentials)
            .field("limits", &self.limits)
            .finish()
    }
}
