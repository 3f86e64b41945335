// Made by bindery from the description of `guarded`; changes are overwritten.

//! Guarded.
//!
//! Every kind of credentials, and several servers.
//!
//! Version of the description: `1`.

mod client;

pub mod operations;
pub mod types;

pub use client::{ApiServer, Client, ClientBuilder, ElsewhereServer, VaultServer};
