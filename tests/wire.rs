//! Do the bindings put on the wire what the descriptions say, and return the responses?
//!
//! Each test starts a server of its own on loopback, which records every byte that it receives and
//! responds with bytes that the test wrote down. Nothing is mocked between the two.

#[cfg(feature = "blocking")]
mod blocking;
mod clients;
mod detached;
mod errors;
#[cfg(feature = "mock")]
mod mock;
mod options;
mod pages;
mod problems;
#[cfg(feature = "mock")]
mod recordings;
mod refusals;
mod requests;
mod responses;
mod retries;
mod secrets;
mod server;
mod transport;
mod webrtc;
