//! Which documents are there, and what are their crates called?

use crate::Arguments;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A document of a set.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its folder.
    pub set: String,
    /// The file.
    pub path: PathBuf,
    /// The name of its crate.
    pub name: String,
}

/// Every document of the folders, in the order of their names, largest first within a set so that
/// the end of a run is not one core waiting for one large document.
pub fn find(arguments: &Arguments) -> Result<Vec<Document>, String> {
    let mut found = Vec::new();
    for folder in &arguments.folders {
        visit(folder, &mut found)?;
    }
    found.retain(|(path, size)| {
        let name = format!("{}/{}", set(path), file_name(path));
        (arguments.only.is_empty() || arguments.only.iter().any(|text| name.contains(text)))
            && !arguments.skip.iter().any(|text| name.contains(text))
            && arguments.max_bytes.is_none_or(|limit| *size <= limit)
    });
    found.sort_by(|(left, a), (right, b)| b.cmp(a).then_with(|| left.cmp(right)));
    let mut taken = BTreeSet::new();
    Ok(found
        .into_iter()
        .map(|(path, _)| {
            let set = set(&path);
            let mut name = crate_name(&set, &file_name(&path));
            while !taken.insert(name.clone()) {
                name.push('x');
            }
            Document { set, path, name }
        })
        .collect())
}

fn visit(folder: &Path, found: &mut Vec<(PathBuf, u64)>) -> Result<(), String> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    for entry in entries {
        let path = entry.map_err(|error| error.to_string())?.path();
        if path.is_dir() {
            visit(&path, found)?;
        } else if is_document(&path) {
            let size = fs::metadata(&path)
                .map_err(|error| error.to_string())?
                .len();
            found.push((path, size));
        }
    }
    Ok(())
}

/// The name of the folder that a document is in.
fn set(path: &Path) -> String {
    path.parent()
        .and_then(Path::file_name)
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}

fn is_document(path: &Path) -> bool {
    path.extension()
        .and_then(|extension| extension.to_str())
        .is_some_and(|extension| ["json", "yaml", "yml"].contains(&extension))
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}

/// A package name that cargo accepts, that no dependency has, and that makes a name in snake case.
fn crate_name(set: &str, file: &str) -> String {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let name = format!("{set}-{stem}").to_ascii_lowercase();
    let words: Vec<&str> = name
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    words.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crate_names_are_package_names() {
        assert_eq!(
            crate_name("public", "adyen.com_ManagementService-v3.json"),
            "public-adyen-com-managementservice-v3"
        );
        assert_eq!(crate_name("a", "b__c_.yaml"), "a-b-c");
    }
}
