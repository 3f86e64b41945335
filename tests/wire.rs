//! Do the bindings put on the wire what the descriptions say, and hand over what is answered?
//!
//! Each test starts a server of its own on loopback, which records every byte that it receives and
//! answers with bytes that the test wrote down. Nothing is mocked between the two.

#[cfg(test)]
mod wire {
    mod answers;
    #[cfg(feature = "blocking")]
    mod blocking;
    mod clients;
    mod detached;
    mod errors;
    mod faults;
    #[cfg(feature = "mock")]
    mod mock;
    mod pages;
    #[cfg(feature = "mock")]
    mod recordings;
    mod refusals;
    mod repetitions;
    mod requests;
    mod secrets;
    mod server;
    mod transport;
    mod webrtc;
}
