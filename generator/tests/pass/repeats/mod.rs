// Made by bindery from the description of `repeats`; changes are overwritten.

//! Repeats.
//!
//! Version of the description: `1`.

mod client;

pub mod operations;
pub mod types;

pub use client::{Client, ClientBuilder};
