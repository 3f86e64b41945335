//! Text of a document: owned, and borrowed.

use std::fmt;
use std::sync::Arc;

/// Text of a document. It cannot be formatted: see [the module](crate::text) for the forms in which
/// it is written.
///
/// ```compile_fail,E0277
/// println!("{}", bindery::text::DocumentText::from("no form was chosen"));
/// ```
///
/// ```compile_fail,E0308
/// let text: &str = &bindery::text::DocumentText::from("it does not dereference");
/// ```
///
/// ```
/// let text = bindery::text::DocumentText::from("a\u{1b}[31mb");
/// assert_eq!(text.terminal().to_string(), r"a\u{1b}[31mb");
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentText(Arc<str>);

/// Borrowed [`DocumentText`], or a string of a document's tree.
///
/// Text of our own can become one, too: a form makes no difference between them.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentStr<'a>(&'a str);

impl DocumentText {
    /// Concatenates texts. The result is text of a document if a part is.
    pub fn concat<'a>(parts: impl IntoIterator<Item = DocumentStr<'a>>) -> Self {
        Self::join(parts, "")
    }

    /// Joins texts with a separator.
    pub fn join<'a>(parts: impl IntoIterator<Item = DocumentStr<'a>>, separator: &str) -> Self {
        let mut joined = String::new();
        for (index, part) in parts.into_iter().enumerate() {
            if index > 0 {
                joined.push_str(separator);
            }
            joined.push_str(part.0);
        }
        Self(joined.into())
    }

    /// Borrows the text.
    pub fn borrowed(&self) -> DocumentStr<'_> {
        DocumentStr(&self.0)
    }

    /// See [`DocumentStr::untrusted`].
    pub fn untrusted(&self) -> &str {
        &self.0
    }

    /// Whether the text is empty.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether the text consists of white space.
    pub fn is_blank(&self) -> bool {
        self.borrowed().is_blank()
    }

    /// Whether the text contains `part`.
    pub fn contains(&self, part: &str) -> bool {
        self.0.contains(part)
    }

    /// Removes white space from both ends.
    pub fn trim(&self) -> DocumentStr<'_> {
        self.borrowed().trim()
    }

    /// The words, without the white space and the control characters between them. Cargo passes what a
    /// manifest says to the compiler in environment variables, which cannot contain NUL.
    pub fn words(&self) -> impl Iterator<Item = DocumentStr<'_>> {
        let words = self.0.split(|c: char| c.is_whitespace() || c.is_control());
        let words = words.filter(|word| !word.is_empty());
        words.map(DocumentStr)
    }

    /// The number that the text is, if it is one.
    pub fn as_f64(&self) -> Option<f64> {
        self.0.parse().ok()
    }

    /// The whole number that the text is, if it is one.
    pub fn as_i64(&self) -> Option<i64> {
        self.0.parse().ok()
    }

    /// Replaces all ASCII letters by lower-case ones.
    pub fn to_ascii_lowercase(&self) -> Self {
        Self(self.0.to_ascii_lowercase().into())
    }

    /// Replaces `from` by `to`.
    pub fn replace(&self, from: &Self, to: DocumentStr<'_>) -> Self {
        Self(self.0.replace(&*from.0, to.0).into())
    }
}

impl<'a> DocumentStr<'a> {
    /// Borrows a string of a document's tree, or text of our own.
    pub fn new(text: &'a str) -> Self {
        Self(text)
    }

    /// Returns the text itself, for comparison, look-up and decoding.
    ///
    /// Output uses one of the forms instead. Clippy rejects this method in all code that writes
    /// output, except in the forms themselves.
    pub fn untrusted(self) -> &'a str {
        self.0
    }

    /// Whether the text is empty.
    pub fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// Whether the text consists of white space.
    pub fn is_blank(self) -> bool {
        self.0.trim().is_empty()
    }

    /// Whether the text contains `part`.
    pub fn contains(self, part: &str) -> bool {
        self.0.contains(part)
    }

    /// Removes white space from both ends.
    pub fn trim(self) -> Self {
        Self(self.0.trim())
    }

    /// Copies the text.
    pub fn to_text(self) -> DocumentText {
        DocumentText(self.0.into())
    }
}

impl Default for DocumentText {
    fn default() -> Self {
        Self("".into())
    }
}

/// As a string is shown in Rust, with escapes.
impl fmt::Debug for DocumentText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for DocumentStr<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl From<&str> for DocumentText {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl From<&String> for DocumentText {
    fn from(text: &String) -> Self {
        Self(text.as_str().into())
    }
}

impl From<String> for DocumentText {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl From<DocumentStr<'_>> for DocumentText {
    fn from(text: DocumentStr<'_>) -> Self {
        text.to_text()
    }
}

impl<'a> From<&'a str> for DocumentStr<'a> {
    fn from(text: &'a str) -> Self {
        Self(text)
    }
}

impl<'a> From<&'a String> for DocumentStr<'a> {
    fn from(text: &'a String) -> Self {
        Self(text)
    }
}

impl<'a> From<&'a DocumentText> for DocumentStr<'a> {
    fn from(text: &'a DocumentText) -> Self {
        text.borrowed()
    }
}

impl PartialEq<str> for DocumentText {
    fn eq(&self, other: &str) -> bool {
        &*self.0 == other
    }
}

impl PartialEq<&str> for DocumentText {
    fn eq(&self, other: &&str) -> bool {
        &*self.0 == *other
    }
}

impl PartialEq<String> for DocumentText {
    fn eq(&self, other: &String) -> bool {
        *self.0 == **other
    }
}

impl PartialEq<str> for DocumentStr<'_> {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

impl PartialEq<&str> for DocumentStr<'_> {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

impl PartialEq<DocumentText> for DocumentStr<'_> {
    fn eq(&self, other: &DocumentText) -> bool {
        *self.0 == *other.0
    }
}

impl PartialEq<DocumentStr<'_>> for DocumentText {
    fn eq(&self, other: &DocumentStr<'_>) -> bool {
        *self.0 == *other.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joined_text_is_text_of_a_document() {
        let text = DocumentText::join(["a".into(), "b".into()], ", ");
        assert_eq!(text, "a, b");
        assert_eq!(text.replace(&"a".into(), "{b}".into()), "{b}, b");
        assert_eq!(format!("{text:?}"), "\"a, b\"");
    }

    #[test]
    fn control_characters_separate_words() {
        let text = DocumentText::from(" a\r\n\0b\u{1b} c\0");
        assert_eq!(DocumentText::join(text.words(), " "), "a b c");
    }
}
