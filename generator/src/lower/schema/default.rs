//! Does a default fit its type? (Schema Object, `default`.)
//!
//! Asked at the end, when every type is known.

use crate::diagnostic::{Code, Diagnostic, Pointer, Report};
use crate::ir::{Api, IntegerFormat, Payload, Presence, Scalar, Shape, TextFormat, Type};
use crate::text::DocumentValue;
use serde_json::Value;

/// How deep a default is compared with its type.
const MAX_DEPTH: usize = 32;

/// Drops every default that its type does not allow, with a warning.
pub(in crate::lower) fn check_defaults(api: &mut Api, report: &mut Report) {
    let mut wrong: Vec<(Place, Pointer)> = Vec::new();
    for (index, def) in api.types.iter().enumerate() {
        let pointer = &def.origin.pointer;
        if let Some(default) = &def.default
            && !def.shape.allows(default.untrusted(), api, 0)
        {
            wrong.push((Place::Type(index), pointer.child("default")));
        }
        let Shape::Struct(object) = &def.shape else {
            continue;
        };
        for (position, field) in object.fields.iter().enumerate() {
            if let Some(default) = &field.default {
                let null = default.is_null()
                    && matches!(
                        field.presence,
                        Presence::RequiredNullable | Presence::OptionalNullable
                    );
                if !null && !field.ty.allows(default.untrusted(), api, 0) {
                    let at = pointer.child("properties").child(field.name.untrusted());
                    wrong.push((Place::Field(index, position), at.child("default")));
                }
            }
        }
    }
    for (index, operation) in api.operations.iter().enumerate() {
        for (position, parameter) in operation.parameters.iter().enumerate() {
            if let Some(default) = &parameter.default
                && !parameter.ty.allows(default.untrusted(), api, 0)
            {
                let place = Place::Parameter(index, position);
                wrong.push((place, operation.pointer.clone()));
            }
        }
    }
    for (place, pointer) in wrong {
        let (default, holder) = match place {
            Place::Type(index) => {
                let def = api.types.get_mut(index);
                (def.and_then(|def| def.default.take()), String::new())
            }
            Place::Field(index, position) => take_field(api, index, position),
            Place::Parameter(index, position) => {
                let operation = api.operations.get_mut(index);
                let parameter = operation.and_then(|o| o.parameters.get_mut(position));
                parameter.map_or((None, String::new()), |parameter| {
                    let holder = format!(" of the parameter `{}`", parameter.name.untrusted());
                    (parameter.default.take(), holder)
                })
            }
        };
        if let Some(default) = default {
            let mut text = default.untrusted().to_string();
            if text.chars().count() > 60 {
                text = text.chars().take(60).chain(['…']).collect();
            }
            let message = format!("the default {text}{holder} does not fit its schema");
            let warning = Diagnostic::warning(Code::InvalidDefault, message);
            report.push(warning.at(&pointer, "left out"));
        }
    }
    // A member of a form is the same member as in the type that the form is made of, which has
    // been reported.
    let defaults: Vec<Vec<bool>> = api
        .operations
        .iter()
        .map(
            |operation| match operation.body.as_ref().map(|body| &body.payload) {
                Some(Payload::Form(members) | Payload::Multipart(members)) => members
                    .iter()
                    .map(|member| match &member.field.default {
                        Some(default) => member.field.ty.allows(default.untrusted(), api, 0),
                        None => true,
                    })
                    .collect(),
                _ => Vec::new(),
            },
        )
        .collect();
    for (operation, fits) in api.operations.iter_mut().zip(defaults) {
        let payload = operation.body.as_mut().map(|body| &mut body.payload);
        if let Some(Payload::Form(members) | Payload::Multipart(members)) = payload {
            for (member, _) in members.iter_mut().zip(fits).filter(|(_, fits)| !fits) {
                member.field.default = None;
            }
        }
    }
}

enum Place {
    Type(usize),
    Field(usize, usize),
    Parameter(usize, usize),
}

fn take_field(api: &mut Api, index: usize, position: usize) -> (Option<DocumentValue>, String) {
    let def = api.types.get_mut(index);
    if let Some(Shape::Struct(object)) = def.map(|def| &mut def.shape)
        && let Some(field) = object.fields.get_mut(position)
    {
        return (
            field.default.take(),
            format!(" of `{}`", field.name.untrusted()),
        );
    }
    (None, String::new())
}

impl Shape {
    fn allows(&self, value: &Value, api: &Api, depth: usize) -> bool {
        if depth > MAX_DEPTH {
            return true;
        }
        match self {
            Self::Alias(ty) => ty.allows(value, api, depth + 1),
            Self::Pattern(_) => value.is_string(),
            Self::Enum(listed) => listed.values.iter().any(|one| one.value == *value),
            Self::Union(union) => union
                .variants
                .iter()
                .any(|variant| variant.ty.allows(value, api, depth + 1)),
            Self::Struct(object) => value.as_object().is_some_and(|members| {
                object
                    .fields
                    .iter()
                    .all(|field| match members.get(field.name.untrusted()) {
                        Some(Value::Null) => true,
                        Some(member) => field.ty.allows(member, api, depth + 1),
                        None => !matches!(
                            field.presence,
                            Presence::Required | Presence::RequiredNullable
                        ),
                    })
            }),
        }
    }
}

impl Type {
    fn allows(&self, value: &Value, api: &Api, depth: usize) -> bool {
        if depth > MAX_DEPTH {
            return true;
        }
        match self {
            Self::Any | Self::Foreign(_) => true,
            // Null as a default says that there is none.
            Self::Nullable(_) if value.is_null() => true,
            Self::Nullable(ty) => ty.allows(value, api, depth + 1),
            Self::Named(id) => api
                .get(*id)
                .is_none_or(|def| def.shape.allows(value, api, depth + 1)),
            Self::List(ty) => value
                .as_array()
                .is_some_and(|list| list.iter().all(|item| ty.allows(item, api, depth + 1))),
            Self::Tuple(types) => value.as_array().is_some_and(|list| {
                list.len() == types.len()
                    && list
                        .iter()
                        .zip(types)
                        .all(|(item, ty)| ty.allows(item, api, depth + 1))
            }),
            Self::Map(ty) => value
                .as_object()
                .is_some_and(|map| map.values().all(|item| ty.allows(item, api, depth + 1))),
            Self::Scalar(scalar) => scalar.allows(value),
        }
    }
}

impl Scalar {
    fn allows(self, value: &Value) -> bool {
        match self {
            Self::Null => value.is_null(),
            Self::Boolean => value.is_boolean(),
            Self::Number(_) => value.is_number(),
            Self::Text(TextFormat::Binary) => false,
            Self::Text(_) => value.is_string(),
            Self::Integer(format) => match (value.as_i64(), value.as_u64()) {
                (_, Some(number)) => number <= greatest(format),
                (Some(number), None) => number >= least(format),
                (None, None) => false,
            },
        }
    }
}

fn greatest(format: IntegerFormat) -> u64 {
    match format {
        IntegerFormat::I8 => 0x7f,
        IntegerFormat::U8 => 0xff,
        IntegerFormat::I16 => 0x7fff,
        IntegerFormat::U16 => 0xffff,
        IntegerFormat::I32 => 0x7fff_ffff,
        IntegerFormat::U32 => 0xffff_ffff,
        IntegerFormat::I64 => 0x7fff_ffff_ffff_ffff,
        IntegerFormat::U64 | IntegerFormat::Big => u64::MAX,
    }
}

fn least(format: IntegerFormat) -> i64 {
    match format {
        IntegerFormat::I8 => i8::MIN.into(),
        IntegerFormat::I16 => i16::MIN.into(),
        IntegerFormat::I32 => i32::MIN.into(),
        IntegerFormat::I64 | IntegerFormat::Big => i64::MIN,
        IntegerFormat::U8 | IntegerFormat::U16 | IntegerFormat::U32 | IntegerFormat::U64 => 0,
    }
}

#[cfg(test)]
mod tests {
    use crate::ir::Shape;
    use crate::lower::testing::lowered;
    use serde_json::json;

    #[test]
    fn a_default_that_does_not_fit_is_dropped_and_named() {
        let (api, report) = lowered(
            "components: {schemas: {Pet: {properties: {\
             good: {type: string, enum: [a], default: a}, \
             bad: {type: string, enum: [a], default: z}, \
             wide: {type: integer, format: int32, default: 3000000000}}}}}",
        );
        let Shape::Struct(pet) = &api.types[0].shape else {
            panic!("no struct")
        };
        let defaults: Vec<_> = pet
            .fields
            .iter()
            .map(|field| field.default.clone())
            .collect();
        assert_eq!(defaults, [Some(json!("a").into()), None, None]);
        let codes: Vec<_> = report.diagnostics().iter().map(|d| d.code.name()).collect();
        assert_eq!(codes, ["invalid-default", "invalid-default"]);
    }
}
