//! Which schemas stand beside `properties` instead of inside it?

use super::walk::walk;
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::openapi::objects::ObjectKind;
use serde_json::{Map, Value};

/// Warns of every key of a schema that is no keyword and holds a schema.
pub(super) fn check(tree: &Value, report: &mut Report) {
    walk(tree, &mut |kind, map, trail| {
        if kind != ObjectKind::Schema {
            return;
        }
        let is_stray = |(key, value): &(&String, &Value)| {
            let is_known = kind.property(key).is_some() || KEYWORDS.contains(&key.as_str());
            !is_known && !key.starts_with("x-") && is_schema(value)
        };
        for (key, _) in map.iter().filter(is_stray) {
            let message = format!("`{key}` is no keyword of a schema, and is ignored");
            let help = match map.contains_key("properties") {
                true => format!("move `{key}` into `properties`, one level deeper"),
                false => format!("put `{key}` under `properties`"),
            };
            let warning = Diagnostic::warning(Code::UnknownKeyword, message);
            report.push(
                warning
                    .at_key(&trail.key(key).pointer(), "this looks like a property")
                    .help(help),
            );
        }
    });
}

/// Keywords of JSON Schema with schemas that OpenAPI 3.0 does not have, and `xml`.
const KEYWORDS: [&str; 18] = [
    "$defs",
    "definitions",
    "contains",
    "additionalItems",
    "patternProperties",
    "propertyNames",
    "dependencies",
    "dependentSchemas",
    "if",
    "then",
    "else",
    "unevaluatedItems",
    "unevaluatedProperties",
    "const",
    "xml",
    "examples",
    "enum",
    "contentSchema",
];

/// Whether a value can only be a schema.
fn is_schema(value: &Value) -> bool {
    let Some(map) = value.as_object() else {
        return false;
    };
    let text = |map: &Map<String, Value>, key| map.get(key).is_some_and(Value::is_string);
    text(map, "type") || text(map, "$ref") || map.get("properties").is_some_and(Value::is_object)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_schemas_outside_of_properties_are_reported() {
        let tree = json!({"openapi": "3.0.3", "components": {"schemas": {
            "A": {"type": "object", "properties": {"id": {"type": "string"}},
                "name": {"type": "string"}, "owner": {"$ref": "#/components/schemas/B"},
                "x-more": {"type": "string"}, "unit": "cm", "if": {"type": "object"}},
            "B": {"size": {"type": "integer"}},
        }}});
        let mut report = Report::new();
        check(&tree, &mut report);
        let all = report.diagnostics().iter();
        let all: Vec<_> = all.map(|it| (it.message.as_str(), it.advice())).collect();
        let expected = [
            (
                "`name` is no keyword of a schema, and is ignored",
                "move `name` into `properties`, one level deeper",
            ),
            (
                "`owner` is no keyword of a schema, and is ignored",
                "move `owner` into `properties`, one level deeper",
            ),
            (
                "`size` is no keyword of a schema, and is ignored",
                "put `size` under `properties`",
            ),
        ];
        assert_eq!(all, expected);
    }
}
