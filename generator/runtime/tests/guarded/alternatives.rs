//! Which credentials go with a request, as a server reads them.

use crate::guarded::{Client, ClientBuilder};
use crate::service::{Seen, Service};

async fn service() -> (Service, ClientBuilder) {
    let service = Service::start(&[]).await;
    let builder = Client::builder().base_url(&service.url);
    (service, builder)
}

fn seen(route: &str) -> Seen {
    Seen {
        route: route.to_owned(),
        uri: route.split(' ').nth(1).unwrap().to_owned(),
        ..Seen::default()
    }
}

#[tokio::test]
async fn a_user_name_and_a_password() {
    let (service, builder) = service().await;
    let client = builder.basic_auth("Al", "open: sésame").build().unwrap();
    client.basic().send().await.unwrap();
    let pair = Some(("Al".to_owned(), "open: sésame".to_owned()));
    assert_eq!(service.only().basic, pair);
}

#[tokio::test]
async fn tokens_of_every_kind() {
    let (service, builder) = service().await;
    let builder = builder
        .jwt("a.b-c~d+e/f==")
        .connect("id")
        .oauth2_token("fixed");
    let client = builder.build().unwrap();
    client.bearer().send().await.unwrap();
    client.connect().send().await.unwrap();
    assert!(
        client
            .list_notes()
            .send()
            .await
            .unwrap_err()
            .is_unauthorized()
    );
    let tokens: Vec<_> = service
        .seen()
        .into_iter()
        .map(|seen| seen.bearer.unwrap())
        .collect();
    assert_eq!(
        tokens,
        ["a.b-c~d+e/f==", "id", "fixed"],
        "a fixed token is sent once"
    );
    assert!(service.asked().is_empty());
}

#[tokio::test]
async fn a_scheme_of_another_name() {
    let (service, builder) = service().await;
    let client = builder
        .signature("Signature keyId=\"Mufasa\"")
        .header_key("h")
        .build()
        .unwrap();
    client.signed("text").send().await.unwrap();
    assert_eq!(
        service.only().authorization.unwrap(),
        "Signature keyId=\"Mufasa\""
    );
}

#[tokio::test]
async fn keys_in_three_places_together() {
    let (service, builder) = service().await;
    let builder = builder.header_key("h").query_key("q &=é");
    let missing = builder
        .clone()
        .build()
        .unwrap()
        .keys()
        .send()
        .await
        .unwrap_err();
    assert!(missing.is_missing_credentials() && !missing.request_sent());
    assert_eq!(
        missing.to_string(),
        "keys: credentials are missing: `cookieKey`; configured: `headerKey`, `queryKey`. \
         To send the request without credentials, call `anonymous()` on it or on the client"
    );
    let client = builder.cookie_key("c").build().unwrap();
    client.keys().send().await.unwrap();
    let expected = Seen {
        header_key: Some("h".to_owned()),
        query_key: Some("q &=é".to_owned()),
        cookie: Some("c".to_owned()),
        uri: "/keys?key=q%20%26%3D%C3%A9".to_owned(),
        ..seen("GET /keys")
    };
    assert_eq!(service.only(), expected);
}

#[tokio::test]
async fn the_first_alternative_that_is_whole() {
    let (service, builder) = service().await;
    let send = async |builder: ClientBuilder| {
        let before = service.seen().len();
        let result = builder.build().unwrap().either().send().await;
        result.map(|_| service.seen()[before].clone())
    };
    let login = builder.clone().basic_auth("u", "p");
    assert!(
        send(login.clone())
            .await
            .unwrap_err()
            .is_missing_credentials()
    );
    let key = send(login.clone().query_key("k")).await.unwrap();
    assert_eq!((key.basic, key.query_key), (None, Some("k".to_owned())));
    let both = send(login.query_key("k").header_key("h")).await.unwrap();
    assert!(both.basic.is_some() && both.header_key.is_some());
    assert_eq!(both.query_key, None);
}

#[tokio::test]
async fn nothing_where_nothing_is_needed() {
    let (service, builder) = service().await;
    builder
        .clone()
        .build()
        .unwrap()
        .public()
        .send()
        .await
        .unwrap();
    builder
        .clone()
        .jwt("t")
        .build()
        .unwrap()
        .public()
        .send()
        .await
        .unwrap();
    builder
        .clone()
        .jwt("t")
        .build()
        .unwrap()
        .elsewhere()
        .send()
        .await
        .unwrap();
    // A certificate is the transport's.
    builder
        .clone()
        .build()
        .unwrap()
        .certified()
        .send()
        .await
        .unwrap();
    builder
        .query_key("k")
        .build()
        .unwrap()
        .certified()
        .send()
        .await
        .unwrap();
    let expected = [
        seen("GET /public"),
        Seen {
            bearer: Some("t".to_owned()),
            authorization: Some("Bearer t".to_owned()),
            ..seen("GET /public")
        },
        seen("GET /elsewhere"),
        seen("GET /certified"),
        Seen {
            query_key: Some("k".to_owned()),
            uri: "/certified?key=k".to_owned(),
            ..seen("GET /certified")
        },
    ];
    assert_eq!(service.seen(), expected);
}

#[tokio::test]
async fn a_header_of_the_caller_counts() {
    let (service, builder) = service().await;
    let builder = builder.header("Authorization", "Bearer own");
    let client = builder.clone().build().unwrap();
    client.bearer().send().await.unwrap();
    client.list_notes().send().await.unwrap_err();
    assert!(
        client
            .keys()
            .send()
            .await
            .unwrap_err()
            .is_missing_credentials()
    );
    builder
        .jwt("given")
        .build()
        .unwrap()
        .bearer()
        .send()
        .await
        .unwrap();
    let tokens: Vec<_> = service
        .seen()
        .into_iter()
        .map(|seen| seen.bearer.unwrap())
        .collect();
    assert_eq!(tokens, ["own", "own", "given"]);
}

#[tokio::test]
async fn credentials_follow_a_redirect_on_the_same_host() {
    let (service, builder) = service().await;
    let builder = builder.header("x-detour", "1").query_key("k");
    builder.build().unwrap().certified().send().await.unwrap();
    let seen = service.only();
    assert_eq!(
        (seen.route.as_str(), seen.uri.as_str()),
        ("GET /public", "/public?x=1&key=k")
    );
}

#[tokio::test]
async fn without_configured_credentials_the_server_decides() {
    let (service, builder) = service().await;
    let client = builder.build().unwrap();
    client.keys().send().await.unwrap();
    assert_eq!(service.only(), seen("GET /keys"));

    let error = client.list_notes().send().await.unwrap_err();
    assert!(error.is_unauthorized() && error.request_sent(), "{error}");
    assert_eq!(
        error.to_string(),
        "listNotes: the server responded with 401 Unauthorized; no credentials were sent; \
         the document lists `machine`"
    );
    assert_eq!(error.body(), Some(&b"no"[..]));
    assert_eq!(service.seen().len(), 2);
}

#[tokio::test]
async fn a_401_to_credentials_lists_no_schemes() {
    let (service, builder) = service().await;
    let says = "listNotes: the server responded with 401 Unauthorized";
    let configured = builder.clone().oauth2_token("wrong").build().unwrap();
    let error = configured.list_notes().send().await.unwrap_err();
    assert_eq!(error.to_string(), says);
    let header = builder.header("authorization", "Bearer wrong");
    let error = header.build().unwrap().list_notes().send().await;
    assert_eq!(error.unwrap_err().to_string(), says);
    assert_eq!(service.seen().len(), 2);
}

#[tokio::test]
async fn anonymous_sends_no_credentials() {
    let (service, builder) = service().await;
    let client = builder
        .basic_auth("u", "p")
        .query_key("q")
        .header("x-key", "h")
        .header("authorization", "Bearer own")
        .header("x-other", "stays")
        .request_id("x-request-id")
        .build()
        .unwrap();
    // An operation that the configured credentials do not suffice for, and two that they do.
    assert!(
        client
            .keys()
            .send()
            .await
            .unwrap_err()
            .is_missing_credentials()
    );
    client.keys().anonymous().send().await.unwrap();
    client.either().anonymous().send().await.unwrap();
    client.anonymous().either().send().await.unwrap();
    client.either().send().await.unwrap();
    let [keys, one, all, with] = service.seen().try_into().unwrap();
    assert_eq!(keys, seen("GET /keys"));
    assert_eq!((one, all), (seen("GET /either"), seen("GET /either")));
    assert_eq!(with.query_key.as_deref(), Some("q"));
    assert_eq!(with.bearer.as_deref(), Some("own"));
    assert_eq!(with.header_key.as_deref(), Some("h"));
}

#[tokio::test]
async fn an_anonymous_request_may_be_made_apart_from_its_client() {
    let (service, builder) = service().await;
    let client = builder.query_key("q").build().unwrap();
    let request = Client::detached().list_notes();
    let error = client.send(&request).await.unwrap_err();
    assert!(error.is_missing_credentials(), "{error}");
    let error = client.anonymous().send(&request).await.unwrap_err();
    assert!(error.is_unauthorized(), "{error}");
    assert!(error.to_string().ends_with("lists `machine`"), "{error}");
    assert_eq!(service.only().query_key, None);
}
