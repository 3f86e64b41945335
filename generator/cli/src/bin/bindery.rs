//! `bindery`: reads OpenAPI descriptions and binds them into a Rust crate.

use mimalloc::MiMalloc;
use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    bindery_cli::main(std::env::args_os())
}
