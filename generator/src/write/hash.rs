//! Do two contents differ in more than the line ends that a checkout may have changed?

use sha2::{Digest, Sha256};
use std::fmt;

/// The SHA-256 of a content whose line ends are `\n`, in hexadecimal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hash(String);

impl Hash {
    /// Hashes a content. `\r\n` counts as `\n`: git may change one into the other.
    pub fn of(content: &[u8]) -> Self {
        let mut hasher = Hasher::default();
        hasher.part(content);
        hasher.finish()
    }

    /// Takes a hash as it is written.
    pub fn parse(text: &str) -> Option<Self> {
        let sound = text.len() == 64
            && text
                .bytes()
                .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        sound.then(|| Self(text.to_owned()))
    }

    /// The hash in hexadecimal.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether two contents are the same but for line ends.
pub(super) fn same(one: &[u8], other: &[u8]) -> bool {
    one == other || (one.contains(&b'\r') || other.contains(&b'\r')) && lines(one).eq(lines(other))
}

/// Hashes several contents into one.
#[derive(Default)]
pub(crate) struct Hasher(Sha256);

impl Hasher {
    /// Adds a content, with its line ends made `\n`.
    pub(crate) fn part(&mut self, content: &[u8]) {
        // Most have no others.
        if !content.contains(&b'\r') {
            self.0.update(content);
            return;
        }
        for (index, line) in lines(content).enumerate() {
            if index > 0 {
                self.0.update(b"\n");
            }
            self.0.update(line);
        }
    }

    /// Adds a text and what ends it, so that two texts never read as one.
    pub(crate) fn field(&mut self, text: &str) {
        self.0.update(text.len().to_le_bytes());
        self.0.update(text.as_bytes());
    }

    pub(crate) fn finish(self) -> Hash {
        Hash(
            self.0
                .finalize()
                .iter()
                .flat_map(|byte| [byte >> 4, byte & 15])
                .filter_map(|digit| char::from_digit(u32::from(digit), 16))
                .collect(),
        )
    }
}

/// The lines of a content without `\n`, and without the `\r` that precedes one.
fn lines(content: &[u8]) -> impl Iterator<Item = &[u8]> {
    content
        .split_inclusive(|byte| *byte == b'\n')
        .map(Some)
        .chain([None])
        .scan(true, |open, line| {
            // A content that ends in a line end has an empty last line, as `split` would say.
            let Some(line) = line else {
                return open.then_some(&b""[..]);
            };
            match line.strip_suffix(b"\n") {
                Some(line) => Some(line.strip_suffix(b"\r").unwrap_or(line)),
                None => {
                    *open = false;
                    Some(line)
                }
            }
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_sha256_that_other_tools_print() {
        let hash = Hash::of(b"abc\n");
        assert_eq!(
            hash.as_str(),
            "edeaaff3f1774ad2888673770c6d64097e391bc362d7d6fb34982ddf0efd18cb"
        );
        assert_eq!(Hash::parse(hash.as_str()), Some(hash));
        assert_eq!(Hash::parse("abc"), None);
    }

    #[test]
    fn line_ends_do_not_matter_and_nothing_else_is_forgiven() {
        for (one, other, expected) in [
            ("a\r\nb\r\n", "a\nb\n", true),
            ("a\nb", "a\r\nb", true),
            ("", "", true),
            ("a\n", "a", false),
            ("\n", "", false),
            ("a\rb", "a\nb", false),
            ("a\r", "a", false),
            ("a\n\n", "a\n", false),
        ] {
            assert_eq!(
                same(one.as_bytes(), other.as_bytes()),
                expected,
                "{one:?} {other:?}"
            );
            let hashes = Hash::of(one.as_bytes()) == Hash::of(other.as_bytes());
            assert_eq!(hashes, expected, "{one:?} {other:?}");
        }
    }

    #[test]
    fn fields_do_not_run_into_each_other() {
        let hash = |fields: [&str; 2]| {
            let mut hasher = Hasher::default();
            fields.iter().for_each(|field| hasher.field(field));
            hasher.finish()
        };
        assert_ne!(hash(["ab", "c"]), hash(["a", "bc"]));
    }
}
