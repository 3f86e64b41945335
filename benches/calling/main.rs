//! What does a call cost beside the same call written by hand, and a page beside derived structs?
//!
//! `cargo bench --bench calling`, and `cargo bench --bench calling -- pairs` for the ratio alone, by calls
//! that take turns.

#![allow(clippy::unwrap_used, reason = "a benchmark may panic")]

mod pairs;
mod plain;
mod sample;
mod service;

use divan::Bencher;
use divan::counter::BytesCount;
use participant_apis::twilio_proxy::Client;
use participant_apis::twilio_proxy::types::ListParticipantResponse;
use std::net::SocketAddr;
use tokio::runtime::Runtime;

fn main() {
    if std::env::args().any(|argument| argument == "pairs") {
        pairs::print();
    } else {
        divan::main();
    }
}

/// Calls one after the other, over one connection.
#[divan::bench_group(sample_count = 100, sample_size = 100)]
mod call {
    use super::*;

    #[divan::bench]
    fn by_hand(bencher: Bencher<'_, '_>) {
        let (runtime, service) = service();
        let client = plain::client();
        bencher.bench_local(|| {
            let response = plain::fetch(&client, service, sample::SIDS);
            runtime.block_on(response).unwrap()
        });
    }

    #[divan::bench]
    fn generated(bencher: Bencher<'_, '_>) {
        let (runtime, service) = service();
        let client = client(service);
        let [of_service, of_session, sid] = sample::SIDS;
        bencher.bench_local(|| {
            let response = client.fetch_participant(of_service, of_session, sid).send();
            runtime.block_on(response).unwrap()
        });
    }

    fn service() -> (Runtime, SocketAddr) {
        (runtime(), started())
    }
}

fn runtime() -> Runtime {
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    runtime.enable_all().build().unwrap()
}

/// A service that always responds with one participant.
fn started() -> SocketAddr {
    service::start(sample::participant(1).to_string())
}

/// The generated client of a service.
fn client(service: SocketAddr) -> Client {
    let client = Client::builder().base_url(format!("http://{service}"));
    client.basic_auth("username", "password").build().unwrap()
}

/// A page of 1,000 participants.
#[divan::bench_group]
mod decode {
    use super::*;

    #[divan::bench]
    fn derived(bencher: Bencher<'_, '_>) {
        let page = sample::page(1_000);
        let bencher = bencher.counter(BytesCount::of_str(&page));
        bencher.bench(|| serde_json::from_slice::<plain::Page>(page.as_bytes()).unwrap());
    }

    #[divan::bench]
    fn generated(bencher: Bencher<'_, '_>) {
        let page = sample::page(1_000);
        let bencher = bencher.counter(BytesCount::of_str(&page));
        bencher
            .bench(|| serde_json::from_slice::<ListParticipantResponse>(page.as_bytes()).unwrap());
    }
}
