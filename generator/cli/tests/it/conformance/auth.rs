//! Do credentials arrive as their scheme says?

use super::server::recorder;
use axum_extra::headers::authorization::{Authorization, Basic, Bearer};
use axum_extra::headers::HeaderMapExt;

#[tokio::test]
async fn each_scheme() {
    let (server, record) = recorder().await;
    let client = server
        .builder()
        .basic_auth("Zoë", "p:ss wörd")
        .token("to.k-en~+/=")
        .openid("an.id.token")
        .header_key("the key")
        .query_key("a&b=c d")
        .cookie_key("x;y")
        .digest_auth("u", "p")
        .aws_sigv4(conformance::AwsSigV4::new("AKID", "s3cret").region("eu-west-1"))
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

    client.auth_openid().send().await.unwrap();
    let token: Authorization<Bearer> = record.last().headers.typed_get().unwrap();
    assert_eq!(token.token(), "an.id.token");

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
    // The server has sent no challenge.
    assert_eq!(record.last().header("authorization"), None);

    client.auth_aws().send().await.unwrap();
    let seen = record.last();
    let authorization = seen.header("authorization").unwrap();
    assert!(authorization.starts_with("AWS4-HMAC-SHA256 Credential=AKID/"));
    assert!(seen.header("x-amz-date").is_some());

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

    let token = server.builder().token("t").build().unwrap();
    token.auth_either().send().await.unwrap();
    assert_eq!(record.last().header("authorization"), Some("Bearer t"));
    token.auth_optional().send().await.unwrap();
    assert_eq!(record.last().header("authorization"), Some("Bearer t"));
    server.client().auth_optional().send().await.unwrap();
    assert_eq!(record.last().header("authorization"), None);
    assert_eq!(record.count(), 4);
}

/// The token endpoint takes client credentials as RFC 6749, section 4.4.2, has them, and the API
/// takes each token twice.
#[tokio::test]
async fn client_credentials_become_tokens() {
    use axum::Router;
    use axum::extract::{Form, State};
    use axum::http::{HeaderMap, StatusCode};
    use axum::response::Json;
    use axum::routing::{get, post};
    use conformance::ClientCredentials;
    use std::collections::HashMap;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[derive(Default)]
    struct Counts {
        tokens: AtomicUsize,
        calls: AtomicUsize,
    }
    async fn token(
        State(counts): State<Arc<Counts>>,
        headers: HeaderMap,
        Form(form): Form<HashMap<String, String>>,
    ) -> Json<serde_json::Value> {
        let login: Authorization<Basic> = headers.typed_get().unwrap();
        // Identifier and secret are encoded as forms are before they become basic credentials.
        assert_eq!((login.username(), login.password()), ("my+id", "s%3Acret"));
        let expected = [("grant_type", "client_credentials"), ("scope", "pets")];
        assert_eq!(
            form,
            expected.map(|(k, v)| (k.to_owned(), v.to_owned())).into()
        );
        let number = counts.tokens.fetch_add(1, Ordering::SeqCst);
        Json(serde_json::json!({
            "access_token": format!("token-{number}"), "token_type": "Bearer", "expires_in": 3600
        }))
    }
    async fn call(State(counts): State<Arc<Counts>>, headers: HeaderMap) -> StatusCode {
        let token: Authorization<Bearer> = headers.typed_get().unwrap();
        let current = counts.calls.fetch_add(1, Ordering::SeqCst) / 2;
        match token.token() == format!("token-{current}") {
            true => StatusCode::NO_CONTENT,
            false => {
                counts.calls.fetch_sub(1, Ordering::SeqCst);
                StatusCode::UNAUTHORIZED
            }
        }
    }
    let counts = Arc::new(Counts::default());
    let routes = Router::new()
        .route("/token", post(token))
        .route("/auth/oauth", get(call))
        .with_state(Arc::clone(&counts));
    let server = super::server::Server::start(routes).await;
    let credentials = ClientCredentials::new("my id", "s:cret");
    let client = server.builder().oauth2_client(credentials).build().unwrap();
    for _ in 0..5 {
        client.clone().auth_oauth().send().await.unwrap();
    }
    assert_eq!(
        counts.tokens.load(Ordering::SeqCst),
        3,
        "a token for every two calls"
    );
}
