//! Paginated responses.

use super::base::{resolve, same_origin};
use super::body::Body;
use super::caller::{Async, Caller};
use super::error::{Error, Kind};
use super::exchange::{Exchange, Outcome};
use super::execute::execute;
use super::operation::Operation;
use super::request::Request;
use super::response::Response;
use super::settings::Settings;
use super::transport::BoxFuture;
use bytes::Bytes;
use futures_core::Stream;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderMap, HeaderValue};
use http::{Method, Uri};
use std::collections::BTreeSet;
use std::fmt::{self, Debug};
use std::future::poll_fn;
use std::hash::{BuildHasher, RandomState};
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::vec;

/// A request whose response is one of several pages.
pub trait Paged: Request {
    /// The type of an item.
    type Item: Send + 'static;

    /// Whether a link to another scheme, host or port is followed on the base URL of the client, by
    /// its path and query. Otherwise it is an error.
    const REBASE: bool = false;

    /// The URL of the next page, absolute or relative; `None` or empty on the last page.
    fn next(page: &Self::Output, received: &Received<'_>) -> Option<String> {
        let _ = (page, received);
        None
    }

    /// The body of the request for the next page, where pages differ by the body.
    fn body(page: &Self::Output, received: &Received<'_>) -> Option<Bytes> {
        let _ = (page, received);
        None
    }

    /// The items of a page.
    fn items(page: Self::Output) -> Vec<Self::Item>;
}

/// A page as it was received.
#[derive(Clone, Copy, Debug)]
pub struct Received<'a> {
    response: &'a Response,
    /// The request for it, without credentials.
    url: &'a Uri,
    /// The body of that request.
    body: &'a Bytes,
    before: Option<&'a Bytes>,
}

impl<'a> Received<'a> {
    /// The headers of the response.
    pub fn headers(&self) -> &'a HeaderMap {
        self.response.headers()
    }

    /// The URL of the request for the page, without credentials.
    pub fn url(&self) -> &'a Uri {
        self.url
    }

    /// The body of the request for the page; empty if there was none or it was a stream.
    pub fn body(&self) -> &'a Bytes {
        self.body
    }

    /// Returns whether the page equals the previous one byte by byte.
    pub fn is_repeated(&self) -> bool {
        self.before == Some(self.response.bytes())
    }
}

/// Clients that can request one page after another.
pub trait Pager: Caller {
    /// Returns item after item.
    type Items<P: Paged>;

    /// Returns page after page.
    type Pages<P: Paged>;

    /// Begins at the page that the request asks for.
    fn items<P: Paged>(&self, request: &P) -> Self::Items<P>;

    /// Begins at the page that the request asks for.
    fn pages<P: Paged>(&self, request: &P) -> Self::Pages<P>;
}

impl Pager for Async {
    type Items<P: Paged> = Items<P>;
    type Pages<P: Paged> = Pages<P>;

    fn items<P: Paged>(&self, request: &P) -> Items<P> {
        Items {
            pages: self.pages(request),
            page: Vec::new().into_iter(),
        }
    }

    fn pages<P: Paged>(&self, request: &P) -> Pages<P> {
        Pages {
            walk: Walk::new(&self.settings, request),
            caller: self.clone(),
            fetching: None,
            paged: PhantomData,
        }
    }
}

/// All items of the pages; a page is requested once the items of the previous one are used up.
///
/// The first error ends it. A link to another scheme, host or port, a page that was already
/// received, and more than a thousand pages without an item are errors. Dropping the future of
/// [`Items::try_next`] loses no item.
#[must_use = "a stream does nothing until it is polled"]
pub struct Items<P: Paged> {
    pages: Pages<P>,
    page: vec::IntoIter<P::Item>,
}

impl<P: Paged> Items<P> {
    /// Returns the next item, or `None` at the end.
    ///
    /// # Errors
    ///
    /// Returns an error if a page cannot be received or a link cannot be followed.
    pub async fn try_next(&mut self) -> Result<Option<P::Item>, Error> {
        poll_fn(|context| self.poll(context)).await.transpose()
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<P::Item, Error>>> {
        loop {
            if let Some(item) = self.page.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match self.pages.poll(context) {
                Poll::Ready(Some(page)) => match self.pages.walk.unpack::<P>(page) {
                    Ok(items) => self.page = items,
                    Err(error) => return Poll::Ready(Some(Err(error))),
                },
                Poll::Ready(None) => return Poll::Ready(None),
                Poll::Pending => return Poll::Pending,
            }
        }
    }
}

// Only the future is pinned, and it is on the heap.
impl<P: Paged> Unpin for Items<P> {}

impl<P: Paged> Stream for Items<P> {
    type Item = Result<P::Item, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(context)
    }
}

impl<P: Paged> Debug for Items<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").field("pages", &self.pages).finish()
    }
}

/// All pages, like [`Items`].
#[must_use = "a stream does nothing until it is polled"]
pub struct Pages<P: Paged> {
    walk: Walk,
    caller: Async,
    fetching: Option<BoxFuture<'static, Outcome>>,
    paged: PhantomData<fn() -> P>,
}

impl<P: Paged> Pages<P> {
    /// Returns the next page, or `None` at the end.
    ///
    /// # Errors
    ///
    /// Returns an error if a page cannot be received or a link cannot be followed.
    pub async fn try_next(&mut self) -> Result<Option<P::Output>, Error> {
        poll_fn(|context| self.poll(context)).await.transpose()
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<P::Output, Error>>> {
        let fetching = match &mut self.fetching {
            Some(fetching) => fetching,
            None => {
                let Some(request) = self.walk.take() else {
                    return Poll::Ready(None);
                };
                let Async {
                    settings,
                    transport,
                } = self.caller.clone();
                let exchange = Exchange::new(settings, P::OPERATION, request, false);
                self.fetching.insert(Box::pin(execute(exchange, transport)))
            }
        };
        match fetching.as_mut().poll(context) {
            Poll::Pending => Poll::Pending,
            Poll::Ready(response) => {
                self.fetching = None;
                Poll::Ready(Some(self.walk.arrive::<P>(response)))
            }
        }
    }
}

impl<P: Paged> Unpin for Pages<P> {}

impl<P: Paged> Stream for Pages<P> {
    type Item = Result<P::Output, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(context)
    }
}

impl<P: Paged> Debug for Pages<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let operation = P::OPERATION.id;
        f.debug_struct("Pages")
            .field("operation", &operation)
            .finish_non_exhaustive()
    }
}

/// The message about a link to another origin.
const FOREIGN: &str = "the link to the next page leads to another scheme, host or port; with \
     `rebase = true` for the operation in `[api.NAME.paging]` of `bindery.toml`, it is followed on \
     the base URL of the client";

/// The same path and query at the origin of `from`. A prefix that the base URL adds to the paths of
/// the API, such as that of a gateway, is kept.
fn rebased(from: &Uri, target: &Uri) -> Option<Uri> {
    let is_same_page = from.path().ends_with(target.path());
    let path = if is_same_page {
        from.path()
    } else {
        target.path()
    };
    let (scheme, authority) = (from.scheme_str()?, from.authority()?);
    let query = target.query().map(|query| format!("?{query}"));
    let query = query.unwrap_or_default();
    format!("{scheme}://{authority}{path}{query}").parse().ok()
}

/// The largest number of consecutive pages without an item.
const EMPTY_PAGES: u16 = 1000;

/// The state of a pagination.
pub(crate) struct Walk {
    operation: &'static Operation,
    /// The headers of the first request, which the others repeat.
    headers: HeaderMap,
    /// Hashes of the URLs so far, because URLs may be long and pages many. The hasher has random
    /// keys, so a server cannot construct two URLs with one hash.
    seen: BTreeSet<u64>,
    hasher: RandomState,
    next: Option<Result<http::Request<Body>, Error>>,
    /// The URL of the page that is being requested, without credentials.
    url: Uri,
    /// The method and the body of its request.
    method: Method,
    body: Bytes,
    body_type: Option<HeaderValue>,
    /// The last page received.
    before: Option<Bytes>,
    /// The number of consecutive pages without an item.
    empty: u16,
}

impl Walk {
    pub(crate) fn new<P: Paged>(settings: &Settings, request: &P) -> Self {
        let first = settings.bare(request);
        let mut headers = first
            .as_ref()
            .map(|first| first.headers().clone())
            .unwrap_or_default();
        // A link is requested by a plain GET, whatever the first request was.
        let body_type = headers.remove(CONTENT_TYPE);
        headers.remove(CONTENT_LENGTH);
        let hasher = RandomState::new();
        let urls = first.iter().map(|first| first.uri().to_string());
        let seen = urls.map(|url| hasher.hash_one(url)).collect();
        Self {
            operation: P::OPERATION,
            headers,
            seen,
            hasher,
            next: Some(first),
            url: Uri::default(),
            method: Method::GET,
            body: Bytes::new(),
            body_type,
            before: None,
            empty: 0,
        }
    }

    /// The request for the next page.
    pub(crate) fn take(&mut self) -> Option<Result<http::Request<Body>, Error>> {
        let next = self.next.take()?;
        if let Ok(request) = &next {
            self.url = request.uri().clone();
            self.method = request.method().clone();
            self.body = request.body().bytes().cloned().unwrap_or_default();
        }
        Some(next)
    }

    /// Decodes a page and determines the next one. A link that cannot be followed is an error only
    /// after the page itself is delivered.
    pub(crate) fn arrive<P: Paged>(&mut self, response: Outcome) -> Result<P::Output, Error> {
        let (response, from) = response?;
        let page = P::read(&response)?;
        let received = Received {
            response: &response,
            url: &self.url,
            body: &self.body,
            before: self.before.as_ref(),
        };
        if let Some(body) = P::body(&page, &received) {
            self.next = Some(self.ask(body));
        } else if let Some(link) = P::next(&page, &received).filter(|link| !link.is_empty()) {
            self.next = Some(self.follow(&from, &link, P::REBASE));
        }
        self.before = Some(response.bytes().clone());
        Ok(page)
    }

    /// The items of a page. A limit keeps a server from sending empty pages without end.
    pub(crate) fn unpack<P: Paged>(
        &mut self,
        page: Result<P::Output, Error>,
    ) -> Result<vec::IntoIter<P::Item>, Error> {
        let items = P::items(page?);
        self.empty = if items.is_empty() { self.empty + 1 } else { 0 };
        if self.empty < EMPTY_PAGES {
            return Ok(items.into_iter());
        }
        self.next = None;
        Err(self.problem(
            Kind::PageLoop,
            "too many pages without an item came one after the other",
        ))
    }

    fn follow(
        &mut self,
        from: &Uri,
        link: &str,
        rebase: bool,
    ) -> Result<http::Request<Body>, Error> {
        let Some(mut target) = resolve(from, link) else {
            let why = "the link to the next page is no URL";
            return Err(self.problem(Kind::ForeignLink, why));
        };
        // `from` may be a host that a redirect led to, which gets no credentials.
        if !same_origin(&self.url, &target) {
            match rebased(&self.url, &target).filter(|_| rebase) {
                Some(here) => target = here,
                None => return Err(self.problem(Kind::ForeignLink, FOREIGN)),
            }
        }
        if !self.seen.insert(self.hasher.hash_one(target.to_string())) {
            let why = "the next page is one already seen";
            return Err(self.problem(Kind::PageLoop, why));
        }
        let mut request = http::Request::new(Body::default());
        *request.method_mut() = Method::GET;
        *request.uri_mut() = target;
        *request.headers_mut() = self.headers.clone();
        Ok(request)
    }

    /// Requests the same URL with another body.
    fn ask(&mut self, body: Bytes) -> Result<http::Request<Body>, Error> {
        if !self.seen.insert(self.hasher.hash_one(&body)) {
            let why = "the next page is one already seen";
            return Err(self.problem(Kind::PageLoop, why));
        }
        let mut request = http::Request::new(Body::from(body));
        *request.method_mut() = self.method.clone();
        *request.uri_mut() = self.url.clone();
        *request.headers_mut() = self.headers.clone();
        if let Some(body_type) = &self.body_type {
            request
                .headers_mut()
                .insert(CONTENT_TYPE, body_type.clone());
        }
        Ok(request)
    }

    fn problem(&self, kind: Kind, why: &'static str) -> Error {
        Error::new(kind, why).sent().of(self.operation)
    }
}

#[cfg(test)]
mod tests {
    use super::rebased;

    #[test]
    fn a_link_keeps_its_path_and_query_on_another_origin() {
        let rebased = |from: &str, target: &str| {
            let found = rebased(&from.parse().unwrap(), &target.parse().unwrap());
            found.unwrap().to_string()
        };
        let api = "https://api.example/v1/items?page=2";
        assert_eq!(
            rebased("http://127.0.0.1:4010/v1/items", api),
            "http://127.0.0.1:4010/v1/items?page=2"
        );
        assert_eq!(
            rebased("https://gateway.example/shop/v1/items?page=1", api),
            "https://gateway.example/shop/v1/items?page=2"
        );
        assert_eq!(
            rebased(
                "https://gateway.example/v1/items",
                "http://api.example/next/2"
            ),
            "https://gateway.example/next/2"
        );
        assert_eq!(
            rebased(
                "https://a.example/v1/items",
                "https://user:pw@b.example/v1/items"
            ),
            "https://a.example/v1/items"
        );
    }
}
