//! The client: its methods, credentials and choices of servers.

pub(in crate::emit) mod groups;
pub(in crate::emit) mod methods;
pub(in crate::emit) mod schemes;
pub(in crate::emit) mod server;
