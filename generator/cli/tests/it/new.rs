//! Do packages build at once that have their crate made by a build script? One that `bindery new` made,
//! which uses an edit in the very build that follows it, and one that includes what only the build has.
//!
//! The build folder is kept between runs, so that dependencies are compiled once.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const ENDPOINT: &str = "
  /v1/Services/{Sid}:
    get:
      operationId: fetchService
      parameters: [{ name: Sid, in: path, required: true, schema: { type: string } }]
      responses:
        '204': { description: None. }
";

const PROGRAM: &str = "\
//! Calls the endpoint that was just described.
use clients::twilio_proxy::Client;

fn main() {
    let _ = Client::detached().fetch_service(\"KS1\");
}
";

#[test]
fn it_builds_at_once_and_after_an_edit() {
    let checkout = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("new");
    let made = folder.join("made");
    let _ = fs::remove_dir_all(&made);
    fs::create_dir_all(&folder).unwrap();
    let specs = ["twilio_proxy.yaml", "bandwidth_webrtc.yaml"];
    let specs = specs.map(|name| checkout.join("specs").join(name));
    let output = Command::new(env!("CARGO_BIN_EXE_bindery"))
        .arg("new")
        .arg(&made)
        .args(&specs)
        .args(["--crate-name", "clients", "--bindery"])
        .arg(&checkout)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
    // The versions that are at hand.
    fs::copy(checkout.join("Cargo.lock"), made.join("Cargo.lock")).unwrap();

    let before = generated(&made);
    let output = cargo(&made, &["check", "--quiet", "--all-targets"]);
    assert_eq!(
        (output.status.success(), text(&output.stderr)),
        (true, String::new())
    );
    assert_eq!(
        generated(&made),
        before,
        "the first build finds nothing to do"
    );

    let spec = made.join("specs/twilio_proxy.yaml");
    let described = fs::read_to_string(&spec).unwrap();
    let extended = described.replacen("\npaths:\n", &format!("\npaths:{ENDPOINT}"), 1);
    assert_ne!(extended, described);
    fs::write(&spec, extended).unwrap();
    fs::write(made.join("examples/edited.rs"), PROGRAM).unwrap();
    let output = cargo(&made, &["check", "--quiet", "--example", "edited"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert_ne!(generated(&made), before);
}

/// Adding the lines that the first build reports as missing suffices.
#[test]
fn a_package_includes_what_only_the_build_has() {
    let checkout = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let package = Path::new(env!("CARGO_TARGET_TMPDIR")).join("new/included");
    let _ = fs::remove_dir_all(&package);
    fs::create_dir_all(package.join("specs")).unwrap();
    fs::create_dir_all(package.join("src")).unwrap();
    fs::create_dir_all(package.join("tests")).unwrap();
    let spec = checkout.join("specs/twilio_proxy.yaml");
    fs::copy(spec, package.join("specs/twilio_proxy.yaml")).unwrap();
    fs::copy(checkout.join("Cargo.lock"), package.join("Cargo.lock")).unwrap();
    let write = |path: &str, text: &str| fs::write(package.join(path), text).unwrap();
    let manifest = |rest: &str| {
        let generator = checkout.join("generator");
        write(
            "Cargo.toml",
            &format!(
                "[package]\nname = \"clients\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
                 [build-dependencies]\nbindery = {{ path = {generator:?} }}\n\n\
                 {rest}\n[workspace]\n"
            ),
        );
    };
    write(
        "build.rs",
        "fn main() -> std::process::ExitCode {\n    bindery::build::include(\"specs\")\n}\n",
    );
    write(
        "src/lib.rs",
        "//! Clients.\ninclude!(concat!(env!(\"OUT_DIR\"), \"/bindery/src/included.rs\"));\n",
    );
    write(
        "tests/included.rs",
        "#[test]\nfn it_is_there() {\n    let _ = clients::twilio_proxy::Client::detached();\n}\n",
    );

    manifest("");
    let output = cargo(&package, &["check"]);
    let reported = text(&output.stderr);
    assert!(!output.status.success(), "{reported}");
    let (_, reported) = reported
        .split_once("help: add these lines to its tables:\n")
        .unwrap();
    let lines = reported.lines().take_while(|line| line.starts_with("    "));
    manifest(&lines.collect::<Vec<_>>().join("\n"));
    let output = cargo(
        &package,
        &[
            "test",
            "--quiet",
            "--no-default-features",
            "--test",
            "included",
        ],
    );
    assert!(output.status.success(), "{}", text(&output.stderr));

    // The library has no optional feature here.
    for (configuration, feature, line) in [
        ("[crate]\ndocs = true\n", "docs", 2),
        (
            "[api.twilio_proxy]\noverlays = ['fix.yaml']\n",
            "overlays",
            2,
        ),
    ] {
        write("specs/bindery.toml", configuration);
        let output = cargo(&package, &["check"]);
        let reported = text(&output.stderr);
        assert!(!output.status.success(), "{reported}");
        for expected in [
            format!("`{feature}` needs the feature `{feature}` of the library `bindery`"),
            format!("bindery.toml:{line}:"),
            format!("features = [\"{feature}\"] }}`"),
        ] {
            assert!(reported.contains(&expected), "{expected}: {reported}");
        }
    }
}

fn cargo(made: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO"))
        .args(arguments)
        .current_dir(made)
        .env("CARGO_TARGET_DIR", target())
        .env("RUSTFLAGS", "-D warnings")
        .env_remove("BINDERY_FROZEN")
        .output()
        .unwrap()
}

fn target() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("new/target")
}

fn generated(made: &Path) -> String {
    fs::read_to_string(made.join("generated/bindery.lock")).unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
