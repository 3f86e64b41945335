//! Do the examples of the documents survive the way through the generated types?

use crate::cargo::{self, Package};
use crate::children::{self, each};
use crate::compile::LARGE;
use crate::documents::Document;
use crate::fresh::Memory;
use crate::outcome::Outcome;
use crate::round_trip::{RoundTrip, cases, run};
use crate::{Settings, library};
use bindery::config::Traits;
use std::path::Path;
use std::process::Command;

/// Tries the examples of every document that has a crate, in a workspace of its own in `folder`:
/// there every model can be read and written.
pub fn all(
    documents: &[Document],
    outcomes: &mut [Outcome],
    folder: &Path,
    settings: &Settings,
) -> Result<(), String> {
    std::fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let kept = settings.out.join("examples-outcomes");
    let memory = Memory::open(&kept, &settings.program, settings.fresh)?;
    let prepared = each(documents, settings.jobs, |document| {
        prepare(document, folder, &memory, settings)
    });
    let mut properties = Vec::new();
    let mut waiting = Vec::new();
    for (outcome, prepared) in outcomes.iter_mut().zip(prepared) {
        let name = program(&outcome.name);
        match prepared.and_then(|()| cases::read(&folder.join(&name))) {
            Err(failure) => outcome.round_trip = Some(RoundTrip::failed(failure)),
            // A document without examples needs no program.
            Ok(cases) if cases.cases.is_empty() => outcome.round_trip = Some(cases.outcome),
            Ok(cases) => {
                let alone = outcome.lines > LARGE;
                for name in [outcome.name.clone(), name] {
                    properties.push(Package { name, alone });
                }
                waiting.push((outcome, cases));
            }
        }
    }
    let said = cargo::run(&["build"], folder, &properties, settings.jobs, None)?;
    for (outcome, cases) in waiting {
        let name = program(&outcome.name);
        let said_of = |name: &str| said.get(name).and_then(|said| said.first.clone());
        let built = said.get(&name).and_then(|said| said.program.as_deref());
        outcome.round_trip = Some(match built {
            Some(built) => run::run(built, &folder.join(&name), cases),
            None => RoundTrip {
                failure: said_of(&name)
                    .or_else(|| said_of(&outcome.name))
                    .or_else(|| Some("the program could not be compiled".to_owned())),
                ..cases.outcome
            },
        });
    }
    Ok(())
}

fn prepare(
    document: &Document,
    folder: &Path,
    memory: &Memory,
    settings: &Settings,
) -> Result<(), String> {
    let name = &document.name;
    let key = memory.key(&document.path)?;
    if let Some(outcome) = memory.recall(name, key)
        && (outcome.failure.is_some() || folder.join(program(name)).join("Cargo.toml").exists())
    {
        return outcome.failure.map_or(Ok(()), Err);
    }
    eprintln!("collecting the examples of {name}");
    let mut command = Command::new(&settings.program);
    command
        .arg("examples")
        .args([&document.path, folder])
        .arg(name);
    let log = settings.log(&program(name))?;
    let result = children::run(command, &log, settings.limit).map(|_| ());
    let outcome = Outcome {
        failure: result.clone().err(),
        ..Outcome::default()
    };
    memory.keep(name, key, &outcome)?;
    result
}

/// The package of the program that tries the examples of a crate.
fn program(name: &str) -> String {
    format!("{name}-examples")
}

/// Writes the crate of one document with its program and cases: the work of a child process.
pub fn child(document: &Path, folder: &Path, name: &str) -> Result<(), String> {
    let out = folder.join(name);
    let job = library::job(document, &out, name, Traits::All)?;
    let bound = library::generate_crate(&job)?;
    library::write(&bound, &out)?;
    let canonical = library::canonical(document)?;
    let module = library::module(&job, &bound).ok_or("the crate has no module")?;
    let package = folder.join(program(name));
    cases::write(&canonical, &module, name, &package)
}
