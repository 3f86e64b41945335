//! The integration tests of the generator, in one program, so that they compile and link once.
//!
//! `cost.rs` is a program of its own: it counts the allocations of the whole process.

mod configuration;
mod corpus;
mod crafted_lock;
mod docs;
mod document_text;
mod examples;
mod explain;
mod fail;
mod features;
mod golden;
mod hostile;
mod killers;
mod library;
mod manifests;
mod module_dependencies;
mod names;
mod public_api;
mod recorded_names;
mod robust;
mod runtime_names;
mod write;
