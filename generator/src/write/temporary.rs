//! Where does new content stand until it is renamed, and what did a killed run leave there?

use super::disk::{FileSystem, Kind};
use super::lock::HEAD;
use super::plan::{Change, Plan, without_zeros};
use super::{LOCK, WriteError};
use crate::emit::{RelativePath, header};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The end of the name of every temporary file.
pub(super) const ENDING: &str = ".bindery-new";

/// Where the new content of a file stands until it is renamed: in the same folder, so that the
/// rename never crosses a file system.
pub(super) fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(ENDING);
    path.with_file_name(name)
}

impl Plan<'_> {
    /// Finds the temporary files of a run that was killed before it renamed them. An `unfinished`
    /// run can have left them beside every file; otherwise they are beside changed files.
    pub(super) fn find_leftovers(
        &mut self,
        disk: &impl FileSystem,
        unfinished: bool,
    ) -> Result<(), WriteError> {
        let changed = self.changes.iter();
        let changed = changed.filter(|(_, change)| !matches!(change, Change::Delete(_)));
        let changed: BTreeSet<_> = changed.map(|(path, _)| path.as_str().to_owned()).collect();
        let listed = self.journal.files.keys().filter(|_| unfinished);
        let listed = listed.map(|path| path.as_str().to_owned());
        let paths: BTreeSet<_> = listed.chain(changed.iter().cloned()).collect();
        for path in paths.into_iter().chain([LOCK.to_owned()]) {
            let full = beside(&self.dir.join(&path));
            let io = |source| WriteError::io(&full, source);
            match disk.kind(&full).map_err(io)? {
                Kind::Absent => continue,
                Kind::File => {}
                Kind::Folder => return Err(WriteError::Folder(full)),
                Kind::Link => return Err(WriteError::Link(full)),
                Kind::Special => return Err(WriteError::Special(full)),
            }
            let content = disk.read(&full).map_err(io)?;
            if !is_begun(&content, path == LOCK) {
                if !changed.contains(&path) && path != LOCK {
                    continue;
                }
                let name = RelativePath::new(&format!("{path}{ENDING}"));
                self.foreign.extend(name);
            }
            self.leftovers.push(full);
        }
        Ok(())
    }
}

/// Whether a content is the beginning of a file that a run was about to write, or what a power cut left
/// of it.
fn is_begun(content: &[u8], is_lock: bool) -> bool {
    let begun = without_zeros(content);
    match is_lock {
        true => begun.starts_with(HEAD.as_bytes()) || HEAD.as_bytes().starts_with(begun),
        false => header::is_begun(begun),
    }
}
