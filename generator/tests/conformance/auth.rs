//! Do credentials arrive as their scheme says?

use super::server::recorder;
use axum_extra::headers::authorization::{Authorization, Basic, Bearer};
use axum_extra::headers::{Header, HeaderMapExt};

#[tokio::test]
async fn each_scheme() {
    let (server, record) = recorder().await;
    let client = server
        .builder()
        .basic_auth("Zoë", "p:ss wörd")
        .bearer_auth("to.k-en~+/=")
        .header_key("the key")
        .query_key("a&b=c d")
        .cookie_key("x;y")
        .digest("Digest username=\"u\"")
        .build()
        .unwrap();

    client.auth_basic().send().await.unwrap();
    let seen = record.last();
    let login: Authorization<Basic> = seen.headers.typed_get().unwrap();
    assert_eq!((login.username(), login.password()), ("Zoë", "p:ss wörd"));
    assert_eq!(seen.target(), "/auth/basic");

    client.auth_bearer().send().await.unwrap();
    let token: Authorization<Bearer> = record.last().headers.typed_get().unwrap();
    assert_eq!(token.token(), "to.k-en~+/=");

    client.auth_header_key().send().await.unwrap();
    assert_eq!(record.last().header("x-key"), Some("the key"));

    client.auth_query_key().send().await.unwrap();
    let uri = record.last().uri;
    let axum::extract::Query(query) =
        axum::extract::Query::<Vec<(String, String)>>::try_from_uri(&uri).unwrap();
    assert_eq!(query, [("api key".to_owned(), "a&b=c d".to_owned())]);

    client.auth_cookie_key().send().await.unwrap();
    let jar = axum_extra::extract::CookieJar::from_headers(&record.last().headers);
    assert_eq!(jar.get("session").unwrap().value(), "x;y");
    assert_eq!(jar.iter().count(), 1);

    client.auth_digest().send().await.unwrap();
    let authorization = record.last().headers[Authorization::<Basic>::name()].clone();
    assert_eq!(authorization, "Digest username=\"u\"");

    client.auth_open().send().await.unwrap();
    let seen = record.last();
    for name in ["authorization", "x-key", "cookie"] {
        assert_eq!(seen.header(name), None, "{name}");
    }
}

#[tokio::test]
async fn schemes_together_and_instead_of_each_other() {
    let (server, record) = recorder().await;
    let client = server
        .builder()
        .header_key("h")
        .query_key("q")
        .build()
        .unwrap();
    client.auth_both().send().await.unwrap();
    let seen = record.last();
    assert_eq!(
        (seen.header("x-key"), seen.uri.query()),
        (Some("h"), Some("api%20key=q"))
    );

    let half = server.builder().header_key("h").build().unwrap();
    let error = half.auth_both().send().await.unwrap_err();
    assert!(error.is_missing_credentials());
    assert!(error.to_string().contains("`queryKey`"), "{error}");

    let token = server.builder().bearer_auth("t").build().unwrap();
    token.auth_either().send().await.unwrap();
    assert_eq!(record.last().header("authorization"), Some("Bearer t"));
    token.auth_optional().send().await.unwrap();
    assert_eq!(record.last().header("authorization"), Some("Bearer t"));
    server.client().auth_optional().send().await.unwrap();
    assert_eq!(record.last().header("authorization"), None);
    assert_eq!(record.count(), 4);
}
