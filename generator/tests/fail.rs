//! Every invalid document of `tests/fail`, and every folder of one with an invalid configuration, earns
//! exactly the text beside it from `bindery lint`.
//!
//! `BINDERY_BLESS=1` writes the texts anew; read the difference before committing it.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use bindery::diagnostic::Code;
use bindery::job::Request;
use bindery::message;
use bindery::pipeline::lint;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn invalid_documents_earn_their_diagnostics() {
    let cases = cases();
    assert!(!cases.is_empty());
    let bless = std::env::var_os("BINDERY_BLESS").is_some();
    let mut wrong = Vec::new();
    for case in cases {
        let (shown, _) = run(&case);
        let expected = case.with_extension("stderr");
        if bless {
            fs::write(&expected, &shown).unwrap();
        } else if fs::read_to_string(&expected).unwrap_or_default() != shown {
            wrong.push(format!("{}:\n{shown}", case.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn every_code_has_a_case() {
    let reported: BTreeSet<Code> = cases().iter().flat_map(|case| run(case).1).collect();
    // No document is known that makes the generator itself fail, and the other needs traffic.
    let without = [Code::Internal, Code::ServiceDiffers];
    let missing: Vec<_> = Code::ALL
        .iter()
        .filter(|code| !reported.contains(code) && !without.contains(code))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// What a document, or a folder of documents with their configuration, earns, as text and as codes.
fn run(case: &Path) -> (String, Vec<Code>) {
    let mut request = Request::default();
    if case.is_dir() {
        request.specs = case.to_owned();
    } else {
        request.documents = vec![case.to_owned()];
    }
    let findings = match request.job() {
        Ok(job) => lint(&job),
        Err(failed) => failed.findings,
    };
    let folder = case.parent().unwrap();
    let shown: String = findings
        .iter()
        .map(|findings| message::problems(findings, false))
        .collect();
    let shown = shown.replace(&format!("{}/", folder.display()), "");
    let all = findings.iter().flat_map(|findings| &findings.diagnostics);
    (neutral(&shown), all.map(|problem| problem.code).collect())
}

/// Each operating system has its own words for what it refuses.
fn neutral(shown: &str) -> String {
    let mut text = String::new();
    for line in shown.lines() {
        let reported = line
            .find(" (os error ")
            .and_then(|end| line.get(..end)?.rsplit_once(": "));
        match reported {
            Some((before, _)) => text.push_str(&format!("{before}: REASON\n")),
            None => text.push_str(&format!("{line}\n")),
        }
    }
    text
}

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fail");
    let mut cases: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            let document = |ending| ending == "yaml" || ending == "json";
            path.is_dir() || path.extension().is_some_and(document)
        })
        .collect();
    cases.sort();
    cases
}
