//! The file system as writing needs it: the real one behind a trait, so that tests can make any
//! step fail.

use crate::regular_file::{self, SpecialFile};
use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// The kind of file at a path; links are not followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Absent,
    File,
    Folder,
    Link,
    /// A pipe, a socket or a device.
    Special,
}

/// The steps that writing is made of.
pub(super) trait FileSystem: Sync {
    fn kind(&self, path: &Path) -> io::Result<Kind>;
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;
    /// Whether two paths lead to one file, as they do where case does not count. Links are not followed
    /// on Unix.
    fn is_same(&self, one: &Path, other: &Path) -> io::Result<bool>;
    /// Creates one folder, unless it is there.
    fn create_folder(&self, path: &Path) -> io::Result<()>;
    /// Creates a file that was not there. Its content may reach the disk later.
    fn write_new(&self, path: &Path, content: &[u8]) -> io::Result<()>;
    /// Returns once the content of a file is on the disk.
    fn sync_file(&self, path: &Path) -> io::Result<()>;
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    fn remove_file(&self, path: &Path) -> io::Result<()>;
    /// Removes a folder; fails when something is in it.
    fn remove_folder(&self, path: &Path) -> io::Result<()>;
    /// Returns once the names in a folder are on the disk.
    fn sync_folder(&self, path: &Path) -> io::Result<()>;
}

/// No generated file is nearly as large, but another file in its place may be.
const MOST_BYTES: u64 = 1 << 28;

/// The file system of this machine.
pub(super) struct Disk;

impl FileSystem for Disk {
    fn kind(&self, path: &Path) -> io::Result<Kind> {
        match fs::symlink_metadata(path) {
            Ok(metadata) if metadata.file_type().is_symlink() => Ok(Kind::Link),
            Ok(metadata) if metadata.is_dir() => Ok(Kind::Folder),
            Ok(metadata) if SpecialFile::of(metadata.file_type()).is_some() => Ok(Kind::Special),
            Ok(_) => Ok(Kind::File),
            // Below a file there is nothing either; what to make of the file is the caller's affair.
            Err(error) if is_absent(&error) => Ok(Kind::Absent),
            Err(error) => Err(error),
        }
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        regular_file::read_up_to(path, MOST_BYTES)
    }

    #[cfg(unix)]
    fn is_same(&self, one: &Path, other: &Path) -> io::Result<bool> {
        use std::os::unix::fs::MetadataExt;
        let identity = |path: &Path| {
            let metadata = fs::symlink_metadata(path)?;
            Ok::<_, io::Error>((metadata.dev(), metadata.ino()))
        };
        Ok(identity(one)? == identity(other)?)
    }

    #[cfg(not(unix))]
    fn is_same(&self, one: &Path, other: &Path) -> io::Result<bool> {
        Ok(fs::canonicalize(one)? == fs::canonicalize(other)?)
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        match fs::create_dir(path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            other => other,
        }
    }

    fn write_new(&self, path: &Path, content: &[u8]) -> io::Result<()> {
        fs::File::create_new(path)?.write_all(content)
    }

    /// Windows does it for none but those who may write.
    fn sync_file(&self, path: &Path) -> io::Result<()> {
        fs::OpenOptions::new().write(true).open(path)?.sync_all()
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir(path)
    }

    #[cfg(unix)]
    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        fs::File::open(path)?.sync_all()
    }

    /// Windows has no such operation for folders.
    #[cfg(not(unix))]
    fn sync_folder(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }
}

/// Whether an error says that there is nothing at a path.
pub(super) fn is_absent(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}
