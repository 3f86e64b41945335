//! Every document in `tests/pass/` gives the output beside it, and all outputs
//! together are one crate that compiles without a warning; what its requests are on the wire is in
//! `golden/`.
//!
//! `BINDERY_BLESS=1` writes the outputs anew, for review.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use bindery::analyze::{self, Facts};
use bindery::config::{ApiConfig, Package};
use bindery::diagnostic::Report;
use bindery::emit::emit_with_reference;
use bindery::emit::rust::{Crate, Module};
use bindery::ir::Api;
use bindery::name::{Identifier, Names};
use bindery::{check, format, load, lower, name, upgrade};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

#[test]
fn outputs_are_those_that_were_reviewed() {
    let files = generated();
    let mut stale = Vec::new();
    for (path, text) in &files {
        let Some(expected) = expected(path) else {
            continue;
        };
        if fs::read_to_string(&expected).ok().as_ref() != Some(text) {
            stale.push(path.as_str());
            if env::var_os("BINDERY_BLESS").is_some() {
                write(&expected, text);
            }
        }
    }
    assert!(
        stale.is_empty() || env::var_os("BINDERY_BLESS").is_some(),
        "{} differ; look at them with BINDERY_BLESS=1 and git diff",
        stale.join(", ")
    );
}

#[test]
fn outputs_are_tidy() {
    for (path, text) in generated() {
        assert!(text.ends_with('\n') && !text.ends_with("\n\n"), "{path}");
        for (number, line) in text.lines().enumerate() {
            assert!(line.trim_end() == line, "{path}:{}: {line:?}", number + 1);
            assert!(!line.contains('\t'), "{path}:{}", number + 1);
        }
        // What a document shows as code keeps its blank lines.
        assert!(
            path.starts_with("docs/") || !text.contains("\n\n\n"),
            "{path}"
        );
    }
}

#[test]
fn outputs_compile_without_a_warning() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("golden");
    for (path, text) in generated() {
        write(&folder.join(path), &text);
    }
    // A workspace of its own, although it stands inside of one.
    let manifest = folder.join("Cargo.toml");
    let text = fs::read_to_string(&manifest).unwrap();
    // The tests below wait, beside what the examples of the reference need of tokio.
    let timed = text.replace("\"rt-multi-thread\"]", "\"rt-multi-thread\", \"time\"]");
    assert_ne!(timed, text);
    write(&manifest, &format!("{timed}\n[workspace]\n"));
    let wire = include_str!("golden/arguments.rs");
    write(&folder.join("tests/arguments.rs"), wire);
    let wire = include_str!("golden/pages.rs");
    write(&folder.join("tests/pages.rs"), wire);
    let wire = include_str!("golden/bodies.rs");
    write(&folder.join("tests/bodies.rs"), wire);
    let extended = include_str!("golden/extensions.rs");
    write(&folder.join("tests/extensions.rs"), extended);
    let held = include_str!("golden/views.rs");
    write(&folder.join("tests/views.rs"), held);
    let made = include_str!("golden/defaults.rs");
    write(&folder.join("tests/defaults.rs"), made);
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
    fs::copy(lock, folder.join("Cargo.lock")).unwrap();
    for arguments in [
        &["clippy", "--quiet", "--all-features"][..],
        &["check", "--quiet", "--no-default-features"],
        &["doc", "--quiet", "--no-deps", "--all-features"],
        &["test", "--quiet", "--doc"],
        &["test", "--quiet", "--all-features", "--test", "pages"],
        &[
            "test",
            "--quiet",
            "--test",
            "arguments",
            "--test",
            "bodies",
            "--test",
            "views",
            "--test",
            "defaults",
            "--test",
            "extensions",
        ],
    ] {
        let output = Command::new(env!("CARGO"))
            .args(arguments)
            .current_dir(&folder)
            .env("CARGO_TARGET_DIR", folder.join("target"))
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
    }
}

/// All files of the crate that holds every case as a module.
fn generated() -> BTreeMap<String, String> {
    let folders = cases().into_iter().chain([size()]);
    let cases: Vec<Case> = folders.map(|folder| Case::read(&folder)).collect();
    let modules = cases.iter().map(|case| Module {
        name: &case.name,
        api: &case.api,
        facts: &case.facts,
        names: &case.names,
    });
    let krate = Crate {
        name: "golden",
        version: "0.1.0",
        package: &Package::default(),
        modules: modules.collect(),
    };
    let files = format::format(emit_with_reference(&krate, format::chunks)).unwrap();
    files
        .into_iter()
        .map(|(path, text)| (path.as_str().to_owned(), text))
        .collect()
}

/// Where the reviewed text of a file stands; nowhere for files of the runtime,
/// which are copies, of the case that is made here, and for the reference, whose links and programs
/// are tested.
fn expected(path: &str) -> Option<PathBuf> {
    if path.starts_with("docs/") {
        return None;
    }
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    match path
        .strip_prefix("src/")
        .and_then(|path| path.split_once('/'))
    {
        Some(("runtime", "mod.rs")) => Some(tests.join("pass").join("runtime.rs")),
        Some(("runtime" | "size", _)) => None,
        Some((case, file)) => Some(tests.join("pass").join(case).join(file)),
        None => Some(tests.join("pass").join(path.trim_start_matches("src/"))),
    }
}

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pass");
    let mut cases: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|p| p.is_dir())
        .collect();
    cases.sort();
    cases
}

/// The folder of a document that is too large to be kept, or to be reviewed.
fn size() -> PathBuf {
    let mut schemas = String::new();
    // 18. A struct of thousands of fields, and an enum of as many values.
    schemas.push_str("    Wide:\n      type: object\n      properties:\n");
    for field in 0..3000 {
        schemas.push_str(&format!("        field{field}: {{type: string}}\n"));
    }
    let values: Vec<String> = (0..2000).map(|value| format!("value{value}")).collect();
    schemas.push_str(&format!(
        "        kind: {{type: string, enum: [{}]}}\n",
        values.join(", ")
    ));
    schemas.push_str("        chain: {$ref: '#/components/schemas/Chain0'}\n");
    // 11. A chain of more types than the compiler follows by itself.
    for link in 0..LINKS {
        let next = link + 1;
        schemas.push_str(&format!(
            "    Chain{link}: {{type: object, required: [next], properties: \
             {{next: {{$ref: '#/components/schemas/Chain{next}'}}}}}}\n"
        ));
    }
    schemas.push_str(&format!(
        "    Chain{LINKS}: {{type: string, enum: [end]}}\n"
    ));
    let reference = "{application/json: {schema: {$ref: '#/components/schemas/Wide'}}}";
    let document = format!(
        "openapi: 3.0.3\ninfo: {{title: Size, version: '1'}}\n\
         servers: [{{url: 'https://size.example.com'}}]\npaths:\n  /wide:\n    put:\n      \
         operationId: putWide\n      requestBody: {{content: {reference}}}\n      responses:\n        \
         '200': {{description: The same., content: {reference}}}\ncomponents:\n  schemas:\n{schemas}"
    );
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("size");
    write(&folder.join("document.yaml"), &document);
    folder
}

/// Types that hold one another.
const LINKS: usize = 150;

struct Case {
    name: Identifier,
    api: Api,
    facts: Facts,
    names: Names,
}

impl Case {
    fn read(folder: &Path) -> Self {
        let stem = folder.file_name().unwrap().to_str().unwrap();
        let mut report = Report::new();
        let loaded = load::load(&folder.join("document.yaml"), &mut report);
        let canonical = loaded.and_then(|loaded| upgrade::upgrade(loaded.tree, &mut report));
        let document = canonical.and_then(|canonical| check::check(canonical.tree, &mut report));
        let config = ApiConfig::default();
        let api = document.map(|document| lower::lower(&document, &config, &mut report));
        assert!(!report.has_errors(), "{stem}: {:#?}", report.diagnostics());
        let mut api = api.unwrap();
        analyze::share(&mut api);
        analyze::split(&mut api, &config);
        let mut facts = analyze::analyze(&api);
        let names = name::name(&api, &facts, &config);
        analyze::repeats(&api, &mut facts, report.limits(), |id, text| {
            names.write_inside(id, text);
        });
        Self {
            name: name::module(stem),
            api,
            facts,
            names,
        }
    }
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    if fs::read_to_string(path).ok().as_deref() != Some(text) {
        fs::write(path, text).unwrap();
    }
}
