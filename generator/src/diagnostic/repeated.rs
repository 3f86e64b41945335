//! Which problems are one problem that occurs at many places?

use super::{Code, Diagnostic, Severity};
use std::collections::BTreeMap;

/// Occurrences whose places are shown.
const SHOWN: usize = 3;

/// Joins the problems that differ in their places only, for people: the message of such a problem
/// ends with their number, and the places of the first few are kept. The first one determines the
/// position in the list. A deviation of a service counts its occurrences itself and stays as it is.
pub fn join_repeated<'a>(problems: impl IntoIterator<Item = &'a Diagnostic>) -> Vec<Diagnostic> {
    let mut joined: Vec<(Diagnostic, usize)> = Vec::new();
    let mut known = BTreeMap::new();
    for problem in problems {
        if problem.code == Code::ServiceDiffers {
            joined.push((problem.clone(), 1));
            continue;
        }
        let index = *known.entry(key(problem)).or_insert(joined.len());
        match joined.get_mut(index) {
            Some((first, count)) => {
                *count += 1;
                if *count <= SHOWN {
                    first.places.extend(problem.places.iter().cloned());
                }
            }
            None => joined.push((problem.clone(), 1)),
        }
    }
    let counted = joined.into_iter().map(|(mut problem, count)| {
        if count > 1 {
            problem.message += &format!(" ({count} times)");
        }
        problem
    });
    counted.collect()
}

/// Equal for problems that differ in their places only.
fn key(problem: &Diagnostic) -> (Severity, &'static str, &str, &str, Vec<&str>) {
    let labels = problem.places.iter().map(|place| place.label.as_str());
    (
        problem.severity,
        problem.code.name(),
        &problem.message,
        problem.advice(),
        labels.collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Pointer;

    #[test]
    fn problems_that_differ_in_places_only_are_one() {
        let at = |place: usize| Pointer::root().index(place);
        let problem = |place| Diagnostic::error(Code::WrongType, "no list").at(&at(place), "here");
        let other = Diagnostic::warning(Code::WrongType, "no list").at(&at(9), "here");
        let all = [
            problem(0),
            other.clone(),
            problem(1),
            problem(2),
            problem(3),
        ];
        let joined = join_repeated(&all);
        let mut expected = problem(0).at(&at(1), "here").at(&at(2), "here");
        expected.message = "no list (4 times)".to_owned();
        assert_eq!(joined, [expected, other]);
    }
}
