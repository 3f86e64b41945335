//! Does a crate whose operations are behind features compile with any of them, and is then there
//! what the features say and nothing else?

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use bindery::diff::{Change, State, compare};
use bindery::job::{Job, Request};
use bindery::pipeline::{generate_crate, understand};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const PETS: &str = include_str!("features/pets.yaml");

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("features")
        .join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("specs")).unwrap();
    folder
}

/// What a folder of documents and a configuration make.
fn job(folder: &Path, configuration: &str, documents: &[(&str, &str)]) -> Job {
    let specs = folder.join("specs");
    fs::write(specs.join("bindery.toml"), configuration).unwrap();
    for (name, text) in documents {
        fs::write(specs.join(format!("{name}.yaml")), text).unwrap();
    }
    let request = Request {
        specs,
        out: folder.join("crate"),
        ..Request::default()
    };
    request.job().unwrap()
}

/// Writes the crate, and gives its manifest.
fn written(folder: &Path, configuration: &str, documents: &[(&str, &str)]) -> String {
    let bound = generate_crate(&job(folder, configuration, documents)).unwrap();
    let out = folder.join("crate");
    bindery::write::write(&out, &bound.files, &bound.stamp, true).unwrap();
    fs::read_to_string(out.join("Cargo.toml")).unwrap()
}

fn table(manifest: &str) -> &str {
    let table = manifest.split("[features]\n").nth(1).unwrap();
    table.split("\n[").next().unwrap()
}

/// The names of the features of tags.
fn features(manifest: &str) -> Vec<&str> {
    let lines = table(manifest).lines();
    let names = lines.filter_map(|line| line.strip_suffix(" = []"));
    names.filter(|name| *name != "mock").collect()
}

/// Dependencies are built where those of the golden outputs are: they are the same.
fn cargo(folder: &Path, arguments: &[&str]) -> Output {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("golden/target");
    Command::new(env!("CARGO"))
        .args(arguments)
        .current_dir(folder.join("crate"))
        .env("CARGO_TARGET_DIR", target)
        .env("RUSTFLAGS", "-D warnings")
        .env("RUSTDOCFLAGS", "-D warnings")
        .output()
        .unwrap()
}

fn succeeds(folder: &Path, arguments: &[&str]) {
    let output = cargo(folder, arguments);
    let said = String::from_utf8_lossy(&output.stderr);
    let reported = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success(),
        "cargo {}:\n{said}\n{reported}",
        arguments.join(" ")
    );
}

/// As a package of a workspace of its own, with the versions that are tested everywhere else.
fn alone(folder: &Path, manifest: &str) {
    let root = folder.join("crate");
    fs::write(
        root.join("Cargo.toml"),
        format!("{manifest}\n[workspace]\n"),
    )
    .unwrap();
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
    fs::copy(lock, root.join("Cargo.lock")).unwrap();
}

#[test]
fn tags_are_features() {
    let folder = folder("manifest");
    let manifest = written(&folder, "[crate]\nfeatures = \"tags\"\n", &[("pets", PETS)]);
    let names = [
        "cats",
        "dogs",
        "mock-operations",
        "mod",
        "shared",
        "type",
        "u65e5-u672c",
        "untagged",
        "walks",
    ];
    assert_eq!(features(&manifest), names);
    assert!(manifest.contains("\ndefault = [\"all-operations\", \"hyper\"]\n"));
    let lines: Vec<String> = names.map(|name| format!("    \"{name}\",\n")).into();
    let all = format!("\nall-operations = [\n{}]\n", lines.concat());
    assert!(manifest.contains(&all), "{manifest}");
    let readme = fs::read_to_string(folder.join("crate/README.md")).unwrap();
    assert!(
        readme.contains("\n| `cats` | `Cats`, `cats` | 2 |\n"),
        "{readme}"
    );
    assert!(
        readme.contains("\nOne operation needs no feature.\n"),
        "{readme}"
    );
}

#[test]
fn several_apis_have_features_of_their_own() {
    let documents = [("pets", PETS), ("more_pets", PETS), ("plain", PETS)];
    let configuration = "[crate]\nfeatures = \"tags\"\n[api.plain]\nfeatures = \"none\"\n";
    let folder = folder("several");
    let manifest = written(&folder, configuration, &documents);
    let features = features(&manifest);
    assert_eq!(features.len(), 18);
    assert!(features.contains(&"pets-cats") && features.contains(&"more-pets-cats"));
    let table = table(&manifest);
    assert!(
        table.contains("\nall-operations = [\n    \"more-pets\",\n    \"pets\",\n]\n"),
        "{table}"
    );
    assert!(
        table.contains("\nmore-pets = [\n    \"more-pets-cats\",\n"),
        "{table}"
    );
    alone(&folder, &manifest);
    for features in ["plain", "pets", "more-pets-walks,pets-cats"] {
        let chosen = features.replace("plain", "mock");
        succeeds(
            &folder,
            &[
                "check",
                "--quiet",
                "--no-default-features",
                "--features",
                &chosen,
            ],
        );
    }
}

#[test]
fn without_need_there_are_none() {
    for configuration in ["", "[crate]\nfeatures = \"none\"\n"] {
        let folder = folder("none");
        let manifest = written(&folder, configuration, &[("pets", PETS)]);
        assert_eq!(features(&manifest), Vec::<&str>::new());
        assert!(!manifest.contains("all-operations"));
        assert!(folder.join("crate/src/pets/types.rs").exists());
        assert!(!folder.join("crate/src/pets/types").exists());
    }
}

#[test]
fn every_choice_of_features_compiles_without_a_warning() {
    let folder = folder("compiled");
    let configuration = "[crate]\nfeatures = \"tags\"\ndocs = true\n";
    let manifest = written(&folder, configuration, &[("pets", PETS)]);
    alone(&folder, &manifest);
    // Cats' and dogs': what another name stands for is there with either.
    let dogs = folder.join("crate/src/pets/types/shared/dog.rs");
    let dogs = fs::read_to_string(dogs).unwrap();
    assert!(dogs.contains("pub type Harness = Collar;"), "{dogs}");
    let check = ["check", "--quiet", "--no-default-features"];
    succeeds(&folder, &check);
    for feature in features(&manifest) {
        let arguments = [&check[..], &["--features", feature]].concat();
        succeeds(&folder, &arguments);
    }
    for features in [
        "cats,walks,blocking,mock",
        "dogs,shared",
        "all-operations,jiff",
    ] {
        let arguments = [&check[..], &["--features", features]].concat();
        succeeds(&folder, &arguments);
    }
    succeeds(&folder, &["doc", "--quiet", "--no-deps", "--all-features"]);
    // Examples are those of operations that are there.
    let tested = ["test", "--quiet", "--doc", "--no-default-features"];
    let arguments = [&tested[..], &["--features", "hyper,dogs"]].concat();
    succeeds(&folder, &arguments);
}

/// A router leads to every operation.
#[test]
fn a_server_has_the_operations_of_all_features() {
    let folder = folder("server");
    let configuration = "[crate]\nfeatures = \"tags\"\nserver = true\n";
    let manifest = written(&folder, configuration, &[("pets", PETS)]);
    let server = "\nserver = [\"dep:axum\", \"all-operations\"]\n";
    assert!(manifest.contains(server), "{manifest}");
    alone(&folder, &manifest);
    let check = ["check", "--quiet", "--no-default-features", "--features"];
    for features in ["server", "cats"] {
        succeeds(&folder, &[&check[..], &[features]].concat());
    }
}

/// Each with a feature that it needs, and one that is not enough.
const PROGRAMS: [(&str, &str, &str, &str); 5] = [
    ("cats", "cats", "dogs", "let _ = client.list_cats();"),
    (
        "either",
        "walks",
        "cats",
        "let _ = client.fetch_dog(\"abcd\");",
    ),
    (
        "only",
        "dogs",
        "walks",
        "let _ = client.replace_dog(\"abcd\", pets::types::Dog::default());",
    ),
    (
        "part",
        "cats",
        "shared",
        "let _: Option<pets::types::Walk> = None; let _ = client.about();",
    ),
    (
        "headers",
        "cats",
        "mod",
        "let _: Option<pets::types::CatRequest> = None; let _ = client.about();",
    ),
];

#[test]
fn what_a_feature_is_for_is_there_with_it_alone() {
    let folder = folder("programs");
    let manifest = written(&folder, "[crate]\nfeatures = \"tags\"\n", &[("pets", PETS)]);
    alone(&folder, &manifest);
    let examples = folder.join("crate/examples");
    fs::create_dir_all(&examples).unwrap();
    for (name, _, _, call) in PROGRAMS {
        let program = format!(
            "use pets::pets;\n\nfn main() {{\n    let client = pets::Client::detached();\n    \
             let _ = {{ {call} }};\n}}\n"
        );
        fs::write(examples.join(format!("{name}.rs")), program).unwrap();
    }
    let check = |name: &str, feature: &str| {
        let arguments = ["check", "--quiet", "--no-default-features", "--features"];
        cargo(
            &folder,
            &[&arguments[..], &[feature, "--example", name]].concat(),
        )
    };
    for (name, enough, other, _) in PROGRAMS {
        let output = check(name, enough);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{name} with {enough}: {said}");
        let output = check(name, other);
        let said = String::from_utf8_lossy(&output.stderr);
        let missing = [
            "error[E0599]",
            "error[E0425]",
            "error[E0412]",
            "error[E0433]",
        ];
        let missed = missing.iter().any(|code| said.contains(code));
        assert!(
            !output.status.success() && missed,
            "{name} with {other}: {said}"
        );
    }
}

fn changes(name: &str, old: (&str, &str), new: (&str, &str)) -> Vec<String> {
    let [old, new] = [("old", old), ("new", new)].map(|(side, (configuration, document))| {
        let folder = folder(&format!("{name}-{side}"));
        let job = job(&folder, configuration, &[("pets", document)]);
        let (findings, meanings) = understand(&job).unwrap();
        (job, findings, meanings)
    });
    let [old, new] = [&old, &new].map(|(job, findings, meanings)| State {
        job,
        findings,
        meanings,
    });
    let line = |change: Change| {
        let (effect, kind) = (change.effect().name(), change.kind);
        format!(
            "{effect}: {kind}: {}: {}",
            change.rust,
            change.message.terminal()
        )
    };
    compare(&old, &new).into_iter().map(line).collect()
}

#[test]
fn what_callers_have_to_ask_for_is_compared() {
    let tags = "[crate]\nfeatures = \"tags\"\n";
    let with = |from: &str, to: &str| {
        assert!(PETS.contains(from), "{from}");
        changes(to, (tags, PETS), (tags, &PETS.replace(from, to)))
    };
    assert_eq!(
        changes("on", ("", PETS), (tags, PETS)),
        [
            "breaking: feature-required: pets::Client: its operations are behind features, which are on by default"
        ]
    );
    assert_eq!(
        with("tags: [Shared]", "tags: []"),
        ["breaking: feature-removed: pets::Client: the feature `shared` is gone",]
    );
    assert_eq!(
        with("tags: [mock]", "tags: [Pictures]"),
        [
            "breaking: feature-removed: pets::Client: the feature `mock-operations` is gone",
            "compatible: feature-added: pets::Client: the feature `pictures` is new",
            "breaking: feature-required: pets::Client::mocked: it is there with `pictures` instead of \
             with `mock-operations`",
        ]
    );
    assert_eq!(
        with("tags: [Walks]", "tags: [Walks, Dogs]"),
        Vec::<String>::new()
    );
    assert_eq!(
        with(
            "operationId: about",
            "operationId: about\n      tags: [cats]"
        ),
        [
            "breaking: feature-required: pets::Client::about: it is there with `cats` instead of always",
            "breaking: feature-required: pets::types::About: it is there with `cats` instead of always",
            "breaking: feature-required: pets::types::Kind: it is there with `cats` instead of always",
        ]
    );
}
