//! Which keys are in an object that cannot have them, because a line is indented too far or too
//! little?
//!
//! Such a document is valid YAML, and half of an operation would be read as the other half of
//! another one. That is an error, whatever else is tolerated.

use super::conform::ConformanceVisitor;
use crate::diagnostic::{Code, Diagnostic, Trail};
use crate::openapi::objects::ObjectKind;
use serde_json::{Map, Value};

/// The keys of a Path Item Object that hold operations.
const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// Reports keys of another level; whether there is none.
pub(super) fn check(
    walk: &mut ConformanceVisitor<'_>,
    kind: ObjectKind,
    map: &Map<String, Value>,
    trail: &Trail<'_>,
) -> bool {
    let mut sound = true;
    for key in map.keys() {
        let Some(problem) = problem(kind, key, map) else {
            continue;
        };
        let here = trail.key(key);
        let (message, help) = problem;
        walk.refuse(
            Diagnostic::error(Code::InvalidObject, message)
                .at_key(&here.pointer(), "this key belongs to another level")
                .help(help),
            &here,
        );
        sound = false;
    }
    sound
}

fn problem(kind: ObjectKind, key: &str, map: &Map<String, Value>) -> Option<(String, String)> {
    let of = |what: &str| format!("`{key}` is a key of {what}, and stands in {}", holder(kind));
    match kind {
        ObjectKind::Operation | ObjectKind::Responses if METHODS.contains(&key) => Some((
            of("a path"),
            format!("indent `{key}` like the other methods of the path"),
        )),
        ObjectKind::Operation | ObjectKind::Responses | ObjectKind::PathItem
            if key.starts_with('/') =>
        {
            Some((of("`paths`"), "indent it like the other paths".to_owned()))
        }
        // An operation without a method; its `responses` say that it is one.
        ObjectKind::PathItem if key == "responses" || key == "requestBody" => {
            let has_id = map.contains_key("operationId") || map.contains_key("responses");
            has_id.then(|| {
                let help = format!("indent `{key}` by one level more, below the method");
                (of("an operation"), help)
            })
        }
        ObjectKind::Paths if key == "components" => Some((
            of("the document"),
            "write it at the beginning of the line".to_owned(),
        )),
        _ => None,
    }
}

fn holder(kind: ObjectKind) -> &'static str {
    match kind {
        ObjectKind::Operation => "an operation",
        ObjectKind::Responses => "`responses`",
        ObjectKind::PathItem => "a path",
        _ => "`paths`",
    }
}

#[cfg(test)]
mod tests {
    use crate::check::check;
    use crate::diagnostic::{Report, Severity};
    use serde_json::{Value, json};

    fn reported(paths: Value) -> Vec<(Severity, String)> {
        let tree = json!({"openapi": "3.0.3", "info": {"title": "t", "version": "1"},
            "paths": paths});
        let mut report = Report::new();
        check(tree, &mut report);
        let all = report.diagnostics().iter();
        all.map(|it| (it.severity, it.message.clone())).collect()
    }

    #[test]
    fn keys_of_another_level_are_errors() {
        for (paths, message) in [
            (
                json!({"/a": {"post": {"responses": {}, "get": null, "operationId": "b"}}}),
                "`get` is a key of a path, and stands in an operation",
            ),
            (
                json!({"/a": {"post": {"responses": {"200": {"description": ""}, "get": {}}}}}),
                "`get` is a key of a path, and stands in `responses`",
            ),
            (
                json!({"/a": {"post": {"responses": {}, "/b": {"get": {"responses": {}}}}}}),
                "`/b` is a key of `paths`, and stands in an operation",
            ),
            (
                json!({"/a": {"post": {"responses": {}}, "/b": {"get": {"responses": {}}}}}),
                "`/b` is a key of `paths`, and stands in a path",
            ),
            (
                json!({"/a": {"get": null, "operationId": "a", "responses": {}}}),
                "`responses` is a key of an operation, and stands in a path",
            ),
            (
                json!({"/a": {"get": {"responses": {}}}, "components": {"schemas": {}}}),
                "`components` is a key of the document, and stands in `paths`",
            ),
        ] {
            let reported = reported(paths);
            let expected = (Severity::Error, message.to_owned());
            assert!(reported.contains(&expected), "{reported:?}");
        }
    }
}
