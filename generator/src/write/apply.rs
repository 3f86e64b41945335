//! In which order is a plan carried out, so that it can be killed at any moment?

use super::disk::{Disk, FileSystem};
use super::plan::{Change, Plan, temporary};
use super::{LOCK, WriteError};
use crate::emit::RelativePath;
use crate::parallel;
use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

/// What was done to a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Files that were not there before.
    pub created: Vec<RelativePath>,
    /// Files that had another content before.
    pub updated: Vec<RelativePath>,
    /// Files that are no longer part of the output.
    pub deleted: Vec<RelativePath>,
    /// How many files were right already, and not touched.
    pub unchanged: usize,
    /// Whether the lock was written, which can be all there was to do.
    pub lock_written: bool,
}

impl Summary {
    /// Whether nothing was written at all.
    pub fn is_empty(&self) -> bool {
        !self.lock_written && self.changed() == 0
    }

    /// How many files were created, updated or deleted.
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
        let steps = Steps {
            disk,
            dir: self.dir,
        };
        if !self.changes.is_empty() || !self.leftovers.is_empty() || !self.gone.is_empty() {
            steps.replace(self.dir.join(LOCK), &self.journal.render())?;
            steps.sync(self.dir)?;
            self.change_files(&steps)?;
        }
        steps.replace(self.dir.join(LOCK), &self.lock.render())?;
        steps.sync(self.dir)?;
        Ok(self.summary())
    }

    fn change_files(&self, steps: &Steps<'_, impl FileSystem>) -> Result<(), WriteError> {
        for path in &self.leftovers {
            steps.remove(path)?;
        }
        let mut folders = BTreeSet::new();
        let deleted = self
            .changes
            .iter()
            .filter(|(_, change)| matches!(change, Change::Delete(_)));
        for (path, _) in deleted.clone() {
            steps.remove(&self.dir.join(path.as_str()))?;
            folders.extend(parents(path));
        }
        let mut written = Vec::new();
        for (path, text) in self.files {
            if self.changes.contains_key(path) {
                steps.create_parents(path)?;
                written.push(steps.write(self.dir.join(path.as_str()), text)?);
                folders.extend(parents(path));
            }
        }
        steps.settle(&written)?;
        let retired = deleted.map(|(path, _)| path).chain(&self.gone);
        let mut emptied: Vec<_> = retired.flat_map(parents).collect();
        emptied.sort();
        emptied.dedup();
        // What is inside a folder sorts behind it, so the innermost comes first.
        for folder in emptied.into_iter().rev() {
            if steps.remove_if_empty(&self.dir.join(folder))? {
                folders.remove(folder);
            }
        }
        // The finished lock must not reach the disk before the names that it vouches for.
        folders
            .into_iter()
            .try_for_each(|folder| steps.sync(&self.dir.join(folder)))
    }

    fn summary(&self) -> Summary {
        let mut summary = Summary {
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

/// A file whose new content stands beside it.
struct Written {
    temporary: PathBuf,
    path: PathBuf,
}

/// The steps of a run, each with the path that failed in its error.
struct Steps<'a, F> {
    disk: &'a F,
    dir: &'a Path,
}

impl<F: FileSystem> Steps<'_, F> {
    /// Gives a file its content at once: nobody ever sees half of it.
    fn replace(&self, path: PathBuf, text: &str) -> Result<(), WriteError> {
        let written = self.write(path, text)?;
        self.settle(&[written])
    }

    /// Writes the new content of a file beside it.
    fn write(&self, path: PathBuf, text: &str) -> Result<Written, WriteError> {
        let temporary = temporary(&path).unwrap_or_else(|| path.clone());
        // A killed run may have left one; whatever stands there, it is not written through.
        self.remove(&temporary)?;
        self.disk
            .write_new(&temporary, text.as_bytes())
            .map_err(|source| WriteError::io(&path, source))?;
        Ok(Written { temporary, path })
    }

    /// Puts new contents in the place of old ones, once they are on the disk: all are waited for
    /// together, as a disk takes little longer for many than for one.
    fn settle(&self, written: &[Written]) -> Result<(), WriteError> {
        let synced = parallel::wait(written, |file| {
            let synced = self.disk.sync_file(&file.temporary);
            synced.map_err(|source| WriteError::io(&file.path, source))
        });
        synced.into_iter().collect::<Result<(), _>>()?;
        written.iter().try_for_each(|file| {
            let renamed = self.disk.rename(&file.temporary, &file.path);
            renamed.map_err(|source| WriteError::io(&file.path, source))
        })
    }

    fn remove(&self, path: &Path) -> Result<(), WriteError> {
        match self.disk.remove_file(path) {
            Err(error) if is_absent(&error) => Ok(()),
            other => other.map_err(|source| WriteError::io(path, source)),
        }
    }

    fn create_parents(&self, path: &RelativePath) -> Result<(), WriteError> {
        parents(path).try_for_each(|folder| {
            let folder = self.dir.join(folder);
            self.disk
                .create_folder(&folder)
                .map_err(|source| WriteError::io(&folder, source))
        })
    }

    /// Removes a folder in which nothing is left; says whether it is gone.
    fn remove_if_empty(&self, folder: &Path) -> Result<bool, WriteError> {
        match self.disk.remove_folder(folder) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::DirectoryNotEmpty => Ok(false),
            Err(error) if is_absent(&error) => Ok(true),
            Err(source) => Err(WriteError::io(folder, source)),
        }
    }

    fn sync(&self, folder: &Path) -> Result<(), WriteError> {
        self.disk
            .sync_folder(folder)
            .map_err(|source| WriteError::io(folder, source))
    }
}

fn is_absent(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}
