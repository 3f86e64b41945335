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

#[cfg(feature = "server")]
/// Reads something in which it may not.
pub(crate) fn refused<T>(read: impl FnOnce() -> T) -> T {
    let before = ALLOWED.try_with(|allowed| allowed.replace(false));
    let _restored = Restored {
        before: before.unwrap_or(true),
    };
    read()
}

#[cfg(feature = "server")]
/// Sets it back, also where reading panics.
struct Restored {
    before: bool,
}

#[cfg(feature = "server")]
impl Drop for Restored {
    fn drop(&mut self) {
        let _ = ALLOWED.try_with(|allowed| allowed.set(self.before));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(feature = "server")]
    #[test]
    fn it_is_set_back() {
        assert!(are_allowed());
        assert!(!refused(|| refused(are_allowed) || are_allowed()));
        assert!(std::panic::catch_unwind(|| refused(|| panic!("as a test"))).is_err());
        assert!(are_allowed());
    }
}
