// Made by bindery; changes are overwritten.

//! What is a request, apart from any connection?

use super::answer::Answer;
use super::base::Base;
use super::body::Body;
use super::error::Error;
use super::operation::Operation;
use super::writer::Writer;
use bytes::Bytes;

/// One call of an operation, as a value.
pub trait Request {
    /// What a successful response holds.
    type Output: Send + 'static;

    /// The operation.
    const OPERATION: &'static Operation;

    /// Where the operation is served, the default first, when that is elsewhere than the rest of
    /// the API (`servers` of an Operation Object or Path Item Object).
    const SERVERS: &'static [&'static str] = &[];

    /// The URL of the server that was chosen for this request, where the operation has a choice of
    /// its own; a text that says why there is none, where a variable cannot have its value.
    fn chosen_server(&self) -> Option<Result<String, String>> {
        None
    }

    /// Writes the arguments.
    fn write(&self, to: &mut Writer);

    /// Reads a successful response.
    ///
    /// # Errors
    ///
    /// When its media type or its content is not what the document declares.
    fn read(answer: &Answer) -> Result<Self::Output, Error>;

    /// The request to be sent by other means. It holds no credentials. The path stands behind
    /// `base_url` whatever servers the operation has of its own: those are
    /// [`SERVERS`](Request::SERVERS), which only a client looks at.
    ///
    /// # Errors
    ///
    /// When an argument cannot be sent, or `base_url` is not an absolute URL.
    fn to_http(&self, base_url: &str) -> Result<http::Request<Body>, Error> {
        let mut writer = Writer::new(Self::OPERATION);
        self.write(&mut writer);
        let mut request = writer.finish(&Base::new(base_url)?)?;
        Self::OPERATION.accept_in(request.headers_mut());
        Ok(request)
    }

    /// Reads a response that was received by other means.
    ///
    /// # Errors
    ///
    /// When its status is no success, and as [`Request::read`]. The message of a 401 lists the
    /// security schemes that the document requires.
    fn from_http(response: http::Response<Bytes>) -> Result<Self::Output, Error> {
        let answer = Answer::new(Self::OPERATION, response).map_err(|error| {
            let schemes = Self::OPERATION.requirements(|_| true);
            if error.is_unauthorized() && !schemes.is_empty() {
                error.noting(&format!("the document lists {schemes}"))
            } else {
                error
            }
        });
        Self::read(&answer?)
    }
}

/// Stands for the client in requests that are made without one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Detached;
