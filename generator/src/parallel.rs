//! How is work shared among the cores of the machine, so that nobody can tell from the result?

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Calls `work` for each of `items` on as many threads as there are cores, and returns the results
/// in the order of the items. A thread takes the next item when it has finished one, so that large
/// items delay no others.
pub(crate) fn map<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let next = AtomicUsize::new(0);
    let take = || {
        let mut done = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(index) else {
                return done;
            };
            done.push((index, work(item)));
        }
    };
    let mut results = thread::scope(|scope| {
        let others: Vec<_> = (1..threads.min(items.len()))
            .map(|_| {
                thread::Builder::new()
                    .stack_size(STACK)
                    .spawn_scoped(scope, take)
            })
            .collect();
        let mut results = take();
        for other in others {
            // Where the system has no more threads, this one did the work.
            let Ok(other) = other else { continue };
            match other.join() {
                Ok(done) => results.extend(done),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        results
    });
    results.sort_unstable_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}

/// Frees a large tree on another thread, because that takes a while.
pub(crate) fn discard(rest: impl Send + 'static) {
    // Where the system has no more threads, it is freed here.
    let thread = thread::Builder::new().stack_size(STACK);
    let _ = thread.spawn(move || drop(rest));
}

/// Does `work` with something done beside it that it does not depend on.
pub(crate) fn beside<R>(aside: impl FnOnce() + Send, work: impl FnOnce() -> R) -> R {
    thread::scope(|scope| {
        // Where the system has no more threads, it is done later, when somebody asks for it.
        let thread = thread::Builder::new().stack_size(STACK);
        let _ = thread.spawn_scoped(scope, aside);
        work()
    })
}

/// Bytes of stack of a thread: as much as the main thread has on Linux. Documents nest.
const STACK: usize = 8 << 20;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_stand_in_the_order_of_the_items() {
        let items: Vec<usize> = (0..1000).collect();
        let squares = map(&items, |item| item * item);
        assert!(
            squares
                .iter()
                .copied()
                .eq(items.iter().map(|item| item * item))
        );
        assert!(map(&[], |item: &u8| *item).is_empty());
    }

    #[test]
    #[should_panic(expected = "the third")]
    fn a_panic_is_passed_on() {
        map(&[1, 2, 3], |item| assert_ne!(*item, 3, "the third"));
    }
}
