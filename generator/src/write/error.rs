//! Why could the output not be written, and what is to be done about it?

use super::lock::DamagedLock;
use crate::emit::RelativePath;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Why the output was not written.
#[derive(Debug)]
pub enum WriteError {
    /// The disk failed.
    Io {
        /// What was read or written.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// Something may not be written.
    ReadOnly {
        /// What.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// A symbolic link stands where the output has a file or folder. Writing through it could change
    /// a file elsewhere.
    Link(PathBuf),
    /// A folder stands where the output has a file.
    Folder(PathBuf),
    /// A file stands where the output has a folder.
    NotFolder(PathBuf),
    /// Files of ours that someone changed.
    HandEdited {
        /// The output folder.
        dir: PathBuf,
        /// The files in it.
        paths: Vec<RelativePath>,
    },
    /// Files that the lock does not list stand where the output has files.
    Foreign {
        /// The output folder.
        dir: PathBuf,
        /// The files in it.
        paths: Vec<RelativePath>,
    },
    /// `bindery.lock` cannot be understood.
    DamagedLock(DamagedLock),
    /// A file of the output has a name that bindery needs for itself.
    Reserved(RelativePath),
}

impl WriteError {
    /// The stable name of the kind of error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Io { .. } => "io",
            Self::ReadOnly { .. } => "read-only",
            Self::Link(_) => "link-in-output",
            Self::Folder(_) => "folder-in-the-way",
            Self::NotFolder(_) => "file-in-the-way",
            Self::HandEdited { .. } => "hand-edited",
            Self::Foreign { .. } => "not-generated",
            Self::DamagedLock(_) => "damaged-lock",
            Self::Reserved(_) => "reserved-name",
        }
    }

    pub(crate) fn io(path: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        match source.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                Self::ReadOnly { path, source }
            }
            _ => Self::Io { path, source },
        }
    }
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { path, source } => write!(f, "{}: {source}", path.display()),
            Self::ReadOnly { path, source } => write!(
                f,
                "{}: {source}\nmake it writable, or run `bindery generate` where it is",
                path.display()
            ),
            Self::Link(path) => write!(
                f,
                "{} is a symbolic link; writing through it could change a file elsewhere\n\
                 remove it, and put the file or folder itself there",
                path.display()
            ),
            Self::Folder(path) => write!(
                f,
                "{} is a folder, and the output has a file there\nmove the folder away",
                path.display()
            ),
            Self::NotFolder(path) => write!(
                f,
                "{} is no folder, and the output has files in it\nmove it away",
                path.display()
            ),
            Self::HandEdited { dir, paths } => {
                f.write_str("edited by hand since they were generated:\n")?;
                list(f, dir, paths)?;
                f.write_str(
                    "move the edits elsewhere (the description, or code around the crate), \
                     or overwrite them with `bindery generate --force`",
                )
            }
            Self::Foreign { dir, paths } => {
                writeln!(
                    f,
                    "not listed in {} and in the way of generated files:",
                    dir.join(super::LOCK).display()
                )?;
                list(f, dir, paths)?;
                f.write_str("move them away, or overwrite them with `bindery generate --force`")
            }
            Self::DamagedLock(damage) => write!(
                f,
                "{damage}\nrestore the file, or overwrite it and every generated file with `bindery generate --force`"
            ),
            Self::Reserved(path) => write!(
                f,
                "the output has a file `{}`, a name that bindery needs for itself",
                path.as_str()
            ),
        }
    }
}

impl std::error::Error for WriteError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } | Self::ReadOnly { source, .. } => Some(source),
            _ => None,
        }
    }
}

fn list(f: &mut fmt::Formatter<'_>, dir: &Path, paths: &[RelativePath]) -> fmt::Result {
    for path in paths {
        writeln!(f, "  {}", dir.join(path.as_str()).display())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::State;

    #[test]
    fn every_code_can_be_explained() {
        let path = PathBuf::from("a");
        let file = RelativePath::new("a.rs").unwrap();
        let source = || io::Error::other("x");
        let (dir, paths) = (path.clone(), vec![file.clone()]);
        let errors = [
            WriteError::io(&path, source()),
            WriteError::io(&path, io::ErrorKind::PermissionDenied.into()),
            WriteError::Link(path.clone()),
            WriteError::Folder(path.clone()),
            WriteError::NotFolder(path.clone()),
            WriteError::HandEdited {
                dir: dir.clone(),
                paths: paths.clone(),
            },
            WriteError::Foreign { dir, paths },
            WriteError::Reserved(file),
        ];
        let codes: std::collections::BTreeSet<_> = errors.iter().map(WriteError::code).collect();
        assert_eq!(codes.len(), errors.len());
        for code in codes.into_iter().chain(["damaged-lock", "stale", "usage"]) {
            assert!(State::of_name(code).is_some(), "{code}");
        }
    }
}
