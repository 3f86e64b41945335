//! How does the output get to the disk? Only differences are written, and only to files that are bindery's.
//!
//! `bindery.lock` lists every generated file with the hash of its content. A lock can be wrong: it
//! may have been edited, merged, or written by an attacker. Therefore a listed file is deleted or
//! replaced only if it also begins with the header of generated files, and no listed path may have
//! a hidden part. The order of the steps makes a killed run harmless:
//!
//! 1. The lock is replaced by an *unfinished* one that accepts, for every file about to change, its
//!    old content and its new one. From here on no half-done file can look edited by hand.
//! 2. Files are deleted, and written: each to a temporary file beside it. When all are written, they
//!    are renamed.
//! 3. The lock is replaced by the finished one, which holds the fingerprint.
//!
//! A run that finds an unfinished lock simply starts over.
//!
//! `CHANGELOG.md` is an exception: it is created with the first output, if there is none, and the lock
//! does not list it. From then on it belongs to the user.
//!
//! Only a lock that replaces another is synced to disk: syncing each file would cost more than
//! generating it. After a power failure, a file that had not reached the disk is distinguished from
//! an edit by its content, and written again by the next run: nothing or zeros in any case, and the
//! first sectors if the document is the same.

mod apply;
mod disk;
mod error;
#[cfg(test)]
mod failing;
mod guard;
mod hash;
mod lock;
mod plan;
mod spelling;
mod temporary;
mod walk;

pub use apply::Summary;
pub use error::WriteError;
pub use hash::Hash;
pub(crate) use hash::Hasher;
pub use lock::{DamagedLock, Input, Lock, Stamp};
pub use plan::{Change, Plan};

use crate::emit::RelativePath;
use disk::Disk;
use std::collections::BTreeMap;
use std::path::Path;

/// The file in the output folder that says which of its files are bindery's.
pub const LOCK: &str = "bindery.lock";

/// The file that stands for the lock of the output folder on systems that cannot lock a folder.
const GUARD: &str = "bindery.guard";

/// Makes the folder `dir` hold `files`, and nothing else of ours.
///
/// # Errors
///
/// See [`WriteError`]. Nothing was changed if the error is a refusal; after a failure of the disk
/// the next run continues.
pub fn write(
    dir: &Path,
    files: &BTreeMap<RelativePath, String>,
    stamp: &Stamp,
    force: bool,
) -> Result<Summary, WriteError> {
    if dir.metadata().is_ok_and(|metadata| !metadata.is_dir()) {
        return Err(WriteError::NotFolder(dir.to_owned()));
    }
    std::fs::create_dir_all(dir).map_err(|source| WriteError::io(dir, source))?;
    let _guard = guard::take(dir)?;
    plan(dir, files, stamp)?.apply(force)
}

/// Compares the wanted `files` with the folder `dir`, and changes nothing.
///
/// # Errors
///
/// See [`WriteError`]; what `force` can overrule is kept in the plan instead.
pub fn plan<'a>(
    dir: &'a Path,
    files: &'a BTreeMap<RelativePath, String>,
    stamp: &Stamp,
) -> Result<Plan<'a>, WriteError> {
    plan::plan(&Disk, dir, files, stamp)
}

/// Reads the lock of an output folder; none where there is no such file.
///
/// # Errors
///
/// The file cannot be read, or is none that this version understands.
pub fn read_lock(dir: &Path) -> Result<Option<Lock>, WriteError> {
    lock::read(&Disk, dir)?
        .map(|(lock, _)| lock.map_err(WriteError::DamagedLock))
        .transpose()
}
