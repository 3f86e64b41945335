//! Pagination of blocking clients.

use super::caller::Blocking;
use super::error::Error;
use super::exchange::Exchange;
use super::execute::execute_blocking;
use super::page::{Paged, Pager, Walk};
use std::fmt::{self, Debug};
use std::iter::FusedIterator;
use std::marker::PhantomData;
use std::sync::Arc;
use std::vec;

impl Pager for Blocking {
    type Items<P: Paged> = BlockingItems<P>;
    type Pages<P: Paged> = BlockingPages<P>;

    fn items<P: Paged>(&self, request: &P) -> BlockingItems<P> {
        BlockingItems {
            pages: self.pages(request),
            page: Vec::new().into_iter(),
        }
    }

    fn pages<P: Paged>(&self, request: &P) -> BlockingPages<P> {
        let walk = Walk::new(&self.settings, request);
        BlockingPages {
            walk,
            caller: self.clone(),
            paged: PhantomData,
        }
    }
}

/// All items of the pages; a page is requested once the items of the previous one are used up. As
/// with [`Items`](super::page::Items), the first error ends it.
#[must_use = "an iterator does nothing until it is asked"]
pub struct BlockingItems<P: Paged> {
    pages: BlockingPages<P>,
    page: vec::IntoIter<P::Item>,
}

impl<P: Paged> Iterator for BlockingItems<P> {
    type Item = Result<P::Item, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.page.next() {
                return Some(Ok(item));
            }
            let page = self.pages.next()?;
            match self.pages.walk.unpack::<P>(page) {
                Ok(items) => self.page = items,
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

impl<P: Paged> FusedIterator for BlockingItems<P> {}

impl<P: Paged> Debug for BlockingItems<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BlockingItems")
            .field("pages", &self.pages)
            .finish()
    }
}

/// All pages.
#[must_use = "an iterator does nothing until it is asked"]
pub struct BlockingPages<P: Paged> {
    walk: Walk,
    caller: Blocking,
    paged: PhantomData<fn() -> P>,
}

impl<P: Paged> Iterator for BlockingPages<P> {
    type Item = Result<P::Output, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let request = self.walk.take()?;
        let Blocking {
            settings,
            transport,
        } = &self.caller;
        let exchange = Exchange::new(Arc::clone(settings), P::OPERATION, request, false);
        let response = execute_blocking(exchange, &**transport);
        Some(self.walk.arrive::<P>(response))
    }
}

impl<P: Paged> FusedIterator for BlockingPages<P> {}

impl<P: Paged> Debug for BlockingPages<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let operation = P::OPERATION.id;
        f.debug_struct("BlockingPages")
            .field("operation", &operation)
            .finish_non_exhaustive()
    }
}
