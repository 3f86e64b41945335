//! What does writing need of a file system? The real one, behind a trait so that tests can make any step fail.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// What stands at a path; links are not followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Absent,
    File,
    Folder,
    Link,
}

/// The steps that writing is made of.
pub(super) trait FileSystem: Sync {
    fn kind(&self, path: &Path) -> io::Result<Kind>;
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;
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

/// The file system of this machine.
pub(super) struct Disk;

impl FileSystem for Disk {
    fn kind(&self, path: &Path) -> io::Result<Kind> {
        match fs::symlink_metadata(path) {
            Ok(metadata) if metadata.file_type().is_symlink() => Ok(Kind::Link),
            Ok(metadata) if metadata.is_dir() => Ok(Kind::Folder),
            Ok(_) => Ok(Kind::File),
            // Below a file there is nothing either; what to make of the file is the caller's affair.
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
                ) =>
            {
                Ok(Kind::Absent)
            }
            Err(error) => Err(error),
        }
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        fs::read(path)
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
