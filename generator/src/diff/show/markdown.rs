//! Changes as Markdown, for a change log or a comment on a pull request.

use super::{grouped, heading, proposal, summary};
use crate::diff::{Change, Effect, Level};
use semver::Version;
use std::fmt::Write as _;

/// The changes under one heading an effect, as a list, and a proposal for the version.
pub fn markdown(changes: &[Change], version: Option<&Version>) -> String {
    let mut text = String::new();
    for effect in Effect::ALL {
        let groups = grouped(changes, effect);
        if groups.is_empty() {
            continue;
        }
        // Writing to a string cannot fail.
        let _ = writeln!(text, "## {}\n", heading(effect));
        for (subject, group) in groups {
            let _ = writeln!(text, "- {}", plain(subject));
            for change in group {
                let message = plain(&change.message);
                let _ = writeln!(text, "  - `{}`: {message} ({})", change.rust, change.kind);
            }
        }
        text.push('\n');
    }
    let _ = writeln!(text, "{}.\n", sentence(&summary(changes)));
    let _ = writeln!(
        text,
        "{}.",
        sentence(&proposal(Level::of(changes), version))
    );
    text
}

/// Outside of code, what a document says is text and no markup.
fn plain(text: &str) -> String {
    let mut result = String::new();
    for (index, part) in text.split('`').enumerate() {
        if index > 0 {
            result.push('`');
        }
        for c in part.chars() {
            match c {
                c if c.is_control() => result.push('\u{fffd}'),
                c @ ('<' | '*' | '_' | '[' | '\\') if index % 2 == 0 => {
                    result.push('\\');
                    result.push(c);
                }
                c => result.push(c),
            }
        }
    }
    result
}

fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|c| c.to_uppercase().collect::<String>());
    first.unwrap_or_default() + chars.as_str()
}
