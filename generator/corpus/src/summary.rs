//! What came of a set of documents, in numbers that do not depend on the machine?

use crate::outcome::Outcome;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What came of a set of documents.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// Documents.
    pub documents: usize,
    /// Documents with a crate.
    pub crates: usize,
    /// Crates without an error; none when they were not compiled.
    pub compile: Option<usize>,
    /// Crates without an error or a warning.
    pub clean: Option<usize>,
    /// Operations of the documents.
    pub operations: usize,
    /// Operations of the crates.
    pub bound: usize,
    /// Lines of Rust.
    pub lines: usize,
    /// What came of the examples; none when they were not tried.
    pub examples: Option<Examples>,
}

/// What came of the examples of a set.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Examples {
    /// Documents whose examples could not be tried.
    pub failed: usize,
    /// Read and written.
    pub tried: usize,
    /// Came back as they were.
    pub equal: usize,
    /// Came back without properties that their schema does not list.
    pub trimmed: usize,
    /// Were not read, or came back otherwise.
    pub different: usize,
    /// Refused by their own schema.
    pub refused: usize,
    /// Of those, read all the same and come back otherwise.
    #[serde(default)]
    pub altered: usize,
    /// Of a schema that cannot be judged by.
    pub unjudged: usize,
    /// Of a schema that no type is known for.
    pub untyped: usize,
}

/// Sets by their name.
pub type Summaries = BTreeMap<String, Summary>;

/// Sums up, set by set.
pub fn by_set(outcomes: &[Outcome]) -> Summaries {
    let mut sets = Summaries::new();
    for outcome in outcomes {
        add(sets.entry(outcome.set.clone()).or_default(), &of(outcome));
    }
    sets
}

/// All sets together.
pub fn total(sets: &Summaries) -> Summary {
    sets.values().fold(Summary::default(), |mut total, set| {
        add(&mut total, set);
        total
    })
}

/// 100 for nothing of nothing.
#[allow(clippy::cast_precision_loss)]
pub fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        100.0
    } else {
        part as f64 * 100.0 / whole as f64
    }
}

fn of(outcome: &Outcome) -> Summary {
    let compiled = outcome.compile_errors.is_some();
    Summary {
        documents: 1,
        crates: usize::from(outcome.failure.is_none()),
        compile: compiled.then(|| usize::from(outcome.compile_errors == Some(0))),
        clean: compiled.then(|| usize::from(outcome.is_clean())),
        operations: outcome.operations,
        bound: outcome.bound,
        lines: outcome.lines,
        examples: outcome.round_trip.as_ref().map(|one| Examples {
            failed: usize::from(one.failure.is_some()),
            tried: one.tried,
            equal: one.equal,
            trimmed: one.trimmed,
            different: one.different.len(),
            refused: one.apart.refused,
            altered: one.altered.len(),
            unjudged: one.apart.unjudged,
            untyped: one.apart.untyped,
        }),
    }
}

fn add(sum: &mut Summary, other: &Summary) {
    sum.documents += other.documents;
    sum.crates += other.crates;
    sum.operations += other.operations;
    sum.bound += other.bound;
    sum.lines += other.lines;
    if let Some(other) = other.compile {
        *sum.compile.get_or_insert_default() += other;
    }
    if let Some(other) = other.clean {
        *sum.clean.get_or_insert_default() += other;
    }
    if let Some(other) = &other.examples {
        let sum = sum.examples.get_or_insert_default();
        sum.failed += other.failed;
        sum.tried += other.tried;
        sum.equal += other.equal;
        sum.trimmed += other.trimmed;
        sum.different += other.different;
        sum.refused += other.refused;
        sum.altered += other.altered;
        sum.unjudged += other.unjudged;
        sum.untyped += other.untyped;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_compiled_is_not_counted_as_zero() {
        let outcome = Outcome {
            set: "a".to_owned(),
            operations: 3,
            bound: 2,
            ..Outcome::default()
        };
        let compiled = Outcome {
            compile_errors: Some(0),
            compile_warnings: Some(1),
            ..outcome.clone()
        };
        let alone = by_set(std::slice::from_ref(&outcome));
        assert_eq!((alone["a"].compile, alone["a"].clean), (None, None));
        let both = total(&by_set(&[outcome, compiled]));
        assert_eq!((both.compile, both.clean), (Some(1), Some(0)));
        assert_eq!((both.operations, both.bound, both.documents), (6, 4, 2));
    }
}
