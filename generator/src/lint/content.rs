//! Which successful responses declare no content?

use super::walk::walk;
use crate::diagnostic::{Code, Diagnostic, Pointer, Report, Trail};
use crate::openapi::objects::ObjectKind;
use serde_json::{Map, Value};

/// Warns of each.
pub(super) fn check(tree: &Value, report: &mut Report) {
    // The body of a response is called otherwise in Swagger 2.0.
    if tree.get("openapi").is_none() {
        return;
    }
    walk(tree, &mut |kind, map, trail| {
        if kind == ObjectKind::Operation {
            for warning in responses(tree, map, trail).into_iter().flatten() {
                report.push(warning);
            }
        }
    });
}

fn responses(tree: &Value, map: &Map<String, Value>, trail: &Trail<'_>) -> Option<Vec<Diagnostic>> {
    let pointer = trail.pointer();
    // A response to `HEAD` never has a body (RFC 9110, section 9.3.2).
    if pointer.steps().last().as_deref() == Some("head") {
        return None;
    }
    let responses = map.get("responses")?.as_object()?;
    let successes = responses.iter().filter(|(status, _)| may_have_body(status));
    let here = pointer.child("responses");
    let warnings = successes.filter_map(|(status, response)| {
        let response = resolved(tree, response)?;
        let has_content = response.get("content").is_some_and(Value::is_object);
        // A body in the words of Swagger 2.0 is reported otherwise.
        (!has_content && !response.contains_key("schema")).then(|| {
            let message = format!("the response `{status}` declares no content");
            Diagnostic::warning(Code::MissingContent, message).at_key(&here.child(status), "")
        })
    });
    Some(warnings.collect())
}

/// Whether a status is a success whose response may have a body (RFC 9110, section 15.3).
fn may_have_body(status: &str) -> bool {
    let is_status = status.len() == 3 && status.starts_with('2');
    is_status && status != "204" && status != "205"
}

fn resolved<'t>(tree: &'t Value, response: &'t Value) -> Option<&'t Map<String, Value>> {
    let target = response.get("$ref").and_then(Value::as_str);
    let response = match target {
        Some(target) => Pointer::from_escaped(target.strip_prefix('#')?).find(tree)?,
        None => response,
    };
    response.as_object()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_successes_that_may_have_a_body_need_content() {
        let json = json!({"description": "", "content": {"application/json": {}}});
        let tree = json!({"openapi": "3.0.3", "paths": {"/a": {
            "get": {"responses": {"200": {"$ref": "#/components/responses/Empty"},
                "201": json, "204": {"description": ""}, "404": {"description": ""}}},
            "head": {"responses": {"200": {"description": ""}}},
            "put": {"responses": {"2XX": {"description": ""}}},
        }}, "components": {"responses": {"Empty": {"description": ""}}}});
        let mut report = Report::new();
        check(&tree, &mut report);
        let all = report.diagnostics().iter();
        let all: Vec<_> = all.map(|it| it.message.as_str()).collect();
        let expected = [
            "the response `200` declares no content",
            "the response `2XX` declares no content",
        ];
        assert_eq!(all, expected);
    }
}
