//! Brings `generated/` up to date with `specs/` before the library in it is compiled.

use std::process::ExitCode;

fn main() -> ExitCode {
    bindery::build::refresh("specs", "generated")
}
