//! What is left of a run that was killed at any step? The next one must always recover.

use super::disk::{Disk, FileSystem, Kind};
use super::plan::plan;
use super::{Stamp, WriteError};
use crate::emit::RelativePath;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// The disk, until a given number of changes was made; from then on every change fails.
struct Failing {
    left: AtomicUsize,
    /// Whether the write that fails leaves half a file.
    torn: bool,
    error: io::ErrorKind,
}

impl Failing {
    fn step(&self) -> io::Result<()> {
        let take = |left: usize| left.checked_sub(1);
        let taken = self
            .left
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, take);
        taken.map(drop).map_err(|_| io::Error::from(self.error))
    }
}

impl FileSystem for Failing {
    fn kind(&self, path: &Path) -> io::Result<Kind> {
        Disk.kind(path)
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        Disk.read(path)
    }

    fn is_same(&self, one: &Path, other: &Path) -> io::Result<bool> {
        Disk.is_same(one, other)
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        Disk.create_folder(path)
    }

    fn write_new(&self, path: &Path, content: &[u8]) -> io::Result<()> {
        let step = self.step();
        if step.is_err() && self.torn {
            Disk.write_new(path, &content[..content.len() / 2])?;
        }
        step?;
        Disk.write_new(path, content)
    }

    fn sync_file(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        Disk.sync_file(path)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step()?;
        Disk.rename(from, to)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        // A full disk is no hindrance.
        if self.error != io::ErrorKind::StorageFull {
            self.step()?;
        }
        Disk.remove_file(path)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        Disk.remove_folder(path)
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        Disk.sync_folder(path)
    }
}

type Tree = BTreeMap<RelativePath, String>;

fn tree(files: &[(&str, &str)]) -> Tree {
    let file = |(path, text): &(&str, &str)| {
        let text = format!("// Made by bindery; changes are overwritten.\n{text}");
        (RelativePath::new(path).unwrap(), text)
    };
    files.iter().map(file).collect()
}

fn stamp(fingerprint: &str) -> Stamp {
    Stamp {
        generator: "bindery 0".to_owned(),
        fingerprint: fingerprint.to_owned(),
        ..Stamp::default()
    }
}

fn run(
    disk: &impl FileSystem,
    dir: &Path,
    files: &Tree,
    fingerprint: &str,
) -> Result<(), WriteError> {
    plan(disk, dir, files, &stamp(fingerprint))?.apply_to(disk, false)?;
    Ok(())
}

/// Every file and folder below `dir`, by path.
fn contents(dir: &Path) -> BTreeMap<PathBuf, Option<String>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(contents(&path));
            found.insert(path, None);
        } else {
            let text = fs::read_to_string(&path).unwrap();
            found.insert(path, Some(text));
        }
    }
    found
}

fn first() -> Tree {
    tree(&[
        ("Cargo.toml", "one"),
        ("src/lib.rs", "first lib"),
        ("src/pets/types.rs", "first pets"),
        ("src/old/types.rs", "old"),
    ])
}

fn second() -> Tree {
    tree(&[
        ("Cargo.toml", "one"),
        ("src/lib.rs", "second lib"),
        ("src/pets/types.rs", "second pets"),
        ("src/new/deep/types.rs", "new"),
        // A file where a folder was needed only before, and a folder where a file was.
        ("src/pets/extra.rs", "extra"),
    ])
}

/// Kills the run from `first` to `second` after every number of steps, then makes `then` of what is
/// left, without force, and compares with a folder in which `then` was made at once.
fn survives(name: &str, then: &Tree, torn: bool) {
    let root = std::env::temp_dir().join(format!("bindery-write-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&root);
    let dir = root.join("out");
    let mut killed = 0;
    for steps in 0.. {
        let _ = fs::remove_dir_all(&root);
        fs::create_dir_all(&dir).unwrap();
        fs::write(dir.join("mine.txt"), "mine").unwrap();
        run(&Disk, &dir, then, "then").unwrap();
        let expected = contents(&dir);
        fs::remove_dir_all(&dir).unwrap();

        fs::create_dir_all(&dir).unwrap();
        fs::write(dir.join("mine.txt"), "mine").unwrap();
        run(&Disk, &dir, &first(), "first").unwrap();
        let failing = Failing {
            left: AtomicUsize::new(steps),
            torn,
            error: io::ErrorKind::Other,
        };
        let done = run(&failing, &dir, &second(), "second").is_ok();
        let result = run(&Disk, &dir, then, "then");
        assert!(
            result.is_ok(),
            "killed after {steps} steps: {}",
            result.unwrap_err()
        );
        assert_eq!(contents(&dir), expected, "killed after {steps} steps");
        if done {
            break;
        }
        killed += 1;
    }
    assert!(killed > 20, "only {killed} places to be killed at");
    fs::remove_dir_all(&root).unwrap();
}

#[test]
fn a_killed_run_is_finished_by_the_next() {
    survives("finish", &second(), false);
    survives("finish-torn", &second(), true);
}

#[test]
fn a_killed_run_does_not_hinder_another_document() {
    let third = tree(&[("Cargo.toml", "three"), ("src/lib.rs", "third lib")]);
    survives("third", &third, false);
    survives("third-torn", &third, true);
}

#[test]
fn a_killed_run_can_be_taken_back() {
    survives("back", &first(), false);
    survives("back-torn", &first(), true);
}

#[test]
fn a_run_killed_twice_recovers_too() {
    let dir = std::env::temp_dir().join(format!("bindery-write-twice-{}", std::process::id()));
    let third = tree(&[
        ("src/lib.rs", "third lib"),
        ("src/new/deep/types.rs", "third"),
    ]);
    for (one, two) in (0..30)
        .step_by(2)
        .flat_map(|one| (0..30).step_by(3).map(move |two| (one, two)))
    {
        let _ = fs::remove_dir_all(&dir);
        fs::create_dir_all(&dir).unwrap();
        run(&Disk, &dir, &first(), "first").unwrap();
        for (files, steps) in [(second(), one), (third.clone(), two)] {
            let failing = Failing {
                left: AtomicUsize::new(steps),
                torn: true,
                error: io::ErrorKind::Other,
            };
            let _ = run(&failing, &dir, &files, "killed");
        }
        let result = run(&Disk, &dir, &first(), "first");
        assert!(
            result.is_ok(),
            "killed after {one} and {two} steps: {}",
            result.unwrap_err()
        );
    }
    fs::remove_dir_all(&dir).unwrap();
}

/// Takes from each file what the disk did not have yet when the power went.
fn cut_power(dir: &Path, before: &BTreeMap<PathBuf, Option<String>>, left: fn(&str) -> String) {
    for (path, text) in contents(dir) {
        let Some(text) = text else { continue };
        let is_lock = path.ends_with(super::LOCK);
        // A lock that replaces another is waited for.
        let is_kept = path.ends_with("mine.txt") || (is_lock && before.contains_key(&path));
        if !is_kept && before.get(&path) != Some(&Some(text.clone())) {
            fs::write(&path, left(&text)).unwrap();
        }
    }
}

/// At whatever step, and also after the last.
#[test]
fn a_power_cut_is_healed_by_the_next_run() {
    let dir = std::env::temp_dir().join(format!("bindery-write-power-{}", std::process::id()));
    let nothing: fn(&str) -> String = |_| String::new();
    let zeros: fn(&str) -> String = |text| "\0".repeat(text.len());
    let start: fn(&str) -> String = |text| text.chars().take(text.len() / 512 * 512).collect();
    let padded: fn(&str) -> String = |text| {
        let begun = text.len() / 512 * 512;
        format!("{text:.begun$}{}", "\0".repeat(text.len() - begun + 9))
    };
    let third = tree(&[("Cargo.toml", "three"), ("src/lib.rs", "third lib")]);
    let mut second = second();
    second.extend(tree(&[("src/new/long.rs", &"long ".repeat(200))]));
    let cases = [nothing, zeros, start, padded].map(|left| (left, second.clone()));
    let others = [nothing, zeros].map(|left| (left, third.clone()));
    for (left, then) in cases.into_iter().chain(others) {
        for is_first in [false, true] {
            for steps in 0.. {
                let _ = fs::remove_dir_all(&dir);
                fs::create_dir_all(&dir).unwrap();
                fs::write(dir.join("mine.txt"), "mine").unwrap();
                if !is_first {
                    run(&Disk, &dir, &first(), "first").unwrap();
                }
                let before = contents(&dir);
                let failing = Failing {
                    left: AtomicUsize::new(steps),
                    torn: true,
                    error: io::ErrorKind::Other,
                };
                let done = run(&failing, &dir, &second, "second").is_ok();
                cut_power(&dir, &before, left);
                run(&Disk, &dir, &then, "then").unwrap();
                let kept = contents(&dir);
                for (path, text) in &then {
                    assert_eq!(kept[&dir.join(path.as_str())].as_ref(), Some(text));
                }
                assert_eq!(kept[&dir.join("mine.txt")].as_deref(), Some("mine"));
                if done {
                    assert!(steps > 10, "{steps}");
                    break;
                }
            }
        }
    }
    fs::remove_dir_all(&dir).unwrap();
}

#[test]
fn what_may_not_be_written_is_named() {
    let dir = std::env::temp_dir().join(format!("bindery-write-readonly-{}", std::process::id()));
    fs::create_dir_all(&dir).unwrap();
    for error in [
        io::ErrorKind::ReadOnlyFilesystem,
        io::ErrorKind::PermissionDenied,
    ] {
        let readonly = Failing {
            left: AtomicUsize::new(0),
            torn: false,
            error,
        };
        let error = run(&readonly, &dir, &first(), "first").unwrap_err();
        assert_eq!(error.code(), "read-only", "{error}");
        assert!(error.to_string().contains("bindery generate"), "{error}");
        assert!(contents(&dir).is_empty());
    }
    fs::remove_dir_all(&dir).unwrap();
}

/// At whatever step: the error names the file, no file of the output is half of one, and the next
/// run finishes the work once there is room.
#[test]
fn a_full_disk_is_reported_and_leaves_only_whole_files() {
    let dir = std::env::temp_dir().join(format!("bindery-write-full-{}", std::process::id()));
    let whole: Vec<String> = [first(), second()]
        .into_iter()
        .flat_map(|tree| tree.into_values())
        .collect();
    for left in 0.. {
        let _ = fs::remove_dir_all(&dir);
        fs::create_dir_all(&dir).unwrap();
        run(&Disk, &dir, &first(), "first").unwrap();
        let full = Failing {
            left: AtomicUsize::new(left),
            torn: true,
            error: io::ErrorKind::StorageFull,
        };
        let Err(error) = run(&full, &dir, &second(), "second") else {
            assert!(left > 10, "{left}");
            break;
        };
        assert_eq!(error.code(), "io");
        assert!(
            error.to_string().starts_with(&*dir.to_string_lossy()),
            "{error}"
        );
        for (path, text) in contents(&dir) {
            let name = path.to_string_lossy().into_owned();
            assert!(!name.ends_with("bindery-new"), "{left}: {name} takes room");
            let ours = !name.ends_with("bindery.lock");
            if let Some(text) = text.filter(|_| ours) {
                assert!(whole.contains(&text), "{left}: {name} holds {text:?}");
            }
        }
        run(&Disk, &dir, &second(), "second").unwrap();
        let written = contents(&dir).into_values().flatten();
        let written: Vec<String> = written.filter(|text| whole.contains(text)).collect();
        assert_eq!(written.len(), second().len(), "{left}");
    }
    fs::remove_dir_all(&dir).unwrap();
}
