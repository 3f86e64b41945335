//! Options of one call, and of a variant of a client.

use super::serve;
use crate::runtime::builder::Builder;
use crate::runtime::call_options::CallOptions;
use crate::runtime::caller::Caller;
use crate::runtime::error::Error;
use crate::runtime::operation::{Api, Credential, Operation, Scheme};
use crate::runtime::request::Request as Call;
use crate::runtime::response::Response;
use crate::runtime::retry::Retries;
use crate::runtime::secret::Secret;
use crate::runtime::writer::Writer;
use axum::Router;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

static API: Api = Api {
    name: "options",
    servers: &[],
    user_agent: "options/1",
    schemes: &[Scheme {
        name: "token",
        credential: Credential::Bearer,
    }],
};

macro_rules! operation {
    ($name:ident, $method:literal, $path:literal) => {
        struct $name;

        impl Call for $name {
            type Output = String;

            const OPERATION: &'static Operation = &Operation {
                id: "echo",
                method: $method,
                path: $path,
                accept: "text/plain",
                security: &[&["token"], &[]],
                errors: &[],
            };

            fn write(&self, to: &mut Writer) {
                to.query("q", &1_i64);
                to.header("X-Own", &"operation".to_owned());
            }

            fn read(response: &Response) -> Result<String, Error> {
                Ok(String::from_utf8_lossy(response.bytes()).into_owned())
            }
        }
    };
}

operation!(Echo, "GET", "/echo");
operation!(Create, "POST", "/create");
operation!(Slow, "GET", "/slow");

fn routes(prefix: &str) -> Router {
    let echo = async |request: Request| {
        let header = |name: &str| {
            let value = request.headers().get(name);
            value
                .map_or("-", |value| value.to_str().unwrap())
                .to_owned()
        };
        let names = ["x-own", "x-call", "idempotency-key", "authorization"];
        let headers = names.map(header);
        format!("{} {}", request.uri(), headers.join(" "))
    };
    let times = Arc::new(AtomicUsize::new(0));
    let create = async move || match times.fetch_add(1, Ordering::SeqCst) {
        0 => StatusCode::SERVICE_UNAVAILABLE.into_response(),
        count => count.to_string().into_response(),
    };
    let slow = async || {
        tokio::time::sleep(Duration::from_secs(20)).await;
        "slow"
    };
    Router::new()
        .route(&format!("{prefix}/create"), axum::routing::post(create))
        .route(&format!("{prefix}/slow"), axum::routing::get(slow))
        .fallback(echo)
}

fn builder() -> Builder {
    Builder::new(&API).base_url(serve(routes("")))
}

#[tokio::test]
async fn one_call_differs_and_the_client_stays() {
    let client = builder();
    let client = client.credential("token", Secret::token("t"));
    let client = client.build().unwrap();
    let usual = "/echo?q=1 operation - - Bearer t";
    assert_eq!(client.call(&Echo).await.unwrap(), usual);
    let options = CallOptions::new()
        .header("X-Own", "call")
        .header("X-Call", "1")
        .query("a b", "c&d")
        .idempotency_key("k")
        .token("token", "other");
    let special = "/echo?q=1&a%20b=c%26d call 1 k Bearer other";
    assert_eq!(client.with(&options).call(&Echo).await.unwrap(), special);
    assert_eq!(client.call(&Echo).await.unwrap(), usual);

    // Later options come on top of earlier ones.
    let both = client.with(&options);
    let both = both.with(&CallOptions::new().header("x-call", "2").query("e", 3));
    let twice = "/echo?q=1&a%20b=c%26d&e=3 call 2 k Bearer other";
    assert_eq!(both.call(&Echo).await.unwrap(), twice);
    let anonymous = both.anonymous().call(&Echo).await.unwrap();
    assert_eq!(anonymous, "/echo?q=1&a%20b=c%26d&e=3 call 2 k -");

    let elsewhere = serve(routes("/other"));
    let moved = CallOptions::new().base_url(format!("{elsewhere}/other"));
    let echoed = client.with(&moved).call(&Echo).await.unwrap();
    assert_eq!(echoed, "/other/echo?q=1 operation - - Bearer t");
}

#[tokio::test]
async fn timeouts_limits_and_retries_are_those_of_the_call() {
    let client = builder().build().unwrap();
    let short = CallOptions::new().timeout(Duration::from_millis(50));
    let short = short.retries(Retries::none());
    let error = client.with(&short).call(&Slow).await.unwrap_err();
    assert!(error.is_timeout(), "{error}");
    let small = CallOptions::new().body_limit(3);
    let error = client.with(&small).call(&Echo).await.unwrap_err();
    assert!(error.is_body_too_large(), "{error}");
    // Without a key, a POST is not repeated.
    let error = client.call(&Create).await.unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::SERVICE_UNAVAILABLE));
    let client = builder().build().unwrap();
    let keyed = CallOptions::new().idempotency_key("k");
    assert_eq!(client.with(&keyed).call(&Create).await.unwrap(), "1");
}

#[tokio::test]
async fn options_that_cannot_be_used_are_errors_of_the_call() {
    let client = builder().build().unwrap();
    for (options, why) in [
        (CallOptions::new().header("x\n", "v"), "impossible name"),
        (
            CallOptions::new().header("x", "v\r\ny: z"),
            "no header can hold",
        ),
        (
            CallOptions::new().header("Content-Length", "5"),
            "length of bodies",
        ),
        (CallOptions::new().header("x", " v"), "blank"),
        (
            CallOptions::new().idempotency_key("\n"),
            "no header can hold",
        ),
        (CallOptions::new().base_url("/relative"), "URL"),
        (CallOptions::new().token("tokn", "t"), "tokn"),
    ] {
        let error = client.with(&options).call(&Echo).await.unwrap_err();
        assert!(
            error.is_invalid_request() && !error.request_sent(),
            "{error}"
        );
        assert!(error.to_string().contains(why), "{error}");
    }
    let shown = format!(
        "{:?}",
        CallOptions::new()
            .token("token", "hidden")
            .header("k", "hidden")
    );
    assert!(!shown.contains("hidden"), "{shown}");
}

#[cfg(feature = "blocking")]
#[test]
fn a_blocking_client_has_them_too() {
    let client = builder().build_blocking().unwrap();
    let options = CallOptions::new().header("x-call", "1");
    let echoed = client.with(&options).call(&Echo).unwrap();
    assert_eq!(echoed, "/echo?q=1 operation 1 - -");
}
