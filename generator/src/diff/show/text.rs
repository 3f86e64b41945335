//! Changes as lines for a terminal.

use super::{grouped, heading, proposal, summary};
use crate::diff::{Change, DocumentLocation, Effect, Level};
use semver::Version;
use std::fmt::Write as _;

/// The changes by their effect and by what they belong to, and a proposal for the version of a crate
/// that has this one now.
pub fn text(changes: &[Change], version: Option<&Version>, colour: bool) -> String {
    let mut text = String::new();
    for effect in Effect::ALL {
        let groups = grouped(changes, effect);
        if groups.is_empty() {
            continue;
        }
        let (on, off) = match (colour, effect) {
            (false, _) => ("", ""),
            (true, Effect::Breaking) => ("\u{1b}[1;31m", "\u{1b}[0m"),
            (true, Effect::Behaviour) => ("\u{1b}[1;33m", "\u{1b}[0m"),
            (true, Effect::Compatible) => ("\u{1b}[1;32m", "\u{1b}[0m"),
        };
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{on}{}{off}", heading(effect));
        for (subject, group) in groups {
            let _ = writeln!(text, "  {}{}", subject.terminal(), places(&group));
            for change in group {
                let (kind, rust) = (change.kind, &change.rust);
                let _ = writeln!(text, "    {rust}: {} [{kind}]", change.message.terminal());
            }
        }
        text.push('\n');
    }
    let _ = writeln!(text, "{}", summary(changes));
    let _ = writeln!(text, "{}", proposal(Level::of(changes), version));
    text
}

/// Where the operation or type stands: in the new document, or else in the old one.
fn places(group: &[&Change]) -> String {
    let place = |place: &DocumentLocation| format!(" ({}:{})", place.file.terminal(), place.line);
    let change = group.first();
    let new = change.and_then(|change| change.new.as_ref());
    let old = change.and_then(|change| change.old.as_ref());
    new.or(old).map(place).unwrap_or_default()
}
