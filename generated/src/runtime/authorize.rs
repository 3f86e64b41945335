// Made by bindery; changes are overwritten.

//! Credentials that a document cannot describe, such as signatures.

use super::error::{Error, Kind};
use super::operation::Operation;
use http::request::Parts;
use std::error::Error as StdError;

/// Adds the credentials of a security scheme by code of the caller's, such as a signature. It is
/// called for each request as it will be sent, including retries.
///
/// Implemented for closures of the same signature.
pub trait Authorize: Send + Sync {
    /// Adds headers to a request, or changes its query. It must not change the method or the rest
    /// of the URL. `body` is the whole body, empty if there is none, and `None` if it is a stream.
    ///
    /// # Errors
    ///
    /// Return an error if the request must not be sent. The call then fails with an [`Error`] whose
    /// source is this error.
    fn authorize(
        &self,
        head: &mut Parts,
        body: Option<&[u8]>,
    ) -> Result<(), Box<dyn StdError + Send + Sync>>;
}

impl<F> Authorize for F
where
    F: Fn(&mut Parts, Option<&[u8]>) -> Result<(), Box<dyn StdError + Send + Sync>> + Send + Sync,
{
    fn authorize(
        &self,
        head: &mut Parts,
        body: Option<&[u8]>,
    ) -> Result<(), Box<dyn StdError + Send + Sync>> {
        self(head, body)
    }
}

/// Calls an authorizer and checks that scheme, host and path are unchanged. Added headers are
/// marked as sensitive.
pub(crate) fn authorize(
    by: &dyn Authorize,
    scheme: &str,
    operation: &'static Operation,
    head: &mut Parts,
    body: Option<&[u8]>,
) -> Result<(), Error> {
    let problem = |why: &str| {
        Error::new(
            Kind::Authorization,
            format!("credentials for `{scheme}`: {why}"),
        )
        .of(operation)
    };
    let before = (head.method.clone(), head.uri.clone(), head.headers.clone());
    by.authorize(head, body)
        .map_err(|source| problem("the request was refused").because(source))?;
    let (method, uri, headers) = before;
    let same_place = uri.scheme() == head.uri.scheme()
        && uri.authority() == head.uri.authority()
        && uri.path() == head.uri.path();
    if method != head.method || !same_place {
        return Err(problem("more than headers and query were changed"));
    }
    for (name, value) in &mut head.headers {
        if !headers.get_all(name).iter().any(|old| old == value) {
            value.set_sensitive(true);
        }
    }
    Ok(())
}
