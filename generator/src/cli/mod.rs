//! The command line: what was asked, what is answered, and with which exit code?
//!
//! 0: done. 1: a document or the state of the output is at fault. 2: the call is.

mod args;
mod diff;
mod json;
mod screen;

use crate::job::Request;
use crate::pipeline::{Bound, bind};
use crate::write;
use args::{Arguments, Command, Options};
use clap::Parser;
use screen::{Screen, Style};
use std::ffi::OsString;
use std::io;
use std::path::Path;
use std::process::ExitCode;

const DONE: u8 = 0;
const FAULT: u8 = 1;
const MISUSE: u8 = 2;

/// Runs the command line with these arguments, the first of which is the program's name.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let code = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => run(arguments.command),
        Err(error) => {
            // Help and version come this way too; a reader that went away is no fault.
            let _ = error.print();
            if error.use_stderr() { MISUSE } else { DONE }
        }
    };
    ExitCode::from(code)
}

fn run(command: Command) -> u8 {
    let options = command.options();
    let mut screen = Screen::new(options.message_format);
    let result = match &command {
        Command::Generate(generate) if !generate.check => {
            self::generate(options, generate.force, &mut screen)
        }
        Command::Generate(_) | Command::Check(_) => check(options, &mut screen),
    };
    match result {
        Ok(code) => code,
        Err(error) => {
            let _ = screen.fault("io", &error.to_string());
            FAULT
        }
    }
}

/// `bindery generate`.
fn generate(options: &Options, force: bool, screen: &mut Screen) -> io::Result<u8> {
    let Some(bound) = prepare(options, screen)? else {
        return Ok(screen.code());
    };
    match write::write(&options.out, &bound.files, &bound.stamp, force) {
        Ok(summary) => screen.written(&options.out, &summary)?,
        Err(error) => {
            screen.fault(error.code(), &error.to_string())?;
            return Ok(FAULT);
        }
    }
    Ok(DONE)
}

/// `bindery check`: the same, stopping before the disk.
fn check(options: &Options, screen: &mut Screen) -> io::Result<u8> {
    let Some(bound) = prepare(options, screen)? else {
        return Ok(screen.code());
    };
    match write::plan(&options.out, &bound.files, &bound.stamp) {
        Ok(plan) if plan.is_empty() => {
            screen.fresh(&options.out)?;
            Ok(DONE)
        }
        Ok(plan) => {
            screen.stale(&options.out, &plan)?;
            Ok(FAULT)
        }
        Err(error) => {
            screen.fault(error.code(), &error.to_string())?;
            Ok(FAULT)
        }
    }
}

/// Everything up to the disk; none when that failed, and the screen knows why.
fn prepare(options: &Options, screen: &mut Screen) -> io::Result<Option<Bound>> {
    if let Some(message) = misuse(options) {
        screen.misuse(&message)?;
        return Ok(None);
    }
    let request = Request {
        documents: options.documents.clone(),
        specs: options.specs.clone(),
        out: options.out.clone(),
        crate_name: options.crate_name.clone(),
        config: options.config.clone(),
    };
    match request.job().and_then(|job| bind(&job)) {
        Ok(bound) => {
            screen.findings(&bound.findings)?;
            Ok(Some(bound))
        }
        Err(failed) => {
            screen.findings(&failed.findings)?;
            Ok(None)
        }
    }
}

/// What is wrong with the call, before anything is read.
fn misuse(options: &Options) -> Option<String> {
    let files = options.documents.iter().chain(&options.config);
    if let Some(path) = files.into_iter().find(|path| !path.is_file()) {
        return Some(format!("there is no file `{}`", path.display()));
    }
    if options.documents.is_empty() && !options.specs.is_dir() {
        return Some(format!(
            "there is no folder `{}`\n  help: name the documents (`bindery generate api.yaml`), or their folder (`--specs DIR`)",
            options.specs.display()
        ));
    }
    if Path::new("") == options.out {
        return Some("the output folder has no name".to_owned());
    }
    None
}

/// Whether colour is welcome: on a terminal, unless `NO_COLOR` says otherwise (no-color.org).
fn colour(terminal: bool) -> Style {
    let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    if terminal && !refused {
        Style::Colour
    } else {
        Style::Plain
    }
}
