//! What does each stage cost, and the whole, on the documents of this repository and an invented
//! large one?
//!
//! `cargo bench -p bindery --bench stages`; with `-- check` behind it for one stage.

#![allow(clippy::unwrap_used, reason = "a benchmark may panic")]

mod invented;

use bindery::analyze;
use bindery::config::{ApiConfig, Package};
use bindery::diagnostic::Report;
use bindery::emit::rust::{self, Crate, Module};
use bindery::job::Request;
use bindery::name::Identifier;
use bindery::pipeline::{self, Meaning};
use bindery::{check, format, load, lower, name, upgrade};
use divan::Bencher;
use mimalloc::MiMalloc;
use serde_json::Value;
use std::path::{Path, PathBuf};

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() {
    divan::main();
}

/// The documents, by the name that a table shows.
const DOCUMENTS: [&str; 3] = [
    "twilio_proxy.yaml",
    "bandwidth_webrtc.yaml",
    "invented.json",
];

/// Operations, and schemas, of the invented document.
const SIZE: usize = 1000;

fn path(document: &str) -> PathBuf {
    if document == "invented.json" {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(document);
        std::fs::write(&path, invented::document(SIZE).to_string()).unwrap();
        return path;
    }
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../specs")
        .join(document)
}

fn text(document: &str) -> String {
    std::fs::read_to_string(path(document)).unwrap()
}

fn loaded(document: &str) -> Value {
    let mut report = Report::new();
    load::load_text(document, text(document), &mut report)
        .unwrap()
        .tree
}

fn upgraded(document: &str) -> Value {
    let mut report = Report::new();
    upgrade::upgrade(loaded(document), &mut report)
        .unwrap()
        .tree
}

fn meaning(document: &str) -> Meaning {
    let (mut report, config) = (Report::new(), ApiConfig::default());
    let checked = check::check(upgraded(document), &mut report).unwrap();
    let mut api = lower::lower(&checked, &config, &mut report);
    analyze::share(&mut api);
    analyze::split(&mut api, &config);
    let facts = analyze::analyze(&api);
    let names = name::name(&api, &facts, &config);
    Meaning {
        api,
        facts,
        names,
        moved: Default::default(),
    }
}

#[divan::bench(args = DOCUMENTS)]
fn stage_1_load(bencher: Bencher<'_, '_>, document: &str) {
    bencher
        .with_inputs(|| text(document))
        .bench_values(|text| load::load_text(document, text, &mut Report::new()));
}

#[divan::bench(args = DOCUMENTS)]
fn stage_2_upgrade(bencher: Bencher<'_, '_>, document: &str) {
    bencher
        .with_inputs(|| loaded(document))
        .bench_values(|tree| upgrade::upgrade(tree, &mut Report::new()));
}

#[divan::bench(args = DOCUMENTS)]
fn stage_3_check(bencher: Bencher<'_, '_>, document: &str) {
    bencher
        .with_inputs(|| upgraded(document))
        .bench_values(|tree| check::check(tree, &mut Report::new()));
}

#[divan::bench(args = DOCUMENTS)]
fn stage_4_lower(bencher: Bencher<'_, '_>, document: &str) {
    let checked = check::check(upgraded(document), &mut Report::new()).unwrap();
    bencher.bench_local(|| lower::lower(&checked, &ApiConfig::default(), &mut Report::new()));
}

#[divan::bench(args = DOCUMENTS)]
fn stage_5_analyze_and_name(bencher: Bencher<'_, '_>, document: &str) {
    let api = meaning(document).api;
    bencher.bench_local(|| {
        let facts = analyze::analyze(&api);
        name::name(&api, &facts, &ApiConfig::default())
    });
}

/// Both at once, because the generator formats what it emits before it emits more.
#[divan::bench(args = DOCUMENTS)]
fn stage_6_emit_and_format(bencher: Bencher<'_, '_>, document: &str) {
    let Meaning {
        api, facts, names, ..
    } = &meaning(document);
    let module = Module {
        name: &Identifier::new("api"),
        api,
        facts,
        names,
    };
    let krate = Crate {
        name: "api",
        version: "0.1.0",
        package: &Package::default(),
        modules: vec![module],
    };
    bencher.bench_local(|| format::format(rust::emit(&krate, format::chunks)));
}

#[divan::bench(args = DOCUMENTS)]
fn whole(bencher: Bencher<'_, '_>, document: &str) {
    let request = Request {
        documents: vec![path(document)],
        ..Request::default()
    };
    let job = request.job().map_err(drop).unwrap();
    bencher.bench_local(|| pipeline::generate_crate(&job).map_err(drop).unwrap());
}
