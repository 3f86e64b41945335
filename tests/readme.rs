//! Are the README and the guide consistent with the repository?
//!
//! The programs that they show are compiled by the package `files-api`.

use std::fs;
use std::path::{Path, PathBuf};

/// The Markdown files that people read, except for generated ones.
fn pages() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut pages: Vec<PathBuf> = fs::read_dir(root)
        .expect("the repository")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    let mut folders = vec![root.join("docs")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "md") {
                pages.push(path);
            }
        }
    }
    pages.sort();
    pages
}

/// The targets of the links of a page that lead to files of the repository.
fn links(text: &str) -> Vec<&str> {
    let mut targets = Vec::new();
    let mut in_code = false;
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            in_code = !in_code;
        }
        if in_code {
            continue;
        }
        for part in line.split("](").skip(1) {
            let target = part.split(')').next().unwrap_or_default();
            if !target.contains("://") {
                targets.push(target);
            }
        }
    }
    targets
}

/// The anchor that a heading gets.
fn anchor(heading: &str) -> String {
    let kept = |character: &char| character.is_alphanumeric() || " -_".contains(*character);
    let text: String = heading.to_lowercase().chars().filter(kept).collect();
    text.trim().replace(' ', "-")
}

#[test]
fn the_program_of_the_readme_is_an_example() {
    let readme = include_str!("../README.md");
    let (_, program) = include_str!("../examples/first.rs")
        .split_once("\n\n")
        .expect("a program below its heading");
    assert!(
        readme.contains(&format!("```rust,no_run\n{program}```\n")),
        "examples/first.rs and README.md differ:\n{program}"
    );
    assert!(readme.lines().count() <= 150, "the README is a front door");
}

#[test]
fn links_lead_to_files_and_headings() {
    let mut broken = Vec::new();
    let mut count = 0;
    for page in pages() {
        let text = fs::read_to_string(&page).expect("a page");
        for link in links(&text) {
            count += 1;
            let (file, fragment) = link.split_once('#').unwrap_or((link, ""));
            let target = if file.is_empty() {
                page.clone()
            } else {
                page.with_file_name(file)
            };
            let found = target.exists()
                && (fragment.is_empty()
                    || fs::read_to_string(&target).is_ok_and(|text| {
                        text.lines()
                            .filter(|line| line.starts_with('#'))
                            .any(|line| anchor(line.trim_start_matches('#')) == fragment)
                    }));
            if !found {
                broken.push(format!("{}: {link}", page.display()));
            }
        }
    }
    assert!(count > 50, "{count} links");
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn every_page_of_the_guide_is_in_its_summary() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    let summary = fs::read_to_string(docs.join("SUMMARY.md")).expect("the summary");
    let listed = links(&summary);
    for page in pages() {
        let Ok(name) = page.strip_prefix(&docs) else {
            continue;
        };
        let name = name.to_string_lossy().replace('\\', "/");
        let is_decision = name.starts_with("decisions/");
        if name != "SUMMARY.md" && !is_decision {
            assert!(listed.contains(&name.as_str()), "{name}");
        }
    }
    let index = fs::read_to_string(docs.join("decisions/README.md")).expect("the decisions");
    let listed = links(&index);
    for entry in fs::read_dir(docs.join("decisions")).expect("the decisions") {
        let name = entry.expect("an entry").file_name();
        let name = name.to_string_lossy();
        assert!(name == "README.md" || listed.contains(&&*name), "{name}");
    }
}
