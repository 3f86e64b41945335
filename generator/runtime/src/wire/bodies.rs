//! Bodies as a server reads them.

#[cfg(feature = "blocking")]
use super::blocking;
use super::{Chunks, caller};
use crate::runtime::body::Body;
use crate::runtime::caller::Caller;
use crate::runtime::error::Error;
use crate::runtime::multipart::{File, Multipart};
use crate::runtime::operation::Operation;
use crate::runtime::request::Request;
use crate::runtime::response::Response;
use crate::runtime::writer::Writer;
use axum::Router;
use axum::http::{HeaderMap, Method};
use axum::routing::any;
use bytes::Bytes;
use serde_json::{Value, json};

macro_rules! request {
    ($name:ident $method:literal) => {
        /// A request whose arguments are written by a function.
        struct $name<W>(W);

        impl<W: Fn(&mut Writer)> Request for $name<W> {
            type Output = Value;

            const OPERATION: &'static Operation = &Operation {
                id: "send",
                method: $method,
                path: "/",
                accept: "",
                security: &[],
                errors: &[],
            };

            fn write(&self, to: &mut Writer) {
                (self.0)(to);
            }

            fn read(response: &Response) -> Result<Value, Error> {
                response.json()
            }
        }
    };
}

request! { Post "POST" }
request! { Get "GET" }
request! { Delete "DELETE" }

/// Says what was received.
fn echo() -> Router {
    let said = |headers: &HeaderMap, name: &str| {
        headers
            .get(name)
            .map(|value| value.to_str().unwrap().to_owned())
    };
    let echo = async move |method: Method, headers: HeaderMap, body: Bytes| {
        axum::Json(json!({
            "method": method.as_str(),
            "type": said(&headers, "content-type"),
            "length": said(&headers, "content-length"),
            "chunked": said(&headers, "transfer-encoding"),
            "body": String::from_utf8(body.to_vec()).unwrap(),
        }))
    };
    Router::new().route("/", any(echo))
}

/// Says what parts were received.
fn parts() -> Router {
    let parts = async move |mut multipart: axum::extract::Multipart| {
        let mut parts = Vec::new();
        while let Some(field) = multipart.next_field().await.unwrap() {
            let own = field
                .headers()
                .get("x-own")
                .map(|own| own.to_str().unwrap().to_owned());
            parts.push(json!({
                "name": field.name().unwrap(),
                "file": field.file_name(),
                "type": field.content_type(),
                "own": own,
                "text": String::from_utf8_lossy(&field.bytes().await.unwrap()),
            }));
        }
        axum::Json(Value::from(parts))
    };
    Router::new().route("/", any(parts))
}

#[tokio::test]
async fn bytes_and_streams_are_sent_as_they_are() {
    let caller = caller(echo());
    let whole = Post(|to: &mut Writer| to.bytes("application/pdf", "abc"));
    assert_eq!(
        caller.call(&whole).await.unwrap(),
        json!({"method": "POST", "type": "application/pdf", "length": "3", "chunked": null, "body": "abc"})
    );
    let stream = Body::stream(Chunks::of(["ab", "", "c"]));
    let stream = Post(move |to: &mut Writer| to.bytes("text/x", stream.clone()));
    assert_eq!(
        caller.call(&stream).await.unwrap(),
        json!({"method": "POST", "type": "text/x", "length": null, "chunked": "chunked", "body": "abc"})
    );
    // What came from a stream is not there a second time.
    let error = caller.call(&stream).await.unwrap_err();
    assert!(error.is_invalid_request(), "{error}");
    let sized = Body::stream(Chunks::of(["ab", "c"])).length(3);
    let sized = Post(move |to: &mut Writer| to.bytes("text/x", sized.clone()));
    assert_eq!(caller.call(&sized).await.unwrap()["length"], "3");
}

#[tokio::test]
async fn get_and_delete_have_the_body_that_the_document_says() {
    let caller = caller(echo());
    let body = |to: &mut Writer| to.json(&json!({"a": 1}));
    for (response, method) in [
        (caller.call(&Get(body)).await, "GET"),
        (caller.call(&Delete(body)).await, "DELETE"),
    ] {
        let response = response.unwrap();
        assert_eq!(response["method"], method);
        assert_eq!(response["type"], "application/json");
        assert_eq!(response["body"], "{\"a\":1}");
    }
}

#[tokio::test]
async fn a_body_that_is_not_given_has_no_media_type() {
    let caller = caller(echo());
    let nothing = |to: &mut Writer| to.form("a", &None::<String>);
    let post = caller.call(&Post(nothing)).await.unwrap();
    assert_eq!(
        (&post["type"], &post["length"]),
        (&Value::Null, &json!("0"))
    );
    let delete = caller.call(&Delete(nothing)).await.unwrap();
    assert_eq!(
        (&delete["type"], &delete["body"]),
        (&Value::Null, &json!(""))
    );
}

#[tokio::test]
async fn files_are_parts_and_may_be_streams() {
    let stream = Body::stream(Chunks::of(["streamed ", "content"]));
    let files = Multipart::new()
        .text("title", "é")
        .json("point", &json!({"x": 1}))
        .file(
            "scan",
            File::new("one")
                .name("1.png")
                .content_type("image/png")
                .header("X-Own", "7"),
        )
        .file("scan", File::new(stream).name("2.bin"));
    let request = Post(move |to: &mut Writer| to.multipart("multipart/form-data", &files));
    let part = |name: &str,
                file: Option<&str>,
                kind: Option<&str>,
                own: Option<&str>,
                text: &str| {
        json!({"name": name, "file": file, "type": kind, "own": own, "text": text})
    };
    assert_eq!(
        caller(parts()).call(&request).await.unwrap(),
        json!([
            part("title", None, None, None, "é"),
            part("point", None, Some("application/json"), None, "{\"x\":1}"),
            part("scan", Some("1.png"), Some("image/png"), Some("7"), "one"),
            part(
                "scan",
                Some("2.bin"),
                Some("application/octet-stream"),
                None,
                "streamed content"
            ),
        ])
    );
}

#[cfg(feature = "blocking")]
#[test]
fn a_client_that_blocks_sends_readers() {
    let reader = Body::reader(std::io::Cursor::new(b"read".to_vec()));
    let files = Multipart::new().file("scan", reader);
    let request = Post(move |to: &mut Writer| to.multipart("multipart/form-data", &files));
    let response = blocking(parts()).call(&request).unwrap();
    assert_eq!(response[0]["text"], "read");
}
