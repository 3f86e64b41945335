// Made by bindery; changes are overwritten.

//! The clock.
//!
//! The clocks of the standard library panic on `wasm32-unknown-unknown`. There, time does not
//! advance: deadlines are left to the transport.

#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
pub(crate) use std::time::Instant;

#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
pub(crate) use still::Instant;

/// Seconds since 1970, if there is a clock.
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
pub(crate) fn unix() -> Option<u64> {
    let now = std::time::SystemTime::now();
    let since = now.duration_since(std::time::UNIX_EPOCH).ok()?;
    Some(since.as_secs())
}

/// Seconds since 1970, if there is a clock.
#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
pub(crate) fn unix() -> Option<u64> {
    None
}

/// A clock that does not advance.
#[cfg(any(test, all(target_arch = "wasm32", target_os = "unknown")))]
#[cfg_attr(
    test,
    allow(dead_code, reason = "it is tested where the runtime is developed")
)]
mod still {
    use std::time::Duration;

    /// All instants are equal.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub(crate) struct Instant;

    impl Instant {
        pub(crate) fn now() -> Self {
            Self
        }

        pub(crate) fn saturating_duration_since(&self, _: Self) -> Duration {
            Duration::ZERO
        }

        pub(crate) fn elapsed(&self) -> Duration {
            Duration::ZERO
        }

        #[allow(dead_code, reason = "only tokens and waiting look ahead")]
        pub(crate) fn checked_add(&self, _: Duration) -> Option<Self> {
            Some(*self)
        }
    }
}
