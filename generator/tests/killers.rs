//! Each construct about schemas that is known to break generators for Rust has a case, which
//! `golden.rs` compiles under `deny(warnings)`, or which `fail.rs` holds to its message.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;

/// The number, the construct, and the files that hold a case of it, under its number.
const KILLERS: &[(u8, &str, &[&str])] = &[
    (3, "a media type without a schema, or with `encoding`", NOW),
    (4, "an unknown `format` on an object or number", NOW),
    (5, "`not`, `if`, `then`, `else`, `propertyNames`", NOW),
    (
        6,
        "references to other files and outside of `components`",
        NOW,
    ),
    (
        7,
        "`allOf` over unions; unions of optional properties",
        BOTH,
    ),
    (8, "values that are no identifiers, or alike", NOW),
    (9, "words that cannot be raw identifiers", NOW),
    (10, "names of the prelude; fields alike in snake case", NOW),
    (
        11,
        "recursion of every kind; long chains",
        &[NOW_FILE, SIZE],
    ),
    (14, "every spelling of null", BOTH),
    (15, "keywords that changed; numbers beyond 64 bits", BOTH),
    (16, "defaults that do not fit", BOTH),
    (17, "expressions that only ECMA-262 has", NOW),
    (18, "size", &[SIZE]),
    (19, "unclean documents", &[NOW_FILE, TWICE]),
    (20, "names as long as the way; many arguments", NOW),
];

const NOW_FILE: &str = "pass/killers/document.yaml";
const OLD_FILE: &str = "pass/killers_old/document.yaml";
const NOW: &[&str] = &[NOW_FILE];
const BOTH: &[&str] = &[NOW_FILE, OLD_FILE];
/// Made on the way: nobody would review it.
const SIZE: &str = "golden.rs";
/// A key that stands twice is an error with two places, and no guess.
const TWICE: &str = "fail/duplicate_key.yaml";

#[test]
fn every_construct_has_its_case() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    for (number, construct, files) in KILLERS {
        for file in *files {
            let text = fs::read_to_string(tests.join(file)).unwrap();
            let marked = ["# ", "// "]
                .iter()
                .any(|comment| text.contains(&format!("{comment}{number}. ")));
            assert!(marked || *file == TWICE, "{number}, {construct}: {file}");
        }
    }
}
