//! How much of a tree may still be read?

use crate::limits::{Limit, Limits};

/// The remaining budget of a text. A value costs no more than the bytes it is written with, so a
/// text without aliases never exceeds it.
#[derive(Debug)]
pub(super) struct Budget {
    values: usize,
    depth: usize,
    key: usize,
}

impl Budget {
    /// The budget for a text of `length` bytes.
    pub(super) fn for_text(length: usize, limits: &Limits) -> Self {
        Self {
            values: length.saturating_add(limits.of(Limit::Aliased)),
            depth: limits.of(Limit::Depth),
            key: limits.of(Limit::KeyBytes),
        }
    }

    /// Says whether a key is too long.
    pub(super) fn allow_key(&self, key: &str) -> Result<(), Limit> {
        (key.len() <= self.key).then_some(()).ok_or(Limit::KeyBytes)
    }

    /// Takes the cost of a value, or says which limit it exceeds.
    pub(super) fn spend(&mut self, cost: usize, depth: usize) -> Result<(), Limit> {
        if depth >= self.depth {
            return Err(Limit::Depth);
        }
        self.values = self.values.checked_sub(cost).ok_or(Limit::Aliased)?;
        Ok(())
    }
}
