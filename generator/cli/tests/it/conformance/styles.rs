//! Is every row of the specification's table of styles what a server receives? ("Style Examples",
//! OpenAPI 3.0.4 and 3.1.1.)

use super::server::recorder;
use conformance::document::types::Rgb;
use serde::Deserialize;
use std::collections::HashMap;

fn rgb() -> Rgb {
    Rgb::new(100, 200, 150)
}

const COLORS: [&str; 3] = ["blue", "black", "brown"];

/// Sends a request, and holds path and query against what the table says.
macro_rules! rows {
    ($($request:expr => $target:literal)*) => {{
        let (server, record) = recorder().await;
        let client = server.client();
        $(
            let send = $request;
            send(&client).send().await.unwrap();
            assert_eq!(record.last().target(), $target);
        )*
    }};
}

type Client = conformance::document::Client;

#[tokio::test]
async fn in_paths() {
    rows! {
        |c: &Client| c.matrix_string("blue") => "/matrix-false-string/;color=blue"
        |c: &Client| c.matrix_string("") => "/matrix-false-string/;color"
        |c: &Client| c.matrix_array(COLORS) => "/matrix-false-array/;color=blue,black,brown"
        |c: &Client| c.matrix_object(rgb()) => "/matrix-false-object/;color=R,100,G,200,B,150"
        |c: &Client| c.matrix_explode_string("blue") => "/matrix-true-string/;color=blue"
        |c: &Client| c.matrix_explode_string("") => "/matrix-true-string/;color"
        |c: &Client| c.matrix_explode_array(COLORS) =>
            "/matrix-true-array/;color=blue;color=black;color=brown"
        |c: &Client| c.matrix_explode_object(rgb()) => "/matrix-true-object/;R=100;G=200;B=150"
        |c: &Client| c.label_string("blue") => "/label-false-string/.blue"
        |c: &Client| c.label_array(COLORS) => "/label-false-array/.blue,black,brown"
        |c: &Client| c.label_object(rgb()) => "/label-false-object/.R,100,G,200,B,150"
        |c: &Client| c.label_explode_string("blue") => "/label-true-string/.blue"
        |c: &Client| c.label_explode_array(COLORS) => "/label-true-array/.blue.black.brown"
        |c: &Client| c.label_explode_object(rgb()) => "/label-true-object/.R=100.G=200.B=150"
        |c: &Client| c.simple_string("blue") => "/simple-false-string/blue"
        |c: &Client| c.simple_array(COLORS) => "/simple-false-array/blue,black,brown"
        |c: &Client| c.simple_object(rgb()) => "/simple-false-object/R,100,G,200,B,150"
        |c: &Client| c.simple_explode_string("blue") => "/simple-true-string/blue"
        |c: &Client| c.simple_explode_array(COLORS) => "/simple-true-array/blue,black,brown"
        |c: &Client| c.simple_explode_object(rgb()) => "/simple-true-object/R=100,G=200,B=150"
    }
}

/// The table has empty text in paths, too; as a whole segment it would address another resource.
#[tokio::test]
async fn empty_segments_are_refused() {
    let (server, record) = recorder().await;
    let client = server.client();
    assert!(
        client
            .simple_string("")
            .send()
            .await
            .unwrap_err()
            .is_invalid_request()
    );
    assert!(
        client
            .label_string("")
            .send()
            .await
            .unwrap_err()
            .is_invalid_request()
    );
    assert_eq!(record.count(), 0);
}

#[tokio::test]
async fn in_queries() {
    rows! {
        |c: &Client| c.query_form_string().color("") => "/query-form-false-string?color="
        |c: &Client| c.query_form_string().color("blue") => "/query-form-false-string?color=blue"
        |c: &Client| c.query_form_array().color(COLORS) =>
            "/query-form-false-array?color=blue,black,brown"
        |c: &Client| c.query_form_object().color(rgb()) =>
            "/query-form-false-object?color=R,100,G,200,B,150"
        |c: &Client| c.query_form_explode_string().color("") => "/query-form-true-string?color="
        |c: &Client| c.query_form_explode_string().color("blue") =>
            "/query-form-true-string?color=blue"
        |c: &Client| c.query_form_explode_array().color(COLORS) =>
            "/query-form-true-array?color=blue&color=black&color=brown"
        |c: &Client| c.query_form_explode_object().color(rgb()) =>
            "/query-form-true-object?R=100&G=200&B=150"
        |c: &Client| c.query_space_delimited_array().color(COLORS) =>
            "/query-spaceDelimited-false-array?color=blue%20black%20brown"
        |c: &Client| c.query_space_delimited_object().color(rgb()) =>
            "/query-spaceDelimited-false-object?color=R%20100%20G%20200%20B%20150"
        |c: &Client| c.query_pipe_delimited_array().color(COLORS) =>
            "/query-pipeDelimited-false-array?color=blue%7Cblack%7Cbrown"
        |c: &Client| c.query_pipe_delimited_object().color(rgb()) =>
            "/query-pipeDelimited-false-object?color=R%7C100%7CG%7C200%7CB%7C150"
        |c: &Client| c.query_deep_object_explode_object().color(rgb()) =>
            "/query-deepObject-true-object?color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"
        |c: &Client| c.query_form_array() => "/query-form-false-array"
        |c: &Client| c.query_empty() => "/query-empty"
        |c: &Client| c.query_empty().flag(None) => "/query-empty?flag="
        |c: &Client| c.query_empty().flag(Some(true)) => "/query-empty?flag=true"
        // The parameter of the path stands where the path has it.
        |c: &Client| c.query_in_path("a b&c", "d+e") =>
            "/query-in-path?shade=a%20b%26c&light=1&color=d%2Be"
    }
}

#[tokio::test]
async fn in_headers() {
    let (server, record) = recorder().await;
    let client = server.client();
    let sent = || record.last().header("x-color").map(str::to_owned);
    client.header_string().x_color("blue").send().await.unwrap();
    assert_eq!(sent().as_deref(), Some("blue"));
    client.header_array().x_color(COLORS).send().await.unwrap();
    assert_eq!(sent().as_deref(), Some("blue,black,brown"));
    client.header_object().x_color(rgb()).send().await.unwrap();
    assert_eq!(sent().as_deref(), Some("R,100,G,200,B,150"));
    client
        .header_explode_string()
        .x_color("blue")
        .send()
        .await
        .unwrap();
    assert_eq!(sent().as_deref(), Some("blue"));
    client
        .header_explode_array()
        .x_color(COLORS)
        .send()
        .await
        .unwrap();
    assert_eq!(sent().as_deref(), Some("blue,black,brown"));
    client
        .header_explode_object()
        .x_color(rgb())
        .send()
        .await
        .unwrap();
    assert_eq!(sent().as_deref(), Some("R=100,G=200,B=150"));
    let smuggled = client
        .header_string()
        .x_color("a\r\nX-Admin: 1")
        .send()
        .await;
    assert!(smuggled.unwrap_err().is_invalid_request());
}

#[tokio::test]
async fn in_cookies() {
    let (server, record) = recorder().await;
    let client = server.client();
    let jar = || axum_extra::extract::CookieJar::from_headers(&record.last().headers);
    client
        .cookie_string()
        .color("b l;ü=e")
        .send()
        .await
        .unwrap();
    assert_eq!(
        record.last().header("cookie"),
        Some("color=b%20l%3B%C3%BC%3De")
    );
    assert_eq!(jar().get("color").unwrap().value(), "b l;ü=e");
    client.cookie_array().color(COLORS).send().await.unwrap();
    assert_eq!(jar().get("color").unwrap().value(), "blue,black,brown");
    client.cookie_object().color(rgb()).send().await.unwrap();
    assert_eq!(jar().get("color").unwrap().value(), "R,100,G,200,B,150");
    assert_eq!(jar().iter().count(), 1);
}

/// Whatever a value holds, a server's parser gives it back.
#[tokio::test]
async fn values_arrive_as_they_were() {
    let (server, record) = recorder().await;
    let client = server.client();
    let hostile = [
        "a b",
        "../../x",
        "a/b",
        "%2F",
        "?q=1",
        "#f",
        "&x=y",
        "a+b",
        "ü€😀",
        "a;b=c",
        "\"'<>\\^`{|}",
        "[x]",
        ":@!$()*,",
        "\u{1}\n\t",
    ];
    for text in hostile {
        client.reserved(text).plain(text).send().await.unwrap();
        let seen = record.last();
        let segments: Vec<_> = seen.uri.path().split('/').collect();
        assert_eq!(
            segments.len(),
            3,
            "{text:?} stays in its segment: {:?}",
            seen.uri
        );
        let axum::extract::Query(query) =
            axum::extract::Query::<HashMap<String, String>>::try_from_uri(&seen.uri).unwrap();
        assert_eq!(query.len(), 1);
        assert_eq!(query["plain"], text);
    }
    for text in ["..", "."] {
        assert!(client.reserved(text).send().await.is_err(), "{text}");
    }
    // RFC 3986 reserved characters stay, but for those that would end the value.
    client
        .reserved("x")
        .open(":/?@!$'()*,;[]&=+#")
        .send()
        .await
        .unwrap();
    let uri = record.last().uri;
    let axum::extract::Query(query) =
        axum::extract::Query::<HashMap<String, String>>::try_from_uri(&uri).unwrap();
    assert_eq!(query["open"], ":/?@!$'()*,;[]&=+#");
}

#[derive(Debug, Deserialize, PartialEq)]
struct Deep {
    color: Color,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "UPPERCASE")]
struct Color {
    r: u8,
    g: u8,
    b: u8,
}

#[derive(Debug, Deserialize)]
struct Colors {
    color: Vec<String>,
}

#[tokio::test]
async fn parsers_of_others_read_arrays_and_objects() {
    let (server, record) = recorder().await;
    let client = server.client();
    let request = client.query_deep_object_explode_object().color(rgb());
    request.send().await.unwrap();
    let form = serde_qs::Config::new().use_form_encoding(true);
    let deep: Deep = form
        .deserialize_str(record.last().uri.query().unwrap())
        .unwrap();
    let (r, g, b) = (100, 200, 150);
    assert_eq!(deep.color, Color { r, g, b });

    let request = client.query_form_explode_array().color(["a&b", "c d", ""]);
    request.send().await.unwrap();
    let axum_extra::extract::Query(colors) =
        axum_extra::extract::Query::<Colors>::try_from_uri(&record.last().uri).unwrap();
    assert_eq!(colors.color, ["a&b", "c d", ""]);

    let request = client.query_form_explode_object().color(rgb());
    request.send().await.unwrap();
    let axum::extract::Query(color) =
        axum::extract::Query::<Color>::try_from_uri(&record.last().uri).unwrap();
    assert_eq!(color, Color { r, g, b });

    let request = client.reserved("x").filter(rgb());
    request.send().await.unwrap();
    let axum::extract::Query(query) =
        axum::extract::Query::<HashMap<String, String>>::try_from_uri(&record.last().uri).unwrap();
    let filter: serde_json::Value = serde_json::from_str(&query["filter"]).unwrap();
    assert_eq!(filter, serde_json::json!({"R": 100, "G": 200, "B": 150}));
}
