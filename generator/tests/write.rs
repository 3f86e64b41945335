//! The write contract: only differences are written, only to files of ours, and edits are protected.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use bindery::emit::RelativePath;
use bindery::write::{Change, Stamp, Summary, WriteError, plan, read_lock, write};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

type Tree = BTreeMap<RelativePath, String>;

fn tree(files: &[(&str, &str)]) -> Tree {
    let file = |(path, text): &(&str, &str)| (RelativePath::new(path).unwrap(), (*text).to_owned());
    files.iter().map(file).collect()
}

fn stamp(fingerprint: &str) -> Stamp {
    Stamp {
        generator: "bindery 0".to_owned(),
        fingerprint: fingerprint.to_owned(),
        ..Stamp::default()
    }
}

/// A folder of this test's own, empty.
fn folder(name: &str) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("write")
        .join(name);
    let _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(&dir).unwrap();
    dir
}

fn run(dir: &Path, files: &Tree) -> Result<Summary, WriteError> {
    write(dir, files, &stamp("f"), false)
}

fn names(paths: &[RelativePath]) -> Vec<&str> {
    paths.iter().map(RelativePath::as_str).collect()
}

fn refused(result: Result<Summary, WriteError>) -> String {
    result.unwrap_err().to_string()
}

/// How a generated file begins.
const HEADER: &str = "// Made by bindery\n";

const PETS: &[(&str, &str)] = &[
    ("Cargo.toml", "# Made by bindery\n[package]\n"),
    ("src/lib.rs", "// Made by bindery\nmod pets;\n"),
    ("src/pets/types.rs", "// Made by bindery\nstruct Pet;\n"),
];

#[test]
fn a_second_run_touches_nothing() {
    let dir = folder("twice").join("not/there/yet");
    let summary = run(&dir, &tree(PETS)).unwrap();
    assert_eq!(
        names(&summary.created),
        ["Cargo.toml", "src/lib.rs", "src/pets/types.rs"]
    );

    let long_ago = SystemTime::now() - Duration::from_secs(100_000);
    for name in [
        "Cargo.toml",
        "src/lib.rs",
        "src/pets/types.rs",
        "bindery.lock",
    ] {
        let file = fs::File::options()
            .write(true)
            .open(dir.join(name))
            .unwrap();
        file.set_modified(long_ago).unwrap();
    }
    let summary = run(&dir, &tree(PETS)).unwrap();
    assert!(summary.is_empty(), "{summary:?}");
    assert_eq!(summary.unchanged, 3);
    for name in [
        "Cargo.toml",
        "src/lib.rs",
        "src/pets/types.rs",
        "bindery.lock",
    ] {
        assert_eq!(
            fs::metadata(dir.join(name)).unwrap().modified().unwrap(),
            long_ago,
            "{name}"
        );
    }
}

#[test]
fn only_what_differs_is_written() {
    let dir = folder("differs");
    run(&dir, &tree(PETS)).unwrap();
    let long_ago = SystemTime::now() - Duration::from_secs(100_000);
    let manifest = fs::File::options()
        .write(true)
        .open(dir.join("Cargo.toml"))
        .unwrap();
    manifest.set_modified(long_ago).unwrap();

    let next = tree(&[PETS[0], ("src/lib.rs", "mod cats;\n"), ("src/cats.rs", "")]);
    let summary = run(&dir, &next).unwrap();
    assert_eq!(names(&summary.created), ["src/cats.rs"]);
    assert_eq!(names(&summary.updated), ["src/lib.rs"]);
    assert_eq!(names(&summary.deleted), ["src/pets/types.rs"]);
    assert_eq!(
        fs::metadata(dir.join("Cargo.toml"))
            .unwrap()
            .modified()
            .unwrap(),
        long_ago
    );
    assert!(!dir.join("src/pets").exists(), "the empty folder is gone");
    assert_eq!(
        fs::read_to_string(dir.join("src/lib.rs")).unwrap(),
        "mod cats;\n"
    );
}

#[test]
fn files_that_are_not_listed_stay() {
    let dir = folder("foreign");
    run(&dir, &tree(PETS)).unwrap();
    fs::write(dir.join("src/pets/mine.rs"), "mine").unwrap();
    fs::write(dir.join("Cargo.lock"), "lock").unwrap();
    run(&dir, &tree(&PETS[..1])).unwrap();
    assert_eq!(
        fs::read_to_string(dir.join("src/pets/mine.rs")).unwrap(),
        "mine"
    );
    assert_eq!(fs::read_to_string(dir.join("Cargo.lock")).unwrap(), "lock");
    assert!(!dir.join("src/pets/types.rs").exists());
}

#[test]
fn a_file_in_the_way_is_named_and_kept_unless_forced() {
    let dir = folder("in-the-way");
    fs::create_dir_all(dir.join("src")).unwrap();
    fs::write(dir.join("src/lib.rs"), "mine").unwrap();
    fs::write(dir.join("Cargo.toml"), PETS[0].1).unwrap();
    let message = refused(run(&dir, &tree(PETS)));
    assert!(
        message.contains("lib.rs") && message.contains("--force"),
        "{message}"
    );
    assert!(
        !message.contains("Cargo.toml"),
        "equal content is ours: {message}"
    );
    assert_eq!(fs::read_to_string(dir.join("src/lib.rs")).unwrap(), "mine");
    assert!(!dir.join("bindery.lock").exists());

    write(&dir, &tree(PETS), &stamp("f"), true).unwrap();
    assert_eq!(
        fs::read_to_string(dir.join("src/lib.rs")).unwrap(),
        PETS[1].1
    );
}

#[test]
fn edits_are_protected() {
    let dir = folder("edited");
    run(&dir, &tree(PETS)).unwrap();
    fs::write(
        dir.join("src/lib.rs"),
        format!("{HEADER}mod pets; // and a remark\n"),
    )
    .unwrap();
    fs::write(
        dir.join("src/pets/types.rs"),
        format!("{HEADER}struct Dog;\n"),
    )
    .unwrap();
    let fewer = tree(&PETS[..2]);
    {
        let plan = plan(&dir, &fewer, &Stamp::default()).unwrap();
        assert_eq!(
            names(plan.hand_edited()),
            ["src/pets/types.rs", "src/lib.rs"]
        );
        assert!(!plan.is_empty());
    }
    let message = refused(run(&dir, &fewer));
    for part in ["lib.rs", "types.rs", "--force"] {
        assert!(message.contains(part), "{part}: {message}");
    }
    assert_eq!(
        fs::read_to_string(dir.join("src/pets/types.rs")).unwrap(),
        format!("{HEADER}struct Dog;\n")
    );

    write(&dir, &fewer, &stamp("f"), true).unwrap();
    assert!(!dir.join("src/pets").exists());
    assert!(run(&dir, &fewer).unwrap().is_empty());
}

/// What a power cut leaves begins like the file as well, but ends with a sector of the disk.
#[test]
fn a_file_whose_end_was_deleted_is_edited() {
    let dir = folder("shortened");
    run(&dir, &tree(PETS)).unwrap();
    fs::write(dir.join("src/lib.rs"), &PETS[1].1.as_bytes()[..4]).unwrap();
    let message = refused(run(&dir, &tree(PETS)));
    assert!(message.contains("lib.rs"), "{message}");
    fs::write(dir.join("src/lib.rs"), "").unwrap();
    assert_eq!(
        names(&run(&dir, &tree(PETS)).unwrap().updated),
        ["src/lib.rs"]
    );
}

#[test]
fn an_edit_that_is_what_would_be_written_is_none() {
    let dir = folder("same-edit");
    run(&dir, &tree(PETS)).unwrap();
    fs::write(dir.join("src/lib.rs"), "mod cats;\n").unwrap();
    let next = tree(&[PETS[0], ("src/lib.rs", "mod cats;\n"), PETS[2]]);
    let summary = run(&dir, &next).unwrap();
    assert_eq!(summary.changed(), 0);
    assert!(summary.lock_written);
}

#[test]
fn line_ends_changed_by_a_checkout_are_no_edit() {
    let dir = folder("crlf");
    run(&dir, &tree(PETS)).unwrap();
    for name in ["src/lib.rs", "src/pets/types.rs", "bindery.lock"] {
        let text = fs::read_to_string(dir.join(name)).unwrap();
        fs::write(dir.join(name), text.replace('\n', "\r\n")).unwrap();
    }
    assert!(run(&dir, &tree(PETS)).unwrap().is_empty());
    let next = tree(&[PETS[0], ("src/lib.rs", "mod cats;\n")]);
    assert_eq!(run(&dir, &next).unwrap().changed(), 2);
}

#[test]
fn a_deleted_file_comes_back() {
    let dir = folder("deleted");
    run(&dir, &tree(PETS)).unwrap();
    fs::remove_file(dir.join("src/lib.rs")).unwrap();
    assert_eq!(
        names(&run(&dir, &tree(PETS)).unwrap().created),
        ["src/lib.rs"]
    );
}

#[test]
fn a_folder_where_a_file_should_be_is_named() {
    let dir = folder("folder");
    fs::create_dir_all(dir.join("src/lib.rs")).unwrap();
    let message = refused(write(&dir, &tree(PETS), &stamp("f"), true));
    assert!(message.contains("lib.rs is a folder"), "{message}");
}

#[test]
fn a_file_where_a_folder_should_be_is_named() {
    let dir = folder("file");
    fs::write(dir.join("src"), "").unwrap();
    let message = refused(write(&dir, &tree(PETS), &stamp("f"), true));
    assert!(message.contains("src is no folder"), "{message}");
}

#[test]
fn a_file_of_ours_gives_way_to_a_folder() {
    let dir = folder("gives-way");
    run(&dir, &tree(&[("src/pets", HEADER)])).unwrap();
    let summary = run(&dir, &tree(&[("src/pets/mod.rs", "")])).unwrap();
    assert_eq!(names(&summary.deleted), ["src/pets"]);
    assert!(dir.join("src/pets/mod.rs").is_file());
}

#[cfg(unix)]
#[test]
fn links_are_not_written_through() {
    let dir = folder("link");
    let elsewhere = folder("link-elsewhere");
    fs::write(elsewhere.join("lib.rs"), "elsewhere").unwrap();
    std::os::unix::fs::symlink(&elsewhere, dir.join("src")).unwrap();
    let message = refused(write(&dir, &tree(PETS), &stamp("f"), true));
    assert!(message.contains("src is a symbolic link"), "{message}");

    let dir = folder("link-file");
    std::os::unix::fs::symlink(elsewhere.join("lib.rs"), dir.join("Cargo.toml")).unwrap();
    let message = refused(write(&dir, &tree(PETS), &stamp("f"), true));
    assert!(
        message.contains("Cargo.toml is a symbolic link"),
        "{message}"
    );

    // Not even the file that is renamed afterwards.
    let dir = folder("link-temporary");
    fs::create_dir_all(dir.join("src")).unwrap();
    let temporary = dir.join("src/lib.rs.bindery-new");
    std::os::unix::fs::symlink(elsewhere.join("lib.rs"), &temporary).unwrap();
    let message = refused(write(&dir, &tree(PETS), &stamp("f"), true));
    assert!(
        message.contains("bindery-new is a symbolic link"),
        "{message}"
    );
    assert_eq!(
        fs::read_to_string(elsewhere.join("lib.rs")).unwrap(),
        "elsewhere"
    );
    assert!(temporary.is_symlink());
}

#[test]
fn the_lock_is_sorted_and_says_nothing_of_this_machine() {
    let dir = folder("lock-text");
    run(&dir, &tree(PETS)).unwrap();
    let text = fs::read_to_string(dir.join("bindery.lock")).unwrap();
    let files: Vec<_> = text
        .lines()
        .filter_map(|line| line.strip_prefix("file "))
        .collect();
    let paths: Vec<_> = files
        .iter()
        .map(|line| line.split(' ').nth(1).unwrap())
        .collect();
    assert_eq!(paths, ["Cargo.toml", "src/lib.rs", "src/pets/types.rs"]);
    assert!(!text.contains(env!("CARGO_TARGET_TMPDIR")), "{text}");
    let lock = read_lock(&dir).unwrap().unwrap();
    assert_eq!(lock.fingerprint.as_deref(), Some("f"));
}

#[test]
fn a_plan_changes_nothing_and_shows_what_would() {
    let dir = folder("plan");
    run(&dir, &tree(PETS)).unwrap();
    let next = tree(&[
        PETS[0],
        ("src/lib.rs", "mod cats;\n"),
        ("src/cats.rs", "struct Cat;\n"),
    ]);
    let plan = plan(&dir, &next, &stamp("g")).unwrap();
    let changes: Vec<_> = plan
        .changes()
        .iter()
        .map(|(path, change)| (path.as_str(), change.clone()))
        .collect();
    assert_eq!(
        changes,
        [
            ("src/cats.rs", Change::Create),
            ("src/lib.rs", Change::Update(PETS[1].1.into())),
            ("src/pets/types.rs", Change::Delete(PETS[2].1.into())),
        ]
    );
    assert!(!dir.join("src/cats.rs").exists());
    assert_eq!(
        fs::read_to_string(dir.join("src/lib.rs")).unwrap(),
        PETS[1].1
    );
}

#[test]
fn runs_at_once_wait_for_each_other() {
    let dir = folder("at-once");
    let many = |text: &str| -> Tree {
        let file = |index| {
            (
                RelativePath::new(&format!("src/f{index}.rs")).unwrap(),
                text.to_owned(),
            )
        };
        (0..20).map(file).collect()
    };
    let trees = ["one", "two"].map(|text| many(&format!("{HEADER}{text}\n")));
    std::thread::scope(|scope| {
        for round in 0..8 {
            let (dir, files) = (&dir, &trees[round % 2]);
            scope.spawn(move || run(dir, files).unwrap());
        }
    });
    // Whoever came last, no mixture is left.
    let text = fs::read_to_string(dir.join("src/f0.rs")).unwrap();
    assert!(run(&dir, &many(&text)).unwrap().is_empty());
}
