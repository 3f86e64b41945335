//! Does the body of a request fit? (Request Body Object, Media Type Object, Encoding Object.)

use super::coding::{decoded_form, raw_pairs};
use super::decode::{Values, is_structured};
use super::judge::Judge;
use super::multipart;
use super::operation::{Body, Content};
use super::refusal::Refusal;
use super::texts::{Texts, typed};
use super::tree::merged;
use bindery::openapi::media_type::{Family, family};
use hyper::HeaderMap;
use hyper::header::{ACCEPT, CONTENT_ENCODING, CONTENT_TYPE};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The value of a body that has one, and none of bytes and of what is not there.
///
/// # Errors
///
/// A refusal: 400 for a body that is missing or does not fit, 413 for one that holds too many
/// values, 415 for one of another media type.
pub(super) fn check(
    judge: &Judge<'_>,
    body: &Body,
    headers: &HeaderMap,
    bytes: &[u8],
    values: &mut Values<'_>,
) -> Result<Option<Value>, Refusal> {
    let content_type = headers.get(CONTENT_TYPE).map(|value| value.as_bytes());
    let content_type = content_type.map(String::from_utf8_lossy);
    let content_type = content_type.as_deref().unwrap_or_default();
    if bytes.is_empty() && (content_type.is_empty() || !body.required) {
        return match body.required {
            true => Err(Refusal::new(
                400,
                "the request has no body, and one is required",
            )),
            false => Ok(None),
        };
    }
    if body.content.is_empty() {
        return Ok(None);
    }
    let Some(content) = declared(body, content_type) else {
        let offered: Vec<&str> = body
            .content
            .iter()
            .map(|content| content.media_type.as_str())
            .collect();
        let reason = match content_type {
            "" => "the body has no `Content-Type`".to_owned(),
            other => format!("the body is of the media type `{other}`"),
        };
        let offered = offered.join(", ");
        let refusal = Refusal::new(415, format!("{reason}; the operation takes {offered}"));
        return Err(refusal.with(ACCEPT, offered));
    };
    if headers.contains_key(CONTENT_ENCODING) {
        // It is compressed, and accepted unchanged.
        return Ok(None);
    }
    let any = json!({});
    let schema = content.schema.as_ref();
    let schema = schema.and_then(|schema| schema.find(judge.tree));
    let schema = schema.unwrap_or(&any);
    let value = match (content.family, family(content_type)) {
        _ if content.framing.is_some() => return Ok(None),
        (Family::Json, _) | (Family::Any, Family::Json) => values.json(bytes)?,
        (Family::Form, _) | (Family::Any, Family::Form) => {
            form(judge, content, schema, bytes, values)?
        }
        (Family::Multipart, _) => match content_type.to_ascii_lowercase() {
            // The parts of others have no names.
            kind if !kind.starts_with("multipart/form-data") => return Ok(None),
            _ => parts(judge, schema, content_type, bytes, values)?,
        },
        (Family::Text, _) => {
            let text = String::from_utf8_lossy(bytes).into_owned();
            let kind = merged(judge.tree, schema).get("type").cloned();
            // Of XML and the like, the schema describes what the text stands for.
            if kind.is_some_and(|kind| kind != "string") || is_markup(content_type) {
                return Ok(None);
            }
            Value::String(text)
        }
        (Family::Binary | Family::Any, _) => return Ok(None),
    };
    judge.judge(schema, &value).map_err(|reason| {
        let reason = match reason.strip_prefix('`') {
            Some(_) => format!("in the body, {reason}"),
            None => format!("the body {reason}"),
        };
        Refusal::new(400, reason)
    })?;
    Ok(Some(value))
}

fn is_markup(content_type: &str) -> bool {
    let essence = content_type.split(';').next().unwrap_or_default();
    essence.trim().ends_with("xml") || essence.trim().ends_with("yaml")
}

/// The content that a media type is declared as: itself before its range.
fn declared<'b>(body: &'b Body, content_type: &str) -> Option<&'b Content> {
    let essence = |text: &str| {
        let essence = text.split(';').next().unwrap_or_default();
        essence.trim().to_ascii_lowercase()
    };
    let given = essence(content_type);
    let kind = given.split('/').next().unwrap_or_default();
    let wanted = [given.clone(), format!("{kind}/*"), "*/*".to_owned()];
    let mut wanted = wanted.iter().filter(|_| !given.is_empty());
    wanted
        .find_map(|wanted| {
            let mut contents = body.content.iter();
            contents.find(|content| essence(&content.media_type) == *wanted)
        })
        // Bytes need no name.
        .or_else(|| {
            let any = |content: &&Content| content.media_type == "*/*";
            body.content.iter().find(any).filter(|_| given.is_empty())
        })
}

fn form(
    judge: &Judge<'_>,
    content: &Content,
    schema: &Value,
    bytes: &[u8],
    values: &mut Values<'_>,
) -> Result<Value, Refusal> {
    let body = String::from_utf8_lossy(bytes);
    let known = merged(judge.tree, schema);
    let properties = known.get("properties");
    let mut texts = Texts::default();
    for (name, value) in raw_pairs(&body) {
        let name = decoded_form(name);
        let encoding = encoding(judge, content, &name);
        let said = |key: &str| encoding.and_then(|encoding| encoding.get(key));
        let style = said("style").and_then(Value::as_str).unwrap_or("form");
        let explode = said("explode").and_then(Value::as_bool);
        let separator = match style {
            _ if explode.unwrap_or(style == "form") => None,
            "spaceDelimited" => Some("%20"),
            "pipeDelimited" => Some("|"),
            "form" => Some(","),
            _ => None,
        };
        let is_list = properties
            .and_then(|all| all.get(&name))
            .is_some_and(|one| {
                let map = merged(judge.tree, one);
                map.get("type").is_some_and(|kind| kind == "array")
            });
        match separator.filter(|_| is_list) {
            Some(separator) => {
                let value = value.replace('+', "%20").replace("%7C", "|");
                for part in value.split(separator) {
                    let part = decoded_form(part);
                    values.add_text(&part)?;
                    texts.add_plain(&name, part);
                }
            }
            None => {
                let value = decoded_form(value);
                values.add_text(&value)?;
                match properties.is_some_and(|all| all.get(&name).is_some()) {
                    true => texts.add_plain(&name, value),
                    false => {
                        values.add(name.matches('[').count())?;
                        texts.add(&name, value);
                    }
                }
            }
        }
    }
    Ok(of_properties(judge, schema, &texts))
}

/// The Encoding Object of a property.
fn encoding<'t>(judge: &Judge<'t>, content: &Content, name: &str) -> Option<&'t Value> {
    let object = content.pointer.find(judge.tree)?;
    object.get("encoding")?.get(name)
}

/// An object, also where there is no property.
fn of_properties(judge: &Judge<'_>, schema: &Value, texts: &Texts) -> Value {
    match typed(judge, schema, texts) {
        Value::Object(properties) => Value::Object(properties),
        other if texts.inner.is_empty() && !other.is_array() => json!({}),
        other => other,
    }
}

fn parts(
    judge: &Judge<'_>,
    schema: &Value,
    content_type: &str,
    bytes: &[u8],
    values: &mut Values<'_>,
) -> Result<Value, Refusal> {
    let parts = multipart::parts(content_type, bytes, values)?;
    let mut texts = Texts::default();
    let mut same: BTreeMap<&str, usize> = BTreeMap::new();
    for part in &parts {
        *same.entry(&part.name).or_default() += 1;
        // No schema describes the content of a file; its presence counts.
        let text = match std::str::from_utf8(part.bytes) {
            Ok(text) if !part.is_file => text,
            _ => "",
        };
        if is_structured(text) {
            values.add_text(text)?;
        }
        texts.add_plain(&part.name, text.to_owned());
    }
    let mut value = of_properties(judge, schema, &texts);
    // A part of a media type of JSON is read as such, whatever its schema says.
    if let Value::Object(properties) = &mut value {
        for part in parts.iter().filter(|part| !part.is_file) {
            let json = part.media_type.as_deref().map(family) == Some(Family::Json);
            if !json || same.get(part.name.as_str()) != Some(&1) {
                continue;
            }
            match values.json(part.bytes) {
                Ok(read) => {
                    properties.insert(part.name.clone(), read);
                }
                Err(refusal) if refusal.status == 413 => return Err(refusal),
                // Its schema decides what the text is.
                Err(_) => {}
            }
        }
    }
    Ok(value)
}
