//! The suite: each file asks one question of the generated client.

mod responses;
mod schemas;
mod auth;
mod bodies;
mod pages;
mod server;
mod streams;
mod styles;
mod wire;
