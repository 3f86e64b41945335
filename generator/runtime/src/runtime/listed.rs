//! Whether values are among those that enums list, while the types of a union are compared.

use std::cell::Cell;

/// The numbers of values that enums list and do not list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) listed: usize,
    pub(crate) unlisted: usize,
}

impl Counts {
    /// Whether these are better than others: fewer unlisted values, or as few and more listed ones.
    #[allow(
        dead_code,
        reason = "an API may have no union that is read without a tag"
    )]
    pub(crate) fn beat(self, other: Self) -> bool {
        (self.unlisted, other.listed) < (other.unlisted, self.listed)
    }
}

thread_local! {
    static COUNTS: Cell<Counts> = const {
        Cell::new(Counts { listed: 0, unlisted: 0 })
    };
}

/// Starts to count at `counts`, and returns the counts so far.
#[allow(
    dead_code,
    reason = "an API may have no union that is read without a tag"
)]
pub(crate) fn replace(counts: Counts) -> Counts {
    COUNTS
        .try_with(|cell| cell.replace(counts))
        .unwrap_or_default()
}

/// Counts values.
#[allow(dead_code, reason = "an API may have no enum and no union")]
pub(crate) fn add(counts: Counts) {
    let _ = COUNTS.try_with(|cell| {
        let Counts { listed, unlisted } = cell.get();
        cell.set(Counts {
            listed: listed.wrapping_add(counts.listed),
            unlisted: unlisted.wrapping_add(counts.unlisted),
        });
    });
}

/// Counts one value.
#[allow(dead_code, reason = "an API may have no enum and no union")]
pub(crate) fn note(is_listed: bool) {
    add(Counts {
        listed: usize::from(is_listed),
        unlisted: usize::from(!is_listed),
    });
}
