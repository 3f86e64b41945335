//! Is there enough stack for what serde needs for a deeply nested schema?

use std::io;
use std::thread::{self, Scope, ScopedJoinHandle};

/// The stack that the deepest permitted tree needs in a build without optimisation, with a margin.
/// `openapiv3` buffers each level of a schema several times.
const BYTES: usize = 64 << 20;

/// Runs `work` on a thread with a large stack; the caller's may be as small as a test's. Where no
/// thread can be had, the caller's has to do.
pub(crate) fn with_room<T: Send>(work: impl Fn() -> T + Send + Sync) -> T {
    thread::scope(|scope| end(begin(scope, &work), &work))
}

/// The same for two at a time.
pub(crate) fn both_with_room<A: Send, B: Send>(
    one: impl Fn() -> A + Send + Sync,
    other: impl Fn() -> B + Send + Sync,
) -> (A, B) {
    thread::scope(|scope| {
        let begun = (begin(scope, &one), begin(scope, &other));
        (end(begun.0, &one), end(begun.1, &other))
    })
}

type Begun<'scope, T> = io::Result<ScopedJoinHandle<'scope, T>>;

fn begin<'scope, T: Send + 'scope>(
    scope: &'scope Scope<'scope, '_>,
    work: &'scope (impl Fn() -> T + Sync),
) -> Begun<'scope, T> {
    let thread = thread::Builder::new().stack_size(BYTES);
    thread.spawn_scoped(scope, work)
}

fn end<T>(begun: Begun<'_, T>, work: impl Fn() -> T) -> T {
    match begun.map(ScopedJoinHandle::join) {
        Ok(Ok(done)) => done,
        Ok(Err(panic)) => std::panic::resume_unwind(panic),
        Err(_) => work(),
    }
}
