//! `bindery`: reads OpenAPI descriptions and binds them into a Rust crate.

use std::process::ExitCode;

fn main() -> ExitCode {
    bindery::cli::main(std::env::args_os())
}
