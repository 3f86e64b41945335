//! Which redirects does a client follow, and what is sent to the target? (RFC 9110, section 15.4.)

use super::base::{resolve, same_origin};
use super::body::Body;
use http::header::{ACCEPT, HeaderMap, HeaderName, IF_RANGE, LOCATION, RANGE, USER_AGENT};
use http::uri::Scheme;
use http::{Method, Request, Response, StatusCode, Uri};

/// Which redirects a client follows. Only GET and HEAD requests are redirected: others might act
/// twice or lose their body. A call follows at most five redirects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Redirects {
    /// None: a redirect is an error, which has the status and the headers of the response.
    Never,
    /// Those to the same scheme, host and port. The default with a transport of the caller's, which
    /// may add credentials that this client does not know.
    SameOrigin,
    /// Those to any host, except from `https` to `http`. The default. A request to another scheme,
    /// host or port has no credentials, no cookies and no headers but `Accept`, `User-Agent`,
    /// `Range` and `If-Range`, and neither have the requests after it. One with a body is not sent
    /// there.
    AnyHost,
}

/// A redirect that is followed.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Hop {
    pub(crate) target: Uri,
    /// Whether the target has another scheme, host or port.
    pub(crate) crosses: bool,
}

impl Redirects {
    /// The target of a redirect if it is followed, or the reason why it is not. `None` for any other
    /// response.
    pub(crate) fn target<T>(
        self,
        request: &Request<Body>,
        response: &Response<T>,
    ) -> Option<Result<Hop, &'static str>> {
        if !matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308) {
            return None;
        }
        let location = response.headers().get(LOCATION)?.to_str().ok()?;
        let target = resolve(request.uri(), location)?;
        Some(self.hop(request, target))
    }

    fn hop(self, request: &Request<Body>, target: Uri) -> Result<Hop, &'static str> {
        if !matches!(*request.method(), Method::GET | Method::HEAD) {
            return Err("only GET and HEAD requests are redirected");
        }
        // A stream cannot be sent again.
        let Some(body) = request.body().bytes() else {
            return Err("its body is a stream");
        };
        let from = request.uri();
        let crosses = !same_origin(from, &target);
        match self {
            Self::Never => Err("the client follows no redirects"),
            _ if !crosses => Ok(Hop { target, crosses }),
            Self::SameOrigin => Err(
                "it leads to another scheme, host or port; `redirects(Redirects::AnyHost)` of the \
                 client's builder follows it without credentials",
            ),
            Self::AnyHost => {
                // A user name in a URL would be sent as credentials.
                let mut authority = target.authority().into_iter();
                if authority.any(|authority| authority.as_str().contains('@')) {
                    return Err("its URL has a user name");
                }
                if from.scheme() == Some(&Scheme::HTTPS) && target.scheme() != Some(&Scheme::HTTPS)
                {
                    return Err("it leads from `https` to `http`");
                }
                if !body.is_empty() {
                    return Err("the request has a body, which is not sent to another host");
                }
                Ok(Hop { target, crosses })
            }
        }
    }
}

/// Removes the headers that are meant for the API alone.
pub(crate) fn keep_public(headers: &mut HeaderMap) {
    const PUBLIC: [HeaderName; 4] = [ACCEPT, USER_AGENT, RANGE, IF_RANGE];
    let mut kept = HeaderMap::with_capacity(PUBLIC.len());
    for name in PUBLIC {
        if let Some(value) = headers.get(&name) {
            kept.insert(name, value.clone());
        }
    }
    *headers = kept;
}

/// Returns whether a status can be the result of an operation that declares redirects alone: any
/// 3xx but 304.
pub(crate) fn is_redirect(status: StatusCode) -> bool {
    status.is_redirection() && status != StatusCode::NOT_MODIFIED
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(
        redirects: Redirects,
        from: Request<Body>,
        status: u16,
        location: &str,
    ) -> Option<Result<(String, bool), &'static str>> {
        let response = Response::builder().status(status);
        let response = response.header(LOCATION, location).body(()).unwrap();
        let hop = redirects.target(&from, &response)?;
        Some(hop.map(|hop| (hop.target.to_string(), hop.crosses)))
    }

    fn get(url: &str) -> Request<Body> {
        Request::get(url).body(Body::default()).unwrap()
    }

    #[test]
    fn redirects_of_the_same_origin_are_followed_as_they_are() {
        for redirects in [Redirects::SameOrigin, Redirects::AnyHost] {
            let to =
                |status, location| target(redirects, get("https://a.com/x/y?z"), status, location);
            let same = |url: &str| Some(Ok((url.to_owned(), false)));
            assert_eq!(to(302, "w?q"), same("https://a.com/x/w?q"));
            assert_eq!(to(308, "https://a.com:443/w"), same("https://a.com:443/w"));
            assert_eq!(to(304, "w"), None);
            assert_eq!(to(200, "w"), None);
        }
        let never = target(Redirects::Never, get("https://a.com/"), 302, "w");
        assert_eq!(never, Some(Err("the client follows no redirects")));
    }

    #[test]
    fn another_host_is_never_reached_with_less_protection() {
        let to = |location| {
            target(Redirects::AnyHost, get("https://a.com/x"), 302, location).map(|hop| hop.ok())
        };
        let crossed = |url: &str| Some(Some((url.to_owned(), true)));
        assert_eq!(to("https://b.com/w"), crossed("https://b.com/w"));
        assert_eq!(to("//b.com/w"), crossed("https://b.com/w"));
        assert_eq!(to("https://a.com:8443/w"), crossed("https://a.com:8443/w"));
        for refused in ["http://b.com/w", "http://a.com/w", "https://u:p@b.com/"] {
            assert_eq!(to(refused), Some(None), "{refused}");
        }
        let up = target(
            Redirects::AnyHost,
            get("http://a.com/"),
            301,
            "https://a.com/",
        );
        assert_eq!(up, Some(Ok(("https://a.com/".to_owned(), true))));
        let same_origin = target(Redirects::SameOrigin, get("https://a.com/"), 302, "//b.com");
        assert!(same_origin.unwrap().unwrap_err().contains("AnyHost"));
    }

    #[test]
    fn bodies_and_other_methods_stay() {
        let post = Request::post("https://a.com/").body(Body::default());
        assert!(
            target(Redirects::AnyHost, post.unwrap(), 303, "/w")
                .unwrap()
                .is_err()
        );
        let body = || {
            Request::get("https://a.com/")
                .body(Body::from("x"))
                .unwrap()
        };
        assert!(
            target(Redirects::AnyHost, body(), 307, "/w")
                .unwrap()
                .is_ok()
        );
        assert!(
            target(Redirects::AnyHost, body(), 307, "//b.com/")
                .unwrap()
                .is_err()
        );
    }

    #[test]
    fn few_headers_are_public() {
        let mut headers = HeaderMap::new();
        for name in [
            "accept",
            "range",
            "authorization",
            "cookie",
            "x-tenant",
            "traceparent",
        ] {
            headers.insert(HeaderName::from_static(name), "v".parse().unwrap());
        }
        keep_public(&mut headers);
        let mut names: Vec<&str> = headers.keys().map(HeaderName::as_str).collect();
        names.sort_unstable();
        assert_eq!(names, ["accept", "range"]);
    }
}
