//! Which generator is this? Hashes the sources that decide about the output, so that a changed
//! generator makes its output stale even where the version number stayed.

use sha2::{Digest, Sha256};
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

/// Sources that have no say in what is generated.
const WITHOUT_SAY: [&str; 2] = ["src/build", "src/lint"];

fn main() -> Result<(), Box<dyn Error>> {
    let mut files = Vec::new();
    println!("cargo::rerun-if-changed=src");
    collect(Path::new("src"), &mut files)?;
    let mut hasher = Sha256::new();
    // The order of a folder's entries differs between file systems.
    files.sort();
    for (name, path) in files {
        add(&mut hasher, &name, &String::from_utf8(fs::read(&path)?)?);
    }
    for (name, text) in bindery_runtime::sources::ALL {
        add(&mut hasher, name, text);
    }
    let digest = hasher.finalize();
    let digits: String = digest
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    println!("cargo::rustc-env=BINDERY_SOURCES={digits}");
    Ok(())
}

fn add(hasher: &mut Sha256, name: &str, text: &str) {
    hasher.update(format!("{name}\n"));
    // Git may have changed the line ends.
    hasher.update(text.replace("\r\n", "\n"));
}

/// Collects the Rust files below a folder, each with a name that is the same on every machine.
fn collect(folder: &Path, files: &mut Vec<(String, PathBuf)>) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.to_string_lossy().replace('\\', "/");
        if WITHOUT_SAY.contains(&name.as_str()) {
            continue;
        }
        if path.is_dir() {
            collect(&path, files)?;
        } else if name.ends_with(".rs") {
            files.push((name, path));
        }
    }
    Ok(())
}
