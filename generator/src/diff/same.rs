//! Do two spellings mean one type, though types were renamed and aliases replaced?

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

/// Facts about the types of two states.
#[derive(Debug, Default)]
pub(super) struct Same {
    /// The old names of types that were renamed, by their new ones.
    pub renamed: BTreeMap<String, String>,
    /// The targets of aliases, by name.
    pub old_aliases: BTreeMap<String, String>,
    /// The same of the new state, by new names.
    pub new_aliases: BTreeMap<String, String>,
}

/// Aliases within aliases are followed so far.
const DEPTH: usize = 32;

/// The limit of aliases that are followed for one type. Beyond it, types are compared by name.
const ALIASES: usize = 1_000;

/// The forms in which a type is compared: as written, and with all aliases replaced.
pub(super) type Spellings = (String, String);

impl Same {
    /// Whether both are one type to a program that was written for the old state.
    pub fn is(&self, old: &str, new: &str) -> bool {
        // Most types are spelled alike.
        old == self.renamed(new) || self.of_old(old).1 == self.of_new(new).1
    }

    /// Those of these that mean nothing that the others mean; either are the old ones.
    pub fn only<'a>(
        &self,
        texts: &'a BTreeSet<String>,
        others: &BTreeSet<String>,
        are_old: bool,
    ) -> Vec<&'a str> {
        let spellings = |text: &str, old: bool| match old {
            true => self.of_old(text),
            false => self.of_new(text),
        };
        let others = others.iter().map(|other| spellings(other, !are_old));
        let (plain, whole): (BTreeSet<String>, BTreeSet<String>) = others.unzip();
        let only = texts.iter().filter(|text| {
            let (own, expanded) = spellings(text, are_old);
            !plain.contains(&own) && !whole.contains(&expanded)
        });
        only.map(String::as_str).collect()
    }

    fn of_old(&self, text: &str) -> Spellings {
        let whole = expanded(text, &self.old_aliases, DEPTH, &Cell::new(ALIASES));
        (text.to_owned(), whole)
    }

    fn of_new(&self, text: &str) -> Spellings {
        let whole = expanded(text, &self.new_aliases, DEPTH, &Cell::new(ALIASES));
        (self.renamed(text), self.renamed(&whole))
    }

    fn renamed(&self, text: &str) -> String {
        paths(text, |path| {
            let name = path.strip_prefix(TYPES)?;
            Some(format!("{TYPES}{}", self.renamed.get(name)?))
        })
    }
}

/// The module of a document's types, as spellings have it.
const TYPES: &str = "types::";

fn expanded(
    text: &str,
    aliases: &BTreeMap<String, String>,
    depth: usize,
    left: &Cell<usize>,
) -> String {
    paths(text, |path| {
        let target = aliases.get(path.strip_prefix(TYPES)?)?;
        let further = depth.checked_sub(1)?;
        left.set(left.get().checked_sub(1)?);
        Some(expanded(target, aliases, further, left))
    })
}

/// A spelling as it is read easiest: without the ways to what it names.
pub(super) fn short(text: &str) -> String {
    paths(text, |path| Some(path.rsplit("::").next()?.to_owned()))
}

/// Replaces paths of a spelling.
fn paths(text: &str, replace: impl Fn(&str) -> Option<String>) -> String {
    let mut result = String::with_capacity(text.len());
    let mut path = String::new();
    let flush = |path: &mut String, result: &mut String| {
        let path = std::mem::take(path);
        result.push_str(&replace(&path).unwrap_or(path));
    };
    for c in text.chars() {
        if c.is_alphanumeric() || c == '_' || c == ':' {
            path.push(c);
        } else {
            flush(&mut path, &mut result);
            result.push(c);
        }
    }
    flush(&mut path, &mut result);
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
        let pairs = pairs.iter();
        pairs
            .map(|(a, b)| ((*a).to_owned(), (*b).to_owned()))
            .collect()
    }

    #[test]
    fn aliases_that_double_are_not_written_out_without_end() {
        let name = |at: usize| format!("types::A{at}");
        let of = |at: usize| (format!("A{at}"), format!("({0}, {0})", name(at + 1)));
        let aliases: BTreeMap<String, String> = (0..30).map(of).collect();
        let same = Same {
            renamed: BTreeMap::new(),
            old_aliases: aliases.clone(),
            new_aliases: aliases,
        };
        let (both, last) = (
            BTreeSet::from([name(0), name(5)]),
            BTreeSet::from([name(5)]),
        );
        assert_eq!(same.only(&both, &last, true), [name(0)]);
        assert!(same.is(&name(0), &name(0)) && !same.is(&name(0), &name(5)));
    }

    #[test]
    fn renamed_types_are_the_same_and_aliases_are_what_they_stand_for() {
        let same = Same {
            renamed: map(&[("Animal", "Pet")]),
            old_aliases: map(&[
                ("Pets", "std::vec::Vec<types::Pet>"),
                ("Loop", "types::Loop"),
            ]),
            new_aliases: map(&[
                ("All", "types::Some"),
                ("Some", "std::vec::Vec<types::Animal>"),
            ]),
        };
        assert!(same.is("types::Pet", "types::Animal"));
        assert!(!same.is("types::Pet", "types::Pets"));
        assert!(!same.is("runtime::Pet", "types::Animal"));
        assert!(same.is("types::Pets", "types::All"));
        assert!(!same.is("std::vec::Vec<types::Cat>", "types::All"));
        assert!(!same.is("types::Loop", "types::All"));
        assert_eq!(
            short("std::option::Option<impl std::convert::Into<types::Pet>>"),
            "Option<impl Into<Pet>>"
        );
    }
}
