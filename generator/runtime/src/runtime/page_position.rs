//! Where is the next page, for pages that are counted?
//!
//! What tells the end is asked in this order, and what a page does not say is skipped:
//!
//! 1. whether there are more,
//! 2. how many pages there are,
//! 3. a page without items is the last,
//! 4. how many items there are,
//! 5. a page with fewer items than were asked for is the last.
//!
//! An offset goes on by the items that came, not by those that were asked for, so that a server
//! that sends fewer hides none. That same server is why point 5 holds only for a size that the
//! document vouches for.

use super::page::Received;

/// How far a walk over counted pages has come.
pub(crate) struct Position<'a> {
    received: &'a Received<'a>,
    parameter: &'static str,
    /// The offset or the number of this page; none where nobody knows.
    at: Option<u64>,
    /// The number of the first page; none where offsets are counted.
    first: Option<u64>,
    count: u64,
    /// How many items every page but the last has.
    size: Option<u64>,
    more: Option<bool>,
    total: Option<u64>,
    pages: Option<u64>,
}

#[allow(
    dead_code,
    reason = "not every API has pages that tell their end in every way"
)]
impl<'a> Position<'a> {
    /// A page whose query says how many items come before it, and which has so many itself.
    pub(crate) fn offset(
        received: &'a Received<'a>,
        parameter: &'static str,
        count: usize,
    ) -> Self {
        Self::new(received, parameter, Some(0), None, count)
    }

    /// A page whose query says its number.
    pub(crate) fn number(
        received: &'a Received<'a>,
        parameter: &'static str,
        first: u64,
        count: usize,
    ) -> Self {
        Self::new(received, parameter, Some(first), Some(first), count)
    }

    /// A page whose query says its number where the page says it as well, and nobody knows the
    /// first one.
    pub(crate) fn told(
        received: &'a Received<'a>,
        parameter: &'static str,
        number: Option<impl TryInto<u64>>,
        count: usize,
    ) -> Self {
        // Taken for the first would be an end too early; one is an end too late at worst.
        Self::new(received, parameter, known(number), Some(1), count)
    }

    fn new(
        received: &'a Received<'a>,
        parameter: &'static str,
        otherwise: Option<u64>,
        first: Option<u64>,
        count: usize,
    ) -> Self {
        Self {
            received,
            parameter,
            at: match received.query(parameter) {
                Some(asked) => asked.parse().ok(),
                None => otherwise,
            },
            first,
            count: u64::try_from(count).unwrap_or(u64::MAX),
            size: None,
            more: None,
            total: None,
            pages: None,
        }
    }

    /// What asks for a size of pages, what that is unless it is asked for, and how large it may
    /// be.
    pub(crate) fn size(
        mut self,
        parameter: &str,
        default: Option<u64>,
        maximum: Option<u64>,
    ) -> Self {
        self.size = match self.received.query(parameter) {
            Some(asked) => {
                let asked = asked.parse().ok();
                asked.filter(|asked| maximum.is_some_and(|most| *asked <= most))
            }
            None => default,
        };
        self
    }

    /// Whether there are more pages.
    pub(crate) fn more(mut self, more: Option<bool>) -> Self {
        self.more = more;
        self
    }

    /// How many items all pages have together.
    pub(crate) fn total(mut self, total: Option<impl TryInto<u64>>) -> Self {
        self.total = known(total).filter(|total| *total > 0);
        self
    }

    /// How many pages there are.
    pub(crate) fn pages(mut self, pages: Option<impl TryInto<u64>>) -> Self {
        self.pages = known(pages).filter(|pages| *pages > 0);
        self
    }

    /// The next page; none after the last one. Where that cannot be known, and where the server
    /// sends the same page again, it is this page, at which a walk ends with an error.
    pub(crate) fn next(self) -> Option<String> {
        if self.is_last() {
            return None;
        }
        let step = if self.first.is_some() { 1 } else { self.count };
        let repeated = self.count > 0 && self.received.is_repeated();
        match self.at.and_then(|at| at.checked_add(step)) {
            Some(next) if step > 0 && !repeated => {
                Some(self.received.with(self.parameter, &next.to_string()))
            }
            _ => Some(self.received.url().to_string()),
        }
    }

    fn is_last(&self) -> bool {
        let at = self.at.unwrap_or_default();
        let index = self.first.map(|first| at.saturating_sub(first));
        if let Some(more) = self.more {
            return !more;
        }
        if let (Some(pages), Some(index)) = (self.pages, index) {
            return index.saturating_add(1) >= pages;
        }
        if self.count == 0 {
            return true;
        }
        if let Some(total) = self.total {
            // Without a size, a last page that is short seems less far than it is: an empty one
            // follows then. It never seems further.
            let size = self.size.filter(|size| self.count <= *size);
            let size = size.unwrap_or(self.count);
            let before = index.map_or(at, |index| index.saturating_mul(size));
            // A total that was passed is none.
            return before.saturating_add(self.count) == total;
        }
        self.size.is_some_and(|size| self.count < size)
    }
}

fn known(number: Option<impl TryInto<u64>>) -> Option<u64> {
    number?.try_into().ok()
}
