// Made by bindery; changes are overwritten.

//! Clients for Arguments, Bandwidth WebRTC, Bodies, Guarded, \*/ " } mod evil {} // \[Client\]
//! \`x, Killers, Old killers, Pages, Repeats, Pet Shop, Twilio Proxy, Views and Size.
//!
//! # Arguments
//!
//! The module [`mod@arguments`].
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
//! The module [`mod@bandwidth_webrtc`].
//!
//! ```no_run
//! use golden::bandwidth_webrtc::{self, types};
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
//! # Bodies
//!
//! The module [`mod@bodies`].
//!
//! ```no_run
//! use golden::bodies::{self, types};
//!
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! let client = bodies::Client::builder().build()?;
//! let response = client.complete(types::Prompt::new("text")).send().await?;
//! # Ok(())
//! # }
//! ```
//!
//! # Guarded
//!
//! The module [`mod@guarded`].
//!
//! ```no_run
//! use golden::guarded;
//!
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! let client = guarded::Client::builder()
//!     .oauth2_token("token")
//!     .build()?;
//! let response = client.list_notes().send().await?;
//! # Ok(())
//! # }
//! ```
//!
//! # \*/ " } mod evil {} // \[Client\] \`x
//!
//! The module [`mod@hostile`].
//!
//! ```no_run
//! use golden::hostile;
//!
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! let client = hostile::Client::builder().build()?;
//! let response = client.fn_main("self", "r#type", "text").send().await?;
//! # Ok(())
//! # }
//! ```
//!
//! # Killers
//!
//! The module [`mod@killers`].
//!
//! ```no_run
//! use golden::killers;
//!
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! let client = killers::Client::builder().build()?;
//! let response = client.bare().send().await?;
//! # Ok(())
//! # }
//! ```
//!
//! # Old killers
//!
//! The module [`mod@killers_old`].
//!
//! ```no_run
//! use golden::killers_old;
//!
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! let client = killers_old::Client::builder().build()?;
//! let response = client.old().send().await?;
//! # Ok(())
//! # }
//! ```
//!
//! # Pages
//!
//! The module [`mod@pages`].
//!
//! ```no_run
//! use golden::pages;
//!
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! let client = pages::Client::builder().build()?;
//! let mut items = client.by_header().stream();
//! while let Some(item) = items.try_next().await? {
//!     println!("{item:?}");
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # Repeats
//!
//! The module [`mod@repeats`].
//!
//! ```no_run
//! use golden::repeats::{self, types};
//!
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! let client = repeats::Client::builder().build()?;
//! let response = client
//!     .replace_account(
//!         types::Account::new(types::Transfers::Active, types::Cards::Active),
//!     )
//!     .send()
//!     .await?;
//! # Ok(())
//! # }
//! ```
//!
//! # Pet Shop
//!
//! The module [`mod@shop`].
//!
//! ```no_run
//! use golden::shop;
//!
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! let client = shop::Client::builder()
//!     .bearer_auth("token")
//!     .build()?;
//! let response = client.list_pets().send().await?;
//! # Ok(())
//! # }
//! ```
//!
//! # Twilio Proxy
//!
//! The module [`mod@twilio_proxy`].
//!
//! ```no_run
//! use golden::twilio_proxy;
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
//!
//! # Views
//!
//! The module [`mod@views`].
//!
//! ```no_run
//! use golden::views;
//!
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! let client = views::Client::builder().build()?;
//! let response = client.list_pets().send().await?;
//! # Ok(())
//! # }
//! ```
//!
//! # Size
//!
//! The module [`mod@size`].
//!
//! ```no_run
//! use golden::size;
//!
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! let client = size::Client::builder().build()?;
//! let response = client.put_wide().send().await?;
//! # Ok(())
//! # }
//! ```
//!
//! Types of this crate hold one another so deeply that a program that uses them may have to
//! begin with `#![recursion_limit = "2048"]`.
#![forbid(unsafe_code)]
#![warn(missing_docs)]
#![recursion_limit = "2048"]
#![doc(test(attr(recursion_limit = "2048")))]

pub mod arguments;
pub mod bandwidth_webrtc;
pub mod bodies;
pub mod guarded;
pub mod hostile;
pub mod killers;
pub mod killers_old;
pub mod pages;
pub mod repeats;
pub mod shop;
pub mod twilio_proxy;
pub mod views;
pub mod size;

mod runtime;

pub use runtime::{
    Async, Authorize, Base64, Body, BodyStream, BoxFuture, Caller, Checked,
    ClientCredentials, Date, DateTime, Decimal, Detached, Download, Downloader, Duration,
    Error, ErrorBody, Event, Events, File, Format, HttpDate, InvalidText, Items, Limits,
    Maybe, Middleware, Multipart, Opener, Opening, Operation, Paged, Pager, Pages,
    Parameter, Parts, Problem, Received, Request, Response, ResponseFuture,
    ResponseStream, Retries, Status, Streamer, Style, Text, Time, Transport, Writer,
};
#[cfg(feature = "blocking")]
pub use runtime::{
    Blocking, BlockingDownload, BlockingEvents, BlockingItems, BlockingPages,
    BlockingResponseStream, BlockingTransport,
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
#[doc = include_str!("../docs/arguments/README.md")]
const _: () = ();

#[cfg(doctest)]
#[doc = include_str!("../docs/bandwidth_webrtc/README.md")]
const _: () = ();

#[cfg(doctest)]
#[doc = include_str!("../docs/bodies/README.md")]
const _: () = ();

#[cfg(doctest)]
#[doc = include_str!("../docs/guarded/README.md")]
const _: () = ();

#[cfg(doctest)]
#[doc = include_str!("../docs/hostile/README.md")]
const _: () = ();

#[cfg(doctest)]
#[doc = include_str!("../docs/killers/README.md")]
const _: () = ();

#[cfg(doctest)]
#[doc = include_str!("../docs/killers_old/README.md")]
const _: () = ();

#[cfg(doctest)]
#[doc = include_str!("../docs/pages/README.md")]
const _: () = ();

#[cfg(doctest)]
#[doc = include_str!("../docs/repeats/README.md")]
const _: () = ();

#[cfg(doctest)]
#[doc = include_str!("../docs/shop/README.md")]
const _: () = ();

#[cfg(doctest)]
#[doc = include_str!("../docs/size/README.md")]
const _: () = ();

#[cfg(doctest)]
#[doc = include_str!("../docs/twilio_proxy/README.md")]
const _: () = ();

#[cfg(doctest)]
#[doc = include_str!("../docs/views/README.md")]
const _: () = ();
