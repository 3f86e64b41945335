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

#[cfg(feature = "server")]
/// Decodes with null not counting as absent.
pub(crate) fn refused<T>(read: impl FnOnce() -> T) -> T {
    let before = ALLOWED.try_with(|allowed| allowed.replace(false));
    let _restored = Restored {
        before: before.unwrap_or(true),
    };
    read()
}

#[cfg(feature = "server")]
/// Restores the flag, also after a panic.
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
