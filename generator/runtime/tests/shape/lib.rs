//! What the generator writes, written by hand: the proof that its shape compiles without a
//! warning and does over HTTP what it should.
#![forbid(unsafe_code)]
#![allow(
    missing_docs,
    reason = "generated code documents what its document describes"
)]

pub mod bandwidth_webrtc;
pub mod twilio_proxy;

mod runtime;

#[cfg(all(feature = "hyper", feature = "blocking"))]
pub use runtime::BlockingHyper;
#[cfg(all(feature = "reqwest", feature = "blocking"))]
pub use runtime::BlockingReqwest;
#[cfg(feature = "hyper")]
pub use runtime::Hyper;
#[cfg(feature = "reqwest")]
pub use runtime::Reqwest;
pub use runtime::{
    Async, Authorize, Body, BodyStream, BoxFuture, Caller, Checked, DateTime, Detached, Error,
    ErrorBody, InvalidText, Items, Limits, Maybe, Middleware, Operation, Paged, Pager, Pages,
    Parameter, Parts, Received, Redirects, Request, Response, ResponseFuture, ResponseStream,
    Retries, Status, Style, Text, Transport, Writer,
};
#[cfg(feature = "blocking")]
pub use runtime::{
    Blocking, BlockingItems, BlockingPages, BlockingResponseStream, BlockingTransport,
};
#[cfg(feature = "mock")]
pub use runtime::{Mock, MockRequest, MockResponse, Recorder};

#[cfg(test)]
#[cfg(feature = "hyper")]
mod server;
#[cfg(test)]
#[cfg(feature = "hyper")]
mod wire;
