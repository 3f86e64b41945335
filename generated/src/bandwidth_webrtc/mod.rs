// Made by bindery from the description of `bandwidth_webrtc`; changes are overwritten.

//! Bandwidth WebRTC.
//!
//! Audio and video between browsers, with the sessions kept by Bandwidth.
//!
//! A participant is created by a server that holds the account's credentials. The token in the
//! answer goes to the browser, which joins with it.
//!
//! Version of the description: `v1`.

mod client;

pub mod operations;
pub mod types;

pub use client::{Client, ClientBuilder};
