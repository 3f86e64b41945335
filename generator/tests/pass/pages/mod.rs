// Made by bindery from the description of `pages`; changes are overwritten.

//! Pages.
//!
//! One operation for each way in which answers go on.
//!
//! Version of the description: `1.0`.

mod client;

pub mod headers;
pub mod operations;
pub mod types;

pub use client::{Client, ClientBuilder};
