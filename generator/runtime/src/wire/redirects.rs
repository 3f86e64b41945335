//! Which redirects are followed, and what does the other host see?

use super::serve;
use crate::runtime::builder::Builder;
use crate::runtime::call_options::CallOptions;
use crate::runtime::caller::{Async, Caller as _};
use crate::runtime::download::Downloader as _;
use crate::runtime::error::Error;
use crate::runtime::middleware::Middleware;
use crate::runtime::operation::{Api, Credential, Operation, Scheme};
use crate::runtime::redirect::Redirect;
use crate::runtime::redirects::Redirects;
use crate::runtime::request::Request as Call;
use crate::runtime::response::Response;
use crate::runtime::secret::Secret;
use crate::runtime::writer::Writer;
use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::IntoResponse;
use bytes::Bytes;
use std::sync::{Arc, Mutex};

static API: Api = Api {
    name: "files",
    servers: &[],
    user_agent: "files/1",
    schemes: &[
        Scheme {
            name: "token",
            credential: Credential::Bearer,
        },
        Scheme {
            name: "query",
            credential: Credential::QueryKey("key"),
        },
        Scheme {
            name: "session",
            credential: Credential::CookieKey("session"),
        },
    ],
};

macro_rules! operation {
    ($name:ident, $output:ty, $method:literal, $read:expr, $ends:literal) => {
        struct $name;

        impl Call for $name {
            type Output = $output;

            const OPERATION: &'static Operation = &Operation {
                id: "get",
                method: $method,
                path: "/file",
                accept: "application/octet-stream",
                security: &[&["token", "query", "session"]],
                errors: &[],
            };

            const ENDS_WITH_REDIRECT: bool = $ends;

            fn write(&self, to: &mut Writer) {
                to.header("X-Tenant", &"secret tenant".to_owned());
                to.header("Range", &"bytes=0-3".to_owned());
                to.cookie("theme", &"dark".to_owned());
            }

            fn read(response: &Response) -> Result<$output, Error> {
                $read(response)
            }
        }
    };
}

operation!(Get, Bytes, "GET", Response::whole, false);
operation!(Post, Bytes, "POST", Response::whole, false);
operation!(Link, Redirect, "GET", Redirect::read, true);

/// Adds a header to every request.
#[derive(Debug)]
struct Tenant;

impl Middleware for Tenant {
    fn before(
        &self,
        _: &'static Operation,
        request: &mut http::Request<crate::runtime::body::Body>,
    ) -> Result<(), Error> {
        let secret = "by middleware".parse().unwrap();
        request.headers_mut().insert("x-by-middleware", secret);
        Ok(())
    }
}

type Seen = Arc<Mutex<Vec<(Uri, HeaderMap)>>>;

/// Responds with a redirect to this place, or with content.
fn server(location: Option<String>, status: u16) -> (String, Seen) {
    let seen = Seen::default();
    let record = Arc::clone(&seen);
    let handler = async move |request: Request| {
        let head = (request.uri().clone(), request.headers().clone());
        record.lock().unwrap().push(head);
        let status = StatusCode::from_u16(status).unwrap();
        match &location {
            Some(location) => (status, [(header::LOCATION, location.clone())]).into_response(),
            None => (status, "content").into_response(),
        }
    };
    (serve(Router::new().fallback(handler)), seen)
}

fn builder(url: String) -> Builder {
    Builder::new(&API)
        .base_url(url)
        .header("X-Client", "secret client")
        .credential("token", Secret::token("s3cret"))
        .credential("query", Secret::token("s3cret"))
        .credential("session", Secret::token("s3cret"))
        .middleware(Arc::new(Tenant))
}

fn caller(url: String) -> Async {
    builder(url).build().unwrap()
}

/// What the other host got: nothing that is meant for the API.
fn assert_public(seen: &Seen) {
    let seen = seen.lock().unwrap();
    let (uri, headers) = seen.last().unwrap();
    assert_eq!(uri, "/elsewhere?signature=1");
    let mut names: Vec<&str> = headers.keys().map(header::HeaderName::as_str).collect();
    names.sort_unstable();
    let transport = ["host"];
    names.retain(|name| !transport.contains(name));
    assert_eq!(names, ["accept", "range", "user-agent"], "{headers:?}");
    assert_eq!(headers["user-agent"], "files/1");
}

#[tokio::test]
async fn another_host_gets_nothing_that_is_meant_for_the_api() {
    for status in [301, 302, 303, 307, 308] {
        let (other, seen) = server(None, 200);
        let (api, first) = server(Some(format!("{other}/elsewhere?signature=1")), status);
        let options = CallOptions::new().header("X-Call", "secret call");
        let caller = caller(api).with(&options);
        let content = caller.call(&Get).await.unwrap();
        assert_eq!(content, "content");
        assert_public(&seen);
        let first = first.lock().unwrap();
        let (uri, headers) = &first[0];
        assert_eq!(uri, "/file?key=s3cret");
        for name in [
            "authorization",
            "cookie",
            "x-tenant",
            "x-client",
            "x-call",
            "x-by-middleware",
        ] {
            assert!(headers.contains_key(name), "{name}");
        }
    }
}

#[tokio::test]
async fn a_redirect_back_has_no_credentials_either() {
    let (api, seen) = server(None, 200);
    let (other, _) = server(Some(format!("{api}/elsewhere?signature=1")), 302);
    let (start, _) = server(Some(other), 302);
    assert_eq!(caller(start).call(&Get).await.unwrap(), "content");
    assert_public(&seen);
}

#[tokio::test]
async fn the_same_host_gets_everything() {
    let (api, seen) = server(Some("/file".to_owned()), 302);
    let error = caller(api).call(&Get).await.unwrap_err();
    assert_eq!(error.to_string(), "get: more than 5 redirects");
    let seen = seen.lock().unwrap();
    assert_eq!(seen.len(), 6);
    for (_, headers) in seen.iter() {
        assert!(headers.contains_key("authorization") && headers.contains_key("x-tenant"));
    }
}

#[tokio::test]
async fn a_client_can_stay_where_it_is() {
    let (other, seen) = server(None, 200);
    let (api, _) = server(Some(format!("{other}/elsewhere")), 302);
    for redirects in [Redirects::Never, Redirects::SameOrigin] {
        let caller = builder(api.clone()).redirects(redirects).build().unwrap();
        let error = caller.call(&Get).await.unwrap_err();
        assert_eq!(error.status().map(|it| it.as_u16()), Some(302));
        assert!(error.headers().contains_key("location"));
        // The location may be signed.
        assert!(!error.to_string().contains(&other), "{error}");
    }
    // The transport of a caller may add credentials.
    #[cfg(feature = "hyper")]
    {
        use crate::runtime::hyper_async::Hyper;
        let hyper = || Arc::new(Hyper::new(std::time::Duration::from_secs(5)).unwrap());
        let brought = builder(api.clone()).transport(hyper());
        let error = brought.build().unwrap().call(&Get).await.unwrap_err();
        assert!(error.to_string().contains("Redirects::AnyHost"), "{error}");
        assert_eq!(seen.lock().unwrap().len(), 0);
        let asked = builder(api.clone())
            .transport(hyper())
            .redirects(Redirects::AnyHost);
        asked.build().unwrap().call(&Get).await.unwrap();
        assert_eq!(seen.lock().unwrap().len(), 1);
    }
    let error = caller(api).call(&Post).await.unwrap_err();
    assert!(error.to_string().contains("only GET and HEAD"), "{error}");
}

#[tokio::test]
async fn a_declared_redirect_is_the_result_and_a_download_follows_it() {
    let (other, seen) = server(None, 200);
    let target = format!("{other}/elsewhere?signature=1");
    let (api, _) = server(Some(target.clone()), 302);
    let caller = caller(api);
    let redirect = caller.call(&Link).await.unwrap();
    assert_eq!(redirect.status, StatusCode::FOUND);
    assert_eq!(redirect.location.as_deref(), Some(target.as_str()));
    assert_eq!(seen.lock().unwrap().len(), 0);
    let raw = caller.call_raw(&Link).await.unwrap();
    assert_eq!(raw.headers()["location"], target);

    let mut download = caller.download(&Link, "").await.unwrap();
    assert_eq!(download.try_next().await.unwrap().unwrap(), "content");
    assert_public(&seen);

    let (api, _) = server(None, 404);
    let missing = builder(api).build().unwrap().call(&Link).await;
    assert!(missing.unwrap_err().is_not_found());
    let response = http::Response::builder().status(303).body(Bytes::new());
    let detached = Link::from_http(response.unwrap()).unwrap();
    assert_eq!((detached.status.as_u16(), detached.location), (303, None));
}

#[tokio::test]
async fn an_error_of_another_host_names_no_credentials() {
    let (other, _) = server(None, 401);
    let (api, _) = server(Some(format!("{other}/elsewhere")), 302);
    let error = caller(api).call(&Get).await.unwrap_err();
    assert!(error.is_unauthorized());
    assert_eq!(
        error.to_string(),
        "get: the server responded with 401 Unauthorized"
    );
}
