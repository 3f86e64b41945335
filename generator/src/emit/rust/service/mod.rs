//! The other side of an API: a trait to be implemented, and a router that leads to its methods.

mod arguments;
mod bodies;
mod checks;
mod credentials;
mod error_body;
mod errors;
mod names;
mod responses;
mod server;
mod slots;

pub(super) use arguments::emit as arguments;
pub(super) use checks::Checked;
pub use error_body::sample_error;
pub(super) use errors::Errors;
pub(super) use names::emit as names;
pub(super) use responses::emit as responses;
pub(super) use server::emit as server;
