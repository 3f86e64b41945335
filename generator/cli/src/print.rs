//! `bindery print`: what does a stage make of the documents?

use super::args::{After, Print, TreeFormat};
use super::screen::Screen;
use super::{DONE, UseOfConfig, missing, request};
use bindery::pipeline::{Inspected, Stage, inspect};
use bindery::text;
use serde_json::Value;
use std::io::{self, IsTerminal};

pub(super) fn run(print: &Print, screen: &mut Screen) -> io::Result<u8> {
    if let Some(message) = missing(&print.input, "print") {
        screen.misuse(&message)?;
        return Ok(screen.code());
    }
    let stage = match print.after {
        After::Load => Stage::Load,
        After::Upgrade => Stage::Upgrade,
        After::Check => Stage::Check,
        After::Lower => Stage::Lower,
        After::Analyze => Stage::Analyze,
        After::Name => Stage::Name,
        After::Emit => Stage::Emit,
    };
    let request = request(&print.input, UseOfConfig::Crate, screen)?;
    let inspected = request.job().and_then(|job| inspect(&job, stage));
    let (findings, inspected) = match inspected {
        Ok(inspected) => inspected,
        Err(failed) => {
            screen.findings(&failed.findings)?;
            return Ok(screen.code());
        }
    };
    screen.findings(&findings)?;
    for one in inspected {
        let text = match (one, print.format) {
            (Inspected::Text(text), _) => text,
            (Inspected::Tree(tree), format) => written(&tree, format)?,
        };
        // Text that goes into a file is unchanged.
        match io::stdout().is_terminal() {
            true => screen.result(&text::terminal_lines(&text))?,
            false => screen.result(&text)?,
        }
    }
    Ok(DONE)
}

fn written(tree: &Value, format: TreeFormat) -> io::Result<String> {
    match format {
        TreeFormat::Json => Ok(text::pretty_json(tree) + "\n"),
        // Each is a document of its own in one stream.
        TreeFormat::Yaml => serde_yaml::to_string(tree)
            .map(|text| format!("---\n{text}"))
            .map_err(io::Error::other),
    }
}
