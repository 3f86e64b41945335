//! What is derived for types beside what all of them have?

use super::form::{DERIVE, TYPES, is_derive, is_path, is_types};
use super::glob::fits;
use super::read::{Item, Reader, Span};
use std::ops::Range;

/// Derives for types of some names: an entry of `api.<stem>.derives`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Derives {
    /// A pattern of their names in Rust.
    pub types: String,
    /// The derives, each with its place in the configuration.
    pub(crate) traits: Vec<(Derive, Span)>,
    /// The position of the pattern.
    pub(crate) span: Span,
}

impl Derives {
    /// Whether it says something of a type of this name.
    pub(crate) fn fits(&self, name: &str) -> bool {
        fits(&self.types, name)
    }
}

/// Something that is derived.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Derive {
    /// `Eq`, where all that a type holds has it.
    Eq,
    /// `Hash`, where all that a type holds has it.
    Hash,
    /// A macro of a crate of the user's, by its path from the name of the crate on:
    /// `my_macros::Table`.
    Macro(String),
}

impl Derive {
    pub(super) fn of_name(name: &str) -> Option<Self> {
        match name {
            "Eq" => Some(Self::Eq),
            "Hash" => Some(Self::Hash),
            path => is_path(path).then(|| Self::Macro(path.to_owned())),
        }
    }
}

/// The pattern that all names fit.
const ALL: &str = "*";

impl Reader {
    /// `api.<stem>.derives`: a list for all types, or lists by the names of types.
    pub(super) fn derives(&mut self, item: &Item<'_>) -> Vec<Derives> {
        let value = item.get_ref();
        if value.is_array() {
            return vec![self.derived(ALL, item.span(), item)];
        }
        let Some(table) = value.as_table() else {
            self.wrong_type(item, "a list of traits, or a table of such lists");
            return Vec::new();
        };
        let mut derives = Vec::new();
        for (key, item) in table {
            let types = key.get_ref().as_ref();
            if !is_types(types) {
                self.problem(key.span(), &format!("`{types}` is not {TYPES}"));
            } else if item.get_ref().is_array() {
                derives.push(self.derived(types, key.span(), item));
            } else {
                self.wrong_type(item, "a list of traits");
            }
        }
        derives
    }

    fn derived(&mut self, types: &str, span: Range<usize>, item: &Item<'_>) -> Derives {
        let mut traits: Vec<(Derive, Span)> = Vec::new();
        for item in item.get_ref().as_array().into_iter().flatten() {
            let text = self.text(item, is_derive, DERIVE);
            let Some(found) = text.as_deref().and_then(Derive::of_name) else {
                continue;
            };
            // A type can have them only where all that it holds has them.
            if types != ALL && !matches!(found, Derive::Macro(_)) {
                let message = format!("`{found:?}` is derived for all types or none");
                self.problem(item.span(), &message);
            } else if traits.iter().all(|(other, _)| *other != found) {
                traits.push((found, Span(item.span())));
            }
        }
        let has = |derive| traits.iter().any(|(found, _)| *found == derive);
        if has(Derive::Hash) && !has(Derive::Eq) {
            self.problem(item.span(), "`Hash` is of no use without `Eq`");
        }
        Derives {
            types: types.to_owned(),
            traits,
            span: Span(span),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Derive;
    use crate::config::read::{read, tests::problems};

    fn said(text: &str) -> Vec<(String, Vec<Derive>)> {
        let config = read(&format!("{text}\n[crate.dependencies]\nmine = '1'\n")).unwrap();
        let derives = config.apis["x"].derives.iter().map(|it| {
            let traits = it.traits.iter().map(|(derive, _)| derive.clone());
            (it.types.clone(), traits.collect())
        });
        derives.collect()
    }

    #[test]
    fn traits_are_for_all_types_or_by_name() {
        let table = Derive::Macro("mine::Table".to_owned());
        let all = vec![Derive::Eq, Derive::Hash, table.clone()];
        assert_eq!(
            said("[api.x]\nderives = ['Eq', 'Hash', 'Eq', 'mine::Table']"),
            [("*".to_owned(), all)]
        );
        assert_eq!(
            said("[api.x.derives]\n'*' = ['Eq']\n'Pet*' = ['mine::Table']"),
            [
                ("*".to_owned(), vec![Derive::Eq]),
                ("Pet*".to_owned(), vec![table])
            ]
        );
    }

    #[test]
    fn underivable_traits_are_located_errors() {
        for (text, place, message) in [
            (
                "'Eq'",
                "'Eq'",
                "expected a list of traits, or a table of such lists, found string",
            ),
            (
                "['Ord']",
                "'Ord'",
                "`Ord` is not `Eq`, `Hash`, or a path such as `my_macros::Table`",
            ),
            (
                "['a::B<c>']",
                "'a::B<c>'",
                "`a::B<c>` is not `Eq`, `Hash`, or a path such as `my_macros::Table`",
            ),
            (
                "['mine::Table']",
                "'mine::Table'",
                "`mine` is no crate of `[crate.dependencies]`",
            ),
            ("['Hash']", "['Hash']", "`Hash` is of no use without `Eq`"),
            (
                "{ Pet = ['Eq'] }",
                "'Eq'",
                "`Eq` is derived for all types or none",
            ),
            (
                "{ Pet = 'mine::Table' }",
                "'mine::Table'",
                "expected a list of traits, found string",
            ),
            (
                "{ 'a b' = ['mine::Table'] }",
                "'a b'",
                "`a b` is not the name of a type in Rust, in which `*` stands for any letters",
            ),
        ] {
            let found = problems(&format!("[api.x]\nderives = {text}\n"));
            assert_eq!(found, [(place.to_owned(), message.to_owned())], "{text}");
        }
    }
}
