//! Retries and their delays.

use super::chance;
use super::error::Error;
use super::retry_after::retry_after;
use http::Method;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

/// How often a call is retried, and the delays in between.
///
/// A request is retried if it did not reach the server; if the status is 429; and, for idempotent
/// methods (RFC 9110, section 9.2.2) and requests with an idempotency key, if the connection broke
/// or the status is 408, 500, 502, 503 or 504. `Retry-After` is respected, in seconds or as a date.
/// A request is not retried if the delay would exceed the timeout of the call, if its body is a
/// stream, or if the retry budget of the client is used up: after the first ten retries, one for
/// every ten calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retries {
    most: u32,
    first: Duration,
    longest: Duration,
    also: &'static [u16],
}

/// At most two retries, with random delays of up to 0.5 and 1 second.
impl Default for Retries {
    fn default() -> Self {
        Self {
            most: 2,
            first: Duration::from_millis(500),
            longest: Duration::from_secs(8),
            also: &[],
        }
    }
}

impl Retries {
    /// No retries.
    pub fn none() -> Self {
        Self::default().at_most(0)
    }

    /// The maximum number of retries.
    pub fn at_most(mut self, times: u32) -> Self {
        self.most = times;
        self
    }

    /// The base delay and the longest delay. The delay doubles with each retry, and a random part
    /// of it is used so that clients do not retry at the same time.
    pub fn backoff(mut self, first: Duration, longest: Duration) -> Self {
        self.first = first;
        self.longest = longest;
        self
    }

    /// Adds statuses for which an idempotent request is retried.
    pub fn statuses(mut self, statuses: &'static [u16]) -> Self {
        self.also = statuses;
        self
    }

    /// The delay before the next retry after this number of attempts; `None` if the request must
    /// not be retried.
    pub(crate) fn pause(&self, sent: u32, failure: &Error, repeatable: bool) -> Option<Duration> {
        if sent > self.most {
            return None;
        }
        // The status of a token endpoint says nothing about the request, which was not sent.
        let status = failure.status().filter(|_| !failure.is_authorization());
        let status = status.map(|status| status.as_u16());
        let again = match status {
            Some(429) => true,
            Some(408 | 500 | 502 | 503 | 504) => repeatable && failure.is_status(),
            Some(other) => repeatable && self.also.contains(&other) && failure.is_status(),
            None => failure.is_retryable() && (repeatable || !failure.request_sent()),
        };
        again.then(|| retry_after(failure.headers()).unwrap_or_else(|| self.jitter(sent)))
    }

    /// A random delay up to a bound that doubles.
    fn jitter(&self, sent: u32) -> Duration {
        let doubled = 2u32.saturating_pow(sent.saturating_sub(1));
        let bound = self.first.saturating_mul(doubled).min(self.longest);
        let micros = u64::try_from(bound.as_micros()).unwrap_or(u64::MAX);
        Duration::from_micros(chance::number() % micros.saturating_add(1).max(1))
    }
}

/// Returns whether a method is idempotent (RFC 9110, section 9.2.2; for `QUERY`,
/// draft-ietf-httpbis-safe-method-w-body, section 2).
pub(crate) fn may_be_repeated(method: &Method) -> bool {
    method.is_idempotent() || method.as_str() == "QUERY"
}

/// The retry budget, which all clones of a client share, so that retries do not overload a service
/// in trouble.
#[derive(Debug)]
pub(crate) struct Budget(AtomicU32);

impl Budget {
    const FULL: u32 = 100;
    const PRICE: u32 = 10;

    /// Takes the cost of a retry; false if the budget is used up.
    pub(crate) fn take(&self) -> bool {
        let take = |left: u32| left.checked_sub(Self::PRICE);
        let taken = self
            .0
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, take);
        taken.is_ok()
    }

    /// Every call without a retry adds to the budget.
    pub(crate) fn give(&self) {
        let give = |left: u32| (left < Self::FULL).then_some(left + 1);
        let _ = self
            .0
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, give);
    }
}

impl Default for Budget {
    fn default() -> Self {
        Self(AtomicU32::new(Self::FULL))
    }
}

#[cfg(test)]
mod tests {
    use super::super::error::Kind;
    use super::*;
    use bytes::Bytes;
    use http::header::{HeaderValue, RETRY_AFTER};
    use http::{HeaderMap, StatusCode};

    #[test]
    fn safe_and_idempotent_methods_may_be_repeated() {
        let query = Method::from_bytes(b"QUERY").unwrap();
        for method in [Method::GET, Method::PUT, Method::DELETE, query] {
            assert!(may_be_repeated(&method), "{method}");
        }
        let other = Method::from_bytes(b"SEARCH").unwrap();
        for method in [Method::POST, Method::PATCH, other] {
            assert!(!may_be_repeated(&method), "{method}");
        }
    }

    fn status(code: u16) -> Error {
        let status = StatusCode::from_u16(code).unwrap();
        Error::new(Kind::Status, "").responded(status, HeaderMap::new(), Bytes::new())
    }

    #[test]
    fn what_may_have_been_done_is_repeated_only_where_that_is_harmless() {
        let twice = Retries::default();
        let again = |failure: &Error, repeatable| twice.pause(1, failure, repeatable).is_some();
        for code in [408, 500, 502, 503, 504] {
            assert!(again(&status(code), true), "{code}");
            assert!(!again(&status(code), false), "{code}");
        }
        assert!(again(&status(429), false));
        for code in [302, 400, 401, 404, 409, 501] {
            assert!(!again(&status(code), true), "{code}");
        }
        let more = twice.statuses(&[409]);
        assert!(more.pause(1, &status(409), true).is_some());
        assert!(more.pause(1, &status(409), false).is_none());
        assert!(again(&Error::connect("refused"), false));
        assert!(again(&Error::interrupted("reset"), true));
        assert!(!again(&Error::interrupted("reset"), false));
        assert!(!again(&Error::new(Kind::InvalidRequest, ""), true));
        let large = Error::body_too_large(StatusCode::SERVICE_UNAVAILABLE, 1);
        assert!(!again(&large, true));
    }

    #[test]
    fn waiting_doubles_up_to_a_bound() {
        let (first, longest) = (Duration::from_millis(100), Duration::from_millis(300));
        let retries = Retries::default().at_most(3).backoff(first, longest);
        let failure = status(503);
        let most = |sent: u32| {
            let pauses = (0..500).map(|_| retries.pause(sent, &failure, true).unwrap());
            pauses.max().unwrap().as_millis()
        };
        assert!((50..=100).contains(&most(1)));
        assert!((100..=200).contains(&most(2)));
        assert!((200..=300).contains(&most(3)));
        assert_eq!(retries.pause(4, &failure, true), None);
        assert_eq!(Retries::none().pause(1, &failure, true), None);
        let never = retries.backoff(Duration::ZERO, Duration::ZERO);
        assert_eq!(never.pause(1, &failure, true), Some(Duration::ZERO));
    }

    #[test]
    fn the_server_may_say_how_long() {
        let mut headers = HeaderMap::new();
        headers.insert(RETRY_AFTER, HeaderValue::from_static("7"));
        let status = StatusCode::TOO_MANY_REQUESTS;
        let failure = Error::new(Kind::Status, "").responded(status, headers, Bytes::new());
        let pause = Retries::default().pause(1, &failure, false);
        assert_eq!(pause, Some(Duration::from_secs(7)));
    }

    #[test]
    fn a_budget_ends_and_comes_back() {
        let budget = Budget::default();
        assert_eq!((0..50).filter(|_| budget.take()).count(), 10);
        for _ in 0..9 {
            budget.give();
        }
        assert!(!budget.take());
        budget.give();
        assert!(budget.take());
        for _ in 0..1000 {
            budget.give();
        }
        assert_eq!((0..50).filter(|_| budget.take()).count(), 10);
    }
}
