//! How is the outcome told?

use crate::outcome::Outcome;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// A table with a row for each set, and below it everything that is not perfect.
pub fn render(outcomes: &[Outcome], compiled: bool) -> String {
    let mut sets: BTreeMap<&str, Vec<&Outcome>> = BTreeMap::new();
    for outcome in outcomes {
        sets.entry(&outcome.set).or_default().push(outcome);
    }
    let mut text = String::from(
        "| set | documents | bound | compile | no warning | operations | bound operations | lines | seconds |\n\
         | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n",
    );
    for (set, outcomes) in &sets {
        row(&mut text, set, outcomes, compiled);
    }
    row(&mut text, "all", &outcomes.iter().collect::<Vec<_>>(), compiled);
    text.push('\n');
    for outcome in outcomes.iter().filter(|outcome| !is_perfect(outcome)) {
        details(&mut text, outcome);
    }
    text
}

/// Whether every document has a crate without errors and warnings, and at least `share` percent of
/// the operations are bound.
pub fn meets(outcomes: &[Outcome], share: f64) -> bool {
    let (operations, bound) = operations(outcomes.iter());
    outcomes.iter().all(|outcome| {
        outcome.failure.is_none()
            && outcome.compile_errors.unwrap_or_default() == 0
            && outcome.compile_warnings.unwrap_or_default() == 0
    }) && percent(bound, operations) >= share
}

fn row(text: &mut String, set: &str, outcomes: &[&Outcome], compiled: bool) {
    let count = |test: fn(&Outcome) -> bool| outcomes.iter().filter(|o| test(o)).count();
    let compiles = |test: fn(&Outcome) -> bool| match compiled {
        true => count(test).to_string(),
        false => "–".to_owned(),
    };
    let (operations, bound) = operations(outcomes.iter().copied());
    let _ = writeln!(
        text,
        "| {set} | {} | {} | {} | {} | {operations} | {bound} ({:.2} %) | {} | {:.1} |",
        outcomes.len(),
        count(|o| o.failure.is_none()),
        compiles(|o| o.compile_errors == Some(0)),
        compiles(|o| o.compile_errors == Some(0) && o.compile_warnings == Some(0)),
        percent(bound, operations),
        outcomes.iter().map(|o| o.lines).sum::<usize>(),
        outcomes.iter().map(|o| o.seconds).sum::<f64>(),
    );
}

fn operations<'a>(outcomes: impl Iterator<Item = &'a Outcome>) -> (usize, usize) {
    outcomes.fold((0, 0), |(all, bound), outcome| {
        (all + outcome.operations, bound + outcome.bound)
    })
}

/// 100 for nothing of nothing.
#[allow(clippy::cast_precision_loss)]
fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        100.0
    } else {
        part as f64 * 100.0 / whole as f64
    }
}

fn is_perfect(outcome: &Outcome) -> bool {
    outcome.failure.is_none()
        && outcome.bound == outcome.operations
        && outcome.compile_errors.unwrap_or_default() == 0
        && outcome.compile_warnings.unwrap_or_default() == 0
}

fn details(text: &mut String, outcome: &Outcome) {
    let _ = writeln!(
        text,
        "{}: {}/{} operations, {} errors, {} warnings",
        outcome.name,
        outcome.bound,
        outcome.operations,
        outcome.compile_errors.unwrap_or_default(),
        outcome.compile_warnings.unwrap_or_default()
    );
    if let Some(failure) = &outcome.failure {
        let _ = writeln!(text, "  no crate: {}", failure.trim_end());
    }
    if let Some(message) = &outcome.first_message {
        let _ = writeln!(text, "  first message: {message}");
    }
    for (operation, code, reason) in &outcome.omitted {
        let _ = writeln!(text, "  left out: {operation} [{code}] {reason}");
    }
}
