//! The state of a call, independent of a connection.
//!
//! It states the next step and takes the outcome. So redirects, retries and deadlines are the
//! same for asynchronous and blocking clients.

use super::auth::{Applied, Signed, Used};
use super::body::Body;
use super::clock::Instant;
use super::error::{Error, Kind};
use super::operation::Operation;
#[cfg(feature = "mock")]
use super::redact::Called;
use super::redirects::{Hop, is_redirect, keep_public};
use super::response::Response;
use super::retry::may_be_repeated;
use super::settings::Settings;
use super::token::{Fetch, Token, Waiting};
#[cfg(feature = "tracing")]
use super::trace::Trace;
use super::transport::Limits;
use bytes::Bytes;
use http::{HeaderMap, Request, StatusCode, Uri};
use std::sync::Arc;
use std::time::Duration;

/// The largest number of redirects of a request.
const HOPS: u8 = 5;

/// A call in progress.
pub(crate) struct Exchange {
    settings: Arc<Settings>,
    operation: &'static Operation,
    /// Without credentials, which are added each time it is sent.
    request: Request<Body>,
    streamed: bool,
    /// Whether a redirect is the result, which is not followed.
    ends_with_redirect: bool,
    state: State,
    /// The result, until it is taken.
    outcome: Option<Outcome>,
    began: Instant,
    /// When the latest request was sent.
    sent: Instant,
    /// The number of times that this request was sent, not counting redirects.
    times: u32,
    hops: u8,
    /// Whether a redirect led to another scheme, host or port, where nothing is sent that is meant for
    /// the API. A later redirect back does not change that.
    abroad: bool,
    tokens: Fetched,
    #[cfg(feature = "tracing")]
    trace: Trace,
}

/// The tokens and credentials of a call.
#[derive(Default)]
struct Fetched {
    /// The token request in progress.
    fetching: Option<Box<dyn Fetch>>,
    /// The token just received, for the next request.
    fresh: Option<Token>,
    /// The token in the latest request.
    used: Option<Box<Used>>,
    /// Whether a token was replaced because the API had rejected it.
    renewed: bool,
    /// What signed the request, if anything did.
    signed: Option<Box<Signatures>>,
    /// Whether the latest request had no credentials.
    absent: bool,
    /// The number of failed token requests.
    failures: u32,
}

/// The signed requests of a call.
#[derive(Default)]
struct Signatures {
    /// The latest request.
    latest: Option<Signed>,
    /// How often the request was sent again because of a challenge.
    replays: u32,
    /// Why the latest challenge was not met.
    unmet: Option<String>,
}

/// How often a call sends a request again because of a challenge: once with credentials, and once
/// with new ones if the server has let the first expire.
const REPLAYS: u32 = 2;

/// The size limit of a token response in bytes.
const TOKEN_LIMIT: usize = 1 << 20;

/// A response and its URL.
pub(crate) type Outcome = Result<(Response, Uri), Error>;

enum State {
    Ready,
    /// The result, unless a retry after this delay succeeds.
    Failed(Duration, Error),
    Done,
}

/// The next step.
pub(crate) enum Step {
    /// Send this request, and report the outcome to [`arrived`](Exchange::arrived).
    Send(Request<Body>, Limits),
    /// Wait, which few calls have to.
    Pause(Pause),
    /// The call is finished.
    Done(Outcome),
}

/// The reason to wait.
pub(crate) enum Pause {
    /// Wait for this time, or [`give_up`](Exchange::give_up).
    Time(Duration),
    /// Wait for another call, not longer than this, and report the outcome to
    /// [`joined`](Exchange::joined).
    Call(Waiting, Duration),
}

impl Exchange {
    /// The call of an operation.
    pub(crate) fn of<R: super::request::Request>(settings: &Arc<Settings>, request: &R) -> Self {
        let request = settings.bare(request);
        Self {
            ends_with_redirect: R::ENDS_WITH_REDIRECT,
            ..Self::new(Arc::clone(settings), R::OPERATION, request, false)
        }
    }

    /// Creates a call that has not begun. If it is `streamed`, the caller asks whether the response
    /// [`opens`](Self::opens).
    pub(crate) fn new(
        settings: Arc<Settings>,
        operation: &'static Operation,
        request: Result<Request<Body>, Error>,
        streamed: bool,
    ) -> Self {
        let request = request.and_then(|mut request| {
            let key = settings.idempotency_key.as_ref();
            let added = settings.added.apply(&mut request, key);
            let refused = |problem| Error::new(Kind::InvalidRequest, problem).of(operation);
            added.map_err(refused)?;
            settings.identify(&mut request);
            Ok(request)
        });
        let (request, state, outcome) = match request {
            Ok(request) => (request, State::Ready, None),
            Err(error) => (Request::default(), State::Done, Some(Err(error))),
        };
        let now = Instant::now();
        Self {
            #[cfg(feature = "tracing")]
            trace: Trace::new(settings.api, operation, &request),
            settings,
            operation,
            request,
            streamed,
            ends_with_redirect: false,
            state,
            outcome,
            began: now,
            sent: now,
            times: 0,
            hops: 0,
            abroad: false,
            tokens: Fetched::default(),
        }
    }

    /// The span of the call.
    #[cfg(feature = "tracing")]
    pub(crate) fn span(&self) -> tracing::Span {
        self.trace.span()
    }

    /// Returns the next step.
    pub(crate) fn step(&mut self) -> Step {
        let step = self.next();
        // A call that fetches a token does not send its own request.
        #[cfg(feature = "tracing")]
        if self.tokens.fetching.is_none() {
            let about = match &self.state {
                State::Failed(_, error) => Some(error),
                _ => None,
            };
            self.trace.step(&step, about);
        }
        step
    }

    fn next(&mut self) -> Step {
        match &mut self.state {
            State::Ready => self.ready().unwrap_or_else(|error| Step::Done(Err(error))),
            State::Failed(pause, _) => Step::Pause(Pause::Time(*pause)),
            State::Done => {
                let over = || Err(Error::new(Kind::Interrupted, "the call is over"));
                Step::Done(self.outcome.take().unwrap_or_else(over))
            }
        }
    }

    fn end(&mut self, outcome: Outcome) {
        self.state = State::Done;
        self.outcome = Some(outcome);
    }

    /// Returns the request to send now, or the step that has to precede it.
    fn ready(&mut self) -> Result<Step, Error> {
        let now = Instant::now();
        let timeout = self.left(now).ok_or_else(|| self.late())?;
        let limits = Limits {
            timeout,
            streamed: self.streamed,
            ..self.settings.limits
        };
        if self.abroad {
            return self.ready_abroad(limits);
        }
        let (mut request, fresh) = (self.request.clone(), self.tokens.fresh.take());
        let dressed = self
            .settings
            .dress(self.operation, &mut request, fresh, now)?;
        let chosen = match dressed {
            Applied::Whole(chosen) => chosen,
            Applied::Wait(waiting) => return Ok(Step::Pause(Pause::Call(waiting, timeout))),
            Applied::Fetch(fetch) => {
                let request = fetch.request().map(Body::from);
                self.tokens.fetching = Some(fetch);
                let limits = Limits {
                    body: limits.body.min(TOKEN_LIMIT),
                    streamed: false,
                    ..limits
                };
                return Ok(Step::Send(request, limits));
            }
        };
        self.pass_middleware(&mut request)?;
        let credentials = &self.settings.credentials;
        let (request, signed) = credentials.sign(&chosen, self.operation, request)?;
        if let Some(signed) = signed {
            self.tokens.signed.get_or_insert_default().latest = Some(signed);
        }
        self.tokens.absent = credentials.are_absent(&chosen, request.headers());
        self.tokens.used = chosen.used.map(Box::new);
        Ok(self.send(request, limits))
    }

    /// Like [`ready`](Self::ready), for a host that a redirect led to: without credentials, and without
    /// headers of the client, the call or middleware.
    fn ready_abroad(&mut self, limits: Limits) -> Result<Step, Error> {
        let mut request = self.request.clone();
        self.settings.dress_bare(self.operation, &mut request);
        self.pass_middleware(&mut request)?;
        keep_public(request.headers_mut());
        self.tokens.absent = false;
        Ok(self.send(request, limits))
    }

    fn pass_middleware(&self, request: &mut Request<Body>) -> Result<(), Error> {
        #[cfg(feature = "mock")]
        request.extensions_mut().insert(Called {
            api: self.settings.api,
            operation: self.operation,
        });
        for middleware in &self.settings.middleware {
            let passed = middleware.before(self.operation, request);
            passed.map_err(|error| error.of(self.operation))?;
        }
        Ok(())
    }

    fn send(&mut self, request: Request<Body>, limits: Limits) -> Step {
        self.times += 1;
        // Reading the clock has a cost, and only middleware needs the elapsed time.
        if !self.settings.middleware.is_empty() {
            self.sent = Instant::now();
        }
        Step::Send(request, limits)
    }

    /// The timeout is that of the whole call, so each request gets what is left of it.
    fn left(&self, now: Instant) -> Option<Duration> {
        let timeout = self.settings.limits.timeout;
        let left = timeout.checked_sub(now.saturating_duration_since(self.began));
        left.filter(|left| !left.is_zero())
    }

    /// Before the first request, nothing was sent.
    fn late(&self) -> Error {
        let error = Error::new(Kind::Timeout, "no time is left to send the request");
        let error = error.of(self.operation);
        if self.times == 0 && self.hops == 0 {
            error
        } else {
            error.sent()
        }
    }

    /// Returns whether the caller reads this response as a stream. Middleware has seen it then.
    #[allow(dead_code, reason = "not every API has streamed responses")]
    pub(crate) fn opens(&self, status: StatusCode, headers: &HeaderMap) -> bool {
        let opens = self.streamed && self.tokens.fetching.is_none() && status.is_success();
        if opens {
            let signed = self.tokens.signed.as_ref();
            if let Some(signed) = signed.and_then(|it| it.latest.as_ref()) {
                let _ = signed.received(status, headers);
            }
            self.report(Ok((status, headers)));
            self.settings.budget.give();
        }
        opens
    }

    /// Takes the outcome of the request.
    pub(crate) fn arrived(&mut self, result: Result<http::Response<Bytes>, Error>) {
        if let Some(fetch) = self.tokens.fetching.take() {
            return match fetch.respond(result, Instant::now()) {
                Ok(token) => self.tokens.fresh = Some(token),
                Err(error) => self.without_token(error),
            };
        }
        let result = result.map_err(|error| error.of(self.operation));
        self.report(match &result {
            Ok(response) => Ok((response.status(), response.headers())),
            Err(error) => Err(error),
        });
        let used = self.tokens.used.take();
        let response = match result {
            Ok(response) if self.renews(&response, used) => return,
            Ok(response) if self.replays(&response) => return,
            Ok(response) if self.ends_with_redirect && is_redirect(response.status()) => {
                Ok(Response::redirect(self.operation, response))
            }
            Ok(response) => match self.settings.redirects.target(&self.request, &response) {
                Some(Ok(_)) if self.hops == HOPS => Err(self.endless(response)),
                Some(Ok(hop)) => return self.follow(hop),
                Some(Err(why)) => self.received(response).map_err(|error| error.noting(why)),
                None => self.received(response),
            },
            Err(error) => Err(error),
        };
        match response {
            Ok(response) => {
                self.settings.budget.give();
                let url = std::mem::take(self.request.uri_mut());
                self.end(Ok((response, url)));
            }
            Err(error) => self.fail(error),
        }
    }

    fn received(&self, response: http::Response<Bytes>) -> Result<Response, Error> {
        let most = self.settings.limits.decoded;
        let response = Response::limited(self.operation, response, most);
        response.map_err(|error| self.advised(error))
    }

    fn follow(&mut self, hop: Hop) {
        self.hops += 1;
        self.times = 0;
        if hop.crosses && !self.abroad {
            self.abroad = true;
            keep_public(self.request.headers_mut());
        }
        *self.request.uri_mut() = hop.target;
        self.state = State::Ready;
    }

    /// Adds to a 401 why its challenge was not met, or, for a request without credentials, which
    /// schemes the document lists.
    fn advised(&self, error: Error) -> Error {
        let signed = self.tokens.signed.as_ref();
        if let Some(why) = signed.and_then(|it| it.unmet.as_ref()) {
            return error.noting(why);
        }
        if !self.tokens.absent || !error.is_unauthorized() {
            return error;
        }
        error.noting(&self.settings.credentials.hint(self.operation))
    }

    /// Ends the call with this error, unless it may be retried.
    fn fail(&mut self, error: Error) {
        match self.pause(&error) {
            Some(pause) => self.state = State::Failed(pause, error),
            None => self.end(Err(error)),
        }
    }

    /// Returns whether the request is sent again with another token because the API rejected this
    /// one.
    fn renews(&mut self, response: &http::Response<Bytes>, used: Option<Box<Used>>) -> bool {
        let unauthorized = response.status() == StatusCode::UNAUTHORIZED;
        let Some(used) = used.filter(|_| unauthorized && !self.tokens.renewed) else {
            return false;
        };
        used.refuse();
        self.tokens.renewed = true;
        self.request.body().bytes().is_some()
    }

    /// Returns whether the request is sent again because what signed it has new credentials.
    fn replays(&mut self, response: &http::Response<Bytes>) -> bool {
        let Some(signatures) = &mut self.tokens.signed else {
            return false;
        };
        let Some(signed) = signatures.latest.take() else {
            return false;
        };
        let unmet = match signed.received(response.status(), response.headers()) {
            Ok(false) => return false,
            Err(why) => why,
            Ok(true) if signatures.replays == REPLAYS => {
                "the server rejected new credentials too".to_owned()
            }
            Ok(true) if self.request.body().bytes().is_none() => {
                "the body is a stream, which cannot be sent again with new credentials".to_owned()
            }
            Ok(true) => {
                signatures.replays += 1;
                return true;
            }
        };
        signatures.unmet = Some(unmet);
        false
    }

    /// Takes the outcome of another call; `None` after a timeout.
    pub(crate) fn joined(&mut self, result: Option<Result<(), Error>>) {
        match result {
            Some(Ok(())) => {}
            Some(Err(error)) => self.without_token(error),
            None => self.end(Err(self.late())),
        }
    }

    fn without_token(&mut self, error: Error) {
        let error = error.of(self.operation);
        self.tokens.failures += 1;
        self.fail(error);
    }

    fn report(&self, outcome: super::middleware::Outcome<'_>) {
        #[cfg(feature = "tracing")]
        if let Ok((status, _)) = outcome {
            self.trace.responded(status);
        }
        for middleware in &self.settings.middleware {
            middleware.after(self.operation, outcome, self.sent.elapsed());
        }
    }

    /// The delay before a retry, if there is one.
    fn pause(&self, error: &Error) -> Option<Duration> {
        self.request.body().bytes()?;
        let replays = self.tokens.signed.as_ref().map_or(0, |it| it.replays);
        let times = (self.times + self.tokens.failures).saturating_sub(replays);
        let pause = self
            .settings
            .retries
            .pause(times, error, self.repeatable())?;
        let left = self.left(Instant::now()).is_some_and(|left| left > pause);
        (left && self.settings.budget.take()).then_some(pause)
    }

    /// Returns whether sending the request twice has the effect of sending it once.
    fn repeatable(&self) -> bool {
        let method = self.request.method();
        may_be_repeated(method) || self.settings.is_keyed(self.request.headers())
    }

    /// The delay has passed.
    pub(crate) fn waited(&mut self) {
        self.state = State::Ready;
    }

    /// The transport cannot wait: the call ends as without a retry.
    pub(crate) fn give_up(&mut self) {
        if let State::Failed(_, error) = std::mem::replace(&mut self.state, State::Ready) {
            self.end(Err(error));
        }
    }

    fn endless(&self, response: http::Response<Bytes>) -> Error {
        let (parts, body) = response.into_parts();
        Error::new(Kind::Status, format!("more than {HOPS} redirects"))
            .of(self.operation)
            .responded(parts.status, parts.headers, body)
    }
}
