//! Does a crate compile and work whose types are partly the user's own?

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;
use std::process::Command;

const MONEY: &str = r#"[package]
name = "my-money"
version = "1.0.0"
edition = "2024"

[lib]
path = "lib.rs"

[dependencies]
serde = { version = "1", features = ["derive"] }

[workspace]
"#;

const MACROS: &str = r#"[package]
name = "my-macros"
version = "1.0.0"
edition = "2024"

[lib]
path = "lib.rs"
proc-macro = true

[workspace]
"#;

#[test]
fn types_of_the_user_stand_for_those_of_the_document() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/foreign");
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("foreign");
    let folder = root.join("shop");
    for (name, manifest, library) in [
        ("my-money", MONEY, "money.rs"),
        ("my-macros", MACROS, "macros.rs"),
    ] {
        fs::create_dir_all(root.join(name)).unwrap();
        fs::write(root.join(name).join("Cargo.toml"), manifest).unwrap();
        fs::copy(here.join(library), root.join(name).join("lib.rs")).unwrap();
    }
    let made = Command::new(env!("CARGO_BIN_EXE_bindery"))
        .arg("generate")
        .arg(here.join("shop.yaml"))
        .arg("--config")
        .arg(here.join("bindery.toml"))
        .args(["--force", "--out"])
        .arg(&folder)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&made.stderr);
    assert!(made.status.success(), "{said}");
    assert_eq!(said, "", "nothing is warned of");

    let manifest = folder.join("Cargo.toml");
    let text = fs::read_to_string(&manifest).unwrap();
    assert!(
        text.contains("\nmy-money = { path = \"../my-money\" }\n"),
        "{text}"
    );
    let types = fs::read_to_string(folder.join("src/shop/types.rs")).unwrap();
    assert_eq!(types.matches("my_macros").count(), 2, "{types}");
    assert!(
        text.contains("default = [\"blocking\", \"chrono\"]\n"),
        "{text}"
    );
    let client = fs::read_to_string(folder.join("src/shop/client.rs")).unwrap();
    let retries = "Retries::default().at_most(4).statuses(&[409, 425])";
    assert!(client.contains(retries), "{client}");
    fs::write(&manifest, text + "\n[workspace]\n").unwrap();
    fs::copy(
        here.with_file_name("conformance").join("Cargo.lock"),
        folder.join("Cargo.lock"),
    )
    .unwrap();
    fs::create_dir_all(folder.join("tests")).unwrap();
    fs::copy(here.join("suite.rs"), folder.join("tests/suite.rs")).unwrap();
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("golden/target");
    let output = Command::new(env!("CARGO"))
        .args([
            "test",
            "--quiet",
            "--no-default-features",
            "--features",
            "chrono",
        ])
        .current_dir(&folder)
        .env("CARGO_TARGET_DIR", target)
        .env("RUSTFLAGS", "-D warnings")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    let out = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}\n{out}");
}
