//! A JSON Pointer (RFC 6901) into the loaded document.

use std::fmt;

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
        let mut text = String::with_capacity(self.0.len() + key.len() + 1);
        text.push_str(&self.0);
        text.push('/');
        for character in key.chars() {
            match character {
                '~' => text.push_str("~0"),
                '/' => text.push_str("~1"),
                other => text.push(other),
            }
        }
        Self(text)
    }

    /// The element `index` of what this points at.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        Self(format!("{}/{index}", self.0))
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
        let last = last.replace("~1", "/").replace("~0", "~");
        Some((Self(around.to_owned()), last))
    }

    /// The pointer as it is written, escapes included.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The unescaped steps, outermost first.
    pub fn steps(&self) -> impl Iterator<Item = String> + '_ {
        self.0
            .split('/')
            .skip(1)
            .map(|step| step.replace("~1", "/").replace("~0", "~"))
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
