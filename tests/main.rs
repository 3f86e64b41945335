//! The integration tests of the generated crate, in one program, so that they compile and link once.
//!
//! Programs of their own are `allocations.rs` and `fire.rs`, which count what the whole process
//! uses, and `spans.rs`, whose subscribers would see the calls of other tests.

mod manifests;
mod one_pass;
mod readme;
mod reference;
mod wire;
