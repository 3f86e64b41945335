//! Is a text bound or refused, and is what it is bound to a crate? Asked by tests and by the fuzzer.

use bindery::diagnostic::{Code, Severity};
use bindery::emit::RelativePath;
use bindery::job::Request;
use bindery::message;
use bindery::pipeline::{generate_crate, lint};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

pub type Files = BTreeMap<RelativePath, String>;

/// Generates from a text in a file of this folder; returns the files, or the codes of the errors.
pub fn bound(dir: &Path, name: &str, text: &[u8]) -> Result<Files, Vec<Code>> {
    fs::create_dir_all(dir).unwrap();
    let path = dir.join(format!("{name}.yaml"));
    fs::write(&path, text).unwrap();
    let request = Request {
        documents: vec![path],
        crate_name: Some("made".to_owned()),
        ..Request::default()
    };
    let job = request.job().unwrap();
    match generate_crate(&job) {
        Ok(bound) => Ok(bound.files),
        Err(failed) => {
            let all = failed.findings.iter().flat_map(|found| &found.diagnostics);
            let codes: Vec<Code> = all
                .filter(|problem| problem.severity == Severity::Error)
                .map(|problem| problem.code)
                .collect();
            assert!(!codes.is_empty(), "it fails and does not say why");
            assert!(!codes.contains(&Code::Internal), "{codes:?}");
            Err(codes)
        }
    }
}

/// Looks for everything that is wrong with a text and writes it out, as `bindery lint` does.
pub fn linted(dir: &Path, name: &str, text: &[u8]) -> usize {
    fs::create_dir_all(dir).unwrap();
    let path = dir.join(format!("{name}.yaml"));
    fs::write(&path, text).unwrap();
    let request = Request {
        documents: vec![path],
        ..Request::default()
    };
    let findings = lint(&request.job().unwrap());
    let shown = findings.iter().map(|found| message::problems(found, false));
    shown.map(|shown| shown.len()).sum()
}

/// Files whose names are not those of a crate on every system.
pub fn misplaced(files: &Files) -> Vec<String> {
    let mut folded = BTreeSet::new();
    let mut misplaced = Vec::new();
    for path in files.keys() {
        let path = path.as_str();
        let folders = ["src/", "docs/"];
        let inside = folders.iter().any(|folder| path.starts_with(folder)) || !path.contains('/');
        let mut sound = inside && !path.contains("..") && path.is_ascii() && path != "build.rs";
        // Some systems do not tell `A` from `a`.
        sound &= folded.insert(path.to_ascii_lowercase());
        for part in path.split('/') {
            let stem = part.split('.').next().unwrap_or_default().to_lowercase();
            let reserved = ["con", "prn", "aux", "nul", "com1", "lpt1"];
            sound &= !reserved.contains(&stem.as_str()) && stem.len() <= 100;
        }
        if !sound {
            misplaced.push(format!("{path}: no name for a file"));
        }
    }
    misplaced
}

/// Whether every file is what its name says, and stands where a crate has files.
pub fn is_sound(files: &Files) {
    assert_eq!(misplaced(files), Vec::<String>::new());
    for (path, text) in files {
        let path = path.as_str();
        // The runtime is a copy: no document is in it.
        if path.ends_with(".rs") && !path.starts_with("src/runtime/") {
            if let Err(problem) = syn::parse_file(text) {
                panic!("{path} is not Rust: {problem}");
            }
            // Text that shows in another order than it is read in (CVE-2021-42574).
            let turned = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
            assert!(!text.contains(turned), "{path}");
            assert!(!text.contains('\0'), "{path}");
        }
    }
}
