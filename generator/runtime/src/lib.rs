//! The runtime of client crates that `bindery` generates: requests, credentials, retries, transports.
//!
//! The generator copies the files in [`runtime`] that an API needs into its crate. This package
//! compiles and tests them, and provides their text to the generator (feature `sources`). A generated
//! crate does not depend on this package.
//!
//! | feature | |
//! | --- | --- |
//! | `runtime` (default) | the runtime; every other feature except `sources` needs it |
//! | `sources` | the files of the runtime as text; needs no dependency |
//!
//! All other features have the names that they have in generated crates.
// Much of it is used by generated code only. What would be dead code there too is found by the
// example `shape`, which is built like a generated crate and allows nothing.
#![allow(dead_code, unused_macros)]

#[cfg(all(any(test, fuzzing), feature = "reqwest"))]
pub mod attack;
#[cfg(feature = "runtime")]
pub mod runtime;
#[cfg(feature = "sources")]
pub mod sources;
#[cfg(all(test, feature = "hyper"))]
mod wire;
