//! Generates the crate that the guide uses where the participant APIs have no fitting operation.

fn main() -> std::process::ExitCode {
    bindery::build::include("specs")
}
