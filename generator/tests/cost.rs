//! Binding a document asks for no more memory than it did, and for twice as much when the document
//! is twice as large. Allocations are counted, because they are the same on every machine; time
//! follows them.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

#[path = "../benches/invented/mod.rs"]
mod invented;

use bindery::job::Request;
use bindery::pipeline::bind;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, Stats, StatsAlloc};
use std::alloc::System;
use std::path::Path;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// Allocations, and bytes, of an operation and a schema: a tenth more than when this was written.
/// Who makes it cheaper lowers them; who has to make it dearer says in the commit what for.
const ALLOCATIONS: usize = 9_000;
const BYTES: usize = 1_040_000;

/// One test, because everything that the process allocates is counted.
#[test]
fn binding_costs_what_the_size_of_a_document_says() {
    // What is allocated once in a process.
    cost(10);
    let (small, large) = (cost(100), cost(200));
    let allocations = (large.allocations - small.allocations) / 100;
    let bytes = (large.bytes_allocated - small.bytes_allocated) / 100;
    println!("an operation with a schema: {allocations} allocations, {bytes} bytes");
    assert!(
        allocations <= ALLOCATIONS && bytes <= BYTES,
        "an operation with a schema takes {allocations} allocations of {bytes} bytes, \
         and may take {ALLOCATIONS} of {BYTES}"
    );
    for (of, small, large) in [
        ("allocations", small.allocations, large.allocations),
        ("bytes", small.bytes_allocated, large.bytes_allocated),
    ] {
        println!("{of}: {small} for 100 operations, {large} for 200");
        assert!(
            large * 10 <= small * 22,
            "twice the document takes {large} {of} instead of {small}"
        );
    }
}

fn cost(size: usize) -> Stats {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("cost-{size}.json"));
    std::fs::write(&path, invented::document(size).to_string()).unwrap();
    let request = Request {
        documents: vec![path],
        ..Request::default()
    };
    let job = request.job().unwrap();
    let region = Region::new(ALLOCATOR);
    let bound = bind(&job).unwrap();
    let cost = region.change();
    let operations = bound
        .meanings
        .iter()
        .map(|meaning| meaning.api.operations.len());
    assert_eq!(operations.sum::<usize>(), size);
    cost
}
