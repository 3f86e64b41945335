//! How does a package include a crate that its build script generates in the output folder of the build?

use super::{Problem, declared, settle, update, warn, watch};
use crate::job::Request;
use crate::regular_file;
use crate::write::WriteError;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Generates a crate from the documents in `specs` in `OUT_DIR`, for a package that includes it and does
/// not commit it.
///
/// The library of the package is one line, which must be at the root of the crate:
///
/// ```ignore
/// include!(concat!(env!("OUT_DIR"), "/bindery/src/included.rs"));
/// ```
///
/// The package needs the dependencies and features of the generated crate. Missing ones are
/// reported as lines to add. `specs` is relative to the package.
///
/// Returns the exit code for `main`. It is a failure, with the reason on standard error, if a document has
/// errors, the output cannot be written, a dependency is missing, or it is not called by a build script.
pub fn include(specs: impl AsRef<Path>) -> ExitCode {
    let specs = specs.as_ref();
    watch([specs, Path::new("Cargo.toml")]);
    settle(made(specs))
}

fn made(specs: &Path) -> Result<(), Problem> {
    let folder = std::env::var_os("OUT_DIR").ok_or(Problem::NoBuild)?;
    let request = Request {
        specs: specs.to_owned(),
        out: PathBuf::from(folder).join("bindery"),
        // Examples in the documentation speak of the package that compiles them.
        crate_name: std::env::var("CARGO_PKG_NAME").ok(),
        // What is not committed depends on nothing that was made before.
        rename: true,
        has_manifest: true,
        ..Request::default()
    };
    warn(&update(&request, false)?);
    root(&request.out.join("src")).map_err(Problem::Write)?;
    declared(&request.out)
}

/// Writes the root as it can be included.
fn root(src: &Path) -> Result<(), WriteError> {
    let (from, to) = (src.join("lib.rs"), src.join("included.rs"));
    let text =
        regular_file::read_to_string(&from).map_err(|source| WriteError::io(&from, source))?;
    fs::write(&to, included(&text)).map_err(|source| WriteError::io(&to, source))
}

/// The root module without its inner attributes, which `include!` does not permit.
fn included(root: &str) -> String {
    let mut within = false;
    let lines = root.split_inclusive('\n').filter(|line| {
        // Longer lines continue with an indentation.
        within = line.starts_with("#![") || (within && line.starts_with([' ', ')']));
        !within && !line.starts_with("//!")
    });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::included;

    #[test]
    fn the_root_loses_what_is_said_of_the_file_itself() {
        let root = "// Made.\n\n//! A crate.\n#![warn(missing_docs)]\n#![cfg_attr(\n    a,\n    b(c)\n)]\n\n#[cfg(x)]\n/// A part.\npub mod part;\n";
        let expected = "// Made.\n\n\n#[cfg(x)]\n/// A part.\npub mod part;\n";
        assert_eq!(included(root), expected);
    }
}
