//! A lock written by an attacker: whatever it lists, no file of the user's is deleted or replaced.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use bindery::emit::RelativePath;
use bindery::write::{Hash, LOCK, Stamp, Summary, WriteError, write};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// How a generated file begins.
const HEADER: &str = "// Made by bindery; changes are overwritten.\n";

/// The user's files: some in the output folder `out`, some beside it.
const FILES: &[(&str, &str)] = &[
    ("out/notes.txt", "notes"),
    ("out/LICENSE", "MIT"),
    ("out/src/main.rs", "fn main() {}\n"),
    ("out/rustfmt.toml", "disable_all_formatting = true\n"),
    ("out/README.md", "# Made by me\n"),
    ("out/.env", "// Made by bindery; a secret\n"),
    ("out/.git/config", "// Made by bindery; a repository\n"),
    ("out/src/.hidden.rs", "// Made by bindery; hidden\n"),
    ("out/py.typed", ""),
    ("out/zeros", "\0\0\0\0"),
    ("out/notes.txt.bindery-new", "more notes"),
    ("out/src/lib.rs.bindery-new", "my own"),
    ("victim/file.rs", "// Made by bindery; but elsewhere\n"),
];

/// Paths that a lock may list.
const LISTED: &[&str] = &[
    "notes.txt",
    "LICENSE",
    "src/main.rs",
    "rustfmt.toml",
    "README.md",
    "py.typed",
    "zeros",
    "NOTES.TXT",
    "Src/Main.rs",
    ".env",
    ".git/config",
    "src/.hidden.rs",
    "git~1/config",
    "\u{200c}.git/config",
    "notes.txt.bindery-new",
    "bindery.lock",
    "BINDERY.LOCK",
    "bindery.guard",
    "./notes.txt",
    "/notes.txt",
    "../victim/file.rs",
    "src/../../victim/file.rs",
    "..\\victim\\file.rs",
    "src\\main.rs",
    "linked/file.rs",
    "src/link.rs",
    "src",
    "notes.txt/file.rs",
    "ABSOLUTE",
];

/// A folder of this test's own, with the user's files.
fn folder(name: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("crafted-lock")
        .join(name);
    let _ = fs::remove_dir_all(&root);
    for (path, text) in FILES {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::symlink;
        symlink(root.join("victim"), root.join("out/linked")).unwrap();
        symlink(root.join("victim/file.rs"), root.join("out/src/link.rs")).unwrap();
    }
    root
}

/// What every file and link below a folder holds; the lock is bindery's own.
fn contents(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_symlink() {
            let target = fs::read_link(&path).unwrap();
            found.insert(path, target.into_os_string().into_encoded_bytes());
        } else if path.is_dir() {
            found.extend(contents(&path));
        } else if !path.ends_with(LOCK) {
            let content = fs::read(&path).unwrap();
            found.insert(path, content);
        }
    }
    found
}

fn tree(files: &[(&str, &str)]) -> BTreeMap<RelativePath, String> {
    let file = |(path, text): &(&str, &str)| (RelativePath::new(path).unwrap(), (*text).to_owned());
    files.iter().map(file).collect()
}

/// A lock that lists these files with the hashes of the contents that they have.
fn lock(out: &Path, listed: &[&str], finished: bool) {
    let mut text = "# Written by bindery: which files here are its own, and what they were made \
                    from. Commit it.\nformat 1\ngenerator bindery 0\n"
        .to_owned();
    text.push_str(if finished {
        "fingerprint f\n"
    } else {
        "unfinished\n"
    });
    for path in listed {
        // The joined path is the absolute one for those that are absolute.
        let content = fs::read(out.join(path)).unwrap_or_default();
        text.push_str(&format!("file {} {path}\n", Hash::of(&content)));
    }
    fs::write(out.join(LOCK), text).unwrap();
}

fn run(out: &Path, files: &[(&str, &str)], force: bool) -> Result<Summary, WriteError> {
    let stamp = Stamp {
        generator: "bindery 0".to_owned(),
        fingerprint: "f".to_owned(),
        ..Stamp::default()
    };
    write(out, &tree(files), &stamp, force)
}

#[test]
fn no_listed_path_makes_a_file_of_the_user_disappear() {
    let (mut done, mut refused) = (0, 0);
    for listed in LISTED {
        for finished in [true, false] {
            for force in [true, false] {
                let root = folder("any-path");
                let out = root.join("out");
                let absolute = root.join("victim/file.rs").display().to_string();
                let listed = if *listed == "ABSOLUTE" {
                    &absolute
                } else {
                    *listed
                };
                let before = contents(&root);
                // The lock is respected: a generated file that it lists beside is deleted.
                let old = out.join("src/old.rs");
                fs::write(&old, HEADER).unwrap();
                lock(&out, &["src/old.rs", listed], finished);
                let result = run(&out, &[("src/pets.rs", "mod pets;\n")], force);
                let case = format!("{listed:?}, finished: {finished}, force: {force}");
                let mut after = contents(&root);
                for (path, content) in &before {
                    assert_eq!(after.get(path), Some(content), "{case}: {}", path.display());
                }
                match result {
                    // A lock that cannot be understood lists nothing.
                    Ok(_) if force && !old.exists() => done += 1,
                    Ok(summary) if force => assert_eq!(summary.deleted, [], "{case}"),
                    Ok(_) => {
                        assert!(!old.exists(), "{case}");
                        done += 1;
                    }
                    Err(_) => {
                        after.remove(&old).unwrap();
                        assert_eq!(after, before, "{case}");
                        refused += 1;
                    }
                }
            }
        }
    }
    assert!(
        done >= 36 && refused >= 32,
        "{done} done, {refused} refused"
    );
}

#[test]
fn files_without_header_are_kept_and_named() {
    let root = folder("named");
    let out = root.join("out");
    lock(&out, &["notes.txt", "py.typed", "src/main.rs"], true);
    let summary = run(&out, &[("Cargo.toml", "[package]\n")], false).unwrap();
    let kept: Vec<_> = summary.kept.iter().map(RelativePath::as_str).collect();
    assert_eq!(kept, ["notes.txt", "py.typed", "src/main.rs"]);
    // They are listed no more.
    let lock = fs::read_to_string(out.join(LOCK)).unwrap();
    assert!(!lock.contains("notes.txt"), "{lock}");
    assert!(
        run(&out, &[("Cargo.toml", "[package]\n")], false)
            .unwrap()
            .is_empty()
    );
}

#[test]
fn a_file_without_header_is_not_replaced() {
    let root = folder("replaced");
    let out = root.join("out");
    lock(&out, &["src/main.rs", "rustfmt.toml"], true);
    let wanted = [("src/main.rs", "other"), ("rustfmt.toml", "# other")];
    let before = contents(&root);
    let error = run(&out, &wanted, false).unwrap_err();
    assert_eq!(error.code(), "not-generated");
    for name in ["src/main.rs", "rustfmt.toml"] {
        assert!(error.to_string().contains(name), "{error}");
    }
    assert_eq!(contents(&root), before);
    // An explicit wish counts.
    run(&out, &wanted, true).unwrap();
    assert_eq!(
        fs::read_to_string(out.join("src/main.rs")).unwrap(),
        "other"
    );
}

#[test]
fn a_file_with_the_name_of_a_temporary_one_is_not_replaced() {
    let root = folder("temporary");
    let out = root.join("out");
    let before = contents(&root);
    let error = run(&out, &[("src/lib.rs", "mod pets;\n")], false).unwrap_err();
    assert_eq!(error.code(), "not-generated");
    assert!(error.to_string().contains("lib.rs.bindery-new"), "{error}");
    assert_eq!(contents(&root), before);
    // What a killed run left is removed.
    for left in ["", "// Made b", HEADER, "// Made by bindery\0\0"] {
        fs::write(out.join("src/lib.rs.bindery-new"), left).unwrap();
        let wanted = format!("{HEADER}{}", left.len());
        run(&out, &[("src/lib.rs", &wanted)], false).unwrap();
        assert!(!out.join("src/lib.rs.bindery-new").exists());
        assert_eq!(fs::read_to_string(out.join("src/lib.rs")).unwrap(), wanted);
    }
}

#[test]
fn a_listed_file_too_large_to_be_generated_is_not_read() {
    let root = folder("large");
    let out = root.join("out");
    lock(&out, &["src/large.rs"], true);
    // Sparse: it takes no room.
    let large = fs::File::create(out.join("src/large.rs")).unwrap();
    large.set_len(1 << 40).unwrap();
    let error = run(&out, &[("Cargo.toml", "[package]\n")], false).unwrap_err();
    assert!(error.to_string().contains("large.rs"), "{error}");
    assert_eq!(large.metadata().unwrap().len(), 1 << 40);
}

#[test]
fn every_generated_file_begins_with_a_header() {
    let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs");
    let generated = bindery::Generator::of_folder(specs).generate().unwrap();
    let mut kinds = std::collections::BTreeSet::new();
    for (path, text) in generated.files() {
        let (_, kind) = path.as_str().rsplit_once('.').unwrap();
        let header = match kind {
            "rs" => "// Made by bindery",
            "toml" => "# Made by bindery; changes are overwritten.\n",
            "md" => "[//]: # (Made by bindery; changes are overwritten.)\n",
            other => panic!("{other}"),
        };
        assert!(text.starts_with(header), "{}", path.as_str());
        kinds.insert(kind);
    }
    assert_eq!(kinds.len(), 3);
}
