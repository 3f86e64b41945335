//! Is `unsafe` forbidden in everything that is ours?

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::fs;
use std::path::Path;
use toml::de::{DeTable, DeValue};

/// Whether a table says so, at the end of these keys.
fn at<'a>(table: &'a DeTable<'_>, keys: &[&str]) -> Option<&'a DeValue<'a>> {
    let (last, tables) = keys.split_last()?;
    let mut table = table;
    for key in tables {
        table = table.get(*key)?.get_ref().as_table()?;
    }
    Some(table.get(*last)?.get_ref())
}

#[test]
fn unsafe_code_is_forbidden_in_every_package() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let text = |path: &str| fs::read_to_string(root.join(path)).unwrap();
    let workspace = text("Cargo.toml");
    let workspace = DeTable::parse(&workspace).unwrap();
    let forbidden = |table: &DeTable<'_>, keys: &[&str]| {
        at(table, keys).and_then(DeValue::as_str) == Some("forbid")
    };
    let shared = ["workspace", "lints", "rust", "unsafe_code"];
    assert!(forbidden(workspace.get_ref(), &shared));
    assert!(forbidden(
        workspace.get_ref(),
        &["lints", "rust", "unsafe_code"]
    ));
    let members = at(workspace.get_ref(), &["workspace", "members"]).unwrap();
    for member in members.as_array().unwrap() {
        let member = member.get_ref().as_str().unwrap();
        let manifest = text(&format!("{member}/Cargo.toml"));
        let manifest = DeTable::parse(&manifest).unwrap();
        let manifest = manifest.get_ref();
        let inherits = at(manifest, &["lints", "workspace"]).and_then(DeValue::as_bool);
        let forbids = forbidden(manifest, &["lints", "rust", "unsafe_code"]);
        assert!(inherits == Some(true) || forbids, "{member}");
    }
    // What stands alone says so itself.
    assert!(text("generated/src/lib.rs").contains("\n#![forbid(unsafe_code)]\n"));
}

/// With `autotests = false` cargo compiles no file of a folder `tests/` by itself.
#[test]
fn every_test_file_belongs_to_a_program() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let text = |path: &str| fs::read_to_string(root.join(path)).unwrap();
    for (package, folder) in [
        ("", "tests"),
        ("generator/", "tests"),
        ("generator/mock/", "tests"),
        ("generator/cli/", "tests/it"),
    ] {
        let manifest = text(&format!("{package}Cargo.toml"));
        let program = text(&format!("{package}{folder}/main.rs"));
        let mut files = 0;
        for entry in fs::read_dir(root.join(package).join(folder)).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            let Some(module) = name.strip_suffix(".rs").filter(|it| *it != "main") else {
                continue;
            };
            let is_module = program.contains(&format!("\nmod {module};\n"));
            let is_program = manifest.contains(&format!("path = \"{folder}/{name}\""));
            assert!(is_module || is_program, "{package}{folder}/{name}");
            files += 1;
        }
        assert!(files > 1, "{package}{folder}");
    }
}
