//! Does a default fit its type? (Schema Object, `default`.)
//!
//! Asked at the end, when every type is known.

use crate::diagnostic::{Code, Diagnostic, Pointer, Report};
use crate::ir::{Api, IntegerFormat, Payload, Presence, Scalar, Shape, TextFormat, Type};
use crate::limits::Limit;
use crate::text::DocumentValue;
use serde_json::Value;

/// How deep a default is compared with its type.
const MAX_DEPTH: usize = 32;

/// The limit of types that a default is compared with, because nested unions could take exponential
/// time. This many listed values or properties of an object count as one more.
const STEPS: usize = 20_000;
const PER_STEP: usize = 16;

/// Drops every default that its type does not allow, with a warning.
pub(in crate::lower) fn check_defaults(api: &mut Api, report: &mut Report) {
    let mut wrong: Vec<(Place, Pointer, Misfit)> = Vec::new();
    let most = report.limits().of(Limit::Repeated);
    let mut judge = Judge {
        total: most,
        steps: 0,
    };
    for (index, def) in api.types.iter().enumerate() {
        let pointer = &def.origin.pointer;
        if let Some(default) = &def.default
            && let Err(misfit) = judge.of_shape(api, &def.shape, default.untrusted())
        {
            wrong.push((Place::Type(index), pointer.child("default"), misfit));
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
                let default = default.untrusted();
                if !null && let Err(misfit) = judge.of_type(api, &field.ty, default) {
                    let at = pointer.child("properties").child(field.name.untrusted());
                    let place = Place::Field(index, position);
                    wrong.push((place, at.child("default"), misfit));
                }
            }
        }
    }
    for (index, operation) in api.operations.iter().enumerate() {
        for (position, parameter) in operation.parameters.iter().enumerate() {
            if let Some(default) = &parameter.default
                && let Err(misfit) = judge.of_type(api, &parameter.ty, default.untrusted())
            {
                let place = Place::Parameter(index, position);
                wrong.push((place, operation.pointer.clone(), misfit));
            }
        }
    }
    for (place, pointer, misfit) in wrong {
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
            let warning = match misfit {
                Misfit::Type => {
                    let message = format!("the default {text}{holder} does not fit its schema");
                    Diagnostic::warning(Code::InvalidDefault, message)
                }
                Misfit::Unknown => Limit::Repeated.exceeded(format!(
                    "to check all defaults, among them {text}{holder}, takes more than {most} steps"
                )),
            };
            report.push(warning.at(&pointer, "left out"));
        }
    }
    // A property of a form is the same property as in the type that the form is made of, which has
    // been reported.
    let defaults: Vec<Vec<bool>> = api
        .operations
        .iter()
        .map(
            |operation| match operation.body.as_ref().map(|body| &body.payload) {
                Some(Payload::Form(properties) | Payload::Multipart(properties)) => properties
                    .iter()
                    .map(|property| match &property.field.default {
                        Some(default) => {
                            let default = default.untrusted();
                            judge.of_type(api, &property.field.ty, default).is_ok()
                        }
                        None => true,
                    })
                    .collect(),
                _ => Vec::new(),
            },
        )
        .collect();
    for (operation, fits) in api.operations.iter_mut().zip(defaults) {
        let payload = operation.body.as_mut().map(|body| &mut body.payload);
        if let Some(Payload::Form(properties) | Payload::Multipart(properties)) = payload {
            for (property, _) in properties.iter_mut().zip(fits).filter(|(_, fits)| !fits) {
                property.field.default = None;
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

/// Why a default is dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Misfit {
    /// Its type does not allow it.
    Type,
    /// Too much has been checked before it.
    Unknown,
}

/// The types that defaults are compared with.
struct Judge {
    /// The steps that are left for all defaults.
    total: usize,
    /// Those that are left for the one at hand.
    steps: usize,
}

impl Judge {
    fn of_type(&mut self, api: &Api, ty: &Type, value: &Value) -> Result<(), Misfit> {
        self.begin()?;
        self.allows(api, ty, value, 0)
            .then_some(())
            .ok_or(Misfit::Type)
    }

    fn of_shape(&mut self, api: &Api, shape: &Shape, value: &Value) -> Result<(), Misfit> {
        self.begin()?;
        let allows = self.shape_allows(api, shape, value, 0);
        allows.then_some(()).ok_or(Misfit::Type)
    }

    fn begin(&mut self) -> Result<(), Misfit> {
        self.steps = STEPS.min(self.total);
        (self.total > 0).then_some(()).ok_or(Misfit::Unknown)
    }

    /// Takes a step that looks at so many parts. Returns whether there was one left.
    fn step(&mut self, parts: usize) -> bool {
        let cost = (1 + parts / PER_STEP).min(self.steps);
        self.total = self.total.saturating_sub(cost);
        self.steps -= cost;
        self.steps > 0
    }

    fn shape_allows(&mut self, api: &Api, shape: &Shape, value: &Value, depth: usize) -> bool {
        let parts = match shape {
            Shape::Enum(listed) => listed.values.len(),
            Shape::Struct(object) => object.fields.len(),
            _ => 0,
        };
        if depth > MAX_DEPTH || !self.step(parts) {
            return true;
        }
        match shape {
            Shape::Alias(ty) => self.allows(api, ty, value, depth + 1),
            Shape::Pattern(_) => value.is_string(),
            Shape::Enum(listed) => listed.values.iter().any(|one| one.value == *value),
            Shape::Union(union) => {
                let mut variants = union.variants.iter();
                variants.any(|variant| self.allows(api, &variant.ty, value, depth + 1))
            }
            Shape::Struct(object) => value.as_object().is_some_and(|properties| {
                let mut fields = object.fields.iter();
                fields.all(|field| match properties.get(field.name.untrusted()) {
                    Some(Value::Null) => true,
                    Some(property) => self.allows(api, &field.ty, property, depth + 1),
                    None => !matches!(
                        field.presence,
                        Presence::Required | Presence::RequiredNullable
                    ),
                })
            }),
        }
    }

    fn allows(&mut self, api: &Api, ty: &Type, value: &Value, depth: usize) -> bool {
        if depth > MAX_DEPTH || !self.step(0) {
            return true;
        }
        match ty {
            Type::Any | Type::Foreign(_) => true,
            // Null as a default says that there is none.
            Type::Nullable(_) if value.is_null() => true,
            Type::Nullable(ty) => self.allows(api, ty, value, depth + 1),
            Type::Named(id) => api
                .get(*id)
                .is_none_or(|def| self.shape_allows(api, &def.shape, value, depth + 1)),
            Type::List(ty) => value.as_array().is_some_and(|list| {
                let mut list = list.iter();
                list.all(|item| self.allows(api, ty, item, depth + 1))
            }),
            Type::Tuple(types) => value.as_array().is_some_and(|list| {
                list.len() == types.len()
                    && list
                        .iter()
                        .zip(types)
                        .all(|(item, ty)| self.allows(api, ty, item, depth + 1))
            }),
            Type::Map(ty) => value.as_object().is_some_and(|map| {
                let mut values = map.values();
                values.all(|item| self.allows(api, ty, item, depth + 1))
            }),
            Type::Scalar(scalar) => scalar.allows(value),
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
    fn unions_in_unions_are_not_tried_without_end() {
        let variants: Vec<String> = (0..12)
            .map(|at| format!("{{required: [a, z{at}], properties: {{a: {{$ref: '#/components/schemas/U'}}}}}}"))
            .collect();
        let value = "{a: ".repeat(14) + "0" + &"}".repeat(14);
        let (api, report) = lowered(&format!(
            "components: {{schemas: {{U: {{oneOf: [{}]}}, \
             P: {{properties: {{p: {{allOf: [{{$ref: '#/components/schemas/U'}}], default: {value}}}}}}}}}}}",
            variants.join(", ")
        ));
        assert_eq!(report.diagnostics(), []);
        let Shape::Struct(object) = &api.types[1].shape else {
            panic!("no struct")
        };
        assert!(object.fields[0].default.is_some());
    }

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
