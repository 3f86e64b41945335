//! The suite: each file asks one question of the generated client.

mod answers;
mod auth;
mod bodies;
mod server;
mod styles;
