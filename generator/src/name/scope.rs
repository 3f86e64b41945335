//! Collisions: all parties of a collision take a name that distinguishes them.

use super::Identifier;
use super::rules::Space;
use crate::visits;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// The names of one scope of the output.
#[derive(Debug, Default)]
pub(super) struct Scope {
    /// Every name that is given away, as it is written without `r#`.
    taken: BTreeSet<String>,
}

/// The candidates for a name, best first. Most things get the first one, so the others are computed
/// on demand.
pub(super) struct Candidates<'a> {
    first: String,
    others: Option<Box<dyn FnOnce() -> Vec<String> + 'a>>,
}

impl<'a> Candidates<'a> {
    /// One name, and others when it is taken.
    pub(super) fn new(first: String, others: impl FnOnce() -> Vec<String> + 'a) -> Self {
        Self {
            first,
            others: Some(Box::new(others)),
        }
    }

    /// One name that is to be had at any rate, with a number if it must.
    pub(super) fn only(name: &str) -> Self {
        Self {
            first: name.to_owned(),
            others: None,
        }
    }

    /// Names that are known before.
    pub(super) fn of<const N: usize>(names: [&'a str; N]) -> Self {
        let mut names = names.into_iter();
        let first = names.next().unwrap_or_default().to_owned();
        Self::new(first, move || names.map(str::to_owned).collect())
    }
}

/// Something to be named, while names are given.
struct Party<'a> {
    names: Vec<Identifier>,
    others: Option<Box<dyn FnOnce() -> Vec<String> + 'a>>,
    level: usize,
}

impl Party<'_> {
    fn name(&self) -> Option<&Identifier> {
        self.names.get(self.level)
    }

    /// Proceeds to the next name, if there is one.
    fn advance(&mut self) -> bool {
        if let Some(others) = self.others.take() {
            let others = others();
            self.names
                .extend(others.iter().map(|name| Identifier::new(name)));
        }
        let more = self.level + 1 < self.names.len();
        self.level += usize::from(more);
        more
    }
}

/// The parties that have one name for now.
#[derive(Default)]
struct Holders {
    /// Those that may have a next name.
    waiting: Vec<usize>,
    /// The number of parties without a next name. They are not visited again when another party
    /// arrives.
    stuck: usize,
}

impl Holders {
    fn count(&self) -> usize {
        self.waiting.len() + self.stuck
    }
}

impl Scope {
    /// A scope with the names that are reserved in these.
    pub(super) fn of(spaces: &[Space]) -> Self {
        let reserved = spaces.iter().flat_map(|space| space.reserved());
        Self::without(reserved.copied())
    }

    /// A scope in which these names are forbidden.
    pub(super) fn without<'a>(reserved: impl IntoIterator<Item = &'a str>) -> Self {
        Self {
            taken: reserved.into_iter().map(str::to_owned).collect(),
        }
    }

    /// Whether a name is given away or forbidden.
    pub(super) fn has(&self, name: &str) -> bool {
        self.taken.contains(name)
    }

    /// Gives away this name; whether it was to be had.
    pub(super) fn take(&mut self, name: &Identifier) -> bool {
        self.taken.insert(name.as_str().to_owned())
    }

    /// Names all of these, which are equally strong; what was named before is stronger. Where
    /// candidates do not suffice, numbers do.
    pub(super) fn give(&mut self, candidates: Vec<Candidates<'_>>) -> Vec<Identifier> {
        let parties = candidates.into_iter();
        let mut parties: Vec<Party<'_>> = parties
            .map(|candidates| Party {
                names: vec![Identifier::new(&candidates.first)],
                others: candidates.others,
                level: 0,
            })
            .collect();
        self.settle(&mut parties);
        let mut given: Vec<Option<Identifier>> = vec![None; parties.len()];
        let mut numbered = Vec::new();
        for (index, (party, slot)) in parties.iter().zip(&mut given).enumerate() {
            let Some(name) = party.name() else { continue };
            if self.taken.insert(name.as_str().to_owned()) {
                *slot = Some(name.clone());
            } else {
                numbered.push((index, name.clone()));
            }
        }
        // By what names are numbered by, which can be the same for different ones.
        let mut next: BTreeMap<String, usize> = BTreeMap::new();
        for (index, name) in numbered {
            let stem = stem(&name);
            let number = next.entry(stem.clone()).or_insert(2);
            let fresh = loop {
                visits::note(1);
                let fresh = numbered_name(&stem, *number);
                *number += 1;
                if self.taken.insert(fresh.as_str().to_owned()) {
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

    /// Names those of these that have no name yet.
    pub(super) fn give_beside(
        &mut self,
        known: Vec<Option<Identifier>>,
        candidates: Vec<Candidates<'_>>,
    ) -> Vec<Identifier> {
        let unnamed = known.iter().zip(candidates);
        let unnamed = unnamed.filter(|(name, _)| name.is_none());
        let candidates = unnamed.map(|(_, candidates)| candidates).collect();
        let mut given = self.give(candidates).into_iter();
        let names = known.into_iter();
        let names = names.map(|name| name.or_else(|| given.next()));
        names
            .map(|name| name.unwrap_or_else(|| Identifier::new("")))
            .collect()
    }

    /// Names one thing.
    pub(super) fn give_one(&mut self, candidates: Candidates<'_>) -> Identifier {
        let mut names = self.give(vec![candidates]);
        names.pop().unwrap_or_else(|| Identifier::new(""))
    }

    /// All parties of a collision proceed to their next name, until none collide or none has
    /// another. Every step uses up a candidate, so it terminates.
    fn settle(&self, parties: &mut [Party<'_>]) {
        let mut holders: BTreeMap<String, Holders> = BTreeMap::new();
        for (index, party) in parties.iter().enumerate() {
            if let Some(name) = party.name() {
                let name = name.as_str().to_owned();
                holders.entry(name).or_default().waiting.push(index);
            }
        }
        let contested = holders.iter();
        let contested = contested.filter(|(name, here)| here.count() > 1 || self.has(name));
        let mut contested: VecDeque<String> = contested.map(|(name, _)| name.clone()).collect();
        while let Some(name) = contested.pop_front() {
            let Some(here) = holders.get_mut(&name) else {
                continue;
            };
            if here.count() < 2 && !self.has(&name) {
                continue;
            }
            let mut moved = false;
            for index in std::mem::take(&mut here.waiting) {
                visits::note(1);
                let Some(party) = parties.get_mut(index) else {
                    continue;
                };
                let advanced = party.advance();
                moved |= advanced;
                let Some(new) = party.name() else { continue };
                let there = holders.entry(new.as_str().to_owned()).or_default();
                if !advanced {
                    there.stuck += 1;
                    continue;
                }
                there.waiting.push(index);
                if new.as_str() != name {
                    contested.push_back(new.as_str().to_owned());
                }
            }
            if moved {
                contested.push_back(name);
            }
        }
    }
}

/// The text before the number of a name.
fn stem(name: &Identifier) -> String {
    // Cut, so that a name of full length has room for its number.
    let stem: String = name.as_str().chars().take(80).collect();
    // Two underscores in the middle would be no snake case.
    stem.trim_end_matches('_').to_owned()
}

fn numbered_name(stem: &str, number: usize) -> Identifier {
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
        let parties = parties.iter().map(|names| {
            let others = names
                .iter()
                .skip(1)
                .map(|name| (*name).to_owned())
                .collect();
            Candidates::new(
                names.first().copied().unwrap_or_default().to_owned(),
                || others,
            )
        });
        let mut scope = Scope::without(["Taken"]);
        let names = scope.give(parties.collect());
        names.iter().map(Identifier::to_string).collect()
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
        let long = format!("{}_{}", "x".repeat(79), "y".repeat(20));
        let second = format!("{}_2", "x".repeat(79));
        assert_eq!(give(&[&[&long], &[&long]]), [long.clone(), second]);
    }
}
