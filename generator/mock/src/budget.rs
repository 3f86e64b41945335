//! How many bytes are in memory for clients?

use super::limits::OWN_BYTES;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Bytes that all connections share.
#[derive(Debug)]
pub(super) struct Budget {
    most: usize,
    used: AtomicUsize,
    /// The most that was used at any time.
    peak: AtomicUsize,
}

impl Budget {
    pub(super) fn new(most: usize) -> Arc<Self> {
        Arc::new(Self {
            most,
            used: AtomicUsize::new(0),
            peak: AtomicUsize::new(0),
        })
    }

    /// A share of nothing yet.
    pub(super) fn share(self: &Arc<Self>) -> Share {
        Share {
            budget: Arc::clone(self),
            bytes: 0,
        }
    }

    /// The bytes in use now, and the maximum so far.
    #[cfg(test)]
    pub(super) fn used(&self) -> (usize, usize) {
        let load = |count: &AtomicUsize| count.load(Ordering::SeqCst);
        (load(&self.used), load(&self.peak))
    }

    fn take(&self, bytes: usize) -> bool {
        let more = |used: usize| used.checked_add(bytes).filter(|sum| *sum <= self.most);
        let order = Ordering::SeqCst;
        let before = self.used.fetch_update(order, order, more);
        if let Ok(before) = before {
            self.peak.fetch_max(before + bytes, order);
        }
        before.is_ok()
    }
}

/// The share of one request in a budget, returned when dropped.
#[derive(Debug)]
pub(super) struct Share {
    budget: Arc<Budget>,
    bytes: usize,
}

impl Share {
    /// Makes this a share for so many bytes, of which the first are the connection's own. Whether
    /// there was room for them.
    pub(super) fn cover(&mut self, bytes: usize) -> bool {
        let wanted = bytes.saturating_sub(OWN_BYTES);
        let more = wanted.saturating_sub(self.bytes);
        let fits = more == 0 || self.budget.take(more);
        if fits {
            self.bytes += more;
        }
        fits
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        self.budget.used.fetch_sub(self.bytes, Ordering::SeqCst);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_given_back() {
        let budget = Budget::new(100);
        let mut one = budget.share();
        assert!(one.cover(OWN_BYTES) && one.cover(1));
        assert_eq!(budget.used(), (0, 0), "these are the connection's own");
        assert!(one.cover(OWN_BYTES + 60) && one.cover(OWN_BYTES + 60));
        let mut two = budget.share();
        assert!(!two.cover(OWN_BYTES + 41));
        assert_eq!(budget.used(), (60, 60));
        assert!(two.cover(OWN_BYTES + 40));
        drop(one);
        assert_eq!(budget.used(), (40, 100));
        drop(two);
        assert_eq!(budget.used(), (0, 100));
    }
}
