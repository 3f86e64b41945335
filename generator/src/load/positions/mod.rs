//! Where in a text does each part of its tree stand?

mod json;
mod yaml;

use crate::diagnostic::Pointer;
use crate::visits;
use std::collections::BTreeSet;
use std::num::NonZeroU32;
use std::ops::Range;

/// The places of all parts of a text, so far as any that is read is nested. Made only once a
/// diagnostic asks for one.
#[derive(Clone, Debug, Default)]
pub(super) struct Positions {
    nodes: Vec<Node>,
}

/// A part of the tree and its place. There are as many as values in the text, so it is small: no text
/// is longer than a `u32` counts.
#[derive(Clone, Debug)]
struct Node {
    /// Its key; none for an element, and for the root.
    name: Option<Box<str>>,
    /// The key's place; empty where there is none.
    key: Place,
    /// The value's place.
    value: Place,
    /// Where the value really stands, for an alias.
    alias: Option<NonZeroU32>,
    /// In their order; the properties of a mapping by name, where there are [many](FEW).
    children: Vec<u32>,
}

/// Bytes of a text.
type Place = (u32, u32);

/// The limit of children that are searched linearly.
const FEW: usize = 16;

/// Parts that are nested deeper have no place of their own: no tree is read that has them.
const DEEPEST: usize = 200;

/// The position of a pointer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) key: Option<Range<usize>>,
    pub(super) value: Range<usize>,
    /// Whether the pointer itself was found, not only a part around it.
    pub(super) exact: bool,
}

impl Positions {
    /// Finds the places in a text that was read as a tree before.
    pub(super) fn of(text: &str) -> Self {
        let braces = text.trim_start().starts_with(['{', '[']);
        braces
            .then(|| json::positions(text))
            .flatten()
            .unwrap_or_else(|| yaml::positions(text))
    }

    /// The place of the part at a pointer, or of the innermost part around it.
    pub(super) fn find(&self, pointer: &Pointer) -> Option<Found> {
        let mut at = 0;
        let mut exact = true;
        for step in pointer.steps() {
            match self.child(at, &step) {
                Some(child) => at = child,
                None => {
                    exact = false;
                    break;
                }
            }
        }
        let node = self.nodes.get(at)?;
        Some(Found {
            key: node.key(),
            value: range(node.value),
            exact,
        })
    }

    /// The place of the first of several equal keys in one mapping; the last is the one at the
    /// pointer.
    pub(super) fn first_key(&self, pointer: &Pointer) -> Option<Range<usize>> {
        let mut steps: Vec<String> = pointer.steps().collect();
        let name = steps.pop()?;
        let mut at = 0;
        for step in steps {
            at = self.child(at, &step)?;
        }
        let parent = self.held(at)?;
        let children = parent.children.as_slice();
        let from = match parent.is_sorted() {
            true => children.partition_point(|child| self.name(*child) < name.as_str()),
            false => 0,
        };
        let mut children = children.get(from..)?.iter();
        let first = children.find(|child| self.name(**child) == name)?;
        self.nodes.get(*first as usize)?.key()
    }

    fn name(&self, node: u32) -> &str {
        let node = self.nodes.get(node as usize);
        node.and_then(|node| node.name.as_deref())
            .unwrap_or_default()
    }

    /// A part, or what an alias stands for.
    fn held(&self, at: usize) -> Option<&Node> {
        self.nodes.get(self.target(at))
    }

    fn target(&self, at: usize) -> usize {
        let alias = self.nodes.get(at).and_then(|node| node.alias);
        alias.map_or(at, |target| target.get() as usize)
    }

    fn child(&self, parent: usize, name: &str) -> Option<usize> {
        self.own_child(self.held(parent)?, name)
            .or_else(|| self.merged_child(parent, name))
    }

    fn own_child(&self, node: &Node, name: &str) -> Option<usize> {
        let children = node.children.as_slice();
        let is_list = children
            .first()
            .and_then(|first| self.nodes.get(*first as usize))
            .is_some_and(|first| first.name.is_none());
        let found = if is_list {
            children.get(name.parse::<usize>().ok()?)
        } else {
            // The last of two equal keys is the one that counts.
            let is = |child: &&u32| self.name(**child) == name;
            match node.is_sorted() {
                true => {
                    let behind = children.partition_point(|child| self.name(*child) <= name);
                    behind
                        .checked_sub(1)
                        .and_then(|last| children.get(last))
                        .filter(is)
                }
                false => children.iter().rev().find(is),
            }
        };
        found.map(|child| *child as usize)
    }

    /// A property from a merge key, of one mapping or of a list of them. Merged mappings may merge
    /// others, each of which is visited once.
    fn merged_child(&self, parent: usize, name: &str) -> Option<usize> {
        let mut seen = BTreeSet::new();
        let mut open = vec![parent];
        while let Some(at) = open.pop() {
            let Some(node) = self.held(at).filter(|_| seen.len() < MOST_MERGED) else {
                continue;
            };
            let Some(merged) = self.own_child(node, "<<") else {
                continue;
            };
            let Some(held) = self.held(merged) else {
                continue;
            };
            let is_list = held.children.first().is_some_and(|first| {
                let first = self.nodes.get(*first as usize);
                first.is_some_and(|first| first.name.is_none())
            });
            let properties: Vec<usize> = match is_list {
                true => {
                    let properties = held.children.iter();
                    properties
                        .map(|child| self.target(*child as usize))
                        .collect()
                }
                false => vec![self.target(merged)],
            };
            // The first of several counts.
            let mut found = properties
                .iter()
                .filter_map(|property| self.own_child(self.nodes.get(*property)?, name));
            if let Some(found) = found.next() {
                return Some(found);
            }
            let properties = properties.into_iter().rev();
            open.extend(properties.filter(|property| seen.insert(*property)));
        }
        None
    }
}

/// Mappings that are looked through for a property that is merged.
const MOST_MERGED: usize = 100;

impl Node {
    fn key(&self) -> Option<Range<usize>> {
        (self.key != (0, 0)).then(|| range(self.key))
    }

    fn is_sorted(&self) -> bool {
        self.children.len() > FEW
    }
}

fn range((start, end): Place) -> Range<usize> {
    start as usize..end as usize
}

fn place(range: &Range<usize>) -> Place {
    let short = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    (short(range.start), short(range.end))
}

/// Collects places while a text is scanned from its beginning to its end.
#[derive(Debug, Default)]
struct Builder {
    nodes: Vec<Node>,
    /// The collections that are open; none for one that is nested too deep.
    open: Vec<Option<u32>>,
    /// The key that the next value belongs to.
    key: Option<(Box<str>, Place)>,
}

impl Builder {
    /// A key of the innermost open mapping.
    fn key(&mut self, name: Box<str>, range: Range<usize>) {
        self.key = Some((name, place(&range)));
    }

    /// Adds a value, or the beginning of a collection. Returns its number.
    fn value(&mut self, range: Range<usize>) -> Option<u32> {
        visits::note(1);
        let key = self.key.take();
        if self.open.len() > DEEPEST {
            return None;
        }
        let number = u32::try_from(self.nodes.len()).ok()?;
        let parent = self.open.last().copied().flatten();
        if let Some(parent) = parent.and_then(|parent| self.nodes.get_mut(parent as usize)) {
            parent.children.push(number);
        }
        let (name, key) = key.unzip();
        self.nodes.push(Node {
            name,
            key: key.unwrap_or_default(),
            value: place(&range),
            alias: None,
            children: Vec::new(),
        });
        Some(number)
    }

    /// The beginning of a collection.
    fn open(&mut self, range: Range<usize>) -> Option<u32> {
        let number = self.value(range);
        self.open.push(number);
        number
    }

    /// The end of the innermost open collection.
    fn close(&mut self, end: usize) {
        if let Some(Some(number)) = self.open.pop()
            && let Some(node) = self.nodes.get_mut(number as usize)
        {
            node.value.1 = place(&(end..end)).0.max(node.value.0);
        }
    }

    fn finish(self) -> Positions {
        let mut positions = Positions { nodes: self.nodes };
        for at in 0..positions.nodes.len() {
            let node = positions.nodes.get_mut(at);
            let Some(node) = node.filter(|node| node.is_sorted()) else {
                continue;
            };
            let mut children = std::mem::take(&mut node.children);
            // Stable: of two equal keys the later one stays behind, and elements stay unchanged.
            children.sort_by(|one, other| positions.name(*one).cmp(positions.name(*other)));
            if let Some(node) = positions.nodes.get_mut(at) {
                node.children = children;
            }
        }
        positions
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value<'a>(text: &'a str, pointer: &str) -> &'a str {
        let found = Positions::of(text)
            .find(&Pointer::from_escaped(pointer))
            .unwrap();
        assert!(found.exact, "{pointer}");
        text.get(found.value).unwrap()
    }

    fn key<'a>(text: &'a str, pointer: &str) -> &'a str {
        let found = Positions::of(text)
            .find(&Pointer::from_escaped(pointer))
            .unwrap();
        text.get(found.key.unwrap()).unwrap()
    }

    #[test]
    fn json_is_found() {
        let text =
            "{\"ä\\n\": [1, {\"b\": \"\\\"x\"}],\n\t\"a/b\": -1.5e3, \"e\": {}, \"l\": null}";
        assert_eq!(value(text, "/ä\n/0"), "1");
        assert_eq!(value(text, "/ä\n/1/b"), "\"\\\"x\"");
        assert_eq!(key(text, "/ä\n/1/b"), "\"b\"");
        assert_eq!(value(text, "/a~1b"), "-1.5e3");
        assert_eq!(value(text, "/ä\n/1"), "{\"b\": \"\\\"x\"}");
        assert_eq!(value(text, "/l"), "null");
        assert_eq!(value(text, ""), text);
    }

    #[test]
    fn yaml_is_found() {
        let text = "ä: &x\n  200: [1, 'q']\n  t: |\n    block\n    text\nb:\n  <<: *x\n  c: *x\n";
        assert_eq!(value(text, "/ä/200/1"), "'q'");
        assert_eq!(key(text, "/ä/200"), "200");
        assert_eq!(value(text, "/b/c/200/0"), "1");
        assert_eq!(value(text, "/b/200/0"), "1");
        assert_eq!(key(text, "/b/c"), "c");
        assert!(value(text, "/ä/t").ends_with("text"));
    }

    #[test]
    fn of_many_the_last_equal_key_is_found() {
        let properties: String = (0..40).map(|at| format!("k{}: {at}\n", at % 20)).collect();
        let text = format!(
            "m: &m {{x: 1}}\n<<: *m\n{properties}l: [{}]\n",
            "0, ".repeat(30)
        );
        assert_eq!(value(&text, "/k0"), "20");
        assert_eq!(value(&text, "/k19"), "39");
        assert_eq!(value(&text, "/x"), "1");
        assert_eq!(value(&text, "/l/29"), "0");
        let around = Positions::of(&text).find(&Pointer::from_escaped("/k2x"));
        assert!(!around.unwrap().exact);
    }

    #[test]
    fn the_part_around_is_found_for_what_is_not_there() {
        let text = "a:\n  b: 1\n";
        let found = Positions::of(text)
            .find(&Pointer::from_escaped("/a/c/d"))
            .unwrap();
        assert!(!found.exact);
        assert_eq!(text.get(found.key.unwrap()).unwrap(), "a");
    }

    #[test]
    fn properties_are_found_through_merge_keys() {
        let text =
            "a: &a {x: 1}\nb: &b {<<: *a, y: 2}\nc: &c {<<: [*b, {z: 3, y: 4}]}\nd:\n  <<: *c\n";
        for (property, expected) in [("x", "1"), ("y", "2"), ("z", "3")] {
            assert_eq!(value(text, &format!("/d/{property}")), expected);
        }
        // Each mapping merges the one before twice.
        let mut text = "m0: &m0 {x: 1}\n".to_owned();
        for at in 1..60 {
            let before = at - 1;
            text.push_str(&format!("m{at}: &m{at} {{<<: [*m{before}, *m{before}]}}\n"));
        }
        let found = Positions::of(&text).find(&Pointer::from_escaped("/m59/none"));
        assert!(!found.unwrap().exact);
        assert_eq!(value(&text, "/m59/x"), "1");
    }

    #[test]
    fn what_is_nested_too_deep_is_not_kept() {
        for (open, count) in [("[", 100_000), ("{\"a\":", 100_000), ("- ", 2_000)] {
            let positions = Positions::of(&open.repeat(count));
            assert!(positions.nodes.len() <= DEEPEST + 1, "{open}");
            let found = positions.find(&Pointer::root()).unwrap();
            assert!(found.exact);
        }
    }

    #[test]
    fn braces_that_are_no_json_are_yaml() {
        assert_eq!(value("{a: [1, 2]}", "/a/1"), "2");
    }
}
