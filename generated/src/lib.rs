// Made by bindery; changes are overwritten.

//! Clients for Bandwidth WebRTC and Twilio Proxy.
//!
//! # Bandwidth WebRTC
//!
//! The module [`mod@bandwidth_webrtc`].
//!
//! ```no_run
//! use participant_apis::bandwidth_webrtc::{self, types};
//!
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! let client = bandwidth_webrtc::Client::builder()
//!     .basic_auth("username", "password")
//!     .build()?;
//! let response = client
//!     .create_participant(
//!         "accountId",
//!         types::CreateParticipantRequest::new()
//!             .callback_url("https://example.com/callback")
//!             .tag("participant1"),
//!     )
//!     .send()
//!     .await?;
//! # Ok(())
//! # }
//! ```
//!
//! # Twilio Proxy
//!
//! The module [`mod@twilio_proxy`].
//!
//! ```no_run
//! use participant_apis::twilio_proxy;
//!
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! let client = twilio_proxy::Client::builder()
//!     .basic_auth("username", "password")
//!     .build()?;
//! let response = client
//!     .create_participant(
//!         "KS00000000000000000000000000000000",
//!         "KC00000000000000000000000000000000",
//!         "+14155551212",
//!     )
//!     .send()
//!     .await?;
//! # Ok(())
//! # }
//! ```
#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod bandwidth_webrtc;
pub mod twilio_proxy;

mod runtime;

pub use runtime::{
    Async, Authorize, Body, BodyStream, BoxFuture, Caller, Checked, DateTime, Detached,
    Error, ErrorBody, InvalidText, Items, Limits, Middleware, Operation, Paged, Pager,
    Pages, Parameter, Parts, Received, Request, Response, ResponseFuture, ResponseStream,
    Retries, Status, Style, Text, Transport, Writer,
};
#[cfg(feature = "blocking")]
pub use runtime::{
    Blocking, BlockingItems, BlockingPages, BlockingResponseStream, BlockingTransport,
};
#[cfg(feature = "hyper")]
pub use runtime::Hyper;
#[cfg(all(feature = "hyper", feature = "blocking"))]
pub use runtime::BlockingHyper;
#[cfg(feature = "reqwest")]
pub use runtime::Reqwest;
#[cfg(all(feature = "reqwest", feature = "blocking"))]
pub use runtime::BlockingReqwest;
#[cfg(feature = "mock")]
pub use runtime::{Mock, MockRequest, MockResponse, Recorder};

#[cfg(doctest)]
#[doc = include_str!("../docs/bandwidth_webrtc/README.md")]
const _: () = ();

#[cfg(doctest)]
#[doc = include_str!("../docs/twilio_proxy/README.md")]
const _: () = ();
