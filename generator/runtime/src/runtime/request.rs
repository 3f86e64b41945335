//! Requests as values, independent of a connection.

use super::base::Base;
use super::body::Body;
use super::error::Error;
use super::operation::Operation;
use super::redirects::is_redirect;
use super::response::Response;
use super::writer::Writer;
use bytes::Bytes;

/// One call of an operation, as a value.
pub trait Request {
    /// The result of a successful response.
    type Output: Send + 'static;

    /// The operation.
    const OPERATION: &'static Operation;

    /// The servers of the operation, the default first, if they differ from those of the API
    /// (`servers` of an Operation Object or Path Item Object).
    const SERVERS: &'static [&'static str] = &[];

    /// Whether the result is a redirect: of the responses that the document declares, none has a 2xx
    /// status but some have a 3xx status. Such a redirect is not followed.
    const ENDS_WITH_REDIRECT: bool = false;

    /// The URL of the server chosen for this request, if the operation has a choice; or the reason
    /// why a variable cannot have its value.
    fn chosen_server(&self) -> Option<Result<String, String>> {
        None
    }

    /// Writes the arguments.
    fn write(&self, to: &mut Writer);

    /// Decodes a successful response.
    ///
    /// # Errors
    ///
    /// Returns an error if its media type or its content is not what the document declares.
    fn read(response: &Response) -> Result<Self::Output, Error>;

    /// Converts to a request for other HTTP clients. It contains no credentials. The path is
    /// appended to `base_url`; servers of the operation ([`SERVERS`](Request::SERVERS)) are
    /// ignored.
    ///
    /// # Errors
    ///
    /// Returns an error if an argument cannot be sent, or `base_url` is not an absolute URL.
    fn to_http(&self, base_url: &str) -> Result<http::Request<Body>, Error> {
        let mut writer = Writer::new(Self::OPERATION);
        self.write(&mut writer);
        let mut request = writer.finish(&Base::new(base_url)?)?;
        Self::OPERATION.accept_in(request.headers_mut());
        Ok(request)
    }

    /// Decodes a response from another HTTP client.
    ///
    /// # Errors
    ///
    /// Returns an error if the status is not a success, unless the result is a redirect, and the errors of [`Request::read`]. The
    /// message of a 401 lists the security schemes that the document requires.
    fn from_http(response: http::Response<Bytes>) -> Result<Self::Output, Error> {
        if Self::ENDS_WITH_REDIRECT && is_redirect(response.status()) {
            return Self::read(&Response::redirect(Self::OPERATION, response));
        }
        let decoded = Response::new(Self::OPERATION, response).map_err(|error| {
            let schemes = Self::OPERATION.requirements(|_| true);
            if error.is_unauthorized() && !schemes.is_empty() {
                error.noting(&format!("the document lists {schemes}"))
            } else {
                error
            }
        });
        Self::read(&decoded?)
    }
}

/// Takes the place of the client in requests that are made without one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Detached;
