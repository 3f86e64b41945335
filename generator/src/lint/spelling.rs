//! Which types, booleans and numbers are not written as the specification has them, and can only
//! mean one thing? Builds read them as that thing.

use super::walk::walk;
use crate::diagnostic::{Code, Diagnostic, Report, Trail};
use crate::openapi::objects::{Expect, ObjectKind};
use crate::openapi::spelling::{TypeName, flag, type_name};
use serde_json::{Map, Value};

/// Warns of each value, with the right spelling.
pub(super) fn check(tree: &Value, report: &mut Report) {
    walk(tree, &mut |kind, map, trail| {
        for property in kind.properties() {
            let Some(value) = map.get(property.name) else {
                continue;
            };
            let here = trail.key(property.name);
            match property.expect {
                Expect::Flag | Expect::SchemaOrFlag => boolean(value, &here, report),
                Expect::Number | Expect::Count => number(value, &here, report),
                Expect::Choice(_) if is_type(kind, property.name) => types(map, &here, report),
                Expect::Choice(choices) => choice(choices, value, &here, report),
                _ => {}
            }
        }
    });
}

fn is_type(kind: ObjectKind, property: &str) -> bool {
    kind == ObjectKind::Schema && property == "type"
}

fn boolean(value: &Value, trail: &Trail<'_>, report: &mut Report) {
    let meant = value.as_str().and_then(flag);
    if let Some(meant) = meant {
        let message = format!("`{}` must be `true` or `false`, not a string", last(trail));
        let warning = Diagnostic::warning(Code::WrongType, message);
        report.push(
            warning
                .at(&trail.pointer(), format!("taken as `{meant}`"))
                .help(format!("write `{}: {meant}`", last(trail))),
        );
    }
}

fn number(value: &Value, trail: &Trail<'_>, report: &mut Report) {
    let Some(text) = value.as_str().map(str::trim) else {
        return;
    };
    if text.parse::<f64>().is_ok_and(f64::is_finite) {
        let message = format!("`{}` must be a number, not a string", last(trail));
        let warning = Diagnostic::warning(Code::WrongType, message);
        report.push(
            warning
                .at(&trail.pointer(), "taken as the number in it")
                .help(format!("write `{}: {text}`", last(trail))),
        );
    }
}

fn choice(choices: &[&str], value: &Value, trail: &Trail<'_>, report: &mut Report) {
    let Some(text) = value.as_str().filter(|text| !choices.contains(text)) else {
        return;
    };
    if let Some(meant) = choices.iter().find(|it| it.eq_ignore_ascii_case(text)) {
        let message = format!("`{text}` is no value of `{}`", last(trail));
        let warning = Diagnostic::warning(Code::UnknownKeyword, message);
        report.push(
            warning
                .at(&trail.pointer(), format!("taken as `{meant}`"))
                .help(format!("write `{meant}`")),
        );
    }
}

/// `type` of a schema: one name, or a list of them since 3.1.
fn types(map: &Map<String, Value>, trail: &Trail<'_>, report: &mut Report) {
    match map.get("type") {
        Some(Value::String(text)) => one_type(text, map, trail, report),
        Some(Value::Array(list)) => {
            for (index, value) in list.iter().enumerate() {
                if let Some(text) = value.as_str() {
                    one_type(text, map, &trail.index(index), report);
                }
            }
        }
        _ => {}
    }
}

fn one_type(text: &str, map: &Map<String, Value>, trail: &Trail<'_>, report: &mut Report) {
    let (label, help) = match type_name(text) {
        Some(TypeName::Type(name, _)) if name == text => return,
        Some(TypeName::Type(name, Some(format))) if !map.contains_key("format") => (
            format!("taken as `{name}` of the format `{format}`"),
            format!("write `type: {name}` and `format: {format}`"),
        ),
        Some(TypeName::Type(name, _)) => (format!("taken as `{name}`"), format!("write `{name}`")),
        Some(TypeName::Any) => (
            "taken as any value".to_owned(),
            "remove `type`: a schema without it allows any value".to_owned(),
        ),
        // Reported as an error by `check`.
        None => return,
    };
    let message = format!("`{text}` is no value of `type`");
    let warning = Diagnostic::warning(Code::UnknownType, message);
    report.push(warning.at(&trail.pointer(), label).help(help));
}

fn last(trail: &Trail<'_>) -> String {
    trail.pointer().steps().last().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn reported(schema: Value) -> Vec<(String, String)> {
        let parameter = json!({"name": "a", "in": "Query", "required": "Yes", "schema": schema});
        let tree = json!({"openapi": "3.1.0", "paths": {"/a": {"get": {
            "parameters": [parameter], "responses": {}}}}});
        let mut report = Report::new();
        check(&tree, &mut report);
        let all = report.diagnostics().iter();
        all.map(|it| (it.message.clone(), it.advice().to_owned()))
            .collect()
    }

    #[test]
    fn other_spellings_are_reported_with_the_right_one() {
        let all = reported(json!({"type": ["int", "null", "string"], "nullable": "no",
            "maxLength": "5", "additionalProperties": "false",
            "items": {"type": "datetime"}, "not": {"type": "any"}}));
        let expected = [
            ("`Query` is no value of `in`", "write `query`"),
            (
                "`required` must be `true` or `false`, not a string",
                "write `required: true`",
            ),
            ("`int` is no value of `type`", "write `integer`"),
            (
                "`additionalProperties` must be `true` or `false`, not a string",
                "write `additionalProperties: false`",
            ),
            (
                "`nullable` must be `true` or `false`, not a string",
                "write `nullable: false`",
            ),
            (
                "`maxLength` must be a number, not a string",
                "write `maxLength: 5`",
            ),
            (
                "`datetime` is no value of `type`",
                "write `type: string` and `format: date-time`",
            ),
            (
                "`any` is no value of `type`",
                "remove `type`: a schema without it allows any value",
            ),
        ];
        let expected = expected.map(|(message, help)| (message.to_owned(), help.to_owned()));
        assert_eq!(all, expected);
    }

    #[test]
    fn right_spellings_are_not_reported() {
        let all = reported(json!({"type": "integer", "nullable": true, "maximum": 3}));
        assert_eq!(all.len(), 2, "{all:?}");
    }
}
