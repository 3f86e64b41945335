//! Do two spellings mean one type, though types were renamed and aliases replaced?

use std::collections::BTreeMap;

/// What is known of the types of two states.
#[derive(Debug, Default)]
pub(super) struct Same {
    /// The old names of types that were renamed, by their new ones.
    pub renamed: BTreeMap<String, String>,
    /// What aliases stand for, by their names.
    pub old_aliases: BTreeMap<String, String>,
    /// The same of the new state, by new names.
    pub new_aliases: BTreeMap<String, String>,
}

/// Aliases within aliases are followed so far.
const DEPTH: usize = 32;

impl Same {
    /// Whether both are one type to a program that was written for the old state.
    pub fn is(&self, old: &str, new: &str) -> bool {
        old == self.renamed(new)
            || expanded(old, &self.old_aliases, DEPTH)
                == self.renamed(&expanded(new, &self.new_aliases, DEPTH))
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

fn expanded(text: &str, aliases: &BTreeMap<String, String>, depth: usize) -> String {
    paths(text, |path| {
        let target = aliases.get(path.strip_prefix(TYPES)?)?;
        let further = depth.checked_sub(1)?;
        Some(expanded(target, aliases, further))
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
