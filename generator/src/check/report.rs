//! In which words are people told of a part that does not conform?

use super::conform::fits;
use crate::diagnostic::{Code, Diagnostic, Trail, suggest};
use crate::openapi::objects::{Expect, ObjectKind};
use serde_json::Value;

/// A value of another type than the one expected.
pub(super) fn wrong_type(expect: &Expect, value: &Value, trail: &Trail<'_>) -> Diagnostic {
    let pointer = trail.pointer();
    let name = pointer.steps().last().unwrap_or_default();
    let found = found(value);
    let problem = Diagnostic::error(
        Code::WrongType,
        format!("`{name}` must be {}, not {found}", wanted(expect)),
    )
    .at(&pointer, format!("this is {found}"));
    let holder = pointer
        .split_last()
        .and_then(|(holder, _)| holder.split_last());
    let is_property = holder.is_some_and(|(_, key)| key == "properties");
    let keyword = ObjectKind::Schema.property(&name).filter(|_| is_property);
    problem.help(match keyword {
        Some(keyword) if fits(&keyword.expect, value) => {
            format!("move `{name}` out of `properties`, one level up: it is a keyword here")
        }
        _ => format!("write {}", wanted(expect)),
    })
}

/// A text that is none of those expected.
pub(super) fn not_among(choices: &[&'static str], text: &str, trail: &Trail<'_>) -> Diagnostic {
    let pointer = trail.pointer();
    let name = pointer.steps().last().unwrap_or_default();
    let all = choices
        .iter()
        .map(|choice| format!("`{choice}`"))
        .collect::<Vec<_>>()
        .join(", ");
    let text: String = text.chars().take(60).collect();
    let meant = suggest(&text, choices.iter().copied());
    let (code, help) = match (meant, text.as_str()) {
        // Swagger 2.0 has two places for parameters that became the body.
        (_, "body" | "formData") if name == "in" => (
            Code::MixedVersions,
            "describe it under `requestBody`; this place belongs to Swagger 2.0".to_owned(),
        ),
        (Some(choice), _) => (Code::UnknownKeyword, format!("write `{choice}`")),
        (None, _) => (Code::InvalidObject, format!("write one of {all}")),
    };
    // A schema of no type describes nothing, whatever was meant.
    let of_schema = choices.contains(&"array");
    let code = if of_schema { Code::UnknownType } else { code };
    Diagnostic::error(code, format!("`{text}` is no value of `{name}`"))
        .at(&pointer, "")
        .help(help)
}

/// A property that must be there and is not.
pub(super) fn missing(kind: ObjectKind, name: &str, trail: &Trail<'_>) -> Diagnostic {
    Diagnostic::error(
        Code::MissingProperty,
        format!("{} must have `{name}`", article(kind.name())),
    )
    .at_key(&trail.pointer(), "in this object")
    .help(format!("add `{name}`"))
}

/// A key that is nearly a keyword; none for one that is like no other.
pub(super) fn unknown(kind: ObjectKind, key: &str, trail: &Trail<'_>) -> Option<Diagnostic> {
    let known = kind.properties().iter().map(|property| property.name);
    let meant = suggest(key, known)?;
    let diagnostic = Diagnostic::warning(
        Code::UnknownKeyword,
        format!("{} has no keyword `{key}`", article(kind.name())),
    )
    .at_key(&trail.pointer(), "")
    .help(format!("write `{meant}`, or `x-{key}` for an extension"));
    Some(diagnostic)
}

/// The expected type, in words.
fn wanted(expect: &Expect) -> String {
    match expect {
        Expect::Text | Expect::Choice(_) => "a string".to_owned(),
        Expect::Flag => "`true` or `false`".to_owned(),
        Expect::Number => "a number".to_owned(),
        Expect::Count => "a whole number of zero or more".to_owned(),
        Expect::Anything => "a value".to_owned(),
        Expect::Object(kind) => article(kind.name()),
        Expect::Referable(kind) => format!("{} or a reference to one", article(kind.name())),
        Expect::SchemaOrFlag => "a Schema Object, `true` or `false`".to_owned(),
        Expect::List(_) => "a list".to_owned(),
        Expect::Map(_) => "a map".to_owned(),
    }
}

fn article(name: &str) -> String {
    let article = if name.starts_with(['A', 'E', 'I', 'O']) {
        "an"
    } else {
        "a"
    };
    format!("{article} {name}")
}

/// The type of a value, in words.
fn found(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
