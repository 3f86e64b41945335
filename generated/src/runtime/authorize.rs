// Made by bindery; changes are overwritten.

//! How are requests authorised in ways that no document can describe, such as by a signature?

use super::error::{Error, Kind};
use super::operation::Operation;
use http::request::Parts;
use std::error::Error as StdError;

/// Authorises requests in a way of its own, for a scheme of the API; to be given to the client's
/// builder. It sees each request as it will be sent, and again when it is sent once more.
///
/// A closure of the same form is one too.
pub trait Authorize: Send + Sync {
    /// Adds headers to a request, or changes its query. Everything else of the URL and the method
    /// have to stay. `body` is the whole body, without anything when there is none; a stream, which
    /// cannot be seen before it is sent, is `None`.
    ///
    /// # Errors
    ///
    /// When the request must not be sent. The call then fails with an [`Error`] whose source this
    /// is.
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

/// Lets a scheme's own code authorise a request, and sees that it leads where it did before. What
/// was added to the headers is marked sensitive.
pub(crate) fn authorize(
    by: &dyn Authorize,
    scheme: &str,
    operation: &'static Operation,
    head: &mut Parts,
    body: Option<&[u8]>,
) -> Result<(), Error> {
    let fault = |why: &str| {
        Error::new(
            Kind::Authorization,
            format!("credentials for `{scheme}`: {why}"),
        )
        .of(operation)
    };
    let before = (head.method.clone(), head.uri.clone(), head.headers.clone());
    by.authorize(head, body)
        .map_err(|source| fault("the request was refused").because(source))?;
    let (method, uri, headers) = before;
    let same_place = uri.scheme() == head.uri.scheme()
        && uri.authority() == head.uri.authority()
        && uri.path() == head.uri.path();
    if method != head.method || !same_place {
        return Err(fault("more than headers and query were changed"));
    }
    for (name, value) in &mut head.headers {
        if !headers.get_all(name).iter().any(|old| old == value) {
            value.set_sensitive(true);
        }
    }
    Ok(())
}
