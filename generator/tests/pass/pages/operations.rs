// Made by bindery from the description of `pages`; changes are overwritten.

//! The requests of this API, as values.

use super::types::{
    ByCursorResponse, ByLastIdResponse, ByLastItemResponse, ByLinkResponse,
    ByNextNumberResponse, ByNumberOfPagesResponse, ByNumberToldResponse,
    ByOffsetOfTotalResponse, Thing,
};
use crate::runtime::{
    Caller, Detached, Error, Operation, Paged, Pager, Position, Received, Request,
    Response, Writer, next_by_cursor, next_by_header,
};

/// `GET /header`
///
/// Made by [`Client::by_header`](crate::pages::Client::by_header).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct ByHeader<C = Detached> {
    caller: C,
    q: Option<String>,
}

impl<C> ByHeader<C> {
    pub(super) fn new(caller: C) -> Self {
        Self { caller, q: None }
    }

    /// The parameter `q` in the query.
    pub fn q(mut self, q: impl Into<String>) -> Self {
        self.q = Some(q.into());
        self
    }
}

impl<C: Caller> ByHeader<C> {
    /// Sends the request, for one page.
    pub fn send(self) -> C::Response<Vec<Thing>> {
        self.caller.call(&self)
    }
}

impl<C: Pager> ByHeader<C> {
    /// Every item, page after page, each page fetched when it is needed.
    pub fn stream(self) -> C::Items<Self> {
        self.caller.items(&self)
    }

    /// Every page, each fetched when it is needed.
    pub fn pages(self) -> C::Pages<Self> {
        self.caller.pages(&self)
    }
}

impl<C> Request for ByHeader<C> {
    type Output = Vec<Thing>;

    const OPERATION: &'static Operation = &Operation {
        id: "byHeader",
        method: "GET",
        path: "/header",
        accept: "application/json",
        security: &[],
        errors: &[],
    };

    fn write(&self, to: &mut Writer) {
        to.query("q", &self.q);
    }

    fn read(response: &Response) -> Result<Vec<Thing>, Error> {
        response.json()
    }
}

impl<C> Paged for ByHeader<C> {
    type Item = Thing;

    fn next(_: &Vec<Thing>, received: &Received<'_>) -> Option<String> {
        next_by_header(received)
    }

    fn items(page: Vec<Thing>) -> Vec<Thing> {
        page
    }
}

/// `GET /link`
///
/// Made by [`Client::by_link`](crate::pages::Client::by_link).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct ByLink<C = Detached> {
    caller: C,
}

impl<C> ByLink<C> {
    pub(super) fn new(caller: C) -> Self {
        Self { caller }
    }
}

impl<C: Caller> ByLink<C> {
    /// Sends the request, for one page.
    pub fn send(self) -> C::Response<ByLinkResponse> {
        self.caller.call(&self)
    }
}

impl<C: Pager> ByLink<C> {
    /// Every item, page after page, each page fetched when it is needed.
    pub fn stream(self) -> C::Items<Self> {
        self.caller.items(&self)
    }

    /// Every page, each fetched when it is needed.
    pub fn pages(self) -> C::Pages<Self> {
        self.caller.pages(&self)
    }
}

impl<C> Request for ByLink<C> {
    type Output = ByLinkResponse;

    const OPERATION: &'static Operation = &Operation {
        id: "byLink",
        method: "GET",
        path: "/link",
        accept: "application/json",
        security: &[],
        errors: &[],
    };

    fn write(&self, _: &mut Writer) {}

    fn read(response: &Response) -> Result<ByLinkResponse, Error> {
        response.json()
    }
}

impl<C> Paged for ByLink<C> {
    type Item = Thing;

    fn next(page: &ByLinkResponse, _: &Received<'_>) -> Option<String> {
        Some(page.links.next.clone())
    }

    fn items(page: ByLinkResponse) -> Vec<Thing> {
        page.items
    }
}

/// `GET /cursor`
///
/// Made by [`Client::by_cursor`](crate::pages::Client::by_cursor).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct ByCursor<C = Detached> {
    caller: C,
    tag: Option<Vec<String>>,
    page_cursor: Option<String>,
}

impl<C> ByCursor<C> {
    pub(super) fn new(caller: C) -> Self {
        Self {
            caller,
            tag: None,
            page_cursor: None,
        }
    }

    /// The parameter `tag` in the query.
    pub fn tag(mut self, tag: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.tag = Some(tag.into_iter().map(Into::into).collect());
        self
    }

    /// The parameter `page[cursor]` in the query.
    pub fn page_cursor(mut self, page_cursor: impl Into<String>) -> Self {
        self.page_cursor = Some(page_cursor.into());
        self
    }
}

impl<C: Caller> ByCursor<C> {
    /// Sends the request, for one page.
    pub fn send(self) -> C::Response<ByCursorResponse> {
        self.caller.call(&self)
    }
}

impl<C: Pager> ByCursor<C> {
    /// Every item, page after page, each page fetched when it is needed.
    pub fn stream(self) -> C::Items<Self> {
        self.caller.items(&self)
    }

    /// Every page, each fetched when it is needed.
    pub fn pages(self) -> C::Pages<Self> {
        self.caller.pages(&self)
    }
}

impl<C> Request for ByCursor<C> {
    type Output = ByCursorResponse;

    const OPERATION: &'static Operation = &Operation {
        id: "byCursor",
        method: "GET",
        path: "/cursor",
        accept: "application/json",
        security: &[],
        errors: &[],
    };

    fn write(&self, to: &mut Writer) {
        to.query("tag", &self.tag);
        to.query("page[cursor]", &self.page_cursor);
    }

    fn read(response: &Response) -> Result<ByCursorResponse, Error> {
        response.json()
    }
}

impl<C> Paged for ByCursor<C> {
    type Item = Thing;

    fn next(page: &ByCursorResponse, received: &Received<'_>) -> Option<String> {
        next_by_cursor(
            received,
            "page[cursor]",
            page.meta.as_ref().and_then(|meta| meta.has_more),
            page.meta.as_ref().and_then(|meta| meta.next_cursor.as_ref()),
        )
    }

    fn items(page: ByCursorResponse) -> Vec<Thing> {
        page.data.and_then(|data| data.list).unwrap_or_default()
    }
}

/// `GET /next-number`
///
/// Made by [`Client::by_next_number`](crate::pages::Client::by_next_number).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct ByNextNumber<C = Detached> {
    caller: C,
    page: Option<i64>,
}

impl<C> ByNextNumber<C> {
    pub(super) fn new(caller: C) -> Self {
        Self { caller, page: None }
    }

    /// The parameter `page` in the query.
    pub fn page(mut self, page: i64) -> Self {
        self.page = Some(page);
        self
    }
}

impl<C: Caller> ByNextNumber<C> {
    /// Sends the request, for one page.
    pub fn send(self) -> C::Response<ByNextNumberResponse> {
        self.caller.call(&self)
    }
}

impl<C: Pager> ByNextNumber<C> {
    /// Every item, page after page, each page fetched when it is needed.
    pub fn stream(self) -> C::Items<Self> {
        self.caller.items(&self)
    }

    /// Every page, each fetched when it is needed.
    pub fn pages(self) -> C::Pages<Self> {
        self.caller.pages(&self)
    }
}

impl<C> Request for ByNextNumber<C> {
    type Output = ByNextNumberResponse;

    const OPERATION: &'static Operation = &Operation {
        id: "byNextNumber",
        method: "GET",
        path: "/next-number",
        accept: "application/json",
        security: &[],
        errors: &[],
    };

    fn write(&self, to: &mut Writer) {
        to.query("page", &self.page);
    }

    fn read(response: &Response) -> Result<ByNextNumberResponse, Error> {
        response.json()
    }
}

impl<C> Paged for ByNextNumber<C> {
    type Item = Thing;

    fn next(page: &ByNextNumberResponse, received: &Received<'_>) -> Option<String> {
        next_by_cursor(received, "page", None, page.pagination.next_page.as_ref())
    }

    fn items(page: ByNextNumberResponse) -> Vec<Thing> {
        page.things
    }
}

/// `GET /last`
///
/// Made by [`Client::by_last_item`](crate::pages::Client::by_last_item).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct ByLastItem<C = Detached> {
    caller: C,
    starting_after: Option<String>,
    limit: Option<i64>,
}

impl<C> ByLastItem<C> {
    pub(super) fn new(caller: C) -> Self {
        Self {
            caller,
            starting_after: None,
            limit: None,
        }
    }

    /// The parameter `starting_after` in the query.
    pub fn starting_after(mut self, starting_after: impl Into<String>) -> Self {
        self.starting_after = Some(starting_after.into());
        self
    }

    /// The parameter `limit` in the query.
    pub fn limit(mut self, limit: i64) -> Self {
        self.limit = Some(limit);
        self
    }
}

impl<C: Caller> ByLastItem<C> {
    /// Sends the request, for one page.
    pub fn send(self) -> C::Response<ByLastItemResponse> {
        self.caller.call(&self)
    }
}

impl<C: Pager> ByLastItem<C> {
    /// Every item, page after page, each page fetched when it is needed.
    pub fn stream(self) -> C::Items<Self> {
        self.caller.items(&self)
    }

    /// Every page, each fetched when it is needed.
    pub fn pages(self) -> C::Pages<Self> {
        self.caller.pages(&self)
    }
}

impl<C> Request for ByLastItem<C> {
    type Output = ByLastItemResponse;

    const OPERATION: &'static Operation = &Operation {
        id: "byLastItem",
        method: "GET",
        path: "/last",
        accept: "application/json",
        security: &[],
        errors: &[],
    };

    fn write(&self, to: &mut Writer) {
        to.query("starting_after", &self.starting_after);
        to.query("limit", &self.limit);
    }

    fn read(response: &Response) -> Result<ByLastItemResponse, Error> {
        response.json()
    }
}

impl<C> Paged for ByLastItem<C> {
    type Item = Thing;

    fn next(page: &ByLastItemResponse, received: &Received<'_>) -> Option<String> {
        next_by_cursor(
            received,
            "starting_after",
            Some(page.has_more),
            page.data.last().map(|item| &item.id),
        )
    }

    fn items(page: ByLastItemResponse) -> Vec<Thing> {
        page.data
    }
}

/// `GET /last-id`
///
/// Made by [`Client::by_last_id`](crate::pages::Client::by_last_id).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct ByLastId<C = Detached> {
    caller: C,
    after_id: Option<String>,
}

impl<C> ByLastId<C> {
    pub(super) fn new(caller: C) -> Self {
        Self { caller, after_id: None }
    }

    /// The parameter `after_id` in the query.
    pub fn after_id(mut self, after_id: impl Into<String>) -> Self {
        self.after_id = Some(after_id.into());
        self
    }
}

impl<C: Caller> ByLastId<C> {
    /// Sends the request, for one page.
    pub fn send(self) -> C::Response<ByLastIdResponse> {
        self.caller.call(&self)
    }
}

impl<C: Pager> ByLastId<C> {
    /// Every item, page after page, each page fetched when it is needed.
    pub fn stream(self) -> C::Items<Self> {
        self.caller.items(&self)
    }

    /// Every page, each fetched when it is needed.
    pub fn pages(self) -> C::Pages<Self> {
        self.caller.pages(&self)
    }
}

impl<C> Request for ByLastId<C> {
    type Output = ByLastIdResponse;

    const OPERATION: &'static Operation = &Operation {
        id: "byLastId",
        method: "GET",
        path: "/last-id",
        accept: "application/json",
        security: &[],
        errors: &[],
    };

    fn write(&self, to: &mut Writer) {
        to.query("after_id", &self.after_id);
    }

    fn read(response: &Response) -> Result<ByLastIdResponse, Error> {
        response.json()
    }
}

impl<C> Paged for ByLastId<C> {
    type Item = Thing;

    fn next(page: &ByLastIdResponse, received: &Received<'_>) -> Option<String> {
        next_by_cursor(
            received,
            "after_id",
            Some(page.has_more == Some(true)),
            page.last_id.as_ref(),
        )
    }

    fn items(page: ByLastIdResponse) -> Vec<Thing> {
        page.data.unwrap_or_default()
    }
}

/// `GET /offset`
///
/// Made by [`Client::by_offset`](crate::pages::Client::by_offset).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct ByOffset<C = Detached> {
    caller: C,
    offset: Option<i64>,
    limit: Option<i64>,
}

impl ByOffset {
    /// What is assumed without `offset`.
    pub const OFFSET_DEFAULT: i64 = 0;
    /// What is assumed without `limit`.
    pub const LIMIT_DEFAULT: i64 = 2;
}

impl<C> ByOffset<C> {
    pub(super) fn new(caller: C) -> Self {
        Self {
            caller,
            offset: None,
            limit: None,
        }
    }

    /// The parameter `offset` in the query.
    ///
    /// At least 0. Default: 0.
    pub fn offset(mut self, offset: i64) -> Self {
        self.offset = Some(offset);
        self
    }

    /// The parameter `limit` in the query.
    ///
    /// At most 3. Default: 2.
    pub fn limit(mut self, limit: i64) -> Self {
        self.limit = Some(limit);
        self
    }
}

impl<C: Caller> ByOffset<C> {
    /// Sends the request, for one page.
    pub fn send(self) -> C::Response<Vec<Thing>> {
        self.caller.call(&self)
    }
}

impl<C: Pager> ByOffset<C> {
    /// Every item, page after page, each page fetched when it is needed.
    pub fn stream(self) -> C::Items<Self> {
        self.caller.items(&self)
    }

    /// Every page, each fetched when it is needed.
    pub fn pages(self) -> C::Pages<Self> {
        self.caller.pages(&self)
    }
}

impl<C> Request for ByOffset<C> {
    type Output = Vec<Thing>;

    const OPERATION: &'static Operation = &Operation {
        id: "byOffset",
        method: "GET",
        path: "/offset",
        accept: "application/json",
        security: &[],
        errors: &[],
    };

    fn write(&self, to: &mut Writer) {
        to.query("offset", &self.offset);
        to.query("limit", &self.limit);
    }

    fn read(response: &Response) -> Result<Vec<Thing>, Error> {
        response.json()
    }
}

impl<C> Paged for ByOffset<C> {
    type Item = Thing;

    fn next(page: &Vec<Thing>, received: &Received<'_>) -> Option<String> {
        Position::offset(received, "offset", page.len())
            .size("limit", Some(2), Some(3))
            .next()
    }

    fn items(page: Vec<Thing>) -> Vec<Thing> {
        page
    }
}

/// `GET /offset-of`
///
/// Made by [`Client::by_offset_of_total`](crate::pages::Client::by_offset_of_total).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct ByOffsetOfTotal<C = Detached> {
    caller: C,
    skip: Option<i64>,
    top: Option<i64>,
}

impl<C> ByOffsetOfTotal<C> {
    pub(super) fn new(caller: C) -> Self {
        Self {
            caller,
            skip: None,
            top: None,
        }
    }

    /// The parameter `$skip` in the query.
    pub fn skip(mut self, skip: i64) -> Self {
        self.skip = Some(skip);
        self
    }

    /// The parameter `$top` in the query.
    pub fn top(mut self, top: i64) -> Self {
        self.top = Some(top);
        self
    }
}

impl<C: Caller> ByOffsetOfTotal<C> {
    /// Sends the request, for one page.
    pub fn send(self) -> C::Response<ByOffsetOfTotalResponse> {
        self.caller.call(&self)
    }
}

impl<C: Pager> ByOffsetOfTotal<C> {
    /// Every item, page after page, each page fetched when it is needed.
    pub fn stream(self) -> C::Items<Self> {
        self.caller.items(&self)
    }

    /// Every page, each fetched when it is needed.
    pub fn pages(self) -> C::Pages<Self> {
        self.caller.pages(&self)
    }
}

impl<C> Request for ByOffsetOfTotal<C> {
    type Output = ByOffsetOfTotalResponse;

    const OPERATION: &'static Operation = &Operation {
        id: "byOffsetOfTotal",
        method: "GET",
        path: "/offset-of",
        accept: "application/json",
        security: &[],
        errors: &[],
    };

    fn write(&self, to: &mut Writer) {
        to.query("$skip", &self.skip);
        to.query("$top", &self.top);
    }

    fn read(response: &Response) -> Result<ByOffsetOfTotalResponse, Error> {
        response.json()
    }
}

impl<C> Paged for ByOffsetOfTotal<C> {
    type Item = Thing;

    fn next(page: &ByOffsetOfTotalResponse, received: &Received<'_>) -> Option<String> {
        Position::offset(
                received,
                "$skip",
                page.value.as_ref().map_or(0, |items| items.len()),
            )
            .size("$top", None, None)
            .total(page.odata_count.map(|number| number as u64))
            .next()
    }

    fn items(page: ByOffsetOfTotalResponse) -> Vec<Thing> {
        page.value.unwrap_or_default()
    }
}

/// `GET /number`
///
/// Made by [`Client::by_number`](crate::pages::Client::by_number).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct ByNumber<C = Detached> {
    caller: C,
    page: Option<i64>,
    limit: Option<i64>,
}

impl ByNumber {
    /// What is assumed without `page`.
    pub const PAGE_DEFAULT: i64 = 1;
    /// What is assumed without `limit`.
    pub const LIMIT_DEFAULT: i64 = 2;
}

impl<C> ByNumber<C> {
    pub(super) fn new(caller: C) -> Self {
        Self {
            caller,
            page: None,
            limit: None,
        }
    }

    /// The parameter `page` in the query.
    ///
    /// Default: 1.
    pub fn page(mut self, page: i64) -> Self {
        self.page = Some(page);
        self
    }

    /// The parameter `limit` in the query.
    ///
    /// At most 3. Default: 2.
    pub fn limit(mut self, limit: i64) -> Self {
        self.limit = Some(limit);
        self
    }
}

impl<C: Caller> ByNumber<C> {
    /// Sends the request, for one page.
    pub fn send(self) -> C::Response<Vec<Thing>> {
        self.caller.call(&self)
    }
}

impl<C: Pager> ByNumber<C> {
    /// Every item, page after page, each page fetched when it is needed.
    pub fn stream(self) -> C::Items<Self> {
        self.caller.items(&self)
    }

    /// Every page, each fetched when it is needed.
    pub fn pages(self) -> C::Pages<Self> {
        self.caller.pages(&self)
    }
}

impl<C> Request for ByNumber<C> {
    type Output = Vec<Thing>;

    const OPERATION: &'static Operation = &Operation {
        id: "byNumber",
        method: "GET",
        path: "/number",
        accept: "application/json",
        security: &[],
        errors: &[],
    };

    fn write(&self, to: &mut Writer) {
        to.query("page", &self.page);
        to.query("limit", &self.limit);
    }

    fn read(response: &Response) -> Result<Vec<Thing>, Error> {
        response.json()
    }
}

impl<C> Paged for ByNumber<C> {
    type Item = Thing;

    fn next(page: &Vec<Thing>, received: &Received<'_>) -> Option<String> {
        Position::number(received, "page", 1, page.len())
            .size("limit", Some(2), Some(3))
            .next()
    }

    fn items(page: Vec<Thing>) -> Vec<Thing> {
        page
    }
}

/// `GET /number-of`
///
/// Made by [`Client::by_number_of_pages`](crate::pages::Client::by_number_of_pages).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct ByNumberOfPages<C = Detached> {
    caller: C,
    page: Option<i64>,
}

impl<C> ByNumberOfPages<C> {
    pub(super) fn new(caller: C) -> Self {
        Self { caller, page: None }
    }

    /// Page number, zero-based.
    pub fn page(mut self, page: i64) -> Self {
        self.page = Some(page);
        self
    }
}

impl<C: Caller> ByNumberOfPages<C> {
    /// Sends the request, for one page.
    pub fn send(self) -> C::Response<ByNumberOfPagesResponse> {
        self.caller.call(&self)
    }
}

impl<C: Pager> ByNumberOfPages<C> {
    /// Every item, page after page, each page fetched when it is needed.
    pub fn stream(self) -> C::Items<Self> {
        self.caller.items(&self)
    }

    /// Every page, each fetched when it is needed.
    pub fn pages(self) -> C::Pages<Self> {
        self.caller.pages(&self)
    }
}

impl<C> Request for ByNumberOfPages<C> {
    type Output = ByNumberOfPagesResponse;

    const OPERATION: &'static Operation = &Operation {
        id: "byNumberOfPages",
        method: "GET",
        path: "/number-of",
        accept: "application/json",
        security: &[],
        errors: &[],
    };

    fn write(&self, to: &mut Writer) {
        to.query("page", &self.page);
    }

    fn read(response: &Response) -> Result<ByNumberOfPagesResponse, Error> {
        response.json()
    }
}

impl<C> Paged for ByNumberOfPages<C> {
    type Item = Thing;

    fn next(page: &ByNumberOfPagesResponse, received: &Received<'_>) -> Option<String> {
        Position::number(received, "page", 0, page.content.len())
            .more(Some(!page.last))
            .pages(Some(page.total_pages))
            .next()
    }

    fn items(page: ByNumberOfPagesResponse) -> Vec<Thing> {
        page.content
    }
}

/// `GET /number-told`
///
/// Made by [`Client::by_number_told`](crate::pages::Client::by_number_told).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct ByNumberTold<C = Detached> {
    caller: C,
    page: Option<i64>,
}

impl<C> ByNumberTold<C> {
    pub(super) fn new(caller: C) -> Self {
        Self { caller, page: None }
    }

    /// The parameter `page` in the query.
    pub fn page(mut self, page: i64) -> Self {
        self.page = Some(page);
        self
    }
}

impl<C: Caller> ByNumberTold<C> {
    /// Sends the request, for one page.
    pub fn send(self) -> C::Response<ByNumberToldResponse> {
        self.caller.call(&self)
    }
}

impl<C: Pager> ByNumberTold<C> {
    /// Every item, page after page, each page fetched when it is needed.
    pub fn stream(self) -> C::Items<Self> {
        self.caller.items(&self)
    }

    /// Every page, each fetched when it is needed.
    pub fn pages(self) -> C::Pages<Self> {
        self.caller.pages(&self)
    }
}

impl<C> Request for ByNumberTold<C> {
    type Output = ByNumberToldResponse;

    const OPERATION: &'static Operation = &Operation {
        id: "byNumberTold",
        method: "GET",
        path: "/number-told",
        accept: "application/json",
        security: &[],
        errors: &[],
    };

    fn write(&self, to: &mut Writer) {
        to.query("page", &self.page);
    }

    fn read(response: &Response) -> Result<ByNumberToldResponse, Error> {
        response.json()
    }
}

impl<C> Paged for ByNumberTold<C> {
    type Item = Thing;

    fn next(page: &ByNumberToldResponse, received: &Received<'_>) -> Option<String> {
        Position::reported(
                received,
                "page",
                page.meta.as_ref().and_then(|meta| meta.page),
                page.results.as_ref().map_or(0, |items| items.len()),
            )
            .total(page.meta.as_ref().and_then(|meta| meta.total))
            .next()
    }

    fn items(page: ByNumberToldResponse) -> Vec<Thing> {
        page.results.unwrap_or_default()
    }
}

/// Nothing says which page is the first.
///
/// Made by [`Client::once`](crate::pages::Client::once).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct Once<C = Detached> {
    caller: C,
    page: Option<i64>,
    per_page: Option<i64>,
}

impl<C> Once<C> {
    pub(super) fn new(caller: C) -> Self {
        Self {
            caller,
            page: None,
            per_page: None,
        }
    }

    /// The parameter `page` in the query.
    pub fn page(mut self, page: i64) -> Self {
        self.page = Some(page);
        self
    }

    /// The parameter `per_page` in the query.
    pub fn per_page(mut self, per_page: i64) -> Self {
        self.per_page = Some(per_page);
        self
    }
}

impl<C: Caller> Once<C> {
    /// Sends the request.
    pub fn send(self) -> C::Response<Vec<Thing>> {
        self.caller.call(&self)
    }
}

impl<C> Request for Once<C> {
    type Output = Vec<Thing>;

    const OPERATION: &'static Operation = &Operation {
        id: "once",
        method: "GET",
        path: "/once",
        accept: "application/json",
        security: &[],
        errors: &[],
    };

    fn write(&self, to: &mut Writer) {
        to.query("page", &self.page);
        to.query("per_page", &self.per_page);
    }

    fn read(response: &Response) -> Result<Vec<Thing>, Error> {
        response.json()
    }
}
