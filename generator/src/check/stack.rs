//! Is there enough stack for what serde needs for a deeply nested schema?

/// What the deepest tree that `load` lets through takes in a build without optimisation, with
/// room to spare. `openapiv3` buffers each level of a schema several times.
const BYTES: usize = 64 << 20;

/// Runs `work` on a thread with a large stack; the caller's may be as small as a test's. Where no
/// thread can be had, the caller's has to do.
pub(crate) fn with_room<T: Send>(work: impl Fn() -> T + Send + Sync) -> T {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new()
            .stack_size(BYTES)
            .spawn_scoped(scope, &work);
        match thread.map(|thread| thread.join()) {
            Ok(Ok(done)) => done,
            Ok(Err(panic)) => std::panic::resume_unwind(panic),
            Err(_) => work(),
        }
    })
}
