//! Which operations can the generated code carry out? What it cannot is left out with a reason,
//! never written as something else.

use crate::diagnostic::Code;
use crate::ir::{
    Api, Encoding, IntegerFormat, Location, NumberFormat, Operation, Parameter, Payload, Scalar,
    Shape, Style, Type,
};

/// Whether an operation can be written as Rust.
///
/// # Errors
///
/// The kind of fault, and the reason in a sentence, for the first part that cannot.
pub fn supports(operation: &Operation, api: &Api) -> Result<(), (Code, String)> {
    for parameter in &operation.parameters {
        self::parameter(parameter, api).map_err(|reason| {
            let name = &parameter.name;
            (
                Code::UnsupportedParameter,
                format!("the parameter `{name}` {reason}"),
            )
        })?;
    }
    if let Some(body) = &operation.body {
        match &body.payload {
            Payload::Form(fields) => {
                for form in fields {
                    member(&form.field.ty, form.encoding, api).map_err(|reason| {
                        let name = &form.field.name;
                        (
                            Code::UnsupportedBody,
                            format!("the form member `{name}` {reason}"),
                        )
                    })?;
                }
            }
            Payload::Json(_) | Payload::Text | Payload::Binary => {}
        }
    }
    if !operation.servers.is_empty() {
        let reason = "it is served elsewhere than the rest of the API".to_owned();
        return Err((Code::UnsupportedServer, reason));
    }
    Ok(())
}

fn parameter(parameter: &Parameter, api: &Api) -> Result<(), &'static str> {
    let plain = writable(&parameter.ty, api)?;
    let (style, explode) = match parameter.location {
        Location::Path | Location::Header => (Style::Simple, false),
        Location::Query => (Style::Form, true),
        Location::Cookie => (Style::Form, false),
    };
    if parameter.style != style {
        return Err("has a style that cannot be written yet");
    }
    // Of a single value, `explode` says nothing; of a list in style `simple` neither.
    if !plain && parameter.explode != explode && style != Style::Simple {
        return Err("is a list written in a way that is not supported yet");
    }
    if parameter.allow_reserved {
        return Err("is sent without encoding, which is not supported yet");
    }
    Ok(())
}

fn member(ty: &Type, encoding: Encoding, api: &Api) -> Result<(), &'static str> {
    let plain = writable(ty, api)?;
    if encoding.style != Style::Form || (!plain && !encoding.explode) || encoding.allow_reserved {
        return Err("has an encoding that cannot be written yet");
    }
    Ok(())
}

/// Whether a type becomes text, and whether that is a single one.
fn writable(ty: &Type, api: &Api) -> Result<bool, &'static str> {
    match api.resolve(ty) {
        Type::Scalar(Scalar::Null) => Err("can only be null, which no text stands for"),
        Type::Scalar(
            Scalar::Integer(IntegerFormat::Big) | Scalar::Number(NumberFormat::Decimal),
        ) => Err("is a number of any size, which cannot be written yet"),
        Type::Scalar(_) => Ok(true),
        Type::List(item) => match writable(item, api)? {
            true => Ok(false),
            false => Err("is a list of lists, which no style can write"),
        },
        Type::Nullable(ty) => writable(ty, api),
        Type::Any => Err("can be anything, which no style can write"),
        Type::Map(_) | Type::Tuple(_) => Err("is an object, which cannot be written yet"),
        Type::Named(id) => match api.get(*id).map(|def| &def.shape) {
            Some(Shape::Enum(_) | Shape::Pattern(_)) => Ok(true),
            Some(Shape::Union(_)) => Err("is one of several types, which cannot be written yet"),
            _ => Err("is an object, which cannot be written yet"),
        },
    }
}
