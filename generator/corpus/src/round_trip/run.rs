//! What came back from the programs?

use super::cases::{Case, Cases, LINES};
use super::equality::{Difference, differences};
use super::{Different, RoundTrip};
use serde_json::Value;
use std::path::Path;
use std::process::Command;

/// Runs the program of a document on its cases, in the package's `folder`, and compares.
pub fn run(program: &Path, folder: &Path, cases: Cases) -> RoundTrip {
    let output = match Command::new(program).arg(folder.join(LINES)).output() {
        Ok(output) => output,
        Err(error) => return failed(cases.outcome, error.to_string()),
    };
    let mut outcome = cases.outcome;
    let stdout = String::from_utf8_lossy(&output.stdout);
    let mut lines = stdout.lines();
    for case in &cases.cases {
        let Some(line) = lines.next() else {
            let errors = String::from_utf8_lossy(&output.stderr);
            let last = errors.lines().last().unwrap_or_default();
            return failed(outcome, format!("ended with {}: {last}", output.status));
        };
        record(case, line, &mut outcome);
    }
    outcome
}

fn failed(outcome: RoundTrip, reason: String) -> RoundTrip {
    RoundTrip {
        failure: Some(reason),
        ..outcome
    }
}

/// Compares one case with the line that the program printed for it.
fn record(case: &Case, line: &str, outcome: &mut RoundTrip) {
    outcome.tried += usize::from(case.fits);
    let different = |detail| Different {
        place: case.place.clone(),
        ty: case.ty.clone(),
        detail,
    };
    match (turn(case, line), case.fits) {
        (Turn::Equal, true) => outcome.equal += 1,
        (Turn::Trimmed, true) => outcome.trimmed += 1,
        (Turn::Refused(detail) | Turn::Altered(detail), true) => {
            outcome.different.push(different(detail));
        }
        (Turn::Altered(detail), false) => outcome.altered.push(different(detail)),
        (Turn::Equal | Turn::Trimmed | Turn::Refused(_), false) => {}
    }
}

/// What happened to a value on its way.
enum Turn {
    Equal,
    /// It lost properties that its schema does not list.
    Trimmed,
    Refused(String),
    Altered(String),
}

fn turn(case: &Case, line: &str) -> Turn {
    let value = match came_back(line) {
        Ok(value) => value,
        Err(error) => return Turn::Refused(error),
    };
    let found = differences(&case.value, &value);
    let trimmed = |one: &Difference| {
        one.after.is_none() && case.unlisted.iter().any(|p| p == one.place.as_str())
    };
    // Where a schema has no null, servers send one all the same to say that there is nothing.
    let nothing =
        |one: &Difference| !case.fits && one.before == Some(Value::Null) && one.after.is_none();
    let problems: Vec<&Difference> = found
        .iter()
        .filter(|one| !trimmed(one) && !nothing(one))
        .collect();
    match (problems.as_slice(), found.as_slice()) {
        ([], []) => Turn::Equal,
        ([], _) => Turn::Trimmed,
        (problems, _) => Turn::Altered(reported(problems)),
    }
}

/// The value in a line: `{"Ok": "<text>"}` or `{"Err": "<message>"}`.
fn came_back(line: &str) -> Result<Value, String> {
    let turned: Result<String, String> =
        serde_json::from_str(line).map_err(|error| format!("no line of the program: {error}"))?;
    serde_json::from_str(&turned?).map_err(|error| format!("no JSON came back: {error}"))
}

/// The first differences, in short.
fn reported(differences: &[&Difference]) -> String {
    let shown: Vec<String> = differences
        .iter()
        .take(3)
        .map(|one| {
            let (before, after) = (short(one.before.as_ref()), short(one.after.as_ref()));
            format!("{}: {before} → {after}", one.place)
        })
        .collect();
    let more = match differences.len().saturating_sub(shown.len()) {
        0 => String::new(),
        more => format!(", and {more} more"),
    };
    format!("{}{more}", shown.join(", "))
}

fn short(value: Option<&Value>) -> String {
    let Some(value) = value else {
        return "absent".to_owned();
    };
    let text = value.to_string();
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn outcome(value: Value, unlisted: &[&str], line: Value) -> RoundTrip {
        let case = Case {
            place: "/p".to_owned(),
            schema: "/s".to_owned(),
            ty: "T".to_owned(),
            value,
            fits: true,
            unlisted: unlisted.iter().map(|p| (*p).to_owned()).collect(),
        };
        let mut outcome = RoundTrip::default();
        record(&case, &line.to_string(), &mut outcome);
        assert_eq!(outcome.tried, 1);
        outcome
    }

    #[test]
    fn only_unlisted_properties_may_be_lost() {
        let value = json!({"a": 1, "x": 2});
        let back = json!({"Ok": "{\"a\":1.0}"});
        assert_eq!(outcome(value.clone(), &["/x"], back.clone()).trimmed, 1);
        let lost = outcome(value.clone(), &[], back);
        assert_eq!(
            lost.different.first().map(|one| one.detail.as_str()),
            Some("#/x: 2 → absent")
        );
        let same = json!({"Ok": "{\"x\":2,\"a\":1}"});
        assert_eq!(outcome(value.clone(), &["/x"], same).equal, 1);
        // A property that is not listed may be dropped, never altered.
        let altered = json!({"Ok": "{\"x\":3,\"a\":1}"});
        assert_eq!(outcome(value, &["/x"], altered).different.len(), 1);
    }

    #[test]
    fn a_value_that_is_not_read_is_different() {
        let outcome = outcome(json!(1), &[], json!({"Err": "not read: x"}));
        assert_eq!(
            outcome.different.first().map(|one| one.detail.as_str()),
            Some("not read: x")
        );
    }
}
