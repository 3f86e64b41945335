//! Execution of calls by a transport.

use super::exchange::{Exchange, Outcome, Pause, Step};
use super::response_stream::collect;
#[cfg(feature = "blocking")]
use super::response_stream::collect_blocking;
use super::token::join;
#[cfg(feature = "blocking")]
use super::token::join_blocking;
#[cfg(feature = "blocking")]
use super::transport::BlockingTransport;
use super::transport::{BoxFuture, Transport};
use std::sync::Arc;

/// Executes a call by a transport. All operations share this function.
///
/// A future is copied with its contents, so it holds only what it needs while it waits. An `async
/// fn` would hold its arguments twice.
pub(crate) fn execute(
    mut exchange: Exchange,
    transport: Arc<dyn Transport>,
) -> impl Future<Output = Outcome> + Send {
    #[cfg(feature = "tracing")]
    let span = exchange.span();
    let outcome = async move {
        loop {
            let (sent, most) = match exchange.step() {
                Step::Send(request, limits) => (transport.send(request, limits), limits.body),
                Step::Pause(reason) => {
                    pause(&mut exchange, &*transport, reason).await;
                    continue;
                }
                Step::Done(outcome) => return outcome,
            };
            let response = match sent.await {
                Ok(response) => response,
                Err(error) => {
                    exchange.arrived(Err(error));
                    continue;
                }
            };
            let result = collect(response, most).await;
            exchange.arrived(result);
        }
    };
    #[cfg(feature = "tracing")]
    let outcome = tracing::Instrument::instrument(outcome, span);
    outcome
}

/// Waits as the exchange asks for. The future is boxed, so that other calls need no room for it.
pub(crate) fn pause<'a>(
    exchange: &'a mut Exchange,
    transport: &'a dyn Transport,
    reason: Pause,
) -> BoxFuture<'a, ()> {
    Box::pin(async move {
        match reason {
            Pause::Time(time) => match transport.sleep(time) {
                Some(sleep) => {
                    sleep.await;
                    exchange.waited();
                }
                // The transport cannot wait.
                None => exchange.give_up(),
            },
            Pause::Call(waiting, time) => exchange.joined(join(waiting, time, transport).await),
        }
    })
}

/// Like [`execute`], for blocking clients.
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
            Step::Pause(reason) => pause_blocking(&mut exchange, transport, reason),
            Step::Done(outcome) => return outcome,
        }
    }
}

/// Like [`pause`], for blocking clients.
#[cfg(feature = "blocking")]
pub(crate) fn pause_blocking(
    exchange: &mut Exchange,
    transport: &dyn BlockingTransport,
    reason: Pause,
) {
    match reason {
        Pause::Time(time) => {
            transport.sleep(time);
            exchange.waited();
        }
        Pause::Call(waiting, time) => exchange.joined(join_blocking(waiting, time)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::body::Body;
    use super::super::builder::Builder;
    use super::super::error::{Error, Kind};
    use super::super::operation::{Api, Operation};
    use super::super::response_stream::ResponseStream;
    use super::super::transport::Limits;
    use super::*;
    use http::{Request, Response};

    const API: Api = Api {
        name: "files",
        servers: &["https://api.example"],
        user_agent: "test",
        schemes: &[],
    };

    const OPERATION: &Operation = &Operation {
        id: "list",
        method: "GET",
        path: "/files",
        accept: "",
        security: &[],
        errors: &[],
    };

    /// The largest block that the allocator of Linux serves from its thread cache.
    const AT_HAND: usize = 1032;

    /// The additional size with the feature.
    #[cfg(not(feature = "tracing"))]
    const TRACED: usize = 0;
    #[cfg(feature = "tracing")]
    const TRACED: usize = size_of::<super::super::trace::Trace>() + size_of::<tracing::Span>();

    #[derive(Debug)]
    struct Nowhere;

    impl Transport for Nowhere {
        fn send(
            &self,
            _: Request<Body>,
            _: Limits,
        ) -> BoxFuture<'_, Result<Response<ResponseStream>, Error>> {
            Box::pin(async { Err(Error::new(Kind::Connect, "nobody is there")) })
        }
    }

    #[test]
    fn a_call_takes_memory_that_is_kept_at_hand() {
        let settings = Builder::new(&API).settings().unwrap();
        let exchange = Exchange::new(settings, OPERATION, Ok(Request::default()), false);
        let call = execute(exchange, Arc::new(Nowhere));
        let size = size_of_val(&call);
        assert!(size <= AT_HAND + TRACED, "{size}");
    }
}
