//! Which examples do not fit the schema that they stand beside?

use super::fit::fit;
use super::walk::walk;
use crate::check::objects::Kind;
use crate::diagnostic::{Code, Diagnostic, Pointer, Report, Trail};
use crate::openapi::reference::follow;
use serde_json::{Map, Value};

/// Warns of every example of a document in canonical 3.0 that does not fit its schema.
pub(super) fn check(tree: &Value, report: &mut Report) {
    walk(tree, &mut |kind, map, trail| match kind {
        Kind::Schema => {
            if let Some(example) = map.get("example") {
                judge(tree, map, example, &trail.key("example").pointer(), report);
            }
        }
        Kind::Parameter | Kind::Header => beside(tree, map, trail, report),
        // An example of XML or of a form is written in that, as text.
        Kind::MediaType if is_json(trail) => beside(tree, map, trail, report),
        _ => {}
    });
}

/// The examples beside a member `schema`.
fn beside(tree: &Value, map: &Map<String, Value>, trail: &Trail<'_>, report: &mut Report) {
    let Some(schema) = map.get("schema").and_then(Value::as_object) else {
        return;
    };
    if let Some(example) = map.get("example") {
        judge(
            tree,
            schema,
            example,
            &trail.key("example").pointer(),
            report,
        );
    }
    let examples = map.get("examples").and_then(Value::as_object);
    for (name, example) in examples.into_iter().flatten() {
        let at = trail.key("examples").pointer().child(name);
        // One that is referred to is shown where the reference stands: it may fit elsewhere.
        let (example, at) = match example.get("$ref").and_then(Value::as_str) {
            Some(target) => match follow(tree, target, report.limits()) {
                Ok((_, example)) => (example, at),
                Err(_) => continue,
            },
            None => (example, at.child("value")),
        };
        if let Some(value) = example.get("value") {
            judge(tree, schema, value, &at, report);
        }
    }
}

fn judge(
    tree: &Value,
    schema: &Map<String, Value>,
    example: &Value,
    at: &Pointer,
    report: &mut Report,
) {
    // Tools write null where there is no example.
    if example.is_null() {
        return;
    }
    if let Err(misfit) = fit(tree, schema, example, report.limits()) {
        let message = format!(
            "the example does not fit its schema: {}",
            subject(&misfit.to_string())
        );
        report.push(Diagnostic::warning(Code::InvalidExample, message).at(at, ""));
    }
}

/// A reason that names no place speaks of the whole example.
fn subject(reason: &str) -> String {
    if reason.starts_with('`') {
        reason.to_owned()
    } else {
        format!("it {reason}")
    }
}

fn is_json(trail: &Trail<'_>) -> bool {
    let name = trail.pointer().steps().last().unwrap_or_default();
    name.to_ascii_lowercase().contains("json")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn examples_are_found_wherever_they_stand() {
        let wrong = json!({"wrong": {"value": 1}, "right": {"value": "a"}, "file": {"externalValue": "a"},
            "far": {"$ref": "#/components/examples/Far"}});
        let text = json!({"type": "string"});
        let tree = json!({
            "paths": {"/a": {"get": {
                "parameters": [{"schema": text, "examples": wrong}],
                "responses": {"200": {
                    "headers": {"X": {"schema": text, "example": 1}},
                    "content": {
                        "application/json": {"schema": text, "example": 1},
                        "application/xml": {"schema": {"type": "object"}, "example": "<a/>"},
                    },
                }},
            }}},
            "components": {
                "examples": {"Far": {"value": 2}},
                "schemas": {"B": {"type": "string", "example": null}, "A": {"properties": {"example": {"type": "string", "example": 3}}}},
            },
        });
        let mut report = Report::new();
        check(&tree, &mut report);
        let places: Vec<String> = report
            .diagnostics()
            .iter()
            .map(|fault| format!("{:?}", fault.places[0].target))
            .collect();
        let expected = [
            "parameters/0/examples/wrong/value",
            "parameters/0/examples/far",
            "headers/X/example",
            "content/application~1json/example",
            "schemas/A/properties/example/example",
        ];
        assert_eq!(places.len(), expected.len(), "{places:?}");
        for (place, end) in places.iter().zip(expected) {
            assert!(place.ends_with(&format!("{end}\"))")), "{place}");
        }
        assert_eq!(
            report.diagnostics()[0].message,
            "the example does not fit its schema: it is a number 1, and should be a string"
        );
    }
}
