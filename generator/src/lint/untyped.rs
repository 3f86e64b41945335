//! What does a schema say that no type says?

use super::walk::walk;
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::openapi::objects::ObjectKind;
use serde_json::{Map, Value};

/// Tells of every keyword that leaves the type as it would be without it.
pub(super) fn check(tree: &Value, report: &mut Report) {
    walk(tree, &mut |kind, map, trail| {
        if kind != ObjectKind::Schema {
            return;
        }
        for keyword in KEYWORDS.iter().filter(|keyword| counts(map, keyword)) {
            let message = format!(
                "`{keyword}` has no equivalent type; the type follows from the other keywords"
            );
            let warning = Diagnostic::warning(Code::UntypedKeyword, message);
            report.push(warning.at_key(&trail.key(keyword).pointer(), ""));
        }
        if let Some(count) = loose_prefix(map) {
            let message = "elements by position are typed as any JSON value, since there may be \
                           fewer or more of them";
            let warning = Diagnostic::warning(Code::UntypedKeyword, message)
                .at_key(&trail.key("prefixItems").pointer(), "")
                .help(format!(
                    "if there are always {count}, write `minItems: {count}` and `items: false`"
                ));
            report.push(warning);
        }
    });
}

/// Keywords that are read past, or of which only the properties count that they describe.
const KEYWORDS: [&str; 8] = [
    "contains",
    "dependentRequired",
    "dependentSchemas",
    "if",
    "not",
    "propertyNames",
    "unevaluatedItems",
    "unevaluatedProperties",
];

/// Whether a schema has a keyword that changes which values are valid.
fn counts(map: &Map<String, Value>, keyword: &str) -> bool {
    let Some(value) = map.get(keyword) else {
        return false;
    };
    match keyword {
        "if" => map.contains_key("then") || map.contains_key("else"),
        // Such a schema is that of the properties that have no name.
        "unevaluatedProperties" if value.is_object() => map.contains_key("additionalProperties"),
        // Every name of a property is a string.
        "propertyNames" => !is_any_name(value),
        _ => *value != Value::Bool(true),
    }
}

/// Whether a schema allows all names of properties.
fn is_any_name(schema: &Value) -> bool {
    let annotations = ["type", "title", "description", "examples", "$comment"];
    match schema {
        Value::Object(map) => {
            let kind = map.get("type");
            let is_string = kind.is_none_or(|kind| {
                kind == "string"
                    || kind
                        .as_array()
                        .is_some_and(|all| all.contains(&"string".into()))
            });
            is_string && map.keys().all(|key| annotations.contains(&key.as_str()))
        }
        other => *other == Value::Bool(true),
    }
}

/// The number of elements by position, unless it is that of every list.
fn loose_prefix(map: &Map<String, Value>) -> Option<u64> {
    let count = map.get("prefixItems")?.as_array()?.len();
    let count = u64::try_from(count).ok()?;
    let limit = |keyword: &str| map.get(keyword).and_then(Value::as_u64);
    let most = limit("maxItems").is_some_and(|most| most <= count);
    let closed = most || map.get("items") == Some(&Value::Bool(false));
    let exact = closed && limit("minItems") == Some(count);
    (count > 0 && !exact).then_some(count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn reported(schema: Value) -> Vec<String> {
        let tree = json!({
            "openapi": "3.1.0",
            "info": {"title": "a", "version": "1"},
            "components": {"schemas": {"A": schema}},
        });
        let mut report = Report::new();
        check(&tree, &mut report);
        let reported = report.diagnostics().iter();
        reported.map(|problem| problem.message.clone()).collect()
    }

    #[test]
    fn untyped_schemas_are_reported() {
        let of = |keyword: &str, value: Value| {
            let mut schema = json!({"type": "object", "then": {}});
            schema[keyword] = value;
            let reported = reported(schema);
            reported.len() == 1 && reported[0].contains(&format!("`{keyword}`"))
        };
        for keyword in KEYWORDS {
            let value = json!(false);
            assert!(of(keyword, value), "{keyword}");
        }
        assert!(!of("unevaluatedProperties", json!({"type": "string"})));
        assert!(!of("unevaluatedItems", json!(true)));
        assert!(!of(
            "propertyNames",
            json!({"type": "string", "description": "An id."})
        ));
        assert!(of(
            "propertyNames",
            json!({"type": "string", "maxLength": 3})
        ));
        assert!(reported(json!({"if": {}, "properties": {"not": {"type": "string"}}})).is_empty());
    }

    #[test]
    fn elements_by_position_are_reported_unless_they_make_a_tuple() {
        let prefix = |more: Value| {
            let mut schema = json!({"type": "array", "prefixItems": [{}, {}]});
            for (key, value) in more.as_object().unwrap() {
                schema[key] = value.clone();
            }
            reported(schema).len()
        };
        assert_eq!(prefix(json!({"items": false})), 1);
        assert_eq!(prefix(json!({"minItems": 2})), 1);
        assert_eq!(prefix(json!({"minItems": 1, "maxItems": 2})), 1);
        assert_eq!(prefix(json!({"minItems": 2, "items": false})), 0);
        assert_eq!(prefix(json!({"minItems": 2, "maxItems": 2})), 0);
    }
}
