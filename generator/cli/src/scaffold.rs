//! The files of a new workspace besides the documents and the generated crate.

use bindery::emit::rust::Starter;
use bindery::job::Job;
use std::collections::BTreeMap;
use std::path::Path;

/// How the workspace depends on this generator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source<'a> {
    /// As it is published, in the version of this one.
    Published,
    /// From the folder of the crate `bindery`.
    Folder(&'a Path),
}

/// The files by their paths; `manifest` is the generated one, whose features and dependencies
/// those of the workspace's package are.
pub fn files(
    job: &Job,
    manifest: &str,
    starter: Option<&Starter>,
    source: &Source<'_>,
) -> BTreeMap<String, String> {
    let name = &job.crate_name;
    let mut files = BTreeMap::from([
        (
            "Cargo.toml".to_owned(),
            self::manifest(job, manifest, source),
        ),
        ("build.rs".to_owned(), BUILD.to_owned()),
        ("README.md".to_owned(), readme(job, starter.is_some())),
        (".gitignore".to_owned(), "/target\n".to_owned()),
    ]);
    if let Some(starter) = starter {
        files.insert("examples/first.rs".to_owned(), starter.program.clone());
        files.insert("tests/first.rs".to_owned(), starter.test.clone());
    } else {
        let name = name.replace('-', "_");
        let text = format!(
            "//! Does the crate compile?\n\nuse {name} as _;\n\n#[test]\nfn it_compiles() {{}}\n"
        );
        files.insert("tests/first.rs".to_owned(), text);
    }
    files
}

const BUILD: &str = "\
//! Brings `generated/` up to date with `specs/` before the library in it is compiled.

use std::process::ExitCode;

fn main() -> ExitCode {
    bindery::build::refresh(\"specs\", \"generated\")
}
";

fn manifest(job: &Job, generated: &str, source: &Source<'_>) -> String {
    let version = env!("CARGO_PKG_VERSION");
    let bindery = match source {
        Source::Published => format!("version = \"{version}\""),
        Source::Folder(path) => {
            // A string of JSON is one of TOML, too.
            let path = serde_json::Value::String(path.display().to_string());
            format!("path = {path}")
        }
    };
    // A title can be called as a table is, within the string of the description.
    let table = |name: &str| Some(generated.find(&format!("\n[{name}]\n"))? + 1);
    let from = table("features").unwrap_or(generated.len());
    let to = table("dev-dependencies").unwrap_or(generated.len());
    let shared = generated.get(from..to).unwrap_or_default().trim_end();
    let features = match job.library_features().as_slice() {
        [] => String::new(),
        features => format!(", features = [\"{}\"]", features.join("\", \"")),
    };
    let rust_version = env!("CARGO_PKG_RUST_VERSION");
    let name = &job.crate_name;
    format!(
        "[package]\n\
         name = \"{name}\"\n\
         version = \"{}\"\n\
         edition = \"2024\"\n\
         rust-version = \"{rust_version}\"\n\
         publish = false\n\
         build = \"build.rs\"\n\n\
         # The library is the generated crate itself: cargo runs `build.rs` first, and compiles what\n\
         # that wrote in the same run.\n\
         [lib]\n\
         path = \"generated/src/lib.rs\"\n\n\
         # The features and dependencies are those of generated/Cargo.toml. A build that needs others\n\
         # says which.\n\
         {shared}\n\n\
         [build-dependencies]\n\
         bindery = {{ {bindery}{features} }}\n\n\
         [dev-dependencies]\n\
         # This package itself, for its tests.\n\
         {name} = {{ path = \".\", features = [\"mock\"] }}\n\
         tokio = {{ version = \"1\", default-features = false, features = [\"macros\", \"rt-multi-thread\", \"time\"] }}\n\n\
         # generated/ is what others copy or publish; here it is compiled as the library above.\n\
         [workspace]\n\
         exclude = [\"generated\"]\n",
        job.crate_version
    )
}

fn readme(job: &Job, example: bool) -> String {
    let name = &job.crate_name;
    let modules: Vec<String> = job
        .documents
        .iter()
        .map(|document| format!("* `{}`", document.module.as_str()))
        .collect();
    let run = if example {
        "cargo run --example first   # a first call; it needs credentials\n"
    } else {
        ""
    };
    let mock = if example {
        "Without an account, let a mock of the service answer:\n\n\
         ```sh\n\
         bindery mock &              # answers at http://127.0.0.1:4010 as the documents say\n\
         BASE_URL=http://127.0.0.1:4010 cargo run --example first\n\
         ```\n\n"
    } else {
        ""
    };
    format!(
        "# {name}\n\n\
         Rust clients, made by bindery from the OpenAPI documents in `specs/`:\n\n\
         {}\n\n\
         ```sh\n\
         cargo test                  # makes generated/ from specs/, compiles it, and calls it\n\
         {run}\
         ```\n\n\
         {mock}\
         Edit a document in `specs/`, then run `cargo build`: the new client exists in that same build.\n\
         Commit `generated/` with the document. Every `*.yaml`, `*.yml` and `*.json` directly in `specs/`\n\
         is an API; `specs/bindery.toml` says what is to be otherwise than by convention. In CI, set\n\
         `BINDERY_FROZEN=1`: the build then writes nothing, and fails when `generated/` is stale.\n",
        modules.join("\n")
    )
}
