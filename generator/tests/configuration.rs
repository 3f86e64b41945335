//! Does every example in `docs/reference/configuration.md` do something, and does the page name every key?

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use bindery::config::Config;
use bindery::job::Request;
use bindery::message;
use bindery::pipeline::{CrateOutput, generate_crate};
use std::fs;
use std::path::{Path, PathBuf};

const PAGE: &str = include_str!("../../docs/reference/configuration.md");

/// The blocks of a language, each with the heading that it stands under.
fn blocks(language: &str) -> Vec<(&'static str, &'static str)> {
    let mut blocks = Vec::new();
    for section in PAGE.split("\n## ").skip(1) {
        let heading = section.lines().next().unwrap();
        let mut rest = section;
        while let Some((_, after)) = rest.split_once(&format!("```{language}\n")) {
            let (block, after) = after.split_once("```").unwrap();
            blocks.push((heading, block));
            rest = after;
        }
    }
    blocks
}

/// The folder of the documents that the examples speak of, with a configuration.
fn specs(name: &str, configuration: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("configuration")
        .join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let given = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/configuration");
    for entry in fs::read_dir(given).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, folder.join(path.file_name().unwrap())).unwrap();
    }
    fs::write(folder.join("bindery.toml"), configuration).unwrap();
    folder
}

fn bound(name: &str, configuration: &str) -> CrateOutput {
    let request = Request {
        specs: specs(name, configuration),
        ..Request::default()
    };
    request
        .job()
        .and_then(|job| generate_crate(&job))
        .unwrap_or_else(|failed| {
            let findings = failed.findings.iter();
            let reported: String = findings.map(|it| message::problems(it, false)).collect();
            panic!("{name}: {reported}")
        })
}

/// The diagnostics, without the folder of the document.
fn reported(bound: &CrateOutput) -> Vec<String> {
    let diagnostics = bound.findings.iter().flat_map(|it| &it.diagnostics);
    diagnostics.map(|it| it.message.clone()).collect()
}

/// An example that changes nothing shows nothing.
#[test]
fn every_example_changes_what_is_made() {
    let usual = bound("usual", "");
    let usually_reported = reported(&usual);
    let examples = blocks("toml");
    assert!(examples.len() > 5);
    for (index, (heading, example)) in examples.into_iter().enumerate() {
        let made = bound(&index.to_string(), example);
        let reported = reported(&made);
        if heading == "Dates" {
            let library = made
                .files
                .iter()
                .any(|(_, text)| text.contains("to_chrono"));
            assert!(library == example.contains("chrono"), "{example}");
        }
        if heading == "Warnings" {
            assert!(
                reported.is_empty() && !usually_reported.is_empty(),
                "{reported:?}"
            );
            assert!(made.files == usual.files);
        } else {
            assert!(
                reported.is_empty() || reported == usually_reported,
                "{heading}: {reported:?}"
            );
            // The documents of the examples are within every limit, and have no error.
            let same = made.files == usual.files;
            let has_none = [
                "Limits",
                "Documents with errors",
                "Documents of several files",
            ]
            .contains(&heading);
            assert_eq!(same, has_none, "{heading}");
            assert!(
                made.stamp.fingerprint != usual.stamp.fingerprint,
                "{heading}"
            );
        }
    }
}

/// Derives for unknown types are all reported, each at its position.
#[test]
fn what_is_derived_for_nothing_is_an_error() {
    let configuration = "[crate.dependencies]\nmine = '1'\n[api.pets.derives]\n'*' = ['Eq']\n\
                         'Pat' = ['mine::Table']\n'Zebra*' = ['mine::Table']\n'P*' = ['mine::Table']\n";
    let request = Request {
        specs: specs("derived", configuration),
        ..Request::default()
    };
    let failed = request
        .job()
        .and_then(|job| generate_crate(&job))
        .unwrap_err();
    let findings = failed.findings.iter();
    let reported: String = findings.map(|it| message::problems(it, false)).collect();
    for expected in [
        "no struct and no enum of this API is called `Pat`",
        "did you mean `Pet`?",
        "bindery.toml:5:1",
        "no struct and no enum of this API is called `Zebra*`",
        "bindery.toml:6:1",
    ] {
        assert!(reported.contains(expected), "{expected} in {reported}");
    }
    assert!(!reported.contains("`P*`"), "{reported}");
}

/// The overlay of the page is the one that its configuration names.
#[test]
fn the_overlay_of_the_page_is_tried() {
    let given = include_str!("configuration/pets.overlay.yaml");
    assert_eq!(blocks("yaml"), [("Overlays", given)]);
}

/// What is known is asked of the reader itself, by a key that is not.
#[test]
fn every_key_is_on_the_page() {
    for table in [
        "",
        "[crate]\n",
        "[api.pets]\n",
        "[api.pets.operations]\n",
        "[api.pets.retry]\n",
    ] {
        let problems = Config::parse(&format!("{table}zzzzzzzz = 1\n")).unwrap_err();
        let known = problems[0].help.clone().unwrap();
        let known = known.strip_prefix("known here: `").unwrap();
        for key in known.trim_end_matches('`').split("`, `") {
            let spelt = [
                format!("`{key}`"),
                format!("`{key} "),
                format!(".{key}`"),
                format!("[`{key}."),
            ];
            assert!(spelt.iter().any(|it| PAGE.contains(it)), "{table}{key}");
            let shown = blocks("toml")
                .into_iter()
                .any(|(_, block)| block.contains(key));
            assert!(shown, "{table}{key} has no example");
        }
    }
}
