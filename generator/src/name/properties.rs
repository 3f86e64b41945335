//! What are the fields of structs, the values of enums and the variants of unions called?

use super::Identifier;
use super::recorded::{self, ItemKind, RecordedNames};
use super::rules::Space;
use super::scope::{Candidates, Scope};
use super::types::spellings;
use crate::ir::{Enum, EnumValue, Name, Rest, Shape, Struct, TypeDef, Union};
use crate::text::DocumentText;
use crate::words::case::{
    camel, capitals, given_camel, given_snake, snake, spelled, spelled_outside,
};
use serde_json::Value;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The names in one type.
#[derive(Default)]
pub(super) struct FieldNames {
    pub(super) fields: Vec<Identifier>,
    pub(super) rest: Option<Identifier>,
    pub(super) variants: Vec<Identifier>,
    pub(super) unknown: Option<Identifier>,
}

/// A type, whose parts may have names from the previous run.
#[derive(Clone, Copy)]
pub(super) struct Known<'a> {
    pub(super) def: &'a TypeDef,
    pub(super) recorded: &'a RecordedNames,
}

impl Known<'_> {
    /// The names that its fields keep.
    fn fields(self, object: &Struct, scope: &mut Scope) -> Vec<Option<Identifier>> {
        let pinned = object.fields.iter().map(|field| field.pinned.is_some());
        let paths = recorded::fields_of(self.def).into_iter().zip(pinned);
        self.recorded.kept(ItemKind::Field, paths, scope)
    }

    /// The names that its values or variants keep.
    fn variants(self, scope: &mut Scope) -> Vec<Option<Identifier>> {
        let pinned: Vec<bool> = match &self.def.shape {
            Shape::Enum(listed) => listed.values.iter().map(|it| it.pinned.is_some()).collect(),
            Shape::Union(union) => {
                let names = union.variants.iter().map(|variant| &variant.name);
                names.map(|name| matches!(name, Name::Pinned(_))).collect()
            }
            Shape::Struct(_) | Shape::Pattern(_) | Shape::Alias(_) => Vec::new(),
        };
        let paths = recorded::variants_of(self.def).into_iter().zip(pinned);
        self.recorded.kept(ItemKind::Variant, paths, scope)
    }
}

/// Names the fields of a struct. Where a request holds it, each field has a setter.
pub(super) fn of_struct(object: &Struct, made: bool, known: Known<'_>) -> FieldNames {
    let spaces: &[Space] = if made { &[Space::Setters] } else { &[] };
    let mut scope = Scope::of(spaces);
    let fields = object.fields.iter().map(|field| match &field.pinned {
        Some(name) => Candidates::only(&given_snake(name.untrusted())),
        None => lower(field.name.untrusted(), spaces),
    });
    let known = known.fields(object, &mut scope);
    let fields = scope.give_beside(known, fields.collect());
    let rest = match &object.rest {
        Rest::Kept(_) => {
            let names = ["additional_properties", "other_properties", "rest"];
            Some(scope.give_one(Candidates::of(names)))
        }
        Rest::Ignored | Rest::Closed => None,
    };
    FieldNames {
        fields,
        rest,
        ..FieldNames::default()
    }
}

/// Names the values of an enum.
pub(super) fn of_enum(listed: &Enum, known: Known<'_>) -> FieldNames {
    let values = listed.values.iter();
    others(
        known,
        values.map(of_value).collect(),
        ["Unknown", "Unlisted", "Other", "UnknownValue"],
    )
}

/// Names the variants of a union.
pub(super) fn of_union(union: &Union, known: Known<'_>) -> FieldNames {
    let mut counts: BTreeMap<&Name, usize> = BTreeMap::new();
    for variant in &union.variants {
        *counts.entry(&variant.name).or_default() += 1;
    }
    let variants = union.variants.iter().map(|variant| match &variant.name {
        Name::Pinned(name) => Candidates::only(&given_camel(name.untrusted())),
        Name::Component(key) => {
            let key = key.untrusted();
            let last = key.rsplit(['.', '/']).next().unwrap_or(key);
            Candidates::new(camel(last), || {
                let mut names = vec![camel(key)];
                names.extend(spellings(key));
                names
            })
        }
        Name::Inferred(words) => {
            let text = DocumentText::join(words.iter().map(DocumentText::borrowed), " ");
            let text = text.untrusted().to_owned();
            if counts.get(&variant.name).is_some_and(|count| *count > 1) {
                // No spelling tells them apart.
                return Candidates::only(&camel(&text));
            }
            Candidates::new(camel(&text), move || spellings(&text))
        }
    });
    others(
        known,
        variants.collect(),
        ["Other", "Unknown", "Unlisted", "OtherValue"],
    )
}

/// Any text as a field or an argument, in every spelling that tells it from others; with an
/// underscore where the plain one is forbidden.
pub(super) fn lower<'a>(text: &'a str, spaces: &[Space]) -> Candidates<'a> {
    let plain = snake(text);
    let forbidden = spaces.iter().any(|space| space.reserves(&plain));
    Candidates::new(plain.clone(), move || {
        let underscored = forbidden.then(|| format!("{plain}_"));
        underscored
            .into_iter()
            .chain(lower_spellings(text))
            .collect()
    })
}

/// Any text in every other spelling that tells it from others.
pub(super) fn lower_spellings(text: &str) -> Vec<String> {
    let (plain, whole, capitals) = (snake(text), snake(&spelled(text)), capitals(text));
    vec![
        snake(&spelled_outside(text)),
        whole.clone(),
        format!("{plain}_{capitals}"),
        format!("{whole}_{capitals}"),
    ]
}

fn others(known: Known<'_>, candidates: Vec<Candidates<'_>>, unlisted: [&str; 4]) -> FieldNames {
    let mut scope = Scope::default();
    let known = known.variants(&mut scope);
    let variants = scope.give_beside(known, candidates);
    let unknown = scope.give_one(Candidates::of(unlisted));
    FieldNames {
        variants,
        unknown: Some(unknown),
        ..FieldNames::default()
    }
}

fn of_value(value: &EnumValue) -> Candidates<'_> {
    let text = match value.value.untrusted() {
        Value::String(text) => Cow::Borrowed(text.as_str()),
        other => Cow::Owned(other.to_string()),
    };
    let own = camel(&text);
    match &value.pinned {
        Some(name) => Candidates::new(camel(name.untrusted()), move || {
            let own = std::iter::once(own);
            own.chain(spellings(&text)).collect()
        }),
        None => Candidates::new(own, move || spellings(&text)),
    }
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
                    value: Value::from(*value).into(),
                    pinned: None,
                    docs: Docs::default(),
                })
                .collect(),
        };
        let def = TypeDef {
            origin: crate::ir::Origin {
                pointer: crate::diagnostic::Pointer::root(),
                name: Name::Component("A".into()),
                others: Vec::new(),
            },
            shape: Shape::Enum(listed.clone()),
            docs: Docs::default(),
            limits: crate::ir::Limits::default(),
            default: None,
        };
        let recorded = RecordedNames::default();
        let known = Known {
            def: &def,
            recorded: &recorded,
        };
        let properties = of_enum(&listed, known);
        let names = properties.variants.iter().chain(&properties.unknown);
        names.map(Identifier::to_string).collect()
    }

    #[test]
    fn values_that_look_alike_are_distinguished() {
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
