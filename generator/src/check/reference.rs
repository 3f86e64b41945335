//! Does every `$ref` lead to a value?

use super::conform::Conformed;
use crate::diagnostic::{Code, Diagnostic, Pointer, Report, Severity, suggest};
use crate::limits::Limit;
use crate::openapi::objects::ObjectKind;
use crate::openapi::reference::{Unresolved, follow};
use serde_json::Value;
use std::collections::BTreeSet;

/// References for which what was meant is looked for: each time among all names there are.
const GUESSES: usize = 100;

/// Places of one problem that are shown.
const SHOWN: usize = 3;

/// Reports every `$ref` that leads nowhere or back to itself.
pub(super) fn check(tree: &Value, found: &Conformed, report: &mut Report) {
    let most = report.limits().of(Limit::ReferenceChain);
    let mut reported = BTreeSet::new();
    let mut circles = BTreeSet::new();
    let mut guesses = 0;
    for ((target, kind), places) in &found.references {
        // Examples are words about the API; nothing is made of them.
        if *kind == ObjectKind::Example {
            continue;
        }
        if report.is_full(Severity::Error) {
            break;
        }
        // A reference is listed once for each kind of object that it stands for.
        let problem = match follow(tree, target, report.limits()) {
            Ok(_) => continue,
            Err(Unresolved::Circular) => {
                if !circles.insert(circle(tree, target)) {
                    continue;
                }
                Diagnostic::error(
                    Code::CircularRef,
                    format!("`{target}` leads back to itself without reaching a value"),
                )
                .help("let one of these references give way to the object that is meant")
            }
            Err(Unresolved::TooLong) => Limit::ReferenceChain.exceeded(format!(
                "more than {most} references follow each other from `{target}`"
            )),
            Err(Unresolved::Dangling) => {
                guesses += 1;
                dangling(tree, target, guesses <= GUESSES)
            }
        };
        let fresh: Vec<&Pointer> = places
            .iter()
            .filter(|place| reported.insert((*place).clone()))
            .collect();
        let shown = fresh.iter().take(SHOWN);
        let mut problem = shown.fold(problem, |problem, place| problem.at(place, ""));
        if fresh.len() > SHOWN {
            problem.message += &format!(" ({} references)", fresh.len());
        }
        if !problem.places.is_empty() {
            report.push(problem);
        }
    }
}

/// The least reference of the circle that a target leads into: the same for all that do.
fn circle(tree: &Value, target: &str) -> String {
    let next = |target: &str| {
        let value = tree.pointer(target.strip_prefix('#')?)?;
        value.get("$ref")?.as_str()
    };
    // The first place that comes again lies on the circle; the way in is behind.
    let mut seen = BTreeSet::new();
    let mut at = target;
    while seen.insert(at) {
        at = next(at).unwrap_or(at);
    }
    let start = at;
    let mut least = at;
    loop {
        at = next(at).unwrap_or(start);
        least = least.min(at);
        if at == start {
            break;
        }
    }
    least.to_owned()
}

fn dangling(tree: &Value, target: &str, guess: bool) -> Diagnostic {
    let problem = Diagnostic::error(Code::DanglingRef, format!("`{target}` does not exist"));
    if !guess {
        return problem;
    }
    if let Some(meant) = escaped(tree, target) {
        let help = format!("write `{meant}`: within a key, `/` is `~1` and `~` is `~0`");
        return problem.help(help);
    }
    match nearest(tree, target) {
        Some(meant) => problem.help(format!("write `{meant}`")),
        None => problem,
    }
}

/// The target as it has to be written if a key in it holds a `/` that was not escaped, such as a
/// path or a media type. Several steps are joined to one key, as many as it takes.
fn escaped(tree: &Value, target: &str) -> Option<String> {
    let pointer = target.strip_prefix("#/")?;
    let steps: Vec<&str> = pointer.split('/').collect();
    // Paths have few steps, and what is longer was made by no hand.
    if steps.len() > 40 {
        return None;
    }
    let right = format!("#{}", joined(tree, &steps)?.as_str());
    (right != target).then_some(right)
}

/// The pointer to what the steps lead to, each key made of one or more of them.
fn joined(at: &Value, steps: &[&str]) -> Option<Pointer> {
    if steps.is_empty() {
        return Some(Pointer::root());
    }
    (1..=steps.len()).find_map(|taken| {
        let (key, rest) = steps.split_at_checked(taken)?;
        let text = key.join("/");
        let unescaped = Pointer::unescape(&text);
        [unescaped, text].into_iter().find_map(|key| {
            let next = match at {
                Value::Array(list) => list.get(key.parse::<usize>().ok()?)?,
                other => other.get(key.as_str())?,
            };
            let rest = joined(next, rest)?;
            Some(Pointer::root().child(&key).join(&rest))
        })
    })
}

/// An existing target that the author probably meant: one step spelt otherwise.
fn nearest(tree: &Value, target: &str) -> Option<String> {
    let Some(pointer) = target.strip_prefix("#/") else {
        return by_name(tree, target.trim_start_matches('#'));
    };
    let pointer = Pointer::from_escaped(format!("/{pointer}"));
    let mut at = tree;
    let mut right = Pointer::root();
    for step in pointer.steps() {
        let next = match at {
            Value::Object(map) => match map.get_key_value(&step) {
                Some((key, value)) => (key.clone(), value),
                None => match suggest(&step, map.keys().map(String::as_str)) {
                    Some(key) => (key.to_owned(), map.get(key)?),
                    None => return by_name(tree, &pointer.steps().last()?),
                },
            },
            Value::Array(list) => (step.clone(), list.get(step.parse::<usize>().ok()?)?),
            _ => return None,
        };
        right = right.child(&next.0);
        at = next.1;
    }
    Some(format!("#{}", right.as_str()))
}

/// A component of exactly this name in any section, as for a reference that is only a name.
fn by_name(tree: &Value, name: &str) -> Option<String> {
    let Value::Object(sections) = tree.get("components")? else {
        return None;
    };
    sections
        .iter()
        .find(|(_, section)| section.get(name).is_some())
        .map(|(key, _)| {
            let pointer = Pointer::root().child("components").child(key).child(name);
            format!("#{}", pointer.as_str())
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Limits;
    use serde_json::json;

    #[test]
    fn chains_are_followed_and_circles_found() {
        let tree = json!({
            "a": {"$ref": "#/b"}, "b": {"$ref": "#/c"}, "c": {"type": "string"},
            "d": {"$ref": "#/e"}, "e": {"$ref": "#/d"},
        });
        let follow = |target| follow(&tree, target, &Limits::default());
        let (pointer, value) = follow("#/a").unwrap();
        assert_eq!(
            (pointer.as_str(), value),
            ("/c", &json!({"type": "string"}))
        );
        assert_eq!(follow("#/d"), Err(Unresolved::Circular));
        assert_eq!(follow("#/x"), Err(Unresolved::Dangling));
        assert_eq!(follow("x.yaml"), Err(Unresolved::Dangling));
        assert_eq!(circle(&tree, "#/e"), "#/d");
    }

    #[test]
    fn a_chain_of_any_length_is_no_circle() {
        let link = |n: usize| (format!("a{n}"), json!({"$ref": format!("#/a{}", n + 1)}));
        let mut tree: serde_json::Map<_, _> = (0..300).map(link).collect();
        tree.insert("a300".to_owned(), json!(1));
        let tree = Value::Object(tree);
        let limits = Limits::default().with(Limit::ReferenceChain, 301);
        assert_eq!(follow(&tree, "#/a0", &limits).unwrap().1, &json!(1));
        let fewer = limits.with(Limit::ReferenceChain, 300);
        assert_eq!(follow(&tree, "#/a0", &fewer), Err(Unresolved::TooLong));
    }

    #[test]
    fn a_key_that_is_not_escaped_is_found() {
        let tree = json!({
            "paths": {"/a": {"get": {"responses": {"200": {"content": {"a/b": {"schema": {}}}}}}},
                "/a/{b}/c~d": {"get": {}}},
        });
        let escaped = |target| escaped(&tree, target);
        assert_eq!(escaped("#/paths//a").unwrap(), "#/paths/~1a");
        assert_eq!(
            escaped("#/paths//a/{b}/c~d/get").unwrap(),
            "#/paths/~1a~1{b}~1c~0d/get"
        );
        assert_eq!(
            escaped("#/paths/~1a/get/responses/200/content/a/b/schema").unwrap(),
            "#/paths/~1a/get/responses/200/content/a~1b/schema"
        );
        assert_eq!(escaped("#/paths//x"), None);
        assert_eq!(escaped("#/paths/~1a"), None);
        assert_eq!(escaped("x.yaml"), None);
    }

    #[test]
    fn the_nearest_target_is_found() {
        let tree = json!({"components": {"schemas": {"Participant": {}, "a/b": {}}}});
        let nearest = |target| nearest(&tree, target);
        assert_eq!(
            nearest("#/components/schemas/Partcipant").unwrap(),
            "#/components/schemas/Participant"
        );
        assert_eq!(
            nearest("#/component/schemas/a~1b").unwrap(),
            "#/components/schemas/a~1b"
        );
        assert_eq!(
            nearest("#/definitions/Participant").unwrap(),
            "#/components/schemas/Participant"
        );
        assert_eq!(
            nearest("Participant").unwrap(),
            "#/components/schemas/Participant"
        );
        assert_eq!(nearest("#/components/schemas/Other"), None);
    }
}
