// Made by bindery; changes are overwritten.

//! When is a request sent again, and after what time?

use super::chance;
use super::error::Error;
use super::retry_after::retry_after;
use http::Method;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

/// How often a call is tried, and how long it waits in between.
///
/// Sent again is what did not reach the server; what the server responded with 429, as it then
/// did nothing; and, for methods that may be repeated (RFC 9110, section 9.2.2) and requests
/// with an idempotency key, what broke off or was answered with 408, 500, 502, 503 or 504.
/// `Retry-After` is respected, in seconds and as a date. Nothing is sent again when the waiting
/// would take longer than the call may, when a stream was part of it, and when too many of the
/// client's latest calls had to be repeated: one in ten may, after the first ten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retries {
    most: u32,
    first: Duration,
    longest: Duration,
    also: &'static [u16],
}

/// Twice at most, after half a second and twice that, less by chance.
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
    /// Every request is sent once.
    pub fn none() -> Self {
        Self::default().at_most(0)
    }

    /// How often a request is sent again.
    pub fn at_most(mut self, times: u32) -> Self {
        self.most = times;
        self
    }

    /// How long to wait before the first retry, and the longest before any: twice as long
    /// each time, and of that a part by chance, so that clients do not come all at once.
    pub fn backoff(mut self, first: Duration, longest: Duration) -> Self {
        self.first = first;
        self.longest = longest;
        self
    }

    /// Statuses after which a request is sent again beside the usual ones, if it may be repeated.
    pub fn statuses(mut self, statuses: &'static [u16]) -> Self {
        self.also = statuses;
        self
    }

    /// How long to wait before a request that was sent so many times is sent again; nothing
    /// where it must not be.
    pub(crate) fn pause(&self, sent: u32, failure: &Error, repeatable: bool) -> Option<Duration> {
        if sent > self.most {
            return None;
        }
        // The status of a service that gives tokens says nothing about the request, which waits.
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

    /// Anything from nothing to a bound that doubles.
    fn jitter(&self, sent: u32) -> Duration {
        let doubled = 2u32.saturating_pow(sent.saturating_sub(1));
        let bound = self.first.saturating_mul(doubled).min(self.longest);
        let micros = u64::try_from(bound.as_micros()).unwrap_or(u64::MAX);
        Duration::from_micros(chance::number() % micros.saturating_add(1).max(1))
    }
}

/// Whether a request of this method does the same when it comes twice (RFC 9110, section 9.2.2;
/// `QUERY` by its draft, draft-ietf-httpbis-safe-method-w-body, section 2).
pub(crate) fn may_be_repeated(method: &Method) -> bool {
    method.is_idempotent() || method.as_str() == "QUERY"
}

/// What is left for retries. All clones of a client share it, so that a service in trouble is
/// not called several times as often as one that is well.
#[derive(Debug)]
pub(crate) struct Budget(AtomicU32);

impl Budget {
    const FULL: u32 = 100;
    const PRICE: u32 = 10;

    /// Takes what a retry costs; false when there is too little.
    pub(crate) fn take(&self) -> bool {
        let take = |left: u32| left.checked_sub(Self::PRICE);
        let taken = self
            .0
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, take);
        taken.is_ok()
    }

    /// Every call that needed none adds a little.
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
