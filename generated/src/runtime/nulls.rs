// Made by bindery; changes are overwritten.

//! Whether null counts as an absent property.
//!
//! Services send null for absent properties, whatever their documents declare, so clients accept
//! it. Servers must not. Serde cannot pass that down, so it is a thread-local flag.

use std::cell::Cell;

thread_local! {
    static ALLOWED: Cell<bool> = const { Cell::new(true) };
}

/// Returns whether null counts as absent.
#[allow(dead_code, reason = "an API may have no models")]
pub(crate) fn are_allowed() -> bool {
    ALLOWED.try_with(Cell::get).unwrap_or(true)
}
