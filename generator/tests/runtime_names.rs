//! Does a crate compile whatever the things of its document are called?
//!
//! Every name that the runtime declares, that its macros write, and that the emitter writes is used
//! in every position of a document that becomes a name in Rust. The documents are modules of few
//! crates, so that the runtime and the dependencies are compiled few times.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

#[path = "runtime_names/documents.rs"]
mod documents;
#[path = "runtime_names/names.rs"]
mod names;

use bindery::job::Request;
use bindery::pipeline::generate_crate;
use names::Names;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

#[test]
fn the_names_are_those_of_the_sources() {
    let names = Names::read();
    println!("{} names", names.all.len());
    // Of each kind of item, one: a free function, an inherent method, a method of a trait, a module, a
    // macro, what a macro writes, and what the emitter writes.
    for name in [
        "next_by_cursor",
        "base_url",
        "into_router",
        "http_date",
        "open_enum",
        "known",
        "maybe_caller",
    ] {
        assert!(names.values.iter().any(|it| it == name), "{name}");
    }
    for name in ["ServerUrl", "Streamer", "OPERATION", "Undeclared"] {
        // A constant may have the same name.
        let mut types = names.types.iter();
        assert!(types.any(|it| it.eq_ignore_ascii_case(name)), "{name}");
    }
    assert!(!names.all.iter().any(|it| it == "tests"));
}

#[test]
fn every_name_of_the_runtime_compiles_in_every_position() {
    let names = Names::read();
    let modules = names::modules().into_iter();
    let modules = modules.map(|name| (name, documents::small()));
    let documents = documents::all(&names).into_iter().chain(modules);
    let folder = generated("positions", "[crate]\nserver = true\n", documents);
    // Operations of every kind that has methods of its own are among them.
    let requests = fs::read_to_string(folder.join("src/arguments_0/operations.rs")).unwrap();
    for method in ["download", "events", "pages", "server", "stream"] {
        assert!(requests.contains(&format!("pub fn {method}(")), "{method}");
    }
    succeeds(&folder, &["check", "--all-features"]);
}

/// A tag is a feature, and a module of each part of the crate.
#[test]
fn every_name_of_the_runtime_compiles_as_a_tag() {
    let document = documents::tagged(&Names::read().values);
    let configuration = "[crate]\nfeatures = \"tags\"\n";
    let folder = generated("tags", configuration, [("tagged".to_owned(), document)]);
    succeeds(&folder, &["check"]);
}

#[test]
fn a_crate_without_models_compiles_with_any_features() {
    let document = ("small".to_owned(), documents::small());
    let folder = generated("small", "[crate]\nserver = true\n", [document]);
    for features in ["", "blocking", "mock", "server", "reqwest,tracing"] {
        let check = ["check", "--no-default-features", "--features", features];
        succeeds(&folder, &check);
    }
}

/// Writes the crate of these documents, as a workspace of its own.
fn generated(
    name: &str,
    configuration: &str,
    documents: impl IntoIterator<Item = (String, Value)>,
) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("runtime_names");
    let folder = folder.join(name);
    let _ = fs::remove_dir_all(&folder);
    let (specs, out) = (folder.join("specs"), folder.join("crate"));
    fs::create_dir_all(&specs).unwrap();
    fs::write(specs.join("bindery.toml"), configuration).unwrap();
    for (name, document) in documents {
        fs::write(specs.join(format!("{name}.json")), document.to_string()).unwrap();
    }
    let request = Request {
        specs,
        out: out.clone(),
        ..Request::default()
    };
    let bound = generate_crate(&request.job().unwrap()).unwrap();
    let omitted = bound.meanings.iter().map(|it| it.api.omitted.len());
    assert_eq!(omitted.sum::<usize>(), 0, "every operation is generated");
    bindery::write::write(&out, &bound.files, &bound.stamp, true).unwrap();
    let manifest = out.join("Cargo.toml");
    let text = fs::read_to_string(&manifest).unwrap();
    fs::write(&manifest, format!("{text}\n[workspace]\n")).unwrap();
    // The versions that are tested everywhere else.
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
    fs::copy(lock, out.join("Cargo.lock")).unwrap();
    out
}

/// Dependencies are built where those of the golden outputs are: they are the same.
fn succeeds(folder: &Path, arguments: &[&str]) {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("golden/target");
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .arg("--quiet")
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", target)
        .env("RUSTFLAGS", "-D warnings")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    let command = arguments.join(" ");
    assert!(output.status.success(), "cargo {command}:\n{said}");
}
