//! Operations: request values, arguments, responses, pages, and examples of calls.

pub(in crate::emit) mod argument;
pub(in crate::emit) mod arguments;
pub(in crate::emit) mod arriving;
pub(in crate::emit) mod choice;
pub(in crate::emit) mod example;
pub(in crate::emit) mod headers;
pub(in crate::emit) mod output;
pub(in crate::emit) mod paging;
pub(in crate::emit) mod parts;
pub(in crate::emit) mod request;
pub(in crate::emit) mod surface;
pub(in crate::emit) mod wire;
pub(in crate::emit) mod writes;
