//! A JSON Pointer (RFC 6901) into the loaded document.

use std::fmt::{self, Write as _};

/// A JSON Pointer (RFC 6901): empty for the whole document, otherwise `/` and an escaped
/// key or index for each step.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
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

    /// The member `key` of what this points at; `key` is unescaped.
    #[must_use]
    pub fn child(&self, key: &str) -> Self {
        let mut child = Self(String::with_capacity(self.0.len() + key.len() + 1));
        child.0.push_str(&self.0);
        child.push(key);
        child
    }

    /// Goes on to the member `key` of what this points at; `key` is unescaped.
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

    /// Goes on to the element `index` of what this points at.
    pub(super) fn push_index(&mut self, index: usize) {
        // Writing to a string cannot fail.
        let _ = write!(self.0, "/{index}");
    }

    /// What `rest` points at, seen from what this points at.
    #[must_use]
    pub fn join(&self, rest: &Self) -> Self {
        Self(format!("{}{}", self.0, rest.0))
    }

    /// The same place seen from `base`, or none when it is not inside.
    pub fn strip_prefix(&self, base: &Self) -> Option<Self> {
        let rest = self.0.strip_prefix(&base.0)?;
        (rest.is_empty() || rest.starts_with('/')).then(|| Self(rest.to_owned()))
    }

    /// What holds the place, and its unescaped last step; none for the whole document.
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

    /// A step as the key that it stands for.
    pub(crate) fn unescape(step: &str) -> String {
        // Few have an escape, and a replacement costs much more than a look.
        match step.contains('~') {
            true => step.replace("~1", "/").replace("~0", "~"),
            false => step.to_owned(),
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
}
