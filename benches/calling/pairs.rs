//! What is the ratio of both calls, when they take turns?

use super::{client, plain, runtime, sample, started};
use std::time::Instant;
use tokio::runtime::Runtime;

/// Batches of each kind, and calls in a batch: short enough that what else the machine does falls on both.
const BATCHES: usize = 200;
const CALLS: usize = 200;

/// Times batches in turns, and prints the medians and the median of the ratios, pair by pair.
pub fn print() {
    let (runtime, one) = (runtime(), started());
    let (by_hand, generated) = (plain::client(), client(started()));
    let [of_service, of_session, sid] = sample::SIDS;
    let (mut times, mut ratios) = ([Vec::new(), Vec::new()], Vec::new());
    for _ in 0..BATCHES {
        let plain = batch(&runtime, || plain::fetch(&by_hand, one, sample::SIDS));
        let ours = batch(&runtime, || {
            generated
                .fetch_participant(of_service, of_session, sid)
                .send()
        });
        times[0].push(plain);
        times[1].push(ours);
        ratios.push(ours / plain);
    }
    let [plain, ours] = times.map(median);
    let ratio = median(ratios);
    println!("by hand {plain:.2} µs, generated {ours:.2} µs, ratio in turns {ratio:.3}");
}

/// Microseconds for a call.
fn batch<T, E: std::fmt::Debug, F: Future<Output = Result<T, E>>>(
    runtime: &Runtime,
    call: impl Fn() -> F,
) -> f64 {
    let began = Instant::now();
    for _ in 0..CALLS {
        runtime.block_on(call()).unwrap();
    }
    began.elapsed().as_secs_f64() * 1e6 / CALLS as f64
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
