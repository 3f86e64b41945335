//! Credentials that a document cannot describe, such as signatures.

use super::error::{Error, Kind};
use super::operation::Operation;
use http::request::Parts;
use http::{HeaderMap, StatusCode};
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

    /// Sees the response to a request that it authorized, for schemes in which a server sends a
    /// challenge. Returns whether the request is sent again, with new credentials. A call sends a
    /// request again at most twice for this reason, and never one whose body is a stream.
    ///
    /// The default returns `false`.
    ///
    /// # Errors
    ///
    /// Return an error if the challenge cannot be met. The reason is added to the error of the
    /// response.
    fn received(
        &self,
        sent: &Parts,
        status: StatusCode,
        headers: &HeaderMap,
    ) -> Result<bool, Box<dyn StdError + Send + Sync>> {
        let _ = (sent, status, headers);
        Ok(false)
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use http::{HeaderValue, Method, Request};

    static OPERATION: Operation = Operation {
        id: "op",
        method: "GET",
        path: "/",
        accept: "",
        security: &[],
        errors: &[],
    };

    type Signed = Result<(), Box<dyn StdError + Send + Sync>>;

    fn sign(
        by: impl Fn(&mut Parts, Option<&[u8]>) -> Signed + Send + Sync,
    ) -> Result<Parts, Error> {
        let request = Request::get("https://a.example/x?y=1").header("accept", "*/*");
        let (mut head, ()) = request.body(()).unwrap().into_parts();
        authorize(&by, "hmac", &OPERATION, &mut head, Some(b"body"))?;
        Ok(head)
    }

    #[test]
    fn headers_and_query_may_change() {
        let head = sign(|head, body| {
            let signature = format!("{}:{}", head.uri, body.map_or(0, <[u8]>::len));
            head.headers.insert("x-signature", signature.parse()?);
            head.uri = format!(
                "https://a.example/x?{}&s=2",
                head.uri.query().unwrap_or_default()
            )
            .parse()?;
            Ok(())
        })
        .unwrap();
        assert_eq!(head.uri, "https://a.example/x?y=1&s=2");
        let signature = &head.headers["x-signature"];
        assert_eq!(signature, "https://a.example/x?y=1:4");
        assert!(signature.is_sensitive() && !head.headers["accept"].is_sensitive());
    }

    #[test]
    fn the_rest_has_to_stay() {
        let to = |url: &'static str| {
            sign(move |head, _| {
                head.uri = url.parse()?;
                Ok(())
            })
        };
        for url in [
            "https://b.example/x?y=1",
            "http://a.example/x",
            "https://a.example/z",
            "/x",
        ] {
            let error = to(url).unwrap_err();
            assert!(error.is_authorization() && !error.request_sent(), "{url}");
        }
        let method = sign(|head, _| {
            head.method = Method::POST;
            Ok(())
        });
        assert_eq!(
            method.unwrap_err().to_string(),
            "op: credentials for `hmac`: more than headers and query were changed"
        );
    }

    #[test]
    fn a_refusal_has_its_reason() {
        let error = sign(|head, _| {
            head.headers.insert("x", HeaderValue::from_static("s3cret"));
            Err("the clock is wrong".into())
        })
        .unwrap_err();
        assert_eq!(
            error.to_string(),
            "op: credentials for `hmac`: the request was refused"
        );
        let source = std::error::Error::source(&error).unwrap();
        assert_eq!(source.to_string(), "the clock is wrong");
    }
}
