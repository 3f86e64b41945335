//! Which way led here? A path kept on the stack while a tree is walked.

use super::Pointer;

/// The way from the root of a tree to a part of it. It costs nothing until a diagnostic asks for
/// the [`Pointer`], so documents without errors never build one.
#[derive(Clone, Copy, Debug)]
pub struct Trail<'a> {
    parent: Option<&'a Trail<'a>>,
    step: Step<'a>,
}

#[derive(Clone, Copy, Debug)]
enum Step<'a> {
    Start(&'a str),
    Key(&'a str),
    Index(usize),
}

impl Trail<'static> {
    /// The root of the tree.
    pub fn root() -> Self {
        Self {
            parent: None,
            step: Step::Start(""),
        }
    }
}

impl<'a> Trail<'a> {
    /// A trail that starts at a pointer, as it is written.
    pub fn from(pointer: &'a Pointer) -> Self {
        Self {
            parent: None,
            step: Step::Start(pointer.as_str()),
        }
    }

    /// The field `key` of what this leads to.
    pub fn key(&'a self, key: &'a str) -> Self {
        Self {
            parent: Some(self),
            step: Step::Key(key),
        }
    }

    /// The element `index` of what this leads to.
    pub fn index(&'a self, index: usize) -> Self {
        Self {
            parent: Some(self),
            step: Step::Index(index),
        }
    }

    /// Whether this leads through exactly these keys from the root.
    pub fn is(&self, keys: &[&str]) -> bool {
        match (self.parent, self.step, keys.split_last()) {
            (None, Step::Start(text), None) => text.is_empty(),
            (Some(parent), Step::Key(key), Some((last, rest))) => key == *last && parent.is(rest),
            _ => false,
        }
    }

    /// The same way as a pointer.
    pub fn pointer(&self) -> Pointer {
        let mut steps = Vec::new();
        let mut at = Some(self);
        while let Some(trail) = at {
            steps.push(trail.step);
            at = trail.parent;
        }
        let mut pointer = Pointer::root();
        for step in steps.into_iter().rev() {
            match step {
                Step::Start(text) => pointer = Pointer::from_escaped(text),
                Step::Key(key) => pointer.push(key),
                Step::Index(index) => pointer.push_index(index),
            }
        }
        pointer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn becomes_the_pointer_of_its_steps() {
        let start = Pointer::from_escaped("/paths/~1a");
        let root = Trail::from(&start);
        let parameters = root.key("parameters");
        let first = parameters.index(0);
        assert_eq!(
            first.key("a/b").pointer().as_str(),
            "/paths/~1a/parameters/0/a~1b"
        );
        assert_eq!(Trail::root().pointer(), Pointer::root());
    }
}
