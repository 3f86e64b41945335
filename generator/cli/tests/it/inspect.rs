//! Output of `print`, documents from standard input, and verbosity.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const PETS: &str = "\
openapi: 3.1.0
info: { title: Pets, version: '1' }
servers: [{ url: 'https://pets.example' }]
paths:
  /pets:
    get:
      operationId: listPets
      tags: [pets]
      responses:
        '200': { description: All., content: { application/json: { schema: { $ref: '#/components/schemas/Pets' } } } }
  /pets/{id}:
    get:
      operationId: fetchPet
      parameters: [{ name: id, in: nowhere, schema: { type: string } }]
      responses: { '204': { description: None. } }
components:
  schemas:
    Pets: { type: array, items: { $ref: '#/components/schemas/Pet' } }
    Pet: { type: object, properties: { name: { type: [string, 'null'] }, mother: { $ref: '#/components/schemas/Pet' } } }
";

struct Response {
    code: i32,
    out: String,
    err: String,
}

fn folder(name: &str) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("inspect")
        .join(name);
    let _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(&dir).unwrap();
    dir
}

/// Runs the program with this text as its standard input.
fn bindery(dir: &Path, arguments: &[&str], input: &str) -> Response {
    let mut child = Command::new(env!("CARGO_BIN_EXE_bindery"))
        .args(arguments)
        .current_dir(dir)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that needs no input may have ended.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    Response {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

fn printed(stage: &str) -> String {
    let response = bindery(
        &folder(stage),
        &["print", "-", "--after", stage, "--quiet"],
        PETS,
    );
    assert_eq!((response.code, response.err.as_str()), (0, ""));
    response.out
}

#[test]
fn each_stage_is_shown() {
    let tree = |stage| -> serde_json::Value { serde_json::from_str(&printed(stage)).unwrap() };
    let name = "/components/schemas/Pet/properties/name";
    assert_eq!(tree("load").pointer(name).unwrap()["type"][1], "null");
    assert_eq!(tree("upgrade").pointer(name).unwrap()["nullable"], true);
    assert!(tree("check").pointer("/paths").is_some());
    assert!(printed("lower").starts_with("Api {\n    title: \"Pets\""));
    assert_eq!(
        printed("analyze"),
        "0 alias `Pets` (#/components/schemas/Pets): in responses; total equality; a default\n\
         1 struct `Pet` (#/components/schemas/Pet): in responses; total equality; a default; boxed: 1\n"
    );
    assert!(printed("name").contains("\"list_pets\""));
    let code = printed("emit");
    assert!(code.contains("// ---- Cargo.toml\n"));
    assert!(code.contains("// ---- src/api/client.rs\n") && code.contains("pub fn list_pets"));
}

#[test]
fn trees_are_written_as_yaml_too() {
    let arguments = ["print", "-", "--after", "load", "--format", "yaml"];
    let response = bindery(&folder("yaml"), &arguments, PETS);
    assert!(
        response.out.starts_with("---\nopenapi: \"3.1.0\"\n"),
        "{}",
        response.out
    );
}

#[test]
fn later_problems_do_not_fail_a_stage() {
    let dir = folder("beyond");
    let loaded = bindery(&dir, &["print", "-", "--after", "load"], "a: [1]\n");
    assert_eq!((loaded.code, loaded.err.as_str()), (0, ""));
    let upgraded = bindery(&dir, &["print", "-", "--after", "upgrade"], "a: [1]\n");
    assert_eq!((upgraded.code, upgraded.out.as_str()), (1, ""));
    assert!(
        upgraded.err.contains("error[not-openapi]"),
        "{}",
        upgraded.err
    );
    let unknown = bindery(&dir, &["print", "-", "--after", "emmit"], PETS);
    assert_eq!(unknown.code, 2);
    assert!(
        unknown.err.contains("a similar value exists: 'emit'"),
        "{}",
        unknown.err
    );
}

#[test]
fn a_document_from_standard_input_is_one_like_others() {
    let dir = folder("input");
    let list = bindery(&dir, &["list", "-", "--tag", "pets"], PETS);
    assert_eq!(list.code, 0);
    assert!(list.out.contains("api::Client::list_pets"), "{}", list.out);
    assert!(list.err.contains("--> <stdin>:14:"), "{}", list.err);
    let arguments = ["generate", "-", "--out", "pets", "--crate-name", "pets"];
    assert_eq!(bindery(&dir, &arguments, PETS).code, 0);
    assert!(dir.join("pets/src/api/client.rs").is_file());
    let check = ["check", "-", "--out", "pets", "--crate-name", "pets"];
    assert_eq!(bindery(&dir, &check, PETS).code, 0);
    let other = PETS.replace("listPets", "allPets");
    assert_eq!(bindery(&dir, &check, &other).code, 1);
    assert_eq!(bindery(&dir, &["lint", "-"], "openapi: [").code, 1);
    assert_eq!(bindery(&dir, &["docs", "-"], PETS).code, 0);
    fs::write(dir.join("old.yaml"), PETS).unwrap();
    let diff = bindery(&dir, &["diff", "old.yaml", "-"], &other);
    assert_eq!(diff.code, 1);
    assert!(
        diff.out.contains("the method was called `list_pets`"),
        "{}",
        diff.out
    );
    // It has no folder, so that nothing else can be read for it.
    let away = PETS.replace(
        "'#/components/schemas/Pets'",
        "'old.yaml#/components/schemas/Pets'",
    );
    let refused = bindery(&dir, &["lint", "-"], &away);
    assert!(
        refused.out.contains("error[forbidden-ref]"),
        "{}",
        refused.out
    );
    for arguments in [
        &["list", "-", "-"][..],
        &["diff", "-", "-"],
        &["diff", "-"],
        &["watch", "-"],
    ] {
        let response = bindery(&dir, arguments, PETS);
        assert_eq!(
            (response.code, response.out.as_str()),
            (2, ""),
            "{arguments:?}"
        );
        assert!(response.err.contains("standard input"), "{}", response.err);
    }
}

#[test]
fn more_or_less_is_said() {
    let dir = folder("volume");
    fs::create_dir_all(dir.join("specs")).unwrap();
    fs::write(dir.join("specs/pets.yaml"), PETS).unwrap();
    let usual = bindery(&dir, &["generate"], "");
    assert!(usual.err.contains("warning") && usual.out.contains("created"));
    let quiet = bindery(&dir, &["-q", "generate"], "");
    assert_eq!(
        (quiet.code, quiet.out.as_str(), quiet.err.as_str()),
        (0, "", "")
    );
    let verbose = bindery(&dir, &["check", "--verbose"], "");
    let stages: Vec<&str> = verbose
        .err
        .lines()
        .filter(|line| line.contains(" ms  "))
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert_eq!(
        stages,
        [
            "load", "upgrade", "check", "lower", "analyze", "name", "emit"
        ]
    );
    assert!(
        verbose.err.contains("ms  1 operation, 2 types"),
        "{}",
        verbose.err
    );
    let both = bindery(&dir, &["check", "-q", "-v"], "");
    assert_eq!(both.code, 2);
    fs::write(dir.join("specs/pets.yaml"), "openapi: [").unwrap();
    let quiet = bindery(&dir, &["-q", "generate"], "");
    assert_eq!(quiet.code, 1);
    assert!(quiet.err.contains("error[syntax]"), "{}", quiet.err);
}

#[test]
fn stale_pages_are_1() {
    let dir = folder("docs");
    fs::create_dir_all(dir.join("specs")).unwrap();
    fs::write(dir.join("specs/pets.yaml"), PETS).unwrap();
    let stale = bindery(&dir, &["docs", "--check"], "");
    assert_eq!(stale.code, 1);
    assert!(stale.err.contains("run `bindery docs`"), "{}", stale.err);
    assert!(!dir.join("docs").exists());
    assert_eq!(bindery(&dir, &["docs"], "").code, 0);
    assert_eq!(bindery(&dir, &["docs", "--check"], "").code, 0);
}

#[test]
fn misspelt_words_are_known() {
    let dir = folder("spelling");
    for (arguments, near) in [
        (&["genrate"][..], "'generate'"),
        (&["wacth"], "'watch'"),
        (&["generate", "--crate-nam", "x"], "'--crate-name'"),
        (&["diff", "--fromat", "json"], "'--format'"),
    ] {
        let response = bindery(&dir, arguments, "");
        assert_eq!(response.code, 2);
        assert!(
            response.err.contains("similar") && response.err.contains(near),
            "{}",
            response.err
        );
    }
}
