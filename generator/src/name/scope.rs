//! Who gets a name that several ask for? Nobody: all of them take what tells them apart.

use super::Identifier;
use std::collections::{BTreeMap, VecDeque};

/// The names of one scope of the output.
#[derive(Debug, Default)]
pub(super) struct Scope {
    /// Every name that is given away, as it is written without `r#`.
    taken: BTreeMap<String, ()>,
}

/// What something may be called, best first.
pub(super) type Candidates = Vec<String>;

impl Scope {
    /// A scope in which these names are forbidden.
    pub(super) fn without<'a>(reserved: impl IntoIterator<Item = &'a str>) -> Self {
        let names = reserved.into_iter().map(|name| (name.to_owned(), ()));
        Self {
            taken: names.collect(),
        }
    }

    /// Whether a name is given away or forbidden.
    pub(super) fn has(&self, name: &str) -> bool {
        self.taken.contains_key(name)
    }

    /// Names all of these, which are equally strong; what was named before is stronger. Where
    /// candidates do not suffice, numbers do.
    pub(super) fn give(&mut self, parties: &[Candidates]) -> Vec<Identifier> {
        let candidates: Vec<Vec<Identifier>> = parties
            .iter()
            .map(|names| {
                let mut list: Vec<Identifier> = Vec::with_capacity(names.len());
                for name in names {
                    list.push(Identifier::new(name));
                }
                if list.is_empty() {
                    list.push(Identifier::new(""));
                }
                list
            })
            .collect();
        let levels = self.settle(&candidates);
        let mut given: Vec<Option<Identifier>> = vec![None; candidates.len()];
        let mut numbered = Vec::new();
        for (index, (list, level)) in candidates.iter().zip(levels).enumerate() {
            let Some(name) = list.get(level) else {
                continue;
            };
            if self.taken.insert(name.as_str().to_owned(), ()).is_none() {
                if let Some(slot) = given.get_mut(index) {
                    *slot = Some(name.clone());
                }
            } else {
                numbered.push((index, name.clone()));
            }
        }
        let mut next: BTreeMap<String, usize> = BTreeMap::new();
        for (index, name) in numbered {
            let number = next.entry(name.as_str().to_owned()).or_insert(2);
            let fresh = loop {
                let fresh = numbered_name(&name, *number);
                *number += 1;
                if self.taken.insert(fresh.as_str().to_owned(), ()).is_none() {
                    break fresh;
                }
            };
            if let Some(slot) = given.get_mut(index) {
                *slot = Some(fresh);
            }
        }
        let named = given.into_iter();
        named
            .map(|name| name.unwrap_or_else(|| Identifier::new("")))
            .collect()
    }

    /// Names one thing.
    pub(super) fn give_one(&mut self, candidates: Candidates) -> Identifier {
        let mut names = self.give(std::slice::from_ref(&candidates));
        names.pop().unwrap_or_else(|| Identifier::new(""))
    }

    /// Which candidate each party ends up with: all that meet at a name go on to their next, until
    /// none meet or none has a next. Every step uses up a candidate, so it ends.
    fn settle(&self, candidates: &[Vec<Identifier>]) -> Vec<usize> {
        let mut levels = vec![0_usize; candidates.len()];
        let mut holders: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (index, list) in candidates.iter().enumerate() {
            if let Some(name) = list.first() {
                holders.entry(name.as_str()).or_default().push(index);
            }
        }
        let mut contested: VecDeque<&str> = holders.keys().copied().collect();
        while let Some(name) = contested.pop_front() {
            let Some(here) = holders.get_mut(name) else {
                continue;
            };
            if here.len() < 2 && !self.has(name) {
                continue;
            }
            let mut moved = false;
            for index in std::mem::take(here) {
                let (Some(level), Some(list)) = (levels.get_mut(index), candidates.get(index))
                else {
                    continue;
                };
                if *level + 1 < list.len() {
                    *level += 1;
                    moved = true;
                }
                let Some(new) = list.get(*level) else {
                    continue;
                };
                holders.entry(new.as_str()).or_default().push(index);
                if new.as_str() != name {
                    contested.push_back(new.as_str());
                }
            }
            if moved {
                contested.push_back(name);
            }
        }
        levels
    }
}

fn numbered_name(name: &Identifier, number: usize) -> Identifier {
    let text = name.as_str();
    // Cut, so that a name of full length has room for its number.
    let stem: String = text.chars().take(80).collect();
    if stem.ends_with(|last: char| last.is_numeric()) || stem.starts_with(char::is_lowercase) {
        Identifier::new(&format!("{stem}_{number}"))
    } else {
        Identifier::new(&format!("{stem}{number}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn give(parties: &[&[&str]]) -> Vec<String> {
        let parties: Vec<Candidates> = parties
            .iter()
            .map(|names| names.iter().map(|name| (*name).to_owned()).collect())
            .collect();
        let mut scope = Scope::without(["Taken"]);
        scope
            .give(&parties)
            .iter()
            .map(Identifier::to_string)
            .collect()
    }

    #[test]
    fn all_parties_give_way() {
        assert_eq!(give(&[&["A"], &["B"]]), ["A", "B"]);
        assert_eq!(give(&[&["A", "XA"], &["A", "YA"]]), ["XA", "YA"]);
        assert_eq!(give(&[&["Taken", "XTaken"]]), ["XTaken"]);
        assert_eq!(give(&[&["A", "A"], &["A", "MinusA"]]), ["A", "MinusA"]);
        assert_eq!(
            give(&[&["A", "B"], &["A", "C"], &["B", "D"]]),
            ["B", "C", "D"]
        );
    }

    #[test]
    fn numbers_come_last() {
        assert_eq!(give(&[&["A"], &["A"], &["A2"]]), ["A", "A3", "A2"]);
        assert_eq!(give(&[&["a1"], &["a1"]]), ["a1", "a1_2"]);
        assert_eq!(give(&[&["Taken"]]), ["Taken2"]);
        assert_eq!(give(&[&[]]), ["empty"]);
    }
}
