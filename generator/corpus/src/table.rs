//! How is the outcome told?

use crate::outcome::Outcome;
use crate::summary::{self, Examples, Summaries, Summary, percent};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The limit of differences of a document that are printed; all are in the report.
const SHOWN: usize = 5;

/// A table with a row for each set, one for the examples where they were tried, everything that is
/// not perfect, and the causes by their frequency.
pub fn render(outcomes: &[Outcome]) -> String {
    let sets = summary::by_set(outcomes);
    let mut text = String::new();
    for outcome in outcomes {
        details(&mut text, outcome);
    }
    causes(&mut text, outcomes);
    bindings(&mut text, &sets, outcomes);
    examples(&mut text, &sets);
    text
}

fn bindings(text: &mut String, sets: &Summaries, outcomes: &[Outcome]) {
    text.push_str(
        "| set | documents | generated | compile | no warning | operations | bound | lines | seconds | megabytes at most |\n\
         | --- | --: | --: | --: | --: | --: | --: | --: | --: | --: |\n",
    );
    for (set, summary) in sets {
        let own = outcomes.iter().filter(|outcome| &outcome.set == set);
        binding(text, set, summary, own);
    }
    binding(text, "all", &summary::total(sets), outcomes.iter());
}

fn binding<'a>(
    text: &mut String,
    set: &str,
    summary: &Summary,
    outcomes: impl Iterator<Item = &'a Outcome> + Clone,
) {
    let seconds: f64 = outcomes.clone().map(|outcome| outcome.seconds).sum();
    let peak = outcomes
        .filter_map(|outcome| outcome.peak_megabytes)
        .fold(0.0, f64::max);
    let Summary {
        documents,
        crates,
        operations,
        bound,
        lines,
        ..
    } = summary;
    let _ = writeln!(
        text,
        "| {set} | {documents} | {crates} | {} | {} | {operations} | {bound} ({:.2} %) | {lines} | {seconds:.1} | {peak:.0} |",
        measured(summary.compile),
        measured(summary.clean),
        percent(*bound, *operations),
    );
}

fn measured(count: Option<usize>) -> String {
    count.map_or_else(|| "–".to_owned(), |count| count.to_string())
}

fn examples(text: &mut String, sets: &Summaries) {
    let all = summary::total(sets);
    if all.examples.is_none() {
        return;
    }
    text.push_str(
        "\n| set | examples tried | equal | without unlisted members | different | refused by their schema | of those altered | schema not judged | no type | documents not tried |\n\
         | --- | --: | --: | --: | --: | --: | --: | --: | --: | --: |\n",
    );
    for (set, summary) in sets {
        example(text, set, summary.examples.as_ref());
    }
    example(text, "all", all.examples.as_ref());
}

fn example(text: &mut String, set: &str, examples: Option<&Examples>) {
    let Some(examples) = examples else {
        return;
    };
    let Examples {
        failed,
        tried,
        equal,
        trimmed,
        different,
        refused,
        altered,
        unjudged,
        untyped,
    } = examples;
    let _ = writeln!(
        text,
        "| {set} | {tried} | {equal} ({:.2} %) | {trimmed} | {different} | {refused} | {altered} | {unjudged} | {untyped} | {failed} |",
        percent(*equal, *tried),
    );
}

/// Everything about a document that is not perfect.
fn details(text: &mut String, outcome: &Outcome) {
    let mut lines = Vec::new();
    if let Some(failure) = &outcome.failure {
        lines.push(format!("no crate: {}", failure.trim_end()));
    }
    if let Some(message) = &outcome.first_message {
        lines.push(format!(
            "{} errors, {} warnings, first: {message}",
            outcome.compile_errors.unwrap_or_default(),
            outcome.compile_warnings.unwrap_or_default()
        ));
    }
    for omitted in &outcome.omitted {
        let (operation, code) = (&omitted.operation, &omitted.code);
        lines.push(format!("left out: {operation} [{code}] {}", omitted.reason));
    }
    let known = outcome.bound + outcome.omitted.len();
    if outcome.failure.is_none() && known != outcome.operations {
        lines.push(format!(
            "{} operations in the document, but {known} bound or left out",
            outcome.operations
        ));
    }
    if let Some(examples) = &outcome.round_trip {
        if let Some(failure) = &examples.failure {
            lines.push(format!("examples not tried: {failure}"));
        }
        for (what, list) in [
            ("example", &examples.different),
            ("unfit example, altered,", &examples.altered),
        ] {
            for one in list.iter().take(SHOWN) {
                lines.push(format!(
                    "{what} {} as {}: {}",
                    one.place, one.ty, one.detail
                ));
            }
            let more = list.len().saturating_sub(SHOWN);
            if more > 0 {
                lines.push(format!("and {more} more: {what}"));
            }
        }
    }
    if !lines.is_empty() {
        let _ = writeln!(text, "{}/{}", outcome.set, outcome.name);
        for line in lines {
            let _ = writeln!(text, "  {line}");
        }
        text.push('\n');
    }
}

/// How often each kind of error occurs, most frequent first.
fn causes(text: &mut String, outcomes: &[Outcome]) {
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut add = |cause: String, count: usize| {
        let (documents, all) = counts.entry(cause).or_default();
        *documents += 1;
        *all += count;
    };
    for outcome in outcomes {
        let mut omitted: BTreeMap<&str, usize> = BTreeMap::new();
        for one in &outcome.omitted {
            *omitted.entry(&one.code).or_default() += 1;
        }
        for (code, count) in omitted {
            add(format!("operation left out: {code}"), count);
        }
        for (kind, count) in &outcome.compile_kinds {
            add(format!("compiler: {kind}"), *count);
        }
    }
    let mut sorted: Vec<_> = counts.into_iter().collect();
    sorted.sort_by(|(left, a), (right, b)| b.cmp(a).then_with(|| left.cmp(right)));
    if sorted.is_empty() {
        return;
    }
    text.push_str("| cause | documents | times |\n| --- | --: | --: |\n");
    for (cause, (documents, times)) in sorted {
        let _ = writeln!(text, "| {cause} | {documents} | {times} |");
    }
    text.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outcome::Omitted;

    #[test]
    fn perfect_documents_are_only_counted() {
        let outcome = Outcome {
            set: "a".to_owned(),
            name: "a-x".to_owned(),
            operations: 2,
            bound: 2,
            compile_errors: Some(0),
            compile_warnings: Some(0),
            ..Outcome::default()
        };
        let text = render(&[outcome]);
        assert!(!text.contains("a-x"), "{text}");
        assert!(
            text.contains("| all | 1 | 1 | 1 | 1 | 2 | 2 (100.00 %) |"),
            "{text}"
        );
    }

    #[test]
    fn what_is_missing_is_named() {
        let outcome = Outcome {
            name: "x".to_owned(),
            operations: 3,
            bound: 1,
            omitted: vec![Omitted {
                operation: "GET /a".to_owned(),
                code: "bad".to_owned(),
                reason: "because".to_owned(),
            }],
            ..Outcome::default()
        };
        let text = render(&[outcome]);
        for part in [
            "left out: GET /a [bad] because",
            "3 operations in the document, but 2 bound or left out",
            "| operation left out: bad | 1 | 1 |",
            "1 (33.33 %)",
        ] {
            assert!(text.contains(part), "{text}");
        }
    }
}
