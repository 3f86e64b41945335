//! Is what a former run found out about a document still true?

use crate::outcome::Outcome;
use serde::{Deserialize, Serialize};
use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};

/// An outcome with what it follows from.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    /// The hash of the program and the document.
    key: u64,
    outcome: Outcome,
}

/// The outcomes of former runs.
#[derive(Debug)]
pub struct Memory {
    folder: PathBuf,
    program: u64,
    /// Whether what is kept may be used.
    trusted: bool,
}

impl Memory {
    /// Opens the outcomes kept in `folder`, for this program. With `fresh`, none of them counts.
    pub fn open(folder: &Path, program: &Path, fresh: bool) -> Result<Self, String> {
        fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        Ok(Self {
            folder: folder.to_owned(),
            program: hash(&[], program)?,
            trusted: !fresh,
        })
    }

    /// What the outcome of a document follows from. Other files that the document refers to are not
    /// part of it: after a change of theirs only, outcomes have to be made afresh by hand.
    pub fn key(&self, document: &Path) -> Result<u64, String> {
        hash(&self.program.to_le_bytes(), document)
    }

    /// The outcome for `name` if it follows from `key`.
    pub fn recall(&self, name: &str, key: u64) -> Option<Outcome> {
        let text = fs::read(self.path(name)).ok().filter(|_| self.trusted)?;
        let kept: Kept = serde_json::from_slice(&text).ok()?;
        (kept.key == key).then_some(kept.outcome)
    }

    /// Keeps an outcome.
    pub fn keep(&self, name: &str, key: u64, outcome: &Outcome) -> Result<(), String> {
        let path = self.path(name);
        let kept = Kept {
            key,
            outcome: outcome.clone(),
        };
        let text = serde_json::to_string(&kept).map_err(|error| error.to_string())?;
        fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(format!("{name}.json"))
    }
}

/// A hash of a prefix and a file. It need not be the same on another machine or with another
/// compiler, only for one and the same program.
fn hash(prefix: &[u8], path: &Path) -> Result<u64, String> {
    let bytes = fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut hasher = DefaultHasher::new();
    hasher.write(prefix);
    hasher.write(&bytes);
    Ok(hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outcome_is_recalled_until_the_document_or_the_program_changes() {
        let folder = std::env::temp_dir().join(format!("bindery-corpus-{}", std::process::id()));
        let outcomes = folder.join("outcomes");
        fs::create_dir_all(&folder).unwrap();
        let (program, document) = (folder.join("program"), folder.join("document"));
        fs::write(&program, "1").unwrap();
        fs::write(&document, "a").unwrap();
        let memory = Memory::open(&outcomes, &program, false).unwrap();
        let key = memory.key(&document).unwrap();
        assert!(memory.recall("x", key).is_none());
        let outcome = Outcome {
            operations: 7,
            ..Outcome::default()
        };
        memory.keep("x", key, &outcome).unwrap();
        assert_eq!(memory.recall("x", key).unwrap().operations, 7);

        fs::write(&document, "b").unwrap();
        let other = memory.key(&document).unwrap();
        assert!(memory.recall("x", other).is_none());

        fs::write(&document, "a").unwrap();
        fs::write(&program, "2").unwrap();
        let changed = Memory::open(&outcomes, &program, false).unwrap();
        assert!(
            changed
                .recall("x", changed.key(&document).unwrap())
                .is_none()
        );

        let distrustful = Memory::open(&outcomes, &program, true).unwrap();
        assert!(distrustful.recall("x", key).is_none());
        fs::remove_dir_all(&folder).unwrap();
    }
}
