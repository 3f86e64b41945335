//! The files of a new workspace besides the documents and the generated crate.

use crate::source::Source;
use bindery::emit::rust::Starter;
use bindery::job::Job;
use std::collections::BTreeMap;

/// The files by their paths; `manifest` is the generated one, whose features and dependencies
/// those of the workspace's package are.
pub fn files(
    job: &Job,
    manifest: &str,
    starter: Option<&Starter>,
    source: &Source,
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

fn manifest(job: &Job, generated: &str, source: &Source) -> String {
    let bindery = source.dependency();
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
         # The library is the generated crate itself: cargo runs `build.rs` first, and compiles in the\n\
         # same run the files that it writes.\n\
         [lib]\n\
         path = \"generated/src/lib.rs\"\n\n\
         # The features and dependencies are those of generated/Cargo.toml. If the generated code needs\n\
         # more, the build prints the lines to add.\n\
         {shared}\n\n\
         [build-dependencies]\n\
         bindery = {{ {bindery}{features} }}\n\n\
         [dev-dependencies]\n\
         # This package itself, for its tests.\n\
         {name} = {{ path = \".\", features = [\"mock\"] }}\n\
         tokio = {{ version = \"1\", default-features = false, features = [\"macros\", \"rt-multi-thread\", \"time\"] }}\n\n\
         # generated/ is the crate to copy or publish. Here it is compiled as the library above.\n\
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
        "cargo run --example first   # calls the service\n"
    } else {
        ""
    };
    let mock = if example {
        "To try it without an account, start a mock server:\n\n\
         ```sh\n\
         bindery mock &              # responds at http://127.0.0.1:4010 as the documents declare\n\
         BASE_URL=http://127.0.0.1:4010 cargo run --example first\n\
         ```\n\n"
    } else {
        ""
    };
    format!(
        "# {name}\n\n\
         Rust clients that bindery generates from the OpenAPI documents in `specs/`:\n\n\
         {}\n\n\
         ```sh\n\
         cargo test                  # compiles the client and runs a first test\n\
         {run}\
         ```\n\n\
         {mock}\
         Edit a document in `specs/` and run `cargo build`. The build updates `generated/` and compiles it.\n\
         Commit `generated/` together with the document. Every `*.yaml`, `*.yml` and `*.json` file directly\n\
         in `specs/` is an API. `specs/bindery.toml` has the settings. In CI, set `BINDERY_FROZEN=1`: the\n\
         build then writes nothing, and fails if `generated/` is stale.\n",
        modules.join("\n")
    )
}
