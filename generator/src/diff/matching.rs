//! Which parts of two lists are the same part, and which are there once only?

use crate::text::DocumentText;
use std::collections::BTreeMap;
use std::collections::VecDeque;

/// The keys by which parts are matched: one for each part of the old list and of the new one. A
/// part without a key is matched by another rule.
pub(super) struct Rule(pub Keys, pub Keys);

/// A key for each part that has one.
pub(super) type Keys = Vec<Option<DocumentText>>;

impl Rule {
    /// A rule by which every part has a key.
    pub fn new<A, B, K: Into<DocumentText>>(
        old: &[A],
        new: &[B],
        one: impl Fn(&A) -> K,
        other: impl Fn(&B) -> K,
    ) -> Self {
        Self(
            old.iter().map(|part| Some(one(part).into())).collect(),
            new.iter().map(|part| Some(other(part).into())).collect(),
        )
    }
}

/// Old and new places of parts that are one, by the first of these rules that holds, in the order of
/// the new list; what is gone follows. Each rule is asked only for what the ones before left.
pub(super) fn matched(rules: &[Rule]) -> Vec<(Option<usize>, Option<usize>)> {
    let lengths = rules.first().map(|Rule(old, new)| (old.len(), new.len()));
    let (old, new) = lengths.unwrap_or_default();
    let mut partners: Vec<Option<usize>> = vec![None; new];
    let mut left = vec![true; old];
    for Rule(old_keys, new_keys) in rules {
        let mut open: BTreeMap<&DocumentText, VecDeque<usize>> = BTreeMap::new();
        for (place, key) in old_keys.iter().enumerate() {
            if let (Some(key), Some(true)) = (key, left.get(place)) {
                open.entry(key).or_default().push_back(place);
            }
        }
        for (partner, key) in partners.iter_mut().zip(new_keys) {
            if partner.is_none()
                && let Some(key) = key
                && let Some(place) = open.get_mut(key).and_then(VecDeque::pop_front)
            {
                *partner = Some(place);
                if let Some(left) = left.get_mut(place) {
                    *left = false;
                }
            }
        }
    }
    let there = partners.into_iter().enumerate();
    let there = there.map(|(new, old)| (old, Some(new)));
    let gone = left.into_iter().enumerate().filter(|(_, left)| *left);
    there
        .chain(gone.map(|(old, _)| (Some(old), None)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn earlier_rules_count_more() {
        let (old, new) = (["a", "B", "c"], ["b", "x", "a"]);
        let exact = |text: &&str| (*text).to_owned();
        let loose = |text: &&str| text.to_lowercase();
        let rules = [
            Rule::new(&old, &new, exact, exact),
            Rule::new(&old, &new, loose, loose),
        ];
        assert_eq!(
            matched(&rules),
            [
                (Some(1), Some(0)),
                (None, Some(1)),
                (Some(0), Some(2)),
                (Some(2), None)
            ]
        );
    }
}
