//! `bindery diff`: each kind of change by an edit of one document, checked against the compiler.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use bindery::diff::{Change, ChangeKind, Effect, State, compare};
use bindery::findings::Findings;
use bindery::job::{Job, Request};
use bindery::pipeline::{Meaning, generate_crate, understand};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const ZOO: &str = include_str!("diff/zoo.yaml");

/// An edit, with what it changes and what taking it back does.
#[derive(Debug, Default)]
struct Case {
    name: String,
    edits: Vec<(String, String)>,
    lines: Vec<String>,
}

impl Case {
    fn edited(&self) -> String {
        let mut text = ZOO.to_owned();
        for (from, to) in &self.edits {
            assert!(text.contains(from), "{}: no `{from}`", self.name);
            text = text.replace(from, to);
        }
        text
    }
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("diff")
        .join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn cases() -> (String, Vec<Case>) {
    let text = include_str!("diff/cases.txt");
    let (head, rest) = text.split_once("\n# ").unwrap();
    let cases = rest.split("\n# ").map(|part| {
        let mut lines = part.lines();
        let mut case = Case {
            name: lines.next().unwrap().to_owned(),
            ..Case::default()
        };
        for line in lines.filter(|line| !line.is_empty()) {
            let (sign, text) = line.split_once(' ').unwrap();
            let text = text.replace("\\n", "\n");
            match sign {
                "-" => case.edits.push((text, String::new())),
                "+" => case.edits.last_mut().unwrap().1 = text,
                _ => case.lines.push(line.to_owned()),
            }
        }
        case
    });
    (head.to_owned(), cases.collect())
}

/// A document or a folder, read.
struct Read(Job, Vec<Findings>, Vec<Meaning>);

impl Read {
    fn of(path: &Path) -> Self {
        let mut request = Request::default();
        match path.is_dir() {
            true => request.specs = path.to_owned(),
            false => request.documents = vec![path.to_owned()],
        }
        let job = request.job().unwrap();
        match understand(&job) {
            Ok((findings, meanings)) => Self(job, findings, meanings),
            Err(failed) => {
                let problems = failed.findings.iter().flat_map(|it| &it.diagnostics);
                panic!("{:?}", problems.collect::<Vec<_>>())
            }
        }
    }

    fn state(&self) -> State<'_> {
        State {
            job: &self.0,
            findings: &self.1,
            meanings: &self.2,
        }
    }
}

fn differences(old: &Path, new: &Path) -> Vec<Change> {
    compare(&Read::of(old).state(), &Read::of(new).state())
}

fn line(direction: char, change: &Change) -> String {
    let (kind, rust, message) = (change.kind, &change.rust, change.message.terminal());
    format!(
        "{direction} {}: {kind}: {rust}: {message}",
        change.effect().name()
    )
}

/// Kinds that no edit of a single document leads to: those of folders, and those that `features.rs`
/// tries, as they take a configuration.
const OTHERS: [ChangeKind; 6] = [
    ChangeKind::ModuleAdded,
    ChangeKind::ModuleRemoved,
    ChangeKind::ModuleRenamed,
    ChangeKind::FeatureAdded,
    ChangeKind::FeatureRemoved,
    ChangeKind::FeatureRequired,
];

#[test]
fn every_kind_of_change_is_found() {
    let folder = folder("kinds");
    let (old, new) = (folder.join("old.yaml"), folder.join("zoo.yaml"));
    fs::write(&old, ZOO).unwrap();
    let old = Read::of(&old);
    let (mut text, cases) = cases();
    let mut met: BTreeSet<ChangeKind> = OTHERS.into();
    let (mut found, mut expected) = (Vec::new(), Vec::new());
    for case in cases {
        fs::write(&new, case.edited()).unwrap();
        let new = Read::of(&new);
        text.push_str(&format!("\n# {}\n", case.name));
        for (from, to) in &case.edits {
            let (from, to) = (from.replace('\n', "\\n"), to.replace('\n', "\\n"));
            text.push_str(&format!("- {from}\n+ {to}\n"));
        }
        let mut lines = Vec::new();
        for (direction, one, other) in [('>', &old, &new), ('<', &new, &old)] {
            let mut changes = compare(&one.state(), &other.state());
            met.extend(changes.iter().map(|change| change.kind));
            // The module of a single document is named after the new file.
            changes
                .iter_mut()
                .for_each(|change| change.rust = change.rust.replace("old::", "zoo::"));
            lines.extend(changes.iter().map(|change| line(direction, change)));
        }
        text.extend(lines.iter().map(|line| format!("{line}\n")));
        found.push((case.name.clone(), lines));
        expected.push((case.name, case.lines));
    }
    if std::env::var_os("BINDERY_BLESS").is_some() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/diff/cases.txt");
        fs::write(path, text).unwrap();
    } else {
        assert_eq!(found, expected);
    }
    let missing: Vec<_> = ChangeKind::ALL
        .iter()
        .filter(|kind| !met.contains(kind))
        .collect();
    assert_eq!(missing, Vec::<&ChangeKind>::new(), "no case leads to these");
}

#[test]
fn places_are_those_of_both_documents() {
    let folder = folder("places");
    fs::write(folder.join("old.yaml"), ZOO).unwrap();
    let moved = ZOO.replace("paths:\n", "paths:\n\n\n");
    let moved = moved.replace("operationId: photo", "operationId: picture");
    fs::write(folder.join("new.yaml"), moved).unwrap();
    let changes = differences(&folder.join("old.yaml"), &folder.join("new.yaml"));
    assert_eq!(changes.len(), 1);
    let (old, new) = (
        changes[0].old.clone().unwrap(),
        changes[0].new.clone().unwrap(),
    );
    assert_eq!(new.line, old.line + 2);
    assert!(old.file.contains("old.yaml") && new.file.contains("new.yaml"));
    assert_eq!(old.pointer, "#/paths/~1animals~1{id}~1photo/get");
    assert_eq!(old.pointer, new.pointer);
}

#[test]
fn folders_are_compared_module_by_module() {
    let folder = folder("modules");
    for side in ["old", "new"] {
        fs::create_dir_all(folder.join(side)).unwrap();
        fs::write(folder.join(side).join("zoo.yaml"), ZOO).unwrap();
        fs::write(folder.join(side).join("park.yaml"), ZOO).unwrap();
    }
    fs::rename(folder.join("new/park.yaml"), folder.join("new/farm.yaml")).unwrap();
    fs::write(
        folder.join("new/bindery.toml"),
        "[api.zoo]\nmodule = \"animals\"\n",
    )
    .unwrap();
    let changes = differences(&folder.join("old"), &folder.join("new"));
    let lines: Vec<_> = changes.iter().map(|change| line('>', change)).collect();
    assert_eq!(
        lines,
        [
            "> breaking: module-renamed: animals: the module was called `zoo`",
            "> compatible: module-added: farm: the module is new",
            "> breaking: module-removed: park: the module is gone",
        ]
    );
    assert_eq!(differences(&folder.join("old"), &folder.join("old")), []);
    assert!(
        changes
            .iter()
            .any(|change| change.effect() == Effect::Breaking)
    );
}

/// A crate with the document before and behind each edit, and a program for each, which uses all of
/// the first.
fn workspace(folder: &Path, cases: &[Case]) -> Vec<String> {
    let specs = folder.join("specs");
    fs::create_dir_all(&specs).unwrap();
    let modules: Vec<_> = (0..=cases.len())
        .map(|number| format!("case{number}"))
        .collect();
    fs::write(specs.join("case0.yaml"), ZOO).unwrap();
    for (module, case) in modules.iter().skip(1).zip(cases) {
        fs::write(specs.join(format!("{module}.yaml")), case.edited()).unwrap();
    }
    let request = Request {
        specs,
        out: folder.join("zoos"),
        crate_name: Some("zoos".to_owned()),
        ..Request::default()
    };
    let bound = generate_crate(&request.job().unwrap()).unwrap();
    bindery::write::write(&request.out, &bound.files, &bound.stamp, true).unwrap();
    let programs = folder.join("callers/examples");
    fs::create_dir_all(&programs).unwrap();
    fs::create_dir_all(folder.join("callers/src")).unwrap();
    fs::write(folder.join("callers/src/lib.rs"), "").unwrap();
    let manifest = "[package]\nname = \"callers\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
        [dev-dependencies]\nhttp = \"1\"\nserde = \"1\"\nserde_json = \"1\"\n\
        zoos = { path = \"../zoos\", default-features = false, features = [\"blocking\"] }\n";
    fs::write(folder.join("callers/Cargo.toml"), manifest).unwrap();
    let workspace = "[workspace]\nmembers = [\"zoos\", \"callers\"]\nresolver = \"3\"\n";
    fs::write(folder.join("Cargo.toml"), workspace).unwrap();
    for module in &modules {
        let program = include_str!("diff/caller.rs").replace("MODULE", module);
        fs::write(programs.join(format!("{module}.rs")), program).unwrap();
    }
    modules
}

/// The programs that do not compile, by the modules that they use.
fn failing(folder: &Path) -> BTreeSet<String> {
    let output = Command::new(env!("CARGO"))
        .args([
            "check",
            "--examples",
            "--keep-going",
            "--message-format",
            "json",
        ])
        .args(["--offline", "--package", "callers"])
        .env("CARGO_TARGET_DIR", folder.join("../callers-target"))
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .current_dir(folder)
        .output()
        .unwrap();
    let lines = output.stdout.split(|byte| *byte == b'\n');
    let mut failing = BTreeSet::new();
    for line in lines.filter(|line| !line.is_empty()) {
        let message: Value = serde_json::from_slice(line).unwrap();
        if message["reason"] == "compiler-message" && message["message"]["level"] == "error" {
            failing.insert(message["target"]["name"].as_str().unwrap().to_owned());
        }
    }
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.success(), failing.is_empty(), "{said}");
    failing
}

#[test]
fn the_compiler_agrees() {
    let folder = folder("callers");
    let (_, cases) = cases();
    let modules = workspace(&folder, &cases);
    let failing = failing(&folder);
    assert!(
        !failing.contains("case0"),
        "the program is not one for zoo.yaml"
    );
    let mut wrong = Vec::new();
    for (module, case) in modules.iter().skip(1).zip(&cases) {
        // Runtime items that several modules share are available to all of them.
        let breaks = case
            .lines
            .iter()
            .any(|line| line.starts_with("> breaking") && !line.contains("export-removed"));
        if breaks != failing.contains(module) {
            wrong.push((&case.name, breaks));
        }
    }
    assert_eq!(wrong, [], "said to break, and the compiler says otherwise");
}

fn bindery(dir: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_bindery"))
        .args(arguments)
        .current_dir(dir)
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    let code = output.status.code().unwrap();
    (code, text(output.stdout), text(output.stderr))
}

/// A checkout whose last commit holds the zoo in two files.
fn checkout(name: &str) -> PathBuf {
    let dir = folder(name);
    fs::create_dir_all(dir.join("specs/parts")).unwrap();
    let kind = "Kind: { type: string, enum: [cat, dog] }";
    let split = ZOO.replace(kind, "Kind: { $ref: 'parts/kinds.yaml#/Kind' }");
    fs::write(dir.join("specs/zoo.yaml"), split).unwrap();
    fs::write(dir.join("specs/parts/kinds.yaml"), format!("{kind}\n")).unwrap();
    let who = [
        "-c",
        "user.name=a",
        "-c",
        "user.email=a@b.example",
        "-c",
        "commit.gpgsign=false",
    ];
    for arguments in [
        &["init", "--quiet"][..],
        &["add", "."],
        &["commit", "--quiet", "--message", "one"],
    ] {
        let status = Command::new("git")
            .args(who)
            .args(arguments)
            .current_dir(&dir)
            .status();
        assert!(status.unwrap().success());
    }
    dir
}

#[test]
fn what_was_committed_is_the_old_side() {
    let dir = checkout("committed");
    let before = fs::read(dir.join(".git/index")).unwrap();
    let nothing = "nothing is different for callers\nno new version is needed\n";
    assert_eq!(
        bindery(&dir, &["diff"]),
        (0, nothing.to_owned(), String::new())
    );
    let kinds = dir.join("specs/parts/kinds.yaml");
    let text = fs::read_to_string(&kinds).unwrap();
    fs::write(&kinds, text.replace("cat, dog", "cat, cow")).unwrap();
    for arguments in [
        &["diff"][..],
        &["diff", "specs/zoo.yaml"],
        &["diff", "--since", "HEAD"],
    ] {
        let (code, out, err) = bindery(&dir, arguments);
        assert_eq!((code, err.as_str()), (1, ""));
        assert!(
            out.contains("zoo::types::Kind::Dog: the value `Dog` is gone [value-removed]"),
            "{out}"
        );
        assert!(out.contains("Kind::Cow: the value `Cow` is new"), "{out}");
    }
    let (code, out, _) = bindery(&dir, &["diff", "--format", "json"]);
    let value: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((code, &value["breaking"]), (1, &Value::Bool(true)));
    assert_eq!(value["version"]["level"], "major");
    assert_eq!(
        (&value["version"]["from"], &value["version"]["to"]),
        (&"0.1.0".into(), &"0.2.0".into())
    );
    let removed = value["changes"].as_array().unwrap();
    let removed = removed
        .iter()
        .find(|change| change["kind"] == "value-removed")
        .unwrap();
    assert_eq!(removed["old"]["file"], "HEAD:specs/parts/kinds.yaml");
    assert_eq!(removed["new"]["file"], "specs/parts/kinds.yaml");
    assert_eq!(removed["old"]["pointer"], "#/Kind");
    let (_, out, _) = bindery(&dir, &["diff", "--format", "markdown"]);
    assert!(
        out.starts_with("## Breaks callers\n\n- type `Kind`\n  - `zoo::types::Kind::Dog`: "),
        "{out}"
    );
    assert_eq!(
        fs::read(dir.join(".git/index")).unwrap(),
        before,
        "the checkout is left alone"
    );
}

#[test]
fn failed_calls_exit_with_2() {
    let dir = checkout("wrong");
    fs::write(dir.join("new.yaml"), ZOO).unwrap();
    for (arguments, said) in [
        (
            &["diff", "nothing.yaml"][..],
            "there is no file or folder `nothing.yaml`",
        ),
        (&["diff", "--since", "v9"], "the revision `v9` is not there"),
        (&["diff", "--since=--all"], "`--all` is no revision"),
        (&["diff", "new.yaml"], "`HEAD` has no `new.yaml`"),
        (
            &["diff", "new.yaml", "new.yaml", "--since", "HEAD"],
            "cannot be used with",
        ),
        (
            &["diff", "--config", "none.toml"],
            "there is no file `none.toml`",
        ),
    ] {
        let (code, out, err) = bindery(&dir, arguments);
        assert_eq!((code, out.as_str()), (2, ""), "{arguments:?}");
        assert!(err.contains(said), "{arguments:?}: {err}");
    }
    fs::write(dir.join("new.yaml"), "openapi: [").unwrap();
    let (code, out, err) = bindery(&dir, &["diff", "specs/zoo.yaml", "new.yaml"]);
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(err.contains("error[syntax]"), "{err}");
    // Where there is no git, two documents can still be compared.
    let output = Command::new(env!("CARGO_BIN_EXE_bindery"))
        .arg("diff")
        .env("PATH", "")
        .current_dir(&dir)
        .output()
        .unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        err.contains("the program `git` is not there")
            && err.contains("bindery diff old.yaml new.yaml"),
        "{err}"
    );
}
