//! Does rustdoc find the examples of the generator and no others?

use super::injection::{Trial, job};
use super::payloads::payloads;
use super::sound::Inspector;
use super::table::{Table, written};
use bindery::pipeline::generate_crate;
use bindery::write::write;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

/// The payloads whose documents are modules of the crate.
const MODULES: [&str; 4] = [
    "fences",
    "fence behind a code span",
    "wrapped fence",
    "markup",
];

/// The code blocks that `positions.rs` looks at are those that rustdoc compiles: were one of them read
/// otherwise, a document could bring a test that nothing has looked at.
#[test]
fn rustdoc_finds_the_examples_of_the_generator_and_no_others() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile/examples");
    let out = folder.join("crate");
    let table = Table::read();
    let mut trial = Trial::new(&table, &folder);
    let mut documents = Vec::new();
    for payload in payloads(false) {
        if MODULES.contains(&payload.name) {
            trial.together(&payload);
            for document in trial.accepted.drain(..) {
                let path = folder.join(format!("document{}.json", documents.len()));
                fs::write(&path, written(&document)).unwrap();
                documents.push(path);
            }
        }
    }
    assert_eq!(documents.len(), 2 * MODULES.len());
    let job = job(documents, &folder.join("bindery.toml"));
    let bound = generate_crate(&job).unwrap();
    let mut expected: BTreeMap<String, usize> = BTreeMap::new();
    for (path, text) in &bound.files {
        let mut inspector = Inspector::default();
        let files = BTreeMap::from([(path.clone(), text.clone())]);
        // The manifest is looked at elsewhere.
        if path.as_str() != "Cargo.toml" {
            assert_eq!(inspector.problems(&files), Vec::<String>::new());
        }
        if inspector.doctests > 0 {
            expected.insert(path.as_str().to_owned(), inspector.doctests);
        }
    }
    write(&out, &bound.files, &bound.stamp, true).unwrap();

    let manifest = out.join("Cargo.toml");
    let text = fs::read_to_string(&manifest).unwrap();
    fs::write(&manifest, text + "\n[workspace]\n").unwrap();
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("cli/tests/it/conformance/Cargo.lock");
    fs::copy(lock, out.join("Cargo.lock")).unwrap();
    let output = Command::new(env!("CARGO"))
        .args(["test", "--quiet", "--doc", "--all-features", "--", "--list"])
        .current_dir(&out)
        // The dependencies of the outputs in `pass/`, which are built already.
        .env(
            "CARGO_TARGET_DIR",
            Path::new(env!("CARGO_TARGET_TMPDIR")).join("golden/target"),
        )
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    let mut listed: BTreeMap<String, usize> = BTreeMap::new();
    let list = String::from_utf8(output.stdout).unwrap();
    for line in list.lines().filter(|line| line.ends_with(": test")) {
        let path = line.split(" - ").next().unwrap().replace("src/../", "");
        *listed.entry(path).or_default() += 1;
    }
    assert_eq!(listed, expected);
    println!(
        "{} examples in {} files",
        listed.values().sum::<usize>(),
        listed.len()
    );
}
