//! What are the fields of structs, the values of enums and the variants of unions called?

use super::Identifier;
use super::case::{camel, capitals, snake, spelled, spelled_outside};
use super::rules::RESERVED_SETTERS;
use super::scope::{Candidates, Scope};
use super::types::spellings;
use crate::ir::{Enum, EnumValue, Name, Rest, Struct, Union};
use serde_json::Value;

/// The names in one type.
#[derive(Default)]
pub(super) struct Members {
    pub(super) fields: Vec<Identifier>,
    pub(super) rest: Option<Identifier>,
    pub(super) variants: Vec<Identifier>,
    pub(super) unknown: Option<Identifier>,
}

/// Names the fields of a struct. Where a request holds it, each field has a setter.
pub(super) fn of_struct(object: &Struct, in_request: bool) -> Members {
    let reserved: &[&str] = if in_request { &RESERVED_SETTERS } else { &[] };
    let mut scope = Scope::without(reserved.iter().copied());
    let fields = object.fields.iter();
    let candidates: Vec<Candidates> = fields
        .map(|field| match &field.pinned {
            Some(name) => vec![name.clone()],
            None => lower(&field.name, reserved),
        })
        .collect();
    let fields = scope.give(&candidates);
    let rest = match &object.rest {
        Rest::Kept(_) => {
            let names = ["additional_properties", "other_properties", "rest"];
            Some(scope.give_one(names.map(str::to_owned).to_vec()))
        }
        Rest::Ignored => None,
    };
    Members {
        fields,
        rest,
        ..Members::default()
    }
}

/// Names the values of an enum.
pub(super) fn of_enum(listed: &Enum) -> Members {
    let candidates: Vec<Candidates> = listed.values.iter().map(of_value).collect();
    others(
        &candidates,
        ["Unknown", "Unlisted", "Other", "UnknownValue"],
    )
}

/// Names the variants of a union.
pub(super) fn of_union(union: &Union) -> Members {
    let candidates: Vec<Candidates> = union
        .variants
        .iter()
        .map(|variant| match &variant.name {
            Name::Pinned(name) => vec![name.clone()],
            Name::Component(key) => {
                let last = key.rsplit(['.', '/']).next().unwrap_or(key);
                let mut names = vec![camel(last)];
                names.extend(spellings(key));
                names
            }
            Name::Inferred(words) => spellings(&words.join(" ")),
        })
        .collect();
    others(&candidates, ["Other", "Unknown", "Unlisted", "OtherValue"])
}

/// Any text as a field or an argument, in every spelling that tells it from others; with an
/// underscore where the plain one is forbidden.
pub(super) fn lower(text: &str, reserved: &[&str]) -> Candidates {
    let plain = snake(text);
    let mut candidates = vec![plain.clone()];
    if reserved.contains(&plain.as_str()) {
        candidates.push(format!("{plain}_"));
    }
    candidates.extend([
        snake(&spelled_outside(text)),
        snake(&spelled(text)),
        format!("{plain}_{}", capitals(text)),
        format!("{}_{}", snake(&spelled(text)), capitals(text)),
    ]);
    candidates
}

fn others(candidates: &[Candidates], unlisted: [&str; 4]) -> Members {
    let mut scope = Scope::default();
    let variants = scope.give(candidates);
    let unknown = scope.give_one(unlisted.map(str::to_owned).to_vec());
    Members {
        variants,
        unknown: Some(unknown),
        ..Members::default()
    }
}

fn of_value(value: &EnumValue) -> Candidates {
    let text = match &value.value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let mut candidates = Vec::new();
    if let Some(name) = &value.pinned {
        candidates.push(camel(name));
    }
    candidates.extend(spellings(&text));
    candidates
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::{Docs, Scalar, TextFormat};

    fn variants(values: &[&str]) -> Vec<String> {
        let listed = Enum {
            base: Scalar::Text(TextFormat::Plain),
            values: values
                .iter()
                .map(|value| EnumValue {
                    value: Value::from(*value),
                    pinned: None,
                    docs: Docs::default(),
                })
                .collect(),
        };
        let members = of_enum(&listed);
        let names = members.variants.iter().chain(&members.unknown);
        names.map(Identifier::to_string).collect()
    }

    #[test]
    fn values_that_look_alike_are_told_apart() {
        assert_eq!(
            variants(&["ASC", "asc"]),
            ["AscUpper", "AscLower", "Unknown"]
        );
        assert_eq!(
            variants(&["created_at", "-created_at"]),
            ["CreatedAt", "MinusCreatedAt", "Unknown"]
        );
        assert_eq!(
            variants(&["+1", "-1", "1"]),
            ["Plus1", "Minus1", "N1", "Unknown"]
        );
        assert_eq!(
            variants(&[">=", "<", "", "unknown"]),
            ["GreaterEqual", "Less", "Empty", "Unknown", "Unlisted"]
        );
        assert_eq!(
            variants(&["self", "Self"]),
            ["SelfLower", "SelfCapital", "Unknown"]
        );
        assert_eq!(variants(&["self"]), ["Self_", "Unknown"]);
    }
}
