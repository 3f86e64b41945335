//! A call allocates what the same call written by hand does, and a few times more. Allocations are
//! counted, because they are the same on every machine; time follows them.

#[path = "../benches/calling/plain.rs"]
mod plain;
#[path = "../benches/calling/sample.rs"]
mod sample;
#[path = "../benches/calling/service.rs"]
mod service;

use participant_apis::twilio_proxy::Client;
use participant_apis::twilio_proxy::types::ListParticipantResponse;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use std::alloc::System;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// Allocations of a call beyond those of the one written by hand: the mark by which a mock knows the
/// operation, with the map that it is kept in. What else there is (three arguments, the call and its
/// body as values of any type) is made up for by what is not done twice.
const MORE: usize = 3;

const CALLS: usize = 100;

/// One test, because everything that the process allocates is counted.
#[test]
fn a_call_allocates_little_more_than_one_written_by_hand() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let service = service::start(sample::participant(1).to_string());

    let http = plain::client();
    let by_hand = allocations(CALLS, || {
        let response = plain::fetch(&http, service, sample::SIDS);
        let participant = runtime.block_on(response).unwrap();
        assert_eq!(participant.friendly_name.as_deref(), Some("Courier 1"));
    });

    let client = Client::builder()
        .base_url(format!("http://{service}"))
        .basic_auth("username", "password")
        .build()
        .unwrap();
    let [of_service, of_session, sid] = sample::SIDS;
    let generated = allocations(CALLS, || {
        let request = client.fetch_participant(of_service, of_session, sid);
        let participant = runtime.block_on(request.send()).unwrap();
        assert_eq!(participant.friendly_name.as_deref(), Some("Courier 1"));
    });
    println!("a call: {generated} allocations, {by_hand} by hand");
    assert!(
        generated <= by_hand + MORE,
        "{generated} allocations a call, {by_hand} by hand"
    );

    let page = sample::page(1_000);
    let derived = allocations(1, || {
        serde_json::from_str::<plain::Page>(&page).unwrap();
    });
    let tables = allocations(1, || {
        serde_json::from_str::<ListParticipantResponse>(&page).unwrap();
    });
    println!("a page: {tables} allocations, {derived} with derived structs");
    assert!(tables <= derived, "{tables} allocations, {derived} derived");
}

/// Allocations of one time, when everything that is kept has been made.
fn allocations(times: usize, mut run: impl FnMut()) -> usize {
    run();
    run();
    let region = Region::new(ALLOCATOR);
    for _ in 0..times {
        run();
    }
    let change = region.change();
    (change.allocations + change.reallocations) / times
}
