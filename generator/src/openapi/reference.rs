//! References inside one tree (OpenAPI 3.1.1, section 4.8.23, Reference Object).

use crate::diagnostic::Pointer;
use crate::limits::{Limit, Limits};
use crate::visits;
use serde_json::Value;
use std::collections::BTreeSet;

/// The reason why a reference has no target value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unresolved {
    /// The target does not exist.
    Dangling,
    /// The reference leads back to itself.
    Circular,
    /// The chain of references is longer than the limit.
    TooLong,
}

/// Returns the value that a `$ref` leads to, through further references, and the pointer to it.
///
/// # Errors
///
/// The target does not exist, or the chain of references is circular or longer than the limit.
pub fn follow<'a>(
    tree: &'a Value,
    target: &str,
    limits: &Limits,
) -> Result<(Pointer, &'a Value), Unresolved> {
    let most = limits.of(Limit::ReferenceChain);
    let mut target = target;
    let mut seen = BTreeSet::new();
    while seen.insert(target) {
        visits::note(1);
        if seen.len() > most {
            return Err(Unresolved::TooLong);
        }
        let pointer = target.strip_prefix('#').ok_or(Unresolved::Dangling)?;
        let value = tree.pointer(pointer).ok_or(Unresolved::Dangling)?;
        // A Path Item Object may hold operations beside its `$ref`; then it is a value itself.
        match value.get("$ref").and_then(Value::as_str) {
            Some(next) => target = next,
            None => return Ok((Pointer::from_escaped(pointer), value)),
        }
    }
    Err(Unresolved::Circular)
}
