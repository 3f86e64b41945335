//! No text leaves its place, wherever a document has it.

use super::injection::{Outcome, Trial};
use super::payloads::{Payload, payloads};
use super::table::Table;
use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::path::Path;

/// Every payload in every position of the specification, see `positions.yaml` and `payloads.rs`.
///
/// Prints what became of each, as a table: a line for each position, a column for each payload. Where
/// `BINDERY_EVERY_POSITION` is set, each payload is tried in each position alone, which takes minutes.
#[test]
fn no_text_leaves_its_place() {
    let table = Table::read();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile/positions");
    let mut trial = Trial::new(&table, &folder);
    let absent: BTreeSet<String> = trial
        .learn()
        .into_iter()
        .map(|row| row.name.clone())
        .collect();
    let every = env::var_os("BINDERY_EVERY_POSITION").is_some();
    let mut tried: Vec<Tried> = Vec::new();
    for payload in payloads(every) {
        let alone = payload.alone.then(|| trial.apart(&payload));
        let together = payload.together.then(|| trial.together(&payload));
        tried.push((payload, alone, together));
    }
    print(&table, &tried);
    println!(
        "{} documents, {} crates, {} examples in them, {} diagnostics",
        trial.documents, trial.crates, trial.inspector.doctests, trial.diagnostics
    );

    let mut problems: BTreeMap<(&str, &str), BTreeSet<&str>> = BTreeMap::new();
    for problem in &trial.problems {
        let rows = problems
            .entry((problem.payload, &problem.message))
            .or_default();
        rows.insert(&problem.rows);
    }
    for ((payload, message), rows) in &problems {
        println!(
            "{payload}: {message}\n    in {} documents, as of {:?}",
            rows.len(),
            rows.first()
        );
    }
    assert!(problems.is_empty(), "{} problems", problems.len());

    let is_refused = |number: usize| {
        let outcomes = tried
            .iter()
            .flat_map(|(_, alone, together)| [alone, together]);
        let mut outcomes = outcomes.flatten().flat_map(|all| all.get(number));
        outcomes.all(|outcome| *outcome != Outcome::Accepted)
    };
    let rows = table.rows.iter().filter(|row| is_refused(row.number));
    let refused: BTreeSet<String> = rows.map(|row| row.name.clone()).collect();
    // Nothing was tried of a position that is refused whatever it holds.
    assert_eq!(refused, table.refused, "`refused` in positions.yaml");
    // Nor of one whose text goes nowhere.
    let listed = table.without_output.union(&refused).cloned().collect();
    let unlisted: Vec<&String> = absent.difference(&listed).collect();
    assert_eq!(
        unlisted,
        Vec::<&String>::new(),
        "`without_output` in positions.yaml"
    );
}

/// A payload, and what became of it in each row alone and together.
type Tried = (Payload, Option<Vec<Outcome>>, Option<Vec<Outcome>>);

fn print(table: &Table, tried: &[Tried]) {
    let legend = "`.` accepted, `-` the operation is left out, `x` refused; alone, then together";
    println!("{legend}, where it was tried\n");
    let count = |outcomes: &Option<Vec<Outcome>>| {
        let of = |outcome| {
            let all = outcomes.iter().flatten();
            all.filter(|other| **other == outcome).count()
        };
        let [accepted, left_out, refused] =
            [Outcome::Accepted, Outcome::LeftOut, Outcome::Refused].map(of);
        match outcomes {
            Some(_) => format!("{accepted:>3} . {left_out:>3} - {refused:>3} x"),
            None => String::new(),
        }
    };
    for (index, (payload, alone, together)) in tried.iter().enumerate() {
        let (number, name) = (index + 1, payload.name);
        let (alone, together) = (count(alone), count(together));
        println!("{number:>3} {name:<36} alone: {alone:<20} together: {together}");
    }
    println!();
    for row in &table.rows {
        let letter = |outcomes: &Option<Vec<Outcome>>| {
            let outcome = outcomes.as_ref().and_then(|all| all.get(row.number));
            outcome.map_or(' ', |outcome| outcome.letter())
        };
        let cells = tried.iter();
        let cells =
            cells.map(|(_, alone, together)| format!("{}{} ", letter(alone), letter(together)));
        println!("{:<52} {}", row.name, cells.collect::<String>());
    }
    println!();
}
