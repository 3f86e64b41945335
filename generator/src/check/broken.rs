//! Which operations and schemas need a part of the document that is in error?
//!
//! An error makes the part around it unusable, and everything that refers to that part. With
//! `broken = "leave-out"` these operations and schemas are left out, and the errors become warnings.

use super::document::Document;
use super::paths::{self, Listed};
use crate::diagnostic::{Code, Diagnostic, Pointer, Report, Severity, Target};
use crate::ir::Omitted;
use crate::openapi::canonical;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Operations and schemas that the message names; `bindery list` names all operations.
const NAMED: usize = 100;

/// Leaves out the operations and schemas that need a part in error, and turns these errors into
/// warnings. Errors of the document as a whole stay errors.
pub(crate) fn leave_out(document: &mut Document, report: &mut Report) {
    let errors: Vec<(Pointer, Cause)> = report
        .diagnostics()
        .iter()
        .filter_map(|problem| Some((place(problem)?, cause(problem))))
        .collect();
    if errors.is_empty() {
        return;
    }
    let broken = Broken::of(&document.tree, errors);
    let listed = paths::listed(&document.tree);
    let chosen = chosen(document);
    let mut operations = BTreeMap::new();
    let mut names = Vec::new();
    for listed in &listed {
        let method = listed.method.token().untrusted().to_owned();
        if chosen.contains(&(listed.path.clone(), method.clone()))
            && let Some(cause) = broken.cause(listed)
        {
            names.push(format!("`{method} {}`", listed.path));
            let id = super::operation::id(listed.value, &listed.method, &listed.path);
            operations.insert((listed.path.clone(), method), (id, cause.clone()));
        }
    }
    drop(listed);
    for path in &mut document.paths {
        let name = &path.path;
        path.operations.retain(|operation| {
            let method = operation.method.token();
            let key = (name.clone(), method.untrusted().to_owned());
            let Some((id, cause)) = operations.remove(&key) else {
                return true;
            };
            document.omitted.push(Omitted {
                id: id.into(),
                method: method.to_text(),
                path: name.into(),
                code: cause.code,
                reason: cause.message.into(),
            });
            false
        });
    }
    let schemas = Pointer::root().child("components").child("schemas");
    let kept: BTreeSet<String> = document.schemas.keys().cloned().collect();
    document
        .schemas
        .retain(|key, _| broken.cause_within(&schemas.child(key)).is_none());
    let every = document.tree.pointer(schemas.as_str());
    let every = every.and_then(Value::as_object).into_iter().flatten();
    let missing = every.filter(|(key, _)| !document.schemas.contains_key(*key));
    document.left_out.schemas = missing
        .map(|(key, _)| key.clone())
        .chain(
            kept.into_iter()
                .filter(|key| !document.schemas.contains_key(key)),
        )
        .collect();
    document.left_out.files = broken.files();
    drop_repeated(&document.tree, report);
    report.demote(|problem| place(problem).is_some());
    report.push(summary(&names, chosen.len(), &document.left_out.schemas));
}

/// The operations that the configuration chooses, by path and method.
fn chosen(document: &Document) -> BTreeSet<(String, String)> {
    let paths = document.paths.iter().flat_map(|path| {
        let methods = path.operations.iter().map(|it| it.method.token());
        methods.map(|method| (path.path.clone(), method.untrusted().to_owned()))
    });
    let omitted = document.omitted.iter().map(|it| {
        let (path, method) = (it.path.untrusted(), it.method.untrusted());
        (path.to_owned(), method.to_owned())
    });
    paths.chain(omitted).collect()
}

/// The warning that counts and lists what is left out.
fn summary(operations: &[String], all: usize, schemas: &BTreeSet<String>) -> Diagnostic {
    let are = |count: usize| if count == 1 { "is" } else { "are" };
    let count = operations.len();
    let of_all = if all == 1 { "operation" } else { "operations" };
    let mut message = match count {
        0 => "no operation is left out".to_owned(),
        _ => {
            let needs = if count == 1 { "it needs" } else { "they need" };
            format!(
                "{count} of {all} {of_all} {} left out, because {needs} a part that is in error: {}",
                are(count),
                listing(operations)
            )
        }
    };
    if !schemas.is_empty() {
        let count = schemas.len();
        let noun = if count == 1 { "schema" } else { "schemas" };
        let names: Vec<String> = schemas.iter().map(|key| format!("`{key}`")).collect();
        message += &format!(
            "; {count} {noun} {} left out: {}",
            are(count),
            listing(&names)
        );
    }
    Diagnostic::warning(Code::LeftOut, message)
}

fn listing(names: &[String]) -> String {
    let some: Vec<&str> = names.iter().take(NAMED).map(String::as_str).collect();
    let more = names.len().saturating_sub(some.len());
    let rest = if more > 0 {
        format!(" and {more} more")
    } else {
        String::new()
    };
    some.join(", ") + &rest
}

/// Drops errors about references to files: `load` has reported the same references.
fn drop_repeated(tree: &Value, report: &mut Report) {
    report.retain(|problem| {
        let to_file = place(problem).filter(|_| problem.code == Code::DanglingRef);
        let target = to_file.and_then(|at| at.find(tree)?.as_str());
        target.is_none_or(|target| target.starts_with('#'))
    });
}

/// The reason why something is left out.
#[derive(Clone, Debug)]
struct Cause {
    code: Code,
    message: String,
}

fn cause(problem: &Diagnostic) -> Cause {
    Cause {
        code: problem.code,
        message: problem.message.clone(),
    }
}

/// The place of an error that spoils a part which can be left out.
fn place(problem: &Diagnostic) -> Option<Pointer> {
    let mut places = problem.places.iter();
    let at = places.find_map(|place| match &place.target {
        Target::Value(at) | Target::Key(at) => Some(at),
        _ => None,
    })?;
    let steps: Vec<String> = at.steps().take(3).collect();
    let is_part = match steps.first().map(String::as_str) {
        Some("components") => steps.len() > 2,
        Some("paths" | canonical::FILES) => steps.len() > 1,
        _ => false,
    };
    (problem.severity == Severity::Error && is_part).then(|| at.clone())
}

/// All places that are in error, or refer to such a place.
struct Broken(BTreeMap<Pointer, Cause>);

impl Broken {
    fn of(tree: &Value, errors: Vec<(Pointer, Cause)>) -> Self {
        let mut references: BTreeMap<Pointer, Vec<Pointer>> = BTreeMap::new();
        note_references(tree, &Pointer::root(), &mut references);
        let mut found: BTreeMap<Pointer, Cause> = BTreeMap::new();
        let mut open = errors;
        // Every reference is followed back once.
        // A reference that leads nowhere may be reported at some of its places only.
        for (at, cause) in open.clone() {
            if let Some(Value::String(to)) = at.find(tree) {
                let same = references.remove(&target(to)).into_iter().flatten();
                open.extend(same.map(|from| (from, cause.clone())));
            }
        }
        while let Some((at, cause)) = open.pop() {
            if found.contains_key(&at) {
                continue;
            }
            let mut around = Pointer::root();
            for step in at.steps() {
                around = around.child(&step);
                let from = references.remove(&around).into_iter().flatten();
                open.extend(from.map(|from| (from, cause.clone())));
            }
            found.insert(at, cause);
        }
        Self(found)
    }

    /// The error at a place or inside it.
    fn cause_within(&self, at: &Pointer) -> Option<&Cause> {
        if let Some(cause) = self.0.get(at) {
            return Some(cause);
        }
        let inside = Pointer::from_escaped(format!("{}/", at.as_str()));
        let (first, cause) = self.0.range(&inside..).next()?;
        first.as_str().starts_with(inside.as_str()).then_some(cause)
    }

    /// The error that an operation suffers from: its own, or one of its path items.
    fn cause(&self, operation: &Listed<'_>) -> Option<&Cause> {
        let own = self.cause_within(&operation.pointer);
        own.or_else(|| {
            operation.items.iter().find_map(|(item, _)| {
                let shared = ["parameters", "servers", "$ref"];
                let mut shared = shared.iter().map(|key| item.child(key));
                self.0
                    .get(item)
                    .or_else(|| shared.find_map(|at| self.cause_within(&at)))
            })
        })
    }

    /// The files that are in error, or hold a part that is.
    fn files(&self) -> BTreeSet<Pointer> {
        let holder = Pointer::root().child(canonical::FILES);
        let places = self.0.keys();
        places
            .filter(|at| at.strip_prefix(&holder).is_some())
            .cloned()
            .collect()
    }
}

/// The place that a reference leads to; a mapping may name a schema.
pub(super) fn target(reference: &str) -> Pointer {
    match reference.strip_prefix('#') {
        Some(pointer) => Pointer::from_escaped(pointer),
        None => ["components", "schemas", reference]
            .iter()
            .fold(Pointer::root(), |at, step| at.child(step)),
    }
}

/// Notes every reference in a value by its target.
fn note_references(value: &Value, at: &Pointer, references: &mut BTreeMap<Pointer, Vec<Pointer>>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                let here = at.child(key);
                match (key.as_str(), value) {
                    ("$ref", Value::String(target)) => {
                        references
                            .entry(self::target(target))
                            .or_default()
                            .push(here);
                    }
                    ("mapping", Value::Object(mapping)) => {
                        for (tag, target) in mapping {
                            if let Some(target) = target.as_str() {
                                let from = references.entry(self::target(target)).or_default();
                                from.push(here.child(tag));
                            }
                        }
                    }
                    (_, Value::Object(_) | Value::Array(_)) => {
                        note_references(value, &here, references);
                    }
                    _ => {}
                }
            }
        }
        Value::Array(list) => {
            for (index, value) in list.iter().enumerate() {
                if value.is_object() || value.is_array() {
                    note_references(value, &at.index(index), references);
                }
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::check;
    use serde_json::json;

    /// What is left out, what stays, and the diagnostics afterwards.
    fn left(
        paths: Value,
        components: Value,
    ) -> (Vec<String>, Vec<String>, Vec<(Severity, String)>) {
        let tree = json!({"openapi": "3.0.3", "info": {"title": "t", "version": "1"},
            "paths": paths, "components": components});
        let mut report = Report::new();
        let mut document = check(tree, &mut report).unwrap();
        leave_out(&mut document, &mut report);
        let ids = document.omitted.iter();
        let ids = ids.map(|it| it.id.untrusted().to_owned()).collect();
        let stay = document.paths.iter().flat_map(|it| &it.operations);
        let stay = stay.map(|it| it.operation.operation_id.clone().unwrap());
        let all = report.diagnostics().iter();
        let all = all.map(|it| (it.severity, it.message.clone()));
        (ids, stay.collect(), all.collect())
    }

    fn get(id: &str, schema: &str) -> Value {
        json!({"get": {"operationId": id, "responses": {"200": {"description": "", "content":
            {"application/json": {"schema": {"$ref": format!("#/components/schemas/{schema}")}}}}}}})
    }

    #[test]
    fn what_needs_the_error_is_left_out_over_any_number_of_references() {
        let (omitted, stay, reported) = left(
            json!({"/a": get("a", "Far"), "/b": get("b", "Sound"), "/c": get("c", "Missing"),
                "/d": {"parameters": [{"$ref": "#/components/parameters/Wrong"}],
                    "get": {"operationId": "d", "responses": {}}}}),
            json!({
                "schemas": {
                    "Far": {"properties": {"near": {"$ref": "#/components/schemas/Near"}}},
                    "Near": {"items": {"$ref": "#/components/schemas/Wrong"}},
                    "Wrong": {"properties": {"allOf": [{}]}},
                    "Sound": {"properties": {"self": {"$ref": "#/components/schemas/Sound"}}},
                },
                "parameters": {"Wrong": {"name": "x", "in": "nowhere"}},
            }),
        );
        assert_eq!(omitted, ["a", "c", "d"]);
        assert_eq!(stay, ["b"]);
        assert!(
            reported
                .iter()
                .all(|(severity, _)| *severity == Severity::Warning)
        );
        let last = &reported.last().unwrap().1;
        assert_eq!(
            last,
            "3 of 4 operations are left out, because they need a part that is in error: \
             `GET /a`, `GET /c`, `GET /d`; 3 schemas are left out: `Far`, `Near`, `Wrong`"
        );
    }

    #[test]
    fn every_place_of_a_dangling_reference_counts() {
        let paths = (0..30).map(|n| (format!("/{n}"), get(&format!("o{n}"), "Missing")));
        let (omitted, stay, _) = left(paths.collect(), json!({}));
        assert_eq!((omitted.len(), stay.len()), (30, 0));
    }

    #[test]
    fn an_error_that_no_operation_needs_leaves_out_its_schema_only() {
        let (omitted, stay, reported) = left(
            json!({"/b": get("b", "Sound")}),
            json!({"schemas": {"Sound": {}, "Wrong": {"type": "strange"}}}),
        );
        assert_eq!((omitted.len(), stay.len()), (0, 1));
        let expected = "no operation is left out; 1 schema is left out: `Wrong`";
        assert_eq!(reported.last().unwrap().1, expected);
    }

    #[test]
    fn an_error_of_the_whole_document_stays_an_error() {
        let (_, _, reported) = left(json!({"/b": get("b", "Sound")}), json!({"schemas": []}));
        assert!(
            reported
                .iter()
                .any(|(severity, _)| *severity == Severity::Error)
        );
    }
}
