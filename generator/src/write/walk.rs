//! The files in the output folder.

use super::WriteError;
use super::disk::{FileSystem, Kind};
use crate::emit::RelativePath;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Looks at the folder, and refuses what is neither a plain folder nor a plain file on the way.
pub(super) struct FileWalk<'a, F> {
    disk: &'a F,
    dir: &'a Path,
    /// The kinds of folders, so that each is read once.
    folders: BTreeMap<&'a str, Kind>,
    /// Files that will be deleted before anything is written.
    doomed: BTreeSet<&'a str>,
}

impl<'a, F: FileSystem> FileWalk<'a, F> {
    /// Looks at `dir`.
    pub(super) fn new(disk: &'a F, dir: &'a Path) -> Self {
        Self {
            disk,
            dir,
            folders: BTreeMap::new(),
            doomed: BTreeSet::new(),
        }
    }

    /// Takes a file for deleted from here on.
    pub(super) fn delete(&mut self, path: &'a RelativePath) {
        self.doomed.insert(path.as_str());
    }

    /// The content of a file, where there is one.
    pub(super) fn content(
        &mut self,
        path: &'a RelativePath,
    ) -> Result<Option<Vec<u8>>, WriteError> {
        for (end, _) in path.as_str().match_indices('/') {
            let folder = path.as_str().get(..end).unwrap_or_default();
            match self.folder(folder)? {
                Kind::Absent => return Ok(None),
                Kind::File if self.doomed.contains(folder) => return Ok(None),
                Kind::File => return Err(WriteError::NotFolder(self.dir.join(folder))),
                _ => {}
            }
        }
        let full = self.dir.join(path.as_str());
        let io = |source| WriteError::io(&full, source);
        match self.disk.kind(&full).map_err(io)? {
            Kind::Absent => Ok(None),
            Kind::File => self.disk.read(&full).map_err(io).map(Some),
            Kind::Folder => Err(WriteError::Folder(full)),
            Kind::Link => Err(WriteError::Link(full)),
            Kind::Special => Err(WriteError::Special(full)),
        }
    }

    fn folder(&mut self, folder: &'a str) -> Result<Kind, WriteError> {
        if let Some(kind) = self.folders.get(folder) {
            return Ok(*kind);
        }
        let full = self.dir.join(folder);
        let kind = self.disk.kind(&full);
        let kind = match kind.map_err(|source| WriteError::io(&full, source))? {
            Kind::Link => return Err(WriteError::Link(full)),
            Kind::Special => return Err(WriteError::Special(full)),
            kind => kind,
        };
        self.folders.insert(folder, kind);
        Ok(kind)
    }
}
