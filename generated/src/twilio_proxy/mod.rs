// Made by bindery from the description of `twilio_proxy`; changes are overwritten.

//! Twilio Proxy.
//!
//! Masked calls and messages: two people talk through a proxy number, and neither learns the
//! number of the other.
//!
//! A service holds sessions, and a session holds the participants of one conversation. This
//! description covers the participants: who is in a session, and by which proxy number the
//! others reach them.
//!
//! Version of the description: `v1`.

mod client;

pub mod operations;
pub mod types;

pub use client::{Client, ClientBuilder};
