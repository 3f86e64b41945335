//! Models: structs, enums, unions, patterns and their types.

mod common;
pub(in crate::emit) mod default_values;
pub(in crate::emit) mod defaults;
pub(in crate::emit) mod derives;
pub(in crate::emit) mod enums;
pub(in crate::emit) mod patterns;
pub(in crate::emit) mod structs;
pub(in crate::emit) mod ty;
pub(in crate::emit) mod types;
pub(in crate::emit) mod unions;
pub(in crate::emit) mod views;
