//! The package around the modules: manifest, features, runtime, README and crate documentation.

pub(in crate::emit) mod changelog;
pub(in crate::emit) mod features;
pub(in crate::emit) mod guide;
pub(in crate::emit) mod lib_rs;
pub(in crate::emit) mod manifest;
pub(in crate::emit) mod needs;
pub(in crate::emit) mod public;
pub(in crate::emit) mod public_items;
pub(in crate::emit) mod readme;
pub(in crate::emit) mod runtime;
pub(in crate::emit) mod runtime_files;
pub(in crate::emit) mod starter;
