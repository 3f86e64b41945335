//! Streamed responses.

use super::error::Error;
use super::exchange::{Exchange, Step};
use super::execute::pause;
#[cfg(feature = "blocking")]
use super::execute::pause_blocking;
#[cfg(feature = "blocking")]
use super::response_stream::{BlockingResponseStream, collect_blocking};
use super::response_stream::{ResponseStream, collect};
#[cfg(feature = "blocking")]
use super::transport::BlockingTransport;
use super::transport::Transport;
use http::Response;
use std::sync::Arc;

/// Sends a request and returns once the headers of a successful response are there. Any other
/// response is read whole because its body describes the error.
pub(crate) fn open(
    exchange: Exchange,
    transport: Arc<dyn Transport>,
) -> impl Future<Output = Result<Response<ResponseStream>, Error>> + Send {
    #[cfg(feature = "tracing")]
    let span = exchange.span();
    let response = opened(exchange, transport);
    #[cfg(feature = "tracing")]
    let response = tracing::Instrument::instrument(response, span);
    response
}

async fn opened(
    mut exchange: Exchange,
    transport: Arc<dyn Transport>,
) -> Result<Response<ResponseStream>, Error> {
    loop {
        match exchange.step() {
            Step::Send(request, limits) => {
                let result = match transport.send(request, limits).await {
                    Ok(response) if exchange.opens(response.status(), response.headers()) => {
                        return Ok(response);
                    }
                    Ok(response) => collect(response, limits.body).await,
                    Err(error) => Err(error),
                };
                exchange.arrived(result);
            }
            Step::Pause(reason) => pause(&mut exchange, &*transport, reason).await,
            Step::Done(outcome) => {
                return outcome
                    .map(|(response, _)| response.into_response().map(ResponseStream::from));
            }
        }
    }
}

/// Like [`open`], for blocking clients.
#[cfg(feature = "blocking")]
pub(crate) fn open_blocking(
    mut exchange: Exchange,
    transport: &dyn BlockingTransport,
) -> Result<Response<BlockingResponseStream>, Error> {
    #[cfg(feature = "tracing")]
    let _entered = exchange.span().entered();
    loop {
        match exchange.step() {
            Step::Send(request, limits) => {
                let result = match transport.send(request, limits) {
                    Ok(response) if exchange.opens(response.status(), response.headers()) => {
                        return Ok(response);
                    }
                    Ok(response) => collect_blocking(response, limits.body),
                    Err(error) => Err(error),
                };
                exchange.arrived(result);
            }
            Step::Pause(reason) => pause_blocking(&mut exchange, transport, reason),
            Step::Done(outcome) => {
                let response = outcome.map(|(response, _)| response.into_response());
                return response.map(|response| response.map(BlockingResponseStream::from));
            }
        }
    }
}
