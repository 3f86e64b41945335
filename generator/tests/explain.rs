//! The table of codes: every example gives its code and its correction does not, and the page is the
//! table.
//!
//! `BINDERY_BLESS=1` writes the page anew.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may panic"
)]

use bindery::diagnostic::{
    Code, Diagnostic, Language, Level, Severity, State, explain, explain_state, list, page,
};
use bindery::findings::Findings;
use bindery::job::Request;
use bindery::limits;
use bindery::pipeline::{generate_crate, lint};
use std::fs;
use std::path::{Path, PathBuf};

const PETS: &str = "openapi: 3.0.3\ninfo: {title: Pets, version: '1'}\npaths: {}\n";

/// The diagnostics of an example, in a folder of its own.
fn reported(code: Code, which: &str, text: &str) -> Vec<Diagnostic> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("explain")
        .join(code.name())
        .join(which);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    match code.example().unwrap().language {
        Language::Yaml => fs::write(folder.join("pets.yaml"), text).unwrap(),
        Language::Toml => {
            fs::write(folder.join("pets.yaml"), PETS).unwrap();
            fs::write(folder.join("bindery.toml"), text).unwrap();
        }
    }
    let request = Request {
        specs: folder.clone(),
        out: folder.join("out"),
        ..Request::default()
    };
    let findings = match request.job() {
        Ok(job) => {
            // Only `lint` reports these; both commands report all others.
            let linted = lint(&job);
            let bound =
                generate_crate(&job).map_or_else(|failed| failed.findings, |bound| bound.findings);
            let codes = |findings: &[Findings], lint: bool| -> Vec<Code> {
                let all = findings.iter().flat_map(|findings| &findings.diagnostics);
                let codes = all.map(|diagnostic| diagnostic.code);
                codes
                    .filter(|code| lint || code.level() != Level::Lint)
                    .collect()
            };
            assert_eq!(codes(&linted, false), codes(&bound, true), "{code}");
            linted
        }
        Err(failed) => failed.findings,
    };
    let all = findings
        .into_iter()
        .flat_map(|findings| findings.diagnostics);
    all.collect()
}

#[test]
fn every_example_gives_its_code_and_its_fix_does_not() {
    for code in Code::ALL.iter().copied() {
        let Some(example) = code.example() else {
            // An example is a document or a configuration, and `LeftOut` needs both.
            let without = [Code::LeftOut, Code::ServiceDiffers, Code::Internal];
            assert!(
                without.contains(&code),
                "{code} can be caused by a document"
            );
            continue;
        };
        let wrong = reported(code, "wrong", example.wrong);
        assert!(!wrong.is_empty(), "{code}");
        let severity = match code.level() {
            Level::Error => Severity::Error,
            Level::Warning | Level::Lint => Severity::Warning,
        };
        for problem in &wrong {
            assert_eq!(
                (problem.code, problem.severity),
                (code, severity),
                "{problem:?}"
            );
            assert!(!problem.places.is_empty(), "{problem:?}");
        }
        let right = reported(code, "right", example.right);
        assert!(right.is_empty(), "{code}: {right:?}");
    }
}

#[test]
fn the_pages_are_the_tables() {
    let docs = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../docs/reference");
    for (name, page) in [("diagnostics.md", page()), ("limits.md", limits::page())] {
        let path = docs.join(name);
        if std::env::var_os("BINDERY_BLESS").is_some() {
            fs::create_dir_all(&docs).unwrap();
            fs::write(&path, &page).unwrap();
        }
        let written = fs::read_to_string(&path).unwrap_or_default();
        let written = written.replace("\r\n", "\n");
        assert!(written == page, "{name}: BINDERY_BLESS=1 writes it anew");
    }
}

#[test]
fn every_code_is_explained_in_words() {
    let list = list();
    for code in Code::ALL {
        let line = list.lines().find(|line| line.starts_with(code.name()));
        assert!(line.unwrap().ends_with(code.summary()));
        assert_eq!(Code::of_name(code.name()), Some(*code));
        let text = explain(*code);
        for part in [code.name(), code.summary(), code.why()] {
            assert!(text.contains(part), "{code} lacks {part:?}");
        }
        // Instructions follow `help: ` in a diagnostic.
        assert!(code.fix().starts_with(|c: char| c.is_ascii_lowercase()));
        assert!(!code.fix().ends_with('.') && code.why().ends_with('.'));
        assert!(code.summary().ends_with('.'), "{code}");
    }
    for state in State::ALL {
        assert_eq!(Code::of_name(state.name), None);
        assert!(list.contains(state.name) && explain_state(state).contains(state.summary));
    }
    assert_eq!(list.lines().count(), Code::ALL.len() + State::ALL.len());
}
