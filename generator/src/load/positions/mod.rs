//! Where in a text does each part of its tree stand?

mod json;
mod yaml;

use crate::diagnostic::Pointer;
use std::ops::Range;

/// The places of all parts of a text. Made only once a diagnostic asks for one.
#[derive(Clone, Debug, Default)]
pub(super) struct Positions {
    nodes: Vec<Node>,
}

/// A part of the tree and its place.
#[derive(Clone, Debug)]
struct Node {
    /// Its key, or its index as text; empty for the root.
    name: Box<str>,
    /// The key's place, when it has one.
    key: Option<Range<usize>>,
    /// The value's place.
    value: Range<usize>,
    /// Where the value really stands, for an alias.
    alias: Option<usize>,
    children: Vec<usize>,
    /// The same by name, where there are many.
    sorted: Vec<usize>,
}

/// So many children are looked through one after the other.
const FEW: usize = 16;

/// What was found for a pointer.
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
            match self.child(at, &step, 0) {
                Some(child) => at = child,
                None => {
                    exact = false;
                    break;
                }
            }
        }
        let node = self.nodes.get(at)?;
        Some(Found {
            key: node.key.clone(),
            value: node.value.clone(),
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
            at = self.child(at, &step, 0)?;
        }
        let mut parent = self.nodes.get(at)?;
        if let Some(target) = parent.alias {
            parent = self.nodes.get(target)?;
        }
        let mut children = parent.children.iter();
        let first = children.find_map(|child| {
            let child = self.nodes.get(*child)?;
            (*child.name == *name).then_some(child)
        });
        first?.key.clone()
    }

    fn name(&self, node: usize) -> &str {
        self.nodes.get(node).map_or("", |node| &node.name)
    }

    fn child(&self, parent: usize, name: &str, depth: usize) -> Option<usize> {
        let mut node = self.nodes.get(parent)?;
        if let Some(target) = node.alias {
            node = self.nodes.get(target)?;
        }
        // The last of two equal keys is the one that counts.
        let named = |name: &str| {
            let is = |child: &&usize| self.name(**child) == name;
            if node.sorted.is_empty() {
                return node.children.iter().rev().find(is).copied();
            }
            let behind = node
                .sorted
                .partition_point(|child| self.name(*child) <= name);
            let last = node.sorted.get(behind.checked_sub(1)?);
            last.filter(is).copied()
        };
        if let Some(child) = named(name) {
            return Some(child);
        }
        // A member can come from a merge key, of one mapping or of a list of them.
        let merged = named("<<").filter(|_| depth < 10)?;
        self.child(merged, name, depth + 1).or_else(|| {
            let list = self.nodes.get(merged)?;
            let mut members = list.children.iter();
            members.find_map(|member| self.child(*member, name, depth + 1))
        })
    }
}

/// Collects places while a text is scanned from its beginning to its end.
#[derive(Debug, Default)]
struct Builder {
    nodes: Vec<Node>,
    /// The collections that are open.
    open: Vec<usize>,
    /// The key that the next value belongs to.
    key: Option<(Box<str>, Range<usize>)>,
}

impl Builder {
    /// A key of the innermost open mapping.
    fn key(&mut self, name: Box<str>, place: Range<usize>) {
        self.key = Some((name, place));
    }

    /// A value, or the beginning of a collection. Answers its number.
    fn value(&mut self, place: Range<usize>) -> usize {
        let number = self.nodes.len();
        let parent = self
            .open
            .last()
            .and_then(|parent| self.nodes.get_mut(*parent));
        let (name, key) = match (self.key.take(), &parent) {
            (Some((name, place)), _) => (name, Some(place)),
            (None, Some(parent)) => (parent.children.len().to_string().into(), None),
            (None, None) => (Box::default(), None),
        };
        if let Some(parent) = parent {
            parent.children.push(number);
        }
        self.nodes.push(Node {
            name,
            key,
            value: place,
            alias: None,
            children: Vec::new(),
            sorted: Vec::new(),
        });
        number
    }

    /// The beginning of a collection.
    fn open(&mut self, place: Range<usize>) -> usize {
        let number = self.value(place);
        self.open.push(number);
        number
    }

    /// The end of the innermost open collection.
    fn close(&mut self, end: usize) {
        if let Some(node) = self
            .open
            .pop()
            .and_then(|number| self.nodes.get_mut(number))
        {
            node.value.end = end.max(node.value.start);
        }
    }

    fn finish(self) -> Positions {
        let mut positions = Positions { nodes: self.nodes };
        for at in 0..positions.nodes.len() {
            let children = positions.nodes.get(at).map(|node| &node.children);
            let many = children.filter(|children| children.len() > FEW);
            if let Some(mut sorted) = many.cloned() {
                // Stable: of two equal keys the later one stays behind.
                sorted.sort_by(|one, other| positions.name(*one).cmp(positions.name(*other)));
                if let Some(node) = positions.nodes.get_mut(at) {
                    node.sorted = sorted;
                }
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
        let members: String = (0..40).map(|at| format!("k{}: {at}\n", at % 20)).collect();
        let text = format!(
            "m: &m {{x: 1}}\n<<: *m\n{members}l: [{}]\n",
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
    fn braces_that_are_no_json_are_yaml() {
        assert_eq!(value("{a: [1, 2]}", "/a/1"), "2");
    }
}
