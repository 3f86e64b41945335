//! How is a fault told to a person?

use crate::diagnostic::{Diagnostic, Severity, Target};
use crate::load::Sources;
use crate::pipeline::Findings;
use std::fmt::Write;

/// Every fault of a text, one after the other.
pub fn faults(findings: &Findings, colour: bool) -> String {
    let texts = findings
        .diagnostics
        .iter()
        .map(|fault| text(&findings.sources, fault, colour));
    texts.collect()
}

/// A fault in one line: where it is, how bad, what it is.
pub fn line(sources: &Sources, fault: &Diagnostic) -> String {
    let Diagnostic {
        code,
        severity,
        message,
        ..
    } = fault;
    let place = fault
        .places
        .first()
        .map(|place| place_name(sources, &place.target) + ": ");
    format!("{}{severity}[{code}]: {message}", place.unwrap_or_default())
}

/// A line for the fault, and one for each thing there is to add.
fn text(sources: &Sources, fault: &Diagnostic, colour: bool) -> String {
    let Diagnostic { code, message, .. } = fault;
    let mut text = format!(
        "{}: {message}\n",
        heading(fault.severity, code.name(), colour)
    );
    // Writing to a string cannot fail.
    for place in &fault.places {
        let _ = write!(text, "  --> {}", place_name(sources, &place.target));
        let _ = match place.label.as_str() {
            "" => writeln!(text),
            label => writeln!(text, ": {label}"),
        };
    }
    if let Some(help) = &fault.help {
        let _ = writeln!(text, "  help: {help}");
    }
    text
}

/// `error[code]`, as every message of this program begins.
pub fn heading(severity: Severity, code: &str, colour: bool) -> String {
    let heading = format!("{severity}[{code}]");
    match (colour, severity) {
        (false, _) => heading,
        (true, Severity::Error) => format!("\u{1b}[1;31m{heading}\u{1b}[0m"),
        (true, Severity::Warning) => format!("\u{1b}[1;33m{heading}\u{1b}[0m"),
    }
}

/// `file:line:column`, as far as it is known.
fn place_name(sources: &Sources, target: &Target) -> String {
    let source_name = |index| sources.get(index).map_or("", |(name, _)| name);
    if let Some(location) = sources.locate(target) {
        let name = source_name(location.source);
        return format!("{name}:{}:{}", location.line, location.column);
    }
    match target {
        Target::File(name) => name.clone(),
        Target::Source(source) | Target::Text { source, .. } => source_name(*source).to_owned(),
        Target::Value(pointer) | Target::Key(pointer) => format!("{} {pointer}", source_name(0)),
    }
}
