//! Binding a document asks for no more memory than it did, and for twice as much when the document
//! is twice as large. Allocations are counted, and parts that are looked at, because they are the same
//! on every machine; time follows them.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may panic"
)]

#[path = "../benches/invented/mod.rs"]
mod invented;
#[path = "cost/kinds.rs"]
mod kinds;
#[path = "cost/limited.rs"]
mod limited;
#[path = "cost/operations.rs"]
mod operations;
#[path = "cost/schemas.rs"]
mod schemas;

use bindery::diff::{self, State};
use bindery::job::{Job, Request};
use bindery::pipeline::{generate_crate, lint, understand};
use bindery::visits;
use kinds::Kind;
use serde_json::Value;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
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
    let bytes = (large.bytes - small.bytes) / 100;
    println!("an operation with a schema: {allocations} allocations, {bytes} bytes");
    assert!(
        allocations <= ALLOCATIONS && bytes <= BYTES,
        "an operation with a schema takes {allocations} allocations of {bytes} bytes, \
         and may take {ALLOCATIONS} of {BYTES}"
    );
    for (of, small, large) in small.with(&large) {
        println!("{of}: {small} for 100 operations, {large} for 200");
        assert!(
            large * 10 <= small * 22,
            "twice the document takes {large} {of} instead of {small}"
        );
    }
    let wrong: Vec<String> = kinds::all().iter().flat_map(superlinear).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    limited::what_is_over_a_limit_costs_little();
}

/// What was asked of the machine.
#[derive(Clone, Copy)]
struct Cost {
    allocations: usize,
    bytes: usize,
    visits: usize,
}

impl Cost {
    fn of<T>(work: impl FnOnce() -> T) -> (Self, T) {
        let (region, before) = (Region::new(ALLOCATOR), visits::count());
        let outcome = work();
        let change = region.change();
        let cost = Self {
            allocations: change.allocations,
            bytes: change.bytes_allocated,
            visits: visits::count() - before,
        };
        (cost, outcome)
    }

    fn with(self, other: &Self) -> [(&'static str, usize, usize); 3] {
        [
            ("allocations", self.allocations, other.allocations),
            ("bytes", self.bytes, other.bytes),
            ("parts looked at", self.visits, other.visits),
        ]
    }
}

/// Where a kind of document costs more than its size says. The cost of the smallest document is that
/// of every crate; what is above it may grow as the bytes to the power of 1.2.
fn superlinear(kind: &Kind) -> Vec<String> {
    let sizes = [1, kind.size, kind.size * kind.factor];
    let measured = sizes.map(|size| {
        let text = (kind.text)(size);
        (text.len() as f64, tasks(&text))
    });
    let [(none, least), (few, small), (many, large)] = &measured;
    let allowed = ((many - none) / (few - none)).powf(1.2);
    let mut wrong = Vec::new();
    for (at, (task, small)) in small.iter().enumerate() {
        let (least, large) = (least[at].1, large[at].1);
        for ((of, least, small), (_, _, large)) in
            least.with(small).into_iter().zip(least.with(&large))
        {
            // Little is needed at all, where only a part of a stage has to do with the kind.
            let floor = few / 4.0;
            let [small, large] = [small, large].map(|cost| cost.saturating_sub(least) as f64);
            let growth = large / small.max(floor);
            if growth > allowed {
                wrong.push(format!(
                    "{}, {task}: {of} grow {growth:.1} times from {few} to {many} bytes, not {allowed:.1}: {small} to {large}",
                    kind.name
                ));
            }
        }
    }
    wrong
}

/// What each task costs for a document.
fn tasks(text: &str) -> Vec<(&'static str, Cost)> {
    let job = job("kind", text, "[crate]\ndocs = true\nserver = true\n");
    let mut costs = Vec::new();
    let (cost, _) = Cost::of(|| {
        generate_crate(&job).map_or_else(|failed| failed.findings.len(), |it| it.files.len())
    });
    costs.push(("generate", cost));
    let (cost, _) = Cost::of(|| lint(&job).len());
    costs.push(("lint", cost));
    let (cost, read) = Cost::of(|| understand(&job));
    costs.push(("list", cost));
    if let Ok((findings, meanings)) = read {
        let state = State {
            job: &job,
            findings: &findings,
            meanings: &meanings,
        };
        let (cost, changes) = Cost::of(|| diff::compare(&state, &state));
        assert_eq!(changes, []);
        costs.push(("diff", cost));
    }
    costs
}

/// The job of one document.
fn job(name: &str, text: &str, config: &str) -> Job {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("cost-{name}"));
    std::fs::create_dir_all(&folder).unwrap();
    let ending = if text.starts_with(['{', '[']) {
        "json"
    } else {
        "yaml"
    };
    for other in ["json", "yaml"] {
        let _ = std::fs::remove_file(folder.join(format!("api.{other}")));
    }
    std::fs::write(folder.join(format!("api.{ending}")), text).unwrap();
    std::fs::write(folder.join("bindery.toml"), config).unwrap();
    let request = Request {
        specs: folder,
        ..Request::default()
    };
    request.job().unwrap()
}

/// The cost of a document like those in use.
fn cost(size: usize) -> Cost {
    let document = invented::document(size);
    let job = job("invented", &document.to_string(), "");
    let (cost, bound) = Cost::of(|| generate_crate(&job).unwrap());
    let operations = bound
        .meanings
        .iter()
        .map(|meaning| meaning.api.operations.len());
    let written = document["paths"].as_object().unwrap().values();
    let written = written.map(|path| {
        path.as_object()
            .map_or(0, |path: &serde_json::Map<String, Value>| path.len())
    });
    assert_eq!(operations.sum::<usize>(), written.sum::<usize>());
    cost
}
