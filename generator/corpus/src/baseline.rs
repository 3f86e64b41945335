//! Is something worse than it was?

use crate::summary::{Examples, Summaries, Summary};
use std::fs;
use std::path::Path;

/// Everything that is worse than the file says, a line each. Sets that only one side has, and sets
/// of another number of documents, cannot be compared, which is an error.
pub fn compare(path: &Path, now: &Summaries) -> Result<Vec<String>, String> {
    let text = fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let before: Summaries =
        serde_json::from_slice(&text).map_err(|error| format!("{}: {error}", path.display()))?;
    worse(&before, now).map_err(|error| format!("{}: {error}", path.display()))
}

fn worse(before: &Summaries, now: &Summaries) -> Result<Vec<String>, String> {
    if !before.keys().eq(now.keys()) {
        return Err("the baseline is of other sets".to_owned());
    }
    let mut lines = Vec::new();
    for ((set, before), now) in before.iter().zip(now.values()) {
        if (before.documents, before.operations) != (now.documents, now.operations) {
            return Err(format!(
                "the baseline of `{set}` is of {} documents with {} operations, not of {} with {}",
                before.documents, before.operations, now.documents, now.operations
            ));
        }
        for (name, before, now, more_is_better) in counts(before, now) {
            let is_worse = if more_is_better {
                now < before
            } else {
                now > before
            };
            if is_worse {
                lines.push(format!("{set}: {name}: {before} before, {now} now"));
            }
        }
    }
    Ok(lines)
}

/// What is compared: its name, what it was, what it is, and whether more of it is better.
fn counts(before: &Summary, now: &Summary) -> Vec<(&'static str, usize, usize, bool)> {
    let mut counts = vec![
        ("documents with a crate", before.crates, now.crates, true),
        ("bound operations", before.bound, now.bound, true),
    ];
    if let (Some(before), Some(now)) = (before.compile, now.compile) {
        counts.push(("crates that compile", before, now, true));
    }
    if let (Some(before), Some(now)) = (before.clean, now.clean) {
        counts.push(("crates without a warning", before, now, true));
    }
    if let (Some(before), Some(now)) = (&before.examples, &now.examples) {
        counts.extend(of_examples(before, now));
    }
    counts
}

fn of_examples(before: &Examples, now: &Examples) -> [(&'static str, usize, usize, bool); 4] {
    let survived = |examples: &Examples| examples.equal + examples.trimmed;
    [
        (
            "documents whose examples cannot be tried",
            before.failed,
            now.failed,
            false,
        ),
        (
            "examples that come back equal",
            before.equal,
            now.equal,
            true,
        ),
        (
            "examples that survive",
            survived(before),
            survived(now),
            true,
        ),
        (
            "examples that come back different",
            before.different,
            now.different,
            false,
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sets(change: impl FnOnce(&mut Summary)) -> Summaries {
        let mut summary = Summary {
            documents: 3,
            crates: 2,
            compile: Some(2),
            clean: Some(1),
            operations: 10,
            bound: 9,
            lines: 100,
            examples: Some(Examples {
                equal: 5,
                trimmed: 1,
                ..Examples::default()
            }),
        };
        change(&mut summary);
        Summaries::from([("a".to_owned(), summary)])
    }

    #[test]
    fn less_is_worse_and_more_is_not() {
        let before = sets(|_| {});
        assert_eq!(worse(&before, &before), Ok(Vec::new()));
        assert_eq!(worse(&before, &sets(|now| now.bound = 10)), Ok(Vec::new()));
        assert_eq!(worse(&before, &sets(|now| now.lines = 1)), Ok(Vec::new()));
        assert_eq!(
            worse(&before, &sets(|now| now.clean = Some(0))),
            Ok(vec![
                "a: crates without a warning: 1 before, 0 now".to_owned()
            ])
        );
    }

    #[test]
    fn what_was_not_measured_is_not_compared() {
        let now = sets(|now| {
            now.compile = None;
            now.clean = None;
            now.examples = None;
        });
        assert_eq!(worse(&sets(|_| {}), &now), Ok(Vec::new()));
    }

    #[test]
    fn other_documents_cannot_be_compared() {
        let before = sets(|_| {});
        assert!(worse(&before, &sets(|now| now.documents = 4)).is_err());
        assert!(worse(&before, &Summaries::new()).is_err());
    }
}
