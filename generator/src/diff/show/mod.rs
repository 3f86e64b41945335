//! How are changes shown to people and to tools?

mod json;
mod markdown;
mod text;

pub use json::json;
pub use markdown::markdown;
pub use text::text;

use super::{Change, Effect, Level, propose};
use crate::text::DocumentText;
use semver::Version;

/// The changes of one effect, by what they belong to, in their order.
fn grouped(changes: &[Change], effect: Effect) -> Vec<(&DocumentText, Vec<&Change>)> {
    let mut groups: Vec<(&DocumentText, Vec<&Change>)> = Vec::new();
    for change in changes.iter().filter(|change| change.effect() == effect) {
        match groups.last_mut() {
            Some((subject, group)) if **subject == change.subject => group.push(change),
            _ => groups.push((&change.subject, vec![change])),
        }
    }
    groups
}

fn heading(effect: Effect) -> &'static str {
    match effect {
        Effect::Breaking => "Breaks callers",
        Effect::Behaviour => "Compiles, and behaves otherwise",
        Effect::Compatible => "Compatible",
    }
}

/// The number of changes, in a sentence.
fn summary(changes: &[Change]) -> String {
    if changes.is_empty() {
        return "nothing is different for callers".to_owned();
    }
    let count = |effect| {
        let all = changes.iter();
        all.filter(|change| change.effect() == effect).count()
    };
    format!(
        "{} changes: {} breaking, {} of behaviour, {} compatible",
        changes.len(),
        count(Effect::Breaking),
        count(Effect::Behaviour),
        count(Effect::Compatible)
    )
    .replacen("1 changes:", "1 change:", usize::from(changes.len() == 1))
}

/// The proposal for a version, in a sentence.
fn proposal(level: Level, version: Option<&Version>) -> String {
    let next = version.map(|version| (version, propose(version, level)));
    match (level, next) {
        (Level::None, _) => "no new version is needed".to_owned(),
        (level, Some((version, next))) if *version == next => {
            format!("{} change; {version} is a pre-release, and may stay", level.name())
        }
        (level, Some((version, next))) => {
            format!("{} change; from {version}, the next version would be {next}", level.name())
        }
        (Level::Major, None) => {
            "major change; from 1.2.3, the next version would be 2.0.0, and from 0.1.2 it would be 0.2.0"
                .to_owned()
        }
        (Level::Minor, None) => {
            "minor change; from 1.2.3, the next version would be 1.3.0, and from 0.1.2 it would be 0.1.3"
                .to_owned()
        }
    }
}
