//! The generator that a new workspace depends on, and whether cargo finds it.

use bindery::regular_file;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// How a workspace depends on this generator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// The published package, in the version of this program.
    Published,
    /// The folder of the package `bindery` in a checkout.
    Folder(PathBuf),
    /// The URL of a git repository.
    Git(String),
}

impl Source {
    /// Returns the source for an argument of `--bindery`. Without one, it is the checkout that this
    /// program was built from, or the published package if it was not built from a checkout.
    pub fn of(argument: Option<&str>) -> Result<Self, String> {
        match argument {
            None => Ok(built_from().map_or(Self::Published, Self::Folder)),
            Some(url) if url.contains("://") => Ok(Self::Git(url.to_owned())),
            Some(path) => checkout(Path::new(path))
                .map(Self::Folder)
                .ok_or_else(|| not_a_checkout(path)),
        }
    }

    /// Returns the value of the dependency in a manifest, without braces.
    pub fn dependency(&self) -> String {
        // A string of JSON is also one of TOML.
        let quoted = |text: &str| serde_json::Value::String(text.to_owned()).to_string();
        match self {
            Self::Published => format!("version = \"{}\"", env!("CARGO_PKG_VERSION")),
            Self::Folder(path) => format!("path = {}", quoted(&path.display().to_string())),
            Self::Git(url) => format!("git = {}", quoted(url)),
        }
    }

    /// Checks that cargo finds the package. A folder was checked before.
    pub fn check(&self) -> Result<(), String> {
        let (name, help) = match self {
            Self::Folder(_) => return Ok(()),
            Self::Published => (
                format!("version {} of `bindery`", env!("CARGO_PKG_VERSION")),
                "pass a checkout (`--bindery PATH`) or a git repository (`--bindery URL`)",
            ),
            Self::Git(url) => (
                format!("`bindery` in `{url}`"),
                "pass the URL of a repository that contains the package `bindery`, or a checkout of it",
            ),
        };
        let reason = match resolve(&self.dependency()) {
            Ok(None) => return Ok(()),
            Ok(Some(reason)) => reason,
            Err(error) => format!("cannot run cargo: {error}"),
        };
        let reason = reason.trim_end().replace('\n', "\n  ");
        Err(format!(
            "cargo does not find {name}\n  {reason}\n  help: {help}"
        ))
    }
}

fn not_a_checkout(path: &str) -> String {
    format!(
        "`{path}` is no checkout of bindery\n  \
         help: pass the folder of a checkout, or the URL of a git repository (`https://…`, `file://…`)"
    )
}

/// The checkout that this program was built from, if it still exists.
fn built_from() -> Option<PathBuf> {
    checkout(Path::new(env!("CARGO_MANIFEST_DIR")).parent()?)
}

/// The folder of the package `bindery` in a checkout, as an absolute path.
fn checkout(path: &Path) -> Option<PathBuf> {
    let is_bindery = |folder: &Path| {
        let manifest = regular_file::read_to_string(&folder.join("Cargo.toml")).unwrap_or_default();
        manifest
            .lines()
            .any(|line| line.trim() == "name = \"bindery\"")
    };
    let mut folders = [path.join("generator"), path.to_owned()].into_iter();
    let found = folders.find(|folder| is_bindery(folder))?;
    found.canonicalize().ok()
}

/// Lets cargo resolve a dependency on `bindery` in a temporary package, and returns its message if that
/// fails.
fn resolve(dependency: &str) -> io::Result<Option<String>> {
    let folder = std::env::temp_dir().join(format!("bindery-new-{}", std::process::id()));
    fs::create_dir(&folder)?;
    let resolved = resolve_in(&folder, dependency);
    fs::remove_dir_all(&folder)?;
    resolved
}

fn resolve_in(folder: &Path, dependency: &str) -> io::Result<Option<String>> {
    let manifest = format!(
        "[package]\nname = \"resolve-bindery\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [lib]\npath = \"lib.rs\"\n\n\
         [dependencies]\nbindery = {{ {dependency} }}\n\n\
         [workspace]\n"
    );
    fs::write(folder.join("Cargo.toml"), manifest)?;
    fs::write(folder.join("lib.rs"), "")?;
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
    let output = Command::new(cargo)
        .args(["generate-lockfile", "--quiet", "--color", "never"])
        .current_dir(folder)
        .output()?;
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    Ok((!output.status.success()).then_some(message))
}
