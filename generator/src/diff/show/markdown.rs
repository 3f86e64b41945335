//! Changes as Markdown, for a change log or a comment on a pull request.

use super::{grouped, heading, proposal, summary};
use crate::diff::{Change, Effect, Level};
use crate::text::DocumentText;
use semver::Version;
use std::collections::BTreeMap;
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

/// A message on one line of CommonMark: what it shows as code is code, and the rest is text without
/// markup.
fn plain(message: &DocumentText) -> String {
    let text = message.terminal().to_string();
    let runs = backticks(&text);
    let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
    let mut written = String::with_capacity(text.len() + 8);
    let (mut done, mut at) = (0, 0);
    while let Some(run) = runs.get(at) {
        escape(part(done, run.start), &mut written);
        let closing = run.closing.and_then(|at| Some((at, runs.get(at)?)));
        (done, at) = match closing {
            Some((closing, end)) => {
                written.push_str(part(run.start, end.end));
                (end.end, closing + 1)
            }
            None => {
                written.push_str(&"\\`".repeat(run.end - run.start));
                (run.end, at + 1)
            }
        };
    }
    escape(part(done, text.len()), &mut written);
    written
}

/// A run of backticks (CommonMark, "Code spans").
struct Run {
    start: usize,
    end: usize,
    /// The next run of the same length, which closes a code span that this one opens.
    closing: Option<usize>,
}

fn backticks(text: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (at, _) in text.match_indices('`') {
        match runs.last_mut() {
            Some(run) if run.end == at => run.end += 1,
            _ => runs.push(Run {
                start: at,
                end: at + 1,
                closing: None,
            }),
        }
    }
    let mut next: BTreeMap<usize, usize> = BTreeMap::new();
    for (at, run) in runs.iter_mut().enumerate().rev() {
        run.closing = next.insert(run.end - run.start, at);
    }
    runs
}

fn escape(text: &str, written: &mut String) {
    for c in text.chars() {
        if "<*_[\\".contains(c) {
            written.push('\\');
        }
        written.push(c);
    }
}

fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|c| c.to_uppercase().collect::<String>());
    first.unwrap_or_default() + chars.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_what_is_between_backticks_of_one_length() {
        let written = |text: &str| plain(&text.into());
        assert_eq!(written("`<a>` is <b>"), "`<a>` is \\<b>");
        assert_eq!(written("``a` <b>"), "\\`\\`a\\` \\<b>");
        assert_eq!(written("`a` ```<img>`"), "`a` \\`\\`\\`\\<img>\\`");
        assert_eq!(written("`a``<b>`"), "`a``<b>`");
        assert_eq!(written("a\n<b>"), "a\\\\n\\<b>");
    }
}
