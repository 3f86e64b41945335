//! Which validation keywords does a schema have? (Schema Object; JSON Schema Validation, section 6.)

use crate::ir::Limits;
use crate::text::DocumentText;
use openapiv3::{Schema, SchemaKind, Type, VariantOrUnknownOrEmpty};
use serde::Serialize;

/// The validation keywords of a schema, for its documentation.
pub(super) fn limits(schema: &Schema) -> Limits {
    match &schema.schema_kind {
        SchemaKind::Type(typed) => of_type(typed),
        SchemaKind::Any(any) => Limits {
            minimum: any.minimum.map(|limit| {
                (
                    limit.to_string().into(),
                    any.exclusive_minimum.unwrap_or_default(),
                )
            }),
            maximum: any.maximum.map(|limit| {
                (
                    limit.to_string().into(),
                    any.exclusive_maximum.unwrap_or_default(),
                )
            }),
            multiple_of: any.multiple_of.map(|step| step.to_string().into()),
            min_length: any.min_length.map(wide),
            max_length: any.max_length.map(wide),
            min_items: any.min_items.map(wide),
            max_items: any.max_items.map(wide),
            unique_items: any.unique_items.unwrap_or_default(),
            pattern: any.pattern.as_ref().map(DocumentText::from),
            format: any.format.as_ref().map(DocumentText::from),
        },
        _ => Limits::default(),
    }
}

/// The name of a format, whether `openapiv3` knows it or not.
pub(super) fn format_name<T: Serialize>(format: &VariantOrUnknownOrEmpty<T>) -> Option<String> {
    match format {
        VariantOrUnknownOrEmpty::Empty => None,
        VariantOrUnknownOrEmpty::Unknown(name) => Some(name.clone()),
        // The variants of `openapiv3` are written as the formats are spelled.
        VariantOrUnknownOrEmpty::Item(known) => serde_json::to_value(known)
            .ok()
            .and_then(|name| name.as_str().map(str::to_owned)),
    }
}

fn of_type(typed: &Type) -> Limits {
    match typed {
        Type::String(text) => Limits {
            min_length: text.min_length.map(wide),
            max_length: text.max_length.map(wide),
            pattern: text.pattern.as_ref().map(DocumentText::from),
            format: format_name(&text.format).map(DocumentText::from),
            ..Limits::default()
        },
        Type::Integer(integer) => Limits {
            minimum: integer
                .minimum
                .map(|limit| (limit.to_string().into(), integer.exclusive_minimum)),
            maximum: integer
                .maximum
                .map(|limit| (limit.to_string().into(), integer.exclusive_maximum)),
            multiple_of: integer.multiple_of.map(|step| step.to_string().into()),
            format: format_name(&integer.format).map(DocumentText::from),
            ..Limits::default()
        },
        Type::Number(number) => Limits {
            minimum: number
                .minimum
                .map(|limit| (limit.to_string().into(), number.exclusive_minimum)),
            maximum: number
                .maximum
                .map(|limit| (limit.to_string().into(), number.exclusive_maximum)),
            multiple_of: number.multiple_of.map(|step| step.to_string().into()),
            format: format_name(&number.format).map(DocumentText::from),
            ..Limits::default()
        },
        Type::Array(array) => Limits {
            min_items: array.min_items.map(wide),
            max_items: array.max_items.map(wide),
            unique_items: array.unique_items,
            ..Limits::default()
        },
        Type::Object(_) | Type::Boolean(_) => Limits::default(),
    }
}

fn wide(limit: usize) -> u64 {
    u64::try_from(limit).unwrap_or(u64::MAX)
}
