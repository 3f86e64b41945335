//! Binding a document asks for no more memory than it did, and for twice as much when the document
//! is twice as large. Allocations are counted, because they are the same on every machine; time
//! follows them.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

#[path = "../benches/invented/mod.rs"]
mod invented;

use bindery::job::Request;
use bindery::pipeline::bind;
use serde_json::{Map, Value, json};
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
    hostile_documents_cost_no_more_than_their_size();
}

/// Documents in which everything has to do with everything.
fn hostile_documents_cost_no_more_than_their_size() {
    for (what, made) in [
        // Twice the schemas are four times the references.
        (
            "schemas that extend each other",
            extending as fn(usize) -> Value,
        ),
        ("values that are called alike", |size| alike(size * 10)),
    ] {
        let cost = |size| {
            let document = made(size);
            let cost = cost_of(&format!("hostile-{size}"), &document);
            (cost.allocations, document.to_string().len())
        };
        let ((small, few), (large, many)) = (cost(100), cost(200));
        assert!(
            large * few * 10 <= small * many * 13,
            "{what}: {many} bytes instead of {few} take {large} allocations instead of {small}"
        );
    }
}

fn extending(size: usize) -> Value {
    let reference = |of: usize| json!({"$ref": format!("#/components/schemas/S{of}")});
    let schemas = (0..size).map(|own| {
        let others = (0..size).filter(|other| *other != own);
        let others: Vec<Value> = others.map(reference).collect();
        (format!("S{own}"), json!({"allOf": others}))
    });
    answering(&reference(0), schemas.collect())
}

fn alike(size: usize) -> Value {
    let values = (0..size).map(|number| format!("{}{number:05}", "x".repeat(300)));
    let values: Vec<String> = values.collect();
    answering(&json!({"type": "string", "enum": values}), Map::new())
}

fn answering(schema: &Value, schemas: Map<String, Value>) -> Value {
    json!({
        "openapi": "3.0.3", "info": {"title": "t", "version": "1"},
        "paths": {"/a": {"get": {"operationId": "a", "responses": {"200": {
            "description": "d", "content": {"application/json": {"schema": schema}},
        }}}}},
        "components": {"schemas": schemas},
    })
}

fn cost(size: usize) -> Stats {
    cost_of(&size.to_string(), &invented::document(size))
}

fn cost_of(name: &str, document: &Value) -> Stats {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("cost-{name}.json"));
    std::fs::write(&path, document.to_string()).unwrap();
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
    let written = document["paths"].as_object().unwrap().values();
    let written = written.map(|path| path.as_object().unwrap().len());
    assert_eq!(operations.sum::<usize>(), written.sum::<usize>());
    cost
}
