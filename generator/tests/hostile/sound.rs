//! Is what was generated a crate without anything that the document put where only the generator writes?

use super::bound::{Files, misplaced};
use super::doc_comments::Seen;
use super::manifest::Known;
use super::markdown;
use super::payloads::CANARY;
use super::terminal::harmful;
use std::collections::BTreeSet;

/// The name of the generated crate.
pub const CRATE: &str = "made";

/// Looks at generated files; at equal ones only once.
#[derive(Default)]
pub struct Inspector {
    pub known: Known,
    seen: BTreeSet<(String, String)>,
    /// The examples that were found.
    pub doctests: usize,
}

impl Inspector {
    /// What is wrong with these files.
    pub fn problems(&mut self, files: &Files) -> Vec<String> {
        let mut problems = misplaced(files);
        for (path, text) in files {
            let path = path.as_str();
            let file = (path.to_owned(), text.clone());
            if self.seen.contains(&file) {
                continue;
            }
            let of_file = self.of_file(path, text);
            if of_file.is_empty() {
                self.seen.insert(file);
            }
            let of_file = of_file.into_iter();
            problems.extend(of_file.map(|problem| format!("{path}: {problem}")));
        }
        problems
    }

    fn of_file(&mut self, path: &str, text: &str) -> Vec<String> {
        let mut problems = Vec::new();
        problems.extend(harmful(text).map(|found| format!("hidden characters: {found}")));
        if path == "Cargo.toml" {
            problems.extend(self.known.problems(text));
        } else if path.ends_with(".md") {
            problems.extend(markdown::problems(text));
            // The README is compiled by nobody.
            if path != "README.md" {
                problems.extend(self.doctests(text));
            }
        } else if path.starts_with("src/runtime/") {
            // Copies, which no document is part of.
            if text.contains(CANARY) {
                problems.push("text of the document in the runtime".to_owned());
            }
        } else if path.ends_with(".rs") {
            problems.extend(self.of_code(text));
        }
        problems
    }

    fn of_code(&mut self, text: &str) -> Vec<String> {
        let tokens: proc_macro2::TokenStream = match text.parse() {
            Ok(tokens) => tokens,
            Err(error) => return vec![format!("not Rust: {error}")],
        };
        let mut problems = Vec::new();
        if let Err(error) = syn::parse2::<syn::File>(tokens.clone()) {
            problems.push(format!("not Rust: {error}"));
        }
        let seen = Seen::of(tokens);
        if seen.identifiers.iter().any(|name| name == CANARY) {
            problems.push("code of the document".to_owned());
        }
        for doc in &seen.docs {
            problems.extend(markdown::problems(doc));
            problems.extend(self.doctests(doc));
        }
        problems
    }

    fn doctests(&mut self, text: &str) -> Vec<String> {
        let found = markdown::doctests(text);
        self.doctests += found.len();
        let found = found.into_iter();
        found
            .filter_map(|(tags, code)| {
                let why = markdown::unintended(&tags, &code, CRATE)?;
                Some(format!("{why}: {code:?}"))
            })
            .collect()
    }
}
