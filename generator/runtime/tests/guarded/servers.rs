//! Where requests go when there are several servers.

use crate::guarded::operations::Vault;
use crate::guarded::{ApiServer, Client, ClientBuilder, VaultServer};
use crate::{Body, BoxFuture, Error, Limits, ResponseStream, Transport};
use std::sync::{Arc, Mutex};

/// Remembers the URL of the last request.
#[derive(Clone, Debug, Default)]
struct Capture(Arc<Mutex<String>>);

impl Transport for Capture {
    fn send(
        &self,
        request: http::Request<Body>,
        _: Limits,
    ) -> BoxFuture<'_, Result<http::Response<ResponseStream>, Error>> {
        *self.0.lock().unwrap() = request.uri().to_string();
        let body = ResponseStream::from(bytes::Bytes::from_static(b"{}"));
        let response = http::Response::builder().header("content-type", "application/json");
        Box::pin(async { Ok(response.body(body).unwrap()) })
    }
}

async fn urls(configure: impl Fn(ClientBuilder) -> ClientBuilder) -> [String; 2] {
    let capture = Capture::default();
    let builder = configure(Client::builder()).transport(capture.clone());
    let client = builder.build().unwrap();
    client.public().send().await.unwrap();
    let usual = capture.0.lock().unwrap().clone();
    client.elsewhere().send().await.unwrap();
    let elsewhere = capture.0.lock().unwrap().clone();
    [usual, elsewhere]
}

#[tokio::test]
async fn a_server_is_chosen_at_run_time() {
    let files = "https://files.guarded.example/v3/elsewhere";
    assert_eq!(
        urls(|builder| builder).await,
        ["https://demo.eu.guarded.example:443/v1/public", files]
    );
    assert_eq!(
        urls(|builder| builder.server(ApiServer::sandbox())).await,
        ["https://sandbox.guarded.example/public", files]
    );
    let production = || {
        ApiServer::production()
            .tenant("acme")
            .region("us")
            .port("8443")
    };
    assert_eq!(
        urls(|builder| builder.server(production().base_path("v9/beta"))).await,
        ["https://acme.us.guarded.example:8443/v9/beta/public", files]
    );
    // A base URL is meant for every operation.
    let moved = |builder: ClientBuilder| builder.server(production()).base_url("http://h:1/x");
    assert_eq!(
        urls(moved).await,
        ["http://h:1/x/public", "http://h:1/x/elsewhere"]
    );
}

/// One operation has servers of its own, among them one of the API's.
#[tokio::test]
async fn a_request_chooses_among_the_servers_of_its_operation() {
    let to = async |configure: fn(ClientBuilder) -> ClientBuilder,
                    choose: fn(Vault<_>) -> Vault<_>| {
        let capture = Capture::default();
        let builder = configure(Client::builder()).transport(capture.clone());
        let request = choose(builder.build()?.vault());
        request.send().await?;
        Ok::<_, Error>(capture.0.lock().unwrap().clone())
    };
    let url = to(|builder| builder, |request| request).await.unwrap();
    assert_eq!(url, "https://main.vault.guarded.example/vault");
    let chosen = |request: Vault<_>| request.server(VaultServer::vault().shelf("7"));
    let url = to(|builder| builder, chosen).await.unwrap();
    assert_eq!(url, "https://7.vault.guarded.example/vault");
    // The client's server is one of them.
    let sandbox = |builder: ClientBuilder| builder.server(ApiServer::sandbox());
    let url = to(sandbox, |request| request).await.unwrap();
    assert_eq!(url, "https://sandbox.guarded.example/vault");
    let url = to(sandbox, chosen).await.unwrap();
    assert_eq!(url, "https://7.vault.guarded.example/vault");
    let url = to(|builder| builder.base_url("http://h:1"), chosen).await;
    assert_eq!(url.unwrap(), "http://h:1/vault");

    let evil = |request: Vault<_>| request.server(VaultServer::vault().shelf("evil.com/"));
    let error = to(|builder| builder, evil).await.unwrap_err();
    assert!(error.is_invalid_request() && !error.request_sent());
    let says = "the value of the server variable `shelf` would change other parts of the URL";
    assert!(error.to_string().contains(says), "{error}");
}

#[test]
fn values_that_no_variable_can_have_are_refused() {
    for (server, says) in [
        (
            ApiServer::production().region("cn"),
            "the server variable `region` has to be one of `eu`, `us`",
        ),
        (
            ApiServer::production().tenant("evil.com/"),
            "the value of the server variable `tenant` would change other parts of the URL",
        ),
        (
            ApiServer::production().port("80@evil.com"),
            "the value of the server variable `port` would change other parts of the URL",
        ),
        (
            ApiServer::production().base_path("../admin"),
            "the value of the server variable `basePath` would change other parts of the URL",
        ),
        (
            ApiServer::sandbox().region("eu"),
            "the server `https://sandbox.guarded.example` has no variable `region`",
        ),
    ] {
        let builder = Client::builder().transport(Capture::default());
        let error = builder.server(server).build().unwrap_err();
        assert!(error.is_configuration());
        assert_eq!(error.to_string(), says);
    }
}
