//! Every faulty document of `tests/fail` earns exactly the text beside it.
//!
//! `BINDERY_BLESS=1` writes the texts anew; read the difference before committing it.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use bindery::check::check;
use bindery::diagnostic::{Code, Report, render};
use bindery::load::load;
use bindery::upgrade::{Moved, upgrade};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn faulty_documents_earn_their_diagnostics() {
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
fn every_code_of_the_front_has_a_case() {
    let told: BTreeSet<Code> = cases().iter().flat_map(|case| run(case).1).collect();
    // What later stages tell has its cases there; a limit needs no file of its own size here, and no
    // file is known that makes the generator itself fail.
    let elsewhere = |code: &Code| {
        let name = code.name();
        name.starts_with("unsupported-") && *code != Code::UnsupportedVersion
            || matches!(
                code,
                Code::InvalidDefault | Code::InvalidConfig | Code::Unreadable | Code::Internal
            )
    };
    let missing: Vec<_> = Code::ALL
        .iter()
        .filter(|code| !told.contains(code) && !elsewhere(code))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// What a document earns, as text and as codes.
fn run(case: &Path) -> (String, Vec<Code>) {
    let mut report = Report::new();
    let mut moved = Moved::default();
    let loaded = load(case, &mut report).unwrap();
    let sources = loaded.sources;
    if !report.has_errors()
        && let Some(upgraded) = upgrade(loaded.tree, &mut report)
    {
        moved = upgraded.moved;
        check(upgraded.tree, &mut report);
    }
    let folder = case.parent().unwrap();
    let shown = report
        .diagnostics()
        .iter()
        .map(|fault| render(fault, &sources, &moved, false) + "\n\n")
        .collect::<String>()
        .replace(&format!("{}/", folder.display()), "");
    let codes = report
        .diagnostics()
        .iter()
        .map(|fault| fault.code)
        .collect();
    (shown, codes)
}

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fail");
    let mut cases: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|ending| ending == "yaml" || ending == "json")
        })
        .collect();
    cases.sort();
    cases
}
