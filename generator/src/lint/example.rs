//! Which examples do not fit their schema?

use super::fit::fit;
use super::walk::walk;
use crate::diagnostic::{Code, Diagnostic, Pointer, Report, Trail};
use crate::limits::Limit;
use crate::openapi::objects::ObjectKind;
use crate::openapi::reference::follow;
use serde_json::{Map, Value};

/// Warns of every example of a document in canonical 3.0 that does not fit its schema.
pub(super) fn check(tree: &Value, report: &mut Report) {
    let mut examples = Examples {
        tree,
        left: report.limits().of(Limit::Examples),
        report,
    };
    walk(tree, &mut |kind, map, trail| match kind {
        ObjectKind::Schema => {
            if let Some(example) = map.get("example") {
                examples.judge(map, example, &trail.key("example").pointer());
            }
        }
        ObjectKind::Parameter | ObjectKind::Header => examples.beside(map, trail),
        // An example of XML or of a form is written in that, as text.
        ObjectKind::MediaType if is_json(trail) => examples.beside(map, trail),
        _ => {}
    });
}

/// The value to validate, and the remaining budget.
struct Examples<'a> {
    tree: &'a Value,
    report: &'a mut Report,
    left: usize,
}

impl Examples<'_> {
    /// The examples beside a property `schema`.
    fn beside(&mut self, map: &Map<String, Value>, trail: &Trail<'_>) {
        let Some(schema) = map.get("schema").and_then(Value::as_object) else {
            return;
        };
        if let Some(example) = map.get("example") {
            self.judge(schema, example, &trail.key("example").pointer());
        }
        let examples = map.get("examples").and_then(Value::as_object);
        for (name, example) in examples.into_iter().flatten() {
            let at = trail.key("examples").pointer().child(name);
            // One that is referred to is shown where the reference stands: it may fit elsewhere.
            let (example, at) = match example.get("$ref").and_then(Value::as_str) {
                Some(target) => match follow(self.tree, target, self.report.limits()) {
                    Ok((_, example)) => (example, at),
                    Err(_) => continue,
                },
                None => (example, at.child("value")),
            };
            if let Some(value) = example.get("value") {
                self.judge(schema, value, &at);
            }
        }
    }

    fn judge(&mut self, schema: &Map<String, Value>, example: &Value, at: &Pointer) {
        // Tools write null where there is no example.
        if example.is_null() || self.left == 0 {
            return;
        }
        let fits = fit(self.tree, schema, example, &mut self.left);
        if self.left == 0 {
            let most = self.report.limits().of(Limit::Examples);
            let message = format!("examples are compared with more than {most} schemas");
            let warning = Limit::Examples.exceeded(message);
            self.report.push(warning.at(at, "not checked from here on"));
        }
        if let Err(misfit) = fits {
            let message = format!(
                "the example does not fit its schema: {}",
                subject(&misfit.to_string())
            );
            let warning = Diagnostic::warning(Code::InvalidExample, message);
            self.report.push(warning.at(at, ""));
        }
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
            .map(|problem| format!("{:?}", problem.places[0].target))
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
