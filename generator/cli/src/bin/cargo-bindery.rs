//! `cargo bindery`: the same as `bindery`, found by cargo.

use mimalloc::MiMalloc;
use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    let mut arguments: Vec<_> = std::env::args_os().collect();
    // Cargo passes on the word by which it found this program.
    if arguments
        .get(1)
        .is_some_and(|argument| argument == "bindery")
    {
        arguments.remove(1);
    }
    bindery_cli::main(arguments)
}
