//! What becomes of ten thousand calls, and what is left of them?

use super::gate::Gate;
use super::process::{open_files, peak_memory};
use super::service::{self, Mode};
use participant_apis::twilio_proxy::types::Participant;
use participant_apis::{Error, Retries, twilio_proxy};
use std::collections::BTreeMap;
use std::sync::atomic::Ordering;
use std::time::Duration;

const SERVICE: &str = "KS0123456789abcdef0123456789ABCDEF";
const SESSION: &str = "KC0123456789abcdef0123456789ABCDEF";

const CALLS: usize = 10_000;

/// How many of them have a connection at a time. Each takes two files of this process, which is the
/// service too, and many systems allow 1024.
const PLACES: usize = 300;

/// The most bytes of a response.
const LIMIT: usize = 64 << 10;

fn client(url: &str, timeout: Duration) -> twilio_proxy::Client {
    twilio_proxy::Client::builder()
        .basic_auth("AC00000000000000000000000000000001", "the-auth-token")
        .base_url(url)
        .timeout(timeout)
        .body_limit(LIMIT)
        .retries(
            Retries::default()
                .at_most(3)
                .backoff(Duration::from_millis(1), Duration::from_millis(4)),
        )
        .transport(Gate::new(PLACES))
        .build()
        .expect("a client")
}

/// Whether the call ended as it has to.
fn is_right(mode: Mode, outcome: &Result<Participant, Error>) -> bool {
    let error = match outcome {
        Ok(participant) => {
            let good = participant.identifier.as_deref() == Some("good");
            return good && (mode as usize) <= Mode::SaysTooLittle as usize;
        }
        Err(error) => error,
    };
    let status = error.status().map(|status| status.as_u16());
    // A kept connection may end under any call, by what became of another one.
    let torn = error.is_interrupted() && status.is_none();
    torn || match mode {
        Mode::Endless | Mode::Gigabyte => error.is_body_too_large(),
        Mode::Circle => status == Some(302) && error.to_string().contains("redirects"),
        Mode::Elsewhere => status == Some(302),
        Mode::Overloaded => status == Some(503),
        Mode::Silent | Mode::Continues => error.is_timeout(),
        _ => false,
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_thousand_calls_end_as_they_have_to() {
    let (url, seen) = service::start();
    let memory = peak_memory();
    let patient = client(&url, Duration::from_secs(60));
    // What never ends has to be ended by the caller.
    let hasty = client(&url, Duration::from_millis(500));
    let files = open_files();

    let calls: Vec<_> = (0..CALLS)
        .map(|number| {
            let mode = Mode::of(number);
            let waits = matches!(mode, Mode::Silent | Mode::Continues);
            let client = if waits { &hasty } else { &patient }.clone();
            let sid = format!("KP{number:032x}");
            let call = async move {
                let request = client.fetch_participant(SERVICE, SESSION, sid.as_str());
                request.send().await
            };
            (mode, tokio::spawn(call))
        })
        .collect();
    let mut outcomes: BTreeMap<String, [usize; 2]> = BTreeMap::new();
    let mut made = [0; Mode::ALL.len()];
    for (mode, call) in calls {
        let outcome = call.await.expect("no call panics");
        assert!(is_right(mode, &outcome), "{mode:?}: {outcome:?}");
        made[mode as usize] += 1;
        let count = outcomes.entry(format!("{mode:?}")).or_default();
        count[usize::from(outcome.is_err())] += 1;
    }
    println!("calls by mode, those that succeeded and those that did not: {outcomes:?}");

    // Half of the service is well, and that half is not dragged along.
    let [good, torn] = outcomes["Good"];
    assert!(good > 20 * torn, "{good} good, {torn} torn");
    // Nobody was sent credentials who was not called.
    assert_eq!(seen.elsewhere.load(Ordering::SeqCst), 0);
    // A circle is five redirects long, and what is not repeated comes once.
    let once = [Mode::Endless, Mode::Gigabyte, Mode::Elsewhere];
    for mode in once {
        let most = made[mode as usize];
        assert!(seen.requests(mode) <= most + most / 10 + 10, "{mode:?}");
    }
    // Ten retries, and one for every ten successes, for each of the two clients.
    let requests: usize = Mode::ALL.iter().map(|mode| seen.requests(*mode)).sum();
    let redirects = made[Mode::Circle as usize] * 5;
    let successes: usize = outcomes.values().map(|[well, _]| well).sum();
    let retries = (requests - redirects).saturating_sub(CALLS);
    println!("{requests} requests: {redirects} redirects, {retries} retries");
    assert!(retries <= 10 + 10 + successes / 10, "{retries}");
    assert!(retries > 0);

    // Nothing stays behind: no connection, no file.
    drop((patient, hasty));
    for _ in 0..1000 {
        if seen.open.load(Ordering::SeqCst) == 0 && open_files() <= files {
            break;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    assert_eq!(seen.open.load(Ordering::SeqCst), 0, "connections are left");
    assert!(open_files() <= files, "{:?} > {files:?}", open_files());

    // 300 bodies at once of 64 KiB at most, ten thousand calls of some KiB each, and the service.
    if let (Some(before), Some(after)) = (memory, peak_memory()) {
        let grown = (after - before) >> 20;
        println!("memory grew by {grown} MiB at most");
        assert!(grown < 250, "{grown} MiB");
    }
}
