//! Who does what an exchange asks for?

use super::exchange::{Exchange, Outcome, Step};
use super::incoming::collect;
#[cfg(feature = "blocking")]
use super::incoming::collect_blocking;
use super::token::join;
#[cfg(feature = "blocking")]
use super::token::join_blocking;
#[cfg(feature = "blocking")]
use super::transport::BlockingTransport;
use super::transport::Transport;
use std::sync::Arc;
use std::time::Duration;

/// Carries a call out by a transport. The one such function, whatever the operation.
pub(crate) fn execute(
    exchange: Exchange,
    transport: Arc<dyn Transport>,
) -> impl Future<Output = Outcome> + Send {
    #[cfg(feature = "tracing")]
    let span = exchange.span();
    let outcome = exchanged(exchange, transport);
    #[cfg(feature = "tracing")]
    let outcome = tracing::Instrument::instrument(outcome, span);
    outcome
}

async fn exchanged(mut exchange: Exchange, transport: Arc<dyn Transport>) -> Outcome {
    loop {
        match exchange.step() {
            Step::Send(request, limits) => {
                let result = match transport.send(request, limits).await {
                    Ok(response) => collect(response, limits.body).await,
                    Err(error) => Err(error),
                };
                exchange.arrived(result);
            }
            Step::Wait(time) => wait(&mut exchange, &*transport, time).await,
            Step::Join(waiting, time) => {
                exchange.joined(join(waiting, time, &*transport).await);
            }
            Step::Done(outcome) => return outcome,
        }
    }
}

/// Lets time pass, if there is somebody who can.
pub(crate) async fn wait(exchange: &mut Exchange, transport: &dyn Transport, time: Duration) {
    match transport.sleep(time) {
        Some(sleep) => {
            sleep.await;
            exchange.waited();
        }
        None => exchange.give_up(),
    }
}

/// As [`execute`], in the caller's thread.
#[cfg(feature = "blocking")]
pub(crate) fn execute_blocking(
    mut exchange: Exchange,
    transport: &dyn BlockingTransport,
) -> Outcome {
    #[cfg(feature = "tracing")]
    let _entered = exchange.span().entered();
    loop {
        match exchange.step() {
            Step::Send(request, limits) => {
                let response = transport.send(request, limits);
                let result = response.and_then(|body| collect_blocking(body, limits.body));
                exchange.arrived(result);
            }
            Step::Wait(time) => {
                transport.sleep(time);
                exchange.waited();
            }
            Step::Join(waiting, time) => exchange.joined(join_blocking(waiting, time)),
            Step::Done(outcome) => return outcome,
        }
    }
}
