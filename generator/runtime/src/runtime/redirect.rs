//! Redirects that are the result of an operation.

use super::error::Error;
use super::response::Response;
use http::StatusCode;
use http::header::LOCATION;

/// The result of an operation whose only declared successes are redirects. It is not followed;
/// `download()` of the request follows it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Redirect {
    /// The status: 3xx, or 2xx if the service sent a response that the document does not declare.
    pub status: StatusCode,
    /// The target as in the header `Location`: a URL, which may be relative to that of the request.
    /// `None` if the response has none, or one that is not text.
    pub location: Option<String>,
}

impl Redirect {
    /// Reads it from a response.
    pub(crate) fn read(response: &Response) -> Result<Self, Error> {
        let location = response.headers().get(LOCATION);
        let location = location.and_then(|it| std::str::from_utf8(it.as_bytes()).ok());
        Ok(Self {
            status: response.status(),
            location: location.map(str::to_owned),
        })
    }
}
