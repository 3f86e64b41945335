//! The other side of an API: a trait to be implemented, and a router that leads to its methods.

mod answers;
mod arguments;
mod bodies;
mod checks;
mod credentials;
mod error_body;
mod errors;
mod names;
mod server;
mod slots;
mod supports;

pub(super) use answers::emit as answers;
pub(super) use arguments::emit as arguments;
pub(super) use checks::Checked;
pub use error_body::sample_error;
pub(super) use errors::Errors;
pub(super) use names::emit as names;
pub(super) use server::emit as server;
pub(super) use supports::supports;
pub use supports::tell_unserved;
