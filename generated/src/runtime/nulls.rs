// Made by bindery; changes are overwritten.

//! May null stand for a property that is left out?
//!
//! A service may answer so, whatever its document says. What is sent to a server has to be what the
//! document says. Serde has no way to hand that down, so it is kept beside it.

use std::cell::Cell;

thread_local! {
    static ALLOWED: Cell<bool> = const { Cell::new(true) };
}

/// Whether it may.
#[allow(dead_code, reason = "an API may have no models")]
pub(crate) fn are_allowed() -> bool {
    ALLOWED.try_with(Cell::get).unwrap_or(true)
}
