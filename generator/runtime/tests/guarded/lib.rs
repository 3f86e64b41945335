//! What the generator writes for an API with every kind of credentials and several servers, and
//! what it does over HTTP.
#![forbid(unsafe_code)]
#![allow(
    missing_docs,
    reason = "generated code documents what its document describes"
)]

// Its text is the generator's to the byte.
#[rustfmt::skip]
#[path = "../../../tests/pass/guarded/mod.rs"]
pub mod guarded;

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
    Async, Authorize, AwsSigV4, Body, BodyStream, BoxFuture, Caller, ClientCredentials, Detached,
    Download, Downloader, Error, ErrorBody, InvalidText, Limits, Maybe, Middleware, Opener,
    Opening, Operation, Parameter, Parts, RawRequest, Redirects, Request, Response, ResponseFuture,
    ResponseStream, Retries, Status, Style, Transport, Writer,
};
#[cfg(feature = "blocking")]
pub use runtime::{Blocking, BlockingDownload, BlockingResponseStream, BlockingTransport};
#[cfg(feature = "mock")]
pub use runtime::{Mock, MockRequest, MockResponse, Recorder};

#[cfg(test)]
#[cfg(feature = "hyper")]
mod alternatives;
#[cfg(test)]
#[cfg(all(feature = "hyper", feature = "blocking"))]
mod blocking;
#[cfg(test)]
mod servers;
#[cfg(test)]
#[cfg(feature = "hyper")]
mod service;
#[cfg(test)]
#[cfg(feature = "hyper")]
mod signatures;
#[cfg(test)]
#[cfg(feature = "hyper")]
mod tokens;
