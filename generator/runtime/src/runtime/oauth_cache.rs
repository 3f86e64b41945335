//! The tokens of a client, which many calls share.

use super::clock::Instant;
use super::error::Error;
use super::operation::Operation;
use super::token::{Fetch, Token, Tokens, Turn};
use bytes::Bytes;
use http::{HeaderValue, Request, Response};
use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

/// The parameters of token requests.
pub(crate) trait Grant: Send + Sync + 'static {
    /// The scheme of the tokens.
    fn scheme(&self) -> &'static str;

    /// The scopes of a token for an operation. There is one token for each set.
    fn scope(&self, operation: &'static Operation) -> String;

    /// Asks for a token.
    fn request(&self, scope: &str) -> Request<Bytes>;

    /// The token as a header value, and its lifetime.
    fn read(&self, response: &Response<Bytes>) -> Result<(HeaderValue, Option<Duration>), Error>;
}

/// The tokens of a scheme.
pub(crate) struct Cache<G> {
    grant: G,
    slots: Mutex<BTreeMap<String, Slot>>,
}

/// The token of a set of scopes, and the state of its request.
#[derive(Default)]
struct Slot {
    held: Option<Held>,
    /// Whether a request is in progress.
    fetching: bool,
    /// The number of finished requests.
    rounds: u64,
    /// The error of the last one, for calls that wait for it.
    failure: Option<Error>,
    waiting: Vec<Waker>,
}

struct Held {
    token: Token,
    /// When it is replaced, and when it expires; never if the service does not state it.
    until: Option<(Instant, Instant)>,
}

impl<G: Grant> Cache<G> {
    pub(crate) fn new(grant: G) -> Self {
        let slots = Mutex::default();
        Self { grant, slots }
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<String, Slot>> {
        // The data under the lock is consistent after every statement.
        self.slots.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Finishes a request and wakes waiting calls.
    fn end(&self, scope: &str, held: Option<Held>, failure: Option<Error>) {
        let waiting = match self.lock().get_mut(scope) {
            Some(slot) => {
                slot.fetching = false;
                slot.rounds += 1;
                slot.failure = failure;
                slot.held = held.or(slot.held.take());
                std::mem::take(&mut slot.waiting)
            }
            None => Vec::new(),
        };
        waiting.into_iter().for_each(Waker::wake);
    }
}

impl<G: Grant> Tokens for Cache<G> {
    fn turn(self: Arc<Self>, operation: &'static Operation, now: Instant) -> Turn {
        let scope = self.grant.scope(operation);
        let mut slots = self.lock();
        let slot = slots.entry(scope.clone()).or_default();
        let (fetching, round) = (slot.fetching, slot.rounds);
        // While one call replaces a token that is about to expire, the others continue to use it.
        if let Some(held) = &slot.held
            && (held.is_fresh(now) || fetching && held.is_alive(now))
        {
            return Turn::Ready(held.token.clone());
        }
        slot.fetching = true;
        drop(slots);
        let cache = self;
        if fetching {
            return Turn::Wait(Box::pin(Wait {
                cache,
                scope,
                round,
            }));
        }
        Turn::Fetch(Box::new(Fetching {
            cache,
            scope,
            begun: now,
            open: true,
        }))
    }

    fn refuse(&self, operation: &'static Operation, token: &Token) {
        let scope = self.grant.scope(operation);
        if let Some(slot) = self.lock().get_mut(&scope) {
            // Another call may have replaced it already.
            slot.held = slot
                .held
                .take()
                .filter(|held| held.token.number != token.number);
        }
    }
}

impl Held {
    /// A token is replaced before it expires: a tenth of its lifetime before, at most a minute.
    fn new(token: Token, begun: Instant, life: Option<Duration>) -> Self {
        let until = life.and_then(|life| {
            let margin = (life / 10).min(Duration::from_secs(60));
            Some((begun.checked_add(life - margin)?, begun.checked_add(life)?))
        });
        Self { token, until }
    }

    fn is_fresh(&self, now: Instant) -> bool {
        self.until.is_none_or(|(replace, _)| now < replace)
    }

    fn is_alive(&self, now: Instant) -> bool {
        self.until.is_none_or(|(_, end)| now < end)
    }
}

/// The right to request a token, which one call has at a time.
struct Fetching<G: Grant> {
    cache: Arc<Cache<G>>,
    scope: String,
    begun: Instant,
    open: bool,
}

impl<G: Grant> Fetch for Fetching<G> {
    fn request(&self) -> Request<Bytes> {
        self.cache.grant.request(&self.scope)
    }

    fn respond(
        mut self: Box<Self>,
        response: Result<Response<Bytes>, Error>,
        now: Instant,
    ) -> Result<Token, Error> {
        let read = match response {
            Ok(response) => self.cache.grant.read(&response),
            Err(error) => Err(error.without_token(self.cache.grant.scheme())),
        };
        match read {
            Ok((value, life)) => {
                let number = self
                    .cache
                    .lock()
                    .get(&self.scope)
                    .map_or(0, |slot| slot.rounds);
                let token = Token { value, number };
                self.open = false;
                let held = Held::new(token.clone(), self.begun, life);
                self.cache.end(&self.scope, Some(held), None);
                Ok(token)
            }
            Err(error) => {
                let alive = self.cache.lock().get(&self.scope).and_then(|slot| {
                    let held = slot.held.as_ref().filter(|held| held.is_alive(now))?;
                    Some(held.token.clone())
                });
                // A timeout of one call says nothing about others, which may have more time left.
                if !error.is_timeout() {
                    self.open = false;
                    self.cache.end(&self.scope, None, Some(error.again()));
                }
                alive.ok_or(error)
            }
        }
    }
}

/// Dropped without a result: another call takes over.
impl<G: Grant> Drop for Fetching<G> {
    fn drop(&mut self) {
        if self.open {
            self.cache.end(&self.scope, None, None);
        }
    }
}

/// Waits until a request has finished.
struct Wait<G: Grant> {
    cache: Arc<Cache<G>>,
    scope: String,
    round: u64,
}

impl<G: Grant> Future for Wait<G> {
    type Output = Result<(), Error>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let mut slots = self.cache.lock();
        let Some(slot) = slots.get_mut(&self.scope) else {
            return Poll::Ready(Ok(()));
        };
        if slot.rounds == self.round {
            if !slot
                .waiting
                .iter()
                .any(|waker| waker.will_wake(context.waker()))
            {
                slot.waiting.push(context.waker().clone());
            }
            return Poll::Pending;
        }
        // A later round is a new request.
        let own = slot.rounds == self.round + 1;
        let failure = slot.failure.as_ref().filter(|_| own);
        Poll::Ready(failure.map_or(Ok(()), |error| Err(error.again())))
    }
}

#[cfg(test)]
mod tests {
    use super::super::error::Kind;
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::task::Wake;

    static READ: Operation = operation("read");
    static WRITE: Operation = operation("write");

    const fn operation(id: &'static str) -> Operation {
        Operation {
            id,
            method: "GET",
            path: "/",
            accept: "",
            security: &[],
            errors: &[],
        }
    }

    /// Gives the body as the token, with a life of its length in seconds times 100; an empty one
    /// lives forever.
    struct Echo;

    impl Grant for Echo {
        fn scheme(&self) -> &'static str {
            "echo"
        }

        fn scope(&self, operation: &'static Operation) -> String {
            operation.id.to_owned()
        }

        fn request(&self, scope: &str) -> Request<Bytes> {
            Request::new(Bytes::from(scope.to_owned()))
        }

        fn read(
            &self,
            response: &Response<Bytes>,
        ) -> Result<(HeaderValue, Option<Duration>), Error> {
            let body = response.body();
            let value = HeaderValue::from_bytes(body)
                .map_err(|_| Error::new(Kind::Authorization, "garbage"))?;
            let life = Duration::from_secs(body.len() as u64 * 100);
            Ok((value, (!body.is_empty()).then_some(life)))
        }
    }

    fn cache() -> Arc<Cache<Echo>> {
        Arc::new(Cache::new(Echo))
    }

    fn turn(cache: &Arc<Cache<Echo>>, operation: &'static Operation, now: Instant) -> Turn {
        Arc::clone(cache).turn(operation, now)
    }

    fn fetch(cache: &Arc<Cache<Echo>>, now: Instant) -> Box<dyn Fetch> {
        match turn(cache, &READ, now) {
            Turn::Fetch(fetch) => fetch,
            Turn::Ready(token) => panic!("there is {:?}", token.value),
            Turn::Wait(_) => panic!("somebody fetches"),
        }
    }

    fn ready(cache: &Arc<Cache<Echo>>, now: Instant) -> Token {
        match turn(cache, &READ, now) {
            Turn::Ready(token) => token,
            Turn::Fetch(_) | Turn::Wait(_) => panic!("there is no token"),
        }
    }

    type Waiting = Pin<Box<dyn Future<Output = Result<(), Error>> + Send>>;

    fn wait(cache: &Arc<Cache<Echo>>, now: Instant) -> Waiting {
        match turn(cache, &READ, now) {
            Turn::Wait(wait) => wait,
            Turn::Ready(_) | Turn::Fetch(_) => panic!("nobody fetches"),
        }
    }

    fn response(text: &'static str) -> Result<Response<Bytes>, Error> {
        Ok(Response::new(Bytes::from_static(text.as_bytes())))
    }

    #[derive(Default)]
    struct Count(AtomicUsize);

    impl Wake for Count {
        fn wake(self: Arc<Self>) {
            self.0.fetch_add(1, Ordering::SeqCst);
        }
    }

    fn poll(wait: &mut Waiting, count: &Arc<Count>) -> Poll<Result<(), Error>> {
        let waker = Waker::from(Arc::clone(count));
        wait.as_mut().poll(&mut Context::from_waker(&waker))
    }

    #[test]
    fn one_fetches_and_the_others_wait() {
        let (cache, now) = (cache(), Instant::now());
        let mine = fetch(&cache, now);
        assert_eq!(mine.request().body(), "read");
        let mut waiting: Vec<_> = (0..50).map(|_| wait(&cache, now)).collect();
        let counts: Vec<Arc<Count>> = waiting.iter().map(|_| Arc::default()).collect();
        for (wait, count) in waiting.iter_mut().zip(&counts) {
            assert!(poll(wait, count).is_pending());
            assert!(poll(wait, count).is_pending());
        }
        assert_eq!(mine.respond(response("token"), now).unwrap().value, "token");
        for (wait, count) in waiting.iter_mut().zip(&counts) {
            assert_eq!(count.0.load(Ordering::SeqCst), 1);
            assert!(matches!(poll(wait, count), Poll::Ready(Ok(()))));
            assert_eq!(ready(&cache, now).value, "token");
        }
    }

    #[test]
    fn who_gives_up_lets_the_next_one_fetch() {
        let (cache, now) = (cache(), Instant::now());
        let mine = fetch(&cache, now);
        let (mut waiting, count) = (wait(&cache, now), Arc::default());
        assert!(poll(&mut waiting, &count).is_pending());
        drop(mine);
        assert!(matches!(poll(&mut waiting, &count), Poll::Ready(Ok(()))));
        fetch(&cache, now).respond(response("t"), now).unwrap();
        assert_eq!(ready(&cache, now).value, "t");
    }

    #[test]
    fn who_runs_out_of_time_lets_the_next_one_fetch() {
        let (cache, now) = (cache(), Instant::now());
        let mine = fetch(&cache, now);
        let mut waiting = wait(&cache, now);
        let error = mine
            .respond(Err(Error::timeout("slow")), now)
            .map(|_| ())
            .unwrap_err();
        assert!(error.is_timeout() && !error.request_sent());
        assert!(matches!(
            poll(&mut waiting, &Arc::default()),
            Poll::Ready(Ok(()))
        ));
        drop(fetch(&cache, now));
    }

    #[test]
    fn a_failure_is_that_of_all_who_wait() {
        let (cache, now) = (cache(), Instant::now());
        let mine = fetch(&cache, now);
        let mut waiting = wait(&cache, now);
        assert!(mine.respond(response("\n"), now).is_err());
        let Poll::Ready(Err(error)) = poll(&mut waiting, &Arc::default()) else {
            panic!("the wait goes on");
        };
        assert_eq!(error.to_string(), "garbage");
        // Later calls try again.
        let mine = fetch(&cache, now);
        let error = mine.respond(Err(Error::connect("refused")), now);
        let error = error.map(|_| ()).unwrap_err();
        assert!(error.is_connect() && !error.request_sent());
        assert_eq!(
            error.to_string(),
            "credentials for `echo`: no token was fetched: no connection could be made"
        );
    }

    #[test]
    fn a_token_is_replaced_before_it_ends() {
        let (cache, now) = (cache(), Instant::now());
        // Lives 500 seconds; the tenth of that is less than a minute.
        fetch(&cache, now).respond(response("first"), now).unwrap();
        let at = |seconds| now + Duration::from_secs(seconds);
        assert_eq!(ready(&cache, at(449)).value, "first");
        let mine = fetch(&cache, at(450));
        assert_eq!(ready(&cache, at(499)).value, "first", "the others go on");
        let mut waiting = wait(&cache, at(500));
        mine.respond(response("second"), at(501)).unwrap();
        assert!(matches!(
            poll(&mut waiting, &Arc::default()),
            Poll::Ready(Ok(()))
        ));
        // Its life is counted from when it was asked for.
        assert_eq!(ready(&cache, at(450 + 539)).value, "second");
        let mine = fetch(&cache, at(450 + 540));
        // What cannot be replaced is used to its end.
        assert_eq!(
            mine.respond(response("\n"), at(1049)).unwrap().value,
            "second"
        );
        assert!(
            fetch(&cache, at(1050))
                .respond(response("\n"), at(1050))
                .is_err()
        );
    }

    #[test]
    fn a_token_without_an_end_is_kept() {
        let (cache, now) = (cache(), Instant::now());
        fetch(&cache, now).respond(response(""), now).unwrap();
        ready(&cache, now + Duration::from_secs(1 << 30));
    }

    #[test]
    fn a_refused_token_is_dropped_once() {
        let (cache, now) = (cache(), Instant::now());
        let first = fetch(&cache, now).respond(response("a"), now).unwrap();
        cache.refuse(&READ, &first);
        fetch(&cache, now).respond(response("b"), now).unwrap();
        cache.refuse(&READ, &first);
        assert_eq!(ready(&cache, now).value, "b");
    }

    #[test]
    fn every_scope_has_its_token() {
        let (cache, now) = (cache(), Instant::now());
        fetch(&cache, now).respond(response("r"), now).unwrap();
        let Turn::Fetch(other) = turn(&cache, &WRITE, now) else {
            panic!("the token of another scope was taken");
        };
        other.respond(response("w"), now).unwrap();
        assert_eq!(ready(&cache, now).value, "r");
    }
}
