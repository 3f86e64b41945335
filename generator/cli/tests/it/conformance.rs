//! Is what a generated client sends what a server reads, and the other way round?
//!
//! A crate is made from the documents in `conformance/`, and the tests in `conformance/` call it over
//! HTTP. Their servers read with parsers of their own kind (`axum`, `multer`, `serde_qs`), never with
//! our encoder read backwards.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;
use std::process::Command;

/// The decoders of the server side.
const READERS: &str = r#"
[dev-dependencies]
axum = { version = "0.8", default-features = false, features = ["form", "http1", "json", "multipart", "query", "tokio"] }
axum-extra = { version = "0.12", default-features = false, features = ["cookie", "form", "query", "typed-header"] }
serde = { version = "1", features = ["derive"] }
serde_qs = "1"
tokio = { version = "1", features = ["macros", "net", "rt-multi-thread", "time"] }

[workspace]
"#;

#[test]
fn clients_and_servers_understand_each_other() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/conformance");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("conformance");
    let made = Command::new(env!("CARGO_BIN_EXE_bindery"))
        .arg("generate")
        .arg(here.join("document.yaml"))
        .arg(here.join("schemas.yaml"))
        .arg(here.join("wire.yaml"))
        .arg("--config")
        .arg(here.join("bindery.toml"))
        .args(["--crate-name", "conformance", "--force", "--out"])
        .arg(&folder)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&made.stderr);
    assert!(made.status.success(), "{said}");
    assert_eq!(said, "", "every operation is bound");

    let manifest = folder.join("Cargo.toml");
    let text = fs::read_to_string(&manifest).unwrap();
    fs::write(&manifest, text + READERS).unwrap();
    fs::copy(here.join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    let suite = folder.join("tests/suite");
    fs::create_dir_all(&suite).unwrap();
    for file in fs::read_dir(&here).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "rs") {
            let name = path.file_name().unwrap().to_str().unwrap();
            let to = match name {
                "suite.rs" => suite.join("main.rs"),
                // A process of its own.
                "memory.rs" => folder.join("tests").join(name),
                _ => suite.join(name),
            };
            fs::copy(&path, to).unwrap();
        }
    }
    // The dependencies of the outputs in `pass/`, which are built already.
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("golden/target");
    let output = Command::new(env!("CARGO"))
        .args(["test", "--quiet", "--all-features"])
        .args(["--test", "suite", "--test", "memory", "--", "--nocapture"])
        .current_dir(&folder)
        .env("CARGO_TARGET_DIR", target)
        .env("RUSTFLAGS", "-D warnings")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    let out = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}\n{out}");
    println!("{out}");
}
