//! How much may a document ask of the machine that reads it?

/// Levels of nesting. Real documents stay below 40; each level costs stack in every stage.
pub(super) const DEPTH: usize = 100;

/// Bytes of one text.
pub(super) const BYTES: u64 = 256 << 20;

/// Files that one document may be spread over.
pub(super) const FILES: usize = 2_000;

/// What aliases may add to a text before they count as an attack.
const ALIASED: usize = 1 << 19;

/// How much of a tree may still be read. A value costs no more than the bytes it is written with,
/// so a text without aliases never runs out.
#[derive(Debug, Default)]
pub(super) struct Budget {
    left: usize,
}

impl Budget {
    /// The budget for a text of `length` bytes.
    pub(super) fn for_text(length: usize) -> Self {
        Self {
            left: length.saturating_add(ALIASED),
        }
    }

    /// Takes the cost of a value, or says which limit it exceeds.
    pub(super) fn spend(&mut self, cost: usize, depth: usize) -> Result<(), &'static str> {
        if depth >= DEPTH {
            return Err("the document is nested more than 100 levels deep");
        }
        match self.left.checked_sub(cost) {
            Some(left) => {
                self.left = left;
                Ok(())
            }
            None => Err("aliases make the document many times as large as its text"),
        }
    }
}
