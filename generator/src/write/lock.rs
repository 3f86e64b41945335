//! What does `bindery.lock` say: which files are bindery's, and what were they made from?
//!
//! ```text
//! # Written by bindery: which files here are its own, and what they were made from. Commit it.
//! format 1
//! generator bindery 0.1.0
//! fingerprint 9f86d0…
//! input twilio_proxy twilio_proxy.yaml
//! name twilio_proxy type ParticipantList/participants/item ParticipantListItem
//! file 2c2624… Cargo.toml
//! ```
//!
//! While a run writes, `unfinished` takes the place of the fingerprint, and a file has one line for
//! each content that it may have.

use super::disk::{FileSystem, Kind};
use super::plan::is_reserved;
use super::{Hash, LOCK, WriteError};
use crate::emit::RelativePath;
use crate::name::RecordedNames;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Write as _};
use std::path::{Path, PathBuf};

/// The inputs of an output.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// Name and version of the generator.
    pub generator: String,
    /// Equal for equal documents, configuration and generator.
    pub fingerprint: String,
    /// The files that were read.
    pub inputs: BTreeSet<Input>,
    /// The names of the documents' items, by modules.
    pub names: BTreeMap<String, RecordedNames>,
}

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Input {
    /// The module of the document that needs it.
    pub module: String,
    /// Its path from the document's folder, with `/` between its parts.
    pub path: String,
}

/// The content of `bindery.lock`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lock {
    /// Name and version of the generator.
    pub generator: String,
    /// None while a run writes.
    pub fingerprint: Option<String>,
    /// The files that were read.
    pub inputs: BTreeSet<Input>,
    /// The names of the documents' items, by modules. The next run keeps them.
    pub names: BTreeMap<String, RecordedNames>,
    /// The files that are bindery's, with the content that each may have.
    pub files: BTreeMap<RelativePath, BTreeSet<Hash>>,
}

/// A lock that cannot be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DamagedLock {
    /// The file.
    pub path: PathBuf,
    /// The line, from 1.
    pub line: usize,
    /// The problem.
    pub reason: &'static str,
}

impl fmt::Display for DamagedLock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path.display(), self.line, self.reason)
    }
}

/// A lock or its damage, and the bytes of the file.
pub(super) type Reading = (Result<Lock, DamagedLock>, Vec<u8>);

/// Reads the lock of a folder.
pub(super) fn read(disk: &impl FileSystem, dir: &Path) -> Result<Option<Reading>, WriteError> {
    let path = dir.join(LOCK);
    match disk
        .kind(&path)
        .map_err(|source| WriteError::io(&path, source))?
    {
        Kind::Absent => return Ok(None),
        Kind::Folder => return Err(WriteError::Folder(path)),
        Kind::Link => return Err(WriteError::Link(path)),
        Kind::Special => return Err(WriteError::Special(path)),
        Kind::File => {}
    }
    let bytes = disk
        .read(&path)
        .map_err(|source| WriteError::io(&path, source))?;
    let lock = Lock::parse(&String::from_utf8_lossy(&bytes))
        .map_err(|(line, reason)| DamagedLock { path, line, reason });
    Ok(Some((lock, bytes)))
}

const FORMAT: &str = "1";

/// The first line of every lock.
pub(super) const HEAD: &str = "# Written by bindery: which files here are its own, and what they were made from. \
                    Commit it.";

/// Other lines of a lock.
struct Found {
    format: bool,
    unfinished: bool,
}

impl Lock {
    /// Reads the text of a lock.
    ///
    /// A lock with the marks of a merge conflict counts as unfinished, with the files of both
    /// sides: what either side knew to be generated may be overwritten. So does one that a power cut
    /// left without its end; a name that is cut off could be that of another file.
    pub(super) fn parse(text: &str) -> Result<Self, (usize, &'static str)> {
        let begun = text.trim_end_matches('\0');
        let whole = match begun.rfind('\n') {
            Some(end) => begun.get(..=end).unwrap_or_default(),
            None => "",
        };
        let is_cut = whole.len() < text.len();
        if is_cut && !begun.starts_with(HEAD) && !HEAD.starts_with(begun) {
            return Err((1, "this is no lock of bindery's"));
        }
        let mut lock = Self::default();
        let mut found = Found {
            format: false,
            unfinished: is_cut,
        };
        for (index, line) in whole.lines().enumerate() {
            let read = lock.read(line, &mut found);
            read.map_err(|reason| (index + 1, reason))?;
        }
        if !found.format && lock != Self::default() {
            return Err((1, "its format is not given"));
        }
        if found.unfinished {
            lock.fingerprint = None;
        }
        Ok(lock)
    }

    fn read(&mut self, line: &str, found: &mut Found) -> Result<(), &'static str> {
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        match word {
            "" | "#" => {}
            "format" if rest == FORMAT => found.format = true,
            "format" => return Err("another version of bindery wrote it"),
            "generator" => rest.clone_into(&mut self.generator),
            "fingerprint" => self.fingerprint = Some(rest.to_owned()),
            "unfinished" | "<<<<<<<" | "=======" | ">>>>>>>" | "|||||||" => {
                found.unfinished = true;
            }
            "input" => {
                let (module, path) = rest
                    .split_once(' ')
                    .ok_or("a module and a path belong here")?;
                self.inputs.insert(Input {
                    module: module.to_owned(),
                    path: path.to_owned(),
                });
            }
            "name" => {
                let (module, entry) = rest
                    .split_once(' ')
                    .ok_or("a module and an entry belong here")?;
                self.names
                    .entry(module.to_owned())
                    .or_default()
                    .add(entry)?;
            }
            "file" => {
                let (hash, path) = rest
                    .split_once(' ')
                    .ok_or("a hash and a path belong here")?;
                let hash = Hash::parse(hash).ok_or("this is no hash")?;
                let path = RelativePath::new(path).filter(|path| !is_reserved(path));
                let path = path.ok_or("no generated file has this path")?;
                self.files.entry(path).or_default().insert(hash);
            }
            _ => return Err("no such line belongs here"),
        }
        Ok(())
    }

    /// The text of the lock: the same for the same lock.
    pub(super) fn render(&self) -> String {
        let mut text = format!(
            "{HEAD}\n\
             format {FORMAT}\n\
             generator {}\n",
            self.generator
        );
        // Writing to a string cannot fail.
        let _ = match &self.fingerprint {
            Some(fingerprint) => writeln!(text, "fingerprint {fingerprint}"),
            None => writeln!(text, "unfinished (run `bindery generate`)"),
        };
        for input in &self.inputs {
            let _ = writeln!(text, "input {} {}", input.module, input.path);
        }
        for (module, names) in &self.names {
            for line in names.entries() {
                let _ = writeln!(text, "name {module} {line}");
            }
        }
        for (path, hashes) in &self.files {
            for hash in hashes {
                let _ = writeln!(text, "file {hash} {}", path.as_str());
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lock() -> Lock {
        let file = |path: &str, content: &str| {
            let hashes = BTreeSet::from([Hash::of(content.as_bytes())]);
            (RelativePath::new(path).unwrap(), hashes)
        };
        let mut names = RecordedNames::default();
        names.add("type Pet/owner PetOwner").unwrap();
        names.add("field Pet#id id").unwrap();
        Lock {
            generator: "bindery 0.1.0".to_owned(),
            fingerprint: Some("f".to_owned()),
            inputs: BTreeSet::from([Input {
                module: "pets".to_owned(),
                path: "a folder/pets.yaml".to_owned(),
            }]),
            names: BTreeMap::from([("pets".to_owned(), names)]),
            files: BTreeMap::from([file("src/lib.rs", "b"), file("Cargo.toml", "a")]),
        }
    }

    #[test]
    fn parse_undoes_render() {
        let lock = lock();
        assert_eq!(Lock::parse(&lock.render()), Ok(lock.clone()));
        let crlf = lock.render().replace('\n', "\r\n");
        assert_eq!(Lock::parse(&crlf), Ok(lock.clone()));
        let unfinished = Lock {
            fingerprint: None,
            ..lock
        };
        assert_eq!(Lock::parse(&unfinished.render()), Ok(unfinished));
    }

    #[test]
    fn a_lock_without_its_end_is_unfinished() {
        let text = lock().render();
        for end in 0..text.len() {
            let padded = format!("{text:.end$}\0\0");
            let parsed = Lock::parse(&padded).unwrap_or_else(|it| panic!("{end}: {it:?}"));
            let whole = lock();
            assert!(parsed.fingerprint.is_none() || parsed.fingerprint == whole.fingerprint);
            let mut files = parsed.files.into_iter();
            assert!(files.all(|(path, hashes)| whole.files.get(&path) == Some(&hashes)));
        }
        for text in ["hello", "format 2", "format 1\n\0"] {
            assert_eq!(Lock::parse(text).unwrap_err().0, 1, "{text:?}");
        }
    }

    #[test]
    fn a_merge_conflict_keeps_the_files_of_both_sides() {
        let mut text = lock().render();
        text.push_str("<<<<<<< ours\n");
        let hash = Hash::of(b"ours");
        text.push_str(&format!("file {hash} src/lib.rs\n=======\n"));
        text.push_str(&format!("file {hash} src/pets.rs\n>>>>>>> theirs\n"));
        let lock = Lock::parse(&text).unwrap();
        assert_eq!(lock.fingerprint, None);
        let files: Vec<_> = lock
            .files
            .iter()
            .map(|(path, hashes)| (path.as_str(), hashes.len()))
            .collect();
        assert_eq!(
            files,
            [("Cargo.toml", 1), ("src/lib.rs", 2), ("src/pets.rs", 1)]
        );
    }

    #[test]
    fn what_cannot_be_understood_is_refused_with_its_line() {
        for (text, line) in [
            ("generator bindery 0\n", 1),
            ("format 2\n", 1),
            ("format 1\nfile abc x\n", 2),
            ("format 1\nfile\n", 2),
            ("format 1\n\nhello\n", 3),
        ] {
            assert_eq!(Lock::parse(text).unwrap_err().0, line, "{text:?}");
        }
        assert_eq!(Lock::parse("no lock\nformat 1").unwrap_err().0, 1);
        for path in [
            "../../etc/passwd",
            "/etc/passwd",
            "a/../../b",
            "C:\\b",
            ".git/config",
            "src/.env",
            "bindery.lock",
            "src/lib.rs.bindery-new",
        ] {
            let text = format!("format 1\nfile {} {path}\n", Hash::of(b""));
            assert_eq!(Lock::parse(&text).unwrap_err().0, 2, "{path}");
        }
    }
}
