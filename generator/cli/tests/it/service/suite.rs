//! The suite: a server that is made from the same description as the client that calls it.

mod calls;
mod errors;
/// The program of `docs/concepts/server.md`.
mod guide {
    include!("guide.rs");

    #[tokio::test]
    async fn the_example_of_the_page_serves() {
        let url = crate::served(shop()).await;
        let client = served::shop::Client::builder()
            .base_url(&url)
            .build()
            .unwrap();
        assert_eq!(client.fetch_item(1).send().await.unwrap().name, "tea");
        let error = client.fetch_item(2).send().await.unwrap_err();
        assert!(error.is_not_found() && error.declared::<Problem>().is_some());
    }
}
mod raw;
mod shop;
mod specs;

use std::sync::Arc;

/// Serves a router on loopback, as long as the runtime of the test lives.
async fn served(router: axum::Router) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    url
}

/// The shop, and a client that has every kind of credentials.
async fn shop() -> (Arc<shop::Shop>, served::shop::Client, String) {
    let shop = Arc::new(shop::Shop::default());
    let url = served(served::shop::server::router(Arc::clone(&shop))).await;
    let client = served::shop::Client::builder()
        .base_url(&url)
        .retries(served::Retries::none())
        .basic_auth("ann", "open sesame")
        .bearer_auth("t0ken")
        .api_key("k3y")
        .build()
        .unwrap();
    (shop, client, url)
}
