//! Do the crates compile, without a warning?

use crate::Settings;
use crate::cargo::{self, Package};
use crate::outcome::Outcome;
use std::path::Path;

/// Crates of more lines are compiled alone: the compiler holds some kilobytes for each line.
pub const LARGE: usize = 300_000;

/// Compiles every crate that was made, as members of one workspace in `folder`.
pub fn all(outcomes: &mut [Outcome], folder: &Path, settings: &Settings) -> Result<(), String> {
    let properties: Vec<Package> = outcomes
        .iter()
        .filter(|outcome| outcome.failure.is_none())
        .map(|outcome| Package {
            name: outcome.name.clone(),
            alone: outcome.lines > LARGE,
        })
        .collect();
    let mut said = cargo::run(&["check"], folder, &properties, settings.jobs, None)?;
    for outcome in outcomes.iter_mut().filter(|o| o.failure.is_none()) {
        let mut said = said.remove(&outcome.name).unwrap_or_default();
        // A compiler that was killed leaves neither a message nor a result.
        if !said.done && said.errors == 0 {
            said.errors = 1;
            said.first = said
                .first
                .or_else(|| Some("the compiler did not end".to_owned()));
        }
        outcome.compile_errors = Some(said.errors);
        outcome.compile_warnings = Some(said.warnings);
        outcome.compile_kinds = said.kinds;
        outcome.first_message = said.first;
    }
    Ok(())
}
