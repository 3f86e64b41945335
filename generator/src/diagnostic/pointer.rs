//! A JSON Pointer (RFC 6901) into the loaded document.

use serde_json::Value;
use std::borrow::Cow;
use std::fmt::{self, Write as _};

/// A JSON Pointer (RFC 6901): empty for the whole document, otherwise `/` and an escaped
/// key or index for each step.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pointer(String);

impl Pointer {
    /// The whole document.
    pub fn root() -> Self {
        Self::default()
    }

    /// Takes a pointer as it is written, escapes included (`/paths/~1pets`).
    pub fn from_escaped(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The field `key` of what this points at; `key` is unescaped.
    #[must_use]
    pub fn child(&self, key: &str) -> Self {
        let mut child = Self(String::with_capacity(self.0.len() + key.len() + 1));
        child.0.push_str(&self.0);
        child.push(key);
        child
    }

    /// The pointer to the field `key` of this value; `key` is unescaped.
    pub(super) fn push(&mut self, key: &str) {
        self.0.push('/');
        for character in key.chars() {
            match character {
                '~' => self.0.push_str("~0"),
                '/' => self.0.push_str("~1"),
                other => self.0.push(other),
            }
        }
    }

    /// The element `index` of what this points at.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        let mut element = self.clone();
        element.push_index(index);
        element
    }

    /// The pointer to the element `index` of this value.
    pub(super) fn push_index(&mut self, index: usize) {
        // Writing to a string cannot fail.
        let _ = write!(self.0, "/{index}");
    }

    /// The pointer `rest`, relative to this value.
    #[must_use]
    pub fn join(&self, rest: &Self) -> Self {
        Self(format!("{}{}", self.0, rest.0))
    }

    /// The same place seen from `base`, or none when it is not inside.
    pub fn strip_prefix(&self, base: &Self) -> Option<Self> {
        let rest = self.0.strip_prefix(&base.0)?;
        (rest.is_empty() || rest.starts_with('/')).then(|| Self(rest.to_owned()))
    }

    /// The pointer to the parent, and the unescaped last segment; `None` for the whole document.
    pub fn split_last(&self) -> Option<(Self, String)> {
        let (around, last) = self.0.rsplit_once('/')?;
        Some((Self(around.to_owned()), Self::unescape(last)))
    }

    /// The pointer as it is written, escapes included.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The unescaped steps, outermost first.
    pub fn steps(&self) -> impl Iterator<Item = String> + '_ {
        self.0.split('/').skip(1).map(Self::unescape)
    }

    /// The value at this pointer in a tree (RFC 6901, section 4).
    pub fn find<'t>(&self, tree: &'t Value) -> Option<&'t Value> {
        // Like `Value::pointer`, but without copying each segment.
        let mut steps = self.0.split('/');
        if steps.next() != Some("") {
            return None;
        }
        steps.try_fold(tree, |value, step| match value {
            Value::Object(map) => map.get(&*Self::unescaped(step)),
            // No sign, and no zero before other digits.
            Value::Array(_) if step.starts_with('+') => None,
            Value::Array(_) if step.starts_with('0') && step != "0" => None,
            Value::Array(items) => items.get(step.parse::<usize>().ok()?),
            _ => None,
        })
    }

    /// A step as the key that it stands for.
    pub(crate) fn unescape(step: &str) -> String {
        Self::unescaped(step).into_owned()
    }

    fn unescaped(step: &str) -> Cow<'_, str> {
        // Few have an escape, and a replacement costs much more than a look.
        match step.contains('~') {
            true => Cow::Owned(step.replace("~1", "/").replace("~0", "~")),
            false => Cow::Borrowed(step),
        }
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_undo_child() {
        let pointer = Pointer::root().child("paths").child("/a~b").index(3);
        assert_eq!(pointer.as_str(), "/paths/~1a~0b/3");
        assert_eq!(pointer.steps().collect::<Vec<_>>(), ["paths", "/a~b", "3"]);
    }

    #[test]
    fn what_a_pointer_finds_is_what_serde_json_finds() {
        let tree = serde_json::json!({
            "": 1, "a/b": {"m~n": [10, {"": 11}]}, "~1": 2, "0": [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
        });
        for text in [
            "",
            "/",
            "/a~1b",
            "/a~1b/m~0n",
            "/a~1b/m~0n/1/",
            "/a~1b/m~0n/1/x",
            "/~01",
            "/~1",
            "/0/0",
            "/0/10",
            "/0/+1",
            "/0/01",
            "/0/00",
            "/0/-",
            "/0/-1",
            "/0/11",
            "/0/",
            "/0/1/1",
            "a",
            "#/0",
            "/a/b",
            "//",
            "/0/99999999999999999999",
        ] {
            let pointer = Pointer::from_escaped(text);
            assert_eq!(pointer.find(&tree), tree.pointer(text), "{text}");
        }
    }
}
