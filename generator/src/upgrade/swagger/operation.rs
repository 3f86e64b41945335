//! How does an operation of Swagger 2.0 read? Bodies and forms are no parameters in 3.0.

use super::super::Moved;
use super::{media_types, parameter, response};
use crate::diagnostic::{Pointer, Trail};
use crate::openapi::canonical;
use serde_json::{Map, Value, json};

/// The parts of the document that operations inherit.
pub(super) struct Context<'a> {
    /// The document without its paths.
    pub(super) tree: &'a Value,
    pub(super) consumes: &'a [String],
    pub(super) produces: &'a [String],
}

/// A parameter that is a body or a part of one, and where it stood.
struct BodyPart {
    parameter: Map<String, Value>,
    pointer: Pointer,
}

/// Converts every operation of a path item.
pub(super) fn of_item(
    context: &Context<'_>,
    item: &mut Map<String, Value>,
    trail: &Trail<'_>,
    moved: &mut Moved,
) {
    // Parts of bodies that all operations of the path have.
    let shared = parameters(context, item, trail, moved);
    for (key, value) in item.iter_mut() {
        let Value::Object(operation) = value else {
            continue;
        };
        if key.starts_with("x-") {
            continue;
        }
        let trail = trail.key(key);
        let mut parts = parameters(context, operation, &trail, moved);
        for part in &shared {
            let same = |own: &BodyPart| {
                own.parameter.get("in") == Some(&"body".into())
                    || own.parameter.get("name") == part.parameter.get("name")
            };
            if !parts.iter().any(same) {
                parts.push(BodyPart {
                    parameter: part.parameter.clone(),
                    pointer: part.pointer.clone(),
                });
            }
        }
        let own = |key| media_types(operation.get(key).cloned());
        let (consumes, produces) = (own("consumes"), own("produces"));
        let or = |own: Vec<String>, all: &[String]| if own.is_empty() { all.to_vec() } else { own };
        let consumes = or(consumes, context.consumes);
        let produces = or(produces, context.produces);
        for key in ["consumes", "produces", "schemes"] {
            operation.shift_remove(key);
        }
        if !operation.contains_key("requestBody")
            && let Some(body) = body(parts, &consumes, &trail, moved)
        {
            operation.insert("requestBody".to_owned(), body);
        }
        let responses = operation
            .get_mut("responses")
            .and_then(Value::as_object_mut);
        let place = trail.key("responses");
        for (status, response) in responses.into_iter().flatten() {
            if let Value::Object(response) = response {
                response::convert(response, &produces, &place.key(status), moved);
            }
        }
    }
}

/// Takes the parts of bodies out of `parameters`, and brings the others to 3.0.
fn parameters(
    context: &Context<'_>,
    holder: &mut Map<String, Value>,
    trail: &Trail<'_>,
    moved: &mut Moved,
) -> Vec<BodyPart> {
    let mut parts = Vec::new();
    let Some(Value::Array(list)) = holder.get_mut("parameters") else {
        return parts;
    };
    let pointer = trail.key("parameters").pointer();
    let mut kept = Vec::new();
    for (index, mut value) in std::mem::take(list).into_iter().enumerate() {
        let old = pointer.index(index);
        if let Some((parameter, place)) = body_part(context, &value, &old) {
            parts.push(BodyPart {
                parameter,
                pointer: place,
            });
            continue;
        }
        if let Value::Object(parameter) = &mut value {
            parameter::style(parameter);
        }
        if kept.len() != index {
            moved.push(pointer.index(kept.len()), old);
        }
        kept.push(value);
    }
    *list = kept;
    parts
}

/// The parameter, when it is a part of a body, with a reference followed.
fn body_part(
    context: &Context<'_>,
    value: &Value,
    pointer: &Pointer,
) -> Option<(Map<String, Value>, Pointer)> {
    let mut pointer = pointer.clone();
    let mut value = value;
    // A circle of references ends with the count.
    for _ in 0..10 {
        let Some(target) = value.get("$ref").and_then(Value::as_str) else {
            break;
        };
        pointer = Pointer::from_escaped(target.strip_prefix('#')?);
        value = pointer.find(context.tree)?;
    }
    if !parameter::is_body(value) {
        return None;
    }
    Some((value.as_object()?.clone(), pointer))
}

/// The Request Body Object that parts make.
fn body(
    parts: Vec<BodyPart>,
    consumes: &[String],
    trail: &Trail<'_>,
    moved: &mut Moved,
) -> Option<Value> {
    let place = trail.key("requestBody").pointer();
    let whole = parts
        .iter()
        .position(|part| part.parameter.get("in").is_some_and(|kind| kind == "body"));
    let Some(index) = whole else {
        return (!parts.is_empty()).then(|| form(parts, consumes, &place, moved));
    };
    let mut part = parts.into_iter().nth(index)?;
    let schema = part
        .parameter
        .shift_remove("schema")
        .unwrap_or_else(|| json!({}));
    let mut content = Map::new();
    moved.push(place.clone(), part.pointer.clone());
    let json = ["application/json".to_owned()];
    for media_type in if consumes.is_empty() { &json } else { consumes } {
        let inside = place.child("content").child(media_type).child("schema");
        moved.push(inside, part.pointer.child("schema"));
        content.insert(media_type.clone(), json!({ "schema": schema }));
    }
    let mut body = Map::new();
    for key in ["description", "required"] {
        if let Some(value) = part.parameter.shift_remove(key) {
            body.insert(key.to_owned(), value);
        }
    }
    // Some generators name the body by this.
    if let Some(name) = part.parameter.shift_remove("name") {
        body.insert(canonical::BODY_NAME.to_owned(), name);
    }
    body.insert("content".to_owned(), Value::Object(content));
    Some(Value::Object(body))
}

/// A form is an object whose properties are its fields.
fn form(parts: Vec<BodyPart>, consumes: &[String], place: &Pointer, moved: &mut Moved) -> Value {
    let file = parts.iter().any(|part| {
        part.parameter
            .get("type")
            .is_some_and(|kind| kind == "file")
    });
    let mut media_types: Vec<&str> = consumes.iter().map(String::as_str).collect();
    media_types.retain(|kind| {
        kind.starts_with("multipart/") || (!file && *kind == "application/x-www-form-urlencoded")
    });
    if media_types.is_empty() {
        media_types.push(match file {
            true => "multipart/form-data",
            false => "application/x-www-form-urlencoded",
        });
    }
    let mut properties = Map::new();
    let mut required = Vec::new();
    let mut encoding = Map::new();
    for part in &parts {
        let mut property = part.parameter.clone();
        let Some(Value::String(name)) = property.shift_remove("name") else {
            continue;
        };
        property.shift_remove("in");
        property.shift_remove("allowEmptyValue");
        if property.shift_remove("required") == Some(Value::Bool(true)) {
            required.push(Value::from(name.as_str()));
        }
        if property.get("type").is_some_and(|kind| kind == "array") {
            parameter::style(&mut property);
            let mut style = Map::new();
            for key in ["style", "explode", canonical::DELIMITER] {
                if let Some(value) = property.shift_remove(key) {
                    style.insert(key.to_owned(), value);
                }
            }
            encoding.insert(name.clone(), Value::Object(style));
        }
        for media_type in &media_types {
            let schema = place.child("content").child(media_type).child("schema");
            let inside = schema.child("properties").child(&name);
            moved.push(inside, part.pointer.clone());
        }
        properties.insert(name, Value::Object(property));
    }
    let needed = !required.is_empty();
    let schema = json!({ "type": "object", "properties": properties, "required": required });
    let mut content = Map::new();
    for media_type in media_types {
        let mut object = json!({ "schema": schema });
        if !encoding.is_empty()
            && let Value::Object(object) = &mut object
        {
            object.insert("encoding".to_owned(), Value::Object(encoding.clone()));
        }
        content.insert(media_type.to_owned(), object);
    }
    json!({ "required": needed, "content": content })
}
