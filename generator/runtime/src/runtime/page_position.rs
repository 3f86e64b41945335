//! The next page of pages that are counted.
//!
//! The end is determined in this order; what a page does not state is skipped:
//!
//! 1. whether there are more pages,
//! 2. the number of pages,
//! 3. a page without items is the last,
//! 4. the number of items,
//! 5. a page with fewer items than requested is the last.
//!
//! An offset advances by the number of items received, so that a server that sends fewer than
//! requested hides none. For the same reason, rule 5 applies only to a page size that the document
//! guarantees.

use super::page::Received;

/// The position among counted pages.
pub(crate) struct Position<'a> {
    received: &'a Received<'a>,
    parameter: &'static str,
    /// The offset or the number of this page, if known.
    at: Option<u64>,
    /// The number of the first page; `None` for offsets.
    first: Option<u64>,
    count: u64,
    /// The number of items of every page but the last.
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
    /// A page whose query states how many items precede it, with its own number of items.
    pub(crate) fn offset(
        received: &'a Received<'a>,
        parameter: &'static str,
        count: usize,
    ) -> Self {
        Self::new(received, parameter, Some(0), None, count)
    }

    /// A page whose query states its number.
    pub(crate) fn number(
        received: &'a Received<'a>,
        parameter: &'static str,
        first: u64,
        count: usize,
    ) -> Self {
        Self::new(received, parameter, Some(first), Some(first), count)
    }

    /// A page whose query states its number, which the page repeats, where the number of the first
    /// page is unknown.
    pub(crate) fn reported(
        received: &'a Received<'a>,
        parameter: &'static str,
        number: Option<impl TryInto<u64>>,
        count: usize,
    ) -> Self {
        // Assuming 1 could end too early; assuming 0 ends one request late at worst.
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

    /// The parameter of the page size, its default and its maximum.
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

    /// The number of items of all pages.
    pub(crate) fn total(mut self, total: Option<impl TryInto<u64>>) -> Self {
        self.total = known(total).filter(|total| *total > 0);
        self
    }

    /// The number of pages.
    pub(crate) fn pages(mut self, pages: Option<impl TryInto<u64>>) -> Self {
        self.pages = known(pages).filter(|pages| *pages > 0);
        self
    }

    /// The next page, or `None` at the end. If it cannot be determined, or the server sends the
    /// same page again, it is this page, which ends the pagination with an error.
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
            // Without a page size, a short last page is followed by a request for an empty one;
            // never the other way around.
            let size = self.size.filter(|size| self.count <= *size);
            let size = size.unwrap_or(self.count);
            let before = index.map_or(at, |index| index.saturating_mul(size));
            // A total that was exceeded is wrong and ignored.
            return before.saturating_add(self.count) == total;
        }
        self.size.is_some_and(|size| self.count < size)
    }
}

fn known(number: Option<impl TryInto<u64>>) -> Option<u64> {
    number?.try_into().ok()
}
