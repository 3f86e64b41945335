// Made by bindery; changes are overwritten.

//! Clients for Arguments, Bandwidth WebRTC, \*/ " } mod evil {} // \[Client\] \`x, Pet Shop and
//! Twilio Proxy.
//!
//! # Arguments
//!
//! The module [`arguments`].
//!
//! ```no_run
//! use golden::arguments::{self, types};
//!
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! let client = arguments::Client::builder().build()?;
//! client.in_path([1], ["labels"], types::Point::new(1, 1)).send().await?;
//! # Ok(())
//! # }
//! ```
//!
//! # Bandwidth WebRTC
//!
//! The module [`bandwidth_webrtc`].
//!
//! ```no_run
//! use golden::bandwidth_webrtc::{self, types};
//!
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! let client = bandwidth_webrtc::Client::builder()
//!     .basic_auth("username", "password")
//!     .build()?;
//! let answer = client
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
//! # \*/ " } mod evil {} // \[Client\] \`x
//!
//! The module [`hostile`].
//!
//! ```no_run
//! use golden::hostile;
//!
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! let client = hostile::Client::builder().build()?;
//! let answer = client.fn_main("self", "r#type", "text").send().await?;
//! # Ok(())
//! # }
//! ```
//!
//! # Pet Shop
//!
//! The module [`shop`].
//!
//! ```no_run
//! use golden::shop;
//!
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! let client = shop::Client::builder()
//!     .bearer_auth("token")
//!     .build()?;
//! let answer = client.list_pets().send().await?;
//! # Ok(())
//! # }
//! ```
//!
//! # Twilio Proxy
//!
//! The module [`twilio_proxy`].
//!
//! ```no_run
//! use golden::twilio_proxy;
//!
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! let client = twilio_proxy::Client::builder()
//!     .basic_auth("username", "password")
//!     .build()?;
//! let answer = client
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

pub mod arguments;
pub mod bandwidth_webrtc;
pub mod hostile;
pub mod shop;
pub mod twilio_proxy;

mod runtime;

pub use runtime::{
    Answer, Async, Base64, BoxFuture, Caller, Checked, DateTime, Detached, Error,
    ErrorBody, File, InvalidText, Items, Limits, Maybe, Multipart, Operation, Paged,
    Pager, Pages, Parameter, Parts, Reply, Request, Status, Style, Text, Transport,
    Writer,
};
#[cfg(feature = "blocking")]
pub use runtime::{Blocking, BlockingItems, BlockingPages, BlockingTransport};
