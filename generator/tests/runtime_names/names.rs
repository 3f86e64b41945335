//! Which names does the runtime declare, and which does the emitter write?
//!
//! They are read from the sources, so that an item that is added to the runtime is tested without
//! being listed here.

use proc_macro2::{TokenStream, TokenTree};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Names of the standard prelude, and methods of its traits.
const STANDARD: &[&str] = &[
    "AsMut",
    "AsRef",
    "Box",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "DoubleEndedIterator",
    "Drop",
    "Eq",
    "Err",
    "ExactSizeIterator",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Future",
    "Hash",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Vec",
    "align_of",
    "bool",
    "char",
    "clone_from",
    "clone_into",
    "cmp",
    "drop",
    "eq",
    "ge",
    "gt",
    "isize",
    "le",
    "lt",
    "max",
    "min",
    "ne",
    "partial_cmp",
    "size_of",
    "str",
    "type_id",
    "u128",
    "usize",
];

/// After these comes the name of what is declared.
const DECLARING: &[&str] = &[
    "const", "enum", "fn", "mod", "static", "struct", "trait", "type",
];

/// The names of the sources, one of each that differ in case and underscores alone.
pub struct Names {
    /// Names of functions, fields, modules and variables, and of constants.
    pub values: Vec<String>,
    /// Names of types and traits, and of constants.
    pub types: Vec<String>,
    /// All of them.
    pub all: Vec<String>,
}

impl Names {
    /// Reads the sources.
    pub fn read() -> Self {
        let mut found: BTreeSet<String> = STANDARD.iter().map(|name| (*name).to_owned()).collect();
        for path in runtime_files() {
            found.insert(stem(&path));
            declared(tokens(&path), &mut found);
        }
        for path in files(&root().join("src/emit/rust")) {
            quoted(tokens(&path), &mut found);
        }
        let is_type = |name: &str| name.contains(|c: char| c.is_uppercase());
        let is_value = |name: &str| !is_type(name) || !name.contains(|c: char| c.is_lowercase());
        Self {
            values: distinct(found.iter().filter(|name| is_value(name))),
            types: distinct(found.iter().filter(|name| is_type(name))),
            all: distinct(found.iter()),
        }
    }
}

fn distinct<'a>(names: impl Iterator<Item = &'a String>) -> Vec<String> {
    let mut distinct = BTreeMap::new();
    for name in names {
        let name = name.trim_start_matches("r#").trim_matches('_');
        if !name.is_empty() {
            let key = name.replace('_', "").to_lowercase();
            distinct.entry(key).or_insert_with(|| name.to_owned());
        }
    }
    distinct.into_values().collect()
}

/// The modules of the runtime, and the crates that it depends on.
pub fn modules() -> BTreeSet<String> {
    let own = ["alloc", "core", "proc_macro", "std", "test"];
    let mut found: BTreeSet<String> = own.map(str::to_owned).into();
    found.extend(runtime_files().iter().map(|path| stem(path)));
    let manifest = fs::read_to_string(root().join("runtime/Cargo.toml")).unwrap();
    let manifest = toml::de::DeTable::parse(&manifest).unwrap();
    let dependencies = manifest.get_ref()["dependencies"].get_ref();
    let dependencies = dependencies.as_table().unwrap().keys();
    found.extend(dependencies.map(|name| name.get_ref().replace('-', "_")));
    found
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn runtime_files() -> Vec<PathBuf> {
    files(&root().join("runtime/src/runtime"))
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap().to_str().unwrap().to_owned()
}

fn tokens(path: &Path) -> TokenStream {
    fs::read_to_string(path).unwrap().parse().unwrap()
}

/// What is declared outside of unit tests. What macros write stands beside names of a document, so
/// all of it counts.
fn declared(tokens: TokenStream, found: &mut BTreeSet<String>) {
    let mut before = String::new();
    let (mut in_macro, mut in_tests) = (false, false);
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => {
                let name = ident.to_string();
                in_tests = before == "mod" && name == "tests";
                in_macro |= name == "macro_rules";
                if !in_tests && (in_macro || DECLARING.contains(&before.as_str())) {
                    found.insert(name.clone());
                }
                before = name;
            }
            TokenTree::Group(group) => {
                match (in_macro, in_tests) {
                    (true, _) => identifiers(group.stream(), found),
                    (false, true) => {}
                    (false, false) => declared(group.stream(), found),
                }
                (in_macro, in_tests) = (false, false);
                before.clear();
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => before.clear(),
        }
    }
}

/// The identifiers in every `quote!`.
fn quoted(tokens: TokenStream, found: &mut BTreeSet<String>) {
    let mut is_quote = false;
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => is_quote = ident == "quote",
            TokenTree::Punct(punct) => is_quote &= punct.as_char() == '!',
            TokenTree::Group(group) if is_quote => {
                identifiers(group.stream(), found);
                is_quote = false;
            }
            TokenTree::Group(group) => {
                quoted(group.stream(), found);
                is_quote = false;
            }
            TokenTree::Literal(_) => is_quote = false,
        }
    }
}

fn identifiers(tokens: TokenStream, found: &mut BTreeSet<String>) {
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => {
                found.insert(ident.to_string());
            }
            TokenTree::Group(group) => identifiers(group.stream(), found),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}
