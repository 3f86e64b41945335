//! Can text of a document change the terminal that it is shown on?

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may panic"
)]

#[path = "../../../tests/document_text/documents.rs"]
mod documents;

use documents::{is_hidden, named, with_path, written};
use serde_json::json;
use std::path::Path;
use std::process::Command;

/// The output of the command line for a document with any names.
#[test]
fn nothing_changes_the_terminal() {
    let hidden = "a\u{1b}[2J\u{9b}31m\u{7}\u{7f}\r\u{202e}\u{2066}\u{200b}\u{2028}\u{feff}b";
    let old = written("terminal-old", &with_path("/a"));
    let mut tree = named(hidden);
    let new = written("terminal-new", &tree);
    tree["paths"]["/other"] = json!({"$ref": format!("#/{hidden}")});
    tree[hidden] = json!({"get": {"responses": {(hidden): hidden}}});
    let wrong = written("terminal-wrong", &tree);
    let names = |path: &Path| path.to_str().unwrap().to_owned();
    let (old, new, wrong) = (names(&old), names(&new), names(&wrong));
    for arguments in [
        vec!["list", &new],
        vec!["list", &new, "--message-format", "json"],
        vec!["list", &new, "--tag", hidden, "--tag", "c"],
        vec!["diff", &old, &new],
        vec!["diff", &new, &old],
        vec!["diff", &old, &new, "--format", "markdown"],
        vec!["diff", &old, &new, "--format", "json"],
        vec!["lint", &new],
        vec!["lint", &wrong],
        vec!["lint", &wrong, "--message-format", "json"],
        vec!["lint", &wrong, "--message-format", "sarif"],
        vec!["print", &new, "--after", "upgrade", "--format", "json"],
        vec!["print", &new, "--after", "lower"],
    ] {
        let mut run = Command::new(env!("CARGO_BIN_EXE_bindery"));
        let output = run.args(&arguments).output().unwrap();
        assert!(output.status.code().is_some(), "{arguments:?}");
        let mut said = String::from_utf8(output.stdout).unwrap();
        said.push_str(&String::from_utf8(output.stderr).unwrap());
        assert!(!said.is_empty(), "{arguments:?}");
        let found: Vec<char> = said.chars().filter(|c| is_hidden(*c)).collect();
        assert!(found.is_empty(), "{arguments:?}: {found:?}\n{said}");
    }
}
