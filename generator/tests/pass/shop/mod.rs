// Made by bindery from the description of `shop`; changes are overwritten.

//! Pet Shop.
//!
//! Version of the description: `1.0`.

mod client;

pub mod operations;
pub mod types;

pub use client::{Client, ClientBuilder, Server};
