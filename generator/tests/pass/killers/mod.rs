// Made by bindery from the description of `killers`; changes are overwritten.

//! Killers.
//!
//! Columns: one two
//!
//! Version of the description: `0.0.0`.

mod client;

pub mod operations;
pub mod types;

pub use client::{Client, ClientBuilder};
