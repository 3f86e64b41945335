//! What can a name, a version or a choice of words look like?

use super::{Broken, Dates, Derive, Features, Traits};

pub(super) const PACKAGE_NAME: &str =
    "a package name (letters, digits, `-` and `_`, first a letter)";
pub(super) const VERSION: &str = "a version such as `1.2.3`";
pub(super) const MODULE: &str = "a module name in snake case, in ASCII and no keyword";
pub(super) const IDENTIFIER: &str = "a Rust identifier that is no keyword";
pub(super) const DATES: &str = "`jiff`, `chrono`, `time` or `text`";
pub(super) const DERIVE: &str = "`Eq`, `Hash`, or a path such as `my_macros::Table`";
pub(super) const FEATURES: &str = "`tags` or `none`";
pub(super) const TYPES: &str = "the name of a type in Rust, in which `*` stands for any letters";
pub(super) const TRAITS: &str = "`used` or `all`";
pub(super) const BROKEN: &str = "`error` or `leave-out`";

/// A valid name for a cargo package with a library.
pub fn is_package_name(text: &str) -> bool {
    let mut characters = text.chars();
    let reserved = [
        "alloc",
        "build",
        "core",
        "deps",
        "examples",
        "proc-macro",
        "std",
        "test",
    ];
    characters
        .next()
        .is_some_and(|first| first.is_ascii_alphabetic())
        && characters.all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
        && text.len() <= 64
        && !reserved.contains(&text)
        && is_identifier(&text.replace('-', "_"))
}

pub(super) fn is_version(text: &str) -> bool {
    semver::Version::parse(text).is_ok()
}

pub(super) fn is_module(text: &str) -> bool {
    // No file is found for a module whose name is not ASCII (E0754).
    let snake = text.is_ascii() && !text.contains(char::is_uppercase);
    snake && is_identifier(text) && !text.starts_with("__")
}

pub(super) fn is_traits(text: &str) -> bool {
    [Traits::Used, Traits::All]
        .iter()
        .any(|traits| traits.as_str() == text)
}

pub(super) fn is_broken(text: &str) -> bool {
    Broken::ALL.iter().any(|it| it.as_str() == text)
}

pub(super) const ROOT: &str = "`..`, `../..` and so on";

pub(super) fn is_root(text: &str) -> bool {
    text.split('/').all(|step| step == "..")
}

pub(super) fn is_dates(text: &str) -> bool {
    Dates::ALL.iter().any(|dates| dates.as_str() == text)
}

pub(super) fn is_features(text: &str) -> bool {
    Features::ALL.iter().any(|it| it.as_str() == text)
}

pub(super) fn is_derive(text: &str) -> bool {
    Derive::of_name(text).is_some()
}

/// A name in Rust, or a pattern of such names.
pub(super) fn is_types(text: &str) -> bool {
    is_identifier(&text.replace('*', "x"))
}

/// A crate, and a way to something in it.
pub(super) fn is_path(text: &str) -> bool {
    text.contains("::") && text.split("::").all(is_identifier)
}

pub(super) fn is_identifier(text: &str) -> bool {
    syn::parse_str::<syn::Ident>(text).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_cargo_or_rust_would_refuse_are_refused() {
        for name in ["", "1x", "a b", "std", "test", "fn", "a/b", "über", "-x"] {
            assert!(!is_package_name(name), "{name:?}");
        }
        for name in ["x", "my-apis", "my_apis2"] {
            assert!(is_package_name(name), "{name:?}");
        }
        for module in ["Pets", "fn", "self", "a-b", "../x", "käfer", ""] {
            assert!(!is_module(module), "{module:?}");
        }
    }
}
