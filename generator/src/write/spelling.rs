//! Does a path lead to a wanted file by another spelling of its name?

use super::WriteError;
use super::disk::{FileSystem, is_absent};
use crate::emit::RelativePath;
use std::collections::BTreeMap;
use std::path::Path;
use unicode_normalization::UnicodeNormalization;

/// Other spellings of wanted paths. Where the file system ignores case, they lead to wanted files, which
/// must not be deleted.
pub(super) struct Spellings<'a, F> {
    disk: &'a F,
    dir: &'a Path,
    wanted: BTreeMap<String, &'a RelativePath>,
}

impl<'a, F: FileSystem> Spellings<'a, F> {
    pub(super) fn new(
        disk: &'a F,
        dir: &'a Path,
        wanted: impl Iterator<Item = &'a RelativePath>,
    ) -> Self {
        let wanted = wanted.map(|path| (folded(path), path)).collect();
        Self { disk, dir, wanted }
    }

    /// Whether a path leads to a wanted file.
    pub(super) fn include(&self, path: &RelativePath) -> Result<bool, WriteError> {
        let Some(wanted) = self.wanted.get(&folded(path)) else {
            return Ok(false);
        };
        let full = self.dir.join(path.as_str());
        let same = self.disk.is_same(&full, &self.dir.join(wanted.as_str()));
        match same {
            Err(error) if is_absent(&error) => Ok(false),
            other => other.map_err(|source| WriteError::io(&full, source)),
        }
    }
}

/// A path as a file system compares it that ignores case and how characters are composed.
fn folded(path: &RelativePath) -> String {
    path.as_str().to_lowercase().nfc().collect()
}

#[cfg(test)]
mod tests {
    use crate::emit::RelativePath;
    use crate::write::disk::{Disk, FileSystem, Kind};
    use crate::write::plan::plan;
    use crate::write::{Hash, Lock, Stamp};
    use std::collections::BTreeMap;
    use std::fs;
    use std::io;
    use std::path::{Path, PathBuf};

    /// The disk, as a system shows it that ignores the case of names.
    struct IgnoringCase {
        dir: PathBuf,
    }

    impl IgnoringCase {
        fn at(&self, path: &Path) -> PathBuf {
            let name = path.strip_prefix(&self.dir).unwrap().to_str().unwrap();
            self.dir.join(name.to_lowercase())
        }
    }

    impl FileSystem for IgnoringCase {
        fn kind(&self, path: &Path) -> io::Result<Kind> {
            Disk.kind(&self.at(path))
        }
        fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
            Disk.read(&self.at(path))
        }
        fn is_same(&self, one: &Path, other: &Path) -> io::Result<bool> {
            Disk.is_same(&self.at(one), &self.at(other))
        }
        fn create_folder(&self, path: &Path) -> io::Result<()> {
            Disk.create_folder(&self.at(path))
        }
        fn write_new(&self, path: &Path, content: &[u8]) -> io::Result<()> {
            Disk.write_new(&self.at(path), content)
        }
        fn sync_file(&self, path: &Path) -> io::Result<()> {
            Disk.sync_file(&self.at(path))
        }
        fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
            Disk.rename(&self.at(from), &self.at(to))
        }
        fn remove_file(&self, path: &Path) -> io::Result<()> {
            Disk.remove_file(&self.at(path))
        }
        fn remove_folder(&self, path: &Path) -> io::Result<()> {
            Disk.remove_folder(&self.at(path))
        }
        fn sync_folder(&self, path: &Path) -> io::Result<()> {
            Disk.sync_folder(&self.at(path))
        }
    }

    #[test]
    fn a_wanted_file_is_not_deleted_under_another_spelling() {
        let name = format!("bindery-spelling-{}", std::process::id());
        let dir = std::env::temp_dir().join(name);
        let text = "// Made by bindery\n";
        let path = |path: &str| RelativePath::new(path).unwrap();
        let wanted = BTreeMap::from([(path("src/é/lib.rs"), text.to_owned())]);
        for spelling in ["SRC/É/LIB.RS", "src/É/lib.rs", "Src/é/Lib.rs"] {
            let _ = fs::remove_dir_all(&dir);
            fs::create_dir_all(dir.join("src/é")).unwrap();
            fs::write(dir.join("src/é/lib.rs"), text).unwrap();
            fs::write(dir.join("src/old.rs"), text).unwrap();
            let hashes = || [Hash::of(text.as_bytes())].into();
            let lock = Lock {
                fingerprint: Some("f".to_owned()),
                files: [(path(spelling), hashes()), (path("SRC/OLD.RS"), hashes())].into(),
                ..Lock::default()
            };
            fs::write(dir.join("bindery.lock"), lock.render()).unwrap();
            let disk = IgnoringCase { dir: dir.clone() };
            let plan = plan(&disk, &dir, &wanted, &Stamp::default()).unwrap();
            let summary = plan.apply_to(&disk, false).unwrap();
            assert_eq!(summary.deleted, [path("SRC/OLD.RS")], "{spelling}");
            assert_eq!(fs::read_to_string(dir.join("src/é/lib.rs")).unwrap(), text);
        }
        fs::remove_dir_all(&dir).unwrap();
    }
}
