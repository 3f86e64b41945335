//! What are the cargo features called that operations are behind?
//!
//! Cargo takes letters, digits, `_`, `-`, `+` and `.`
//! (<https://doc.rust-lang.org/cargo/reference/features.html>); what is made here has letters and digits of
//! ASCII and hyphens.

use super::identifier::Identifier;
use crate::analyze::Facts;
use crate::crates;
use crate::text::DocumentText;
use std::collections::BTreeMap;

/// The feature that all features of tags belong to.
pub(crate) const ALL_OPERATIONS: &str = "all-operations";

/// The feature of each tag, where there are any. The prefix is words, or nothing.
pub(super) fn features(facts: &Facts, prefix: &str) -> BTreeMap<DocumentText, String> {
    let tags = facts.tags.iter().flat_map(|tags| &tags.tags);
    tags.map(|tag| (tag.clone(), feature(prefix, tag.untrusted())))
        .collect()
}

/// Any two tags can have one feature: with it there are the operations of both.
fn feature(prefix: &str, tag: &str) -> String {
    let has_words = |text: &str| text.contains(|c: char| c.is_ascii_alphanumeric());
    let mut tag = super::ascii(tag);
    // The prefix alone is the feature of a module.
    if !has_words(&tag) {
        tag = Identifier::new(&crate::words::case::snake(&tag))
            .as_str()
            .to_owned();
    }
    let words = crate::words::case::snake(&super::ascii(&format!("{prefix}{tag}")));
    let name = Identifier::new(&words).as_str().replace('_', "-");
    match is_reserved_feature(&name) {
        true => format!("{name}-operations"),
        false => name,
    }
}

/// Whether crates can have a feature of this name anyway.
pub(crate) fn is_reserved_feature(name: &str) -> bool {
    name == "default" || name == ALL_OPERATIONS || crates::features().any(|known| known == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_tag_becomes_a_feature_that_cargo_takes() {
        for (prefix, tag, expected) in [
            ("", "issues", "issues"),
            ("", "Issue tracker", "issue-tracker"),
            ("", "issueTracker", "issue-tracker"),
            ("", "Users\\Follows", "users-follows"),
            ("", "Uploads (Chunked)", "uploads-chunked"),
            ("", "apps_v1", "apps-v1"),
            ("", "1-Click Applications", "n1-click-applications"),
            ("", "type", "type"),
            ("", "Mock", "mock-operations"),
            ("", "default", "default-operations"),
            ("", "All operations", "all-operations-operations"),
            ("", "\u{dc}ber uns", "uber-uns"),
            ("", "\u{65e5}\u{672c}", "u65e5-u672c"),
            ("", "", "empty"),
            ("", "\"]\nx = [\"", "x"),
            ("git_hub ", "Issues", "git-hub-issues"),
            ("mock ", "Mock", "mock-mock"),
            ("pets ", "", "pets-empty"),
            ("pets ", "\u{1f980}", "pets-space"),
        ] {
            let name = feature(prefix, tag);
            assert_eq!(name, expected, "{tag:?}");
            let sound = |c: char| c.is_ascii_alphanumeric() || c == '-';
            assert!(
                name.starts_with(|c: char| c.is_ascii_alphabetic()),
                "{tag:?}"
            );
            assert!(name.chars().all(sound), "{tag:?}");
        }
        assert!(feature("", &"x".repeat(1_000_000)).len() < 200);
    }
}
