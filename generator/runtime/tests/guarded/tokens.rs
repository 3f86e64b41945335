//! Tokens that the client fetches for itself.

use crate::guarded::types::Note;
use crate::guarded::{Client, ClientBuilder};
use crate::service::{Asked, Grant, Service};
use crate::{ClientCredentials, Error, Retries};
use std::error::Error as _;
use std::time::Duration;

const SECRET: &str = "s3cr%t&: ü";

fn credentials(service: &Service) -> ClientCredentials {
    ClientCredentials::new("my client", SECRET).token_url(service.token_url())
}

fn builder(service: &Service) -> ClientBuilder {
    Client::builder()
        .base_url(&service.url)
        .oauth2_client(credentials(service))
        .retries(Retries::none())
}

async fn start(grants: &[Grant]) -> (Service, Client) {
    let service = Service::start(grants).await;
    let client = builder(&service).build().unwrap();
    (service, client)
}

fn tokens(service: &Service) -> Vec<String> {
    let seen = service.seen().into_iter();
    seen.map(|seen| seen.bearer.unwrap()).collect()
}

/// What must be true of every error: nobody learns the secret from it.
fn check(error: &Error) {
    let source = error.source().map(|source| format!("{source} {source:?}"));
    let shown = format!("{error} {error:?} {}", source.unwrap_or_default());
    for secret in [SECRET, "s3cr%25t", "s3cr"] {
        assert!(!shown.contains(secret), "{shown}");
    }
    assert!(!error.request_sent(), "{shown}");
}

#[tokio::test]
async fn a_token_is_fetched_once_and_shared() {
    let (service, client) = start(&[Grant::Token(Some(3600))]).await;
    let clone = client.clone();
    client.list_notes().send().await.unwrap();
    client.list_notes().send().await.unwrap();
    clone.list_notes().send().await.unwrap();
    assert_eq!(tokens(&service), ["token-1"; 3]);
    // Identifier and secret are encoded as in a form before they are joined (section 2.3.1).
    let asked = Asked {
        basic: Some(("my+client".to_owned(), "s3cr%25t%26%3A+%C3%BC".to_owned())),
        form: vec![
            ("grant_type".to_owned(), "client_credentials".to_owned()),
            ("scope".to_owned(), "notes.read".to_owned()),
        ],
    };
    assert_eq!(service.asked(), [asked]);
}

#[tokio::test]
async fn the_life_of_a_token_may_be_any_number() {
    for life in ["3600.0", "\"3600\"", "3.6e3"] {
        let response =
            format!(r#"{{"access_token":"token-1","token_type":"Bearer","expires_in":{life}}}"#);
        let (service, client) = start(&[Grant::Response(200, response.leak())]).await;
        for _ in 0..2 {
            // The service does not know this token, which is not what this is about.
            let error = client.list_notes().send().await.unwrap_err();
            assert!(error.is_unauthorized(), "{life}: {error}");
        }
        assert!(
            tokens(&service).iter().all(|token| token == "token-1"),
            "{life}"
        );
    }
}

#[tokio::test]
async fn each_scope_has_a_token() {
    let (service, client) = start(&[Grant::Token(None)]).await;
    client.status().send().await.unwrap();
    client.add_note(Note::new("x")).send().await.unwrap();
    client.list_notes().send().await.unwrap();
    client.add_note(Note::new("y")).send().await.unwrap();
    assert_eq!(
        tokens(&service),
        ["token-1", "token-2", "token-3", "token-2"]
    );
    let scopes: Vec<_> = service
        .asked()
        .into_iter()
        .map(|asked| asked.form.into_iter().find(|(name, _)| name == "scope"))
        .map(|pair| pair.map_or(String::new(), |(_, scope)| scope))
        .collect();
    assert_eq!(scopes, ["", "notes.read notes.write", "notes.read"]);
}

#[tokio::test]
async fn the_caller_may_say_more() {
    let service = Service::start(&[Grant::Token(None)]).await;
    let client = credentials(&service).scopes(["a", "b"]).in_body();
    let client = client
        .parameter("audience", "https://api/")
        .token_url("/token");
    let client = builder(&service).oauth2_client(client).build().unwrap();
    client.list_notes().send().await.unwrap();
    client.status().send().await.unwrap();
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let asked = Asked {
        basic: None,
        form: vec![
            pair("grant_type", "client_credentials"),
            pair("scope", "a b"),
            pair("audience", "https://api/"),
            pair("client_id", "my client"),
            pair("client_secret", SECRET),
        ],
    };
    assert_eq!(service.asked(), [asked]);
}

#[tokio::test]
async fn many_calls_fetch_one_token() {
    let (service, client) = start(&[Grant::Token(Some(3600))]).await;
    let calls = (0..50).map(|_| tokio::spawn(client.list_notes().send()));
    for call in calls.collect::<Vec<_>>() {
        call.await.unwrap().unwrap();
    }
    assert_eq!(service.asked().len(), 1);
    assert_eq!(tokens(&service), vec!["token-1"; 50]);
}

#[tokio::test]
async fn a_token_that_has_ended_is_replaced() {
    let (service, client) = start(&[Grant::Token(Some(0)), Grant::Token(Some(3600))]).await;
    client.list_notes().send().await.unwrap();
    client.list_notes().send().await.unwrap();
    client.list_notes().send().await.unwrap();
    assert_eq!(tokens(&service), ["token-1", "token-2", "token-2"]);
}

#[tokio::test]
async fn a_refused_token_is_replaced_once() {
    let (service, client) = start(&[Grant::Token(Some(3600))]).await;
    client.list_notes().send().await.unwrap();
    service.revoke();
    client.add_note(Note::new("x")).send().await.unwrap();
    service.revoke();
    // Even where nothing else may be sent twice: the API did nothing.
    client.add_note(Note::new("y")).send().await.unwrap();
    assert_eq!(
        tokens(&service),
        ["token-1", "token-2", "token-2", "token-3"]
    );
    let bodies: Vec<_> = service.seen().into_iter().map(|seen| seen.body).collect();
    assert_eq!(
        bodies,
        ["", r#"{"text":"x"}"#, r#"{"text":"y"}"#, r#"{"text":"y"}"#]
    );
}

#[tokio::test]
async fn a_token_is_not_replaced_twice() {
    let (service, client) = start(&[Grant::Useless]).await;
    let error = client.list_notes().send().await.unwrap_err();
    assert!(error.is_unauthorized());
    assert_eq!((service.asked().len(), service.seen().len()), (2, 2));
    assert_eq!(error.body().unwrap(), b"no");
}

#[tokio::test]
async fn many_refusals_fetch_one_token() {
    let (service, client) = start(&[Grant::Token(Some(3600))]).await;
    client.list_notes().send().await.unwrap();
    service.revoke();
    let calls = (0..50).map(|_| tokio::spawn(client.list_notes().send()));
    for call in calls.collect::<Vec<_>>() {
        call.await.unwrap().unwrap();
    }
    assert_eq!(service.asked().len(), 2);
}

#[tokio::test]
async fn a_dropped_call_does_not_hold_up_the_others() {
    let (service, client) = start(&[Grant::Hold, Grant::Token(None)]).await;
    let first = tokio::spawn(client.list_notes().send());
    service.came.acquire().await.unwrap().forget();
    let second = tokio::spawn(client.list_notes().send());
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert_eq!(service.asked().len(), 1, "the second one waits");
    first.abort();
    second.await.unwrap().unwrap();
    assert_eq!(tokens(&service), ["token-2"]);
}

/// Who fetches is given up together with those who wait, again and again, on two threads: whatever
/// comes first, nobody after them waits for a fetch that is none.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn calls_given_up_together_hold_up_nobody() {
    let (service, client) = start(&[Grant::Hold]).await;
    let spawn = |count| -> Vec<_> {
        let calls = (0..count).map(|_| tokio::spawn(client.list_notes().send()));
        calls.collect()
    };
    for round in 0..30 {
        let mut calls = spawn(50);
        service.came.acquire().await.unwrap().forget();
        // Not always the first one first.
        calls.rotate_left(round);
        calls.iter().for_each(tokio::task::JoinHandle::abort);
        for call in calls {
            assert!(call.await.is_err_and(|error| error.is_cancelled()));
        }
    }
    let calls = spawn(50);
    service.permits.add_permits(100_000);
    for call in calls {
        call.await.unwrap().unwrap();
    }
    let tokens = tokens(&service);
    assert_eq!(tokens.len(), 50);
    assert!(tokens.iter().all(|token| *token == tokens[0]), "{tokens:?}");
}

#[tokio::test]
async fn a_call_waits_no_longer_than_it_may() {
    let service = Service::start(&[Grant::Hold]).await;
    let client = builder(&service)
        .timeout(Duration::from_millis(300))
        .build()
        .unwrap();
    let calls = (0..3).map(|_| tokio::spawn(client.list_notes().send()));
    for call in calls.collect::<Vec<_>>() {
        let error = call.await.unwrap().unwrap_err();
        assert!(error.is_timeout(), "{error:?}");
        check(&error);
    }
    assert!(service.seen().is_empty());
}

#[tokio::test]
async fn a_token_endpoint_that_fails() {
    for (grant, says) in [
        (
            Grant::Response(
                401,
                r#"{"error":"invalid_client","error_description":"Who?"}"#,
            ),
            "the token endpoint refuses with `invalid_client` (status 401 Unauthorized): Who?",
        ),
        (
            Grant::Response(
                400,
                r#"{"error":"invalid_client","error_description":"s3cr%t&: \u00fc"}"#,
            ),
            "the token endpoint refuses with `invalid_client` (status 400 Bad Request)",
        ),
        (
            Grant::Response(500, "<html>s3cr%t&: ü</html>"),
            "the token endpoint responded with status 500 Internal Server Error",
        ),
        (
            Grant::Response(200, "<html>s3cr%t&: ü</html>"),
            "the response of the token endpoint is no JSON",
        ),
        (
            Grant::Response(200, r#"{"access_token":"s3cr%t","token_type":"mac"}"#),
            "the response of the token endpoint has a token of a type that is not `Bearer`",
        ),
        (
            Grant::Redirect,
            "the token endpoint responded with status 307 Temporary Redirect",
        ),
    ] {
        let (service, client) = start(&[grant]).await;
        let error = client.list_notes().send().await.unwrap_err();
        assert!(error.is_authorization());
        let expected = format!("listNotes: credentials for `machine`: {says}");
        assert_eq!(error.to_string(), expected);
        check(&error);
        assert_eq!((service.asked().len(), service.seen().len()), (1, 0));
        // The next call tries again.
        client.list_notes().send().await.unwrap_err();
        assert_eq!(service.asked().len(), 2);
    }
}

#[tokio::test]
async fn calls_that_wait_together_fail_together() {
    let (service, client) = start(&[Grant::Hold, Grant::Response(503, "")]).await;
    // The first is given up, so that those who wait ask at the same time.
    let first = tokio::spawn(client.list_notes().send());
    service.came.acquire().await.unwrap().forget();
    let calls: Vec<_> = (0..20)
        .map(|_| tokio::spawn(client.list_notes().send()))
        .collect();
    tokio::time::sleep(Duration::from_millis(50)).await;
    first.abort();
    for call in calls {
        let error = call.await.unwrap().unwrap_err();
        assert!(
            error.is_authorization() && error.status().unwrap() == 503,
            "{error:?}"
        );
        check(&error);
    }
    assert!(service.asked().len() < 20, "{}", service.asked().len());
}

#[tokio::test]
async fn a_token_endpoint_that_recovers() {
    let service = Service::start(&[Grant::Response(503, ""), Grant::Token(None)]).await;
    let moment = Duration::from_millis(1);
    let retries = Retries::default().backoff(moment, moment);
    let client = builder(&service).retries(retries).build().unwrap();
    client.add_note(Note::new("x")).send().await.unwrap();
    assert_eq!((service.asked().len(), service.seen().len()), (2, 1));
}

#[tokio::test]
async fn nobody_at_the_token_endpoint() {
    let service = Service::start(&[]).await;
    let nobody = credentials(&service).token_url("http://127.0.0.1:1/token");
    let client = builder(&service).oauth2_client(nobody).build().unwrap();
    let error = client.list_notes().send().await.unwrap_err();
    assert!(error.is_connect() && error.is_retryable());
    assert_eq!(
        error.to_string(),
        "listNotes: credentials for `machine`: no token was fetched: no connection could be made"
    );
    check(&error);
}

#[tokio::test]
async fn an_endpoint_that_is_none_is_found_when_the_client_is_built() {
    let service = Service::start(&[]).await;
    for url in [
        "ftp://a.example/token",
        "https://u:p@a.example/token",
        "https://",
    ] {
        let client = credentials(&service).token_url(url);
        let error = builder(&service).oauth2_client(client).build().unwrap_err();
        assert!(error.is_configuration(), "{url}");
        check(&error);
    }
}

#[tokio::test]
async fn secrets_are_not_shown() {
    let (service, client) = start(&[Grant::Token(None)]).await;
    client.list_notes().send().await.unwrap();
    let builder = builder(&service);
    let shown = format!(
        "{client:?} {builder:?} {:?} {:#?}",
        credentials(&service),
        client
    );
    for secret in ["s3cr", "token-1", "my client"] {
        assert!(!shown.contains(secret), "{shown}");
    }
}
