//! Which operations can the generated code carry out? What it cannot is left out with a reason,
//! never written as something else.

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{
    Api, Encoding, Location, Omitted, Operation, Parameter, Payload, Scalar, Shape, Style, Type,
};

/// Leaves out the operations that cannot be written as Rust, each with a warning, and names them in
/// [`Api::omitted`]. To be done before types that no operation needs are dropped.
pub fn leave_out(api: &mut Api, report: &mut Report) {
    for operation in std::mem::take(&mut api.operations) {
        let Err((code, reason)) = supports(&operation, api) else {
            api.operations.push(operation);
            continue;
        };
        let message = format!("`{}` is left out: {reason}", operation.id);
        report.push(Diagnostic::warning(code, message).at(&operation.pointer, ""));
        api.omitted.push(Omitted {
            id: operation.id,
            method: operation.method.as_str().to_owned(),
            path: operation.path.text,
            code,
            reason,
        });
    }
}

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
    let sent = operation.body.iter().map(|body| &body.media_type);
    let received = operation
        .answers
        .iter()
        .filter_map(|answer| answer.body.as_ref());
    for media_type in sent.chain(received.map(|body| &body.media_type)) {
        if !media_type.chars().all(|c| matches!(c, ' '..='~')) {
            let reason = "it has a media type that no header can hold".to_owned();
            return Err((Code::UnsupportedBody, reason));
        }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::ApiConfig;
    use crate::{check, lower, upgrade};
    use serde_json::{Value, json};

    /// What is said of the only operation of a document, which has these parameters and body.
    fn reason(parameter: Value, body: Value) -> String {
        let mut operation = json!({ "responses": { "204": { "description": "" } } });
        if !parameter.is_null() {
            operation["parameters"] = json!([parameter]);
        }
        if !body.is_null() {
            operation["requestBody"] = json!({ "content": body });
        }
        let tree = json!({
            "openapi": "3.0.3",
            "info": { "title": "T", "version": "1" },
            "paths": { "/": { "post": operation } },
        });
        let mut report = Report::new();
        let upgraded = upgrade::upgrade(tree, &mut report).unwrap();
        let document = check::check(upgraded.tree, &mut report).unwrap();
        let mut api = lower::lower(&document, &ApiConfig::default(), &mut report);
        assert_eq!(api.operations.len(), 1, "{:?}", report.diagnostics());
        leave_out(&mut api, &mut report);
        let reasons: Vec<_> = api
            .omitted
            .iter()
            .map(|omitted| omitted.reason.clone())
            .collect();
        assert_eq!(report.diagnostics().len(), reasons.len());
        reasons.join("; ")
    }

    fn query(schema: Value) -> Value {
        json!({ "name": "q", "in": "query", "schema": schema })
    }

    #[test]
    fn what_can_be_written_stays() {
        for schema in [
            json!({ "type": "string", "enum": ["a"] }),
            json!({ "type": "array", "items": { "type": "integer" } }),
            json!({ "type": "string", "pattern": "^a$" }),
        ] {
            assert_eq!(reason(query(schema), Value::Null), "");
        }
        let form = json!({ "application/x-www-form-urlencoded": { "schema": {
            "type": "object", "properties": { "a": { "type": "array", "items": { "type": "string" } } },
        } } });
        assert_eq!(reason(Value::Null, form), "");
    }

    #[test]
    fn what_cannot_be_written_is_named_with_the_reason() {
        let object = json!({ "type": "object", "properties": { "a": { "type": "string" } } });
        let text = reason(query(object.clone()), Value::Null);
        assert_eq!(
            text,
            "the parameter `q` is an object, which cannot be written yet"
        );
        let mut comma = query(json!({ "type": "array", "items": { "type": "string" } }));
        comma["explode"] = json!(false);
        let text = reason(comma, Value::Null);
        assert_eq!(
            text,
            "the parameter `q` is a list written in a way that is not supported yet"
        );
        let form = json!({ "application/x-www-form-urlencoded": { "schema": {
            "type": "object", "properties": { "a": object },
        } } });
        let text = reason(Value::Null, form);
        assert_eq!(
            text,
            "the form member `a` is an object, which cannot be written yet"
        );
    }
}
