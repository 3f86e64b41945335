//! Which types of the document are types of the user's?

use super::dependencies::Dependency;
use super::form::is_path;
use super::read::{Item, Reader, Span};
use super::{Config, Derive, problem};
use crate::diagnostic::{Diagnostic, did_you_mean};
use std::collections::{BTreeMap, BTreeSet};

/// A type that stands for those of the document: an entry of `api.<stem>.types`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replacement {
    /// Its path, from the name of a crate on: `my_money::Money`.
    pub path: String,
    /// The position of the path in the configuration.
    pub(crate) span: Span,
    /// Where it stands what is replaced.
    pub(crate) key: Span,
}

/// The crates that every crate knows.
const STANDARD: [&str; 3] = ["alloc", "core", "std"];

impl Reader {
    /// `api.<stem>.types`.
    pub(super) fn types(&mut self, item: &Item<'_>) -> BTreeMap<String, Replacement> {
        let mut types = BTreeMap::new();
        for (key, item) in self.table(item).into_iter().flatten() {
            if let Some(path) = self.text(item, is_path, "a path such as `my_money::Money`") {
                let replacement = Replacement {
                    path,
                    span: Span(item.span()),
                    key: Span(key.span()),
                };
                types.insert(key.get_ref().to_string(), replacement);
            }
        }
        types
    }
}

/// Paths into crates that are no dependencies, and dependencies that no path leads into.
pub(super) fn unknown_crates(config: &Config) -> Vec<Diagnostic> {
    let dependencies = &config.package.dependencies;
    let known: BTreeSet<String> = dependencies
        .keys()
        .map(|name| Dependency::library(name))
        .collect();
    let first = |path: &str| path.split("::").next().unwrap_or_default().to_owned();
    let paths: Vec<(String, &Span)> = paths(config)
        .map(|(path, span)| (first(path), span))
        .collect();
    let mut problems = Vec::new();
    for (library, span) in &paths {
        if !known.contains(library) && !STANDARD.contains(&library.as_str()) {
            let message = format!("`{library}` is no crate of `[crate.dependencies]`");
            let help = did_you_mean(library, known.iter().map(String::as_str))
                .unwrap_or_else(|| format!("add `{library}` there, with its version"));
            problems.push(problem(span.0.clone(), &message).help(help));
        }
    }
    for (name, dependency) in dependencies {
        let library = Dependency::library(name);
        if !paths.iter().any(|(used, _)| *used == library) {
            let message = format!("nothing of `{name}` is used");
            let help = "name a type of it in `[api.<document>.types]` or a macro in `derives`, or \
                        remove the dependency";
            problems.push(problem(dependency.span.0.clone(), &message).help(help));
        }
    }
    problems
}

/// Paths into crates of the user.
fn paths(config: &Config) -> impl Iterator<Item = (&str, &Span)> {
    config.apis.values().flat_map(|api| {
        let types = api.types.values().map(|it| (it.path.as_str(), &it.span));
        let derives = api.derives.iter().flat_map(|it| &it.traits);
        let macros = derives.filter_map(|(derive, span)| match derive {
            Derive::Macro(path) => Some((path.as_str(), span)),
            Derive::Eq | Derive::Hash => None,
        });
        types.chain(macros)
    })
}

#[cfg(test)]
mod tests {
    use crate::config::read::{read, tests::problems};

    #[test]
    fn a_path_begins_with_a_crate_that_is_known() {
        let config = read(
            "[crate.dependencies]\nmy-money = '1'\n\
             [api.x.types]\nMoney = 'my_money::Money'\nAddress = 'std::net::IpAddr'\n",
        );
        assert_eq!(
            config.unwrap().apis["x"].types["Money"].path,
            "my_money::Money"
        );
        let form = |text: &str| format!("`{text}` is not a path such as `my_money::Money`");
        for (text, place, message) in [
            ("A = 'Money'", "'Money'", form("Money")),
            ("A = 'std::Vec<u8>'", "'std::Vec<u8>'", form("std::Vec<u8>")),
            ("A = 'a::fn'", "'a::fn'", form("a::fn")),
            ("A = '::a::b'", "'::a::b'", form("::a::b")),
            ("A = 'crate::b'", "'crate::b'", form("crate::b")),
            (
                "A = 'money::A'",
                "'money::A'",
                "`money` is no crate of `[crate.dependencies]`".to_owned(),
            ),
            (
                "[crate.dependencies]\nmoney = '1'",
                "money",
                "nothing of `money` is used".to_owned(),
            ),
        ] {
            let found = problems(&format!("[api.x.types]\n{text}\n"));
            assert_eq!(found, [(place.to_owned(), message)], "{text}");
        }
    }
}
