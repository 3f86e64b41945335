//! In what does the wanted output differ from the folder, and may the differences be written?

use super::disk::FileSystem;
use super::hash::same;
use super::lock::{self, DamagedLock};
use super::spelling::Spellings;
use super::temporary;
use super::walk::FileWalk;
use super::{GUARD, Hash, LOCK, Lock, Stamp, WriteError};
use crate::emit::{CHANGELOG, RelativePath, header};
use crate::parallel;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The differences between a wanted output and a folder. Making one changes nothing.
#[derive(Debug)]
pub struct Plan<'a> {
    pub(super) dir: &'a Path,
    pub(super) files: &'a BTreeMap<RelativePath, String>,
    pub(super) changes: BTreeMap<RelativePath, Change>,
    pub(super) unchanged: usize,
    /// Listed in the lock, not wanted any more, and gone already: their folders may be empty.
    pub(super) gone: BTreeSet<RelativePath>,
    pub(super) leftovers: Vec<PathBuf>,
    /// Listed in the lock and not wanted any more, but without the header of generated files.
    pub(super) kept: Vec<RelativePath>,
    pub(super) edited: Vec<RelativePath>,
    pub(super) foreign: Vec<RelativePath>,
    pub(super) damage: Option<DamagedLock>,
    /// Accepts the old and the new content of everything that changes.
    pub(super) journal: Lock,
    pub(super) lock: Lock,
    pub(super) lock_differs: bool,
    /// There is a lock already.
    pub(super) is_update: bool,
}

/// A difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A file is missing.
    Create,
    /// A file has another content, which was this.
    Update(Vec<u8>),
    /// A file is no longer part of the output; it held this.
    Delete(Vec<u8>),
}

impl Plan<'_> {
    /// Whether the folder holds the wanted output already.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty() && self.leftovers.is_empty() && !self.lock_differs
    }

    /// The differences, by path. Empty when only the lock differs.
    pub fn changes(&self) -> &BTreeMap<RelativePath, Change> {
        &self.changes
    }

    /// The wanted content of a file.
    pub fn wanted(&self, path: &str) -> Option<&str> {
        self.files
            .get(&RelativePath::new(path)?)
            .map(String::as_str)
    }

    /// Files of ours that were edited by hand and would be overwritten or deleted.
    pub fn hand_edited(&self) -> &[RelativePath] {
        &self.edited
    }

    /// Files that the lock lists and that are neither wanted nor deleted: they do not begin with the
    /// header of generated files.
    pub fn kept(&self) -> &[RelativePath] {
        &self.kept
    }

    /// Says why the plan may not be carried out without force, if so.
    ///
    /// # Errors
    ///
    /// [`WriteError::DamagedLock`], [`WriteError::HandEdited`] or [`WriteError::Foreign`].
    pub fn permitted(&self) -> Result<(), WriteError> {
        let dir = || self.dir.to_owned();
        if let Some(damage) = &self.damage {
            return Err(WriteError::DamagedLock(damage.clone()));
        }
        if !self.edited.is_empty() {
            let paths = self.edited.clone();
            return Err(WriteError::HandEdited { dir: dir(), paths });
        }
        if !self.foreign.is_empty() {
            let paths = self.foreign.clone();
            return Err(WriteError::Foreign { dir: dir(), paths });
        }
        Ok(())
    }
}

/// Compares `files` with the folder.
pub(super) fn plan<'a>(
    disk: &impl FileSystem,
    dir: &'a Path,
    files: &'a BTreeMap<RelativePath, String>,
    stamp: &Stamp,
) -> Result<Plan<'a>, WriteError> {
    if let Some(path) = files.keys().find(|path| is_reserved(path)) {
        return Err(WriteError::Reserved(path.clone()));
    }
    let (on_disk, damage) = match lock::read(disk, dir)? {
        None => (None, None),
        Some((Ok(lock), bytes)) => (Some((lock, bytes)), None),
        Some((Err(damage), _)) => (None, Some(damage)),
    };
    let lock = Lock {
        generator: stamp.generator.clone(),
        fingerprint: Some(stamp.fingerprint.clone()),
        inputs: stamp.inputs.clone(),
        names: stamp.names.clone(),
        files: hashes(files.iter().filter(|(path, _)| !is_for_the_user(path))),
    };
    let lock_differs = match &on_disk {
        Some((_, bytes)) => !same(bytes, lock.render().as_bytes()),
        None => true,
    };
    let is_update = on_disk.is_some() || damage.is_some();
    let old = on_disk.map(|(lock, _)| lock).unwrap_or_default();
    let mut journal = Lock {
        fingerprint: None,
        ..lock.clone()
    };
    for (path, hashes) in &old.files {
        let accepted = journal.files.entry(path.clone()).or_default();
        accepted.extend(hashes.iter().cloned());
    }
    let mut plan = Plan {
        dir,
        files,
        changes: BTreeMap::new(),
        unchanged: 0,
        gone: BTreeSet::new(),
        leftovers: Vec::new(),
        kept: Vec::new(),
        edited: Vec::new(),
        foreign: Vec::new(),
        damage,
        journal,
        lock,
        lock_differs,
        is_update,
    };
    let doomed = || {
        old.files
            .iter()
            .filter(|(path, _)| !files.contains_key(path))
    };
    let mut walk = FileWalk::new(disk, dir);
    let spellings = Spellings::new(
        disk,
        dir,
        files.keys().filter(|_| doomed().next().is_some()),
    );
    for (path, hashes) in doomed() {
        if !spellings.include(path)? {
            plan.retire(&mut walk, path, hashes)?;
        }
    }
    let is_first = plan.damage.is_none() && old.fingerprint.is_none();
    for (path, text) in files {
        if is_for_the_user(path) {
            if is_first && walk.content(path)?.is_none() {
                plan.changes.insert(path.clone(), Change::Create);
            }
            continue;
        }
        plan.want(&mut walk, path, text, old.files.get(path))?;
    }
    plan.find_leftovers(disk, old.fingerprint.is_none())?;
    Ok(plan)
}

/// The contents that the finished lock accepts.
fn hashes<'a>(
    files: impl Iterator<Item = (&'a RelativePath, &'a String)>,
) -> BTreeMap<RelativePath, BTreeSet<Hash>> {
    let files: Vec<_> = files.collect();
    let hashes = parallel::map(&files, |(_, text)| Hash::of(text.as_bytes()));
    let paths = files.into_iter().map(|(path, _)| path.clone());
    paths
        .zip(hashes.into_iter().map(|hash| [hash].into()))
        .collect()
}

impl Plan<'_> {
    /// A file that the lock lists and that is no longer part of the output.
    fn retire<'w>(
        &mut self,
        walk: &mut FileWalk<'w, impl FileSystem>,
        path: &'w RelativePath,
        hashes: &BTreeSet<Hash>,
    ) -> Result<(), WriteError> {
        let content = match walk.content(path) {
            Ok(Some(content)) => content,
            // If a file is in the place of its folder, it is gone as well.
            Ok(None) | Err(WriteError::NotFolder(_)) => {
                self.gone.insert(path.clone());
                return Ok(());
            }
            Err(error) => return Err(error),
        };
        if !header::is_present(&content) {
            self.journal.files.remove(path);
            self.kept.push(path.clone());
            return Ok(());
        }
        if !hashes.contains(&Hash::of(&content)) {
            self.edited.push(path.clone());
        }
        walk.delete(path);
        self.changes.insert(path.clone(), Change::Delete(content));
        Ok(())
    }

    /// A file of the output; `hashes` are those that the lock knows of it.
    fn want<'w>(
        &mut self,
        walk: &mut FileWalk<'w, impl FileSystem>,
        path: &'w RelativePath,
        text: &str,
        hashes: Option<&BTreeSet<Hash>>,
    ) -> Result<(), WriteError> {
        let Some(content) = walk.content(path)? else {
            self.changes.insert(path.clone(), Change::Create);
            return Ok(());
        };
        if same(&content, text.as_bytes()) {
            self.unchanged += 1;
            return Ok(());
        }
        match hashes {
            _ if is_torn(&content, text) => {}
            None => self.foreign.push(path.clone()),
            Some(hashes) if !hashes.contains(&Hash::of(&content)) => self.edited.push(path.clone()),
            Some(_) if !header::is_present(&content) => self.foreign.push(path.clone()),
            Some(_) => {}
        }
        self.changes.insert(path.clone(), Change::Update(content));
        Ok(())
    }
}

/// Whether a content is what a power failure leaves of the wanted text: some of its first sectors,
/// and zeros or nothing for the rest. A hand edit that truncates a file hardly ever ends at a
/// sector, and would lose nothing.
fn is_torn(content: &[u8], wanted: &str) -> bool {
    const SECTOR: usize = 512;
    let begun = without_zeros(content);
    begun.len().is_multiple_of(SECTOR) && wanted.as_bytes().starts_with(begun)
}

/// A content without the zeros at its end.
pub(super) fn without_zeros(content: &[u8]) -> &[u8] {
    let zeros = content.iter().rev().take_while(|byte| **byte == 0).count();
    content
        .get(..content.len().saturating_sub(zeros))
        .unwrap_or_default()
}

/// Whether a file is written with the first output only, and then belongs to the user: the lock does not
/// list it, so it is neither updated nor deleted nor missed.
fn is_for_the_user(path: &RelativePath) -> bool {
    path.as_str() == CHANGELOG
}

/// Whether bindery needs this name for itself.
pub(super) fn is_reserved(path: &RelativePath) -> bool {
    let path = path.as_str().to_lowercase();
    [LOCK, GUARD].contains(&&*path) || path.ends_with(temporary::ENDING)
}
