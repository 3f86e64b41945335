//! How often has a part of a document been looked at?
//!
//! Counted in debug builds alone, for `tests/cost.rs`, which holds what a document costs to its size:
//! time differs between machines, and a search that allocates nothing is seen by no allocator.

#[cfg(debug_assertions)]
use std::sync::atomic::{AtomicUsize, Ordering};

#[cfg(debug_assertions)]
static COUNT: AtomicUsize = AtomicUsize::new(0);

/// Counts so many parts: values, types, names, or bytes of a text that is searched.
pub(crate) fn note(parts: usize) {
    #[cfg(debug_assertions)]
    COUNT.fetch_add(parts, Ordering::Relaxed);
    #[cfg(not(debug_assertions))]
    let _ = parts;
}

/// The number counted in this process; zero in a release build.
pub fn count() -> usize {
    #[cfg(debug_assertions)]
    return COUNT.load(Ordering::Relaxed);
    #[cfg(not(debug_assertions))]
    0
}
