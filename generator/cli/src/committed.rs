//! What did the files of a folder hold when they were committed?
//!
//! Runs the program git. The checkout is not touched: git gets an index in a temporary folder and
//! writes its objects there.

use std::ffi::OsStr;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

/// Copies of the documents of a folder, of their parts and of their configuration, which are gone
/// when this is.
pub(super) struct Committed {
    root: PathBuf,
}

impl Committed {
    /// Those of `folder` in a revision, or why they cannot be had.
    pub fn of(folder: &Path, revision: &str) -> Result<Self, String> {
        if revision.starts_with('-') {
            return Err(format!("`{revision}` is no revision"));
        }
        let folder = if folder == Path::new("") {
            Path::new(".")
        } else {
            folder
        };
        let top = git(folder, None, &["rev-parse", "--show-toplevel"], b"").map_err(|reason| {
            format!(
                "`{}` cannot be compared with what was committed: {reason}\n  help: name both \
                 documents: `bindery diff old.yaml new.yaml`",
                folder.display()
            )
        })?;
        let top = PathBuf::from(String::from_utf8_lossy(&top).trim_end_matches(['\r', '\n']));
        // The tree of the folder itself: of the rest, nothing is needed.
        let tree = format!("{revision}:./");
        let tree = git(
            folder,
            None,
            &["rev-parse", "--verify", "--quiet", &tree],
            b"",
        );
        let tree = tree.map_err(|_| {
            format!(
                "the revision `{revision}` is not there, or has no folder `{}`",
                folder.display()
            )
        })?;
        let tree = String::from_utf8_lossy(&tree).trim().to_owned();
        let committed = Self { root: root()? };
        std::fs::create_dir_all(committed.folder())
            .map_err(|error| format!("cannot write to `{}`: {error}", committed.root.display()))?;
        let index = committed.root.join("index");
        let run = |arguments: &[&str], input: &[u8]| {
            git(&top, Some(&index), arguments, input)
                .map_err(|reason| format!("what was committed cannot be read: {reason}"))
        };
        run(&["read-tree", &tree], b"")?;
        let names = run(&["ls-files", "-z"], b"")?;
        let wanted: Vec<u8> = names
            .split_inclusive(|byte| *byte == 0)
            .filter(|name| is_wanted(&String::from_utf8_lossy(name)))
            .flatten()
            .copied()
            .collect();
        let prefix = format!("--prefix={}/", committed.folder().display());
        run(&["checkout-index", "-z", "--stdin", &prefix], &wanted)?;
        Ok(committed)
    }

    /// Where they lie.
    pub fn folder(&self) -> PathBuf {
        self.root.join("files")
    }
}

impl Drop for Committed {
    fn drop(&mut self) {
        // Left-over files are temporary files.
        let _ = std::fs::remove_dir_all(&self.root);
    }
}

/// Documents, their parts, and configuration.
fn is_wanted(name: &str) -> bool {
    let name = Path::new(name.trim_end_matches('\0'));
    let extension = name.extension().and_then(OsStr::to_str);
    matches!(extension, Some("yaml" | "yml" | "json" | "toml"))
}

/// A folder that is nobody else's.
fn root() -> Result<PathBuf, String> {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let folder = std::env::temp_dir();
    for _ in 0..1000 {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("bindery-diff-{}-{number}", std::process::id());
        let root = folder.join(name);
        match std::fs::create_dir(&root) {
            // Links resolved: documents are read only from where they lie.
            Ok(()) => return root.canonicalize().map_err(|error| error.to_string()),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(format!("cannot write to `{}`: {error}", folder.display())),
        }
    }
    Err(format!("cannot write to `{}`", folder.display()))
}

/// The output of git, or its error.
fn git(
    folder: &Path,
    index: Option<&Path>,
    arguments: &[&str],
    input: &[u8],
) -> Result<Vec<u8>, String> {
    let mut command = Command::new("git");
    command
        .arg("-C")
        .arg(folder)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    if let Some(index) = index {
        command.env("GIT_INDEX_FILE", index);
    }
    let mut child = command.spawn().map_err(|error| match error.kind() {
        ErrorKind::NotFound => "the program `git` is not there".to_owned(),
        _ => format!("the program `git` cannot be run: {error}"),
    })?;
    if let Some(mut to) = child.stdin.take() {
        // Where git has ended already, what it says tells why.
        let _ = to.write_all(input);
    }
    let output = child
        .wait_with_output()
        .map_err(|error| error.to_string())?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let said = said.trim();
    Err(said.strip_prefix("fatal: ").unwrap_or(said).to_owned())
}
