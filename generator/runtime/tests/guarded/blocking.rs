//! Tokens of a client that blocks.

use crate::guarded::Client;
use crate::service::{Grant, Service};
use crate::{Blocking, ClientCredentials, Retries};
use std::thread;
use std::time::Duration;
use tokio::runtime::Runtime;

fn start(grants: &[Grant], timeout: Duration) -> (Runtime, Service, Client<Blocking>) {
    let runtime = Runtime::new().unwrap();
    let service = runtime.block_on(Service::start(grants));
    let credentials = ClientCredentials::new("me", "s3cret").token_url(service.token_url());
    let builder = Client::builder()
        .base_url(&service.url)
        .retries(Retries::none())
        .timeout(timeout);
    let client = builder.oauth2_client(credentials).build_blocking();
    (runtime, service, client.unwrap())
}

fn all(client: &Client<Blocking>, calls: usize) -> Vec<bool> {
    let threads = (0..calls).map(|_| {
        let client = client.clone();
        thread::spawn(move || client.list_notes().send().is_ok())
    });
    let threads: Vec<_> = threads.collect();
    threads
        .into_iter()
        .map(|call| call.join().unwrap())
        .collect()
}

#[test]
fn many_threads_fetch_one_token() {
    let (_runtime, service, client) = start(&[Grant::Token(Some(3600))], Duration::from_secs(30));
    assert_eq!(all(&client, 20), [true; 20]);
    assert_eq!(service.asked().len(), 1);
    service.revoke();
    assert_eq!(all(&client, 20), [true; 20]);
    assert_eq!(service.asked().len(), 2);
}

#[test]
fn threads_wait_no_longer_than_they_may() {
    let (_runtime, service, client) = start(&[Grant::Hold], Duration::from_millis(300));
    assert_eq!(all(&client, 3), [false; 3]);
    assert!(service.seen().is_empty());
}

#[test]
fn without_configured_credentials_the_server_decides() {
    let (_runtime, service, client) = start(&[], Duration::from_secs(30));
    let builder = Client::builder().base_url(&service.url);
    let without = builder.build_blocking().unwrap();
    // A client that has others is asked for those that are missing.
    assert!(client.keys().send().unwrap_err().is_missing_credentials());
    for client in [&without, &client.anonymous()] {
        client.keys().send().unwrap();
        let error = client.list_notes().send().unwrap_err();
        assert!(error.to_string().ends_with("lists `machine`"), "{error}");
    }
    client.keys().anonymous().send().unwrap();
    assert_eq!(service.seen().len(), 5);
    assert!(service.asked().is_empty());
}
