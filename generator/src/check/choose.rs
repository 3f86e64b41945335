//! Which operations did the user choose, and which parts of the document does nobody need then?

use super::broken::target as target_of;
use super::document::Document;
use super::paths::{self, Listed};
use crate::config::{Candidate, Choice, Selector, problem};
use crate::diagnostic::{Diagnostic, Pointer, Target, did_you_mean};
use serde_json::Value;
use std::collections::BTreeSet;

/// Drops the operations that were not chosen. Returns those whose errors are then irrelevant, and
/// an error in the text of the configuration for each selector that matches nothing.
pub(crate) fn choose(document: &mut Document, choice: &Choice) -> (Unneeded, Vec<Diagnostic>) {
    if choice.is_everything() {
        return (Unneeded::default(), Vec::new());
    }
    let tree = &document.tree;
    let listed = paths::listed(tree);
    let tags: Vec<Vec<&str>> = listed.iter().map(|it| tags(it.value)).collect();
    let candidates: Vec<Candidate<'_>> = listed
        .iter()
        .zip(&tags)
        .map(|(listed, tags)| Candidate {
            tags,
            id: listed.value.get("operationId").and_then(Value::as_str),
            path: &listed.path,
            method: listed.method.token().untrusted(),
        })
        .collect();
    let idle = choice
        .include
        .iter()
        .chain(&choice.exclude)
        .filter(|selector| !candidates.iter().any(|it| selector.selects(it)));
    let problems = idle.map(|selector| idle_selector(selector, &candidates));
    let problems = problems.collect();
    let (chosen, others): (Vec<_>, Vec<_>) = listed
        .iter()
        .zip(&candidates)
        .partition(|(_, candidate)| choice.has(candidate));
    let unneeded = unneeded(tree, &firsts(&chosen), &firsts(&others));
    let others: BTreeSet<(String, String)> = others
        .iter()
        .map(|(listed, _)| {
            (
                listed.path.clone(),
                listed.method.token().untrusted().to_owned(),
            )
        })
        .collect();
    let ids = listed.iter().zip(&candidates);
    let ids = ids.filter(|(_, candidate)| !choice.has(candidate));
    document.unchosen = ids
        .filter_map(|(_, candidate)| candidate.id.map(str::to_owned))
        .collect();
    let is_chosen = |path: &str, method: &str| {
        let key = (path.to_owned(), method.to_owned());
        !others.contains(&key)
    };
    for path in &mut document.paths {
        let name = &path.path;
        path.operations
            .retain(|operation| is_chosen(name, operation.method.token().untrusted()));
    }
    document
        .omitted
        .retain(|omitted| is_chosen(omitted.path.untrusted(), omitted.method.untrusted()));
    (unneeded, problems)
}

/// Parts of a document that no chosen operation needs.
#[derive(Debug, Default)]
pub(crate) struct Unneeded {
    parts: BTreeSet<Pointer>,
    /// Places within them that are needed all the same, since references lead there.
    but: BTreeSet<Pointer>,
}

impl Unneeded {
    /// Whether a diagnostic speaks of nothing else.
    pub(crate) fn holds(&self, diagnostic: &Diagnostic) -> bool {
        let at = diagnostic
            .places
            .iter()
            .find_map(|place| match &place.target {
                Target::Value(at) | Target::Key(at) => Some(at),
                _ => None,
            });
        at.is_some_and(|at| within(at, &self.parts) && !within(at, &self.but))
    }
}

/// Whether a place is one of these, or inside one.
fn within(at: &Pointer, places: &BTreeSet<Pointer>) -> bool {
    let mut around = Pointer::root();
    at.steps().any(|step| {
        around = around.child(&step);
        places.contains(&around)
    })
}

fn tags(operation: &Value) -> Vec<&str> {
    let tags = operation.get("tags").and_then(Value::as_array);
    tags.into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect()
}

fn firsts<'a, 't>(pairs: &[(&'a Listed<'t>, &Candidate<'_>)]) -> Vec<&'a Listed<'t>> {
    pairs.iter().map(|(listed, _)| *listed).collect()
}

fn idle_selector(selector: &Selector, candidates: &[Candidate<'_>]) -> Diagnostic {
    let diagnostic = problem(selector.span.0.clone(), "this selects no operation");
    let near = |wanted: &Option<String>, known: &mut dyn Iterator<Item = &str>| {
        let wanted = wanted.as_deref()?;
        let known: Vec<&str> = known.collect();
        (!known.contains(&wanted)).then(|| did_you_mean(wanted, known))?
    };
    let near = near(
        &selector.tag,
        &mut candidates.iter().flat_map(|it| it.tags).copied(),
    )
    .or_else(|| near(&selector.id, &mut candidates.iter().filter_map(|it| it.id)))
    .or_else(|| near(&selector.path, &mut candidates.iter().map(|it| it.path)));
    let usual = || "`bindery list` shows the operations with their tags and paths".to_owned();
    diagnostic.help(near.unwrap_or_else(usual))
}

/// The parts that the chosen operations do not need.
fn unneeded(tree: &Value, chosen: &[&Listed<'_>], others: &[&Listed<'_>]) -> Unneeded {
    let mut parts = BTreeSet::new();
    for listed in others {
        parts.insert(listed.pointer.clone());
        parts.extend(listed.items.iter().map(|(item, _)| item.clone()));
    }
    let mut needs = Needs {
        tree,
        targets: BTreeSet::new(),
        stack: Vec::new(),
    };
    for listed in chosen {
        // One Path Item Object can serve several paths.
        parts.remove(&listed.pointer);
        needs.stack.push(listed.value);
        for (pointer, item) in &listed.items {
            parts.remove(pointer);
            needs.stack.extend(item.get("parameters"));
        }
    }
    let targets = needs.follow();
    for section in [
        "schemas",
        "parameters",
        "requestBodies",
        "responses",
        "headers",
        "examples",
    ] {
        let entries = tree.get("components").and_then(|all| all.get(section));
        let holder = Pointer::root().child("components").child(section);
        for key in entries.and_then(Value::as_object).into_iter().flatten() {
            let entry = holder.child(key.0);
            if !targets
                .iter()
                .any(|target| target.strip_prefix(&entry).is_some())
            {
                parts.insert(entry);
            }
        }
    }
    Unneeded {
        parts,
        but: targets,
    }
}

/// The places that references lead to, over any number of steps.
struct Needs<'t> {
    tree: &'t Value,
    targets: BTreeSet<Pointer>,
    stack: Vec<&'t Value>,
}

impl Needs<'_> {
    fn follow(mut self) -> BTreeSet<Pointer> {
        while let Some(value) = self.stack.pop() {
            match value {
                Value::Array(list) => self.stack.extend(list),
                Value::Object(map) => {
                    for (key, value) in map {
                        match (key.as_str(), value) {
                            ("$ref", Value::String(target)) => self.refer(target),
                            ("mapping", Value::Object(mapping)) => {
                                for target in mapping.values().filter_map(Value::as_str) {
                                    self.refer(target);
                                }
                            }
                            _ => self.stack.push(value),
                        }
                    }
                }
                _ => {}
            }
        }
        self.targets
    }

    fn refer(&mut self, target: &str) {
        let pointer = target_of(target);
        if let Some(value) = pointer.find(self.tree)
            && self.targets.insert(pointer)
        {
            self.stack.push(value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::check;
    use crate::config::Config;
    use crate::diagnostic::Report;
    use serde_json::json;

    /// The operations that stay, the diagnostics of the document, and those of the choice.
    fn chosen(choice: &str) -> (Vec<String>, Vec<String>, Vec<(String, String)>) {
        let text = format!("[api.x.operations]\n{choice}\n");
        let config = Config::parse(&text).unwrap();
        let response = |schema: &str| {
            json!({"200": {"description": "d", "content": {"application/json":
                {"schema": {"$ref": format!("#/components/schemas/{schema}")}}}}})
        };
        let tree = json!({
            "openapi": "3.0.3",
            "info": {"title": "t", "version": "1"},
            "paths": {
                "/a": {
                    "parameters": [{"name": "q", "in": "nowhere"}],
                    "get": {"operationId": "getA", "tags": ["one"], "responses": response("A")},
                    "put": {"operationId": "putA", "tags": ["two"], "responses": response("B")},
                },
                "/b": {"get": {"operationId": "getB", "tags": ["one"], "responses": response("B")}},
                "/c": {"get": {"operationId": "getC", "responses": 3}},
            },
            "components": {"schemas": {
                "A": {"type": "objekt"},
                "B": {"properties": {"c": {"$ref": "#/components/schemas/C"}}},
                "C": {"type": "strin"},
            }},
        });
        let mut report = Report::new();
        let mut document = check(tree, &mut report).unwrap();
        let (unneeded, problems) = choose(&mut document, &config.apis["x"].operations);
        report.retain(|diagnostic| !unneeded.holds(diagnostic));
        let stay = document.paths.iter().flat_map(|it| &it.operations);
        let stay = stay.map(|it| it.operation.operation_id.clone().unwrap());
        let stay = stay.chain(
            document
                .omitted
                .iter()
                .map(|it| format!("no {}", it.id.untrusted())),
        );
        let reported = report.diagnostics().iter();
        let place = |problem: &Diagnostic| match &problem.places[0].target {
            Target::Text { span, .. } => text.get(span.clone()).unwrap().to_owned(),
            other => format!("{other:?}"),
        };
        let problems = problems.iter();
        (
            stay.collect(),
            reported.map(|it| it.message.clone()).collect(),
            problems
                .map(|it| (place(it), it.advice().to_owned()))
                .collect(),
        )
    }

    #[test]
    fn only_chosen_operations_are_reported() {
        let (stay, reported, problems) = chosen("include = [{ id = 'getB' }]");
        assert_eq!(stay, ["getB"]);
        assert_eq!(reported, ["`strin` is no value of `type`"]);
        assert!(problems.is_empty());
        let (stay, reported, _) = chosen("exclude = [{ path = '/{a,b}' }, { path = '/a' }]");
        assert_eq!(stay, ["getB", "no getC"]);
        assert_eq!(reported.len(), 2, "{reported:?}");
    }

    #[test]
    fn a_selector_that_selects_nothing_is_an_error() {
        let choice = "include = [{ tag = 'onee' }]\nexclude = [{ id = 'getAA' }, { path = '/b/*' }, { tag = 'two', method = 'get' }]";
        let (_, _, problems) = chosen(choice);
        let list = "`bindery list` shows the operations with their tags and paths";
        let expected = [
            ("{ tag = 'onee' }", "did you mean `one`?"),
            ("{ id = 'getAA' }", "did you mean `getA`?"),
            ("{ path = '/b/*' }", list),
            ("{ tag = 'two', method = 'get' }", list),
        ];
        let expected = expected.map(|(place, help)| (place.to_owned(), help.to_owned()));
        assert_eq!(problems, expected);
    }
}
