//! In which order is a plan carried out, so that it can be killed at any moment?

use super::disk::{Disk, FileSystem, is_absent};
use super::plan::{Change, Plan};
use super::temporary;
use super::{LOCK, Lock, WriteError};
use crate::emit::RelativePath;
use crate::parallel;
use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

/// The changes of a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Files that were not there before.
    pub created: Vec<RelativePath>,
    /// Files that had another content before.
    pub updated: Vec<RelativePath>,
    /// Files that are no longer part of the output.
    pub deleted: Vec<RelativePath>,
    /// Files that the lock listed, and that were not deleted because they do not begin with the header
    /// of generated files.
    pub kept: Vec<RelativePath>,
    /// The number of unchanged files.
    pub unchanged: usize,
    /// Whether the lock was written, which can be all there was to do.
    pub lock_written: bool,
}

impl Summary {
    /// Whether nothing was written at all.
    pub fn is_empty(&self) -> bool {
        !self.lock_written && self.changed() == 0
    }

    /// The number of files created, updated or deleted.
    pub fn changed(&self) -> usize {
        self.created.len() + self.updated.len() + self.deleted.len()
    }
}

impl Plan<'_> {
    /// Carries the plan out.
    ///
    /// # Errors
    ///
    /// Without `force`, what [`Plan::permitted`] says; nothing was changed then. Otherwise a failure
    /// of the disk, from which the next run recovers.
    pub fn apply(self, force: bool) -> Result<Summary, WriteError> {
        self.apply_to(&Disk, force)
    }

    pub(super) fn apply_to(
        self,
        disk: &impl FileSystem,
        force: bool,
    ) -> Result<Summary, WriteError> {
        if !force {
            self.permitted()?;
        }
        if self.is_empty() {
            return Ok(self.summary());
        }
        let steps = Steps { disk };
        // First, as they may be what fills the disk.
        for path in &self.leftovers {
            steps.remove(path)?;
        }
        if !self.changes.is_empty() || !self.leftovers.is_empty() || !self.gone.is_empty() {
            self.replace_lock(&steps, &self.journal)?;
            self.change_files(&steps)?;
        }
        self.replace_lock(&steps, &self.lock)?;
        Ok(self.summary())
    }

    /// Where a lock is replaced, what it says is on the disk before anything that follows from it:
    /// files that changed would look edited by hand in the light of the one before.
    fn replace_lock(
        &self,
        steps: &Steps<'_, impl FileSystem>,
        lock: &Lock,
    ) -> Result<(), WriteError> {
        let content = (self.dir.join(LOCK), &*lock.render());
        steps.replace(&[content], self.is_update)?;
        if self.is_update {
            steps.sync_folder(self.dir)?;
        }
        Ok(())
    }

    fn change_files(&self, steps: &Steps<'_, impl FileSystem>) -> Result<(), WriteError> {
        let deleted = self
            .changes
            .iter()
            .filter(|(_, change)| matches!(change, Change::Delete(_)));
        for (path, _) in deleted.clone() {
            steps.remove(&self.dir.join(path.as_str()))?;
        }
        let changed = self.files.iter();
        let changed: Vec<_> = changed
            .filter(|(path, _)| self.changes.contains_key(*path))
            .collect();
        let folders: BTreeSet<_> = changed.iter().flat_map(|(path, _)| parents(path)).collect();
        // Paths inside a folder sort after it.
        for folder in folders {
            steps.create_folder(&self.dir.join(folder))?;
        }
        let changed = changed.into_iter();
        let contents: Vec<_> = changed
            .map(|(path, text)| (self.dir.join(path.as_str()), text.as_str()))
            .collect();
        steps.replace(&contents, false)?;
        let retired = deleted.map(|(path, _)| path).chain(&self.gone);
        let emptied: BTreeSet<_> = retired.flat_map(parents).collect();
        let mut emptied = emptied.into_iter().rev();
        emptied.try_for_each(|folder| steps.remove_if_empty(&self.dir.join(folder)))
    }

    fn summary(&self) -> Summary {
        let mut summary = Summary {
            kept: self.kept.clone(),
            unchanged: self.unchanged,
            lock_written: self.lock_differs || !self.leftovers.is_empty(),
            ..Summary::default()
        };
        for (path, change) in &self.changes {
            match change {
                Change::Create => summary.created.push(path.clone()),
                Change::Update(_) => summary.updated.push(path.clone()),
                Change::Delete(_) => summary.deleted.push(path.clone()),
            }
        }
        summary
    }
}

/// The folders around a file, outermost first; without the output folder itself.
fn parents(path: &RelativePath) -> impl Iterator<Item = &str> {
    let path = path.as_str();
    path.match_indices('/')
        .filter_map(move |(end, _)| path.get(..end))
}

/// The steps of a run, each with the path that failed in its error.
struct Steps<'a, F> {
    disk: &'a F,
}

impl<F: FileSystem> Steps<'_, F> {
    /// Replaces the contents of files, each atomically. All temporary files are written before the
    /// first is renamed, and synced if requested.
    fn replace(&self, contents: &[(PathBuf, &str)], is_waited_for: bool) -> Result<(), WriteError> {
        let written = parallel::map(contents, |(path, text)| {
            let written = self.write(&temporary::beside(path), text, is_waited_for);
            written.map_err(|source| WriteError::io(path, source))
        });
        let written: Result<(), _> = written.into_iter().collect();
        let replaced = written.and_then(|()| {
            contents.iter().try_for_each(|(path, _)| {
                let renamed = self.disk.rename(&temporary::beside(path), path);
                renamed.map_err(|source| WriteError::io(path, source))
            })
        });
        if replaced.is_err() {
            for (path, _) in contents {
                // They take space. Files that cannot be removed are left to the next run.
                let _ = self.disk.remove_file(&temporary::beside(path));
            }
        }
        replaced
    }

    fn write(&self, temporary: &Path, text: &str, is_waited_for: bool) -> io::Result<()> {
        // Files of a killed run were removed. Nothing else is overwritten.
        self.disk.write_new(temporary, text.as_bytes())?;
        match is_waited_for {
            true => self.disk.sync_file(temporary),
            false => Ok(()),
        }
    }

    fn remove(&self, path: &Path) -> Result<(), WriteError> {
        match self.disk.remove_file(path) {
            Err(error) if is_absent(&error) => Ok(()),
            other => other.map_err(|source| WriteError::io(path, source)),
        }
    }

    fn create_folder(&self, folder: &Path) -> Result<(), WriteError> {
        let created = self.disk.create_folder(folder);
        created.map_err(|source| WriteError::io(folder, source))
    }

    /// Removes a folder in which nothing is left.
    fn remove_if_empty(&self, folder: &Path) -> Result<(), WriteError> {
        match self.disk.remove_folder(folder) {
            Err(error) if error.kind() == io::ErrorKind::DirectoryNotEmpty => Ok(()),
            Err(error) if is_absent(&error) => Ok(()),
            other => other.map_err(|source| WriteError::io(folder, source)),
        }
    }

    fn sync_folder(&self, folder: &Path) -> Result<(), WriteError> {
        let synced = self.disk.sync_folder(folder);
        synced.map_err(|source| WriteError::io(folder, source))
    }
}
