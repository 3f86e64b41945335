//! The runtime of generated crates, compiled and tested by itself.
// Much of it is used by generated code only. What would be dead code there too is found by the
// example `shape`, which is built like a generated crate and allows nothing.
#![allow(dead_code, unused_macros)]

#[cfg(all(any(test, fuzzing), feature = "reqwest"))]
pub mod attack;
pub mod runtime;
#[cfg(all(test, feature = "hyper"))]
mod wire;
