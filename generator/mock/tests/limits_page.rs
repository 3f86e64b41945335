//! Is the page of the mock server's limits the table of its sources?
//!
//! `BINDERY_BLESS=1` writes the page anew.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;

#[test]
fn the_page_is_the_table() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/reference/mock-limits.md");
    let page = bindery_mock::limits::page();
    if std::env::var_os("BINDERY_BLESS").is_some() {
        fs::write(&path, &page).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written.replace("\r\n", "\n") == page,
        "BINDERY_BLESS=1 writes it anew"
    );
}
