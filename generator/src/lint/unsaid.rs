//! What does a document leave unsaid that the specification wants said, and that can only be one
//! thing? Builds read it as that thing.

use super::walk::walk;
use crate::diagnostic::{Code, Diagnostic, Report, Trail};
use crate::openapi::media_type::{Family, family};
use crate::openapi::objects::ObjectKind;
use serde_json::{Map, Value};

/// Warns of each place.
pub(super) fn check(tree: &Value, report: &mut Report) {
    let later = |minor: char| {
        let version = tree.get("openapi").and_then(Value::as_str);
        let found = version.and_then(|text| text.trim().strip_prefix("3.")?.chars().next());
        found.is_some_and(|found| found >= minor)
    };
    let (since_1, since_2) = (later('1'), later('2'));
    walk(tree, &mut |kind, map, trail| {
        let warning = match kind {
            ObjectKind::Parameter => path_parameter(map, trail),
            // Optional since 3.1 (Operation Object).
            ObjectKind::Operation if !since_1 => missing(map, "responses", "an operation", trail),
            // Optional since 3.2 (Response Object).
            ObjectKind::Response if !since_2 => missing(map, "description", "a response", trail),
            ObjectKind::RequestBody => form_body(tree, map, trail),
            ObjectKind::Schema => list_of_one(map, trail),
            _ => None,
        };
        if let Some(warning) = warning {
            report.push(warning);
        }
    });
}

/// A path without the value would be another path (Parameter Object, `required`).
fn path_parameter(map: &Map<String, Value>, trail: &Trail<'_>) -> Option<Diagnostic> {
    if map.get("in")? != "path" || map.get("required") == Some(&Value::Bool(true)) {
        return None;
    }
    let message = "a path parameter is always required, and has to say so";
    let warning = Diagnostic::warning(Code::MissingProperty, message)
        .at_key(&trail.key("in").pointer(), "in this parameter")
        .help("add `required: true`");
    Some(warning)
}

fn missing(
    map: &Map<String, Value>,
    key: &str,
    what: &str,
    trail: &Trail<'_>,
) -> Option<Diagnostic> {
    if map.contains_key(key) {
        return None;
    }
    let warning = Diagnostic::warning(Code::MissingProperty, format!("{what} needs `{key}`"))
        .at_key(&trail.pointer(), "in this object")
        .help(format!("add `{key}`"));
    Some(warning)
}

/// A form with required properties is useless without them (Request Body Object, `required`).
fn form_body(tree: &Value, map: &Map<String, Value>, trail: &Trail<'_>) -> Option<Diagnostic> {
    if map.contains_key("required") {
        return None;
    }
    let content = map.get("content")?.as_object()?;
    if content.keys().any(|name| family(name) == Family::Json) {
        return None;
    }
    let is_form = |name: &String| matches!(family(name), Family::Form | Family::Multipart);
    let (_, media_type) = content.iter().find(|(name, _)| is_form(name))?;
    let mut schema = media_type.get("schema")?;
    for _ in 0..REFERENCES {
        match schema.get("$ref").and_then(Value::as_str) {
            Some(target) => schema = tree.pointer(target.strip_prefix('#')?)?,
            None => break,
        }
    }
    let needs = schema.get("required")?.as_array()?;
    let message = "this body has required properties and does not say whether it is required itself; \
                   it is taken as required";
    let warning = Diagnostic::warning(Code::MissingProperty, message)
        .at_key(&trail.pointer(), "in this object")
        .help("add `required: true`, or `required: false` if the body may be left out");
    (!needs.is_empty()).then_some(warning)
}

/// How many references to other references are followed.
const REFERENCES: usize = 16;

/// `required: name` (JSON Schema Validation, section 6.5.3).
fn list_of_one(map: &Map<String, Value>, trail: &Trail<'_>) -> Option<Diagnostic> {
    let name = map.get("required")?.as_str()?;
    let warning = Diagnostic::warning(Code::WrongType, "`required` of a schema is a list of names")
        .at(&trail.key("required").pointer(), "taken for a list of one")
        .help(format!("write `required: [{name}]`"));
    Some(warning)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Target;
    use serde_json::json;

    fn reported(version: &str) -> Vec<String> {
        let tree = json!({"openapi": version, "paths": {"/a/{x}/{y}": {"get": {
            "parameters": [
                {"name": "x", "in": "path", "schema": {"type": "object", "required": "a"}},
                {"name": "y", "in": "path", "required": true},
                {"name": "z", "in": "query"},
            ],
            "responses": {"200": {}},
        }, "put": {}}}});
        let mut report = Report::new();
        check(&tree, &mut report);
        let all = report.diagnostics().iter();
        all.map(|diagnostic| match &diagnostic.places[0].target {
            Target::Value(at) | Target::Key(at) => format!("{} {}", diagnostic.code, at.as_str()),
            other => panic!("{other:?}"),
        })
        .collect()
    }

    #[test]
    fn a_form_with_required_properties_says_that_it_is_required() {
        let count = |body: Value| {
            let schemas = json!({"A": {"required": ["a"]}});
            let tree = json!({"openapi": "3.0.3", "components": {"schemas": schemas,
                "requestBodies": {"B": body}}});
            let mut report = Report::new();
            check(&tree, &mut report);
            report.diagnostics().len()
        };
        let form = "application/x-www-form-urlencoded";
        let schema = json!({"$ref": "#/components/schemas/A"});
        let content = json!({form: {"schema": schema}});
        assert_eq!(count(json!({"content": content})), 1);
        assert_eq!(count(json!({"content": content, "required": false})), 0);
        assert_eq!(
            count(json!({"content": {form: {"schema": {"type": "object"}}}})),
            0
        );
        let both = json!({form: {"schema": schema}, "application/json": {}});
        assert_eq!(count(json!({"content": both})), 0);
    }

    #[test]
    fn missing_descriptions_are_reported() {
        let base = "/paths/~1a~1{x}~1{y}";
        let always = [
            format!("missing-property {base}/get/parameters/0/in"),
            format!("wrong-type {base}/get/parameters/0/schema/required"),
        ];
        let response = format!("missing-property {base}/get/responses/200");
        let operation = format!("missing-property {base}/put");
        let in_3_1 = [&always[..], &[response]].concat();
        assert_eq!(reported("3.0.3"), [&in_3_1[..], &[operation]].concat());
        assert_eq!(reported("3.1.0"), in_3_1);
        assert_eq!(reported("3.2.0"), always);
    }
}
