// Made by bindery from the description of `views`; changes are overwritten.

//! Views.
//!
//! Version of the description: `1`.

mod client;

pub mod headers;
pub mod operations;
pub mod types;

pub use client::{Client, ClientBuilder};
