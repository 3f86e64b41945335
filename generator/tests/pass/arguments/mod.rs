// Made by bindery from the description of `arguments`; changes are overwritten.

//! Arguments.
//!
//! Version of the description: `1`.

mod client;

pub mod operations;
pub mod types;

pub use client::{Client, ClientBuilder};
