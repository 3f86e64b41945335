// Made by bindery; changes are overwritten.

//! How are responses that continue on further pages followed?

use super::answer::Answer;
use super::base::{resolve, same_origin};
use super::body::Body;
use super::caller::{Async, Caller};
use super::error::{Error, Kind};
use super::exchange::{Exchange, Outcome};
use super::execute::execute;
use super::operation::Operation;
use super::request::Request;
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

/// A request whose response is one page of several.
pub trait Paged: Request {
    /// What the pages list.
    type Item: Send + 'static;

    /// The URL of the next page, absolute or relative; none or empty text on the last one.
    fn next(page: &Self::Output, received: &Received<'_>) -> Option<String> {
        let _ = (page, received);
        None
    }

    /// What asks for the next page at the same URL by the same method, where it is asked for so.
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
    answer: &'a Answer,
    /// What asked for it, without credentials.
    url: &'a Uri,
    /// The same, as a body.
    body: &'a Bytes,
    before: Option<&'a Bytes>,
}

impl<'a> Received<'a> {
    /// The headers of the response.
    pub fn headers(&self) -> &'a HeaderMap {
        self.answer.headers()
    }

    /// The URL that asked for the page, without credentials.
    pub fn url(&self) -> &'a Uri {
        self.url
    }

    /// The body that asked for the page; empty where there was none, or a stream.
    pub fn body(&self) -> &'a Bytes {
        self.body
    }

    /// Whether the page is the one before again, byte by byte.
    pub fn is_repeated(&self) -> bool {
        self.before == Some(self.answer.bytes())
    }
}

/// What follows pages.
pub trait Pager: Caller {
    /// Item after item.
    type Items<P: Paged>;

    /// Page after page.
    type Pages<P: Paged>;

    /// Begins at the page that the request is for.
    fn items<P: Paged>(&self, request: &P) -> Self::Items<P>;

    /// Begins at the page that the request is for.
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

/// Item after item; each page is fetched when the one before is used up.
///
/// The first error ends it. A link to another scheme, host or port is an error and not followed,
/// and so is a page that was already seen, or a thousand pages without an item, so that no end
/// comes unnoticed. Nothing is lost when the future of [`Items::try_next`] is dropped.
#[must_use = "a stream does nothing until it is polled"]
pub struct Items<P: Paged> {
    pages: Pages<P>,
    page: vec::IntoIter<P::Item>,
}

impl<P: Paged> Items<P> {
    /// The next item; none after the last one.
    ///
    /// # Errors
    ///
    /// When a page cannot be fetched, or a link cannot be followed.
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

// Nothing in it is ever pinned but the future, which is on the heap.
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

/// Page after page, as [`Items`] are item after item.
#[must_use = "a stream does nothing until it is polled"]
pub struct Pages<P: Paged> {
    walk: Walk,
    caller: Async,
    fetching: Option<BoxFuture<'static, Outcome>>,
    paged: PhantomData<fn() -> P>,
}

impl<P: Paged> Pages<P> {
    /// The next page; none after the last one.
    ///
    /// # Errors
    ///
    /// When a page cannot be fetched, or a link cannot be followed.
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
            Poll::Ready(answer) => {
                self.fetching = None;
                Poll::Ready(Some(self.walk.arrive::<P>(answer)))
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

/// Pages without an item that are followed by another before the walk is taken for endless.
const EMPTY_PAGES: u16 = 1000;

/// Where a walk over pages stands.
pub(crate) struct Walk {
    operation: &'static Operation,
    /// What the first request says beside its URL; the others say the same.
    headers: HeaderMap,
    /// What tells the URLs of the pages so far apart: the URLs themselves may be long, and the
    /// pages without number. The hasher has keys of its own, so that no server can foretell two
    /// that are alike.
    seen: BTreeSet<u64>,
    hasher: RandomState,
    next: Option<Result<http::Request<Body>, Error>>,
    /// The URL of the page that is being fetched, without credentials.
    url: Uri,
    /// How it is asked for, and with which body of which type.
    method: Method,
    body: Bytes,
    body_type: Option<HeaderValue>,
    /// The last page that arrived.
    before: Option<Bytes>,
    /// How many pages without an item came one after the other.
    empty: u16,
}

impl Walk {
    pub(crate) fn new<P: Paged>(settings: &Settings, request: &P) -> Self {
        let first = settings.bare(request);
        let mut headers = first
            .as_ref()
            .map(|first| first.headers().clone())
            .unwrap_or_default();
        // Links are fetched by a plain GET, whatever the first request was.
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

    /// Reads a page that has arrived, and remembers where the next one is. A link that cannot be
    /// followed is an error only after the page itself is delivered.
    pub(crate) fn arrive<P: Paged>(&mut self, answer: Outcome) -> Result<P::Output, Error> {
        let (answer, from) = answer?;
        let page = P::read(&answer)?;
        let received = Received {
            answer: &answer,
            url: &self.url,
            body: &self.body,
            before: self.before.as_ref(),
        };
        if let Some(body) = P::body(&page, &received) {
            self.next = Some(self.ask(body));
        } else if let Some(link) = P::next(&page, &received).filter(|link| !link.is_empty()) {
            self.next = Some(self.follow(&from, &link));
        }
        self.before = Some(answer.bytes().clone());
        Ok(page)
    }

    /// The items of a page. No server can keep a caller waiting by empty pages without end.
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
        Err(self.fault(
            Kind::PageLoop,
            "too many pages without an item came one after the other",
        ))
    }

    fn follow(&mut self, from: &Uri, link: &str) -> Result<http::Request<Body>, Error> {
        let Some(target) = resolve(from, link) else {
            let why = "the link to the next page is no URL";
            return Err(self.fault(Kind::ForeignLink, why));
        };
        if !same_origin(from, &target) {
            let why = "the link to the next page leads to another scheme, host or port";
            return Err(self.fault(Kind::ForeignLink, why));
        }
        if !self.seen.insert(self.hasher.hash_one(target.to_string())) {
            let why = "the next page is one already seen";
            return Err(self.fault(Kind::PageLoop, why));
        }
        let mut request = http::Request::new(Body::default());
        *request.method_mut() = Method::GET;
        *request.uri_mut() = target;
        *request.headers_mut() = self.headers.clone();
        Ok(request)
    }

    /// Asks again where the page came from, by another body.
    fn ask(&mut self, body: Bytes) -> Result<http::Request<Body>, Error> {
        if !self.seen.insert(self.hasher.hash_one(&body)) {
            let why = "the next page is one already seen";
            return Err(self.fault(Kind::PageLoop, why));
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

    fn fault(&self, kind: Kind, why: &'static str) -> Error {
        Error::new(kind, why).sent().of(self.operation)
    }
}
