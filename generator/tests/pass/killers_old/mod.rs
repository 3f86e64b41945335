// Made by bindery from the description of `killers_old`; changes are overwritten.

//! Old killers.
//!
//! Version of the description: `v1.0-beta`.

mod client;

pub mod operations;
pub mod types;

pub use client::{Client, ClientBuilder};
