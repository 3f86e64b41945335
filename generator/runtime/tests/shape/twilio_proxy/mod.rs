//! Twilio Proxy.

mod client;
pub mod operations;
pub mod types;

pub use client::{Client, ClientBuilder};
