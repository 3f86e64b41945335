//! Which modules of the generator may use which others?
//!
//! The rows of [`MODULES`] are ordered: a module uses only modules of rows before its own. Uses in
//! the other direction contradict the pipeline; each is a row of [`DEBTS`] until it is removed.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use syn::{Attribute, Item, ItemMod};

/// Every module of the library, with the modules that it uses.
const MODULES: &[(&str, &[&str])] = &[
    ("device_name", &[]),
    ("regular_file", &["device_name"]),
    ("visits", &[]),
    ("parallel", &[]),
    ("crates", &[]),
    ("text", &[]),
    ("schemes", &["text"]),
    ("limits", &[]),
    ("diagnostic", &["text", "limits"]),
    ("ir", &["visits", "text", "schemes", "diagnostic"]),
    ("circles", &["ir"]),
    ("words", &["text", "ir"]),
    ("canonical", &[]),
    ("optional", &[]),
    ("openapi", &["visits", "limits", "diagnostic", "ir"]),
    (
        "config",
        &["crates", "limits", "diagnostic", "ir", "optional"],
    ),
    (
        "load",
        &[
            "regular_file",
            "visits",
            "limits",
            "diagnostic",
            "openapi",
            "config",
        ],
    ),
    (
        "upgrade",
        &["visits", "limits", "diagnostic", "canonical", "openapi"],
    ),
    (
        "check",
        &["visits", "limits", "diagnostic", "ir", "openapi", "config"],
    ),
    ("lint", &["visits", "limits", "diagnostic", "openapi"]),
    (
        "lower",
        &[
            "visits",
            "text",
            "schemes",
            "limits",
            "diagnostic",
            "ir",
            "circles",
            "canonical",
            "openapi",
            "config",
            "load",
            "upgrade",
            "check",
        ],
    ),
    (
        "analyze",
        &[
            "visits",
            "text",
            "limits",
            "diagnostic",
            "ir",
            "circles",
            "words",
            "config",
        ],
    ),
    (
        "name",
        &[
            "visits",
            "parallel",
            "crates",
            "text",
            "schemes",
            "diagnostic",
            "ir",
            "words",
            "canonical",
            "config",
            "analyze",
        ],
    ),
    ("examples", &["text", "limits", "ir"]),
    (
        "emit",
        &[
            "device_name",
            "visits",
            "parallel",
            "crates",
            "text",
            "schemes",
            "ir",
            "words",
            "config",
            "lower",
            "analyze",
            "name",
            "examples",
        ],
    ),
    ("format", &["emit"]),
    ("write", &["regular_file", "parallel", "name", "emit"]),
    ("findings", &["diagnostic", "load"]),
    (
        "message",
        &[
            "text",
            "diagnostic",
            "load",
            "name",
            "emit",
            "write",
            "findings",
        ],
    ),
    ("progress", &[]),
    (
        "job",
        &[
            "regular_file",
            "limits",
            "diagnostic",
            "optional",
            "config",
            "load",
            "name",
            "emit",
            "write",
            "findings",
            "progress",
        ],
    ),
    (
        "fingerprint",
        &["regular_file", "limits", "config", "name", "write", "job"],
    ),
    (
        "pipeline",
        &[
            "parallel",
            "text",
            "limits",
            "diagnostic",
            "ir",
            "optional",
            "config",
            "load",
            "upgrade",
            "check",
            "lint",
            "lower",
            "analyze",
            "name",
            "emit",
            "format",
            "write",
            "findings",
            "progress",
            "job",
            "fingerprint",
        ],
    ),
    (
        "diff",
        &[
            "text",
            "schemes",
            "diagnostic",
            "ir",
            "load",
            "name",
            "emit",
            "findings",
            "job",
            "pipeline",
        ],
    ),
    (
        "generator",
        &[
            "diagnostic",
            "emit",
            "write",
            "findings",
            "message",
            "job",
            "pipeline",
        ],
    ),
    (
        "build",
        &[
            "regular_file",
            "diagnostic",
            "write",
            "findings",
            "message",
            "job",
            "fingerprint",
            "pipeline",
        ],
    ),
];

/// Uses of a module in a later row, with the reason.
const DEBTS: &[(&str, &str, &str)] = &[
    (
        "limits",
        "diagnostic",
        "A limit makes the diagnostic that says it was exceeded.",
    ),
    (
        "diagnostic",
        "load",
        "Diagnostics are rendered from `load::Sources`.",
    ),
    (
        "config",
        "load",
        "Errors about allowances refer to `load::Sources`.",
    ),
    (
        "findings",
        "message",
        "Findings are printed as lines of `message`.",
    ),
];

/// The number of debts when this test was written. It only goes down.
const MOST_DEBTS: usize = 4;

#[test]
fn modules_use_only_what_the_table_allows() {
    let uses = Uses::of_library();
    let mut expected = BTreeSet::new();
    for (module, used) in MODULES {
        expected.extend(used.iter().map(|used| (*module, *used)));
    }
    expected.extend(DEBTS.iter().map(|(module, used, _)| (*module, *used)));
    let mut problems = Vec::new();
    for ((module, used), file) in &uses.edges {
        if !expected.contains(&(module.as_str(), used.as_str())) {
            problems.push(format!("{module} must not use {used} ({file})"));
        }
    }
    for (module, used) in expected {
        let edge = (module.to_owned(), used.to_owned());
        if !uses.edges.contains_key(&edge) {
            problems.push(format!("{module} does not use {used}: remove it"));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn a_module_uses_only_earlier_rows() {
    let rows = |name: &str| MODULES.iter().position(|(module, _)| *module == name);
    let uses = Uses::of_library();
    let listed: BTreeSet<_> = MODULES
        .iter()
        .map(|(module, _)| (*module).to_owned())
        .collect();
    assert_eq!(listed, uses.modules);
    assert_eq!(listed.len(), MODULES.len(), "a module has one row");
    for (module, used) in MODULES {
        for used in *used {
            assert!(
                rows(used) < rows(module),
                "{module} uses {used}, a later row"
            );
        }
    }
    for (module, used, reason) in DEBTS {
        assert!(
            rows(used) > rows(module),
            "{module} may use {used}: no debt"
        );
        assert!(!reason.is_empty());
    }
    assert!(DEBTS.len() <= MOST_DEBTS, "debts are removed, not added");
}

#[test]
fn every_form_of_a_path_is_found() {
    let source = "
        use crate::{check::x, load as l, ir::{A, crates}};
        fn f() { super::super::name::g(quote! { crate::write::h }); crate::emit::i() }
        mod inner { use super::super::super::lower; }
        #[cfg(test)] mod tests { use crate::build; }
    ";
    let mut uses = Uses::default();
    let file = syn::parse_file(source).unwrap();
    let path = ["analyze".to_owned(), "graph".to_owned()];
    uses.items(
        &file.items,
        &path,
        Path::new("analyze/graph"),
        Path::new(""),
    );
    let found: Vec<_> = uses.edges.keys().map(|(_, used)| used.as_str()).collect();
    assert_eq!(found, ["check", "emit", "ir", "load", "lower", "name"]);
}

/// The uses of top-level modules by other top-level modules, outside tests.
#[derive(Default)]
struct Uses {
    /// The top-level modules.
    modules: BTreeSet<String>,
    /// The module, the module it uses, and a file that does.
    edges: BTreeMap<(String, String), String>,
}

impl Uses {
    fn of_library() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut uses = Self::default();
        let file = parse(&root.join("lib.rs"));
        for item in &file.items {
            if let Item::Mod(module) = item {
                uses.modules.insert(module.ident.to_string());
            }
        }
        uses.items(&file.items, &[], &root, &root.join("lib.rs"));
        let modules = uses.modules.clone();
        // Items that `lib.rs` itself exports are no modules.
        uses.edges.retain(|(_, used), _| modules.contains(used));
        uses
    }

    /// Reads the items of a module whose submodules are in `folder`.
    fn items(&mut self, items: &[Item], module: &[String], folder: &Path, file: &Path) {
        for item in items {
            match item {
                Item::Mod(inner) if is_test(&inner.attrs) => {}
                Item::Mod(inner) => self.module(inner, module, folder, file),
                item if is_test(attributes(item)) => {}
                item => self.tokens(item.to_token_stream(), module, file),
            }
        }
    }

    fn module(&mut self, inner: &ItemMod, around: &[String], folder: &Path, file: &Path) {
        let name = inner.ident.to_string();
        let mut module = around.to_vec();
        module.push(name.clone());
        let folder = folder.join(&name);
        if let Some((_, items)) = &inner.content {
            self.items(items, &module, &folder, file);
            return;
        }
        let files = [folder.with_extension("rs"), folder.join("mod.rs")];
        let file: &PathBuf = files.iter().find(|file| file.exists()).unwrap();
        self.items(&parse(file).items, &module, &folder, file);
    }

    /// Finds `crate::…` and `super::…`, in code and in macros, apart from generated code.
    fn tokens(&mut self, tokens: TokenStream, module: &[String], file: &Path) {
        let tokens: Vec<_> = tokens.into_iter().collect();
        let mut at = 0;
        while at < tokens.len() {
            let mut base = None;
            match &tokens[at] {
                TokenTree::Group(group) => self.tokens(group.stream(), module, file),
                TokenTree::Ident(ident) if is_quote(ident) && is_punct(tokens.get(at + 1), '!') => {
                    at += 3;
                    continue;
                }
                TokenTree::Ident(ident) if ident == "crate" => base = Some(0),
                TokenTree::Ident(ident) if ident == "super" => base = module.len().checked_sub(1),
                _ => {}
            }
            at += 1;
            while is_path_separator(&tokens, at)
                && matches!(tokens.get(at + 2), Some(TokenTree::Ident(ident)) if ident == "super")
            {
                base = base.and_then(|base| base.checked_sub(1));
                at += 3;
            }
            if base == Some(0) && is_path_separator(&tokens, at) {
                self.root_names(&tokens[at + 2], module, file);
            }
        }
    }

    /// Records what follows `crate::`: a name, or a group of paths.
    fn root_names(&mut self, tree: &TokenTree, module: &[String], file: &Path) {
        match tree {
            TokenTree::Ident(name) => {
                let name = name.to_string();
                if let Some(user) = module.first().filter(|user| **user != name) {
                    let edge = (user.clone(), name);
                    self.edges
                        .entry(edge)
                        .or_insert_with(|| file.display().to_string());
                }
            }
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                let mut is_first = true;
                for tree in group.stream() {
                    if is_first {
                        self.root_names(&tree, module, file);
                    }
                    is_first = matches!(&tree, TokenTree::Punct(punct) if punct.as_char() == ',');
                }
            }
            _ => {}
        }
    }
}

fn parse(file: &Path) -> syn::File {
    let text = fs::read_to_string(file).unwrap();
    syn::parse_file(&text).unwrap()
}

fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let text = attribute.to_token_stream().to_string();
        text.replace(' ', "") == "#[cfg(test)]"
    })
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

/// Whether a macro makes tokens of generated code.
fn is_quote(name: &proc_macro2::Ident) -> bool {
    ["quote", "quote_spanned", "parse_quote"]
        .iter()
        .any(|quote| name == quote)
}

fn is_punct(tree: Option<&TokenTree>, wanted: char) -> bool {
    matches!(tree, Some(TokenTree::Punct(punct)) if punct.as_char() == wanted)
}

fn is_path_separator(tokens: &[TokenTree], at: usize) -> bool {
    is_punct(tokens.get(at), ':') && is_punct(tokens.get(at + 1), ':')
}
