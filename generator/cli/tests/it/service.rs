//! Does a generated client reach a generated server, and what does that refuse?
//!
//! A crate is generated from `service/shop.yaml` and the documents in `specs/`, and the tests in
//! `service/` serve them over loopback. Refused requests are written by hand. The generated code
//! for the shop is in `service/expected/`; `BINDERY_BLESS=1` rewrites it.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;
use std::process::Command;
use std::{env, fs};

/// The dependencies of the tests besides the crate.
const OTHERS: &str = r#"
[dev-dependencies]
axum = { version = "0.8", default-features = false, features = ["form", "http1", "json", "multipart", "query", "tokio"] }
tokio = { version = "1", features = ["io-util", "macros", "net", "rt-multi-thread", "time"] }

[workspace]
"#;

#[test]
fn clients_reach_servers() {
    let generator = Path::new(env!("CARGO_MANIFEST_DIR"));
    let here = generator.join("tests/it/service");
    let specs = generator.join("../../specs");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("service");
    let made = Command::new(env!("CARGO_BIN_EXE_bindery"))
        .arg("generate")
        .arg(here.join("shop.yaml"))
        .arg(here.join("names.yaml"))
        .arg(specs.join("twilio_proxy.yaml"))
        .arg(specs.join("bandwidth_webrtc.yaml"))
        .arg("--config")
        .arg(here.join("bindery.toml"))
        .args(["--crate-name", "served", "--force", "--out"])
        .arg(&folder)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&made.stderr);
    assert!(made.status.success(), "{said}");
    assert_eq!(said, "", "every operation is served");

    let page = include_str!("../../../../docs/concepts/server.md");
    assert!(page.contains(include_str!("service/guide.rs")));

    for name in [
        "server",
        "server/arguments",
        "server/responses",
        "server/checks",
        "server/errors",
    ] {
        let made = fs::read_to_string(folder.join(format!("src/shop/{name}.rs"))).unwrap();
        let reviewed = here.join(format!("expected/{name}.rs"));
        if env::var_os("BINDERY_BLESS").is_some() {
            fs::create_dir_all(reviewed.parent().unwrap()).unwrap();
            fs::write(&reviewed, &made).unwrap();
        }
        let expected = fs::read_to_string(&reviewed).unwrap_or_default();
        assert!(
            expected == made,
            "{name} differs; look at it with BINDERY_BLESS=1 and git diff"
        );
    }

    let manifest = folder.join("Cargo.toml");
    let text = fs::read_to_string(&manifest).unwrap();
    fs::write(&manifest, text + OTHERS).unwrap();
    let lock = generator.join("tests/it/conformance/Cargo.lock");
    fs::copy(lock, folder.join("Cargo.lock")).unwrap();
    let suite = folder.join("tests/suite");
    fs::create_dir_all(&suite).unwrap();
    for file in fs::read_dir(&here).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "rs") {
            let name = path.file_name().unwrap().to_str().unwrap();
            let to = if name == "suite.rs" { "main.rs" } else { name };
            fs::copy(&path, suite.join(to)).unwrap();
        }
    }
    // The dependencies of the outputs in `pass/`, which are built already.
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("golden/target");
    for arguments in [
        &["clippy", "--quiet", "--all-features"][..],
        &["doc", "--quiet", "--no-deps", "--all-features"],
        &["test", "--quiet", "--all-features", "--test", "suite"],
    ] {
        let output = Command::new(env!("CARGO"))
            .args(arguments)
            .current_dir(&folder)
            .env("CARGO_TARGET_DIR", &target)
            .env("RUSTFLAGS", "-D warnings")
            .env("RUSTDOCFLAGS", "-D warnings")
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        let out = String::from_utf8_lossy(&output.stdout);
        assert!(
            output.status.success(),
            "cargo {}:\n{said}\n{out}",
            arguments.join(" ")
        );
        print!("{out}");
    }
}
